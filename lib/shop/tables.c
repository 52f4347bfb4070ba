/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/tables.h"

const struct column TABLE_LINES[] = {
    {"customer_id", TYPE_ID}, {"order_id", TYPE_ID},      {"date", TYPE_DATE},        {"time", TYPE_TIME},
    {"product_id", TYPE_ID},  {"description", TYPE_TEXT}, {"quantity", TYPE_DECIMAL}, {"unit_price", TYPE_MONEY},
    {"amount", TYPE_MONEY},   {"country", TYPE_TEXT},     {"kind", TYPE_KIND},        {0},
};

const struct column TABLE_ORDERS[] = {
    {"customer_id", TYPE_ID},     {"order_id", TYPE_ID},
    {"date", TYPE_DATE},          {"time", TYPE_TIME},
    {"country", TYPE_TEXT},       {"sale_lines", TYPE_COUNT},
    {"return_lines", TYPE_COUNT}, {"lines", TYPE_COUNT},
    {"units", TYPE_DECIMAL},      {"returned_units", TYPE_DECIMAL},
    {"gross", TYPE_MONEY},        {"returned", TYPE_MONEY},
    {"revenue", TYPE_MONEY},      {0},
};

const struct column TABLE_CUSTOMERS[] = {
    {"customer_id", TYPE_ID},      {"as_of", TYPE_DATE},
    {"country", TYPE_TEXT},        {"first_date", TYPE_DATE},
    {"last_date", TYPE_DATE},      {"orders", TYPE_COUNT},
    {"purchase_days", TYPE_COUNT}, {"lines", TYPE_COUNT},
    {"units", TYPE_DECIMAL},       {"returned_units", TYPE_DECIMAL},
    {"gross", TYPE_MONEY},         {"returned", TYPE_MONEY},
    {"revenue", TYPE_MONEY},       {"x", TYPE_COUNT},
    {"t_x", TYPE_COUNT},           {"T", TYPE_COUNT},
    {"m_x", TYPE_NUMBER},          {0},
};

const struct column TABLE_GROUP[] = {
    {"orders", TYPE_COUNT},   {"customers", TYPE_COUNT},        {"lines", TYPE_COUNT},
    {"units", TYPE_DECIMAL},  {"returned_units", TYPE_DECIMAL}, {"gross", TYPE_MONEY},
    {"returned", TYPE_MONEY}, {"revenue", TYPE_MONEY},          {0},
};

const char KIND_NAME[KIND_COUNT][8] = {"sale", "charge", "return", "credit", "free", "void"};

bool kind_parse(struct slice s, enum kind *out)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (slice_is(s, KIND_NAME[k])) {
            *out = (enum kind)k;
            return true;
        }
    return false;
}

void tables_header(struct out *o, const struct column *columns)
{
    for (const struct column *c = columns; c->name; c++) {
        if (c != columns)
            out_tab(o);
        out_str(o, c->name);
    }
}
