/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * text: the most important of a page for a log or a mail: the cards, the segments and the warnings, in 80 columns.
 *
 * Bars are drawn in UTF-8, an eighth of a column being the least. */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "report/folders.h"

enum { TEXT_COLUMNS = 80 };

void text_cards(struct buf *b, struct folders *f);    /* needs KPIS_NEEDS */
void text_segments(struct buf *b, struct folders *f); /* needs segment-profiles.tsv */

/* A list item of HTML without its tags, wrapped, "- " before it. */
void text_item(struct buf *b, struct slice html);

#endif
