/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cut: the classes of one measure, parted by quantiles, by limits that are given, or by those of a file.
 *
 * A value is in the first class whose limit it does not pass, so that equal values are never parted. Values are
 * compared as doubles, the limits as they are printed: labels made with a file of limits are those that the rows had
 * when the limits were found. A class without a name of its own is called by its limits, (100,500].
 *
 *     struct cut c;
 *     cut_quantiles(&c, "revenue", shares, labels);     // or cut_bins, cut_read
 *     ... cut_see(&c, value) for all values, then cut_find(&c): for quantiles alone ...
 *     ... cut_label(&c, value) for each row ...
 *     cut_write(&c, out);
 *     cut_free(&c);
 */
#ifndef SEGMENT_CUT_H
#define SEGMENT_CUT_H

#include "base/opt.h"
#include "segment/limits.h"
#include "tsv/amount.h"

enum cut_method { CUT_QUANTILES, CUT_BINS };

struct cut {
    struct slice measure;
    int method;
    unsigned classes;
    decimal share[LIMITS_MOST]; /* of quantiles */
    double limit[LIMITS_MOST];  /* classes - 1 of them */
    struct slice label[LIMITS_MOST];
    char room[LIMITS_MOST][2 * NUM_ROOM + 4]; /* of labels that are limits */
    struct cut_class {
        uint64_t rows;
        struct amount lowest, highest;
        struct amount_sum sum;
    } class[LIMITS_MOST];
    struct amount *value; /* seen */
    size_t n, cap;
};

/* Each ends the tool, status 2, if what is given cannot be used; `labels` may be empty, and must be one for each
 * class else. */
void cut_quantiles(struct cut *c, const char *measure, struct opt_list shares, struct opt_list labels);
void cut_bins(struct cut *c, const char *measure, struct opt_list limits, struct opt_list labels);
void cut_read(struct cut *c, const char *measure, const char *path, struct opt_list labels);

/* Finds the limits between values that were seen, if there were any, and warns where two fall on the same value. */
void cut_see(struct cut *c, struct amount a); /* not an empty one */
void cut_find(struct cut *c);

/* The label of a value that is not empty; counts it. */
struct slice cut_label(struct cut *c, struct amount a);

/* After the last row. */
void cut_write(const struct cut *c, struct out *o);

void cut_free(struct cut *c);

#endif
