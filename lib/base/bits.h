/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bits: turns 64 bytes of text into a word with one bit for each byte that matches, and such words into lists of
 * places.
 *
 * The steps that scan and cells share, for each level of processor: *_portable, *_avx2 and *_avx512. */
#ifndef BASE_BITS_H
#define BASE_BITS_H

#include <stddef.h>
#include <stdint.h>

#include "base/word.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define BITS_X86 1
#endif

enum { BITS_SPARE = 64 }; /* several places are written at once, so some after the last one too */

/* The top bits of eight bytes. */
static inline uint64_t bits_gather(uint64_t tops)
{
    return (tops >> 7) * 0x0102040810204080u >> 56;
}

/* A byte of `word ^ pattern` is 0 where it matches; the exact test for those. */
static inline uint64_t bits_match_eight(uint64_t word, char c)
{
    uint64_t x = word ^ (0x0101010101010101u * (unsigned char)c), low7 = 0x7f7f7f7f7f7f7f7fu;
    return bits_gather(~(((x & low7) + low7) | x | low7));
}

static inline uint64_t bits_match_portable(const char *p, char c)
{
    uint64_t m = 0;
    for (int i = 0; i < 64; i += 8)
        m |= bits_match_eight(word_load(p + i), c) << i;
    return m;
}

/* The places of the bits, `base` added to each; where the next ones go. */
static inline uint32_t *bits_put_portable(uint32_t *to, uint64_t bits, uint32_t base)
{
    for (; bits; bits &= bits - 1)
        *to++ = base + (uint32_t)__builtin_ctzll(bits);
    return to;
}

#ifdef BITS_X86
#define BITS_HAS_AVX2   "avx2,bmi,bmi2,lzcnt,popcnt"
#define BITS_HAS_AVX512 "avx512f,avx512bw,avx512vl,avx512vbmi2," BITS_HAS_AVX2
#define BITS_AVX2       __attribute__((target(BITS_HAS_AVX2), always_inline)) static inline
#define BITS_AVX512     __attribute__((target(BITS_HAS_AVX512), always_inline)) static inline

BITS_AVX2 __m256i bits_half(const char *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

BITS_AVX2 uint64_t bits_of(__m256i a, __m256i b)
{
    return (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

BITS_AVX2 uint64_t bits_match_avx2(__m256i a, __m256i b, char c)
{
    __m256i k = _mm256_set1_epi8(c);
    return bits_of(_mm256_cmpeq_epi8(a, k), _mm256_cmpeq_epi8(b, k));
}

/* The other bits first: then nothing needs `bits` after the count, which may take its register. */
BITS_AVX2 uint64_t bits_put_lowest(uint32_t *to, uint64_t bits, uint32_t base)
{
    uint64_t others = bits & (bits - 1);
    *to = base + (uint32_t)_tzcnt_u64(bits);
    return others;
}

BITS_AVX2 uint64_t bits_put_three(uint32_t *to, uint64_t bits, uint32_t base)
{
    bits = bits_put_lowest(to, bits, base);
    bits = bits_put_lowest(to + 1, bits, base);
    return bits_put_lowest(to + 2, bits, base);
}

/* The first 6 or 12 are written without a branch: most words have no more. */
BITS_AVX2 uint32_t *bits_put_avx2(uint32_t *to, uint64_t bits, uint32_t base, int step)
{
    uint32_t *end = to + __builtin_popcountll(bits);
    for (; to < end; to += step) {
        bits = bits_put_three(to, bits, base);
        bits = bits_put_three(to + 3, bits, base);
        if (step < 12)
            continue;
        bits = bits_put_three(to + 6, bits, base);
        bits = bits_put_three(to + 9, bits, base);
    }
    return end;
}

/* Compressed out of 0 .. 63 and widened sixteen at a time. */
BITS_AVX512 uint32_t *bits_put_avx512(uint32_t *to, uint64_t bits, uint32_t base)
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

#endif
