/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sections: what a page can show, a row each.
 *
 * A section states what it needs. If a table is missing the section is left out; if a table lacks a column the section
 * is left out too, and the tool warns. Its pieces are written in this order: sentence, plots, what it writes itself,
 * views. */
#ifndef REPORT_SECTIONS_H
#define REPORT_SECTIONS_H

#include "report/folders.h"
#include "report/view.h"

enum section_part { PART_HAPPENED, PART_CUSTOMERS, PART_AHEAD, PART_TODO, PART_DATA, PARTS };
extern const char *const SECTION_PART[PARTS]; /* their titles */

struct section {
    const char *id, *title;
    enum section_part part;
    bool personal;     /* it names customers, and is made only on demand */
    const char *needs; /* as in folders.h */
    const char *plots; /* blank-separated, or NULL */
    void (*sentence)(struct buf *html, struct folders *f);
    void (*write)(struct buf *html, struct folders *f);
    struct view view[4];
};

extern const struct section SECTIONS[]; /* in the order of the page, ended by a row of zeros */

const struct section *section_find(struct slice id); /* NULL if there is none */

#endif
