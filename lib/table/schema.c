/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/schema.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/shipped.h"

/* A schema being read. */
struct reader {
    struct schema *schema;
    unsigned line;
    struct slice key, value;
};

static _Noreturn void wrong(const struct reader *r, const char *problem)
{
    die(STATUS_USAGE, "%s:%u: %.*s = \"%.*s\" %s", r->schema->path, r->line, (int)r->key.n, r->key.p, (int)r->value.n,
        r->value.p, problem);
}

/* ---- values ---- */

static void set_yes_no(struct reader *r, bool *out)
{
    if (slice_is(r->value, "yes"))
        *out = true;
    else if (slice_is(r->value, "no"))
        *out = false;
    else
        wrong(r, "is neither yes nor no");
}

/* The index of the value among the words. */
static int set_word(struct reader *r, const char *words)
{
    struct slice rest = slice_str(words);
    for (int i = 0; rest.p; i++)
        if (slice_eq(slice_cut(&rest, '|'), r->value))
            return i;
    static char problem[128];
    snprintf(problem, sizeof problem, "is none of %s", words);
    wrong(r, problem);
}

static char set_mark(struct reader *r)
{
    if (slice_is(r->value, "tab"))
        return '\t';
    if (slice_is(r->value, "blank"))
        return ' ';
    if (r->value.n != 1 || r->value.p[0] < ' ' || isalnum((unsigned char)r->value.p[0]) ||
        strchr("+-\"\\", r->value.p[0]))
        wrong(r, "is not one punctuation mark, or tab, or blank");
    return r->value.p[0];
}

static const char *own(struct reader *r)
{
    return arena_str(&r->schema->arena, r->value);
}

static void add_slice(struct reader *r, struct slice **list, size_t *n)
{
    struct slice *longer = arena_alloc(&r->schema->arena, (*n + 1) * sizeof **list);
    if (*n)
        memcpy(longer, *list, *n * sizeof **list);
    longer[(*n)++] = arena_copy(&r->schema->arena, r->value);
    *list = longer;
}

static void add_format(struct reader *r, struct datefmt **list, size_t *n, bool time_alone)
{
    struct datefmt *longer = arena_alloc(&r->schema->arena, (*n + 1) * sizeof **list);
    if (*n)
        memcpy(longer, *list, *n * sizeof **list);
    const char *problem = datefmt_compile(&longer[*n], own(r));
    if (problem)
        wrong(r, problem);
    if (longer[*n].has_date == time_alone)
        wrong(r, time_alone ? "holds a date" : "holds no whole date");
    ++*n;
    *list = longer;
}

/* ---- sources ---- */

static enum lines_column target_of(struct slice name)
{
    for (int i = 0; i < LINES_KIND; i++)
        if (slice_is(name, TABLE_LINES[i].name))
            return (enum lines_column)i;
    return LINES_COLUMNS;
}

static void check_template(struct reader *r, struct slice text)
{
    while (text.p) {
        slice_cut(&text, '{');
        if (!text.p)
            return;
        struct slice name = slice_cut(&text, '}');
        if (!text.p || target_of(name) == LINES_COLUMNS)
            wrong(r, "has a {} that names no column of the lines table");
    }
}

static struct source source_of(struct reader *r)
{
    struct slice v = r->value;
    uint64_t first, last;
    if (v.n >= 2 && v.p[0] == '"' && v.p[v.n - 1] == '"') {
        struct slice text = arena_copy(&r->schema->arena, slice_of(v.p + 1, v.n - 2));
        check_template(r, text);
        return (struct source){SOURCE_TEMPLATE, text, 0, 0};
    }
    if (v.n > 1 && v.p[0] == '#' && num_uint(slice_of(v.p + 1, v.n - 1), &first) && first > 0 && first < 100000)
        return (struct source){SOURCE_NUMBER, arena_copy(&r->schema->arena, v), (unsigned)first, 0};
    if (v.n > 1 && v.p[0] == '@') {
        struct slice rest = slice_of(v.p + 1, v.n - 1), begin = slice_cut(&rest, '-');
        if (!rest.p || !num_uint(begin, &first) || !num_uint(rest, &last) || first < 1 || last < first ||
            last > 1 << 20)
            wrong(r, "is no range of characters such as @2-6");
        return (struct source){SOURCE_CHARS, arena_copy(&r->schema->arena, v), (unsigned)first, (unsigned)last};
    }
    return (struct source){SOURCE_NAME, arena_copy(&r->schema->arena, v), 0, 0};
}

