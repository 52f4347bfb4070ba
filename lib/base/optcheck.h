/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * optcheck: the relations between options that a table states (opt.h), checked once all are parsed. */
#ifndef BASE_OPTCHECK_H
#define BASE_OPTCHECK_H

#include "base/opt.h"

/* Two tables used as one: row i, and whether it was given. */
struct optcheck {
    const struct opt *own, *shared;
    size_t own_count, count;
    const bool *given;
};

const struct opt *optcheck_row(const struct optcheck *c, size_t i);

/* Each ends the tool, status 2, naming both sides. */
void optcheck_needs(const struct optcheck *c, const char *needs);
void optcheck_relations(const struct optcheck *c);

/* "model|method=gap" as a user would write it: "--model or --method gap". Returns `p`. */
const char *optcheck_show(const char *condition, char *p, size_t n);

#endif
