/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cents: the numbers of many sales at once, four and more in a vector.
 *
 * A sale is a whole number of pieces at a price of up to two places. AVX2 or portable code is chosen at run time; both
 * give the same results. */
#ifndef BASE_CENTS_H
#define BASE_CENTS_H

#include "base/cpu.h"
#include "base/decimal.h"

enum { CENTS_BATCH = 64 };

/* Values as they are in the text: the first eight bytes of each, whatever comes after it, and its size. Up to three
 * more values after the last one are read too, whatever they hold, and results are written for them. */
struct cents_texts {
    char bytes[CENTS_BATCH][8];
    uint64_t size[CENTS_BATCH];
};

/* Reads the first n pieces and prices, as decimal_whole and decimal_cents do, and multiplies. Returns how many, from
 * the first on, are above 0 and have an amount above 0 and at most DECIMAL_MOST_CENTS. */
uint32_t cents_read(enum cpu_level level, const struct cents_texts *pieces, const struct cents_texts *prices,
                    uint32_t n, uint32_t price[CENTS_BATCH], uint32_t amount[CENTS_BATCH]);

/* Reads the first n pieces and amounts in the same way, pieces above 0, amounts of 0 too. Returns how many, from the
 * first on, are both, and sets their sum. */
struct cents_sum {
    int64_t pieces, cents;
};
uint32_t cents_sum(enum cpu_level level, const struct cents_texts *pieces, const struct cents_texts *amounts,
                   uint32_t n, struct cents_sum *sum);

/* The eight digits of each, as decimal_digits has them. */
void cents_digits(enum cpu_level level, const uint32_t cents[CENTS_BATCH], uint32_t n, uint64_t digits[CENTS_BATCH]);

#endif
