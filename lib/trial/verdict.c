/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/verdict.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static void __attribute__((format(printf, 2, 3))) put(struct buf *to, const char *format, ...)
{
    char text[400];
    va_list arg;
    va_start(arg, format);
    vsnprintf(text, sizeof text, format, arg);
    va_end(arg);
    buf_addstr(to, text);
}

static void put_slice(struct buf *to, struct slice s)
{
    buf_add(to, s.p, s.n);
}

/* As many places as leave two digits of the interval's half. */
static int places_of(double half)
{
    int digits = half > 0 && isfinite(half) ? 1 - (int)floor(log10(half)) : 2;
    return digits < 0 ? 0 : digits > 12 ? 12 : digits;
}

/* Why nothing can be said, or NULL. */
static const char *reason_of(const struct sample *a, const struct sample *b, const struct contrast *c)
{
    bool rate = a->kind == CONTRAST_RATE;
    if (a->n < 2 || b->n < 2)
        return "a group has fewer than two customers";
    if (a->kind == CONTRAST_RATIO && (isnan(a->value) || isnan(b->value)))
        return "the sum to divide by is 0 in a group";
    if (rate && a->share.k + b->share.k == 0)
        return "no customer converted in either group";
    if (rate && a->share.k == a->n && b->share.k == b->n)
        return "all customers converted in both groups";
    if (c->sequential && (a->n < CONTRAST_EARLIEST || b->n < CONTRAST_EARLIEST))
        return "it is too early to look, since a group has fewer than 30 customers";
    if (isnan(c->p))
        return c->difference == 0 ? "all customers of both groups have the same value"
                                  : "the values of each group are all equal, so there is no spread to judge by";
    return NULL;
}

static bool without_zero(const struct contrast *c)
{
    return c->judged.low > 0 || c->judged.high < 0;
}

static bool is_shown(const struct verdict *v, const struct contrast *c)
{
    return without_zero(c) && v->p <= 1 - v->level + 1e-12;
}

static void put_difference(struct buf *to, const struct verdict *v, const struct sample *a, const struct contrast *c)
{
    double unit = a->kind == CONTRAST_RATE ? 100 : 1, d = unit * c->difference;
    double low = unit * c->judged.low, high = unit * c->judged.high;
    int places = places_of((high - low) / 2);
    put(to, "%.*f", places, fabs(d));
    buf_addstr(to, a->kind == CONTRAST_RATE ? " points " : " ");
    buf_addstr(to, d < 0 ? "less" : "more");
    if (v->per) {
        buf_addstr(to, " per ");
        buf_addstr(to, v->per);
    } else if (a->kind == CONTRAST_MEAN) {
        buf_addstr(to, " per customer");
    }
    buf_addstr(to, " than ");
    put_slice(to, v->a);
    put(to, ", %.6g %% interval %s", 100 * v->level, c->sequential ? "at any look " : "");
    put(to, "%.*f to %.*f", places, low, places, high);
}

void verdict_put(struct buf *to, const struct verdict *v, const struct sample *a, const struct sample *b,
                 const struct contrast *c)
{
    const char *reason = reason_of(a, b, c);
    if (reason) {
        buf_addstr(to, "no verdict on ");
        put_slice(to, v->b);
        buf_addstr(to, " against ");
        put_slice(to, v->a);
        buf_addstr(to, ": ");
        buf_addstr(to, reason);
        return;
    }
    bool shown = is_shown(v, c);
    if (!shown)
        buf_addstr(to, "no difference shown: ");
    put_slice(to, v->b);
    if (a->kind == CONTRAST_RATE) {
        buf_addstr(to, " converts ");
    } else {
        buf_addstr(to, " has ");
        buf_addstr(to, v->outcome);
        buf_addch(to, ' ');
    }
    put_difference(to, v, a, c);
    if (!shown && without_zero(c))
        put(to, "; P is %.2g%s", v->p, v->p > c->p ? " after the correction for other comparisons" : "");
}
