/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csvin: reads CSV and its relatives, record by record.
 *
 * The tool's operands are read one after another, each with its own header (or none). A value is returned as UTF-8
 * without tab or line end (each is replaced by a space, and counted), and otherwise unchanged, with its blanks. CSV is
 * RFC 4180 read strictly: a quote mark opens a value only at its start and closes it only at its end. A record that
 * breaks these rules, is ragged, is not text, or is longer than 16 MiB is set aside by --on-bad skip. If its quoting is
 * wrong, only its first line is set aside, and reading continues with the next line.
 *
 *     struct csvin *in = csvin_open(&dialect);
 *     while (csvin_next(in)) {
 *         if (in->new_file) ...          // look the columns up in in->column
 *         use(csvin_field(in, i));       // borrowed until the next csvin_next
 *     }
 *     csvin_close(in);
 */
#ifndef CSV_CSVIN_H
#define CSV_CSVIN_H

#include <stdbool.h>
#include <stdint.h>

#include "csv/made.h"
#include "csv/rows.h"

struct dialect {
    enum {
        FORMAT_CSV,    /* quoted where needed */
        FORMAT_PLAIN,  /* a delimiter, no quoting */
        FORMAT_BLANKS, /* runs of blanks between values */
        FORMAT_FIXED,  /* values at fixed bytes: the record is one field, the whole line */
    } format;
    char delimiter;
    bool header;          /* the first line names the columns */
    unsigned columns;     /* how many there are if no header tells; 0: as many as in the first record */
    const char *fallback; /* the encoding, for iconv(3), of records that are not UTF-8; NULL: they are malformed */
    const char *end;      /* the table ends before the first record whose line begins so, "blank-line": before the first
                             empty line after a record; NULL: with the file */
    enum {
        CUT_FINE,
        CUT_WARNS,
        CUT_IS_BAD
    } cut;             /* a last line without its newline, which may be cut in its last value */
    bool libcsv_alone; /* every record is read by libcsv: slower, the reference for the vector code */
};

/* How many of the columns that are needed are among these? For a reader that knows what it needs: then lines before the
 * header, such as titles and comments, are passed over, and counted. */
struct csvin_header {
    unsigned (*has)(const struct slice *column, unsigned n, const void *user);
    unsigned needs;
    const void *user;
};

struct csvin {
    const char *name;     /* of the file being read, for messages */
    uint64_t line;        /* on which the record begins */
    bool new_file;        /* the record is the first of its file */
    unsigned n;           /* fields, in every record of a file */
    struct slice *column; /* the file's column names, NULL without a header */
    uint64_t header_line; /* on which they are */
    enum {
        HEADER_FITS,
        HEADER_BEST, /* no line has all columns that are needed; this one, below others, has most of them */
        HEADER_NONE, /* no line has any of them; this is the first one */
    } header;
    struct record record;
    struct record raw; /* as it is in the input, with quote marks; raw.at is NULL if that is not known */
    /* Set by the caller after csvin_open, or NULL: called when a later file's header has been read. */
    void (*on_header)(const struct csvin *in, void *user);
    void *user;
    size_t bytes; /* the length of all fields together is at most this */
    struct csvin_source *source;
};

/* Value i of the record. */
static inline struct slice csvin_field(const struct csvin *in, unsigned i)
{
    return record_value(in->record, i);
}

struct csvin *csvin_open(const struct dialect *d);
struct csvin *csvin_open_below(const struct dialect *d, struct csvin_header header); /* its header may be below other
                                                                                      * lines */
bool csvin_next(struct csvin *in);
void csvin_close(struct csvin *in);

/* Where value i of the record after the current one begins in the input, with its quote mark; NULL if the scan has not
 * found it yet. The record need not be a plain one. */
const char *csvin_peek(const struct csvin *in, unsigned i);

/* The records after the current one that the scan has already found, for callers that take many at once: they use some
 * of them, from the first on (csvin_view_plain), and report how many they took; the next call must be csvin_next. The
 * current record is in front of them, so that bytes before a value may be read. */
struct csvin_view {
    const struct scan *scan;
    const char *base;
    const int32_t *at;    /* value i of record k is after base[at[k * n + i]] and before base[at[k * n + i + 1]] */
    uint32_t rows, n;     /* how many there are; values in each */
    bool crlf;            /* each ends so, and the CR is no part of its last value */
    bool any_cr, may_odd; /* of the scan: a record may hold a CR, or something else that a plain one does not hold */
    int32_t gap; /* of the current record. 1: a used value must not begin with a quote mark. 3: it must, and the value
                  * is the text between two quote marks */
};

bool csvin_view(struct csvin *in, struct csvin_view *v); /* false: there is none; the current record is no longer
                                                          * needed */
void csvin_took(struct csvin *in, uint32_t records);

/* Value i of a record is csvin_view_begin + at[i] .. + at[i + 1] - csvin_view_less. */
static inline const char *csvin_view_begin(const struct csvin_view *v)
{
    return v->base + 1 + v->gap / 2;
}
static inline int32_t csvin_view_less(const struct csvin_view *v, unsigned i)
{
    return v->gap + (v->crlf && i + 1 == v->n);
}

/* Does a value of the record whose values end at `at` on hold a doubled quote mark? */
bool csvin_view_doubled(const struct csvin_view *v, const int32_t *at);

/* Does base[from .. to) hold something that a plain record does not hold? */
bool csvin_view_odd(const struct csvin_view *v, uint32_t from, uint32_t to);

/* Does its line end with CRLF? The CR is the last value's, which is not empty then. */
static inline bool csvin_view_cr(const struct csvin_view *v, const int32_t *at)
{
    return v->base[at[v->n] - 1] == '\r' && at[v->n] - at[v->n - 1] > 1;
}

/* Is the record whose values end at `at` on one line of text? */
static inline __attribute__((always_inline)) bool csvin_view_plain(const struct csvin_view *v, const int32_t *at)
{
    if (v->may_odd && csvin_view_odd(v, (uint32_t)at[0] + 1, (uint32_t)at[v->n] + 1))
        return false;
    return !v->any_cr || csvin_view_cr(v, at) == v->crlf;
}

/* Sets the current record aside, or ends the tool. Always returns false: `return csvin_bad(...)`. `column` may be
 * NULL. */
bool csvin_bad(const struct csvin *in, const char *column, struct slice value, const char *problem, const char *remedy);

#endif
