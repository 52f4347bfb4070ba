/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keyed: rows that have a key of their own, and a side table of such rows in memory.
 *
 * A table in which others look up values, such as costs by product or limits by country, has one row for each key. A
 * repeated key is an error that names both places; it never gives a second output row, so a total cannot become too
 * large by a join. An empty key is empty, and is an error too.
 *
 *     struct keyed costs;
 *     keyed_read(&costs, "costs.tsv", key);            // --key product_id; unusable: status 2
 *     unsigned cost = keyed_need(&costs, "cost");
 *     while (tsv_next(in)) {
 *         struct slice id = tsv_field(in, product);
 *         uint32_t row = keyed_find(&costs, &id);
 *         if (row == KEYED_NONE)
 *             ...                                      // no such product
 *         ... keyed_field(&costs, row, cost) ...
 *     }
 *     ... costs.used of costs.n rows were found at least once ...
 *     keyed_free(&costs);
 *
 * The rows of the tool's input have keys of their own in the same way, without being kept: keyed_of and keyed_put. */
#ifndef TSV_KEYED_H
#define TSV_KEYED_H

#include "tsv/groups.h"

struct keyed {
    uint32_t n;         /* rows, numbered in their order */
    struct groups keys; /* group i is row i */
    struct keyed_place {
        const char *file;
        uint64_t line;
    } * place; /* of each row */
    size_t place_cap;

    /* of a side table */
    struct tsv *file; /* its columns: file->n of them, file->column */
    struct buf text;  /* the rows without their ends of line, one after another */
    size_t *start;    /* where each begins in it, */
    uint32_t *end;    /* and where each of its fields ends, from there */
    bool *is_used;    /* was found */
    uint64_t used;    /* rows that were found at least once */
    size_t start_cap, end_cap;
};

enum { KEYED_NONE = MAP_NONE };

/* Reads the whole file. */
void keyed_read(struct keyed *k, const char *path, struct opt_list key);
unsigned keyed_need(const struct keyed *k,
                    const char *name); /* a column of the file, or the tool ends as by tsv_need */

/* The row with these keys, one value for each key column, or KEYED_NONE. */
uint32_t keyed_find(struct keyed *k, const struct slice *key);
struct slice keyed_field(const struct keyed *k, uint32_t row, unsigned col); /* valid until keyed_free */

/* Of rows that are read one by one: the columns that the key is in, and the number of the current row. KEYED_NONE: the
 * row was set aside, since its key was there before. */
void keyed_of(struct keyed *k, const struct tsv *t, struct opt_list key);
uint32_t keyed_put(struct keyed *k, struct tsv *t);

void keyed_free(struct keyed *k);

#endif
