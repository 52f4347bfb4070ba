/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "source/linekind.h"
#include "source/srcdate.h"
#include "source/srcnum.h"
#include "source/srcvalue.h"

struct line_maker {
    const struct schema *schema;
    struct srcvalue value;
    struct srcdate date;
    struct linekind kind;
    struct line line;
    struct linecolumns at;
    struct repeat repeat;
    struct line_simple simple;
    struct buf order_text; /* the texts of the order, where they are kept */
    struct buf *extra_made;
    struct slice *extra;
    struct buf made[LINES_KIND]; /* values of templates */
    struct buf number;           /* a number brought into the wire's form */
    uint64_t *rounded, *negated;
    uint64_t order_trimmed, order_missing;                            /* what each record of the order counts, */
    bool order_counts;                                                /* if anything */
    bool order_goes_on;                                               /* perhaps, in the next record */
    bool returns;                                                     /* its id says that it takes something back */
    bool may_simple;                                                  /* as far as the schema goes */
    bool no_description;                                              /* nobody will look at it */
    bool numbers_first;                                               /* templates may name any value */
    bool plain_numbers;                                               /* no marks, no rounding: as the wire has them */
    bool plain_product;                                               /* quantity x unit_price alone */
    int places;                                                       /* as the options say */
    char day[DATE_LEN + LINE_PADDING], time[TIME_LEN + LINE_PADDING]; /* the order's, as written */
};

/* Kept out of line_make, which is the faster the fewer registers it must save. */
#define RARE __attribute__((noinline))

static const char NOTHING[LINE_PADDING + 1];

/* ---- columns ---- */

/* Records are compared by the order's columns, where all of these are fields as they stand. */
static void find_repeat(struct line_maker *m, unsigned columns)
{
    bool *chosen = mem_zero(columns + 1, sizeof *chosen);
    for (unsigned i = 0; i < m->at.of_order.n && !m->at.others; i++)
        chosen[m->at.of_order.of[i].column] = true;
    repeat_init(&m->repeat, chosen, columns);
    free(chosen);
}

static void find_simple(struct line_maker *m)
{
    const struct schema *s = m->schema;
    m->simple = (struct line_simple){
        .repeat = &m->repeat,
        .uses = m->at.uses,
        .product = m->at.product ? (int)m->at.product->column : -1,
        .description = m->at.description ? (int)m->at.description->column : -1,
        .quantity = m->at.quantity,
        .price = m->at.price,
    };
    for (int c = 0; c < 256; c++)
        m->simple.odd_product[c] = c == ' ' || c == '"' || m->kind.charge_begins[c];
    m->may_simple = m->plain_product && m->repeat.runs && !m->at.others && !s->extras && !s->status.from &&
                    !(m->at.product && m->at.product->reshape) && !(m->at.description && m->at.description->reshape);
}

void line_find_columns(const struct csvin *in, void *maker)
{
    struct line_maker *m = maker;
    linecolumns_find(&m->at, m->schema, in);
    if (m->no_description && !m->numbers_first)
        m->at.description = NULL;
    find_repeat(m, in->n);
    find_simple(m);
}

/* ---- values ---- */

static struct slice value(struct line_maker *m, const struct csvin *in, const struct source *s, unsigned column)
{
    switch (s->from) {
    case SOURCE_NAME:
    case SOURCE_NUMBER:
        return srcvalue_unmark(&m->value, srcvalue_trim(&m->value, csvin_field(in, column)));
    case SOURCE_CHARS:
        return srcvalue_unmark(&m->value,
                               srcvalue_trim(&m->value, srcvalue_cut(csvin_field(in, 0), s->number, s->last)));
    default:
        return slice_of(NOTHING, 0);
    }
}

