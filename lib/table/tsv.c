/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/tool.h"
#include "table/bad.h"
#include "table/dropped.h"

enum { BLOCK = 1 << 18, LONGEST_ROW = 1 << 30 };

struct tsv_source {
    struct arena names;
    struct slice header; /* without its LF, in the arena */
    const char *path;
    bool operands; /* of the tool, else one file of its own */
    int next_file, fd;
    struct buf buf; /* bytes [at, buf.n) are still to be read; the row borrows from before `at` */
    size_t at;
    bool ended, nul; /* the file is read to its end; a NUL has been seen in it */
};

static struct bad_place place(const struct tsv *t)
{
    const struct tsv_source *s = t->source;
    bool lf = t->row.p && t->row.p + t->row.n < s->buf.p + s->buf.n; /* the LF behind the row is still in the buffer */
    return (struct bad_place){t->name, t->line, slice_of(s->header.p, s->header.n + 1),
                              slice_of(t->row.p, t->row.n + lf)};
}

/* ---- bytes to lines ---- */

static void open_next(struct tsv *t, const char *path)
{
    struct tsv_source *s = t->source;
    s->path = path;
    s->fd = tool_open(path);
    s->ended = s->nul = false;
    s->buf.n = s->at = 0;
    t->name = strcmp(path, "-") == 0 ? "stdin" : path;
    t->line = 0;
}

/* Moves what is unread to the front and reads behind it; false at the end of the file. */
static bool fill(struct tsv *t)
{
    struct tsv_source *s = t->source;
    if (s->ended)
        return false;
    size_t left = s->buf.n - s->at;
    if (left > LONGEST_ROW)
        die(STATUS_DATA, "%s:%llu: a row longer than 1 GiB", t->name, (unsigned long long)t->line + 1);
    if (left)
        memmove(s->buf.p, s->buf.p + s->at, left);
    s->buf.n = left;
    s->at = 0;
    buf_room(&s->buf, left + BLOCK);
    size_t n = tool_read(s->fd, s->path, s->buf.p + left, BLOCK);
    s->nul |= n && memchr(s->buf.p + left, '\0', n);
    s->buf.n += n;
    s->ended = n == 0;
    return n > 0;
}

/* The next line, without its LF; the last one may lack it. */
static bool next_line(struct tsv *t)
{
    struct tsv_source *s = t->source;
    size_t seen = 0;
    for (;;) {
        char *from = s->buf.p + s->at,
             *lf = s->buf.n > s->at + seen ? memchr(from + seen, '\n', s->buf.n - s->at - seen) : NULL;
        if (lf || (s->ended && s->buf.n > s->at)) {
            size_t n = lf ? (size_t)(lf - from) : s->buf.n - s->at;
            t->row = slice_of(from, n);
            s->at += n + (lf != NULL);
            t->line++;
            return true;
        }
        seen = s->buf.n - s->at;
        if (!fill(t) && s->buf.n == s->at)
            return false;
    }
}

/* ---- the header ---- */

static void check_header(struct tsv *t)
{
    struct bad_place at = place(t);
    struct slice none = {0}, row = t->row;
    if (slice_starts(row, SLICE("\xef\xbb\xbf")))
        bad_file(&at, NULL, none, "begins with a byte-order mark", "sed '1s/^\\xEF\\xBB\\xBF//' removes it");
    if (row.n && row.p[row.n - 1] == '\r')
        bad_file(&at, NULL, none, "the header ends in a carriage return", "tr -d '\\r' makes LF of CRLF");
    if (memchr(row.p, '\0', row.n))
        bad_file(&at, NULL, none, "the header holds a NUL byte", "is this a text file?");
}

static void name_columns(struct tsv *t)
{
    struct bad_place at = place(t);
    size_t cap = 0;
    for (struct slice rest = t->source->header, name; rest.p;) {
        name = slice_cut(&rest, '\t');
        if (name.n == 0)
            bad_file(&at, NULL, t->source->header, "a column has no name", "name every column");
        for (unsigned i = 0; i < t->n; i++)
            if (slice_eq(t->column[i], name))
                bad_file(&at, NULL, name, "names two columns", "rename one of them");
        t->column = mem_grow(t->column, &cap, t->n + 1, sizeof *t->column);
        t->column[t->n++] = name;
    }
    t->field = mem_zero(t->n, sizeof *t->field);
}

