/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bgbb: purchases at fixed opportunities, the beta-geometric / beta-Bernoulli model (Fader, Hardie and Shang 2010).
 *
 * There is one opportunity a period: a yearly appeal, a weekly show. Before each the customer is lost with chance theta
 * ~ Beta(gamma, delta); who is not, buys with chance p ~ Beta(alpha, beta). A customer is (x, t_x, n), n in the place
 * of T: x purchases at n opportunities, the last at opportunity t_x; all are whole numbers, and opportunities to come
 * are the whole ones within t. The purchase that made them a customer counts as opportunity 0 and in neither x nor n.
 *
 * "Alive" follows the paper: still there at opportunity n + 1, so that the chance of buying then is P(alive) times
 * E(p); alive_in looks to opportunity n + 1 + t. `dert` discounts opportunity n + i by e^(-i delta): a rate of d a
 * period is ln(1 + d). */
#ifndef MODEL_BGBB_H
#define MODEL_BGBB_H

#include "model/family.h"

#endif
