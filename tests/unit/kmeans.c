/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/kmeans.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "kmeans/measures.h"
#include "mixture.h"

enum { MOST_CLUSTERS = 12 };

/* A fit with room for all its results. */
struct result {
    struct kmeans_fit fit;
    double centre[MOST_CLUSTERS * MIXTURE_COLUMNS], weight[MOST_CLUSTERS];
    uint64_t rows[MOST_CLUSTERS];
};

static void make_room(struct result *r, size_t n)
{
    r->fit = (struct kmeans_fit){.centre = r->centre,
                                 .label = calloc(n, sizeof(uint32_t)),
                                 .distance = calloc(n, sizeof(double)),
                                 .rows = r->rows,
                                 .weight = r->weight};
}

static void free_room(struct result *r)
{
    free(r->fit.label);
    free(r->fit.distance);
}

static struct kmeans *lay_out(const struct mixture *m, unsigned threads)
{
    struct kmeans *km;
    cr_assert_eq(kmeans_open(&km, mixture_columns(m), m->n, m->d, threads), KMEANS_OK);
    return km;
}

static double squared(const struct mixture *m, size_t row, const double *z)
{
    double sum = 0;
    for (unsigned j = 0; j < m->d; j++)
        sum += (m->column[j][row] - z[j]) * (m->column[j][row] - z[j]);
    return sum;
}

/* ---- what a result promises ---- */

static void check_labels(const struct mixture *m, const struct kmeans_plan *plan, const struct result *r)
{
    double inertia = 0, weight[MOST_CLUSTERS] = {0}, mean[MOST_CLUSTERS * MIXTURE_COLUMNS] = {0};
    uint64_t rows[MOST_CLUSTERS] = {0};
    for (size_t i = 0; i < m->n; i++) {
        double s, w = plan->weight ? plan->weight[i] : 1;
        unsigned z = mixture_nearest(m, i, r->centre, plan->k, &s);
        cr_assert_eq(r->fit.label[i], z);
        cr_assert_eq(r->fit.distance[i], sqrt(s));
        inertia += w * s;
        weight[z] += w;
        rows[z]++;
        for (unsigned j = 0; j < m->d; j++)
            mean[z * m->d + j] += w * m->column[j][i];
    }
    cr_assert_float_eq(r->fit.inertia, inertia, 1e-11 * inertia);
    cr_assert_arr_eq(r->rows, rows, plan->k * sizeof *rows);
    for (unsigned i = 0; i < plan->k * m->d; i++)
        cr_assert_float_eq(r->centre[i], mean[i] / weight[i / m->d], 1e-10 * (1 + fabs(r->centre[i])));
    for (unsigned z = 0; z < plan->k; z++)
        cr_assert_float_eq(r->weight[z], weight[z], 1e-12 * weight[z]);
}

/* No single row lowers the sum of squares noticeably by moving to another cluster. */
static void check_moves(const struct mixture *m, const struct kmeans_plan *plan, const struct result *r)
{
    for (size_t i = 0; i < m->n; i++) {
        unsigned a = r->fit.label[i];
        double w = plan->weight ? plan->weight[i] : 1, rest = r->weight[a] - w;
        for (unsigned b = 0; b < plan->k && rest > 0; b++) {
            double leaves = squared(m, i, r->centre + a * m->d) * r->weight[a] / rest;
            double enters = squared(m, i, r->centre + b * m->d) * r->weight[b] / (r->weight[b] + w);
            cr_assert(b == a || w * (leaves - enters) <= 1.01e-9 * r->fit.inertia);
        }
    }
}

Test(kmeans, is_a_fixed_point)
{
    static double weight[1500];
    for (size_t i = 0; i < 1500; i++)
        weight[i] = (double)(i % 5) / 3;
    for (uint64_t seed = 0; seed < 30; seed++) {
        struct mixture m = mixture_make((enum mixture_kind)(seed % MIXTURE_KINDS), 1500, 1 + (unsigned)seed % 4, seed);
        struct kmeans *km = lay_out(&m, 1);
        struct kmeans_plan plan = {.k = 1 + (unsigned)seed % 9, .seed = seed, .weight = seed % 2 ? weight : NULL};
        struct result r;
        make_room(&r, m.n);
        cr_assert_eq(kmeans_fit(km, &plan, &r.fit), KMEANS_OK);
        cr_assert(r.fit.converged && r.fit.start < 10);
        check_labels(&m, &plan, &r);
        check_moves(&m, &plan, &r);
        free_room(&r);
        kmeans_close(km);
        mixture_free(&m);
    }
}

