/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * telling: how well a column alone determines the target, which it should not do too well. */
#ifndef LEARN_TELLING_H
#define LEARN_TELLING_H

#include "learn/examples.h"

/* Of column j: the AUC, .5 to 1, of two classes; of more classes the mean over the rows of the AUC of
 * their class against the others; of a number the absolute correlation. NaN: the column has one value. A label counts
 * as the target's mean of its rows. */
double telling_of(const struct examples *e, unsigned j);

#endif