static void add_extra(struct reader *r, struct slice name)
{
    struct schema *s = r->schema;
    struct schema_extra *longer = arena_alloc(&s->arena, (s->extras + 1) * sizeof *longer);
    if (name.n == 0 || target_of(name) != LINES_COLUMNS || slice_is(name, "kind"))
        wrong(r, "needs a name that the lines table does not have");
    for (size_t i = 0; i < s->extras; i++)
        if (slice_eq(name, s->extra[i].name))
            wrong(r, "stands there twice");
    if (s->extras)
        memcpy(longer, s->extra, s->extras * sizeof *longer);
    longer[s->extras++] = (struct schema_extra){arena_copy(&s->arena, name), source_of(r)};
    s->extra = longer;
}

static void set_float_ids(struct reader *r)
{
    for (struct slice rest = r->value; rest.p;) {
        struct slice word = slice_cut(&rest, ' ');
        enum lines_column c = target_of(word);
        if (word.n == 0)
            continue;
        if (c == LINES_COLUMNS || TABLE_LINES[c].type != TYPE_ID)
            wrong(r, "is not of customer_id, order_id, product_id");
        r->schema->float_id[c] = true;
    }
}

static void set_tolerance(struct reader *r)
{
    if (decimal_parse(r->value, &r->schema->amount_tolerance) != DECIMAL_OK || r->schema->amount_tolerance < 0)
        wrong(r, "is no amount of money");
}

/* ---- keys ---- */

enum key {
    KEY_FORMAT,
    KEY_DELIMITER,
    KEY_HEADER,
    KEY_FALLBACK,
    KEY_DECIMAL_MARK,
    KEY_THOUSANDS_MARK,
    KEY_MISSING,
    KEY_DATE_FORMAT,
    KEY_TIME_FORMAT,
    KEY_TZ_FROM,
    KEY_TZ_TO,
    KEY_FLOAT_IDS,
    KEY_TOLERANCE,
    KEY_CHARGE_CODE,
    KEY_CHARGE_PREFIX,
    KEY_RETURN_PREFIX,
    KEY_RETURN_STATUS,
    KEY_VOID_STATUS,
    KEY_RETURN_SIGN,
    KEY_ZERO_PRICE,
    KEY_STATUS,
    KEYS
};

static const char *const KEY[KEYS + LINES_KIND] = {
    "format",        "delimiter",     "header",        "fallback",    "decimal-mark", "thousands-mark",   "missing",
    "date-format",   "time-format",   "tz-from",       "tz-to",       "float-ids",    "amount-tolerance", "charge-code",
    "charge-prefix", "return-prefix", "return-status", "void-status", "return-sign",  "zero-price",       "status",
    "customer_id",   "order_id",      "date",          "time",        "product_id",   "description",      "quantity",
    "unit_price",    "amount",        "country",
};

