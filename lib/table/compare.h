/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare: models side by side, a row each: family group customers patterns parameters log_likelihood aic bic verdict,
 * and behind them the estimates, a column a name, empty where a family has no parameter of that name. */
#ifndef TABLE_COMPARE_H
#define TABLE_COMPARE_H

#include "table/modelfile.h"

/* Opens the tool's one such file, for n families; it appears when the tool ends well. */
void compare_begin(const char *path, const struct family *const *family, size_t n);
void compare_write(const struct model *m); /* nothing before compare_begin */

#endif
