/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/textbook.h"

#include <math.h>

#include "tsv/table.h"

#define YEAR 365.0

struct buyer {
    decimal revenue;
    uint64_t x, t_x, T;
};

/* With one purchase day the rate over the customer's own lifetime is 1 / 0: the cell is empty. */
static void find_cells(const struct textbook *b, const struct buyer *c, struct cell *cell)
{
    struct clv_value worth = b->worth;
    double purchases = (double)c->x + 1, seen = (double)(b->simple ? c->T : c->t_x) / YEAR, value;
    double years = b->simple ? fmax(seen, b->least) : seen;
    double average = worth.mean = decimal_mean(c->revenue, c->x + 1);
    if (b->simple) {
        value = clv_simple(&worth, purchases, seen, b->least, b->lifespan);
    } else {
        worth.mean = decimal_mean(c->revenue, 1); /* average times purchases, without rounding between */
        value = clv_historic(&worth, 1);
    }
    cell[0] = cell_number(average);
    cell[1] = cell_number(years > 0 ? purchases / years : NAN);
    cell[2] = cell_number(b->simple ? b->lifespan : seen);
    cell[3] = cell_number(value);
}

void textbook_rows(const struct textbook *b, struct tsv *in, struct out *out)
{
    unsigned revenue = tsv_need(in, "revenue"), x = tsv_need(in, "x"), t_x = tsv_need(in, "t_x"), T = tsv_need(in, "T");
    uint64_t *none = tool_counter("no_purchase_day");
    const struct column added[] = {{"average_purchase", TYPE_NUMBER},
                                   {"purchases_a_year", TYPE_NUMBER},
                                   {"lifespan_years", TYPE_NUMBER},
                                   {b->simple ? "clv_simple" : "clv_historic", TYPE_NUMBER},
                                   {0}};
    struct table t;
    table_begin(&t, out, in, added, NULL);
    t.digits = b->digits;
    while (tsv_next(in)) {
        struct buyer c;
        bool bought = tsv_field(in, x).n > 0;
        if (bought && (!tsv_decimal(in, revenue, &c.revenue) || !tsv_uint(in, x, &c.x) || !tsv_uint(in, t_x, &c.t_x) ||
                       !tsv_uint(in, T, &c.T)))
            continue;
        if (bought && c.t_x > c.T) {
            tsv_bad(in, t_x, "is later than T", NULL);
            continue;
        }
        struct cell cell[4] = {{0}}; /* empty */
        if (bought)
            find_cells(b, &c, cell);
        table_row(&t, in->row, cell);
        *none += !bought;
    }
    table_end(&t);
}
