/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kmeans make ROWS FILE                      points of six overlapping clouds in three columns, row by row as doubles;
 *                                            FILE.K: K of them to begin with, for K = 4, 5 and 8
 * kmeans steps FILE K THREADS ITERATIONS     from FILE.K, at most this many iterations
 * kmeans scan FILE THREADS                   K = 2..10, the best of 10 starts each
 * kmeans peak FILE K THREADS                 the best of 10 starts, and the peak of the process
 *
 * Prints seconds, CPU seconds and the sum of squares (of a scan that of K = 10), for `peak` MiB as well, between tabs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/rng.h"
#include "kmeans/kmeans.h"

enum { COLUMNS = 3, CLOUDS = 6, STARTS = 10 };

struct points {
    size_t n;
    double *column[COLUMNS];
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The sum over all threads; it depends less on other work of the machine than the time on the clock. */
static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void must(int fine, const char *what)
{
    if (fine)
        return;
    perror(what);
    exit(1);
}

static FILE *open_file(const char *name, unsigned k, const char *mode)
{
    char path[4096];
    snprintf(path, sizeof path, k ? "%s.%u" : "%s", name, k);
    FILE *f = fopen(path, mode);
    must(f != NULL, path);
    return f;
}

/* Not the library's own normal numbers: a sum of twelve uniform numbers is close enough. */
static double bell(struct rng *r)
{
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += rng_unit(r);
    return sum;
}

static void draw_point(struct rng *r, double cloud[CLOUDS][COLUMNS], double *point)
{
    const double *middle = cloud[rng_below(r, CLOUDS)];
    for (int j = 0; j < COLUMNS; j++)
        point[j] = middle[j] + bell(r);
}

static void make(size_t n, const char *name)
{
    static const unsigned BEGIN[] = {4, 5, 8};
    double cloud[CLOUDS][COLUMNS], point[COLUMNS];
    struct rng r;
    rng_seed(&r, 1, 0);
    for (int c = 0; c < CLOUDS; c++)
        for (int j = 0; j < COLUMNS; j++)
            cloud[c][j] = 1.5 * bell(&r);
    FILE *f = open_file(name, 0, "wb");
    for (size_t i = 0; i < n; i++) {
        draw_point(&r, cloud, point);
        must(fwrite(point, sizeof point, 1, f) == 1, name);
    }
    must(fclose(f) == 0, name);
    for (size_t b = 0; b < sizeof BEGIN / sizeof *BEGIN; b++) {
        f = open_file(name, BEGIN[b], "wb");
        for (unsigned c = 0; c < BEGIN[b]; c++) {
            draw_point(&r, cloud, point);
            must(fwrite(point, sizeof point, 1, f) == 1, name);
        }
        must(fclose(f) == 0, name);
    }
}

static struct points load(const char *name)
{
    struct points p = {0};
    double point[COLUMNS];
    FILE *f = open_file(name, 0, "rb");
    must(fseek(f, 0, SEEK_END) == 0, name);
    p.n = (size_t)ftell(f) / sizeof point;
    rewind(f);
    for (int j = 0; j < COLUMNS; j++)
        must((p.column[j] = malloc(p.n * sizeof(double))) != NULL, "memory");
    for (size_t i = 0; i < p.n; i++) {
        must(fread(point, sizeof point, 1, f) == 1, name);
        for (int j = 0; j < COLUMNS; j++)
            p.column[j][i] = point[j];
    }
    fclose(f);
    return p;
}

static struct kmeans *lay_out(const struct points *p, unsigned threads)
{
    struct kmeans *km;
    must(kmeans_open(&km, (const double *const *)p->column, p->n, COLUMNS, threads) == KMEANS_OK, "kmeans_open");
    return km;
}

static struct kmeans_fit room(const struct points *p, unsigned k)
{
    struct kmeans_fit fit = {.centre = malloc(k * COLUMNS * sizeof(double)), .label = malloc(p->n * sizeof(uint32_t))};
    must(fit.centre && fit.label, "memory");
    return fit;
}

/* Includes the layout of the points: the whole time that a user waits. */
static void steps(const char *name, unsigned k, unsigned threads, unsigned most)
{
    struct points p = load(name);
    double *begin = malloc(k * COLUMNS * sizeof *begin);
    FILE *f = open_file(name, k, "rb");
    must(begin && fread(begin, sizeof *begin, k * COLUMNS, f) == k * COLUMNS, name);
    struct kmeans_fit fit = room(&p, k);
    struct kmeans_plan plan = {.k = k, .threads = threads, .most = most};
    double began = now(), used = cpu();
    struct kmeans *km = lay_out(&p, threads);
    must(kmeans_from(km, &plan, begin, &fit) == KMEANS_OK, "kmeans_from");
    printf("%.4f\t%.4f\t%.17g\n", now() - began, cpu() - used, fit.inertia);
}

static void fits(const char *name, unsigned low, unsigned high, unsigned threads, int peak)
{
    struct points p = load(name);
    struct kmeans_fit fit = room(&p, high);
    double began = now(), used = cpu();
    struct kmeans *km = lay_out(&p, threads);
    for (int j = 0; j < COLUMNS && peak; j++)
        free(p.column[j]);
    for (unsigned k = low; k <= high; k++) {
        struct kmeans_plan plan = {.k = k, .starts = STARTS, .seed = 1, .threads = threads};
        must(kmeans_fit(km, &plan, &fit) == KMEANS_OK, "kmeans_fit");
    }
    printf("%.4f\t%.4f\t%.17g", now() - began, cpu() - used, fit.inertia);
    struct rusage all;
    getrusage(RUSAGE_SELF, &all);
    if (peak)
        printf("\t%ld", all.ru_maxrss / 1024);
    printf("\n");
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    unsigned number[6] = {0};
    for (int i = 3; i < argc && i < 6; i++)
        number[i] = (unsigned)strtoul(argv[i], NULL, 10);
    if (argc == 4 && strcmp(what, "make") == 0)
        make(strtoul(argv[2], NULL, 10), argv[3]);
    else if (argc == 6 && strcmp(what, "steps") == 0)
        steps(argv[2], number[3], number[4], number[5]);
    else if (argc == 4 && strcmp(what, "scan") == 0)
        fits(argv[2], 2, 10, number[3], 0);
    else if (argc == 5 && strcmp(what, "peak") == 0)
        fits(argv[2], number[3], number[3], number[4], 1);
    else
        return 2;
    return 0;
}