/* Values that are no whole field of the record. */
RARE static void take_others(struct line_maker *m, const struct csvin *in)
{
    const struct schema *s = m->schema;
    struct line *l = &m->line;
    for (int c = 0; c < LINES_KIND; c++)
        if (s->column[c].from == SOURCE_CHARS) {
            l->text[c] = value(m, in, &s->column[c], 0);
            if (s->float_id[c])
                l->text[c] = srcvalue_float_id(l->text[c]);
        }
    for (int c = 0; c < LINES_KIND; c++)
        if (s->column[c].from == SOURCE_TEMPLATE)
            l->text[c] = srcvalue_fill(s->column[c].name, l->text, &m->made[c], LINE_PADDING);
    for (int c = 0; c < LINES_KIND; c++)
        l->text_bytes += m->made[c].n;
}

RARE static void take_extras(struct line_maker *m, const struct csvin *in)
{
    const struct schema *s = m->schema;
    for (size_t i = 0; i < s->extras; i++) {
        const struct source *from = &s->extra[i].source;
        m->extra[i] = from->from == SOURCE_TEMPLATE
                          ? srcvalue_fill(from->name, m->line.text, &m->extra_made[i], LINE_PADDING)
                          : value(m, in, from, m->at.extra[i]);
        m->line.text_bytes += m->extra[i].n;
    }
}

RARE static struct slice reshape(struct line_maker *m, struct slice v, enum lines_column target)
{
    v = srcvalue_unmark(&m->value, v);
    return m->schema->float_id[target] ? srcvalue_float_id(v) : v;
}

/* A number that became a float ends with a 0. */
static inline bool may_reshape(const struct line_maker *m, struct slice v)
{
    return m->schema->missing.n || (v.n && v.p[v.n - 1] == '0');
}

static inline struct slice take(struct line_maker *m, struct record r, const struct plain *p)
{
    struct slice v = srcvalue_trim(&m->value, record_value(r, p->column));
    return __builtin_expect(p->reshape, 0) && may_reshape(m, v) ? reshape(m, v, p->target) : v;
}

static void take_numbers(struct line_maker *m, struct record r)
{
    for (const struct plain *p = m->at.numbers.of, *end = p + m->at.numbers.n; p < end; p++)
        m->line.text[p->target] = take(m, r, p);
}

static inline void take_values(struct line_maker *m, const struct csvin *in, struct record r)
{
    m->line.text_bytes = m->at.uses * in->bytes + m->order_text.n;
    if (m->at.product)
        m->line.text[LINES_PRODUCT_ID] = take(m, r, m->at.product);
    if (m->at.description)
        m->line.text[LINES_DESCRIPTION] = take(m, r, m->at.description);
    if (m->numbers_first)
        take_numbers(m, r);
    if (m->at.others)
        take_others(m, in);
    if (m->schema->extras)
        take_extras(m, in);
}

/* ---- orders ---- */

/* Most of it is short. */
static inline char *copy(char *to, struct slice v)
{
    if (__builtin_expect(v.n > LINE_PADDING, 0))
        memcpy(to, v.p, v.n);
    else
        memcpy(to, v.p, LINE_PADDING);
    return to + v.n + LINE_PADDING;
}

/* Copies the order's values, to outlive the record. */
RARE static void keep_order(struct line_maker *m, size_t bytes)
{
    buf_room(&m->order_text, bytes + (LINES_KIND + 1) * LINE_PADDING);
    char *p = m->order_text.p;
    for (const struct plain *o = m->at.of_order.of, *end = o + m->at.of_order.n; o < end; o++) {
        struct slice *v = &m->line.text[o->target];
        char *next = copy(p, *v);
        v->p = p;
        p = next;
    }
    m->order_text.n = (size_t)(p - m->order_text.p);
}

static bool goes_on(const struct line_maker *m, const struct csvin *in)
{
    if (!in->raw.at || !m->repeat.runs)
        return false;
    const char *next = csvin_peek(in, m->repeat.run[0].first);
    return !next || repeat_may(&m->repeat, in->raw, next);
}

RARE static void take_order(struct line_maker *m, const struct csvin *in)
{
    uint64_t trimmed = *m->value.trimmed, missing = *m->value.missing;
    for (const struct plain *o = m->at.of_order.of, *end = o + m->at.of_order.n; o < end; o++)
        m->line.text[o->target] = take(m, in->record, o);
    m->order_text.n = 0;
    m->order_goes_on = goes_on(m, in);
    if (m->order_goes_on)
        keep_order(m, m->at.uses * in->bytes);
    m->order_trimmed = *m->value.trimmed - trimmed;
    m->order_missing = *m->value.missing - missing;
    m->order_counts = m->order_trimmed || m->order_missing;
    m->line.order++;
}

