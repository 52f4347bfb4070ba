/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict: what an experiment has shown, in a sentence that claims no more than the interval.
 *
 * A difference is shown if its interval leaves 0 out and P, corrected for several groups, is no greater than the level
 * allows. Otherwise the sentence says that none was shown, which is not that there is none, and gives the interval. */
#ifndef TRIAL_VERDICT_H
#define TRIAL_VERDICT_H

#include "base/mem.h"
#include "trial/contrast.h"

struct verdict {
    struct slice a, b;   /* the groups */
    const char *outcome; /* names of columns */
    const char *per;     /* of a ratio */
    double level;        /* 0.95 */
    double p;            /* corrected */
};

/* Puts the sentence into `to`. */
void verdict_put(struct buf *to, const struct verdict *v, const struct sample *a, const struct sample *b,
                 const struct contrast *c);

#endif
