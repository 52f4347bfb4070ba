/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/line.h"

#include "shop/ordersums.h"

const struct column LINE_COLUMNS[] = {
    {"customer_id", TYPE_ID},   {"order_id", TYPE_ID},
    {"date", TYPE_DATE},        {"time", TYPE_TIME},
    {"product_id", TYPE_ID},    {"quantity", TYPE_DECIMAL},
    {"unit_price", TYPE_MONEY}, {"amount", TYPE_MONEY},
    {"kind", TYPE_KIND},        {0},
};

struct line_columns line_columns(const struct tsv *in)
{
    struct line_columns c;
    for (unsigned i = 0; i < LINES_COLUMNS; i++)
        c.at[i] = tsv_find(in, TABLE_LINES[i].name);
    for (const struct column *column = LINE_COLUMNS; column->name; column++)
        tsv_need(in, column->name);
    return c;
}

enum lines_column line_parse_order(struct record r, const struct line_columns *c, struct line *l)
{
    l->customer = record_value(r, c->at[LINES_CUSTOMER_ID]);
    l->order = record_value(r, c->at[LINES_ORDER_ID]);
    if (l->order.n == 0)
        return LINES_ORDER_ID;
    if (!date_parse(record_value(r, c->at[LINES_DATE]), &l->day))
        return LINES_DATE;
    return time_parse(record_value(r, c->at[LINES_TIME]), &l->time) ? LINES_COLUMNS : LINES_TIME;
}

static bool has_sign(const struct line *l)
{
    switch (l->kind) {
    case KIND_SALE:
    case KIND_CHARGE:
        return l->amount >= 0;
    case KIND_RETURN:
    case KIND_CREDIT:
        return l->amount <= 0;
    default:
        return true;
    }
}

enum lines_column line_parse_goods(struct record r, const struct line_columns *c, struct line *l)
{
    struct slice kind = record_value(r, c->at[LINES_KIND]), price = record_value(r, c->at[LINES_UNIT_PRICE]);
    l->product = record_value(r, c->at[LINES_PRODUCT_ID]);
    l->kind = KIND_SALE;
    l->priced = price.n > 0;
    l->price = 0;
    if (!slice_eq(kind, SLICE("sale")) && !kind_parse(kind, &l->kind))
        return LINES_KIND;
    if (!decimal_read(record_value(r, c->at[LINES_QUANTITY]), &l->quantity))
        return LINES_QUANTITY;
    if (!decimal_read(record_value(r, c->at[LINES_AMOUNT]), &l->amount))
        return LINES_AMOUNT;
    if (l->priced && !decimal_read(price, &l->price))
        return LINES_UNIT_PRICE;
    return has_sign(l) ? LINES_COLUMNS : LINES_AMOUNT;
}

enum lines_column line_parse(struct record r, const struct line_columns *c, struct line *l)
{
    enum lines_column wrong = line_parse_order(r, c, l);
    return wrong == LINES_COLUMNS ? line_parse_goods(r, c, l) : wrong;
}

bool line_bad(struct tsv *in, const struct line_columns *c, enum lines_column which)
{
    unsigned col = c->at[which];
    decimal d;
    switch (which) {
    case LINES_KIND:
        return ordersums_bad_kind(in, col);
    case LINES_ORDER_ID:
        return tsv_bad(in, col, "is empty: a row without its order", NULL);
    case LINES_DATE:
        return tsv_no_date(in, col);
    case LINES_TIME:
        return tsv_no_time(in, col);
    case LINES_AMOUNT:
        return ordersums_bad_amount(in, col);
    default:
        return tsv_decimal(in, col, &d);
    }
}
