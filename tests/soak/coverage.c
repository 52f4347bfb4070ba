/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * coverage SETS SEED CUSTOMERS: do the standard errors of clvfit mean what they say?
 *
 * Data sets of customers drawn with known parameters, those found in CDNOW, who joined over twelve weeks and were
 * watched for 27 to 39. Each set is fitted as clvfit does; an interval is the logarithm of the estimate, 1.645 of its
 * standard errors to either side, and has to contain the truth in 90 % of the sets. A fit without standard errors
 * contains nothing. Set i is stream i of the seed, whatever the number of threads. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/thread.h"
#include "btyd/buyer.h"
#include "btyd/fit.h"

#define NORMAL_95 1.6448536269514722 /* 90 % of a normal distribution are within this many standard deviations */

/* By chance alone the share of 4,000 sets has a standard error of 0.47 %: the bounds are 3.2 standard errors, also for
 * fewer sets. */
enum { ENOUGH = 4000 };
#define BOUND 1.5

#define SPEND .p = 6.2495722713, .q = 3.7442246671, .gamma = 15.4435209626

struct trial {
    const struct family *family;
    struct buyer_model model;
    double truth[FAMILY_PARAMETERS];
};
static const struct trial TRIALS[] = {
    {&FAMILY_BGNBD,
     {BUYER_BGNBD, .r = 0.2425945224, .alpha = 4.4136020190, .a = 0.7929220172, .b = 2.4259067768, SPEND},
     {0.2425945224, 4.4136020190, 0.7929220172, 2.4259067768}},
    {&FAMILY_PARETONBD,
     {BUYER_PARETONBD, .r = 0.5532770469, .alpha = 10.5776834633, .s = 0.6062399891, .beta = 11.6687352889, SPEND},
     {0.5532770469, 10.5776834633, 0.6062399891, 11.6687352889}},
    {&FAMILY_GAMMAGAMMA,
     {BUYER_BGNBD, .r = 0.2425945224, .alpha = 4.4136020190, .a = 0.7929220172, .b = 2.4259067768, SPEND},
     {6.2495722713, 3.7442246671, 15.4435209626}},
};

struct found {
    double theta[FAMILY_PARAMETERS], error[FAMILY_PARAMETERS];
    enum fit_verdict verdict;
    double rows;
};

struct job {
    const struct trial *trial;
    uint64_t seed;
    size_t customers;
    struct found *found; /* of each set */
};

/* ---- one set ---- */

static void *zeroed(size_t n, size_t size)
{
    void *p = calloc(n, size);
    if (!p) {
        fputs("coverage: out of memory\n", stderr);
        exit(3);
    }
    return p;
}

/* Adds one customer; if spend is fitted, only one who bought again. */
static void draw_customer(struct rng *r, const struct trial *t, struct patterns *p)
{
    struct buyer b;
    double T = (189 + (double)rng_below(r, 84)) / 7, last = 0, x = 0, value = 0;
    buyer_draw(r, &t->model, 0, &b);
    for (double at = 0; (at = buyer_next(r, &t->model, &b, at, x == 0)) <= T; x++) {
        last = at;
        if (p->m)
            value += buyer_value(r, &t->model, &b);
    }
    if (p->m && x == 0)
        return;
    p->x[p->n] = x;
    p->weight[p->n] = 1;
    if (p->m) {
        p->m[p->n++] = value / x;
    } else {
        p->t_x[p->n] = last;
        p->T[p->n++] = T;
    }
}

static struct patterns draw_set(const struct job *job, size_t set)
{
    struct patterns p = {0};
    struct rng r;
    rng_seed(&r, rng_name(job->seed, (uint64_t)(job->trial - TRIALS)), set);
    p.x = zeroed(job->customers, sizeof(double));
    p.weight = zeroed(job->customers, sizeof(double));
    if (job->trial->family == &FAMILY_GAMMAGAMMA) {
        p.m = zeroed(job->customers, sizeof(double));
    } else {
        p.t_x = zeroed(job->customers, sizeof(double));
        p.T = zeroed(job->customers, sizeof(double));
    }
    for (size_t i = 0; i < job->customers; i++)
        draw_customer(&r, job->trial, &p);
    return p;
}

