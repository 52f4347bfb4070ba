/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * layout: the kinds of files that samples are of. */
#ifndef FUZZ_LAYOUT_H
#define FUZZ_LAYOUT_H

#include <stdbool.h>

struct layout {
    const char *command; /* with the options to read such a file */
    const char *schema;  /* the text of the file ./schema, if the command names it */
    const char *header;  /* NULL: none */
    /* The kind of value in each column: o order, p product, t any text, q quantity, m price, a their product, d date, T
     * time, c customer, k country, s status. */
    const char *columns;
    const char *date; /* for printf: year, month, day, hour, minute, by number */
    char delimiter, point, thousands;
    bool quotes;
};

extern const struct layout LAYOUT[];
extern const unsigned LAYOUTS;

#endif
