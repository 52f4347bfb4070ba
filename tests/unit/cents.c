/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cents.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"

static void put(struct cents_texts *t, unsigned i, const char *text, size_t n)
{
    memcpy(t->bytes[i], text, sizeof t->bytes[i]);
    t->size[i] = n;
}

/* The result of the readers of one number for the pair: 0 if it is not a simple sale. */
static int64_t amount_of(const char *pieces, size_t n, const char *price, size_t m, int64_t *each)
{
    int64_t count;
    if (!decimal_whole(slice_of(pieces, n), &count) || !decimal_cents(slice_of(price, m), each))
        return 0;
    return count * *each > 0 && count * *each <= DECIMAL_MOST_CENTS ? count * *each : 0;
}

/* A number, mostly valid, with other bytes after it, or with one byte changed. */
static size_t make(struct rng *r, char text[32], bool price)
{
    static const char odd[] = "0123456789.-+ ,\"ex\xff\x2f\x3a";
    char number[48];
    uint64_t v = rng_below(r, rng_below(r, 4) ? 3000 : 1000000000);
    int n = snprintf(number, sizeof number, "%lu",
                     (unsigned long)(price ? v / 100 : v % (rng_below(r, 3) ? 50 : 100000000)));
    if (price && rng_below(r, 9))
        n += snprintf(number + n, sizeof number - (size_t)n, rng_below(r, 5) ? ".%02lu" : ".%lu",
                      (unsigned long)(v % 100));
    for (int i = 0; i < 32; i++)
        text[i] = i < n ? number[i] : odd[rng_below(r, sizeof odd - 1)];
    if (rng_below(r, 200) == 0)
        text[rng_below(r, (uint64_t)n)] = odd[rng_below(r, sizeof odd - 1)];
    return rng_below(r, 300) ? (size_t)n : rng_below(r, 20);
}

static void check(enum cpu_level level)
{
    struct rng r;
    uint64_t taken = 0;
    rng_seed(&r, 3, 0);
    for (int round = 0; round < 60000; round++) {
        struct cents_texts pieces, prices;
        uint32_t n = 1 + (uint32_t)rng_below(&r, CENTS_BATCH), want = 0, price[CENTS_BATCH], amount[CENTS_BATCH];
        int64_t each[CENTS_BATCH], all[CENTS_BATCH];
        char pieces_text[32], price_text[32];
        bool good = true;
        for (uint32_t i = 0; i < CENTS_BATCH; i++) {
            size_t k = make(&r, pieces_text, false), m = make(&r, price_text, true);
            put(&pieces, i, pieces_text, k);
            put(&prices, i, price_text, m);
            all[i] = amount_of(pieces_text, k, price_text, m, &each[i]);
            good &= all[i] > 0 && i < n;
            want += good;
        }
        cr_assert_eq(cents_read(level, &pieces, &prices, n, price, amount), want, "level %d, round %d", level, round);
        for (uint32_t i = 0; i < want; i++)
            cr_assert(price[i] == each[i] && amount[i] == all[i], "level %d, round %d, %u", level, round, i);
        taken += want;
    }
    cr_assert_gt(taken, 100000u, "%lu taken", (unsigned long)taken);
}

Test(cents, read_as_one_by_one)
{
    check(CPU_PORTABLE);
    check(cpu_best());
}

/* What is added: 0 pieces if it is not such a sale. */
static int64_t pieces_of(const char *pieces, size_t n, const char *amount, size_t m, int64_t *cents)
{
    int64_t count;
    return decimal_whole(slice_of(pieces, n), &count) && count > 0 && decimal_cents(slice_of(amount, m), cents) ? count
                                                                                                                : 0;
}

static void check_sums(enum cpu_level level)
{
    struct rng r;
    uint64_t taken = 0;
    rng_seed(&r, 4, 0);
    for (int round = 0; round < 60000; round++) {
        struct cents_texts pieces, amounts;
        struct cents_sum sum, all = {0};
        uint32_t n = (uint32_t)rng_below(&r, CENTS_BATCH + 1), want = 0;
        char pieces_text[32], amount_text[32];
        bool good = true;
        for (uint32_t i = 0; i < CENTS_BATCH; i++) {
            size_t k = make(&r, pieces_text, false), m = make(&r, amount_text, true);
            int64_t cents = 0, count = pieces_of(pieces_text, k, amount_text, m, &cents);
            put(&pieces, i, pieces_text, k);
            put(&amounts, i, amount_text, m);
            good &= count > 0 && i < n;
            want += good;
            all.pieces += good ? count : 0;
            all.cents += good ? cents : 0;
        }
        cr_assert_eq(cents_sum(level, &pieces, &amounts, n, &sum), want, "level %d, round %d", level, round);
        cr_assert(sum.pieces == all.pieces && sum.cents == all.cents, "level %d, round %d", level, round);
        taken += want;
    }
    cr_assert_gt(taken, 100000u, "%lu taken", (unsigned long)taken);
}

Test(cents, sums_as_one_by_one)
{
    check_sums(CPU_PORTABLE);
    check_sums(cpu_best());
}

/* The largest numbers: no sum of a batch overflows. */
Test(cents, sums_of_the_largest)
{
    for (int portable = 0; portable < 2; portable++) {
        struct cents_texts pieces, amounts;
        struct cents_sum sum;
        for (uint32_t i = 0; i < CENTS_BATCH; i++) {
            put(&pieces, i, "99999999", 8);
            put(&amounts, i, "99999.99", 8);
        }
        cr_assert_eq(cents_sum(portable ? CPU_PORTABLE : cpu_best(), &pieces, &amounts, CENTS_BATCH, &sum),
                     (uint32_t)CENTS_BATCH);
        cr_assert(sum.pieces == 99999999L * CENTS_BATCH && sum.cents == 9999999L * CENTS_BATCH);
    }
}

static void check_digits(enum cpu_level level, uint32_t from)
{
    uint32_t cents[CENTS_BATCH];
    uint64_t digits[CENTS_BATCH];
    for (uint32_t i = 0; i < CENTS_BATCH; i++)
        cents[i] = from + i <= DECIMAL_MOST_CENTS ? from + i : DECIMAL_MOST_CENTS;
    cents_digits(level, cents, CENTS_BATCH, digits);
    for (uint32_t i = 0; i < CENTS_BATCH; i++)
        for (uint32_t k = 8, v = cents[i]; k-- > 0; v /= 10)
            cr_assert_eq(digits[i] >> 8 * k & 0xff, v % 10, "level %d, %u", level, cents[i]);
}

Test(cents, digits_of_all_sizes)
{
    for (int portable = 0; portable < 2; portable++)
        for (uint32_t from = 0; from <= DECIMAL_MOST_CENTS; from += from < 100000 ? CENTS_BATCH : 9973)
            check_digits(portable ? CPU_PORTABLE : cpu_best(), from);
}
