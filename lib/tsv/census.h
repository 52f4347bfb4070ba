/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * census: the distinct values of a column, the number of rows for each, and their values as numbers.
 *
 * The empty value is counted apart. If all values are decimals of up to 6 places, sums are exact; else they are
 * compensated doubles. Memory is that of the distinct values. All zero is an empty census. */
#ifndef TSV_CENSUS_H
#define TSV_CENSUS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "base/slice.h"
#include "tsv/amount.h"

struct census {
    struct map values; /* in order of first appearance */
    uint64_t *rows;    /* that hold value i */
    size_t cap;
    uint32_t last; /* the value of the row before: columns often repeat themselves */
    uint64_t empty;
};

void census_count(struct census *c, struct slice v);
void census_free(struct census *c);

/* The most common value, the smallest in bytes if there are several, or MAP_NONE. */
uint32_t census_commonest(const struct census *c);

/* The lowest and the highest value in the order of the bytes; empty if there is none. */
void census_ends(const struct census *c, struct slice *min, struct slice *max);

struct census_number {
    struct amount amount; /* all of them exact, or all doubles */
    uint64_t rows;
    uint32_t value; /* its number in the census */
};

/* The values that are numbers, ascending; of equal ones the spelling that came first stands first. */
struct census_numbers {
    struct census_number *at; /* n of them; free() it */
    size_t n;
    uint64_t rows; /* that hold them */
    bool exact;
};
struct census_numbers census_numbers(const struct census *c);

/* Of at least one number: the first spelling of the least and of the greatest, whole numbers by all of their digits;
 * the mean over rows, the quantile i / b over rows. */
const struct census_number *census_least(const struct census *c, const struct census_numbers *s);
const struct census_number *census_greatest(const struct census *c, const struct census_numbers *s);
double census_mean(const struct census_numbers *s);
double census_quantile(const struct census_numbers *s, uint64_t i, uint64_t b);

#endif
