/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/schemareader.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/shipped.h"
#include "base/textfile.h"

_Noreturn void schemareader_wrong(const struct schemareader *r, const char *problem)
{
    die(STATUS_USAGE, "%s:%u: %.*s = \"%.*s\" %s", r->schema->path, r->line, (int)r->key.n, r->key.p, (int)r->value.n,
        r->value.p, problem);
}

void *schemareader_longer(struct schemareader *r, const void *list, size_t n, size_t size)
{
    char *p = arena_alloc(&r->schema->arena, (n + 1) * size);
    if (n)
        memcpy(p, list, n * size);
    return p;
}

struct source schemareader_source(struct schemareader *r)
{
    struct source s;
    const char *problem = source_parse(&s, &r->schema->arena, r->value);
    if (problem)
        schemareader_wrong(r, problem);
    s.key = arena_copy(&r->schema->arena, r->key);
    return s;
}

/* ---- values: each setter reads the line's value into a field of the schema, or ends the tool ---- */

static const char *own(struct schemareader *r)
{
    return arena_str(&r->schema->arena, r->value);
}

/* The index of the value among the words. */
static int word_of(struct schemareader *r, const char *words)
{
    struct slice rest = slice_str(words);
    for (int i = 0; rest.p; i++)
        if (slice_eq(slice_cut(&rest, '|'), r->value))
            return i;
    char problem[128];
    snprintf(problem, sizeof problem, "is not one of %s", words);
    schemareader_wrong(r, problem);
}

static void set_format(struct schemareader *r, void *field, const char *words)
{
    (void)field;
    r->schema->dialect.format = (unsigned)word_of(r, words);
}

/* Of two words, is it the second? */
static void set_flag(struct schemareader *r, void *field, const char *words)
{
    *(bool *)field = word_of(r, words);
}

static void set_mark(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    char c = r->value.p[0];
    if (slice_is(r->value, "tab"))
        c = '\t';
    else if (slice_is(r->value, "blank"))
        c = ' ';
    else if (r->value.n != 1 || c < ' ' || isalnum((unsigned char)c) || strchr("+-\"\\", c))
        schemareader_wrong(r, "is not one punctuation mark, or tab, or blank");
    *(char *)field = c;
}

static void set_text(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    *(const char **)field = own(r);
}

/* The decimal mark is one byte; between thousands the apostrophe may also be the curly one. */
static void set_thousands(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    struct slice *mark = field;
    char c;
    *mark = SLICE("\xe2\x80\x99");
    if (slice_is(r->value, "apostrophe") || slice_eq(r->value, *mark))
        return;
    set_mark(r, &c, NULL);
    *mark = arena_copy(&r->schema->arena, slice_of(&c, 1));
}

static void set_places(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    if (r->value.n != 1 || r->value.p[0] < '0' || r->value.p[0] > '6')
        schemareader_wrong(r, "is not a number of places, 0 to 6");
    *(int *)field = r->value.p[0] - '0';
}

static void set_unit(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    if (slice_is(r->value, "cents"))
        *(decimal *)field = DECIMAL_CENT;
    else if (slice_is(r->value, "micros"))
        *(decimal *)field = 1;
    else if (decimal_parse(r->value, field) != DECIMAL_OK || *(decimal *)field <= 0)
        schemareader_wrong(r, "is not a unit of money: cents, micros, or a number such as 0.001");
}

static void set_tolerance(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    if (decimal_parse(r->value, field) != DECIMAL_OK || *(decimal *)field < 0)
        schemareader_wrong(r, "is not an amount of money, 0 or more");
}

static void add_value(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    map_put(field, r->value);
}

/* A state may be the empty one, "". */
static void add_state(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    map_put(field, slice_is(r->value, "\"\"") ? slice_of("", 0) : r->value);
}

static void add_prefix(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    struct schema_prefixes *list = field;
    list->prefix = schemareader_longer(r, list->prefix, list->n, sizeof *list->prefix);
    list->prefix[list->n++] = arena_copy(&r->schema->arena, r->value);
}

static void add_slice(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    struct slices *list = field;
    list->of = schemareader_longer(r, list->of, list->n, sizeof *list->of);
    list->of[list->n++] = arena_copy(&r->schema->arena, r->value);
}

/* Blank-separated. */
static void set_words(struct schemareader *r, void *field, const char *words)
{
    for (struct slice all = r->value, rest = all; rest.p;) {
        r->value = slice_cut(&rest, ' ');
        if (r->value.n)
            add_slice(r, field, words);
    }
}

static void set_number_form(struct schemareader *r, void *field, const char *words)
{
    struct srcnum *number = field;
    bool *form[] = {&number->brackets, &number->trailing_minus, &number->indian};
    *form[word_of(r, words)] = true;
}

static void set_duplicates(struct schemareader *r, void *field, const char *words)
{
    *(enum schema_duplicates *)field = (enum schema_duplicates)word_of(r, words);
}

static void set_zone(struct schemareader *r, void *field, const char *words)
{
    set_text(r, field, words);
    if (slice_is(r->value, "as-written")) {
        *(const char **)field = NULL;
        r->schema->keeps_offset = true;
    }
}

