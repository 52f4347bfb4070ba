/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sides: what other tables tell of a customer before a cut: days since the sign-up (signup.h), products bought
 * (breadth.h).
 *
 *     struct sides s;
 *     size_t n = sides_open(&s, people, lines, column);      // columns; a path of NULL is no table
 *     sides_cells(&s, customer_id, from, cut, cell);         // as many cells
 *     sides_close(&s); */
#ifndef FEATURES_SIDES_H
#define FEATURES_SIDES_H

#include "base/tool.h"
#include "features/breadth.h"
#include "features/signup.h"
#include "tsv/cell.h"

enum { SIDES_MOST = 2 };

struct sides {
    bool has_people, has_lines;
    struct signup signup;
    struct breadth breadth;
};

/* A file that is unusable ends the tool. */
size_t sides_open(struct sides *s, const char *people, const char *lines, struct column column[SIDES_MOST]);

/* Of [from, cut); DATE_NONE is the beginning of all. */
void sides_cells(struct sides *s, struct slice customer_id, date from, date cut, struct cell cell[SIDES_MOST]);

void sides_close(struct sides *s);

#endif
