/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * feed: the bytes of one input file, as far as they have been read.
 *
 * The bytes in use begin at p + at; reading more keeps them together and may move them. After the last byte there are
 * always FEED_PADDING bytes that may be read (never trusted), so that vector code needs no edge cases; after the last
 * byte of the file the first of them is a NUL, which ends no value, so that no older bytes complete it. A block fits in
 * the cache, where a window of it still is when it is worked on: to map a file instead takes twice the time on a
 * machine where each page that is touched costs an exit to the one below. A file that has become shorter when its end
 * comes ends the tool: the rows that were cut off are nobody's decision. */
#ifndef TSV_FEED_H
#define TSV_FEED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "base/mem.h"

enum { FEED_BLOCK = 1 << 18, FEED_PADDING = 256 };

struct feed {
    const char *path, *name; /* for opening, for messages */
    int fd;
    bool ended;              /* the file is read to its end */
    off_t size;              /* of a regular file when it was opened, else 0 */
    struct timespec written; /* likewise, its time of modification */
    off_t begin;             /* the place in it where reading began */
    const char *p;           /* in the buffer */
    size_t n, at;
    struct buf buf;
};

void feed_open(struct feed *f, const char *path); /* "-" is standard input; a file that cannot be read ends the tool */
bool feed_fill(struct feed *f);                   /* reads on; false at the end of the file */
void feed_close(struct feed *f);                  /* keeps the buffer for the next file */
void feed_free(struct feed *f);

static inline size_t feed_left(const struct feed *f)
{
    return f->n - f->at;
}

/* The line that begins `from` bytes after f->at, without its LF; *size is its length with it. The last line may lack
 * its LF. False at the end of the file. A line longer than `longest` ends the tool: `number` is the line's, for the
 * message. */
bool feed_line(struct feed *f, size_t from, uint64_t number, size_t longest, struct slice *line, size_t *size);

#endif
