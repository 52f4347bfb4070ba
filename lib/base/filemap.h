/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * filemap: the bytes of a large regular file as the kernel keeps them, without a copy.
 *
 * The file is mapped in steps, and what the reader has passed is unmapped, so that a file of any size takes little
 * memory. The last bytes after the steps are never mapped but left to read(2), since the file may be growing. Reading a
 * part that was cut off in the meantime, or that is on a failing disk, ends the tool, status 3.
 *
 * Another process may write to the file, so bytes may change between two reads: code that reads twice must not rely on
 * a length that it found the first time. */
#ifndef BASE_FILEMAP_H
#define BASE_FILEMAP_H

#include <stdbool.h>
#include <stddef.h>

/* A step fits in the cache. The build with sanitizers uses steps of one page, so that small files have several steps
 * too. */
#ifndef FILEMAP_STEP
#define FILEMAP_STEP ((size_t)1 << 19)
#endif

enum { FILEMAP_PADDING = 64 };

struct filemap {
    char *p;       /* NULL: nothing is mapped */
    size_t n;      /* p[0 .. n) may be read */
    size_t size;   /* of all steps; FILEMAP_PADDING bytes after them may be read too */
    size_t behind; /* p[0 .. behind) was unmapped */
    const char *name;
    struct filemap *next;
};

/* Maps a file of which nothing was read yet. `name`, for messages, is kept. False: use read(2) instead; the file is
 * small, is no regular file, or cannot be mapped. */
bool filemap_open(struct filemap *m, int fd, const char *name);

/* Maps one step more; p[0 .. done) is no longer needed. False if there is none. */
bool filemap_more(struct filemap *m, size_t done);

/* read(2) then goes on at the file's byte m->n. */
void filemap_close(struct filemap *m, int fd);

#endif
