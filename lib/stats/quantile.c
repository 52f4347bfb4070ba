/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/quantile.h"

#include <math.h>
#include <string.h>

#include "base/ratio.h"

struct quantile_place quantile_place(size_t n, uint64_t i, uint64_t b)
{
    wide_uint at = (wide_uint)(n - 1) * i;
    return (struct quantile_place){(size_t)(at / b), (uint64_t)(at % b), b};
}

double quantile_int(int64_t low, int64_t high, struct quantile_place p, uint64_t scale)
{
    return ratio_double((wide_int)low * (p.of - p.part) + (wide_int)high * p.part, p.of * scale);
}

double quantile_double(double low, double high, struct quantile_place p)
{
    double share = (double)p.part / (double)p.of;
    if (p.part == 0 || low == high)
        return low;
    double v = isfinite(high - low) ? low + share * (high - low) : (1 - share) * low + share * high;
    return v < low ? low : v > high ? high : v;
}

/* Both integers and doubles are sorted as words, in the place where they are. */
typedef uint64_t __attribute__((may_alias)) word;

/* By the bits that differ, some of them at a time, the lowest first; bits that are alike in all values (money rarely
 * fills 64) cost nothing. */
enum { NARROW = 8, WIDE = 11, FEW = 4096 /* values */ };

static void deal(const word *from, word *to, size_t n, int shift, word mask)
{
    size_t at[1 << WIDE], sum = 0;
    memset(at, 0, (mask + 1) * sizeof *at);
    for (size_t i = 0; i < n; i++)
        at[from[i] >> shift & mask]++;
    for (word d = 0; d <= mask; d++) {
        size_t here = at[d];
        at[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        to[at[from[i] >> shift & mask]++] = from[i];
}

static void sort_words(word *v, word *spare, size_t n)
{
    word differ = 0, mask = ((word)1 << (n < FEW ? NARROW : WIDE)) - 1;
    word *from = v, *to = spare;
    for (size_t i = 1; i < n; i++)
        differ |= v[i] ^ v[0];
    while (differ) {
        int shift = __builtin_ctzll(differ);
        deal(from, to, n, shift, mask);
        differ &= ~(mask << shift);
        word *swap = from;
        from = to;
        to = swap;
    }
    if (from != v)
        memcpy(v, from, n * sizeof *v);
}

/* Counted from the least value, all are positive and their high bytes mostly alike. */
void quantile_sort_int(int64_t *v, int64_t *spare, size_t n)
{
    int64_t least = n ? v[0] : 0;
    word *w = (word *)v;
    for (size_t i = 0; i < n; i++)
        least = v[i] < least ? v[i] : least;
    for (size_t i = 0; i < n; i++)
        w[i] -= (word)least;
    sort_words(w, (word *)spare, n);
    for (size_t i = 0; i < n; i++)
        w[i] += (word)least;
}

/* The bits of positive doubles have the order of the doubles, those of negative ones the reverse. */
void quantile_sort_double(double *v, double *spare, size_t n)
{
    const word sign = (word)1 << 63;
    word *w = (word *)v;
    for (size_t i = 0; i < n; i++)
        w[i] ^= w[i] & sign ? ~(word)0 : sign;
    sort_words(w, (word *)spare, n);
    for (size_t i = 0; i < n; i++)
        w[i] ^= w[i] & sign ? sign : ~(word)0;
}
