/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "source/idcheck.h"
#include "source/linemaker.h"
#include "source/srcnum.h"

/* Kept out of line_make, which is faster if it has fewer registers to save. */
#define RARE __attribute__((noinline))

/* ---- columns ---- */

/* Records are compared by the order's columns. */
static void find_repeat(struct line_maker *m, unsigned columns)
{
    bool *chosen = mem_zero(columns + 1, sizeof *chosen);
    for (unsigned i = 0; i < m->at.of_order.n; i++)
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
    m->may_simple = m->plain_product && m->repeat.runs && !s->extras && !(m->at.product && m->at.product->reshape) &&
                    !(m->at.description && m->at.description->reshape);
}

void line_find_columns(const struct csvin *in, void *maker)
{
    struct line_maker *m = maker;
    schema_check_header(m->schema, in);
    linecolumns_find(&m->at, m->schema, in);
    if (m->no_description)
        m->at.description = NULL;
    find_repeat(m, in->n);
    find_simple(m);
}

/* ---- values ---- */

RARE static struct slice reshape(struct line_maker *m, struct slice v, enum lines_column target)
{
    v = srcvalue_unmark(&m->value, v);
    return m->schema->float_id[target] ? srcvalue_float_id(v) : v;
}

/* A number that became a float ends with a 0. */
static inline bool may_reshape(const struct line_maker *m, struct slice v)
{
    return m->value.marks->n || (v.n && v.p[v.n - 1] == '0');
}

static inline struct slice shape(struct line_maker *m, struct slice v, const struct plain *p)
{
    v = srcvalue_trim(&m->value, v);
    return __builtin_expect(p->reshape, 0) && may_reshape(m, v) ? reshape(m, v, p->target) : v;
}

static inline struct slice take(struct line_maker *m, struct record r, const struct plain *p)
{
    return shape(m, record_value(r, p->column), p);
}

static void take_numbers(struct line_maker *m, struct record r)
{
    for (const struct plain *p = m->at.numbers.of, *end = p + m->at.numbers.n; p < end; p++)
        m->line.text[p->target] = m->put ? shape(m, m->put[p->column], p) : take(m, r, p);
}

static void take_extras(struct line_maker *m, struct record r)
{
    for (size_t i = 0; i < m->schema->extras; i++) {
        m->extra[i] = take(m, r, &m->at.extra[i]);
        m->line.text_bytes += m->extra[i].n;
    }
}

static inline void take_values(struct line_maker *m, const struct csvin *in, struct record r)
{
    m->line.text_bytes = m->at.uses * in->bytes + m->order_text.n;
    if (m->at.product)
        m->line.text[LINES_PRODUCT_ID] = take(m, r, m->at.product);
    if (m->at.description)
        m->line.text[LINES_DESCRIPTION] = take(m, r, m->at.description);
    if (m->schema->extras)
        take_extras(m, r);
}

/* ---- orders ---- */