static void set(struct reader *r, enum key key)
{
    struct schema *s = r->schema;
    switch (key) {
    case KEY_FORMAT:
        s->dialect.format = (unsigned)set_word(r, "csv|plain|blanks|fixed");
        return;
    case KEY_DELIMITER:
        s->dialect.delimiter = set_mark(r);
        return;
    case KEY_HEADER:
        set_yes_no(r, &s->dialect.header);
        return;
    case KEY_FALLBACK:
        s->dialect.fallback = own(r);
        return;
    case KEY_DECIMAL_MARK:
        s->point = set_mark(r);
        return;
    case KEY_THOUSANDS_MARK:
        s->thousands = set_mark(r);
        return;
    case KEY_MISSING:
        map_put(&s->missing, r->value);
        return;
    case KEY_DATE_FORMAT:
        add_format(r, &s->date_format, &s->date_formats, false);
        return;
    case KEY_TIME_FORMAT:
        add_format(r, &s->time_format, &s->time_formats, true);
        return;
    case KEY_TZ_FROM:
        s->tz_from = own(r);
        return;
    case KEY_TZ_TO:
        s->tz_to = own(r);
        return;
    case KEY_FLOAT_IDS:
        set_float_ids(r);
        return;
    case KEY_TOLERANCE:
        set_tolerance(r);
        return;
    case KEY_CHARGE_CODE:
        map_put(&s->charge_code, r->value);
        return;
    case KEY_CHARGE_PREFIX:
        add_slice(r, &s->charge_prefix, &s->charge_prefixes);
        return;
    case KEY_RETURN_PREFIX:
        add_slice(r, &s->return_prefix, &s->return_prefixes);
        return;
    case KEY_RETURN_STATUS:
        map_put(&s->return_status, r->value);
        return;
    case KEY_VOID_STATUS:
        map_put(&s->void_status, r->value);
        return;
    case KEY_RETURN_SIGN:
        s->returns_are_positive = set_word(r, "negative|positive");
        return;
    case KEY_ZERO_PRICE:
        s->zero_is_sale = set_word(r, "free|sale");
        return;
    case KEY_STATUS:
        s->status = source_of(r);
        if (s->status.from == SOURCE_TEMPLATE)
            wrong(r, "is no column of the source");
        return;
    default:
        s->column[key - KEYS] = source_of(r);
        return;
    }
}

/* Keys that make a list may be repeated; of the others a second line would silently win. */
static bool repeatable(enum key key)
{
    return key == KEY_MISSING || key == KEY_DATE_FORMAT || key == KEY_TIME_FORMAT || key == KEY_CHARGE_CODE ||
           key == KEY_CHARGE_PREFIX || key == KEY_RETURN_PREFIX || key == KEY_RETURN_STATUS || key == KEY_VOID_STATUS;
}

static void read_key(struct reader *r, bool *given)
{
    if (slice_starts(r->key, SLICE("extra."))) {
        add_extra(r, slice_of(r->key.p + 6, r->key.n - 6));
        return;
    }
    for (unsigned k = 0; k < KEYS + LINES_KIND; k++)
        if (slice_is(r->key, KEY[k])) {
            if (given[k] && !repeatable((enum key)k))
                wrong(r, "is given a second time");
            given[k] = true;
            set(r, (enum key)k);
            return;
        }
    const char *near = die_nearest(r->key, KEY, KEYS + LINES_KIND);
    die(STATUS_USAGE, "%s:%u: no key is called \"%.*s\"%s%s%s", r->schema->path, r->line, (int)r->key.n, r->key.p,
        near ? " (did you mean \"" : " (tillroll-schema(5) lists them)", near ? near : "", near ? "\"?)" : "");
}

/* In a name or a constant they would break the table. */
static bool has_control(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ')
            return true;
    return false;
}

static void read_line(struct reader *r, struct slice line, bool *given)
{
    line.n -= line.n && line.p[line.n - 1] == '\r';
    line = slice_trim(line);
    if (line.n == 0 || line.p[0] == '#')
        return;
    r->value = line;
    r->key = slice_trim(slice_cut(&r->value, '='));
    if (!r->value.p)
        die(STATUS_USAGE, "%s:%u: \"%.*s\" is not \"key = value\"", r->schema->path, r->line, (int)line.n, line.p);
    r->value = slice_trim(r->value);
    if (r->value.n == 0)
        wrong(r, "is empty");
    if (has_control(r->key) || has_control(r->value))
        wrong(r, "holds a tab or another control character");
    read_key(r, given);
}

/* ---- the whole ---- */

