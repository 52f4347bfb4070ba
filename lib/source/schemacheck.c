/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of schemas as a whole: how their keys fit together. */
#include "source/schema.h"

#include <inttypes.h>
#include <strings.h>

#include "base/die.h"

/* ---- slots ---- */

size_t schema_slots(const struct schema *s)
{
    return SLOT_EXTRA + s->extras + s->moneys;
}

struct source *schema_source(struct schema *s, int slot)
{
    size_t i = (size_t)slot;
    if (i < SLOT_EXTRA)
        return i < LINES_KIND ? &s->column[i] : i == SLOT_STATUS ? &s->status : &s->currency;
    i -= SLOT_EXTRA;
    return i < s->extras ? &s->extra[i].source : &s->money[i - s->extras].source;
}

int schema_slot(const struct schema *s, struct slice name)
{
    enum lines_column c = source_target(name);
    if (c != LINES_COLUMNS)
        return (int)c;
    if (slice_is(name, "status") || slice_is(name, "currency"))
        return slice_is(name, "status") ? SLOT_STATUS : SLOT_CURRENCY;
    for (size_t i = 0; i < s->extras; i++)
        if (slice_eq(name, s->extra[i].name))
            return (int)(SLOT_EXTRA + i);
    for (size_t i = 0; i < s->moneys; i++)
        if (slice_eq(name, s->money[i].name))
            return (int)(SLOT_EXTRA + s->extras + i);
    return -1;
}

static void check_names(const struct schema *s, const char *key, const struct slices *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (schema_slot(s, names->of[i]) < 0)
            die(STATUS_USAGE, "%s: %s names \"%.*s\", which is not a column of this schema", s->path, key,
                (int)names->of[i].n, names->of[i].p);
}

/* ---- sources ---- */

/* The template that is looked at, and the schema. */
struct looked {
    const struct schema *schema;
    struct slice template;
};

/* A template may use only values of the source: with another template the result would depend on which is filled
 * first. */
static void check_part(struct source *part, void *user)
{
    struct looked *at = user;
    const struct schema *s = at->schema;
    const struct slice name = part->name;
    if (part->from == SOURCE_TEMPLATE)
        at->template = name;
    if (part->from == SOURCE_LINES) {
        const struct source *made = &s->column[part->number];
        if (made->from == SOURCE_NONE || made->from == SOURCE_TEMPLATE || made->from == SOURCE_FIRST)
            die(STATUS_USAGE, "%s: \"%.*s\" is made of %.*s, which is not a column of the source", s->path,
                (int)at->template.n, at->template.p, (int)name.n, name.p);
    }
    if (part->from == SOURCE_CHARS && s->dialect.format != FORMAT_FIXED)
        die(STATUS_USAGE, "%s: %.*s needs format = fixed", s->path, (int)name.n, name.p);
    if (part->from == SOURCE_NAME && !s->dialect.header)
        die(STATUS_USAGE, "%s: \"%.*s\" is a name, but without a header columns have none (%s)", s->path, (int)name.n,
            name.p, s->dialect.format == FORMAT_FIXED ? "@1-5 is the first five characters" : "#1 is the first");
}

static void check_source(struct schema *s, struct source *from)
{
    struct looked at = {s, {0}};
    source_visit(from, check_part, &at);
    s->long_way |= from->from != SOURCE_NONE && !source_is_plain(from);
}

static void check_sources(struct schema *s)
{
    for (size_t i = 0; i < schema_slots(s); i++)
        check_source(s, schema_source(s, (int)i));
    check_source(s, &s->order_total);
    for (size_t i = 0; i < s->rules; i++) {
        struct schema_rule *r = &s->rule[i];
        r->slot = schema_slot(s, r->source.name);
        if (r->slot < 0)
            check_source(s, &r->source);
        else if (schema_source(s, r->slot)->from == SOURCE_NONE)
            die(STATUS_USAGE, "%s: %s.%.*s names a column that the schema does not give", s->path,
                r->is_order ? "order-record" : "no-record", (int)r->source.name.n, r->source.name.p);
    }
}

/* ---- headers ---- */

/* One without columns, such as a constant, is always there. */
static bool needs_column(const struct source *s)
{
    return !source_is_there(s, NULL, 0);
}

static unsigned has(const struct slice *column, unsigned n, const void *schema)
{
    struct schema *s = (struct schema *)schema; /* whose sources are only checked */
    unsigned there = needs_column(&s->order_total) && source_is_there(&s->order_total, column, n);
    for (size_t i = 0; i < schema_slots(s); i++) {
        const struct source *from = schema_source(s, (int)i);
        there += needs_column(from) && source_is_there(from, column, n);
    }
    return there;
}

static unsigned needs(const struct schema *schema)
{
    struct schema *s = (struct schema *)schema;
    unsigned columns = needs_column(&s->order_total);
    for (size_t i = 0; i < schema_slots(s); i++)
        columns += needs_column(schema_source(s, (int)i));
    return columns;
}

bool schema_fits(const struct schema *s, const struct slice *column, unsigned n)
{
    return has(column, n, s) == needs(s);
}

struct csvin_header schema_header(const struct schema *s)
{
    return (struct csvin_header){has, needs(s), s};
}

static bool reads_as_date(const struct schema *s, struct slice text)
{
    char padded[64] = "";
    struct datefmt_value v;
    if (text.n == 0 || text.n >= sizeof padded / 2)
        return false;
    memcpy(padded, text.p, text.n);
    for (size_t i = 0; i < s->dates.n; i++)
        if (datefmt_parse(&s->dates.format[i], slice_of(padded, text.n), &v))
            return true;
    return false;
}

