/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/tsv.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/tool.h"
#include "tsv/bad.h"
#include "tsv/bulk.h"
#include "tsv/columns.h"
#include "tsv/dropped.h"
#include "tsv/ends.h"
#include "tsv/feed.h"
#include "tsv/filekind.h"
#include "tsv/known.h"
#include "tsv/window.h"

enum { LONGEST_ROW = 1 << 30 };

struct tsv_source {
    struct arena names;
    struct slice header; /* without its LF, in the arena */
    struct map columns;  /* their names: number i is column i */
    bool operands;       /* of the tool, else one file of its own */
    int status;          /* of a defect */
    struct feed feed;
    struct ends cells; /* of the window that begins at feed.at */
    enum cpu_level level;
    uint32_t next;    /* of the found rows: the next one */
    uint32_t first;   /* of cells.end: where its first field ends */
    size_t done;      /* where it begins, from feed.at */
    int32_t *at;      /* of a row that was cut the slow way */
    struct buf again; /* of tsv_again, with its LF */
};

static int status(const struct tsv *t)
{
    return t->source->status;
}

static struct bad_place place(const struct tsv *t)
{
    const struct tsv_source *s = t->source;
    const struct feed *f = &s->feed;
    bool again = t->row.p && t->row.p == s->again.p;
    bool lf = again || (t->row.p && t->row.p + t->row.n < f->p + f->n); /* the LF after the row is still there */
    return (struct bad_place){t->name, t->line, slice_of(s->header.p, s->header.n + 1),
                              slice_of(t->row.p, t->row.n + lf), status(t)};
}

/* ---- bytes to lines ---- */

static void open_next(struct tsv *t, const char *path)
{
    struct tsv_source *s = t->source;
    feed_open(&s->feed, path);
    s->cells.rows = s->next = 0;
    s->done = 0;
    t->name = s->feed.name;
    t->line = 0;
}

/* The next line, the slow way. */
static bool next_line(struct tsv *t)
{
    struct feed *f = &t->source->feed;
    size_t size;
    if (!feed_line(f, 0, t->line + 1, LONGEST_ROW, &t->row, &size))
        return false;
    f->at += size;
    t->line++;
    return true;
}

/* Scans after the last row; reads more if less than a window is left. */
static void look_on(struct tsv *t)
{
    struct tsv_source *s = t->source;
    struct feed *f = &s->feed;
    f->at += s->done;
    s->done = 0;
    while (feed_left(f) < ENDS_WINDOW && feed_fill(f))
        continue;
    size_t n = feed_left(f) < ENDS_WINDOW ? feed_left(f) : ENDS_WINDOW;
    t->base = f->p + f->at;
    s->next = s->first = 0;
    ends_find(&s->cells, s->level, t->base, n, t->n);
    tool_rows.in += s->operands ? s->cells.rows : 0;
}

/* ---- the header ---- */

static void check_header(struct tsv *t)
{
    struct bad_place at = place(t);
    struct slice none = {0}, row = t->row;
    const char *remedy, *kind = filekind_of_binary(row, &remedy);
    if (kind)
        bad_file(&at, NULL, none, kind, remedy);
    if (slice_starts(row, SLICE("\xef\xbb\xbf")))
        bad_file(&at, NULL, none, "begins with a byte-order mark", "sed '1s/^\\xEF\\xBB\\xBF//' removes it");
    if (row.n && row.p[row.n - 1] == '\r' && known_csv(row))
        bad_file(&at, NULL, none, "this looks like CSV, not a table", "clean --schema NAME or fromcsv makes one of it");
    if (row.n && row.p[row.n - 1] == '\r')
        bad_file(&at, NULL, none, "the header ends in a carriage return", "tr -d '\\r' makes LF of CRLF");
    if (memchr(row.p, '\0', row.n))
        bad_file(&at, NULL, none, "the header holds a NUL byte", "is this a text file?");
}