/* A template is made of values that the source gives: of another template it would depend on which is filled first. */
static void check_parts(const struct schema *s, struct slice text)
{
    for (struct slice rest = text; slice_cut(&rest, '{'), rest.p;) {
        struct slice name = slice_cut(&rest, '}');
        const struct source *part = &s->column[target_of(name)];
        if (part->from == SOURCE_NONE || part->from == SOURCE_TEMPLATE)
            die(STATUS_USAGE, "%s: \"%.*s\" is made of %.*s, which is no column of the source", s->path, (int)text.n,
                text.p, (int)name.n, name.p);
    }
}

static void check_source(const struct schema *s, const struct source *from)
{
    const struct slice name = from->name;
    if (from->from == SOURCE_TEMPLATE)
        check_parts(s, name);
    if (from->from == SOURCE_CHARS && s->dialect.format != FORMAT_FIXED)
        die(STATUS_USAGE, "%s: %.*s is for format = fixed", s->path, (int)name.n, name.p);
    if (from->from == SOURCE_NAME && !s->dialect.header)
        die(STATUS_USAGE, "%s: \"%.*s\" is a name, but without a header columns have none (%s)", s->path, (int)name.n,
            name.p, s->dialect.format == FORMAT_FIXED ? "@1-5 is the first five characters" : "#1 is the first");
}

static void check_sources(const struct schema *s)
{
    for (int c = 0; c < LINES_KIND; c++)
        check_source(s, &s->column[c]);
    check_source(s, &s->status);
    for (size_t i = 0; i < s->extras; i++)
        check_source(s, &s->extra[i].source);
}

static void check(struct schema *s)
{
    const struct source *c = s->column;
    const char *lacks = !c[LINES_CUSTOMER_ID].from                           ? "customer_id"
                        : !c[LINES_ORDER_ID].from                            ? "order_id"
                        : !c[LINES_DATE].from                                ? "date"
                        : !c[LINES_AMOUNT].from && !c[LINES_UNIT_PRICE].from ? "unit_price or amount"
                        : !s->date_formats                                   ? "date-format"
                                                                             : NULL;
    if (lacks)
        die(STATUS_USAGE, "%s: does not say %s", s->path, lacks);
    if (c[LINES_TIME].from && !s->time_formats)
        die(STATUS_USAGE, "%s: has a time column but no time-format", s->path);
    if ((s->return_status.n || s->void_status.n) && !s->status.from)
        die(STATUS_USAGE, "%s: has a return-status or void-status but no status column", s->path);
    if (s->point == s->thousands)
        die(STATUS_USAGE, "%s: decimal-mark and thousands-mark are the same", s->path);
    if (s->dialect.format == FORMAT_FIXED)
        s->dialect.header = false;
    check_sources(s);
}

static void read_file(const char *path, struct buf *text)
{
    FILE *f = fopen(path, "re");
    if (!f)
        die(STATUS_USAGE, "%s: cannot read: %s", path, strerror(errno));
    size_t n;
    do {
        buf_room(text, 4096);
        n = fread(text->p + text->n, 1, 4096, f);
        text->n += n;
    } while (n);
    if (ferror(f))
        die_errno(path, "read");
    fclose(f);
}

struct schema *schema_load(const char *name)
{
    struct schema *s = mem_zero(1, sizeof *s);
    struct reader r = {.schema = s};
    struct buf text = {0};
    bool given[KEYS + LINES_KIND] = {0};
    char *path = shipped_path("schemas", name);
    s->path = arena_str(&s->arena, slice_str(path));
    free(path);
    s->dialect = (struct dialect){.delimiter = ',', .header = true};
    s->point = '.';
    s->amount_tolerance = DECIMAL_ONE / 100;
    read_file(s->path, &text);
    struct slice rest = buf_slice(&text);
    if (slice_starts(rest, SLICE("\xef\xbb\xbf")))
        rest = slice_of(rest.p + 3, rest.n - 3);
    while (rest.p) {
        r.line++;
        read_line(&r, slice_cut(&rest, '\n'), given);
    }
    buf_free(&text);
    check(s);
    return s;
}

void schema_free(struct schema *s)
{
    map_free(&s->missing);
    map_free(&s->charge_code);
    map_free(&s->return_status);
    map_free(&s->void_status);
    arena_free(&s->arena);
    free(s);
}
