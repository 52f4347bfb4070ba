/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/redraw.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "stats/bootstrap.h"

static _Noreturn void no_memory(void)
{
    die(STATUS_ENV, "out of memory");
}

/* ---- the bootstrap ---- */

/* The means of each arm, or its ratios of two sums, from the sums of all replicates, in place: value[k * arms + arm].
 */
static void divide(const struct redraw *r, unsigned columns, double *value)
{
    const struct outcomes *o = r->o;
    for (size_t i = 0; i < r->draws * o->arms; i++) {
        const double *sum = value + i * columns;
        double per = o->per ? sum[1] : (double)outcomes_count(o, (uint32_t)(i % o->arms));
        value[i] = per == 0 ? (double)NAN : sum[0] / per;
    }
}

void redraw_bootstrap(const struct redraw *r, struct interval *difference, struct interval *ratio)
{
    const struct outcomes *o = r->o;
    const double *const column[] = {o->value, o->per};
    unsigned columns = o->per ? 2 : 1;
    struct bootstrap b = {o->n, o->end, o->arms, o->arms, r->draws, r->seed, r->threads};
    double *value = mem_zero(r->draws * o->arms * columns, sizeof *value);
    double *one = mem_zero(3 * r->draws, sizeof *one), *spare = one + r->draws;
    if (!bootstrap_sums(&b, column, columns, value))
        no_memory();
    divide(r, columns, value);
    for (uint32_t arm = 1; arm < o->arms; arm++) {
        for (size_t k = 0; k < r->draws; k++)
            one[k] = value[k * o->arms + arm] - value[k * o->arms];
        difference[arm] = bootstrap_interval(one, r->draws, 1, r->tails, spare);
        for (size_t k = 0; k < r->draws; k++)
            one[k] = value[k * o->arms] > 0 ? value[k * o->arms + arm] / value[k * o->arms] : (double)NAN;
        ratio[arm] = bootstrap_interval(one, r->draws, 1, r->tails, spare);
    }
    free(value);
    free(one);
}

/* ---- permutations ---- */

struct two {
    double *value, *per; /* of both arms, one after the other; per may be NULL */
    size_t first, n;     /* customers of the first, and of both */
};

static double value_of(const struct two *t, const uint32_t *order, size_t from, size_t to)
{
    double sum = 0, per = 0;
    for (size_t i = from; i < to; i++) {
        sum += t->value[order[i]];
        per += t->per ? t->per[order[i]] : 1;
    }
    return per == 0 ? 0 : sum / per;
}

static double distance(const void *ctx, const uint32_t *order)
{
    const struct two *t = ctx;
    return fabs(value_of(t, order, t->first, t->n) - value_of(t, order, 0, t->first));
}

static double *both(const double *column, const struct outcomes *o, uint32_t arm, size_t n)
{
    size_t first = outcomes_count(o, 0);
    double *x = mem_zero(n, sizeof *x);
    memcpy(x, column, first * sizeof *x);
    memcpy(x + first, column + outcomes_begin(o, arm), (n - first) * sizeof *x);
    return x;
}

double redraw_permutation(const struct redraw *r, uint32_t arm)
{
    const struct outcomes *o = r->o;
    struct two t = {.first = outcomes_count(o, 0), .n = outcomes_count(o, 0) + outcomes_count(o, arm)};
    t.value = both(o->value, o, arm, t.n);
    t.per = o->per ? both(o->per, o, arm, t.n) : NULL;
    uint32_t *order = mem_zero(t.n, sizeof *order);
    for (size_t i = 0; i < t.n; i++)
        order[i] = (uint32_t)i;
    /* sums in another order differ in their last digits, and an equal difference must count as one */
    double seen = distance(&t, order) * (1 - 1e-12), p;
    struct bootstrap b = {.rows = t.n, .values = 1, .replicates = r->draws, .seed = r->seed, .threads = r->threads};
    if (!bootstrap_permute(&b, distance, &t, seen, &p))
        no_memory();
    free(order);
    free(t.value);
    free(t.per);
    return p;
}
