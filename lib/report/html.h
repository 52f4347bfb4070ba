/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html: text as HTML, so that no value can be taken for a tag.
 *
 * The format of html_add is written as it is, and everything that is put into it is escaped. So a page is safe as long
 * as no value is part of a format:
 *
 *     html_add(b, "<h2 id=\"%s\">%s</h2>\n", id, title);
 *
 * Control characters, and bytes that are not UTF-8, become U+FFFD. What is HTML already is added by buf_add. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "base/mem.h"

/* Conversions: %s, %.*s, %zu, %u, %d and %%. */
void html_add(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

void html_text(struct buf *b, struct slice s);
static inline void html_buf(struct buf *b, const struct buf *html) /* HTML, not text */
{
    buf_add(b, html->p, html->n);
}

/* A path as a relative link: all but letters, digits and -._~/ by percent signs. */
void html_path(struct buf *b, struct slice path);

#endif
