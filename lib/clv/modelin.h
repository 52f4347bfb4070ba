/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * modelin: tables of customers, or of their patterns, read as what models are fitted to.
 *
 * What a family needs is one of four kinds of data, each with its columns:
 *     MODELIN_TIMES     x t_x T as_of        customers: whole days
 *                       x t_x T weight       patterns: any times
 *     MODELIN_SPEND     x m_x as_of, or x m_x weight
 *     MODELIN_TRIALS    x t_x n              and weight, where it is there
 *     MODELIN_PERIODS   period survivors     how many are left after each period, from period 0 on
 *                       x T                  and weight, where it is there: x is 1 for who was lost in period T
 * A row that no kind can use is dropped by its reason; what contradicts itself is a bad record. */
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

/* What was seen of a row's customer, T being n of trials; of a contract x, 1 if it was lost (0 without that column),
 * and its age T. Days of customers are whole, `patterns` may have any times. False: it was set aside. */
struct modelin_seen {
    double x, t_x, T;
};
struct modelin_columns {
    unsigned x, t_x, T;
};
bool modelin_seen(struct tsv *t, const struct modelin_columns *c, enum modelin_kind kind, bool patterns,
                  struct modelin_seen *out);

/* One kind of one group: patterns, collapsed when all is read. z holds, for each column of `covariates`, the number
 * that its text has in `text`. */
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
    bool not_days;              /* and are of patterns: those of customers are days */
    bool times_given;           /* else days are what patterns' times are taken for, with a warning */

    date as_of; /* DATE_NONE where there is no such column */
    struct groups groups;
    struct modelin_data (*group)[MODELIN_KINDS]; /* groups.n of them */
    size_t group_cap;
    struct map *text; /* the texts of each covariate */
};

/* Reads the tool's input; the first seven members are set. */
void modelin_read(struct modelin *in);
/* All groups together, collapsed; the caller's to free. Before coding_apply has touched any. */
void modelin_pool(const struct modelin *in, struct modelin_data all[MODELIN_KINDS]);

void modelin_free(struct modelin *in);

#endif