static void name_columns(struct tsv *t)
{
    struct bad_place at = place(t);
    struct map *names = &t->source->columns;
    size_t cap = 0;
    for (struct slice rest = t->source->header, name; rest.p;) {
        name = slice_cut(&rest, '\t');
        if (name.n == 0)
            bad_file(&at, NULL, t->source->header, "a column has no name", "name every column");
        if (map_put(names, name) != t->n)
            bad_file(&at, NULL, name, "names two columns", "rename one of them");
        t->column = mem_grow(t->column, &cap, t->n + 1, sizeof *t->column);
        t->column[t->n++] = name;
    }
    t->source->at = mem_zero(t->n + (size_t)1, sizeof *t->source->at);
}

static void read_header(struct tsv *t)
{
    struct tsv_source *s = t->source;
    if (!next_line(t))
        die(status(t), "%s: no header line, the input is empty (did the command before it fail?)", t->name);
    check_header(t);
    if (!t->column) {
        char *header = arena_alloc(&s->names, t->row.n + 1);
        memcpy(header, t->row.p, t->row.n);
        header[t->row.n] = '\n'; /* for callers that want it with its LF */
        s->header = slice_of(header, t->row.n);
        name_columns(t);
    } else if (!slice_eq(t->row, s->header)) {
        columns_differ(t, t->row);
    }
}

static struct tsv *start(const char *path, bool operands, int status)
{
    struct tsv *t = mem_zero(1, sizeof *t);
    t->source = mem_zero(1, sizeof *t->source);
    t->source->operands = operands;
    t->source->status = status;
    ends_init(&t->source->cells);
    t->source->level = cpu_best();
    open_next(t, path);
    read_header(t);
    return t;
}

struct tsv *tsv_open(void)
{
    struct tsv *t = start(tool_file(0), true, STATUS_DATA);
    if (tool_is_map())
        dropped_file(tsv_header(t)); /* it is there, too, when nothing is dropped */
    bad_begin(place(t).header);
    return t;
}
struct tsv *tsv_open_file(const char *path)
{
    return start(path, false, STATUS_USAGE); /* it is named on the command line: if it is unusable, that is wrong */
}
struct tsv *tsv_open_table(const char *path)
{
    return start(path, false, STATUS_DATA);
}

void tsv_close(struct tsv *t)
{
    feed_close(&t->source->feed);
    feed_free(&t->source->feed);
    ends_free(&t->source->cells);
    arena_free(&t->source->names);
    map_free(&t->source->columns);
    free(t->source->at);
    buf_free(&t->source->again);
    free(t->source);
    free(t->column);
    free(t);
}

/* ---- rows ---- */

/* A side table is either correct or unusable: --on-bad is only for the rows of the input. */
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

/* Cuts the row into fields, the slow way, and checks it; false if it was set aside. */
static bool split(struct tsv *t)
{
    unsigned n = 0;
    if (t->row.n && t->row.p[t->row.n - 1] == '\r')
        return reject(t, NULL, (struct slice){0}, "ends in a carriage return", "tr -d '\\r' makes LF of CRLF");
    if (t->row.n && memchr(t->row.p, '\0', t->row.n))
        return reject(t, NULL, (struct slice){0}, "holds a NUL byte", "is this a text file?");
    t->source->at[0] = (int32_t)(t->row.p - t->base) - 1;
    for (struct slice rest = t->row, field; rest.p; n++) {
        field = slice_cut(&rest, '\t');
        if (n < t->n)
            t->source->at[n + 1] = (int32_t)(field.p + field.n - t->base);
    }
    t->at = t->source->at;
    t->ahead = 0;
    return (n == t->n && (t->row.n || t->n == 1)) || ragged(t, n);
}

