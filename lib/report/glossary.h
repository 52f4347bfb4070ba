/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * glossary: what the columns of the tables mean, in words for readers of a page.
 *
 * pipelines/report/glossary.tsv has a row for each name: label, kind (figure.h), 1 if it compares periods, and
 * definition. A name that means different things in different tables is there as "table.tsv:name" too. A column that is
 * not in the glossary is shown as text, under its own name. The glossary notes what a page has used, so that the page
 * can end with these definitions. */
#ifndef REPORT_GLOSSARY_H
#define REPORT_GLOSSARY_H

#include "report/figure.h"
#include "report/sheet.h"

struct glossary_word {
    struct slice name, label, definition;
    enum figure_kind kind;
    bool compares; /* a whole period with the one before: of a part of a period it would be misleading */
    bool used;
};

void glossary_open(void);
void glossary_close(void);

/* The word of a column, never NULL; `name` is kept if it is not in the glossary. */
struct glossary_word *glossary_find(const char *table, struct slice name);

/* The name of the column, without that of a table. */
struct slice glossary_column(const struct glossary_word *w);

/* The definition in the list, for links: "def-revenue". */
void glossary_id(struct buf *b, const struct glossary_word *w);

/* The definitions that were used, in the order of the glossary; false if there is none. */
bool glossary_list(struct buf *html);

#endif
