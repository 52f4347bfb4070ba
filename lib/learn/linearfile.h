/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linearfile: the file that keeps a linear model, for rows to come and for people who look at its coefficients.
 *
 * After the sections of every model (learned.h) come fit, alone (how well a column alone determines the target), term
 * and covariance. */
#ifndef LEARN_LINEARFILE_H
#define LEARN_LINEARFILE_H

#include "base/out.h"
#include "learn/linear.h"

/* alone[j]: of column j, NaN if it has none. */
void linearfile_write(const struct linear *m, const double *alone, struct out *o);

/* Reads the rest of a file that learned_open began; takes the head. An unusable file ends the tool, status 2. */
void linearfile_read(struct linear *m, struct learned *head, struct figures *f);

#endif
