/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/exact.h"

#include <math.h>
#include <stdio.h>

static wide_int ten_to(unsigned n)
{
    wide_int t = 1;
    while (n--)
        t *= 10;
    return t;
}

static struct exact stripped(struct exact a)
{
    for (; a.places && a.v % 10 == 0; a.places--)
        a.v /= 10;
    return a;
}

/* Most decimals are whole or have two places: they need not be split. */
struct exact exact_of(decimal d)
{
    if (d % DECIMAL_ONE == 0)
        return (struct exact){d / DECIMAL_ONE, 0};
    if (d % DECIMAL_CENT == 0)
        return (struct exact){d / DECIMAL_CENT, 2};
    return stripped((struct exact){d, DECIMAL_PLACES});
}

struct exact exact_int(int64_t v)
{
    return (struct exact){v, 0};
}

/* The same value with this many places, which are no fewer than it has; as it was if that does not fit. */
static bool widen(struct exact *a, unsigned places)
{
    wide_int v;
    if (__builtin_mul_overflow(a->v, ten_to(places - a->places), &v))
        return false;
    *a = (struct exact){v, places};
    return true;
}

/* -2^127 is refused too: so every number has its negative. */
static enum exact_status in_range(bool overflow, struct exact a)
{
    return overflow || (a.v < 0 && -(wide_uint)a.v == (wide_uint)1 << 127) ? EXACT_RANGE : EXACT_OK;
}

enum exact_status exact_add(struct exact a, struct exact b, struct exact *out)
{
    if (a.places != b.places) {
        a = stripped(a), b = stripped(b);
        unsigned places = a.places > b.places ? a.places : b.places;
        if (!widen(&a, places) || !widen(&b, places))
            return EXACT_RANGE;
    }
    out->places = a.places;
    bool overflow = __builtin_add_overflow(a.v, b.v, &out->v);
    return in_range(overflow, *out);
}

enum exact_status exact_mul(struct exact a, struct exact b, struct exact *out)
{
    a = stripped(a), b = stripped(b);
    bool overflow = __builtin_mul_overflow(a.v, b.v, &out->v);
    out->places = a.places + b.places;
    if (in_range(overflow, *out) != EXACT_OK)
        return EXACT_RANGE;
    if (out->places > EXACT_PLACES)
        *out = stripped(*out);
    return out->places > EXACT_PLACES ? EXACT_BEYOND : EXACT_OK;
}

struct exact exact_minus(struct exact a)
{
    return (struct exact){-a.v, a.places};
}

int exact_sign(struct exact a)
{
    return (a.v > 0) - (a.v < 0);
}

/* A value that cannot be given more places is further from 0 than any value that has them. */
int exact_compare(struct exact a, struct exact b)
{
    unsigned places = a.places > b.places ? a.places : b.places;
    if (!widen(&a, places))
        return exact_sign(a);
    if (!widen(&b, places))
        return -exact_sign(b);
    return (a.v > b.v) - (a.v < b.v);
}

bool exact_whole(struct exact a, int64_t *out)
{
    a = stripped(a);
    *out = (int64_t)a.v;
    return a.places == 0 && a.v >= INT64_MIN && a.v <= INT64_MAX;
}

double exact_double(struct exact a)
{
    return ratio_double(a.v, (uint64_t)ten_to(a.places));
}

/* a / b as a quotient of integers, b above 0. */
static bool as_integers(struct exact a, struct exact b, unsigned more, wide_int *above, wide_int *below)
{
    a = stripped(a), b = stripped(b);
    unsigned up = b.places + more, down = a.places, both = up < down ? up : down;
    bool fits = !__builtin_mul_overflow(a.v, ten_to(up - both), above) &&
                !__builtin_mul_overflow(b.v, ten_to(down - both), below);
    if (fits && *below < 0)
        *above = -*above, *below = -*below;
    return fits;
}

double exact_quotient(struct exact a, struct exact b)
{
    wide_int above, below;
    if (as_integers(a, b, 0, &above, &below))
        return ratio_wide(above, below);
    return exact_double(a) / exact_double(b);
}

static wide_int divided(wide_int a, wide_int b) /* b > 0; half to even */
{
    wide_int q = a / b, rest = a % b, left = rest < 0 ? -rest : rest;
    bool away = left > b - left || (left == b - left && q % 2 != 0);
    return q + (away ? (a < 0 ? -1 : 1) : 0);
}

struct exact exact_round(struct exact a, unsigned places)
{
    if (a.places <= places)
        return a;
    return (struct exact){divided(a.v, ten_to(a.places - places)), places};
}

bool exact_round_quotient(struct exact a, struct exact b, unsigned places, struct exact *out)
{
    wide_int above, below;
    if (!as_integers(a, b, places, &above, &below))
        return false;
    *out = (struct exact){divided(above, below), places};
    return true;
}

bool exact_round_double(double v, unsigned places, struct exact *out)
{
    char text[64];
    *out = (struct exact){0, places};
    if (!(fabs(v) < 1e18))
        return false;
    snprintf(text, sizeof text, "%.*f", (int)places, fabs(v));
    for (const char *p = text; *p; p++)
        if (*p != '.')
            out->v = out->v * 10 + (*p - '0');
    out->v = v < 0 ? -out->v : out->v;
    return true;
}

int exact_print(char *p, struct exact a, unsigned least)
{
    char digit[EXACT_ROOM];
    int n = 0, k = 0;
    for (; a.places > least && a.v % 10 == 0; a.places--)
        a.v /= 10;
    int places = (int)a.places, more = places < (int)least ? (int)least - places : 0;
    wide_uint v = a.v < 0 ? -(wide_uint)a.v : (wide_uint)a.v;
    do {
        digit[n++] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v || n <= places);
    if (a.v < 0)
        p[k++] = '-';
    for (int i = n; i-- > 0;) {
        p[k++] = digit[i];
        if (i == places && places)
            p[k++] = '.';
    }
    if (places == 0 && more)
        p[k++] = '.';
    while (more-- > 0)
        p[k++] = '0';
    return k;
}
