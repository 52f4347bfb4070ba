/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * saywho: sentences about who the customers are, each computed from its table and true of it. */
#ifndef REPORT_SAYWHO_H
#define REPORT_SAYWHO_H

#include "report/folders.h"

void saywho_segments(struct buf *html, struct folders *f);
void saywho_clusters(struct buf *html, struct folders *f);
void saywho_lifecycle(struct buf *html, struct folders *f);
void saywho_moves(struct buf *html, struct folders *f);
void saywho_concentration(struct buf *html, struct folders *f);
void saywho_correlations(struct buf *html, struct folders *f);

/* The row of a long table with this label, column and statistic; its number of rows if there is none. */
size_t saywho_row(const struct sheet *s, struct slice label, const char *column, const char *statistic);

#endif
