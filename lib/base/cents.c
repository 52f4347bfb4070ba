/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cents.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define X86 1
#endif

static uint32_t read_portable(const struct cents_texts *pieces, const struct cents_texts *prices, uint32_t n,
                              uint32_t *price, uint32_t *amount)
{
    for (uint32_t i = 0; i < n; i++) {
        int64_t count, each, all;
        if (!decimal_whole(slice_of(pieces->bytes[i], pieces->size[i]), &count) ||
            !decimal_cents(slice_of(prices->bytes[i], prices->size[i]), &each))
            return i;
        all = count * each;
        if (all <= 0 || all > DECIMAL_MOST_CENTS)
            return i;
        price[i] = (uint32_t)each;
        amount[i] = (uint32_t)all;
    }
    return n;
}

static uint32_t sum_portable(const struct cents_texts *pieces, const struct cents_texts *amounts, uint32_t n,
                             struct cents_sum *sum)
{
    *sum = (struct cents_sum){0};
    for (uint32_t i = 0; i < n; i++) {
        int64_t count, amount;
        if (!decimal_whole(slice_of(pieces->bytes[i], pieces->size[i]), &count) || count <= 0 ||
            !decimal_cents(slice_of(amounts->bytes[i], amounts->size[i]), &amount))
            return i;
        sum->pieces += count;
        sum->cents += amount;
    }
    return n;
}

static void digits_portable(const uint32_t *cents, uint32_t n, uint64_t *digits)
{
    for (uint32_t i = 0; i < n; i++)
        digits[i] = decimal_digits(cents[i]);
}

#ifdef X86
#define AVX2   __attribute__((target("avx2")))
#define INLINE AVX2 static inline __attribute__((always_inline))

INLINE __m256i load(const void *p)
{
    return _mm256_loadu_si256(p);
}

INLINE __m256i every64(uint64_t v)
{
    return _mm256_set1_epi64x((long long)v);
}

/* Aligned to the right of each word and xor '0', with *shift bits of nothing in front. */
INLINE __m256i aligned(const struct cents_texts *t, uint32_t i, __m256i *shift)
{
    *shift = _mm256_slli_epi64(_mm256_sub_epi64(every64(8), load(t->size + i)), 3);
    return _mm256_sllv_epi64(_mm256_xor_si256(load(t->bytes[i]), _mm256_set1_epi8('0')), *shift);
}

/* Which words have no byte above that of `most`? */
INLINE __m256i none_above(__m256i w, __m256i most)
{
    return _mm256_cmpeq_epi64(_mm256_subs_epu8(w, most), _mm256_setzero_si256());
}

/* Pairs of digits by their weights, pairs of those by 100 and 1, and of the halves the first by `first`. */
INLINE __m256i weighted(__m256i w, __m256i weights, uint32_t first)
{
    __m256i fours = _mm256_madd_epi16(_mm256_maddubs_epi16(w, weights), _mm256_set1_epi32(1 << 16 | 100));
    return _mm256_add_epi64(_mm256_mul_epu32(fours, every64(first)), _mm256_srli_epi64(fours, 32));
}

INLINE __m256i read_pieces(const struct cents_texts *t, uint32_t i, __m256i *good)
{
    __m256i shift, w = aligned(t, i, &shift), size = load(t->size + i);
    __m256i front = _mm256_and_si256(_mm256_srlv_epi64(w, shift), every64(0xff)); /* the first digit */
    *good = _mm256_andnot_si256(_mm256_cmpgt_epi64(size, every64(8)), none_above(w, _mm256_set1_epi8(9)));
    *good = _mm256_and_si256(*good, _mm256_cmpgt_epi64(front, _mm256_setzero_si256()));
    return weighted(w, _mm256_set1_epi16(1 << 8 | 10), 10000);
}

/* The point, if there is one, is brought to byte 5 and made 0, as decimal_cents does. */
INLINE __m256i read_prices(const struct cents_texts *t, uint32_t i, __m256i *good)
{
    const uint64_t point = '.' ^ '0';
    __m256i shift, w = aligned(t, i, &shift), size = load(t->size + i), ff = every64(0xff);
    __m256i two = _mm256_cmpeq_epi64(_mm256_and_si256(_mm256_srli_epi64(w, 40), ff), every64(point));
    __m256i one = _mm256_cmpeq_epi64(_mm256_and_si256(_mm256_srli_epi64(w, 48), ff), every64(point));
    __m256i least = _mm256_blendv_epi8(_mm256_blendv_epi8(every64(0), every64(2), one), every64(3), two);
    __m256i most = _mm256_blendv_epi8(_mm256_blendv_epi8(every64(5), every64(7), one), every64(8), two);
    __m256i back = _mm256_blendv_epi8(_mm256_blendv_epi8(every64(24), every64(8), one), every64(0), two);
    w = _mm256_xor_si256(_mm256_srlv_epi64(w, back), _mm256_and_si256(_mm256_or_si256(one, two), every64(point << 40)));
    *good = _mm256_andnot_si256(_mm256_cmpgt_epi64(size, most), _mm256_cmpgt_epi64(size, least));
    *good = _mm256_and_si256(*good, none_above(w, every64(0x0909000909090909u)));
    return weighted(w, every64(0x010a0001010a010au), 1000);
}

