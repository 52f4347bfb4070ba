/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simtruth: the true parameters of a simulated log, as two tables, to compare fitted models with. */
#ifndef SIM_SIMTRUTH_H
#define SIM_SIMTRUTH_H

#include "sim/simcrowd.h"

/* section, name, value: the parameters of the models and everything else that determines the log. */
void simtruth_parameters(const char *path, const struct sim_setup *setup);

/* customer_id, lambda, p or mu, mean_spend, alive_until (empty if the customer is not lost in the days run). */
void simtruth_customers(const char *path, const struct simcrowd *crowd);

#endif
