/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simseason: busy and quiet days of the simulated shop, as a clock that runs faster on busy ones.
 *
 * The models have no seasons. So they run in the shop's time, in which all days are equal, and calendar day d is the
 * interval start[d] .. start[d + 1] of it. Its length is 1 without seasons; with seasons a busy day is longer, and a
 * day when the shop is closed has no length. The weights average 1 over a week and over a year of 365 days, so a rate
 * per shop day is the long-run rate per calendar day. */
#ifndef SIM_SIMSEASON_H
#define SIM_SIMSEASON_H

#include "base/date.h"

enum season_kind { SEASON_NONE, SEASON_RETAIL };

struct simseason {
    int32_t days;
    double *start; /* days + 1 entries; the first is 0 */
};

void simseason_make(struct simseason *s, enum season_kind kind, date first, int32_t days);
void simseason_free(struct simseason *s);

/* The day, 0 .. days-1, that contains the shop's time t >= 0; `days` if t is past the end. */
int32_t simseason_day(const struct simseason *s, double t);

/* The first open day from `day` on; `days` if there is none. */
int32_t simseason_open(const struct simseason *s, int32_t day);

#endif
