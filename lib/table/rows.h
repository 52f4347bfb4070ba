/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows: the rows of a file, found a window at a time.
 *
 * Rows whose values the vector code can tell apart come with the ends of those values, and with bits for what may be
 * odd in them. The others (a misplaced quote mark, a row longer than a window, the last line without its LF) are only
 * pointed at: the reader takes such a row to pieces line by line and says how long it was (rows_skip); the scan goes on
 * behind it. So there are two ways to the same fields, and the slow one alone would do (`slow`): tests hold the one
 * against the other. */
#ifndef TABLE_ROWS_H
#define TABLE_ROWS_H

#include "base/scan.h"
#include "table/feed.h"

struct rows {
    struct feed feed; /* feed.at is the beginning of the row at hand */
    struct scan scan;
    enum scan_level level;
    char delimiter;
    bool quotes, slow;
    uint32_t next;          /* of scan.row: the row that comes */
    size_t window, scanned; /* bytes looked at; where the scanned block begins in feed.buf */
    size_t done;            /* where the coming row begins, in feed.buf */
};

/* One row; offsets count from p. */
struct row {
    const char *p;
    size_t size;         /* with its LF */
    const uint32_t *end; /* value i ends at base[end[i]], its delimiter or LF */
    const char *base;
    uint32_t values;
    size_t from; /* of the row in the block, for scan_any over the scan's bits */
};

enum rows_found { ROWS_END, ROWS_PLAIN, ROWS_SLOW };

void rows_init(struct rows *r, char delimiter, bool quotes, bool slow);
void rows_free(struct rows *r);
void rows_open(struct rows *r, const char *path);

/* ROWS_PLAIN: *row is filled, and borrowed until the next call. ROWS_SLOW: the row begins at feed.at. */
enum rows_found rows_next(struct rows *r, struct row *row);

/* After ROWS_SLOW, and for a header: the row that began at feed.at was `size` bytes long. */
void rows_skip(struct rows *r, size_t size);

#endif
