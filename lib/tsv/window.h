/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window: whole rows of a table's file, read at any place of it, also by several threads at once.
 *
 * Defects are not reported: if a window has no rows or unusual ones, the caller lets tsv_next come to that place, which
 * knows what to say. */
#ifndef TSV_WINDOW_H
#define TSV_WINDOW_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "base/mem.h"
#include "tsv/ends.h"
#include "tsv/record.h"

struct window_file {
    int fd;
    off_t begin, end;        /* of its rows; the end is that of the file when it was opened */
    struct timespec written; /* its time of modification then */
    unsigned columns;
};

struct window {
    struct buf text; /* ends with the last row's LF; FEED_PADDING bytes after it may be read */
};

/* As many of n bytes as there are; -1 and errno if they cannot be read. */
ssize_t window_bytes(const struct window_file *f, char *p, size_t n, off_t place);

/* The rows from a place on that fit in WINDOW_BYTES. False at the end of the file, if it cannot be read, and if the row
 * there is longer. */
enum { WINDOW_BYTES = 1 << 17 };
bool window_read(struct window *w, const struct window_file *f, off_t place);

/* Finds the fields of e->rows rows from a byte on, of as many as end in ENDS_WINDOW bytes. The result is how many bytes
 * they have; 0 unless all are well formed (`even` in ends.h). */
size_t window_cut(const struct window *w, size_t from, struct ends *e, unsigned columns);

/* Row i of them. */
static inline struct record window_row(const struct window *w, size_t from, const struct ends *e, size_t i,
                                       unsigned columns)
{
    return (struct record){w->text.p + from + 1, (const int32_t *)e->end - 1 + i * columns, 1};
}

/* Where the first row after a place begins: after the first LF there. -1 if window_read is false. */
off_t window_row_after(struct window *w, const struct window_file *f, off_t place);

/* Is the file as it was when it was opened? If so, what was read twice was the same both times. */
bool window_unchanged(const struct window_file *f);

/* Ends the tool, since the file was changed. */
_Noreturn void window_changed(const char *name);

void window_free(struct window *w);

#endif
