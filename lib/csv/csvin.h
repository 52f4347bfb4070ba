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
    unsigned columns;     /* how many there are where no header tells; 0: as many as in the first record */
    const char *fallback; /* the encoding, for iconv(3), of records that are not UTF-8; NULL: they are malformed */
    const char *end;      /* the table ends before the first record whose line begins so, "blank-line": before the first
                             empty line after a record; NULL: with the file */
    enum {
        CUT_FINE,
        CUT_WARNS,
        CUT_IS_BAD
    } cut;             /* a last line without its newline, which may be cut in its last value */
    bool libcsv_alone; /* every record goes through libcsv: the reference for the vector code, slower */
};

/* Whether these columns can be the header, for a reader that knows what it needs: then lines that stand before it, such
 * as titles and comments, are passed over, and counted. */
struct csvin_header {
    bool (*fits)(const struct slice *column, unsigned n, const void *user);
    const void *user;
};

struct csvin {
    const char *name;     /* of the file being read, for messages */
    uint64_t line;        /* on which the record begins */
    bool new_file;        /* the record is the first of its file */
    unsigned n;           /* fields, in every record of a file */
    struct slice *column; /* the file's column names, NULL without a header */
    struct record record;
    struct record raw; /* as it stands in the input, quote marks and all; raw.at is NULL where that is not known */
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
struct csvin *csvin_open_below(const struct dialect *d, struct csvin_header header); /* its header may stand lower */
bool csvin_next(struct csvin *in);
void csvin_close(struct csvin *in);

/* Where value i of the record after the one at hand begins in the input, its quote mark included; NULL where the scan
 * has not found it yet. The record may be no plain one. */
const char *csvin_peek(const struct csvin *in, unsigned i);

/* The records after the one at hand that the scan has found already, for callers that take many at once: they look
 * at some from the first on (csvin_view_plain), and say how many they took; the next call must be csvin_next. The
 * record at hand stands in front of them, so that bytes before a value may be read. */
struct csvin_view {
    const struct scan *scan;
    const char *base;
    const int32_t *at;    /* value i of record k stands after base[at[k * n + i]], before base[at[k * n + i + 1]] */
    uint32_t rows, n;     /* how many there are; values in each */
    bool crlf;            /* each ends so, and the CR is no part of its last value */
    bool any_cr, may_odd; /* of the scan: a record may hold a CR, or what makes it no plain one */
    int32_t gap; /* of the record at hand. 1: a value in use must not begin with a quote mark. 3: it must, and then it
                  * is what stands between two */
};

bool csvin_view(struct csvin *in, struct csvin_view *v); /* false: there is none; the record at hand is done with */
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

/* Does base[from .. to) hold what makes it no plain record? */
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

/* Sets the current record aside, or ends the tool: `return csvin_bad(...)` is always false. `column` may be NULL. */
bool csvin_bad(const struct csvin *in, const char *column, struct slice value, const char *problem, const char *remedy);

#endif
