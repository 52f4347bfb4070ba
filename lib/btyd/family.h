/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * family: the common interface of the customer models, so that fitting and predicting are written once.
 *
 * A family is a record of functions over its parameters, all of them positive, given in their natural scale in the
 * order of `parameter`. Customers are (x, t_x, T): x repeat purchases, the last at age t_x, observed up to age T, all
 * in the model's unit of time; a new one is (0, 0, 0). Functions that a family does not have are NULL. Each function
 * gives a finite result, without loss of digits, for parameters from 1e-3 to 1e4, x to 10,000 and times from 0.01 to
 * 10,000. */
#ifndef BTYD_FAMILY_H
#define BTYD_FAMILY_H

#include <stddef.h>

#include "btyd/patterns.h"
#include "stats/newton.h"

enum { FAMILY_PARAMETERS = 4, FAMILY_STARTS = 6, FAMILY_KINDS = 7 };

/* A log-likelihood, with gradient and Hessian with respect to the logarithms of the parameters. */
struct family_value {
    double value;
    double gradient[FAMILY_PARAMETERS];
    double hessian[FAMILY_PARAMETERS][FAMILY_PARAMETERS]; /* symmetric, the family's n by n of it filled */
};

/* Its first n parameters as newton's (newton.h), which has n too. */
void family_value_copy(const struct family_value *from, unsigned n, struct newton_value *to);

struct family {
    const char *name;  /* "bgnbd" */
    const char *title; /* "BG/NBD" */
    unsigned n;
    const char *parameter[FAMILY_PARAMETERS];
    int time_power[FAMILY_PARAMETERS]; /* 1: it is a time (alpha, beta) */

    /* Adds the log-likelihood of patterns from .. to - 1, each times its weight, to *sum. */
    void (*loglik)(const double *parameter, const struct patterns *p, size_t from, size_t to, struct family_value *sum);
    /* Where the search begins; the first start is made from moments. Returns how many, at most FAMILY_STARTS. */
    unsigned (*starts)(const struct patterns *p, double start[FAMILY_STARTS][FAMILY_PARAMETERS]);

    /* ln(P / (1 - P)), P the probability to be alive at T; INFINITY: certainly. P is special_expit of it. */
    double (*log_odds_alive)(const double *parameter, double x, double t_x, double T);
    /* P(alive) at T + t[i], given what was observed up to T. This and the next functions take all horizons of a
     * customer at once, in any order, t[i] >= 0: they share much of the work. */
    void (*alive_in)(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out);
    /* Purchases expected in (T, T + t[i]]. */
    void (*expected)(const double *parameter, double x, double t_x, double T, const double *t, size_t n, double *out);
    /* Probabilities of 0 .. n - 1 purchases in (T, T + t]. */
    void (*pmf)(const double *parameter, double x, double t_x, double T, double t, size_t n, double *out);
    /* Discounted expected residual transactions, continuous rate delta > 0 a unit of time. */
    double (*dert)(const double *parameter, double x, double t_x, double T, double delta);
};

extern const struct family FAMILY_BGNBD, FAMILY_MBGNBD, FAMILY_PARETONBD, FAMILY_NBD, FAMILY_BGBB, FAMILY_SBG,
    FAMILY_GAMMAGAMMA;

extern const struct family *const FAMILIES[FAMILY_KINDS];
const struct family *family_find(const char *name); /* NULL: there is none */

#endif
