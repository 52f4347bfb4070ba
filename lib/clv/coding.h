/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * coding: columns of numbers or labels as the covariates of a model of customers, by the rules of tsv/encode. */
#ifndef CLV_CODING_H
#define CLV_CODING_H

#include "clv/modelfile.h"
#include "clv/modelin.h"

/* Replaces the texts in p->z by covariates, and describes them in m->covariate. More than PATTERN_COVARIATES of them
 * end the tool. */
void coding_apply(const struct modelin *in, struct patterns *p, struct clvmodel *m);

/* Does a covariate follow from the others? Then *follows has the first that does, and the earlier one that explains
 * most of it. */
bool coding_collinear(const struct patterns *p, unsigned follows[2]);

#endif
