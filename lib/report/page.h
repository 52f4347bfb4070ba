/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page: all sections that the tables allow, as one HTML file that needs nothing else.
 *
 * The style and the script are in it (pipelines/report/), and so are the plots. Without the script it can be read, but
 * not sorted. It is made in memory and appears whole. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/opt.h"
#include "report/folders.h"

struct page {
    const char *title;
    const char *home;     /* the folder that the page will be in: links to the tables lead from there */
    struct opt_list only; /* ids of sections; none: all */
    uint64_t customers;   /* how many to name; 0: none */
};

/* Both end the tool, status 1, if the folders have no table for any of the sections. */
void page_write(struct buf *html, const struct page *p, struct folders *f);
void page_text(struct buf *text, const struct page *p, struct folders *f); /* as in text.h */

#endif
