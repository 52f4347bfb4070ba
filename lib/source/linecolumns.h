/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linecolumns: the places of the columns that a schema names in a source. */
#ifndef SOURCE_LINECOLUMNS_H
#define SOURCE_LINECOLUMNS_H

#include "csv/csvin.h"
#include "source/schema.h"

/* For values that are plain fields of the record, as most are, or that source/longway puts together. */
struct plain {
    unsigned column; /* or slot */
    enum lines_column target;
    bool reshape; /* the schema does more with it than to remove blanks */
};
struct plains {
    struct plain of[LINES_KIND];
    unsigned n;
};

struct linecolumns {
    struct plains of_order, numbers;
    struct plain text[2];
    const struct plain *product, *description; /* NULL: no field, or not mapped */
    unsigned quantity, price;                  /* 0 if they are no fields */
    struct plain *extra;                       /* the schema's, in its order */
    unsigned uses;                             /* at most this many of these are the same field; extra ones are not
                                                * counted */
};

void linecolumns_init(struct linecolumns *c, const struct schema *s);
void linecolumns_free(struct linecolumns *c);

/* In the file that `in` reads. A missing one ends the tool, status 1, and the message lists the names that exist. */
void linecolumns_find(struct linecolumns *c, struct schema *s, const struct csvin *in);

/* For values that are put together: each given one, and the texts that lines of money have. */
void linecolumns_of_slots(struct linecolumns *c, const struct schema *s);

/* The columns that change with the order alone, by enum lines_column. */
static inline bool line_of_order(int column)
{
    return column == LINES_CUSTOMER_ID || column == LINES_ORDER_ID || column == LINES_DATE || column == LINES_TIME ||
           column == LINES_COUNTRY;
}

#endif
