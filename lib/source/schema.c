/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/schema.h"

#include <ctype.h>
#include <errno.h>
#include <stddef.h>
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

/* ---- values: each setter reads the line's value into a field of the schema, or ends the tool ---- */

static const char *own(struct reader *r)
{
    return arena_str(&r->schema->arena, r->value);
}

/* The index of the value among the words. */
static int word_of(struct reader *r, const char *words)
{
    struct slice rest = slice_str(words);
    for (int i = 0; rest.p; i++)
        if (slice_eq(slice_cut(&rest, '|'), r->value))
            return i;
    char problem[128];
    snprintf(problem, sizeof problem, "is none of %s", words);
    wrong(r, problem);
}

static void set_format(struct reader *r, void *field, const char *words)
{
    (void)field;
    r->schema->dialect.format = (unsigned)word_of(r, words);
}

/* Of two words, is it the second? */
static void set_flag(struct reader *r, void *field, const char *words)
{
    *(bool *)field = word_of(r, words);
}

static void set_mark(struct reader *r, void *field, const char *words)
{
    (void)words;
    char c = r->value.p[0];
    if (slice_is(r->value, "tab"))
        c = '\t';
    else if (slice_is(r->value, "blank"))
        c = ' ';
    else if (r->value.n != 1 || c < ' ' || isalnum((unsigned char)c) || strchr("+-\"\\", c))
        wrong(r, "is not one punctuation mark, or tab, or blank");
    *(char *)field = c;
}

static void set_text(struct reader *r, void *field, const char *words)
{
    (void)words;
    *(const char **)field = own(r);
}

static void set_tolerance(struct reader *r, void *field, const char *words)
{
    (void)words;
    if (decimal_parse(r->value, field) != DECIMAL_OK || *(decimal *)field < 0)
        wrong(r, "is no amount of money");
}

static void add_value(struct reader *r, void *field, const char *words)
{
    (void)words;
    map_put(field, r->value);
}

/* A list in the arena, one longer. */
static void *longer(struct reader *r, const void *list, size_t n, size_t size)
{
    char *p = arena_alloc(&r->schema->arena, (n + 1) * size);
    if (n)
        memcpy(p, list, n * size);
    return p;
}

static void add_prefix(struct reader *r, void *field, const char *words)
{
    (void)words;
    struct schema_prefixes *list = field;
    list->prefix = longer(r, list->prefix, list->n, sizeof *list->prefix);
    list->prefix[list->n++] = arena_copy(&r->schema->arena, r->value);
}

static void add_format(struct reader *r, struct schema_formats *list, bool time_alone)
{
    struct datefmt f;
    const char *problem = datefmt_compile(&f, own(r));
    if (problem)
        wrong(r, problem);
    if (f.has_date == time_alone)
        wrong(r, time_alone ? "holds a date" : "holds no whole date");
    list->format = longer(r, list->format, list->n, sizeof f);
    list->format[list->n++] = f;
}

static void add_date_format(struct reader *r, void *field, const char *words)
{
    (void)words;
    add_format(r, field, false);
}

static void add_time_format(struct reader *r, void *field, const char *words)
{
    (void)words;
    add_format(r, field, true);
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
    if (name.n == 0 || target_of(name) != LINES_COLUMNS || slice_is(name, "kind"))
        wrong(r, "needs a name that the lines table does not have");
    for (size_t i = 0; i < s->extras; i++)
        if (slice_eq(name, s->extra[i].name))
            wrong(r, "stands there twice");
    s->extra = longer(r, s->extra, s->extras, sizeof *s->extra);
    s->extra[s->extras++] = (struct schema_extra){arena_copy(&s->arena, name), source_of(r)};
}

static void set_source(struct reader *r, void *field, const char *words)
{
    (void)words;
    *(struct source *)field = source_of(r);
}

static void set_status(struct reader *r, void *field, const char *words)
{
    set_source(r, field, words);
    if (((struct source *)field)->from == SOURCE_TEMPLATE)
        wrong(r, "is no column of the source");
}

static void set_float_ids(struct reader *r, void *field, const char *words)
{
    (void)words;
    for (struct slice rest = r->value; rest.p;) {
        struct slice word = slice_cut(&rest, ' ');
        enum lines_column c = target_of(word);
        if (word.n == 0)
            continue;
        if (c == LINES_COLUMNS || TABLE_LINES[c].type != TYPE_ID)
            wrong(r, "is not of customer_id, order_id, product_id");
        ((bool *)field)[c] = true;
    }
}