static void fit_set(void *ctx, size_t set)
{
    const struct job *job = ctx;
    struct found *found = &job->found[set];
    struct patterns p = draw_set(job, set);
    struct fit f;
    if (!patterns_collapse(&p)) {
        fputs("coverage: out of memory\n", stderr);
        exit(3);
    }
    fit_family(job->trial->family, &p, &(struct fit_options){.threads = 1}, &f);
    found->verdict = f.verdict;
    found->rows = f.customers;
    for (unsigned i = 0; i < f.n; i++) {
        found->theta[i] = f.theta[i];
        found->error[i] = fit_usable(f.verdict) && f.curved ? sqrt(f.covariance[i][i]) : NAN;
    }
    fit_free(&f);
    patterns_free(&p);
}

/* ---- all sets ---- */

/* The results for one parameter. Bias and spread are those of the logarithms, over the sets that have standard
 * errors. */
struct summary {
    double holds, above, below; /* shares: the interval contains the truth, is above it, is below it */
    double bias, spread;        /* the mean of the estimates minus the truth; their standard deviation */
    double error;               /* median of the standard errors */
};

static int by_size(const void *a, const void *b)
{
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

static struct summary summarise(const struct found *found, size_t sets, unsigned i, double truth)
{
    struct summary s = {0};
    double squares = 0, all = (double)sets, *error = zeroed(sets, sizeof *error);
    size_t n = 0;
    for (size_t k = 0; k < sets; k++) {
        double off = found[k].theta[i] - log(truth), reach = NORMAL_95 * found[k].error[i];
        if (isnan(reach))
            continue;
        s.holds += fabs(off) <= reach;
        s.above += off > reach;
        s.below += off < -reach;
        s.bias += off;
        squares += off * off;
        error[n++] = found[k].error[i];
    }
    qsort(error, n, sizeof *error, by_size);
    s.error = n ? error[n / 2] : NAN;
    free(error);
    s.bias /= (double)n;
    s.spread = sqrt(squares / (double)n - s.bias * s.bias);
    s.holds /= all;
    s.above /= all;
    s.below /= all;
    return s;
}

/* True if the coverage is within the bounds. */
static bool report(const struct job *job, size_t sets, unsigned i)
{
    const struct family *f = job->trial->family;
    double bound = BOUND * fmax(1, sqrt((double)ENOUGH / (double)sets));
    struct summary s = summarise(job->found, sets, i, job->trial->truth[i]);
    bool ok = fabs(100 * s.holds - 90) <= bound;
    printf("%-11s %-6s %9.4f %7.2f %6.2f %6.2f %9.4f %8.4f %8.4f  %s\n", f->name, f->parameter[i], job->trial->truth[i],
           100 * s.holds, 100 * s.below, 100 * s.above, s.bias, s.spread, s.error, ok ? "ok" : "FAILED");
    return ok;
}

static unsigned try(const struct job *job, size_t sets)
{
    const struct family *f = job->trial->family;
    unsigned failed = 0;
    size_t inside = 0;
    double rows = 0;
    thread_each(thread_cores(), sets, fit_set, (void *)job);
    for (size_t k = 0; k < sets; k++) {
        inside += job->found[k].verdict == FIT_OPTIMUM;
        rows += job->found[k].rows / (double)sets;
    }
    for (unsigned i = 0; i < f->n; i++)
        failed += !report(job, sets, i);
    printf("%-11s a maximum inside in %zu of %zu sets, of %.0f customers on average\n", f->name, inside, sets, rows);
    fflush(stdout);
    return failed;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    size_t sets = strtoul(argv[1], NULL, 10), customers = strtoul(argv[3], NULL, 10);
    struct found *found = zeroed(sets, sizeof *found);
    unsigned passed = 0, failed = 0;
    printf("coverage: %zu sets of %zu customers, seed %s; intervals of 90 %%, logarithms\n", sets, customers, argv[2]);
    printf("%-11s %-6s %9s %7s %6s %6s %9s %8s %8s\n", "family", "", "truth", "holds %", "below", "above", "bias",
           "spread", "error");
    for (size_t k = 0; k < sizeof TRIALS / sizeof *TRIALS; k++) {
        struct job job = {&TRIALS[k], strtoull(argv[2], NULL, 10), customers, found};
        unsigned bad = try(&job, sets);
        failed += bad;
        passed += TRIALS[k].family->n - bad;
    }
    free(found);
    printf("coverage: %u passed, %u failed\n", passed, failed);
    return failed != 0;
}
