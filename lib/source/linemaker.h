/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linemaker: the state of the line being made, shared by line.c, linebad.c and linemaker.c only. */
#ifndef SOURCE_LINEMAKER_H
#define SOURCE_LINEMAKER_H

#include "source/line.h"
#include "source/linekind.h"
#include "source/srcdate.h"
#include "source/srcvalue.h"

struct line_maker {
    struct schema *schema;
    struct srcvalue value;
    struct srcdate date;
    struct linekind kind;
    struct line line;
    struct linecolumns at;
    struct repeat repeat;
    struct line_simple simple;
    struct buf order_text; /* the texts of the order, kept here */
    size_t order_bytes;    /* of line_make_of: their length */
    struct slice *extra;
    const struct slice *put; /* of line_make_of: the values; NULL: they are those of the record */
    bool order_put;          /* and the order is known, and its texts are kept */
    struct buf number;       /* a number in the form of the tables */
    uint64_t *rounded, *negated;
    uint64_t order_trimmed, order_missing; /* counters for each record of the order: */
    bool order_counts;                     /* if anything */
    bool order_goes_on;                    /* perhaps, in the next record */
    bool id_returns, returns;              /* its id, or its id or state, says that it takes something back */
    bool lenient;                          /* nothing is malformed */
    uint64_t headers, header_line;         /* records that repeat the header; the line and file of the first */
    const char *header_file;
    char nobody[16];                                                  /* a customer called NULL or the like */
    bool may_simple;                                                  /* by the schema */
    bool no_description;                                              /* it is not used */
    bool plain_numbers;                                               /* no marks, no rounding: as in tables */
    bool plain_product;                                               /* always quantity x unit_price */
    int places;                                                       /* as the options say */
    char day[DATE_LEN + LINE_PADDING], time[TIME_LEN + LINE_PADDING]; /* the order's, as written */
};

/* Sets the record aside because of one of its values; the message has the source's name for it. Always returns
 * false. */
bool linebad_value(const struct line_maker *m, const struct csvin *in, enum lines_column c, const char *problem,
                   const char *remedy);

/* The same for a missing value. */
bool linebad_empty(const struct line_maker *m, const struct csvin *in, enum lines_column c, const char *problem,
                   const char *remedy);

#endif
