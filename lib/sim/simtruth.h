/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simtruth: what a simulated log was made of, as two tables, for those who fit models to it. */
#ifndef SIM_SIMTRUTH_H
#define SIM_SIMTRUTH_H

#include "sim/simcrowd.h"

/* section, name, value: the parameters of the models and all else that the log depends on. */
void simtruth_parameters(const char *path, const struct sim_setup *setup);

/* customer_id, lambda, p or mu, mean_spend, alive_until (empty where the customer is not lost in the days run). */
void simtruth_customers(const char *path, const struct simcrowd *crowd);

#endif