Test(kmeans, is_never_above_scikit_learn_from_the_same_centres)
{
    for (size_t t = 0; t < MIXTURE_FIGURES; t++) {
        const struct mixture_figure *f = &mixture_figure[t];
        struct mixture m = mixture_make(f->kind, 600, 3, f->seed);
        struct kmeans *km = lay_out(&m, 1);
        struct kmeans_plan plan = {.k = f->seed + 2};
        double begin[MOST_CLUSTERS * 3];
        struct result r;
        make_room(&r, m.n);
        mixture_begin(&m, begin, plan.k);
        cr_assert_eq(kmeans_from(km, &plan, begin, &r.fit), KMEANS_OK);
        cr_assert_leq(r.fit.inertia, f->inertia * (1 + 1e-9));
        check_labels(&m, &plan, &r);
        free_room(&r);
        kmeans_close(km);
        mixture_free(&m);
    }
}

/* Three clouds, of 40 rows each, four times as far apart as they are wide. */
Test(kmeans, finds_a_planted_truth_for_every_seed)
{
    enum { ROWS = 120 };
    static const double MIDDLE[3][2] = {{0, 0}, {8, 1}, {3, 9}};
    double x[2][ROWS];
    const double *column[] = {x[0], x[1]};
    uint32_t truth[ROWS], label[ROWS];
    double centre[6];
    struct kmeans_fit fit = {.centre = centre, .label = label};
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        struct rng random;
        struct kmeans *km;
        rng_seed(&random, seed, 0);
        for (uint32_t i = 0; i < ROWS; i++) {
            truth[i] = i % 3;
            for (int j = 0; j < 2; j++)
                x[j][i] = MIDDLE[truth[i]][j] + 2 * rng_unit(&random) - 1;
        }
        cr_assert_eq(kmeans_open(&km, column, ROWS, 2, 1), KMEANS_OK);
        cr_assert_eq(kmeans_fit(km, &(struct kmeans_plan){.k = 3, .seed = seed}, &fit), KMEANS_OK);
        cr_assert_eq(measures_ari(truth, 3, label, 3, ROWS), 1, "seed %d", (int)seed);
        kmeans_close(km);
    }
}

/* ---- the same bytes ---- */

Test(kmeans, threads_do_not_matter)
{
    static const size_t SIZES[] = {5000, KMEANS_WHOLE + 5000};
    for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
        struct mixture m = mixture_make(MIXTURE_OBLIQUE, SIZES[s], 3, 4);
        struct result r, again;
        make_room(&r, m.n);
        for (unsigned threads = 1; threads <= 5; threads += 2) {
            struct kmeans *km = lay_out(&m, threads);
            struct result *to = threads == 1 ? &r : &again;
            if (threads > 1)
                make_room(&again, m.n);
            cr_assert_eq(kmeans_fit(km, &(struct kmeans_plan){.k = 6, .starts = 4, .threads = threads}, &to->fit), 0);
            kmeans_close(km);
            if (threads == 1)
                continue;
            cr_assert_arr_eq(r.centre, again.centre, 6 * 3 * sizeof(double));
            cr_assert_arr_eq(r.fit.label, again.fit.label, m.n * sizeof(uint32_t));
            cr_assert(r.fit.inertia == again.fit.inertia && r.fit.iterations == again.fit.iterations);
            free_room(&again);
        }
        free_room(&r);
        mixture_free(&m);
    }
}

Test(kmeans, applying_the_centres_gives_the_same_labels)
{
    for (int kind = 0; kind < MIXTURE_KINDS; kind++) {
        struct mixture m = mixture_make((enum mixture_kind)kind, 20000, 3, 2);
        struct kmeans *km = lay_out(&m, 1);
        struct result r, applied;
        make_room(&r, m.n);
        make_room(&applied, m.n);
        cr_assert_eq(kmeans_fit(km, &(struct kmeans_plan){.k = 5, .starts = 2}, &r.fit), KMEANS_OK);
        kmeans_assign(r.centre, 5, mixture_columns(&m), m.n, m.d, 3, applied.fit.label, applied.fit.distance);
        cr_assert_arr_eq(r.fit.label, applied.fit.label, m.n * sizeof(uint32_t));
        cr_assert_arr_eq(r.fit.distance, applied.fit.distance, m.n * sizeof(double));
        free_room(&r);
        free_room(&applied);
        kmeans_close(km);
        mixture_free(&m);
    }
}

/* ---- weights ---- */

Test(kmeans, a_weight_is_so_many_rows)
{
    struct mixture few = mixture_make(MIXTURE_PLAIN, 400, 2, 6), many = {.n = 0, .d = 2};
    double weight[400], begin[8];
    struct result a, b;
    many.column[0] = calloc(1200, sizeof(double));
    many.column[1] = calloc(1200, sizeof(double));
    for (size_t i = 0; i < few.n; i++) {
        weight[i] = (double)(i * i % 4);
        for (size_t copies = i * i % 4; copies > 0; copies--, many.n++)
            for (int j = 0; j < 2; j++)
                many.column[j][many.n] = few.column[j][i];
    }
    mixture_begin(&few, begin, 4);
    struct kmeans *km = lay_out(&few, 1), *copied = lay_out(&many, 1);
    make_room(&a, few.n);
    make_room(&b, many.n);
    cr_assert_eq(kmeans_from(km, &(struct kmeans_plan){.k = 4, .weight = weight}, begin, &a.fit), KMEANS_OK);
    cr_assert_eq(kmeans_from(copied, &(struct kmeans_plan){.k = 4}, begin, &b.fit), KMEANS_OK);
    cr_assert_float_eq(a.fit.inertia, b.fit.inertia, 1e-6 * b.fit.inertia);
    for (int i = 0; i < 8; i++)
        cr_assert_float_eq(a.centre[i], b.centre[i], 1e-2);
    free_room(&a);
    free_room(&b);
    kmeans_close(km);
    kmeans_close(copied);
    mixture_free(&few);
    mixture_free(&many);
}

