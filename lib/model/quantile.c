/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/quantile.h"

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

/* Least significant byte first. Each byte's counts come from one pass over all values; a byte that is the same in all
 * of them (money rarely fills 64 bits) costs nothing more. */
static void sort_words(word *v, word *spare, size_t n)
{
    size_t count[8][256] = {0};
    word *from = v, *to = spare;
    for (size_t i = 0; i < n; i++)
        for (int byte = 0; byte < 8; byte++)
            count[byte][v[i] >> (8 * byte) & 255]++;
    for (int byte = 0; byte < 8; byte++) {
        size_t *next = count[byte], start = 0;
        if (n == 0 || next[v[0] >> (8 * byte) & 255] == n)
            continue;
        for (int d = 0; d < 256; d++) {
            size_t here = next[d];
            next[d] = start;
            start += here;
        }
        for (size_t i = 0; i < n; i++)
            to[next[from[i] >> (8 * byte) & 255]++] = from[i];
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

unsigned quantile_bin(double v, const double *limit, unsigned n)
{
    unsigned bin = 0;
    while (bin < n && v > limit[bin])
        bin++;
    return bin;
}