/* ---- keys ---- */

#define FIELD(name) offsetof(struct schema, name)
#define COLUMN(c)   FIELD(column) + (c) * sizeof(struct source)

static const struct key {
    const char *name;
    void (*set)(struct reader *, void *field, const char *words);
    size_t field;
    const char *words;
    bool list; /* may be repeated; of the others a second line would silently win */
} KEY[] = {
    {"format", set_format, FIELD(dialect), "csv|plain|blanks|fixed", false},
    {"delimiter", set_mark, FIELD(dialect.delimiter), NULL, false},
    {"header", set_flag, FIELD(dialect.header), "no|yes", false},
    {"fallback", set_text, FIELD(dialect.fallback), NULL, false},
    {"decimal-mark", set_mark, FIELD(point), NULL, false},
    {"thousands-mark", set_mark, FIELD(thousands), NULL, false},
    {"missing", add_value, FIELD(missing), NULL, true},
    {"date-format", add_date_format, FIELD(dates), NULL, true},
    {"time-format", add_time_format, FIELD(times), NULL, true},
    {"tz-from", set_text, FIELD(tz_from), NULL, false},
    {"tz-to", set_text, FIELD(tz_to), NULL, false},
    {"float-ids", set_float_ids, FIELD(float_id), NULL, false},
    {"amount-tolerance", set_tolerance, FIELD(amount_tolerance), NULL, false},
    {"charge-code", add_value, FIELD(charge_code), NULL, true},
    {"charge-prefix", add_prefix, FIELD(charge), NULL, true},
    {"return-prefix", add_prefix, FIELD(returns), NULL, true},
    {"return-status", add_value, FIELD(return_status), NULL, true},
    {"void-status", add_value, FIELD(void_status), NULL, true},
    {"return-sign", set_flag, FIELD(returns_are_positive), "negative|positive", false},
    {"zero-price", set_flag, FIELD(zero_is_sale), "free|sale", false},
    {"status", set_status, FIELD(status), NULL, false},
    {"customer_id", set_source, COLUMN(LINES_CUSTOMER_ID), NULL, false},
    {"order_id", set_source, COLUMN(LINES_ORDER_ID), NULL, false},
    {"date", set_source, COLUMN(LINES_DATE), NULL, false},
    {"time", set_source, COLUMN(LINES_TIME), NULL, false},
    {"product_id", set_source, COLUMN(LINES_PRODUCT_ID), NULL, false},
    {"description", set_source, COLUMN(LINES_DESCRIPTION), NULL, false},
    {"quantity", set_source, COLUMN(LINES_QUANTITY), NULL, false},
    {"unit_price", set_source, COLUMN(LINES_UNIT_PRICE), NULL, false},
    {"amount", set_source, COLUMN(LINES_AMOUNT), NULL, false},
    {"country", set_source, COLUMN(LINES_COUNTRY), NULL, false},
};
enum { KEYS = sizeof KEY / sizeof *KEY };

static _Noreturn void unknown(const struct reader *r)
{
    const char *name[KEYS];
    for (size_t i = 0; i < KEYS; i++)
        name[i] = KEY[i].name;
    const char *near = die_nearest(r->key, name, KEYS);
    die(STATUS_USAGE, "%s:%u: no key is called \"%.*s\"%s%s%s", r->schema->path, r->line, (int)r->key.n, r->key.p,
        near ? " (did you mean \"" : " (tillroll-schema(5) lists them)", near ? near : "", near ? "\"?)" : "");
}

static void read_key(struct reader *r, bool *given)
{
    if (slice_starts(r->key, SLICE("extra."))) {
        add_extra(r, slice_of(r->key.p + 6, r->key.n - 6));
        return;
    }
    size_t k = 0;
    while (k < KEYS && !slice_is(r->key, KEY[k].name))
        k++;
    if (k == KEYS)
        unknown(r);
    if (given[k] && !KEY[k].list)
        wrong(r, "is given a second time");
    given[k] = true;
    KEY[k].set(r, (char *)r->schema + KEY[k].field, KEY[k].words);
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
                        : !s->dates.n                                        ? "date-format"
                                                                             : NULL;
    if (lacks)
        die(STATUS_USAGE, "%s: does not say %s", s->path, lacks);
    if (c[LINES_TIME].from && !s->times.n)
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
    bool given[KEYS] = {0};
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
