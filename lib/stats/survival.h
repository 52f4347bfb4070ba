/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * survival: how many have not had an event by a time, of whom some were seen for longer than others (Kaplan & Meier
 * 1958).
 *
 * S(t) is the product, over the times of events up to t, of 1 - events / at risk. Whoever is censored at a time of
 * events is at risk at it. Between two censorings the factors cancel, so that S is a product of few ratios.
 *
 *     struct survival_case c[] = {{0, true}, {12, true}, {40, false}};
 *     survival_sort(c, n);
 *     share = 1 - survival_at(c, n, 30);
 *     if (survival_median(c, n, &median) == SURVIVAL_FOUND) ... */
#ifndef STATS_SURVIVAL_H
#define STATS_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct survival_case {
    uint32_t time;
    bool event; /* else: was seen up to this time, and has had none */
};

void survival_sort(struct survival_case *c, size_t n); /* by time, events first */

double survival_at(const struct survival_case *c, size_t n, uint32_t time); /* 1 of nobody */

/* The least time with S <= 1/2, compared exactly; and the midpoint of the times at which S is exactly 1/2, as R's
 * survfit has it, else the same. */
struct survival_median {
    uint32_t time;
    double midpoint;
};
enum survival_status {
    SURVIVAL_FOUND,
    SURVIVAL_NONE, /* S stays above 1/2 */
    SURVIVAL_NO_MEMORY
};
enum survival_status survival_median(const struct survival_case *c, size_t n, struct survival_median *out);

#endif
