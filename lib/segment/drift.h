/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * drift: how much the labels of customers changed from one table to the next.
 *
 * Of those who are in both: how many have another label, and the adjusted Rand index of the two labellings, 1 if the
 * same customers are together. Of all in each table: the population stability index, the sum over labels of
 * (b - a) ln(b / a) of their shares a and b; a label that one table lacks counts there as half a customer. */
#ifndef SEGMENT_DRIFT_H
#define SEGMENT_DRIFT_H

#include "segment/snapshots.h"

struct drift {
    uint64_t before, after, both, moved; /* customers */
    double ari, psi;                     /* NaN if there are no customers */
};

/* Between table `pair` and the next. */
struct drift drift_of(const struct snapshots *s, unsigned pair);

#endif
