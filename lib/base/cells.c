/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cells.h"

#include <stdlib.h>

#include "base/mem.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define X86 1
#endif

enum { SPARE = 64 }; /* offsets are written by twelves and more, behind the last one too */

void cells_init(struct cells *c)
{
    *c = (struct cells){.end = mem_alloc((CELLS_WINDOW + SPARE) * sizeof *c->end),
                        .row = mem_alloc((CELLS_WINDOW + SPARE) * sizeof *c->row)};
}

void cells_free(struct cells *c)
{
    free(c->end);
    free(c->row);
}

/* ---- 64 bytes to masks ---- */

struct masks {
    uint64_t end, lf, nul;
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
        m.nul |= match8(w, 0) << i;
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
    return (struct masks){match_avx2(a, b, '\t') | lf, lf, match_avx2(a, b, 0)};
}

/* Twelve a step without a branch cover most blocks of real tables. */
AVX2 INLINE uint32_t *put_avx2(uint32_t *to, uint64_t bits, uint32_t base)
{
    uint32_t *end = to + __builtin_popcountll(bits);
    for (; to < end; to += 12)
        for (int i = 0; i < 12; i++, bits &= bits - 1)
            to[i] = base + (uint32_t)_tzcnt_u64(bits);
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

/* ---- masks to rows ---- */

/* The places of the LFs among the ends. Two a step at first, without a branch: short rows are rare. */
static inline __attribute__((always_inline)) uint32_t *put_rows(uint32_t *row, uint64_t lf, uint64_t ends,
                                                                uint32_t before)
{
    uint32_t *last = row + __builtin_popcountll(lf);
    do
        for (int i = 0; i < 2; i++, lf &= lf - 1)
            *row++ = before + (uint32_t)__builtin_popcountll(ends & ((lf & -lf) - 1));
    while (row < last);
    return last;
}

/* One body for every level: MASKS and PUT are inlined into it. */
#define FIND_BODY(MASKS, PUT)                                               \
    uint32_t *end = c->end, *row = c->row;                                  \
    uint64_t nul = 0;                                                       \
    for (size_t i = 0; i < n; i += 64) {                                    \
        struct masks m = MASKS(p + i);                                      \
        uint64_t valid = n - i >= 64 ? ~0ull : ~(~0ull << (n - i));         \
        nul |= m.nul & valid;                                               \
        m.end &= valid;                                                     \
        row = put_rows(row, m.lf & valid, m.end, (uint32_t)(end - c->end)); \
        end = PUT(end, m.end, (uint32_t)i);                                 \
    }                                                                       \
    c->rows = (uint32_t)(row - c->row);                                     \
    c->any_nul = nul;

static void find_portable(struct cells *c, const char *p, size_t n){FIND_BODY(masks_portable, put_portable)}

#ifdef X86
AVX2 static void find_avx2(struct cells *c, const char *p, size_t n){FIND_BODY(masks_avx2, put_avx2)}

AVX512 static void find_avx512(struct cells *c, const char *p, size_t n)
{
    FIND_BODY(masks_avx512, put_avx512)
}
#endif

void cells_find(struct cells *c, enum scan_level level, const char *p, size_t n)
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
