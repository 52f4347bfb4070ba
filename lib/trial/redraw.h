/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * redraw: intervals and P of an experiment by drawing again: the bootstrap and permutations.
 *
 * The bootstrap draws the customers of each group by themselves, as many as the group has, with putting back: whole
 * customers, so that orders of one customer stay together. A permutation gives the groups of two arms to their
 * customers by chance. Both rest on the seed, not on threads. */
#ifndef TRIAL_REDRAW_H
#define TRIAL_REDRAW_H

#include "stats/interval.h"
#include "trial/outcomes.h"

struct redraw {
    const struct outcomes *o;
    size_t draws;
    uint64_t seed;
    unsigned threads;
    double tails;
};

/* Sets difference[i] and ratio[i] of each arm i from 1 on, against arm 0. */
void redraw_bootstrap(const struct redraw *r, struct interval *difference, struct interval *ratio);

/* P, two-sided, of the difference between arm 0 and another. */
double redraw_permutation(const struct redraw *r, uint32_t arm);

#endif