/* Sets the record aside over one of its values, by the source's name for it. */
static bool bad_value(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                      const char *problem, const char *remedy)
{
    const struct source *s = &m->schema->column[c];
    bool named = s->from == SOURCE_NAME || s->from == SOURCE_NUMBER || s->from == SOURCE_CHARS;
    struct slice called = named ? s->name : slice_str(TABLE_LINES[c].name);
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)called.n, called.p);
    return csvin_bad(in, name, l->text[c], problem, remedy);
}

/* ---- dates ---- */

static void set_when(struct line_maker *m, const struct datefmt_value *v)
{
    struct line *l = &m->line;
    l->day = v->day;
    l->time = v->time;
    date_print_civil(m->day, v->year, v->month, v->of_month);
    l->time_text.n = l->time == TIME_NONE ? 0 : TIME_LEN;
    if (l->time_text.n)
        time_print(m->time, l->time);
}

static bool read_date(struct line_maker *m, const struct csvin *in, struct line *l)
{
    struct slice none = {0}, day = l->text[LINES_DATE];
    switch (srcdate_read(&m->date, day, m->schema->column[LINES_TIME].from ? l->text[LINES_TIME] : none)) {
    case SRCDATE_NEW:
        set_when(m, &m->date.last);
        break;
    case SRCDATE_SAME:
        break;
    case SRCDATE_BAD_DATE:
        return bad_value(m, in, l, LINES_DATE, day.n ? "is not a date" : "is empty where a date is needed",
                         "none of the schema's date-format lines reads it");
    case SRCDATE_BAD_TIME:
        return bad_value(m, in, l, LINES_TIME, "is not a time of day",
                         "none of the schema's time-format lines reads it");
    }
    return true;
}

/* ---- numbers ---- */

static enum decimal_status parse_number(struct line_maker *m, struct slice text, int places, decimal *out)
{
    const struct srcnum marks = {m->schema->point, m->schema->thousands};
    enum decimal_status status = srcnum_parse(&marks, text, places, &m->number, out);
    if (status != DECIMAL_ROUNDED)
        return status;
    ++*m->rounded;
    return DECIMAL_OK;
}

static bool bad_number(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                       enum decimal_status status)
{
    if (l->text[c].n == 0)
        return bad_value(m, in, l, c, "is empty where a number is needed",
                         c == LINES_QUANTITY ? "a quantity is not guessed" : "an amount is not guessed");
    return bad_value(m, in, l, c, decimal_problem(status),
                     status == DECIMAL_NOT
                         ? "the schema's decimal-mark, thousands-mark and missing say how numbers are written"
                     : status == DECIMAL_PLACES_OVER && c != LINES_QUANTITY ? "--round-money 2 rounds half to even"
                                                                            : NULL);
}

static bool read_odd_number(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                            decimal *out)
{
    /* A unit price is rounded no further than it must be: it is still to be multiplied. */
    int places = c == LINES_QUANTITY || m->places < 0 ? -1 : c == LINES_AMOUNT ? m->places : DECIMAL_PLACES;
    enum decimal_status status = parse_number(m, l->text[c], places, out);
    return status == DECIMAL_OK || bad_number(m, in, l, c, status);
}

static inline bool read_number(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                               decimal *out)
{
    if (m->plain_numbers && decimal_parse_padded(l->text[c], out))
        return true;
    return read_odd_number(m, in, l, c, out);
}

