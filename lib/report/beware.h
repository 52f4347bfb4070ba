/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * beware: what a reader must know before believing a figure, gathered for the top of the page.
 *
 * A warning is a sentence of prose.h with a link to its section, if that is not NULL. Warnings are about these data,
 * and only those that hold are added; the same text is added once. */
#ifndef REPORT_BEWARE_H
#define REPORT_BEWARE_H

#include "report/prose.h"

#define beware(section, format, ...) beware_pieces(section, format, (const struct piece[]){__VA_ARGS__})
void beware_pieces(const char *section, const char *format, const struct piece *piece);

size_t beware_count(void);
struct slice beware_text(size_t i); /* the sentence with this number, in HTML */

void beware_write(struct buf *html); /* the items of a list */
void beware_free(void);

#endif
