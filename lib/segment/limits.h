/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * limits: the file that stores the limits between the classes of measures, to be used for other tables.
 *
 * A table with a row for each class: measure limit value score rows lowest highest mean. After these, a column for each
 * choice (method, bins ...) tells how the limits were found; it is the same in each row. Class `limit` of a measure,
 * from 1, ends at `value`; the last class of each measure has no value. score, rows, lowest, highest and mean describe
 * the class when the limits were found. They are only for people: limits written by hand may lack them, and the last
 * class too.
 *
 * The caller defines measures and choices: rfm has three measures (rfmlimits.h). */
#ifndef SEGMENT_LIMITS_H
#define SEGMENT_LIMITS_H

#include "base/out.h"
#include "tsv/cell.h"

enum { LIMITS_MOST = 99 /* classes */, LIMITS_CHOICES = 8 };

/* One of the words "a|b|c", by its index; without words it is the number of classes, which is required. */
struct limits_choice {
    const char *column, *words;
    int value; /* before reading, the wanted choice: -1, or 0 for the number of classes, lets the file decide */
};

struct limits_class {
    uint64_t score, rows;
    struct cell lowest, highest; /* these and mean are not written if rows = 0 */
    double mean;
};

struct limits_measure {
    struct slice name;
    double *limit;                    /* classes - 1 of them, ascending; room for LIMITS_MOST */
    const struct limits_class *class; /* when they are written: one for each class */
};

struct limits {
    const char *made; /* what the file is: "a table of limits, made by rfm --limits-out" */
    struct limits_measure *measure;
    size_t measures;
    struct limits_choice *choice;
    size_t choices; /* at most LIMITS_CHOICES */

    /* The names of the classes, room for LIMITS_MOST: the last column, `label`. Those that are read are copies that
     * live until the tool ends. NULL: there are none. */
    struct slice *label;
};

unsigned limits_classes(const struct limits *l);
void limits_write(const struct limits *l, struct out *o);

/* Sets the choices and the limits of all measures. Ends the tool, status 2, if the file differs from what was asked for
 * or is unusable: a column or a limit is missing, limits descend, rows contradict each other, a measure is unknown. The
 * figures of the classes are not read. */
void limits_read(struct limits *l, const char *path);

#endif
