/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kpis: the last whole period of a shop and the one before it, which a page compares. */
#ifndef REPORT_KPIS_H
#define REPORT_KPIS_H

#include "report/folders.h"

#define KPIS_TABLE "kpi-months.tsv|kpi-weeks.tsv|kpi.tsv"
#define KPIS_NEEDS KPIS_TABLE ":period,complete,revenue,orders,growth"

struct kpis {
    const struct sheet *s;
    size_t now, before; /* rows; those of the sheet if there is none. `before` is the row above `now`, and whole */
};

struct kpis kpis_of(struct folders *f); /* the table must be there */
static inline bool kpis_has(const struct kpis *k, size_t row)
{
    return row < k->s->rows;
}

#endif
