/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * feed: the bytes of one input file, a block at a time.
 *
 * What is being looked at begins at buf.p + at; reading on keeps it whole and may move it. Behind the last byte there
 * are always FEED_PADDING bytes that may be read (never trusted), so that vector code needs no edge cases.
 *
 * feed_ahead has the next block read by a second thread while this one is worked on: copying a large file out of the
 * kernel takes as long as much of the work. There are two buffers, which change hands; each has room in front of its
 * block for what is left of the block before. */
#ifndef TABLE_FEED_H
#define TABLE_FEED_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/mem.h"

enum { FEED_BLOCK = 1 << 18, FEED_PADDING = 64, FEED_FRONT = 1 << 16 };

struct feed {
    const char *path, *name; /* for opening, for messages */
    int fd;
    bool ended; /* the file is read to its end */
    struct buf buf;
    size_t at;
    /* Of reading ahead; feed.c's own. While there is a reader the feed must not move. */
    bool may_ahead;        /* it is wanted, and was not tried yet */
    struct behind *reader; /* the second thread, or NULL */
    struct buf next;       /* where it reads to, from FEED_FRONT on: its own meanwhile */
    ssize_t got;           /* what the read gave */
};

/* Files opened from here on are read ahead, each from its first full block on. That is so for pipes, sockets and
 * regular files, and where there is a second core and a thread to be had; else nothing changes. What a read gives is
 * passed on at once, however little, and an error when its place in the file is reached. */
void feed_ahead(void);

void feed_open(struct feed *f, const char *path); /* "-" is standard input; a file that cannot be read ends the tool */
bool feed_fill(struct feed *f);                   /* reads on; false at the end of the file */
void feed_close(struct feed *f);                  /* keeps the buffer for the next file */

static inline size_t feed_left(const struct feed *f)
{
    return f->buf.n - f->at;
}

/* The line that begins `from` bytes behind f->at, without its LF; *size is its length with it. The last line may lack
 * its LF. False at the end of the file. A line longer than `longest` ends the tool: `number` is the line's, for the
 * message. */
bool feed_line(struct feed *f, size_t from, uint64_t number, size_t longest, struct slice *line, size_t *size);

#endif
