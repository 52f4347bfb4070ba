/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * modelin: tables of customers, or of patterns, read as the data that models are fitted to.
 *
 * What a family needs is one of four kinds of data, each with its columns:
 *     MODELIN_TIMES     x t_x T as_of        customers: whole days
 *                       x t_x T weight       patterns: any times
 *     MODELIN_SPEND     x m_x as_of, or x m_x weight
 *     MODELIN_TRIALS    x t_x n              and weight, if there is one
 *     MODELIN_PERIODS   period survivors     how many are left after each period, from period 0 on
 *                       x T                  and weight, if there is one: x is 1 for a customer lost in period T
 * A row that no kind can use is dropped, with its reason; a row that contradicts itself is a bad record. */
#ifndef CLV_MODELIN_H
#define CLV_MODELIN_H

#include <stdbool.h>

#include "base/date.h"
#include "base/map.h"
#include "base/opt.h"
#include "btyd/family.h"
#include "tsv/groups.h"

enum modelin_kind { MODELIN_TIMES, MODELIN_SPEND, MODELIN_TRIALS, MODELIN_PERIODS, MODELIN_KINDS };
enum modelin_kind modelin_kind(const struct family *f);

/* The data of a row's customer; for trials T is n; for a contract x is 1 if it was lost (0 without that column), and T
 * is its age. Days of customers are whole, `patterns` may have any times. False: it was set aside. */
struct modelin_seen {
    double x, t_x, T;
};
struct modelin_columns {
    unsigned x, t_x, T;
};
bool modelin_seen(struct tsv *t, const struct modelin_columns *c, enum modelin_kind kind, bool patterns,
                  struct modelin_seen *out);

/* One kind of data of one group: patterns, merged when all is read. z holds, for each column of `covariates`, the
 * number of its text in `text`. */
struct modelin_data {
    struct patterns p;
    size_t cap;
    double period, survivors; /* of the last row of MODELIN_PERIODS; period < 0: there was none */
};

struct modelin {
    bool wanted[MODELIN_KINDS];
    const char *by;             /* NULL: all are one group, named "" */
    struct opt_list covariates; /* their columns */
    double unit;                /* times are divided by it */
    bool not_days;              /* and are those of patterns: the times of customers are in days */
    bool times_given;           /* else days are what patterns' times are taken for, with a warning */

    date as_of; /* DATE_NONE if there is no such column */
    struct groups groups;
    struct modelin_data (*group)[MODELIN_KINDS]; /* groups.n of them */
    size_t group_cap;
    struct map *text; /* the texts of each covariate */
};

/* Reads the tool's input; the first seven members are set. */
void modelin_read(struct modelin *in);
/* All groups together, merged; the caller frees it. Only before coding_apply has changed any group. */
void modelin_pool(const struct modelin *in, struct modelin_data all[MODELIN_KINDS]);

void modelin_free(struct modelin *in);

#endif
