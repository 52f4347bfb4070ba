/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * saydo: sentences about what to do next, what was tried and what can be changed, each computed from its table and true
 * of it. */
#ifndef REPORT_SAYDO_H
#define REPORT_SAYDO_H

#include "report/folders.h"

void saydo_actions(struct buf *html, struct folders *f);
void saydo_experiment(struct buf *html, struct folders *f);
void saydo_price(struct buf *html, struct folders *f);

#endif
