/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * source: where a value comes from.
 *
 *     InvoiceNo               the column with this name
 *     #3                      the third column
 *     @1-8                    characters 1 to 8 of the line, for files with fixed places
 *     "{Store}-{Receipt}"     a template: text, and in braces columns of the source or of the lines table
 *     "Greece"                the same without braces: a constant
 *     Email | Phone | "none"  the first of these that is not empty
 *
 * A plain source, one of the first two, is a field of the record as it stands. The others are put together by
 * source_value. A template whose columns are all empty is empty: a text "-" would turn all customers without an id into
 * one customer. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <stdbool.h>

#include "base/arena.h"
#include "csv/csvin.h"
#include "shop/tables.h"
#include "source/srcvalue.h"

struct source {
    enum {
        SOURCE_NONE,
        SOURCE_NAME,
        SOURCE_NUMBER,
        SOURCE_CHARS,
        SOURCE_TEMPLATE, /* its parts one after another */
        SOURCE_FIRST,    /* the first of its parts that is not empty */
        SOURCE_TEXT,     /* of a template: as it stands */
        SOURCE_LINES,    /* of a template: column `number` of the lines table */
    } from;
    struct slice name; /* as the schema writes it: of a column its name, of a template what the quote marks enclose */
    unsigned number, last; /* column, counted from 1; or the first and last character, counted from 1 */
    struct source *part;
    unsigned parts;
    int at;           /* the field of the current file; -1: it has none */
    struct slice key; /* of the schema; empty for parts */
};

/* NULL, or what is wrong with the text. What the source needs is copied to the arena. */
const char *source_parse(struct source *s, struct arena *a, struct slice text);

/* The column of the lines table that is called so, or LINES_COLUMNS. */
enum lines_column source_target(struct slice name);

static inline bool source_is_plain(const struct source *s)
{
    return s->from == SOURCE_NAME || s->from == SOURCE_NUMBER;
}

/* Is the text of a template only literal text? */
bool source_is_constant(const struct source *s);

/* Calls `visit` for the source and its parts, from the outside in. */
void source_visit(struct source *s, void (*visit)(struct source *, void *), void *user);

/* Finds the columns in the file that `in` reads. One that is not there ends the tool, status 1, with the names that
 * are; `path` is the schema's. Of several alternatives some may be absent, but not all. */
void source_find(struct source *s, const struct csvin *in, const char *path);

/* Are its columns among these? */
bool source_is_there(const struct source *s, const struct slice *column, unsigned n);

/* The value, trimmed and without missing marks; `lines` are those of the lines table, by enum lines_column. It borrows
 * from the record, or from `made`; FEED_PADDING bytes after it may be read, unless it is empty. */
struct slice source_value(const struct source *s, const struct csvin *in, const struct slice *lines,
                          const struct srcvalue *value, struct buf *made);

#endif
