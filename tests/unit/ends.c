/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/ends.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/rng.h"

/* Compared with a reader of one byte at a time. True if all rows of the block have the same number of fields. */
static bool assert_finds(const struct ends *c, const char *p, size_t n, uint32_t columns, const char *level)
{
    uint32_t ends = 0, rows = 0, fields = 0;
    bool nul = false, even = n == 0 || *p != '\n';
    cr_assert_eq(c->end[-1], UINT32_MAX, "%s: in front of the block", level);
    for (uint32_t i = 0; i < n; i++) {
        nul |= p[i] == '\0';
        if (p[i] != '\t' && p[i] != '\n')
            continue;
        cr_assert_eq(c->end[ends], i, "%s: end %u of %zu bytes", level, ends, n);
        fields++;
        if (p[i] == '\n') {
            cr_assert_lt(rows, c->rows, "%s: a row is missing", level);
            cr_assert(c->even || c->row[rows] == ends, "%s: row %u of %zu bytes", level, rows, n);
            even &= fields == columns && (i == 0 || p[i - 1] != '\r');
            fields = 0;
            rows++;
        }
        ends++;
    }
    cr_assert_eq(c->ends, ends, "%s: %u ends", level, c->ends);
    cr_assert_eq(c->rows, rows, "%s: %u rows", level, c->rows);
    cr_assert_eq(c->any_nul, nul, "%s: NUL in %zu bytes", level, n);
    cr_assert_eq(c->even, even && !nul, "%s: %zu bytes of %u columns", level, n, columns);
    return c->even;
}

/* Blocks of all densities: from only tabs to very few. The bytes after the block look like a part of it. */
Test(ends, every_level_finds_what_is_there)
{
    static const char *const level[CPU_LEVELS] = {"portable", "AVX2", "AVX-512"};
    enum { PADDING = 64 };
    static char block[ENDS_WINDOW + PADDING];
    struct ends c;
    struct rng r;
    ends_init(&c);
    rng_seed(&r, 11, 0);
    for (int round = 0; round < 3000; round++) {
        uint32_t columns = 1 + (uint32_t)rng_below(&r, 9);
        uint64_t rare = 1 + rng_below(&r, 40), nuls = rng_below(&r, 4) ? 0 : 1 + rng_below(&r, 2000);
        size_t n = round % 100 ? rng_below(&r, 400) : ENDS_WINDOW - rng_below(&r, 65);
        for (size_t i = 0; i < n + PADDING; i++) {
            block[i] = rng_below(&r, rare) ? (char)(1 + rng_below(&r, 255)) : "\t\t\t\t\t\n"[rng_below(&r, 6)];
            if (nuls && rng_below(&r, nuls) == 0)
                block[i] = '\0';
        }
        for (enum cpu_level k = CPU_PORTABLE; k <= cpu_best(); k++) {
            ends_find(&c, k, block, n, columns);
            assert_finds(&c, block, n, columns, level[k]);
        }
    }
    ends_free(&c);
}

/* A table, with or without one byte changed. */
Test(ends, even_means_as_many_fields_in_every_row)
{
    enum { MOST = 3000, PADDING = 64 };
    static char block[MOST + PADDING];
    struct ends c;
    struct rng r;
    unsigned even = 0, uneven = 0;
    ends_init(&c);
    rng_seed(&r, 12, 0);
    for (int round = 0; round < 3000; round++) {
        uint32_t columns = 1 + (uint32_t)rng_below(&r, 9), field = 0;
        size_t n = rng_below(&r, MOST);
        for (size_t i = 0; i < n + PADDING; i++) {
            block[i] = "abc\r"[rng_below(&r, 4)];
            if (rng_below(&r, 3))
                continue;
            field = (field + 1) % columns;
            block[i] = field ? '\t' : '\n';
            if (i && block[i - 1] == '\r')
                block[i - 1] = 'd';
        }
        if (n && rng_below(&r, 2))
            block[rng_below(&r, n)] = "\t\na\r\0"[rng_below(&r, 5)];
        for (enum cpu_level k = CPU_PORTABLE; k <= cpu_best(); k++) {
            ends_find(&c, k, block, n, columns);
            bool is = assert_finds(&c, block, n, columns, "a table");
            even += is;
            uneven += !is;
        }
    }
    cr_assert(even > 1000 && uneven > 300, "%u were even, %u not", even, uneven);
    ends_free(&c);
}

/* A byte of 0 next to similar bytes is the difficult case of arithmetic on words. */
Test(ends, every_pair_of_bytes)
{
    static char block[2 * 65536 / 4 + 64];
    struct ends c;
    ends_init(&c);
    for (int part = 0; part < 4; part++) {
        size_t n = 0;
        for (int i = part * 16384; i < (part + 1) * 16384; i++) {
            block[n++] = (char)(i >> 8);
            block[n++] = (char)i;
        }
        for (enum cpu_level k = CPU_PORTABLE; k <= cpu_best(); k++) {
            ends_find(&c, k, block, n, 1);
            assert_finds(&c, block, n, 1, "pairs");
        }
    }
    ends_free(&c);
}
