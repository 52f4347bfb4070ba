/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows: the rows of a file, found a window at a time.
 *
 * If the vector code can split a row, it is returned with the ends of its values, and with bits for unusual bytes in
 * them. For any other row (a misplaced quote mark, a row longer than a window, the last line without its LF) only its
 * beginning is returned: the reader splits it line by line and reports its length (rows_skip), and the scan continues
 * after it. So there are two ways to the same fields. The slow one can be used alone (`slow`): tests compare the
 * two. */
#ifndef CSV_ROWS_H
#define CSV_ROWS_H

#include "csv/scan.h"
#include "tsv/feed.h"

struct rows {
    struct feed feed; /* feed.at is the beginning of the current row */
    struct scan scan;
    enum cpu_level level;
    char delimiter;
    bool quotes, slow;
    uint32_t next, value;   /* of scan.row: the next row; of scan.end: its first value */
    uint32_t even;          /* rows before this one are known to have as many values as the reader wants */
    size_t window, scanned; /* bytes looked at; where the scanned block begins, from feed.p on */
    size_t done;            /* where the next row begins, from feed.p on */
};

/* One row. */
struct row {
    const char *base; /* of the block: the row is base[from .. to), its LF included */
    size_t from, to;
    uint32_t *end; /* value i ends at base[end[i]], its delimiter or LF; end[-1] and what is the row's may be changed */
    uint32_t values;
};

enum rows_found { ROWS_END, ROWS_PLAIN, ROWS_SLOW };

void rows_init(struct rows *r, char delimiter, bool quotes, bool slow);
void rows_free(struct rows *r);
void rows_open(struct rows *r, const char *path);

/* Scans after the last row. Returns whether there are rows now, or one for the slow way, which begins at feed.at. */
enum rows_found rows_scan(struct rows *r);

/* ROWS_PLAIN: *row is filled, and borrowed until the next call. ROWS_SLOW: the row begins at feed.at. */
static inline enum rows_found rows_next(struct rows *r, struct row *row)
{
    if (__builtin_expect(r->next == r->scan.rows, 0)) {
        enum rows_found found = rows_scan(r);
        if (found != ROWS_PLAIN) {
            *row = (struct row){0};
            return found;
        }
    }
    uint32_t last = r->scan.row[r->next++];
    row->base = r->feed.p + r->scanned;
    row->from = r->done - r->scanned;
    row->to = r->scan.end[last] + (size_t)1;
    row->end = r->scan.end + r->value;
    row->values = last + 1 - r->value;
    r->feed.at = r->done;
    r->done = r->scanned + row->to;
    r->value = last + 1;
    return ROWS_PLAIN;
}

/* How many of the found rows that were not yet taken have n values each, up to the first one that has not. */
static inline uint32_t rows_even(struct rows *r, uint32_t n)
{
    if (r->even <= r->next) {
        uint32_t last = r->value - 1;
        for (r->even = r->next; r->even < r->scan.rows && r->scan.row[r->even] == last + n; r->even++)
            last += n;
    }
    return r->even - r->next;
}

/* Tells that this many more of the found rows were taken without rows_next. */
static inline void rows_took(struct rows *r, uint32_t rows)
{
    r->next += rows;
    r->value = r->scan.row[r->next - 1] + 1;
    r->done = r->scanned + r->scan.end[r->value - 1] + 1;
}

/* After ROWS_SLOW, and for a header: the row that began at feed.at was `size` bytes long. */
void rows_skip(struct rows *r, size_t size);

#endif
