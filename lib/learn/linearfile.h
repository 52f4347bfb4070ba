/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linearfile: the file that keeps a linear model, for rows to come and for people who look at its coefficients.
 *
 * A figure a row: section, term, name, value. Sections are model, column, fit, alone (how well a column alone tells the
 * target), term and covariance. */
#ifndef LEARN_LINEARFILE_H
#define LEARN_LINEARFILE_H

#include "base/out.h"
#include "learn/linear.h"

enum { LINEARFILE_FORMAT = 1 };

/* alone[j]: of column j, NaN if it has none. */
void linearfile_write(const struct linear *m, const double *alone, struct out *o);
void linearfile_read(struct linear *m, const char *path); /* an unusable file ends the tool, status 2 */

#endif
