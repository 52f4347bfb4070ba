/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scores: classes of recency, frequency and monetary value, and the limits between them.
 *
 * Each measure has the same number of classes, with one limit less between them, ascending; a value is in the first
 * class whose limit it does not exceed. Values are compared as doubles with the limits as they are printed: so a file
 * of limits gives the same scores that the customers had when the limits were found. For each limit there is a highest
 * integer that does not exceed it; values are compared with that integer. */
#ifndef SEGMENT_SCORES_H
#define SEGMENT_SCORES_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* Called recency, frequency and monetary in the file. */
#define SCORES_NAMES "recency|frequency|monetary"
enum scores_measure { SCORES_RECENCY, SCORES_FREQUENCY, SCORES_MONETARY, SCORES_MEASURES };

/* Both choices as the words of an option, in the order of its index; the words are columns of customers. */
#define SCORES_METHODS     "quantile|kmeans"
#define SCORES_FREQUENCIES "orders|lines|purchase_days"
#define SCORES_MONETARIES  "revenue|gross"
enum scores_method { SCORES_QUANTILE, SCORES_KMEANS };

enum { SCORES_MOST = 99 /* classes */ };

/* The contents of a class when its limits were found; values in days, counts and millionths. lowest..mean are undefined
 * if rows = 0. */
struct scores_class {
    uint64_t rows;
    int64_t lowest, highest;
    double mean;
};

struct scores {
    int method, frequency, monetary;            /* indexes into the words above */
    unsigned classes;                           /* 2 .. SCORES_MOST */
    double limit[SCORES_MEASURES][SCORES_MOST]; /* classes - 1 of them */
    int64_t top[SCORES_MEASURES][SCORES_MOST];  /* the highest value that does not exceed the limit; see scores_cut */
    struct scores_class class[SCORES_MEASURES][SCORES_MOST];
};

/* A value as limits are compared with it: rounded once, so that it keeps the order of the values. */
double scores_value(enum scores_measure m, int64_t v);

/* Sets top[m] by limit[m]. */
void scores_cut(struct scores *s, enum scores_measure m);

/* 1 .. classes for quantiles, 0 .. classes - 1 for k-means; the best class has the highest: few days, many orders, much
 * money. */
static inline unsigned scores_low(const struct scores *s)
{
    return s->method == SCORES_QUANTILE;
}
static inline unsigned scores_of_class(const struct scores *s, enum scores_measure m, unsigned class)
{
    return scores_low(s) + (m == SCORES_RECENCY ? s->classes - 1 - class : class);
}

/* The class of a value, which is not INT64_MIN. It is compared with all limits: a branch would be mispredicted for
 * every other value. */
static inline unsigned scores_class(const struct scores *s, enum scores_measure m, int64_t v)
{
    unsigned class = 0;
    for (unsigned i = 0; i + 1 < s->classes; i++)
        class += v > s->top[m][i];
    return class;
}
static inline unsigned scores_of(const struct scores *s, enum scores_measure m, int64_t v)
{
    return scores_of_class(s, m, scores_class(s, m, v));
}

/* Finds limits, tops and classes from n > 0 values, which are changed; `rows` holds n more. Quantiles always succeed.
 * K-means returns what is wrong, or NULL. */
const char *scores_fit(struct scores *s, enum scores_measure m, int64_t *v, uint64_t *rows, size_t n);

/* Word number i of "a|b|c". */
struct slice scores_word(const char *words, int i);

#endif
