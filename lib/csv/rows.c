/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/rows.h"

/* After a row read the slow way a window of this size is tried first, then larger ones: a file full of such rows must
 * not scan 32 KiB for each. */
enum { SMALL_WINDOW = 1 << 10 };

void rows_init(struct rows *r, char delimiter, bool quotes, bool slow)
{
    *r = (struct rows){.level = cpu_best(), .delimiter = delimiter, .quotes = quotes, .slow = slow};
    scan_init(&r->scan);
}

void rows_free(struct rows *r)
{
    scan_free(&r->scan);
    feed_free(&r->feed);
}

void rows_open(struct rows *r, const char *path)
{
    feed_open(&r->feed, path);
    r->scan.rows = r->next = r->value = r->even = 0;
    r->done = 0;
    r->window = SCAN_WINDOW;
}

void rows_skip(struct rows *r, size_t size)
{
    r->feed.at += size;
    r->done = r->feed.at;
    r->scan.rows = r->next = r->value = r->even = 0;
    r->window = SMALL_WINDOW;
}

/* Scans after the last row; reads more if less than a window is left. */
static void scan_on(struct rows *r)
{
    struct feed *f = &r->feed;
    f->at = r->done;
    if (feed_left(f) < r->window)
        while (feed_left(f) < SCAN_WINDOW && feed_fill(f))
            continue;
    size_t n = feed_left(f) < r->window ? feed_left(f) : r->window;
    r->scanned = r->done = f->at;
    r->next = r->value = r->even = r->scan.rows = 0;
    if (n && !r->slow)
        scan_block(&r->scan, r->level, f->p + f->at, n, r->delimiter, r->quotes);
    r->window = r->window * 4 < SCAN_WINDOW ? r->window * 4 : SCAN_WINDOW;
}

enum rows_found rows_scan(struct rows *r)
{
    size_t window;
    do {
        window = r->window;
        scan_on(r);
        if (feed_left(&r->feed) == 0)
            return ROWS_END;
    } while (r->scan.rows == 0 && !r->slow && !r->scan.misquoted && window < SCAN_WINDOW &&
             feed_left(&r->feed) > window);
    return r->scan.rows ? ROWS_PLAIN : ROWS_SLOW;
}
