/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * saykpi: sentences about how the shop does, each computed from its table and true of it. */
#ifndef REPORT_SAYKPI_H
#define REPORT_SAYKPI_H

#include "report/folders.h"

void saykpi_revenue(struct buf *html, struct folders *f);
void saykpi_bridge(struct buf *html, struct folders *f);
void saykpi_customers(struct buf *html, struct folders *f);
void saykpi_cohorts(struct buf *html, struct folders *f);
void saykpi_second(struct buf *html, struct folders *f);
void saykpi_products(struct buf *html, struct folders *f);
void saykpi_countries(struct buf *html, struct folders *f);

#endif
