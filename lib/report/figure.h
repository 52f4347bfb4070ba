/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure: numbers as people read them: "£118,802", "£118.8k", "38.0%".
 *
 * A share is a number from 0 to 1 that is shown in per cent. The minus is U+2212. Values are rounded once, from the
 * double; what a figure hides is shown by figure_full. */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include <stdbool.h>

#include "base/mem.h"

enum figure_kind {
    FIGURE_TEXT,
    FIGURE_COUNT,
    FIGURE_MONEY,
    FIGURE_NUMBER,
    FIGURE_SHARE,
    FIGURE_PERIOD, /* 2011-11 */
    FIGURE_DATE,
    FIGURE_FLAG,    /* 0 or 1 */
    FIGURE_MEASURE, /* the name of a measure, or of a statistic: its label is shown */
    FIGURE_POINTS,  /* a difference of shares, in points of per cent; for sentences */
};
#define FIGURE_WORDS "text|count|money|number|share|period|date|flag|measure" /* in the order of the enum */

/* comma: 1,234.5; point: 1.234,5; space: 1 234.5 (a thin one); none: 1234.5 */
enum figure_grouping { FIGURE_COMMA, FIGURE_POINT, FIGURE_SPACE, FIGURE_NONE };
#define FIGURE_GROUPINGS "comma|point|space|none"

extern struct figure_style {
    const char *currency; /* before an amount; "" for none */
    int grouping;
} figure_style;

static inline bool figure_is_number(enum figure_kind kind)
{
    return kind != FIGURE_TEXT && kind != FIGURE_PERIOD && kind != FIGURE_DATE && kind != FIGURE_MEASURE;
}

/* How many places the values of a column have, by the largest of their magnitudes; and how many of at most `most` a
 * value needs. */
int figure_places(enum figure_kind kind, double largest);
int figure_needs(enum figure_kind kind, double v, int most);

void figure_print(struct buf *b, enum figure_kind kind, double v, int places);
void figure_short(struct buf *b, enum figure_kind kind, double v); /* money from 10,000 on in k, M or bn */
void figure_full(struct buf *b, enum figure_kind kind, double v);  /* nothing is hidden that matters */

/* "2011-11" as "November 2011"; names of other periods as they are. A date as "9 December 2011". */
void figure_period(struct buf *b, struct slice period);

#endif
