/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * filemap: the bytes of a large regular file where the kernel keeps them, without copying them.
 *
 * They become readable a step at a time and are given back behind the reader, so that a file of any size takes little
 * memory. Behind the steps there are always bytes left over, which are read(2)'s: the file may be growing. A look at
 * what was cut off meanwhile, or is on a disk that fails, ends the tool, status 3.
 *
 * Another process may write to the file, so bytes may change between two looks at them: whoever looks twice must not
 * have learnt a length from the first. */
#ifndef BASE_FILEMAP_H
#define BASE_FILEMAP_H

#include <stdbool.h>
#include <stddef.h>

/* The cache holds a step. The sanitizers' build takes a page, so that small files have borders too. */
#ifndef FILEMAP_STEP
#define FILEMAP_STEP ((size_t)1 << 19)
#endif

enum { FILEMAP_PADDING = 64 };

struct filemap {
    char *p;       /* NULL: nothing is mapped */
    size_t n;      /* p[0 .. n) may be read */
    size_t size;   /* of all steps; FILEMAP_PADDING bytes behind them may be read as well */
    size_t behind; /* p[0 .. behind) was given back */
    const char *name;
    struct filemap *next;
};

/* Maps the file, which nobody has begun to read. `name`, for messages, is kept. False: it is to be read instead, for it
 * is small, or no regular file, or cannot be mapped. */
bool filemap_open(struct filemap *m, int fd, const char *name);

/* One step more, and p[0 .. done) is wanted no more; false where there is none. */
bool filemap_more(struct filemap *m, size_t done);

/* read(2) then goes on at the file's byte m->n. */
void filemap_close(struct filemap *m, int fd);

#endif
