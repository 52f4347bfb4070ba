/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * coding: columns of numbers or labels as the covariates of a model.
 *
 * A column whose texts are all numbers is one covariate, (value - mean) / standard deviation, so that a step of 1 is a
 * step of one standard deviation. Any other column is labels: one covariate for each but the commonest (of equally
 * common ones the first in the order of the bytes), 1 where it is there, in the order of the bytes. A column that says
 * the same of all customers is none. */
#ifndef CLV_CODING_H
#define CLV_CODING_H

#include "clv/modelfile.h"
#include "clv/modelin.h"

/* Replaces the texts in p->z by covariates, and says in m->covariate what they are. More than PATTERN_COVARIATES of
 * them end the tool. */
void coding_apply(const struct modelin *in, struct patterns *p, struct clvmodel *m);

#endif
