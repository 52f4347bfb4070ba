/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * limits: the file that keeps the limits between the classes of measures, for rows to come.
 *
 * A table with a row a class: measure limit value score rows lowest highest mean, and then how the limits were found: a
 * column for each choice (method, bins ...), the same in each row. Class `limit` of a measure, from 1, ends at `value`;
 * the last one of each has none. score, rows, lowest, highest and mean say what the class was when the limits were
 * found: they are for the reader's eye, and limits written by hand may lack them, as they may lack the last class.
 *
 * Measures and choices are the caller's: rfm has three of either (rfmlimits.h). */
#ifndef SEGMENT_LIMITS_H
#define SEGMENT_LIMITS_H

#include "base/out.h"
#include "tsv/cell.h"

enum { LIMITS_MOST = 99 /* classes */, LIMITS_CHOICES = 8 };

/* One of the words "a|b|c", by its place; without words it is the number of classes, which there must be. */
struct limits_choice {
    const char *column, *words;
    int value; /* before reading, what is asked for: -1, and 0 of the number of classes, let the file decide */
};

struct limits_class {
    uint64_t score, rows;
    struct cell lowest, highest; /* these and mean are not written where rows = 0 */
    double mean;
};

struct limits_measure {
    struct slice name;
    double *limit;                    /* classes - 1 of them, ascending; room for LIMITS_MOST */
    const struct limits_class *class; /* when they are written: classes of them */
};

struct limits {
    const char *made; /* what the file is: "a table of limits, made by rfm --limits-out" */
    struct limits_measure *measure;
    size_t measures;
    struct limits_choice *choice;
    size_t choices; /* at most LIMITS_CHOICES */
};

unsigned limits_classes(const struct limits *l);
void limits_write(const struct limits *l, struct out *o);

/* Sets the choices and the limits of all measures. Ends the tool, status 2, where the file says other than what was
 * asked for or is unusable: a column or a limit is missing, limits descend, rows disagree, a measure is none of these.
 * What was in the classes is not read. */
void limits_read(struct limits *l, const char *path);

#endif
