/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cuts: the days on which something is predicted, each the first that is not known.
 *
 * They are a list, or the last one and those before it at a fixed distance in days, as long as anything is known before
 * them. For each customer there are those after the first purchase day; they come from the latest to the earliest.
 *
 *     struct cuts c;
 *     cuts_begin(&c, words, every, from, last);
 *     for (size_t i = cuts_after(&c, first_day); i-- > 0;)
 *         ... c.cut[i] ...                                      // ascending
 *     cuts_free(&c); */
#ifndef FEATURES_CUTS_H
#define FEATURES_CUTS_H

#include "base/opt.h"

struct cuts {
    date *cut; /* n of them, descending */
    size_t n, cap;
    int32_t every; /* 0: they are all there */
    date from;     /* with `every`: none is before it, or DATE_NONE */
};

/* The words are the list of --cut; a word that is no date, or there twice, ends the tool, status 2. Without words and
 * `every` there is one cut, `last`. */
void cuts_begin(struct cuts *c, struct opt_list words, int32_t every, date from, date last);

/* How many are after a day: the first ones. With `every` they are made here. */
size_t cuts_after(struct cuts *c, date day);

/* The first day of a window of this many days before a cut; DATE_NONE if there is no window: all days count. */
date cuts_window(date cut, int32_t days);

/* Ends the tool if the latest cut leaves days before it that were not seen, or if the days that targets are of, from
 * the cut on, were not all seen. */
void cuts_check(const struct cuts *c, int32_t ahead, date seen);

void cuts_free(struct cuts *c);

#endif