/* Copies the order's values, to outlive the record. */
RARE static void keep_order(struct line_maker *m, size_t bytes)
{
    buf_room(&m->order_text, bytes + (LINES_KIND + 1) * LINE_PADDING);
    char *p = m->order_text.p;
    for (const struct plain *o = m->at.of_order.of, *end = o + m->at.of_order.n; o < end; o++) {
        struct slice *v = &m->line.text[o->target];
        char *next = line_put(p, *v) + LINE_PADDING;
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

/* ---- dates ---- */

static void set_when(struct line_maker *m, const struct datefmt_value *v)
{
    struct line *l = &m->line;
    l->day = v->day;
    l->time = v->time;
    date_print_civil(m->day, v->year, v->month, v->of_month);
    l->day_text.n = DATE_LEN;
    l->time_text.n = l->time == TIME_NONE ? 0 : TIME_LEN;
    if (l->time_text.n)
        time_print(m->time, l->time);
}

/* A sum or a title has a word in place of the date. */
static const char *date_remedy(const struct line_maker *m, struct slice day)
{
    static char remedy[600];
    const char *formats = srcdate_remedy(&m->schema->dates, day);
    for (size_t i = 0; i < day.n; i++)
        if (day.p[i] >= '0' && day.p[i] <= '9')
            return formats;
    snprintf(remedy, sizeof remedy, "%s; if this record is a sum or a title: no-record.date = %.*s in the schema",
             formats, day.n > 60 ? 60 : (int)day.n, day.p);
    return remedy;
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
        if (line_is_no_record(m, in))
            return false;
        if (day.n == 0)
            return linebad_empty(m, in, LINES_DATE, "is empty where a date is needed",
                                 "fill-down = date in the schema if only the order's first row has it");
        return linebad_value(m, in, LINES_DATE, "is not a date", date_remedy(m, day));
    case SRCDATE_BAD_TIME:
        return linebad_value(m, in, LINES_TIME, "is not a time of day",
                             srcdate_remedy(&m->schema->times, l->text[LINES_TIME]));
    }
    return true;
}

/* ---- numbers ---- */

/* Exact until it becomes money: then the unit is applied, and it is rounded once. */
static enum decimal_status parse_number(struct line_maker *m, struct slice text, bool money, int places, decimal *out)
{
    const struct schema *s = m->schema;
    bool scaled = money && s->money_unit != DECIMAL_ONE;
    enum decimal_status status =
        srcnum_parse(&s->number, text, scaled && places >= 0 ? DECIMAL_PLACES : places, &m->number, out);
    if (scaled && status <= DECIMAL_ROUNDED) {
        enum decimal_status again = decimal_mul(*out, s->money_unit, places, out);
        status = again == DECIMAL_OK ? status : again;
    }
    if (status != DECIMAL_ROUNDED)
        return status;
    ++*m->rounded;
    return DECIMAL_OK;
}

enum decimal_status line_maker_money(struct line_maker *m, struct slice text, decimal *out)
{
    if (m->plain_numbers && decimal_parse_padded(text, out))
        return DECIMAL_OK;
    return parse_number(m, text, true, m->places, out);
}

static bool bad_number(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                       enum decimal_status status)
{
    if (l->text[c].n == 0)
        return linebad_empty(m, in, c, "is empty but a number is needed",
                             c == LINES_QUANTITY ? "a quantity is not guessed" : "an amount is not guessed");
    const char *remedy = line_maker_number_remedy(m, l->text[c], status);
    return linebad_value(m, in, c, decimal_problem(status),
                         status == DECIMAL_PLACES_OVER && c == LINES_QUANTITY ? NULL : remedy);
}

static bool read_odd_number(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                            decimal *out)
{
    /* A unit price is rounded as little as possible, since it will be multiplied. */
    int places = c == LINES_QUANTITY || m->places < 0 ? -1 : c == LINES_AMOUNT ? m->places : DECIMAL_PLACES;
    enum decimal_status status = parse_number(m, l->text[c], c != LINES_QUANTITY, places, out);
    return status == DECIMAL_OK || bad_number(m, in, l, c, status);
}

static inline bool read_number(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c,
                               decimal *out)
{
    if (m->plain_numbers && decimal_parse_padded(l->text[c], out))
        return true;
    return read_odd_number(m, in, l, c, out);
}

/* quantity x unit_price; a given amount must agree with it within the tolerance. */
static bool work_out_amount(struct line_maker *m, const struct csvin *in, struct line *l, bool has_quantity,
                            bool has_amount)
{
    const struct schema *s = m->schema;
    if (!has_amount) {
        enum decimal_status status = decimal_mul(l->quantity, l->unit_price, m->places, &l->amount);
        if (status == DECIMAL_ROUNDED)
            ++*m->rounded;
        else if (status != DECIMAL_OK)
            return linebad_value(m, in, LINES_UNIT_PRICE,
                                 status == DECIMAL_RANGE ? "times the quantity is too large for money"
                                                         : "times the quantity has more than 6 places",
                                 status == DECIMAL_RANGE
                                     ? NULL
                                     : "round-money = 6 in the schema, or --round-money 6, rounds half to even");
        return true;
    }
    if (!has_quantity || !l->has_price)
        return true;
    __int128 off = (__int128)l->quantity * l->unit_price - (__int128)l->amount * DECIMAL_ONE;
    __int128 tolerance = (__int128)s->amount_tolerance * DECIMAL_ONE;
    if (off > tolerance || off < -tolerance)
        return linebad_value(m, in, LINES_AMOUNT, "is not quantity x unit_price",
                             "amount-tolerance in the schema allows a difference, or map only two of the three");
    return true;
}

RARE static bool read_odd_numbers(struct line_maker *m, const struct csvin *in, struct line *l)
{
    const struct source *from = m->schema->column;
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
static inline bool read_product(struct slice quantity, struct slice price, struct line *l)
{
    int64_t pieces;
    l->text[LINES_QUANTITY] = quantity;
    l->has_price = l->quantity_written = true;
    return decimal_whole(quantity, &pieces) && decimal_parse_padded(price, &l->unit_price) &&
           !__builtin_mul_overflow(pieces, l->unit_price, &l->amount) && l->amount != INT64_MIN &&
           (l->quantity = pieces * DECIMAL_ONE, true);
}

static inline bool read_numbers(struct line_maker *m, const struct csvin *in, struct record r, struct line *l)
{
    return (m->plain_product && read_product(record_value(r, m->at.quantity), record_value(r, m->at.price), l)) ||
           read_odd_numbers(m, in, l);
}

static bool read_put_numbers(struct line_maker *m, const struct csvin *in, struct line *l)
{
    return (m->plain_product && read_product(m->put[LINES_QUANTITY], m->put[LINES_UNIT_PRICE], l)) ||
           read_odd_numbers(m, in, l);
}

/* ---- kinds ---- */

/* What is returned counts below zero: a source that writes its returns as positive numbers must say so. */
RARE static bool set_odd_kind(struct line_maker *m, const struct csvin *in, struct line *l)
{
    const struct schema *s = m->schema;
    l->kind = linekind_of(&m->kind, l->text[LINES_PRODUCT_ID], m->returns, l->quantity,
                          l->has_price ? &l->unit_price : NULL, l->amount);
    if ((l->kind != KIND_RETURN && l->kind != KIND_CREDIT) || (l->amount <= 0 && !s->returns_are_positive))
        return true;
    if (!s->returns_are_positive) {
        take_numbers(m, in->record);
        return linebad_value(m, in, s->column[LINES_AMOUNT].from ? LINES_AMOUNT : LINES_UNIT_PRICE,
                             "makes the amount of a return positive",
                             "return-sign = positive in the schema negates it");
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
    if (!m->returns && l->has_price && l->unit_price > 0 && l->amount > 0 &&
        !linekind_may_charge(&m->kind, l->text[LINES_PRODUCT_ID])) {
        l->kind = KIND_SALE;
        return true;
    }
    return set_odd_kind(m, in, l);
}

static inline bool check_id(struct line_maker *m, const struct csvin *in, const struct line *l, enum lines_column c)
{
    struct slice id = l->text[c];
    if (id.n > 4 && id.p[id.n - 3] == '+' && idcheck_damaged(id))
        return linebad_value(m, in, c, "is an id whose last digits a spreadsheet has cut off",
                             "export it again, with this column as text");
    if (c == LINES_CUSTOMER_ID && id.n - 2 < 8 && id.p[id.n - 1] > '9' && !m->nobody[0] && idcheck_nobody(id))
        memcpy(m->nobody, id.p, id.n);
    return true;
}

RARE static bool read_order(struct line_maker *m, const struct csvin *in, struct line *l)
{
    repeat_forget(&m->repeat);
    if (l->text[LINES_ORDER_ID].n == 0)
        return !line_is_no_record(m, in) &&
               linebad_empty(m, in, LINES_ORDER_ID, "is empty: each line needs its order", NULL);
    if (!check_id(m, in, l, LINES_CUSTOMER_ID) || !check_id(m, in, l, LINES_ORDER_ID))
        return false;
    if (!read_date(m, in, l))
        return false;
    m->id_returns = m->returns =
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

/* ---- of values that were put together ---- */

/* Most rows repeat the order of the row before: then its texts stay where they are kept. */
static void take_put_order(struct line_maker *m)
{
    struct slice text[LINES_KIND];
    bool same = m->order_put;
    for (const struct plain *o = m->at.of_order.of, *end = o + m->at.of_order.n; o < end; o++) {
        text[o->target] = shape(m, m->put[o->column], o);
        same = same && slice_eq(text[o->target], m->line.text[o->target]);
    }
    m->order_put = same;
    if (same)
        return;
    m->order_bytes = 0;
    for (const struct plain *o = m->at.of_order.of, *end = o + m->at.of_order.n; o < end; o++) {
        m->line.text[o->target] = text[o->target];
        m->order_bytes += text[o->target].n;
    }
    m->line.order++;
}

static void take_put_values(struct line_maker *m)
{
    const struct plain *text[] = {m->at.product, m->at.description};
    m->line.text_bytes = m->order_bytes;
    for (int i = 0; i < 2; i++)
        if (text[i]) {
            m->line.text[text[i]->target] = shape(m, m->put[text[i]->column], text[i]);
            m->line.text_bytes += m->line.text[text[i]->target].n;
        }
    for (size_t i = 0; i < m->schema->extras; i++) {
        m->extra[i] = shape(m, m->put[m->at.extra[i].column], &m->at.extra[i]);
        m->line.text_bytes += m->extra[i].n;
    }
}

static bool read_put_order(struct line_maker *m, const struct csvin *in, struct line *l)
{
    if (m->order_put)
        return true;
    if (!read_order(m, in, l))
        return false;
    keep_order(m, m->order_bytes);
    return m->order_put = true;
}

const struct line *line_make_of(struct line_maker *m, const struct csvin *in, const struct slice *value, bool returns)
{
    struct line *l = &m->line;
    m->put = value;
    take_put_order(m);
    take_put_values(m);
    if (!read_put_order(m, in, l))
        return NULL;
    m->returns = returns || m->id_returns;
    return read_put_numbers(m, in, l) && set_kind(m, in, l) ? l : NULL;
}

const struct line *line_make_void(struct line_maker *m, const struct csvin *in, const struct slice *value)
{
    struct line *l = &m->line;
    m->put = value;
    m->lenient = true;
    m->order_put = false;
    take_put_order(m);
    take_put_values(m);
    if (!read_order(m, in, l)) {
        srcdate_forget(&m->date);
        l->day = DATE_NONE;
        l->time = TIME_NONE;
        l->day_text.n = l->time_text.n = 0;
    }
    if (!read_put_numbers(m, in, l)) {
        l->amount = l->quantity = l->unit_price = 0;
        l->has_price = l->quantity_written = false;
    }
    l->kind = KIND_VOID;
    m->lenient = false;
    return l;
}
