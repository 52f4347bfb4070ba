/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simrun: runs a simulated shop, day by day, in the memory of its customers.
 *
 * Every order is an event with a name (customer, purchase, part); its contents are drawn from streams of that name when
 * it is written, and again when lines of it are returned. So the purchases of a customer, their days and their values,
 * are the same whatever the number of customers, and with or without guests, returns or mess. */
#ifndef SIM_SIMRUN_H
#define SIM_SIMRUN_H

#include "sim/simcrowd.h"
#include "sim/simlog.h"

struct simrun *simrun_new(const struct sim_setup *setup, struct simlog *log); /* both stay the caller's */
void simrun_day(struct simrun *run, int32_t day); /* 0, 1, 2, ...: writes the orders of the day, by time */
const struct simcrowd *simrun_crowd(const struct simrun *run);
void simrun_free(struct simrun *run);

#endif
