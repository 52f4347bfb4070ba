/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sayahead: sentences about what will happen, each computed from its table and true of it. */
#ifndef REPORT_SAYAHEAD_H
#define REPORT_SAYAHEAD_H

#include "report/folders.h"

void sayahead_forecast(struct buf *html, struct folders *f);
void sayahead_clv(struct buf *html, struct folders *f);
void sayahead_churn(struct buf *html, struct folders *f);

#endif