/* The window's next row; false if it has something unusual, so that it must be split. */
static inline bool take(struct tsv *t)
{
    struct tsv_source *s = t->source;
    bool even = s->cells.even;
    uint32_t last = even ? s->first + t->n - 1 : s->cells.row[s->next], fields = last + 1 - s->first;
    t->line++;
    t->at = (const int32_t *)s->cells.end + s->first - 1;
    t->row = slice_of(t->base + s->done, s->cells.end[last] - s->done);
    s->first = last + 1;
    s->done = s->cells.end[last] + 1;
    s->next++;
    t->ahead = even ? s->cells.rows - s->next : 0;
    return even || (fields == t->n && !(t->row.n && t->row.p[t->row.n - 1] == '\r') && !s->cells.any_nul);
}

static bool next_file(struct tsv *t)
{
    struct tsv_source *s = t->source;
    if (!s->operands || (int)t->file + 1 >= tool_files())
        return false;
    feed_close(&s->feed);
    open_next(t, tool_file((int)++t->file));
    read_header(t);
    return true;
}

/* A row that is longer than a window, or the last one, without its LF; false if it was set aside. */
static bool take_long(struct tsv *t)
{
    tool_rows.in += t->source->operands;
    if (!next_line(t))
        return false;
    t->base = t->row.p;
    return split(t);
}

bool tsv_next(struct tsv *t)
{
    struct tsv_source *s = t->source;
    for (;;) {
        while (__builtin_expect(s->next < s->cells.rows, 1))
            if (__builtin_expect(take(t), 1) || split(t))
                return true;
        look_on(t);
        if (s->cells.rows)
            continue;
        if (feed_left(&s->feed) == 0) {
            if (!next_file(t))
                return false;
        } else if (take_long(t)) {
            return true;
        }
    }
}

void bulk_take(struct tsv *t, uint32_t rows)
{
    struct tsv_source *s = t->source;
    s->next += rows - 1;
    s->first += (rows - 1) * t->n;
    s->done = s->cells.end[s->first - 1] + (size_t)1;
    t->line += rows - 1;
    take(t);
}

unsigned tsv_find_slice(const struct tsv *t, struct slice name)
{
    return map_get(&t->source->columns, name); /* MAP_NONE is TSV_NONE */
}

struct slice tsv_header(const struct tsv *t)
{
    return t->source->header;
}

bool tsv_file(const struct tsv *t, struct window_file *out)
{
    const struct tsv_source *s = t->source;
    const struct feed *f = &s->feed;
    *out = (struct window_file){f->fd, f->begin + (off_t)s->header.n + 1, f->size, f->written, t->n};
    return f->size > FEED_BLOCK && out->begin <= out->end /* the header may lack its LF */ &&
           (!s->operands || tool_files() == 1);
}

void tsv_again(struct tsv *t, struct slice row, struct tsv_place where)
{
    struct tsv_source *s = t->source;
    unsigned col = 0;
    s->again.n = 0;
    buf_room(&s->again, row.n + 1 + FEED_PADDING);
    buf_add(&s->again, row.p, row.n);
    buf_addch(&s->again, '\n');
    s->at[0] = -1;
    for (size_t i = 0; i < s->again.n; i++)
        if (s->again.p[i] == '\t' || s->again.p[i] == '\n')
            s->at[++col] = (int32_t)i;
    t->row = slice_of(s->again.p, row.n);
    t->base = s->again.p;
    t->at = s->at;
    t->ahead = 0;
    t->name = where.name;
    t->file = where.file;
    t->line = where.line;
}

void tsv_drop(struct tsv *t, const char *reason)
{
    tsv_drop_row(t, t->row, reason);
}

void tsv_drop_row(struct tsv *t, struct slice row, const char *reason)
{
    struct out *o = dropped_file(tsv_header(t));
    tool_drop(reason, 1);
    if (!o)
        return;
    out_slice(o, row);
    out_char(o, '\n');
}

bool tsv_bad(struct tsv *t, unsigned col, const char *problem, const char *remedy)
{
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)t->column[col].n, t->column[col].p);
    return reject(t, name, tsv_field(t, col), problem, remedy);
}