/* quantity x unit_price, and a given amount must be that within the tolerance. */
static bool work_out_amount(struct line_maker *m, const struct csvin *in, struct line *l, bool has_quantity,
                            bool has_amount)
{
    const struct schema *s = m->schema;
    if (!has_amount) {
        enum decimal_status status = decimal_mul(l->quantity, l->unit_price, m->places, &l->amount);
        if (status == DECIMAL_ROUNDED)
            ++*m->rounded;
        else if (status != DECIMAL_OK)
            return bad_value(m, in, l, LINES_UNIT_PRICE,
                             status == DECIMAL_RANGE ? "times the quantity is too large for money"
                                                     : "times the quantity has more than 6 places",
                             status == DECIMAL_RANGE ? NULL : "--round-money 2 rounds half to even");
        return true;
    }
    if (!has_quantity || !l->has_price)
        return true;
    __int128 off = (__int128)l->quantity * l->unit_price - (__int128)l->amount * DECIMAL_ONE;
    __int128 tolerance = (__int128)s->amount_tolerance * DECIMAL_ONE;
    if (off > tolerance || off < -tolerance)
        return bad_value(m, in, l, LINES_AMOUNT, "is not quantity x unit_price",
                         "amount-tolerance in the schema allows a difference, or map only two of the three");
    return true;
}

RARE static bool read_odd_numbers(struct line_maker *m, const struct csvin *in, struct line *l)
{
    const struct source *from = m->schema->column;
    if (!m->numbers_first)
        take_numbers(m, in->record);
    l->quantity_written = false;
    bool has_amount = from[LINES_AMOUNT].from && l->text[LINES_AMOUNT].n;
    l->has_price = from[LINES_UNIT_PRICE].from && (l->text[LINES_UNIT_PRICE].n || !has_amount);
    l->quantity = DECIMAL_ONE;
    l->unit_price = 0;
    if (from[LINES_QUANTITY].from && !read_number(m, in, l, LINES_QUANTITY, &l->quantity))
        return false;
    if (l->has_price && !read_number(m, in, l, LINES_UNIT_PRICE, &l->unit_price))
        return false;
    if (!has_amount && !l->has_price)
        return bad_number(m, in, l, LINES_AMOUNT, DECIMAL_NOT);
    if (has_amount && !read_number(m, in, l, LINES_AMOUNT, &l->amount))
        return false;
    return work_out_amount(m, in, l, from[LINES_QUANTITY].from, has_amount);
}

/* A whole number of pieces, as most quantities are, at a price. */
static inline bool read_product(const struct line_maker *m, struct record r, struct line *l)
{
    struct slice text = record_value(r, m->at.quantity);
    int64_t pieces;
    l->text[LINES_QUANTITY] = text;
    l->has_price = l->quantity_written = true;
    return decimal_whole(text, &pieces) && decimal_parse_padded(record_value(r, m->at.price), &l->unit_price) &&
           !__builtin_mul_overflow(pieces, l->unit_price, &l->amount) && l->amount != INT64_MIN &&
           (l->quantity = pieces * DECIMAL_ONE, true);
}

static inline bool read_numbers(struct line_maker *m, const struct csvin *in, struct record r, struct line *l)
{
    return (m->plain_product && read_product(m, r, l)) || read_odd_numbers(m, in, l);
}

/* ---- kinds ---- */

/* What is returned counts below zero: a source that writes its returns as positive numbers must say so. */
RARE static bool set_odd_kind(struct line_maker *m, const struct csvin *in, struct line *l)
{
    const struct schema *s = m->schema;
    struct slice status = s->status.from ? value(m, in, &s->status, m->at.status) : slice_of(NOTHING, 0);
    l->kind = linekind_of(&m->kind, l->text[LINES_PRODUCT_ID], status, m->returns, l->quantity,
                          l->has_price ? &l->unit_price : NULL, l->amount);
    if ((l->kind != KIND_RETURN && l->kind != KIND_CREDIT) || (l->amount <= 0 && !s->returns_are_positive))
        return true;
    if (!s->returns_are_positive) {
        take_numbers(m, in->record);
        return bad_value(m, in, l, s->column[LINES_AMOUNT].from ? LINES_AMOUNT : LINES_UNIT_PRICE,
                         "makes a return of more than 0", "return-sign = positive in the schema turns it round");
    }
    *m->negated += l->amount > 0;
    l->amount = l->amount > 0 ? -l->amount : l->amount;
    l->quantity_written &= l->quantity <= 0;
    l->quantity = l->quantity > 0 ? -l->quantity : l->quantity;
    return true;
}

