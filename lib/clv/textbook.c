/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/textbook.h"

#include <math.h>

#include "base/tool.h"

#define YEAR 365.0

struct buyer {
    decimal revenue;
    uint64_t x, t_x, T;
};

static void write_header(const struct textbook *b, const struct tsv *in, struct out *out)
{
    const char *const added[] = {"average_purchase", "purchases_a_year", "lifespan_years",
                                 b->simple ? "clv_simple" : "clv_historic"};
    out_slice(out, tsv_header(in));
    for (size_t i = 0; i < sizeof added / sizeof *added; i++) {
        tsv_must_lack(in, added[i]);
        out_tab(out);
        out_str(out, added[i]);
    }
    out_char(out, '\n');
}

/* Of one purchase day the rate over one's own lifetime is 1 / 0: the cell is empty. */
static void write_cells(const struct textbook *b, const struct buyer *c, struct out *out)
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
    const double cell[] = {average, years > 0 ? purchases / years : NAN, b->simple ? b->lifespan : seen, value};
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
        out_tab(out);
        out_double(out, cell[i]);
    }
}

void textbook_rows(const struct textbook *b, struct tsv *in, struct out *out)
{
    unsigned revenue = tsv_need(in, "revenue"), x = tsv_need(in, "x"), t_x = tsv_need(in, "t_x"), T = tsv_need(in, "T");
    uint64_t *none = tool_counter("no_purchase_day");
    write_header(b, in, out);
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
        out_slice(out, in->row);
        if (bought)
            write_cells(b, &c, out);
        else
            out_str(out, "\t\t\t\t");
        out_char(out, '\n');
        tool_rows.out++;
        *none += !bought;
    }
}
