/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guessfile: splits the beginning of a file without knowing how it is written.
 *
 * The first megabytes are cut into records by each likely delimiter; the cells are kept for the one that makes the most
 * regular records. Any bytes give some result: only files of other kinds are refused. Cells lose their quote marks and
 * the blanks around them, and are otherwise unchanged. */
#ifndef LOOK_GUESSFILE_H
#define LOOK_GUESSFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/mem.h"

enum { GUESSFILE_MOST = 4 << 20, GUESSFILE_ALL = 32 << 20, GUESSFILE_COLUMNS = 1000, GUESSFILE_LINE_BITS = 40 };

struct guessfile {
    const char *name;
    struct buf text; /* what was looked at, */
    bool whole;      /* and whether that is all */
    size_t bytes;    /* as in the file */
    char delimiter;  /* 0: runs of blanks */
    bool quotes;     /* values are enclosed in quote marks where needed */
    bool header;     /* the first record has the names of columns */
    uint64_t above;  /* lines before it, or before the first record */
    bool is_utf8;
    bool is_windows;   /* in text that is not UTF-8: bytes for which ISO 8859-1 has no characters */
    uint64_t odd_line; /* the first line that is not UTF-8 */

    unsigned n; /* columns */
    struct slice *column;
    uint32_t rows;
    struct slice *cell;   /* row * n + column */
    uint64_t *line;       /* of each row; above GUESSFILE_LINE_BITS the number of the file, 0 for the first */
    uint64_t uneven;      /* records with another number of values, */
    uint64_t uneven_line; /* and the line of the first of them */
    struct arena arena;
    size_t cell_cap, line_cap;

    struct guessfile *joined; /* others, whose rows stand behind those of this one */
    size_t n_joined, joined_cap, all_bytes;
};

/* Reads the beginning; a file that is no text of columns ends the tool, status 1. */
void guessfile_read(struct guessfile *g, const char *path);

/* Reads the beginning of another file, whose rows go on where those of `g` end. False, and nothing is joined: it has
 * not all of its columns, or is written another way. Once GUESSFILE_ALL bytes are there, it is looked at for that
 * alone. */
bool guessfile_join(struct guessfile *g, const char *path);
void guessfile_free(struct guessfile *g);

static inline struct slice guessfile_cell(const struct guessfile *g, uint32_t row, unsigned column)
{
    return g->cell[(size_t)row * g->n + column];
}

#endif
