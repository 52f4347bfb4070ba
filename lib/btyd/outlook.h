/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outlook: all that a model predicts for one customer, as a row of numbers.
 *
 * What is asked for is set once. outlook_plan then sets the place of each answer in the row, and the times at which the
 * model must be evaluated, each of them once even if several answers need it. Times are in the model's unit, and
 * `delta` is the continuous discount rate for one of it (clv.h).
 *
 * A customer under contract (the family sBG) has an age T in periods; x is 1 if the customer is lost. Instead of
 * P(alive) the row has the probability of reaching this age, the probability of renewing next, and the renewals still
 * expected.
 */
#ifndef BTYD_OUTLOOK_H
#define BTYD_OUTLOOK_H

#include <stdbool.h>

#include "btyd/family.h"

/* The scale on which a number is about normally distributed if the parameters are: the logarithm of an amount, the
 * log-odds of a probability. */
enum outlook_scale {
    OUTLOOK_ODDS,   /* a probability, given as its log-odds */
    OUTLOOK_SHARE,  /* a chance */
    OUTLOOK_AMOUNT, /* above 0, or infinite */
};

struct outlook {
    /* ---- asked for ---- */
    const struct family *family;
    bool newcomer; /* customers who are about to buy for the first time: no P(alive) */
    const double *alive_in;
    size_t alive_ins;
    const double *horizon;
    size_t horizons;
    size_t chances; /* of 0 .. chances - 1 purchases in each horizon */
    bool present;   /* for each horizon, the purchases discounted to today from the end of their step */
    double step;
    bool residual; /* the same without horizon */
    double delta;

    /* ---- the plan: the first place of each answer in the row; P(alive), if any, is at 0 ---- */
    size_t at_alive_in, at_expected, at_chance, at_present, at_residual, size;
    size_t room; /* numbers that a row needs: `size`, and scratch space after them */
    double *t;   /* distinct times, ascending */
    size_t times;
    size_t *time, *end; /* of horizon h: its ends of steps are t[time[end[h] .. end[h + 1])] */
};

/* False: no memory. Answers for which the family has no function are not in the plan. */
bool outlook_plan(struct outlook *o);
void outlook_free(struct outlook *o);

enum outlook_scale outlook_scale(const struct outlook *o, size_t i);
double outlook_to_scale(enum outlook_scale s, double v);
double outlook_from_scale(enum outlook_scale s, double v);

/* Fills row[0..size); row has room for o->room. A newcomer's x, t_x, T are 0. */
void outlook_at(const struct outlook *o, const double *parameter, double x, double t_x, double T, double *row);

/* How long a customer who is still there waits for their next purchase: the time within which it comes with this
 * chance, 0 < chance < 1. They have bought x times in T, so their rate is Gamma(r + x, alpha + T) and the wait is
 * Lomax. INFINITY where it is beyond any double. For families of rates alone (r and alpha come first). */
bool outlook_waits(const struct family *f);
double outlook_wait(const double *parameter, double x, double T, double chance);

/* The same of a customer who may be lost by now: the days within which they come again with this chance; INFINITY if
 * they never do with so high a chance, or not within `most` days. A unit of the model is `unit` days. Under Pareto/NBD
 * they are whole days. */
double outlook_again(const struct family *f, const double *parameter, double x, double t_x, double T, double chance,
                     double unit, double most);

#endif