/* ---- edges ---- */

static enum kmeans_status fit_column(const double *x, const double *weight, size_t n, unsigned k,
                                     struct kmeans_fit *fit)
{
    struct kmeans *km;
    enum kmeans_status status = kmeans_open(&km, &x, n, 1, 1);
    if (status == KMEANS_OK)
        status = kmeans_fit(km, &(struct kmeans_plan){.k = k, .weight = weight}, fit);
    kmeans_close(km);
    cr_assert_gt(strlen(kmeans_problem(status)), 5);
    return status;
}

Test(kmeans, refuses_what_cannot_be)
{
    const double x[] = {3, 1, 3, 2}, wild[] = {1, NAN}, endless[] = {1, INFINITY}, huge[] = {1, -1e200};
    const double part[] = {1, 0, 1, 0}, bad[] = {1, -1, 1, 1}, none[] = {0, 0, 0, 0};
    double centre[4];
    struct kmeans_fit fit = {.centre = centre};
    cr_assert_eq(fit_column(x, NULL, 4, 3, &fit), KMEANS_OK);
    cr_assert_eq(fit_column(x, NULL, 4, 4, &fit), KMEANS_FEW);
    cr_assert_eq(fit_column(x, NULL, 4, 5, &fit), KMEANS_FEW);
    cr_assert_eq(fit_column(x, NULL, 4, 0, &fit), KMEANS_FEW);
    cr_assert_eq(fit_column(x, NULL, 0, 1, &fit), KMEANS_FEW);
    cr_assert_eq(fit_column(x, part, 4, 1, &fit), KMEANS_OK);
    cr_assert_eq(fit_column(x, part, 4, 2, &fit), KMEANS_FEW);
    cr_assert_eq(fit_column(x, none, 4, 1, &fit), KMEANS_FEW);
    cr_assert_eq(fit_column(x, bad, 4, 2, &fit), KMEANS_RANGE);
    cr_assert_eq(fit_column(x, wild, 2, 1, &fit), KMEANS_RANGE);
    cr_assert_eq(fit_column(wild, NULL, 2, 1, &fit), KMEANS_RANGE);
    cr_assert_eq(fit_column(endless, NULL, 2, 1, &fit), KMEANS_RANGE);
    cr_assert_eq(fit_column(huge, NULL, 2, 1, &fit), KMEANS_RANGE);
}

Test(kmeans, as_many_clusters_as_distinct_points)
{
    const double x[] = {7, 1, 7, 2, 1, 1e9};
    double centre[4];
    uint32_t label[6];
    struct kmeans_fit fit = {.centre = centre, .label = label};
    cr_assert_eq(fit_column(x, NULL, 6, 4, &fit), KMEANS_OK);
    cr_assert_eq(fit.inertia, 0);
    for (int i = 0; i < 6; i++)
        cr_assert_eq(centre[label[i]], x[i]);
}

Test(kmeans, one_cluster_is_the_mean)
{
    const double x[] = {1, 2, 6}, weight[] = {1, 1, 2};
    double centre, distance[3];
    struct kmeans_fit fit = {.centre = &centre, .distance = distance};
    cr_assert_eq(fit_column(x, weight, 3, 1, &fit), KMEANS_OK);
    cr_assert_eq(centre, 3.75);
    cr_assert_eq(distance[2], 2.25);
    cr_assert_float_eq(fit.inertia, 2.75 * 2.75 + 1.75 * 1.75 + 2 * 2.25 * 2.25, 1e-14);
}

Test(kmeans, ends_at_the_most_iterations)
{
    struct mixture m = mixture_make(MIXTURE_PLAIN, 3000, 2, 1);
    struct kmeans *km = lay_out(&m, 1);
    double centre[12];
    struct kmeans_fit fit = {.centre = centre};
    cr_assert_eq(kmeans_fit(km, &(struct kmeans_plan){.k = 6, .most = 2}, &fit), KMEANS_OK);
    cr_assert_eq(fit.iterations, 2);
    cr_assert_not(fit.converged);
    cr_assert_eq(kmeans_points(km), 3000);
    cr_assert_eq(kmeans_columns(km), 2);
    kmeans_close(km);
    mixture_free(&m);
}
