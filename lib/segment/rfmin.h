/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rfmin: recency, frequency and monetary value of the rows of customers. */
#ifndef SEGMENT_RFMIN_H
#define SEGMENT_RFMIN_H

#include <stdbool.h>
#include <stdint.h>

#include "segment/scores.h"
#include "tsv/asof.h"
#include "tsv/tsv.h"

struct rfmin {
    struct asof as_of;
    unsigned last_date, frequency, monetary; /* columns */
};

/* Days, a count, millionths. A customer without a purchase day has no recency: RFMIN_NEVER. */
struct rfmin_row {
    int64_t value[SCORES_MEASURES];
};
enum { RFMIN_NEVER = -1 };

/* The columns that the scores are made of; ends the tool if one is missing. */
void rfmin_begin(struct rfmin *r, const struct tsv *in, const struct scores *s);

/* The current row, of tsv_next; false if it was set aside. */
bool rfmin_read(struct rfmin *r, struct tsv *in, struct rfmin_row *out);

#endif
