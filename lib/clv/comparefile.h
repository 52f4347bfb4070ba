/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * comparefile: models side by side, one row for each: family group customers patterns parameters log_likelihood aic bic
 * verdict, and after them the estimates, a column a name, empty if a family has no parameter of that name. */
#ifndef CLV_COMPAREFILE_H
#define CLV_COMPAREFILE_H

#include "clv/modelfile.h"

/* Opens the tool's one such file, for n families, its numbers with this many digits (tsv/table.h); it appears when the
 * tool ends well. */
void comparefile_begin(const char *path, const struct family *const *family, size_t n, int digits);
void comparefile_write(const struct clvmodel *m); /* nothing before comparefile_begin */

#endif