/* Most lines are sales of a product at a price. */
static inline bool set_kind(struct line_maker *m, const struct csvin *in, struct line *l)
{
    if (!m->schema->status.from && !m->returns && l->has_price && l->unit_price > 0 && l->amount > 0 &&
        !linekind_may_charge(&m->kind, l->text[LINES_PRODUCT_ID])) {
        l->kind = KIND_SALE;
        return true;
    }
    return set_odd_kind(m, in, l);
}

const struct line *line_maker_line(const struct line_maker *m)
{
    return &m->line;
}

RARE static bool read_order(struct line_maker *m, const struct csvin *in, struct line *l)
{
    repeat_forget(&m->repeat);
    if (l->text[LINES_ORDER_ID].n == 0)
        return bad_value(m, in, l, LINES_ORDER_ID, "is empty: a line without its order", NULL);
    if (!read_date(m, in, l))
        return false;
    m->returns =
        linekind_may_return(&m->kind, l->text[LINES_ORDER_ID]) && linekind_returns(&m->kind, l->text[LINES_ORDER_ID]);
    if (m->order_goes_on)
        repeat_remember(&m->repeat, in->raw);
    return true;
}

const struct line *line_make(struct line_maker *m, const struct csvin *in)
{
    struct line *l = &m->line;
    struct record r = in->record;
    bool same = in->raw.at && repeat_same(&m->repeat, in->raw);
    if (!same) {
        take_order(m, in);
    } else if (m->order_counts) {
        *m->value.trimmed += m->order_trimmed;
        *m->value.missing += m->order_missing;
    }
    take_values(m, in, r);
    if ((same || read_order(m, in, l)) && read_numbers(m, in, r, l) && set_kind(m, in, l))
        return l;
    return NULL;
}

const struct line_simple *line_maker_simple(const struct line_maker *m)
{
    return m->repeat.cells && m->may_simple && !m->returns && !m->order_counts ? &m->simple : NULL;
}

/* ---- the maker ---- */

struct line_maker *line_maker_new(const struct schema *s, struct line_options options)
{
    struct line_maker *m = mem_zero(1, sizeof *m);
    m->schema = s;
    m->places = options.places;
    m->no_description = options.no_description;
    linecolumns_init(&m->at, s);
    m->extra = mem_zero(s->extras + 1, sizeof *m->extra);
    m->extra_made = mem_zero(s->extras + 1, sizeof *m->extra_made);
    m->line.extra = m->extra;
    m->line.day_text = slice_of(m->day, DATE_LEN);
    m->line.time_text = slice_of(m->time, 0);
    m->plain_numbers = s->point == '.' && m->places < 0;
    m->plain_product = m->plain_numbers && !s->missing.n && source_is_plain(&s->column[LINES_QUANTITY]) &&
                       source_is_plain(&s->column[LINES_UNIT_PRICE]) && !s->column[LINES_AMOUNT].from;
    for (int c = 0; c < LINES_KIND; c++)
        m->line.text[c] = slice_of(NOTHING, 0);
    linekind_init(&m->kind, s);
    m->numbers_first = m->at.others || s->extras > 0;
    m->value = (struct srcvalue){&s->missing, tool_counter("values_trimmed"), tool_counter("values_missing_mark")};
    m->rounded = tool_counter("money_rounded");
    m->negated = tool_counter("returns_negated");
    srcdate_init(&m->date, s, options.tz_from, options.tz_to);
    return m;
}

void line_maker_free(struct line_maker *m)
{
    for (int c = 0; c < LINES_KIND; c++)
        buf_free(&m->made[c]);
    for (size_t i = 0; i < m->schema->extras; i++)
        buf_free(&m->extra_made[i]);
    buf_free(&m->number);
    buf_free(&m->order_text);
    srcdate_free(&m->date);
    linecolumns_free(&m->at);
    free(m->extra);
    free(m->extra_made);
    free(m);
}
