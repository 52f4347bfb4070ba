/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cards: the figures that a page begins with, each with its change against the whole period before.
 *
 * The change of a share is in points of per cent, that of another measure in per cent of what it was. A measure that
 * the last whole period does not have is left out. */
#ifndef REPORT_CARDS_H
#define REPORT_CARDS_H

#include "report/kpis.h"
#include "report/prose.h"

struct card {
    const char *column;
    struct piece now, before; /* before.v is NaN if it is not known */
    double change;            /* NaN: not known */
    bool points;              /* the change is of a share */
};

enum { CARDS_MOST = 8 };

/* Returns their number, 0 if no period is whole. */
size_t cards_of(const struct kpis *k, struct card *card);
void cards_write(struct buf *html, const struct kpis *k);

#endif
