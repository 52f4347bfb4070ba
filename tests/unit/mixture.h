/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mixture: points to cluster, the same here as in any language with 64-bit integers, so that another program's figures
 * can be compared with ours. Row i belongs to cloud i % 4; a coordinate is that of the cloud, 0..8, plus the sum of
 * four uniform numbers. Numbers are u(): state = state * 6364136223846793005 + 1442695040888963407 modulo 2^64,
 * beginning with the seed, and (state >> 33) / 2^31; first the clouds' coordinates are drawn, then the rows'. */
#ifndef MIXTURE_H
#define MIXTURE_H

#include <stddef.h>
#include <stdint.h>

enum { MIXTURE_COLUMNS = 6 };

enum mixture_kind {
    MIXTURE_PLAIN,
    MIXTURE_REPEATED, /* each third row is new, and two copies of it follow */
    MIXTURE_OUTLIERS, /* each 50th row is 20 times as far out */
    MIXTURE_OBLIQUE,  /* the second column gains 4 times the first one, which then is 10 times as wide */
    MIXTURE_ROUNDED,  /* to integers: full of ties */
    MIXTURE_KINDS
};

struct mixture {
    size_t n;
    unsigned d;
    double *column[MIXTURE_COLUMNS];
};

struct mixture mixture_make(enum mixture_kind kind, size_t n, unsigned d, uint64_t seed);
void mixture_free(struct mixture *);
static inline const double *const *mixture_columns(const struct mixture *m)
{
    return (const double *const *)m->column;
}

/* centre[c] is row 37 c modulo n. */
void mixture_begin(const struct mixture *, double *centre, unsigned k);

/* By definition: the nearest centre, the lowest of equal ones; *squared is the distance to it. */
unsigned mixture_nearest(const struct mixture *, size_t row, const double *centre, unsigned k, double *squared);

/* scikit-learn 1.2.1: KMeans(seed + 2, init=mixture_begin, n_init=1, tol=0).fit(mixture_make(kind, 600, 3, seed)). */
enum { MIXTURE_FIGURES = 20 };
extern const struct mixture_figure {
    enum mixture_kind kind;
    unsigned seed;
    double inertia;
} mixture_figure[MIXTURE_FIGURES];

#endif
