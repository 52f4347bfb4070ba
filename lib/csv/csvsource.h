/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csvsource: the state of a file being read, shared by csvin.c and csvheader.c only. */
#ifndef CSV_CSVSOURCE_H
#define CSV_CSVSOURCE_H

#include <iconv.h>

#include "base/arena.h"
#include "csv/csvin.h"
#include "csv/csvsplit.h"

struct csvin_source {
    struct dialect dialect;
    struct arena names;
    int next_file;
    bool first;       /* no record of the file was returned yet */
    struct rows rows; /* the record begins at its feed.at and is `size` bytes long, line end included */
    size_t size;
    bool skip;           /* the scan must go on after the record, which it did not find by itself */
    struct slice header; /* the file's header as it stood, with its line end */
    struct csvin_header find;
    bool quiet;             /* a line is only tested */
    bool ended;             /* the rest of the file does not belong to the table */
    uint64_t lines;         /* of the record */
    struct record_buf made; /* the values of a record that had to be changed */
    struct csvsplit *split;
    iconv_t iconv;
    struct {
        uint64_t records, line;
        const char *file;
    } controls; /* records with control characters that only the fallback encoding has, and the first of them */
    uint64_t *blank_lines, *respaced, *reencoded, *above_header, *below_table;
};

/* The record's bytes, line end included. */
static inline struct slice csvsource_raw(const struct csvin_source *s)
{
    const struct feed *f = &s->rows.feed;
    return slice_of(f->p + f->at, s->size);
}

/* The line that begins `from` bytes after the record's begin, without its LF or CRLF. */
bool csvsource_line(struct csvin *in, size_t from, struct slice *line, size_t *size);

/* Reads the line, and those that its record goes on in, into the source; false if it was set aside. */
bool csvsource_read(struct csvin *in, struct slice line);

#endif
