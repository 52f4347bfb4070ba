/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gbtfile: the file that keeps a model of trees.
 *
 * After the sections of every model (learned.h) come fit, alone (how well a column alone determines the target), term
 * (by which terms the trees split) and trees: XGBoost's own JSON, in one value, and before it its hash, by which a file
 * that was changed or cut off is refused: XGBoost itself may not notice. */
#ifndef LEARN_GBTFILE_H
#define LEARN_GBTFILE_H

#include "base/out.h"
#include "learn/gbt.h"

/* alone[j]: of column j, NaN if it has none. */
void gbtfile_write(const struct gbt *m, const double *alone, struct out *o);

/* Reads the rest of a file that learned_open began; takes the head. An unusable file ends the tool, status 2. */
void gbtfile_read(struct gbt *m, struct learned *head, struct figures *f);

#endif
