/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of a fit. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/thread.h"
#include "btyd/objective.h"
#include "stats/quantile.h"

struct boot {
    struct fit *f;
    const struct patterns *p;
    uint64_t seed;
    uint32_t *pattern; /* of each customer */
    size_t customers;
    unsigned char *outcome; /* of each replicate, an enum newton_verdict, or */
};
enum { NO_MEMORY = UCHAR_MAX };

/* Draws as many customers as there are, each of them any customer. */
static bool draw(const struct boot *b, size_t replicate, struct patterns *out)
{
    struct rng r;
    double *weight = calloc(b->p->n, sizeof *weight);
    if (!weight)
        return false;
    rng_seed(&r, b->seed, replicate);
    for (size_t i = 0; i < b->customers; i++)
        weight[b->pattern[rng_below(&r, b->customers)]]++;
    bool ok = objective_reweigh(b->p, weight, out);
    free(weight);
    return ok;
}

static bool climb(const struct boot *b, const struct patterns *p, size_t replicate)
{
    struct newton_result r;
    const struct fit *f = b->f;
    struct objective o = {.family = f->family, .p = p, .prior = &f->prior, .threads = 1, .covariates = f->covariates};
    double start[FIT_THETA], *row = f->replicate + replicate * f->n;
    if (!objective_begin(&o))
        return false;
    memcpy(o.middle, f->middle, sizeof o.middle);
    for (unsigned i = 0; i < f->n; i++)
        start[i] = f->theta[i] - f->middle[i];
    newton_maximise(objective_at, &o, f->n, start, &r);
    for (unsigned i = 0; i < f->n && r.verdict != NEWTON_MEMORY; i++) {
        double theta = f->middle[i] + r.theta[i];
        row[i] = i < f->family->n ? exp(theta) : theta;
    }
    b->outcome[replicate] = (unsigned char)r.verdict;
    bool ok = r.verdict != NEWTON_MEMORY;
    newton_free(&r);
    objective_end(&o);
    return ok;
}

static void replicate(void *ctx, size_t i)
{
    const struct boot *b = ctx;
    struct patterns p = {0};
    if (!draw(b, i, &p) || !climb(b, &p, i))
        b->outcome[i] = NO_MEMORY;
    patterns_free(&p);
}

/* Customers by pattern, one after another. */
static bool list_customers(struct boot *b)
{
    for (size_t i = 0; i < b->p->n; i++)
        b->customers += (size_t)b->p->weight[i];
    b->pattern = malloc((b->customers ? b->customers : 1) * sizeof *b->pattern);
    for (size_t i = 0, k = 0; b->pattern && i < b->p->n; i++)
        for (size_t w = (size_t)b->p->weight[i]; w > 0; w--)
            b->pattern[k++] = (uint32_t)i;
    return b->pattern != NULL;
}

/* Those that have a result, one after another. */
static bool keep(struct fit *f, const unsigned char *outcome, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (outcome[i] == NO_MEMORY)
            return false;
        if (outcome[i] == NEWTON_FAILED)
            continue;
        f->loose_replicates += outcome[i] != NEWTON_OPTIMUM;
        memmove(f->replicate + f->replicates++ * f->n, f->replicate + i * f->n, f->n * sizeof *f->replicate);
    }
    return true;
}

bool fit_bootstrap(struct fit *f, const struct patterns *p, uint64_t seed, size_t n, unsigned threads)
{
    struct boot b = {.f = f, .p = p, .seed = seed, .outcome = calloc(n ? n : 1, 1)};
    free(f->replicate);
    f->replicates = f->loose_replicates = 0;
    f->replicate = calloc(n ? n : 1, f->n * sizeof *f->replicate);
    bool ok = b.outcome && f->replicate && list_customers(&b);
    if (ok) {
        thread_each(threads, n, replicate, &b);
        ok = keep(f, b.outcome, n);
    }
    free(b.pattern);
    free(b.outcome);
    return ok;
}

double fit_replicate_error(const struct fit *f, unsigned i)
{
    double mean = 0, squares = 0;
    for (size_t k = 0; k < f->replicates; k++)
        mean += f->replicate[k * f->n + i] / (double)f->replicates;
    for (size_t k = 0; k < f->replicates; k++)
        squares += (f->replicate[k * f->n + i] - mean) * (f->replicate[k * f->n + i] - mean);
    return f->replicates > 1 ? sqrt(squares / (double)(f->replicates - 1)) : NAN;
}

double fit_replicate_quantile(const struct fit *f, unsigned i, unsigned thousandths, double *spare)
{
    double *v = spare + f->replicates;
    for (size_t k = 0; k < f->replicates; k++)
        v[k] = f->replicate[k * f->n + i];
    if (f->replicates == 0)
        return NAN;
    quantile_sort_double(v, spare, f->replicates);
    struct quantile_place at = quantile_place(f->replicates, thousandths, 1000);
    return quantile_double(v[at.low], v[at.low + (at.part != 0)], at);
}
