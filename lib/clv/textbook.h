/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * textbook: customers' rows with the values of the textbook formulas (clv.h), without a model.
 *
 * Columns needed: revenue x t_x T. Added: average_purchase purchases_a_year lifespan_years, and clv_historic or
 * clv_simple. */
#ifndef CLV_TEXTBOOK_H
#define CLV_TEXTBOOK_H

#include <stdbool.h>

#include "btyd/clv.h"
#include "tsv/tsv.h"

struct textbook {
    bool simple;            /* else historic */
    struct clv_value worth; /* margin and acquisition */
    int digits;             /* of the cells (tsv/table.h) */
    double least, lifespan; /* years, of the simple formula */
};

void textbook_rows(const struct textbook *b, struct tsv *in, struct out *out);

#endif
