/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linekept: all lines of a table, and those few of them found that may have to do with a return.
 *
 * Of each line only a hash of its customer and product is kept; hashes of its customer and its order are kept once for
 * all lines of an order that follow one another. When all lines are read, the hashes of returns are marked. A line
 * whose hash is marked is a candidate: it is read again and looked at, and some candidates turn out to be none. So what
 * concerns few of the lines costs the others little.
 *
 * A file is read in parts by all cores, and its text is not kept, but read again where it is needed: that is less work
 * than to fill so much memory. The text is kept if it comes from a pipe or from several files, or if lines may be set
 * aside.
 *
 *     struct linekept k;
 *     linekept_read(&k, in, false, thread_cores(), LINEKEPT_PART);
 *     for (size_t part = 0; part < k.parts; part++)                       // by any thread, each with its own reader
 *         for (struct linekept_walk w = linekept_from(&k, part); linekept_next(&w);)
 *             if (linekept_marked(&k, LINEKEPT_PRODUCT, w.row->key >> LINEKEPT_FLAGS))
 *                 row = linekept_text(&k, &reader, w.place, w.row->bytes), ...
 *     linekept_check(&k);
 *     linekept_end(&k);
 */
#ifndef RETURNS_LINEKEPT_H
#define RETURNS_LINEKEPT_H

#include <stdatomic.h>

#include "returns/line.h"
#include "tsv/amount.h"
#include "tsv/table.h"
#include "tsv/window.h"

enum { LINEKEPT_BITS = 30, LINEKEPT_MARK_BITS = 24 }; /* of a hash; and those that a mark is set for */
enum linekept_key { LINEKEPT_CUSTOMER, LINEKEPT_PRODUCT, LINEKEPT_ORDER, LINEKEPT_KEYS };

/* Two flags, and the hash of customer and product above them. */
enum {
    LINEKEPT_BEGINS = 1, /* a run: the row before it has another customer, order or moment, or is of another part */
    LINEKEPT_SELLS = 2,  /* line_sells */
    LINEKEPT_FLAGS = 2   /* bits */
};

struct linekept_row {
    uint32_t bytes; /* with its LF */
    uint32_t key;
};

struct linekept_run {
    uint32_t customer, order;
};

struct linekept_part {
    off_t place;    /* of its first row, in the file or in the text that is kept */
    uint64_t first; /* the number of that row, counted from 0 */
    uint64_t bytes;
    struct linekept_row *row;
    struct linekept_run *run;
    size_t rows, runs, row_cap, run_cap;
    struct linekept_guests { /* returns of customers without an id: it is not known whose sales they take back */
        uint64_t returns;
        struct amount_sum units, amount;
    } guests;
};

struct linekept {
    struct tsv *in;
    struct line_columns columns;
    bool credits; /* all lines of a customer with a credit are candidates */
    bool again;   /* the text is not kept, but read again */
    struct window_file file;
    struct buf text;  /* that is kept: rows with their LF */
    off_t begin, end; /* the places of the first row and after the last, in the file or in the text */
    int32_t *at;      /* of linekept_cut */
    struct linekept_part *part;
    size_t parts, part_cap;
    uint64_t rows;
    _Atomic uint64_t *mark[LINEKEPT_KEYS];
};

/* Reads all lines. A part has about `part` bytes; nothing else depends on that, nor on the number of threads. */
enum { LINEKEPT_PART = 1 << 24 };
void linekept_read(struct linekept *k, struct tsv *in, bool credits, unsigned threads, size_t part);

struct linekept_guests linekept_guests(const struct linekept *k);

/* ---- rows ---- */

struct linekept_walk {
    const struct linekept_row *row, *next, *end;
    const struct linekept_run *run, *next_run;
    off_t place; /* of the row */
};

static inline struct linekept_walk linekept_from(const struct linekept *k, size_t part)
{
    const struct linekept_part *p = &k->part[part];
    return (struct linekept_walk){.next = p->row, .end = p->row + p->rows, .next_run = p->run, .place = p->place};
}

static inline bool linekept_next(struct linekept_walk *w) /* false after the last */
{
    if (w->next == w->end)
        return false;
    w->place += w->row ? w->row->bytes : 0;
    w->row = w->next++;
    if (w->row->key & LINEKEPT_BEGINS)
        w->run = w->next_run++;
    return true;
}

/* ---- marks ---- */

void linekept_mark(struct linekept *k, enum linekept_key key, uint32_t hash);

static inline bool linekept_marked(const struct linekept *k, enum linekept_key key, uint32_t hash)
{
    uint32_t mark = hash >> (LINEKEPT_BITS - LINEKEPT_MARK_BITS);
    return atomic_load_explicit(&k->mark[key][mark / 64], memory_order_relaxed) >> mark % 64 & 1;
}

/* ---- their text ---- */

struct linekept_reader { /* all zero before its first use; free `window` */
    struct buf window;
    off_t from; /* its place in the file */
    int error;  /* an errno, if it could not be read */
};

/* The row at a place, with its LF, until the next call with the same reader; FEED_PADDING bytes after it may be read.
 * NULL if it cannot be read or is no row any more: linekept_lost says so. */
struct slice linekept_text(const struct linekept *k, struct linekept_reader *r, off_t place, size_t bytes);

/* Writes all rows from one place to another; there are `rows` of them. */
void linekept_copy(const struct linekept *k, struct linekept_reader *r, struct table *t, off_t from, off_t to,
                   uint64_t rows);

/* The values of such a row, until the next call; and the line that it is. For the first thread alone. The tool ends if
 * it is no such row any more. */
struct record linekept_cut(const struct linekept *k, struct slice row);
void linekept_line(const struct linekept *k, struct slice row, struct line *out);

/* Ends the tool if the file was changed since it was opened. */
void linekept_check(const struct linekept *k);

/* Ends the tool, since a row cannot be read (an errno), or is none any more (0). */
_Noreturn void linekept_lost(const struct linekept *k, int error);

void linekept_end(struct linekept *k);

#endif