static void add_format(struct schemareader *r, struct schema_formats *list, bool time_alone)
{
    struct datefmt f;
    const char *problem = datefmt_compile(&f, own(r));
    if (problem)
        schemareader_wrong(r, problem);
    if (f.has_date == time_alone)
        schemareader_wrong(r, time_alone ? "contains a date" : "has no day, month and year");
    list->format = schemareader_longer(r, list->format, list->n, sizeof f);
    list->pattern = schemareader_longer(r, list->pattern, list->n, sizeof *list->pattern);
    list->pattern[list->n] = own(r);
    list->format[list->n++] = f;
}

static void add_date_format(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    add_format(r, field, false);
}

static void add_time_format(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    add_format(r, field, true);
}

/* ---- sources ---- */

static void set_source(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    *(struct source *)field = schemareader_source(r);
}

static void set_once(struct schemareader *r, void *field, const char *words)
{
    if (((struct source *)field)->from)
        schemareader_wrong(r, "is given a second time: amount is there already");
    r->schema->amount_once = true;
    set_source(r, field, words);
}

static void set_amount(struct schemareader *r, void *field, const char *words)
{
    if (((struct source *)field)->from)
        schemareader_wrong(r, "is given a second time: order.amount is there already");
    set_source(r, field, words);
}

static void set_float_ids(struct schemareader *r, void *field, const char *words)
{
    (void)words;
    for (struct slice rest = r->value; rest.p;) {
        struct slice word = slice_cut(&rest, ' ');
        enum lines_column c = source_target(word);
        if (word.n == 0)
            continue;
        if (c == LINES_COLUMNS || TABLE_LINES[c].type != TYPE_ID)
            schemareader_wrong(r, "is not one of customer_id, order_id, product_id");
        ((bool *)field)[c] = true;
    }
}

/* ---- keys ---- */

#define FIELD(name) offsetof(struct schema, name)
#define COLUMN(c)   FIELD(column) + (c) * sizeof(struct source)

static const struct key {
    const char *name;
    void (*set)(struct schemareader *, void *field, const char *words);
    size_t field;
    const char *words;
    bool list; /* may be repeated; for other keys a second line would silently replace the first */
} KEY[] = {
    {"format", set_format, FIELD(dialect), "csv|plain|blanks|fixed", false},
    {"delimiter", set_mark, FIELD(dialect.delimiter), NULL, false},
    {"header", set_flag, FIELD(dialect.header), "no|yes", false},
    {"fallback", set_text, FIELD(dialect.fallback), NULL, false},
    {"decimal-mark", set_mark, FIELD(number.point), NULL, false},
    {"thousands-mark", set_thousands, FIELD(number.thousands), NULL, false},
    {"money-sign", add_slice, FIELD(number.money), NULL, true},
    {"number-form", set_number_form, FIELD(number), "brackets|trailing-minus|indian-groups", true},
    {"money-unit", set_unit, FIELD(money_unit), NULL, false},
    {"round-money", set_places, FIELD(round_money), NULL, false},
    {"duplicates", set_duplicates, FIELD(duplicates), "keep|drop|orders", false},
    {"table-end", set_text, FIELD(dialect.end), NULL, false},
    {"fill-down", set_words, FIELD(fill_down), NULL, false},
    {"lower-case-ids", set_words, FIELD(lower_case), NULL, false},
    {"currency", set_source, FIELD(currency), NULL, false},
    {"currency-rates", set_text, FIELD(rates), NULL, false},
    {"order.amount", set_once, COLUMN(LINES_AMOUNT), NULL, false},
    {"order.total", set_source, FIELD(order_total), NULL, false},
    {"missing", add_value, FIELD(missing), NULL, true},
    {"date-format", add_date_format, FIELD(dates), NULL, true},
    {"time-format", add_time_format, FIELD(times), NULL, true},
    {"tz-from", set_text, FIELD(tz_from), NULL, false},
    {"tz-to", set_zone, FIELD(tz_to), NULL, false},
    {"float-ids", set_float_ids, FIELD(float_id), NULL, false},
    {"amount-tolerance", set_tolerance, FIELD(amount_tolerance), NULL, false},
    {"charge-code", add_value, FIELD(charge_code), NULL, true},
    {"charge-prefix", add_prefix, FIELD(charge), NULL, true},
    {"return-prefix", add_prefix, FIELD(returns), NULL, true},
    {"sale-status", add_state, FIELD(sale_status), NULL, true},
    {"sale-and-return-status", add_state, FIELD(sale_and_return_status), NULL, true},
    {"return-status", add_state, FIELD(return_status), NULL, true},
    {"void-status", add_state, FIELD(void_status), NULL, true},
    {"return-sign", set_flag, FIELD(returns_are_positive), "negative|positive", false},
    {"zero-price", set_flag, FIELD(zero_is_sale), "free|sale", false},
    {"status", set_source, FIELD(status), NULL, false},
    {"customer_id", set_source, COLUMN(LINES_CUSTOMER_ID), NULL, false},
    {"order_id", set_source, COLUMN(LINES_ORDER_ID), NULL, false},
    {"date", set_source, COLUMN(LINES_DATE), NULL, false},
    {"time", set_source, COLUMN(LINES_TIME), NULL, false},
    {"product_id", set_source, COLUMN(LINES_PRODUCT_ID), NULL, false},
    {"description", set_source, COLUMN(LINES_DESCRIPTION), NULL, false},
    {"quantity", set_source, COLUMN(LINES_QUANTITY), NULL, false},
    {"unit_price", set_source, COLUMN(LINES_UNIT_PRICE), NULL, false},
    {"amount", set_amount, COLUMN(LINES_AMOUNT), NULL, false},
    {"country", set_source, COLUMN(LINES_COUNTRY), NULL, false},
};
enum { KEYS = sizeof KEY / sizeof *KEY };

