/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/ends.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "base/mem.h"

void ends_init(struct ends *c)
{
    uint32_t *before = mem_alloc((1 + ENDS_WINDOW + BITS_SPARE) * sizeof *before);
    *before = UINT32_MAX;
    *c = (struct ends){.end = before + 1, .row = mem_alloc(ENDS_WINDOW * sizeof *c->row)};
}

void ends_free(struct ends *c)
{
    free(c->end - 1);
    free(c->row);
}

/* ---- 64 bytes to masks ---- */

struct masks {
    uint64_t end, lf;
    uint64_t nul; /* not 0 if there is one */
};

static inline struct masks masks_portable(const char *p)
{
    struct masks m = {0};
    for (int i = 0; i < 64; i += 8) {
        uint64_t w = word_load(p + i), lf = bits_match_eight(w, '\n');
        m.end |= (bits_match_eight(w, '\t') | lf) << i;
        m.lf |= lf << i;
        m.nul |= bits_match_eight(w, '\0');
    }
    return m;
}

#ifdef BITS_X86
BITS_AVX2 struct masks masks_avx2(const char *p)
{
    __m256i a = bits_half(p), b = bits_half(p + 32);
    uint64_t lf = bits_match_avx2(a, b, '\n');
    __m256i nul = _mm256_cmpeq_epi8(_mm256_min_epu8(a, b), _mm256_setzero_si256());
    return (struct masks){bits_match_avx2(a, b, '\t') | lf, lf, (uint32_t)_mm256_movemask_epi8(nul)};
}

/* Rows of the suite's tables have some twelve ends in 64 bytes. */
BITS_AVX2 uint32_t *put_avx2(uint32_t *to, uint64_t bits, uint32_t base)
{
    return bits_put_avx2(to, bits, base, 12);
}

BITS_AVX512 struct masks masks_avx512(const char *p)
{
    __m512i v = _mm512_loadu_si512(p);
    uint64_t lf = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    return (struct masks){_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\t')) | lf, lf, _mm512_testn_epi8_mask(v, v)};
}
#endif

/* ---- blocks ---- */

/* Less than 64 bytes, filled up with bytes that are neither an end nor a NUL. */
static void pad(char block[64], const char *p, size_t n)
{
    memset(block, ' ', 64);
    memcpy(block, p, n);
}

/* One body for every level: MASKS and PUT are inlined into it. */
#define STEP(MASKS, PUT, from)                        \
    do {                                              \
        struct masks m = MASKS(from);                 \
        nul |= m.nul;                                 \
        rows += (uint64_t)__builtin_popcountll(m.lf); \
        end = PUT(end, m.end, (uint32_t)i);           \
    } while (0)
#define FIND_BODY(MASKS, PUT)           \
    uint32_t *end = c->end;             \
    uint64_t nul = 0, rows = 0;         \
    char last[64];                      \
    size_t i = 0;                       \
    for (; i + 64 <= n; i += 64)        \
        STEP(MASKS, PUT, p + i);        \
    if (i < n) {                        \
        pad(last, p + i, n - i);        \
        STEP(MASKS, PUT, last);         \
    }                                   \
    c->ends = (uint32_t)(end - c->end); \
    c->rows = (uint32_t)rows;           \
    c->any_nul = nul;

static void find_portable(struct ends *c, const char *p, size_t n)
{
    FIND_BODY(masks_portable, bits_put_portable)
}

#ifdef BITS_X86
__attribute__((target(BITS_HAS_AVX2))) static void find_avx2(struct ends *c, const char *p, size_t n)
{
    FIND_BODY(masks_avx2, put_avx2)
}

__attribute__((target(BITS_HAS_AVX512))) static void find_avx512(struct ends *c, const char *p, size_t n)
{
    FIND_BODY(masks_avx512, bits_put_avx512)
}
#endif

static void find(struct ends *c, enum cpu_level level, const char *p, size_t n)
{
    switch (level) {
#ifdef BITS_X86
    case CPU_AVX512:
        find_avx512(c, p, n);
        return;
    case CPU_AVX2:
        find_avx2(c, p, n);
        return;
#endif
    default:
        find_portable(c, p, n);
        return;
    }
}

/* ---- rows ---- */

/* There are as many LFs as rows: if each row ends with an LF after this many fields, no LF can be inside a row. */
static bool is_even(const struct ends *c, const char *p, uint32_t columns)
{
    const uint32_t *end = c->end + columns - 1;
    if (c->any_nul || (c->rows && *p == '\n') || (uint64_t)c->rows * columns > c->ends)
        return false;
    for (uint32_t i = 0; i < c->rows; i++, end += columns)
        if (p[*end] != '\n' || p[*end - 1] == '\r')
            return false;
    return true;
}

static void put_rows(struct ends *c, const char *p)
{
    c->rows = 0;
    for (uint32_t i = 0; i < c->ends; i++)
        if (p[c->end[i]] == '\n')
            c->row[c->rows++] = i;
}

void ends_find(struct ends *c, enum cpu_level level, const char *p, size_t n, uint32_t columns)
{
    find(c, level, p, n);
    c->even = is_even(c, p, columns);
    if (!c->even)
        put_rows(c, p);
}
