/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csvin: reads CSV and its relatives, record by record.
 *
 * The tool's operands are read one after another, each with its own header (or none). A value comes out as UTF-8
 * without tab or line end (each became one space, and was counted), otherwise as it stood, blanks and all. CSV is RFC
 * 4180 read strictly: a quote mark opens a value only at its start and closes it only at its end. A record that is not,
 * is ragged, not text, or longer than 16 MiB is set aside by --on-bad skip; one whose quoting is wrong is its first
 * line alone, and reading goes on with the next line.
 *
 *     struct csvin *in = csvin_open(&dialect);
 *     while (csvin_next(in)) {
 *         if (in->new_file) ...          // look the columns up in in->column
 *         use(csvin_field(in, i));       // borrowed until the next csvin_next
 *     }
 *     csvin_close(in);
 */
#ifndef TABLE_CSVIN_H
#define TABLE_CSVIN_H

#include <stdbool.h>
#include <stdint.h>

#include "table/record.h"

struct dialect {
    enum {
        FORMAT_CSV,    /* quoted where needed */
        FORMAT_PLAIN,  /* a delimiter, no quoting */
        FORMAT_BLANKS, /* runs of blanks between values */
        FORMAT_FIXED,  /* values at fixed bytes: the record is one field, the whole line */
    } format;
    char delimiter;
    bool header;          /* the first line names the columns */
    unsigned columns;     /* how many there are where no header tells; 0: as many as in the first record */
    const char *fallback; /* the encoding, for iconv(3), of records that are not UTF-8; NULL: they are malformed */
    bool libcsv_alone;    /* every record goes through libcsv: the reference for the vector code, slower */
};

struct csvin {
    const char *name;     /* of the file being read, for messages */
    uint64_t line;        /* on which the record begins */
    bool new_file;        /* the record is the first of its file */
    unsigned n;           /* fields, in every record of a file */
    struct slice *column; /* the file's column names, NULL without a header */
    struct record record;
    /* Set by the caller after csvin_open, or NULL: called when a later file's header has been read. */
    void (*on_header)(const struct csvin *in, void *user);
    void *user;
    size_t bytes; /* all fields together are not longer */
    struct csvin_source *source;
};

/* Value i of the record. */
static inline struct slice csvin_field(const struct csvin *in, unsigned i)
{
    return record_value(in->record, i);
}

struct csvin *csvin_open(const struct dialect *d);
bool csvin_next(struct csvin *in);
void csvin_close(struct csvin *in);

/* Sets the current record aside, or ends the tool: `return csvin_bad(...)` is always false. `column` may be NULL. */
bool csvin_bad(const struct csvin *in, const char *column, struct slice value, const char *problem, const char *remedy);

#endif
