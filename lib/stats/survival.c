/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/survival.h"

#include <math.h>
#include <stdlib.h>

#include "base/ratio.h"

static int compare(const void *a, const void *b)
{
    const struct survival_case *p = a, *q = b;
    if (p->time != q->time)
        return p->time < q->time ? -1 : 1;
    return (int)q->event - (int)p->event;
}

void survival_sort(struct survival_case *c, size_t n)
{
    qsort(c, n, sizeof *c, compare);
}

/* How many events, and cases, there are at the time of case i, the first of it. */
static size_t at_time(const struct survival_case *c, size_t n, size_t i, size_t *events)
{
    size_t k = i;
    for (*events = 0; k < n && c[k].time == c[i].time; k++)
        *events += c[k].event;
    return k - i;
}

/* ---- the product ---- */

/* A run of events without a censoring between them takes those at risk from `begin` to `end`; `done` is what the runs
 * before it multiply to. */
struct product {
    double done;
    size_t begin, end;
};

static void step(struct product *s, size_t at_risk, size_t events)
{
    if (events == 0)
        return;
    if (at_risk != s->end) {
        s->done *= s->begin ? (double)s->end / (double)s->begin : 1;
        s->begin = at_risk;
    }
    s->end = at_risk - events;
}

static double value(const struct product *s)
{
    return s->begin ? s->done * ((double)s->end / (double)s->begin) : 1;
}

double survival_at(const struct survival_case *c, size_t n, uint32_t time)
{
    struct product s = {.done = 1};
    for (size_t i = 0, events; i < n && c[i].time <= time;) {
        size_t cases = at_time(c, n, i, &events);
        step(&s, n - i, events);
        i += cases;
    }
    return value(&s);
}

/* ---- exactly ---- */

/* A large integer, the lowest digit first. */
struct large {
    uint32_t *digit;
    size_t n;
};

static void multiply(struct large *a, uint64_t by)
{
    wide_uint carry = 0;
    for (size_t i = 0; i < a->n; i++) {
        carry += (wide_uint)a->digit[i] * by;
        a->digit[i] = (uint32_t)carry;
        carry >>= 32;
    }
    for (; carry; carry >>= 32)
        a->digit[a->n++] = (uint32_t)carry;
}

static int compare_large(const struct large *a, const struct large *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (size_t i = a->n; i-- > 0;)
        if (a->digit[i] != b->digit[i])
            return a->digit[i] < b->digit[i] ? -1 : 1;
    return 0;
}

/* The sign of S - 1/2 after the first `upto` cases, by the products of both sides of the fractions. */
static bool exact_sign(const struct survival_case *c, size_t n, size_t upto, int *sign)
{
    size_t times = 0, begin = 0, end = 0;
    for (size_t i = 0; i < upto; i++)
        times += i == 0 || c[i].time != c[i - 1].time;
    struct large up = {malloc((2 * times + 3) * sizeof *up.digit), 1};
    struct large down = {malloc((2 * times + 3) * sizeof *down.digit), 1};
    bool any = up.digit && down.digit;
    if (any) {
        up.digit[0] = 2;
        down.digit[0] = 1;
        for (size_t i = 0, events; i < upto;) {
            size_t cases = at_time(c, n, i, &events);
            if (events && n - i != end) {
                multiply(&up, begin ? end : 1);
                multiply(&down, begin ? begin : 1);
                begin = n - i;
            }
            end = events ? n - i - events : end;
            i += cases;
        }
        multiply(&up, begin ? end : 1);
        multiply(&down, begin ? begin : 1);
        *sign = compare_large(&up, &down);
    }
    free(up.digit);
    free(down.digit);
    return any;
}

/* The same, by the double if it is far enough from 1/2: its error is below 3 roundings a time. */
static bool half_sign(const struct survival_case *c, size_t n, size_t upto, double s, int *sign)
{
    *sign = s < 0.5 ? -1 : 1;
    return fabs(s - 0.5) > 1e-9 || exact_sign(c, n, upto, sign);
}

/* The first time after case `upto` with an event; the last of all times if there is none. */
static uint32_t next_event(const struct survival_case *c, size_t n, size_t upto)
{
    for (size_t i = upto; i < n; i++)
        if (c[i].event)
            return c[i].time;
    return c[n - 1].time;
}

enum survival_status survival_median(const struct survival_case *c, size_t n, struct survival_median *out)
{
    struct product s = {.done = 1};
    for (size_t i = 0, events; i < n;) {
        int sign;
        size_t cases = at_time(c, n, i, &events);
        step(&s, n - i, events);
        if (events && !half_sign(c, n, i + cases, value(&s), &sign))
            return SURVIVAL_NO_MEMORY;
        if (events && sign <= 0) {
            out->time = c[i].time;
            out->midpoint = sign ? c[i].time : (c[i].time + (double)next_event(c, n, i + cases)) / 2;
            return SURVIVAL_FOUND;
        }
        i += cases;
    }
    return SURVIVAL_NONE;
}
