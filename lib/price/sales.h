/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sales: the lines that were sold, with what was paid, as data of an elasticity and of what other prices change.
 *
 * A line that was not sold (no units, or a return) or given away (no price) is dropped and counted. Money and units are
 * exact decimals. A control is a column of numbers, or of labels if its first value is no number or if it is an id; and
 * the quantity break (tier) that a line's units are in.
 *
 *     struct sales s;
 *     sales_begin(&s, in, &plan);
 *     while (tsv_next(in))
 *         if (sales_read(&s))                  // false: dropped, or set aside
 *             sales_keep(&s);                  // line s.n - 1 was added
 *     sales_end(&s);
 *     ... s.line[i], s.data; the lines of group g are s.row[s.start[g]] to s.row[s.start[g + 1] - 1] ...
 *     sales_free(&s); */
#ifndef PRICE_SALES_H
#define PRICE_SALES_H

#include "price/elasticity.h"
#include "tsv/groups.h"

struct sales_plan {
    struct opt_list by; /* the columns of the product */
    const char *units, *price;
    struct opt_list controls;
    struct opt_list tiers; /* the units from which each quantity break holds, ascending */
};

struct sales {
    size_t n;
    struct sales_line {
        decimal units, price; /* above 0 */
        uint32_t group;
        uint32_t rule; /* the caller's, and the price that it makes */
        decimal next;
        bool floored, capped, is_short;
    } * line;
    struct groups groups; /* the products */
    uint32_t *row;        /* lines, those of each group together, in their order */
    size_t *start;        /* groups + 1 */
    struct elasticity_data data;

    const struct sales_plan *plan;
    struct tsv *in;
    unsigned units_at, price_at;
    struct sales_control {
        unsigned col;
        bool known, has_labels;
        struct groups labels;
        double *value;
        size_t cap;
        double now; /* of the row that was read */
        uint32_t *order;
    } * control; /* the tier is the last */
    struct elasticity_control *made;
    decimal *tier;
    struct sales_line now;
    double *log_units, *log_price;
    uint32_t *group;
    size_t cap;
};

/* Ends the tool, status 1 or 2, if a column is not there or a tier is no number. */
void sales_begin(struct sales *s, struct tsv *in, const struct sales_plan *plan);
bool sales_read(struct sales *s); /* s->now is the line that was read; its group is known when it is kept */
void sales_keep(struct sales *s);
void sales_end(struct sales *s);
void sales_free(struct sales *s);

/* The name of a term of an elasticity's fit: "promo", "customer_type=trade", "units>=12". free() it. */
char *sales_term(const struct sales *s, const struct elasticity_term *t);

#endif