static void read_header(struct tsv *t)
{
    struct tsv_source *s = t->source;
    if (!next_line(t))
        die(STATUS_DATA, "%s: no header line, the input is empty (did the command before it fail?)", t->name);
    check_header(t);
    if (!t->column) {
        char *header = arena_alloc(&s->names, t->row.n + 1);
        memcpy(header, t->row.p, t->row.n);
        header[t->row.n] = '\n'; /* for those who want it with its LF */
        s->header = slice_of(header, t->row.n);
        name_columns(t);
    } else if (!slice_eq(t->row, s->header)) {
        struct bad_place at = place(t);
        bad_file(&at, NULL, t->row, "is not the header of the first file",
                 "give files of the same columns in the same order");
    }
}

static struct tsv *start(const char *path, bool operands)
{
    struct tsv *t = mem_zero(1, sizeof *t);
    t->source = mem_zero(1, sizeof *t->source);
    t->source->operands = operands;
    t->source->next_file = 1;
    open_next(t, path);
    read_header(t);
    return t;
}

struct tsv *tsv_open(void)
{
    return start(tool_file(0), true);
}
struct tsv *tsv_open_file(const char *path)
{
    return start(path, false);
}

static void close_input(struct tsv_source *s)
{
    if (s->fd != STDIN_FILENO)
        close(s->fd);
}

void tsv_close(struct tsv *t)
{
    close_input(t->source);
    buf_free(&t->source->buf);
    arena_free(&t->source->names);
    free(t->source);
    free(t->column);
    free(t->field);
    free(t);
}

/* ---- rows ---- */

/* A side table, of limits or the like, is right or unusable: --on-bad is about the rows of the input. */
static bool reject(struct tsv *t, const char *column, struct slice value, const char *problem, const char *remedy)
{
    struct bad_place at = place(t);
    if (!t->source->operands)
        bad_file(&at, column, value, problem, remedy);
    return bad_record(&at, column, value, problem, remedy);
}

static bool ragged(struct tsv *t, unsigned fields)
{
    char problem[96];
    snprintf(problem, sizeof problem, "%u field%s where the header has %u", fields, fields == 1 ? "" : "s", t->n);
    return reject(t, NULL, (struct slice){0}, t->row.n ? problem : "a blank line", "every row has every column");
}

/* Cuts the row into fields; false where it was set aside. */
static bool split(struct tsv *t)
{
    const char *p = t->row.p, *end = p + t->row.n;
    unsigned n = 0;
    if (t->row.n && end[-1] == '\r')
        return reject(t, NULL, (struct slice){0}, "ends in a carriage return", "tr -d '\\r' makes LF of CRLF");
    if (t->source->nul && memchr(p, '\0', t->row.n))
        return reject(t, NULL, (struct slice){0}, "holds a NUL byte", "is this a text file?");
    for (;; p++) {
        const char *tab = memchr(p, '\t', (size_t)(end - p));
        const char *stop = tab ? tab : end;
        if (n < t->n)
            t->field[n] = slice_of(p, (size_t)(stop - p));
        n++;
        if (!tab)
            break;
        p = tab;
    }
    return n == t->n && (t->row.n || t->n == 1) ? true : ragged(t, n);
}

bool tsv_next(struct tsv *t)
{
    struct tsv_source *s = t->source;
    for (;;) {
        if (!next_line(t)) {
            if (!s->operands || s->next_file >= tool_files())
                return false;
            close_input(s);
            open_next(t, tool_file(s->next_file++));
            read_header(t);
            continue;
        }
        tool_rows.in += s->operands;
        if (split(t))
            return true;
    }
}

struct slice tsv_header(const struct tsv *t)
{
    return t->source->header;
}

void tsv_drop(struct tsv *t, const char *reason)
{
    struct out *o = dropped_file(tsv_header(t));
    tool_drop(reason);
    if (!o)
        return;
    out_slice(o, t->row);
    out_char(o, '\n');
}

bool tsv_bad(struct tsv *t, unsigned col, const char *problem, const char *remedy)
{
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)t->column[col].n, t->column[col].p);
    return reject(t, name, t->field[col], problem, remedy);
}
