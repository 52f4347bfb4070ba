/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define X86 1
#endif

enum { SPARE = 64 }; /* offsets are written by twelves and more, behind the last one too */

void cells_init(struct cells *c)
{
    uint32_t *before = mem_alloc((1 + CELLS_WINDOW + SPARE) * sizeof *before);
    *before = UINT32_MAX;
    *c = (struct cells){.end = before + 1, .row = mem_alloc(CELLS_WINDOW * sizeof *c->row)};
}

void cells_free(struct cells *c)
{
    free(c->end - 1);
    free(c->row);
}

/* ---- 64 bytes to masks ---- */

struct masks {
    uint64_t end, lf;
    uint64_t nul; /* not 0 where there is one */
};

/* The exact zero-byte test of `word ^ pattern`, its top bits gathered by a multiplication. */
static inline uint64_t match8(uint64_t word, unsigned char c)
{
    uint64_t x = word ^ (0x0101010101010101u * c), low7 = 0x7f7f7f7f7f7f7f7fu;
    uint64_t zero = ~(((x & low7) + low7) | x | low7);
    return (zero >> 7) * 0x0102040810204080u >> 56;
}

static inline struct masks masks_portable(const char *p)
{
    struct masks m = {0};
    for (int i = 0; i < 64; i += 8) {
        uint64_t w = 0;
        for (int k = 0; k < 8; k++)
            w |= (uint64_t)(unsigned char)p[i + k] << (8 * k); /* compilers make one load of it */
        uint64_t lf = match8(w, '\n');
        m.end |= (match8(w, '\t') | lf) << i;
        m.lf |= lf << i;
        m.nul |= match8(w, 0);
    }
    return m;
}

static inline uint32_t *put_portable(uint32_t *to, uint64_t bits, uint32_t base)
{
    for (; bits; bits &= bits - 1)
        *to++ = base + (uint32_t)__builtin_ctzll(bits);
    return to;
}

#ifdef X86
#define AVX2   __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt")))
#define INLINE __attribute__((always_inline)) static inline

AVX2 INLINE uint64_t match_avx2(__m256i a, __m256i b, char c)
{
    __m256i k = _mm256_set1_epi8(c);
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, k)) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, k)) << 32;
}

AVX2 INLINE struct masks masks_avx2(const char *p)
{
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    uint64_t lf = match_avx2(a, b, '\n');
    __m256i nul = _mm256_cmpeq_epi8(_mm256_min_epu8(a, b), _mm256_setzero_si256());
    return (struct masks){match_avx2(a, b, '\t') | lf, lf, (uint32_t)_mm256_movemask_epi8(nul)};
}

/* The other bits first: no one needs `bits` behind the count then, which may take its register. */
AVX2 INLINE uint64_t put_lowest(uint32_t *to, uint64_t bits, uint32_t base)
{
    uint64_t others = bits & (bits - 1);
    *to = base + (uint32_t)_tzcnt_u64(bits);
    return others;
}

AVX2 INLINE uint64_t put_four(uint32_t *to, uint64_t bits, uint32_t base)
{
    bits = put_lowest(to, bits, base);
    bits = put_lowest(to + 1, bits, base);
    bits = put_lowest(to + 2, bits, base);
    return put_lowest(to + 3, bits, base);
}

/* Twelve a step without a branch cover most blocks of real tables. */
AVX2 INLINE uint32_t *put_avx2(uint32_t *to, uint64_t bits, uint32_t base)
{
    uint32_t *end = to + __builtin_popcountll(bits);
    for (; to < end; to += 12) {
        bits = put_four(to, bits, base);
        bits = put_four(to + 4, bits, base);
        bits = put_four(to + 8, bits, base);
    }
    return end;
}

AVX512 INLINE struct masks masks_avx512(const char *p)
{
    __m512i v = _mm512_loadu_si512(p);
    uint64_t lf = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    return (struct masks){_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\t')) | lf, lf, _mm512_testn_epi8_mask(v, v)};
}

/* The offsets of the set bits, compressed out of 0 .. 63 and widened sixteen at a time. */
AVX512 INLINE uint32_t *put_avx512(uint32_t *to, uint64_t bits, uint32_t base)
{
    static const char count[64] __attribute__((aligned(64))) = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i at = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(count)), first = _mm512_set1_epi32((int)base);
    uint32_t *end = to + __builtin_popcountll(bits);
    _mm512_storeu_si512(to, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(at))));
    if (__builtin_expect(end - to > 16, 0)) {
        _mm512_storeu_si512(to + 16, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(at, 1))));
        _mm512_storeu_si512(to + 32, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(at, 2))));
        _mm512_storeu_si512(to + 48, _mm512_add_epi32(first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(at, 3))));
    }
    return end;
}
#endif

/* ---- blocks ---- */

/* Less than 64 bytes, and behind them some that are no end and no NUL. */
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

static void find_portable(struct cells *c, const char *p, size_t n){FIND_BODY(masks_portable, put_portable)}

#ifdef X86
AVX2 static void find_avx2(struct cells *c, const char *p, size_t n){FIND_BODY(masks_avx2, put_avx2)}

AVX512 static void find_avx512(struct cells *c, const char *p, size_t n)
{
    FIND_BODY(masks_avx512, put_avx512)
}
#endif

static void find(struct cells *c, enum scan_level level, const char *p, size_t n)
{
    switch (level) {
#ifdef X86
    case SCAN_AVX512:
        find_avx512(c, p, n);
        return;
    case SCAN_AVX2:
        find_avx2(c, p, n);
        return;
#endif
    default:
        find_portable(c, p, n);
        return;
    }
}

/* ---- rows ---- */

/* There are as many LFs as rows: where each row ends with one after so many fields, none is left to stand between. */
static bool is_even(const struct cells *c, const char *p, uint32_t columns)
{
    const uint32_t *end = c->end + columns - 1;
    if (c->any_nul || (c->rows && *p == '\n') || (uint64_t)c->rows * columns > c->ends)
        return false;
    for (uint32_t i = 0; i < c->rows; i++, end += columns)
        if (p[*end] != '\n' || p[*end - 1] == '\r')
            return false;
    return true;
}

static void put_rows(struct cells *c, const char *p)
{
    for (uint32_t i = 0, rows = 0; rows < c->rows; i++)
        if (p[c->end[i]] == '\n')
            c->row[rows++] = i;
}

void cells_find(struct cells *c, enum scan_level level, const char *p, size_t n, uint32_t columns)
{
    find(c, level, p, n);
    c->even = is_even(c, p, columns);
    if (!c->even)
        put_rows(c, p);
}
