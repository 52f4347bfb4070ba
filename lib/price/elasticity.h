/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elasticity: by how many per cent less is bought if a price is one per cent higher.
 *
 * ln units = a + e ln price + controls, by least squares (stats/leastsq.h); e is the elasticity. Its interval is the
 * plain one of least squares, Student's t with the residuals' degrees of freedom: rows count as independent. A control
 * that the others make up for is left out; if they make up for the price, nothing can be told.
 *
 * A control is a number, or a label; of labels, the first in the order of bytes that is there is the base, and each
 * other one is a term. `within` adds a level for each group (a product), which is the same as a label of the group: all
 * columns lose their means by group (Frisch and Waugh 1933), and the degrees of freedom are fewer by one a group.
 *
 *     struct elasticity e;
 *     if (!elasticity_fit(&e, &data, row, n, ELASTICITY_CONTROLLED, 0.95))
 *         ... out of memory ...
 *     ... e.coef, e.interval ...
 *     elasticity_free(&e); */
#ifndef PRICE_ELASTICITY_H
#define PRICE_ELASTICITY_H

#include "stats/interval.h"
#include "stats/leastsq.h"

/* Of all rows, owned by the caller. */
struct elasticity_data {
    const double *units, *price; /* their logarithms */
    const uint32_t *group;       /* for `within` */
    uint32_t groups;
    unsigned controls;
    const struct elasticity_control {
        const double *value; /* a number, or that of a label */
        uint32_t labels;     /* how many there are, numbered in the order of their bytes; 0: numbers */
    } * control;
};

enum { ELASTICITY_NAIVE = 0, ELASTICITY_CONTROLLED = 1, ELASTICITY_WITHIN = 2 }; /* the last two may be added */

struct elasticity {
    double coef; /* NaN: it cannot be told, see `why` */
    struct interval interval;
    enum { ELASTICITY_FITTED, ELASTICITY_ONE_PRICE, ELASTICITY_FEW_ROWS, ELASTICITY_NO_PRICE_LEFT } why;

    size_t n;
    double freedom, r2, residual_sd;
    unsigned terms; /* with the intercept, which is the first, and ln price, which is the last */
    struct elasticity_term {
        unsigned control; /* of the others, */
        uint32_t label;   /* and its label */
        double coef, error;
        bool is_out; /* the others make up for it */
    } * term;
};

/* The most terms that a fit may have: of more, `terms` is still right, and `term` is NULL. */
enum { ELASTICITY_TERMS = 500 };

/* Of n of the rows. False: no memory. */
bool elasticity_fit(struct elasticity *e, const struct elasticity_data *d, const uint32_t *row, size_t n, int how,
                    double level);
void elasticity_free(struct elasticity *e);

#endif