static bool ends_with_currency(struct slice name)
{
    const struct slice word = SLICE("currency");
    return name.n >= word.n && strncasecmp(name.p + name.n - word.n, word.p, word.n) == 0;
}

void schema_check_header(const struct schema *s, const struct csvin *in)
{
    static bool warned;
    const struct source *day = &s->column[LINES_DATE];
    if (!in->column)
        return;
    if (day->from == SOURCE_NUMBER && day->number <= in->n && reads_as_date(s, in->column[day->number - 1]))
        die(STATUS_DATA,
            "%s:%" PRIu64
            ": the header looks like a record, which would be lost (header = no in the schema reads it; or give "
            "the file a header line)",
            in->name, in->line > 1 ? in->line - 1 : 1);
    for (unsigned i = 0; i < in->n && !s->currency.from && !warned; i++)
        if (ends_with_currency(in->column[i])) {
            warned = true;
            warn("%s: column \"%.*s\" is not used: amounts of several currencies would be summed (currency = "
                 "%.*s in the schema)",
                 in->name, (int)in->column[i].n, in->column[i].p, (int)in->column[i].n, in->column[i].p);
        }
}

/* ---- what goes together ---- */

static void check_dates(const struct schema *s)
{
    for (size_t i = 0; i < s->dates.n; i++)
        for (size_t j = 0; j < i; j++)
            if (datefmt_conflict(s->dates.pattern[j], s->dates.pattern[i]))
                die(STATUS_USAGE,
                    "%s: date-format %s and date-format %s differ in the order of day and month: the first would "
                    "read 05/01/2021, the other 01/25/2021 (give only the one that the log has)",
                    s->path, s->dates.pattern[j], s->dates.pattern[i]);
}

static void check_states(const struct schema *s)
{
    const struct map *list[] = {&s->sale_status, &s->sale_and_return_status, &s->return_status, &s->void_status};
    for (size_t a = 0; a < 4; a++) {
        if (list[a]->n && !s->status.from)
            die(STATUS_USAGE, "%s: has a sale-status, return-status or void-status but no status column", s->path);
        for (size_t b = 0; b < a; b++)
            for (uint32_t i = 0; i < list[a]->n; i++) {
                struct slice state = map_key(list[a], i);
                if (list[b]->n && map_get(list[b], state) != MAP_NONE)
                    die(STATUS_USAGE, "%s: the state \"%.*s\" is given two meanings", s->path, (int)state.n, state.p);
            }
    }
}

static const char *what_it_lacks(const struct schema *s)
{
    const struct source *c = s->column;
    return !c[LINES_CUSTOMER_ID].from                           ? "customer_id"
           : !c[LINES_ORDER_ID].from                            ? "order_id"
           : !c[LINES_DATE].from                                ? "date"
           : !c[LINES_AMOUNT].from && !c[LINES_UNIT_PRICE].from ? "unit_price or amount"
           : !s->dates.n                                        ? "date-format"
                                                                : NULL;
}

static void check_together(const struct schema *s)
{
    const char *lacks = what_it_lacks(s);
    if (lacks)
        die(STATUS_USAGE, "%s: has no %s", s->path, lacks);
    if (s->column[LINES_TIME].from && !s->times.n)
        die(STATUS_USAGE, "%s: has a time column but no time-format", s->path);
    if (s->number.thousands.n == 1 && s->number.point == s->number.thousands.p[0])
        die(STATUS_USAGE, "%s: decimal-mark and thousands-mark are the same", s->path);
    if (s->number.indian && !s->number.thousands.n)
        die(STATUS_USAGE, "%s: number-form = indian-groups needs a thousands-mark", s->path);
    if (s->rates && !s->currency.from)
        die(STATUS_USAGE, "%s: has currency-rates but no currency column", s->path);
    if (s->amount_once && (s->column[LINES_UNIT_PRICE].from || s->column[LINES_QUANTITY].from))
        die(STATUS_USAGE, "%s: order.amount is the amount of the whole order: leave out quantity and unit_price",
            s->path);
    for (size_t i = 0; i < s->rules && s->amount_once; i++)
        if (s->rule[i].is_order)
            die(STATUS_USAGE, "%s: order.amount counts on the order's first record, which order-record leaves out",
                s->path);
}

/* An extra column of this name is checked too, so that currencies are never mixed in a sum. */
static void find_currency(struct schema *s)
{
    for (size_t i = 0; i < s->extras && !s->currency.from; i++)
        if (slice_is(s->extra[i].name, "currency") || slice_is(s->extra[i].name, "Currency"))
            s->currency = s->extra[i].source;
}

void schema_check(struct schema *s)
{
    check_together(s);
    check_states(s);
    check_dates(s);
    find_currency(s);
    if (s->dialect.format == FORMAT_FIXED)
        s->dialect.header = false;
    check_sources(s);
    check_names(s, "fill-down", &s->fill_down);
    check_names(s, "lower-case-ids", &s->lower_case);
    for (size_t i = 0; i < s->marks; i++)
        check_names(s, "missing.NAME", &(struct slices){&s->mark[i].name, 1});
    s->long_way |= s->status.from || s->currency.from || s->order_total.from || s->amount_once || s->moneys ||
                   s->marks || s->rules || s->fill_down.n || s->lower_case.n;
}