/* The low halves of the words. */
INLINE __m128i narrow(__m256i v)
{
    return _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(v, _mm256_setr_epi32(0, 2, 4, 6, 0, 0, 0, 0)));
}

AVX2 static uint32_t read_avx2(const struct cents_texts *pieces, const struct cents_texts *prices, uint32_t n,
                               uint32_t *price, uint32_t *amount)
{
    for (uint32_t i = 0; i < n; i += 4) {
        __m256i whole, places;
        __m256i count = read_pieces(pieces, i, &whole), each = read_prices(prices, i, &places);
        __m256i all = _mm256_mul_epu32(count, each);
        __m256i fits = _mm256_andnot_si256(_mm256_cmpgt_epi64(all, every64(DECIMAL_MOST_CENTS)),
                                           _mm256_cmpgt_epi64(all, _mm256_setzero_si256()));
        __m256i good = _mm256_and_si256(fits, _mm256_and_si256(whole, places));
        _mm_storeu_si128((__m128i *)(void *)(price + i), narrow(each));
        _mm_storeu_si128((__m128i *)(void *)(amount + i), narrow(all));
        unsigned bad = 0xfu ^ (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(good));
        if (bad) {
            i += (uint32_t)__builtin_ctz(bad);
            return i < n ? i : n;
        }
    }
    return n;
}

INLINE int64_t total(__m256i v)
{
    int64_t lane[4];
    _mm256_storeu_si256((__m256i *)(void *)lane, v);
    return lane[0] + lane[1] + lane[2] + lane[3];
}

AVX2 static uint32_t sum_avx2(const struct cents_texts *pieces, const struct cents_texts *amounts, uint32_t n,
                              struct cents_sum *sum)
{
    static const int64_t first[8] = {-1, -1, -1, -1}; /* from first + 4 - k on: the first k lanes */
    __m256i all = _mm256_setzero_si256(), cents = all;
    uint32_t i = 0, good = 4;
    for (; i < n && good == 4; i += good) {
        __m256i whole, places;
        __m256i count = read_pieces(pieces, i, &whole), amount = read_prices(amounts, i, &places);
        unsigned bad = 0xfu ^ (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_and_si256(whole, places)));
        good = (uint32_t)__builtin_ctz(bad | 1u << 4);
        good = good < n - i ? good : n - i;
        __m256i these = load(first + 4 - good);
        all = _mm256_add_epi64(all, _mm256_and_si256(count, these));
        cents = _mm256_add_epi64(cents, _mm256_and_si256(amount, these));
    }
    *sum = (struct cents_sum){total(all), total(cents)};
    return i;
}

/* By multiplications: ten thousands of a word, hundreds of its halves, tens of its quarters. */
AVX2 static void digits_avx2(const uint32_t *cents, uint32_t n, uint64_t *digits)
{
    for (uint32_t i = 0; i < n; i += 4) {
        __m256i v = _mm256_cvtepu32_epi64(_mm_loadu_si128((const __m128i *)(const void *)(cents + i)));
        __m256i high = _mm256_srli_epi64(_mm256_mul_epu32(v, every64(3518437209u)), 45);
        __m256i low = _mm256_sub_epi64(v, _mm256_mul_epu32(high, every64(10000)));
        __m256i fours = _mm256_or_si256(high, _mm256_slli_epi64(low, 32));
        high = _mm256_srli_epi16(_mm256_mulhi_epu16(fours, _mm256_set1_epi16(5243)), 3);
        low = _mm256_sub_epi16(fours, _mm256_mullo_epi16(high, _mm256_set1_epi16(100)));
        __m256i twos = _mm256_or_si256(high, _mm256_slli_epi32(low, 16));
        high = _mm256_mulhi_epu16(twos, _mm256_set1_epi16(6554));
        low = _mm256_sub_epi16(twos, _mm256_mullo_epi16(high, _mm256_set1_epi16(10)));
        _mm256_storeu_si256((__m256i *)(void *)(digits + i), _mm256_or_si256(high, _mm256_slli_epi16(low, 8)));
    }
}
#endif

uint32_t cents_read(enum cpu_level level, const struct cents_texts *pieces, const struct cents_texts *prices,
                    uint32_t n, uint32_t price[CENTS_BATCH], uint32_t amount[CENTS_BATCH])
{
#ifdef X86
    if (level != CPU_PORTABLE)
        return read_avx2(pieces, prices, n, price, amount);
#endif
    (void)level;
    return read_portable(pieces, prices, n, price, amount);
}

uint32_t cents_sum(enum cpu_level level, const struct cents_texts *pieces, const struct cents_texts *amounts,
                   uint32_t n, struct cents_sum *sum)
{
#ifdef X86
    if (level != CPU_PORTABLE)
        return sum_avx2(pieces, amounts, n, sum);
#endif
    (void)level;
    return sum_portable(pieces, amounts, n, sum);
}

void cents_digits(enum cpu_level level, const uint32_t cents[CENTS_BATCH], uint32_t n, uint64_t digits[CENTS_BATCH])
{
#ifdef X86
    if (level != CPU_PORTABLE) {
        digits_avx2(cents, n, digits);
        return;
    }
#endif
    (void)level;
    digits_portable(cents, n, digits);
}
