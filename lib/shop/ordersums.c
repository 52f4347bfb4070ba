/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/ordersums.h"

#include "base/num.h"
#include "shop/tables.h"

/* ---- an order is an order ---- */

static bool read_count(struct slice s, uint32_t *out)
{
    uint64_t n = (unsigned char)*s.p - (uint64_t)'0';
    if ((s.n != 1 || n > 9) && (!num_uint(s, &n) || n > UINT32_MAX)) /* most have one digit */
        return false;
    *out = (uint32_t)n;
    return true;
}

static unsigned read_counts(struct record r, const struct ordercolumns *c, struct ordersums *out)
{
    if (!read_count(record_value(r, c->sale_lines), &out->sale_lines))
        return c->sale_lines;
    if (!read_count(record_value(r, c->return_lines), &out->return_lines))
        return c->return_lines;
    if (!read_count(record_value(r, c->lines), &out->lines) ||
        (uint64_t)out->sale_lines + out->return_lines > out->lines)
        return c->lines;
    return TSV_NONE;
}

unsigned ordersums_of_order(struct record r, const struct ordercolumns *c, struct ordersums *out)
{
    decimal revenue;
    unsigned wrong = read_counts(r, c, out);
    if (wrong != TSV_NONE)
        return wrong;
    if (!decimal_read(record_value(r, c->units), &out->units))
        return c->units;
    if (!decimal_read(record_value(r, c->returned_units), &out->returned_units))
        return c->returned_units;
    if (!decimal_read(record_value(r, c->gross), &out->gross) || out->gross < 0)
        return c->gross;
    if (!decimal_read(record_value(r, c->returned), &out->returned) || out->returned > 0)
        return c->returned;
    if (!decimal_read(record_value(r, c->revenue), &revenue) || revenue != out->gross + out->returned)
        return c->revenue;
    return TSV_NONE;
}

/* ---- what is wrong ---- */

static bool bad_count(struct tsv *in, const struct ordercolumns *c, unsigned col)
{
    uint64_t n;
    if (!tsv_uint(in, col, &n))
        return false;
    if (n > UINT32_MAX)
        return tsv_bad(in, col, "is more than 4294967295", NULL);
    return tsv_bad(in, c->lines, "is less than sale_lines and return_lines together", NULL);
}

bool ordersums_bad_kind(struct tsv *in, unsigned col)
{
    return tsv_bad(in, col, "is not a kind of line", "sale, charge, return, credit, free or void");
}

bool ordersums_bad_amount(struct tsv *in, unsigned col)
{
    decimal amount;
    return tsv_decimal(in, col, &amount) &&
           tsv_bad(in, col, amount < 0 ? "is below 0 in a sale" : "is above 0 in a return",
                   "lines come from clean, which sets the kinds");
}

/* A number that cannot stand there. */
static bool bad_number(struct tsv *in, const struct ordercolumns *c, unsigned col)
{
    if (col == c->gross)
        return tsv_bad(in, col, "is below 0", "what is taken back belongs to \"returned\"");
    if (col == c->returned)
        return tsv_bad(in, col, "is above 0", "what is taken back counts below 0");
    return tsv_bad(in, col, "is not gross + returned", NULL);
}

bool ordersums_bad(struct tsv *in, const struct ordercolumns *c, unsigned col)
{
    decimal value;
    if (col == c->kind)
        return ordersums_bad_kind(in, col);
    if (col == c->amount)
        return ordersums_bad_amount(in, col);
    if (col == c->sale_lines || col == c->return_lines || col == c->lines)
        return bad_count(in, c, col);
    return tsv_decimal(in, col, &value) && bad_number(in, c, col);
}