static _Noreturn void unknown(const struct schemareader *r)
{
    const char *name[KEYS];
    for (size_t i = 0; i < KEYS; i++)
        name[i] = KEY[i].name;
    const char *near = die_nearest(r->key, name, KEYS);
    die(STATUS_USAGE, "%s:%u: no key is called \"%.*s\"%s%s%s", r->schema->path, r->line, (int)r->key.n, r->key.p,
        near ? " (did you mean \"" : " (tillroll-schema(5) lists them)", near ? near : "", near ? "\"?)" : "");
}

static void read_key(struct schemareader *r, bool *given)
{
    size_t k = 0;
    while (k < KEYS && !slice_is(r->key, KEY[k].name))
        k++;
    if (k == KEYS && schemareader_named(r))
        return;
    if (k == KEYS)
        unknown(r);
    if (given[k] && !KEY[k].list)
        schemareader_wrong(r, "is given a second time");
    given[k] = true;
    KEY[k].set(r, (char *)r->schema + KEY[k].field, KEY[k].words);
}

/* In a name or a constant these bytes would break the table. */
static bool has_control(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ')
            return true;
    return false;
}

/* `key = ?`, or `? = state`, as clean --guess writes if the data do not decide; the choices are above it. */
static void note_question(struct schemareader *r, struct slice choices)
{
    if (r->open.n++ > 0)
        return;
    r->open.line = r->line;
    snprintf(r->open.text, sizeof r->open.text, "%.*s = %.*s is a question that needs an answer%s%.*s", (int)r->key.n,
             r->key.p, (int)r->value.n, r->value.p, choices.n ? ": " : "", (int)choices.n, choices.p);
}

static void read_line(struct schemareader *r, struct slice line, bool *given)
{
    line.n -= line.n && line.p[line.n - 1] == '\r';
    line = slice_trim(line);
    if (line.n && line.p[0] == '#')
        r->comment = slice_trim(slice_of(line.p + 1, line.n - 1));
    if (line.n == 0 || line.p[0] == '#')
        return;
    struct slice comment = r->comment;
    r->comment.n = 0;
    r->value = line;
    r->key = slice_trim(slice_cut(&r->value, '='));
    if (!r->value.p)
        die(STATUS_USAGE, "%s:%u: \"%.*s\" is not \"key = value\"", r->schema->path, r->line, (int)line.n, line.p);
    r->value = slice_trim(r->value);
    if (r->value.n == 0)
        schemareader_wrong(r, "is empty");
    if (has_control(r->key) || has_control(r->value))
        schemareader_wrong(r, "contains a tab or another control character");
    if (slice_is(r->value, "?") || slice_is(r->key, "?"))
        note_question(r, comment);
    else
        read_key(r, given);
}

/* ---- the whole ---- */

struct schema *schema_load(const char *name)
{
    struct schema *s = mem_zero(1, sizeof *s);
    struct schemareader r = {.schema = s};
    struct buf text = {0};
    bool given[KEYS] = {0};
    char *path = shipped_path("schemas", name);
    s->path = arena_str(&s->arena, slice_str(path));
    free(path);
    s->dialect = (struct dialect){.delimiter = ',', .header = true};
    s->number.point = '.';
    s->money_unit = DECIMAL_ONE;
    s->round_money = -1;
    s->amount_tolerance = DECIMAL_ONE / 100;
    textfile_read(s->path, "", &text);
    struct slice rest = buf_slice(&text);
    while (rest.p) {
        r.line++;
        read_line(&r, slice_cut(&rest, '\n'), given);
    }
    buf_free(&text);
    if (r.open.n > 1)
        die(STATUS_USAGE, "%s:%u: %s (and %u more such lines)", s->path, r.open.line, r.open.text, r.open.n - 1);
    if (r.open.n)
        die(STATUS_USAGE, "%s:%u: %s", s->path, r.open.line, r.open.text);
    schema_check(s);
    return s;
}

void schema_free(struct schema *s)
{
    map_free(&s->missing);
    map_free(&s->charge_code);
    map_free(&s->sale_status);
    map_free(&s->sale_and_return_status);
    map_free(&s->return_status);
    map_free(&s->void_status);
    arena_free(&s->arena);
    free(s);
}
