/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/csvheader.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/tool.h"
#include "csv/csvsource.h"
#include "tsv/filekind.h"

enum { HEADER_LINES = 100 /* that a header may stand below */ };

static void refuse_others(struct csvin *in)
{
    struct feed *f = &in->source->rows.feed;
    while (feed_left(f) < FILEKIND_BYTES && feed_fill(f))
        continue;
    struct slice begin = slice_of(f->p, f->n < FILEKIND_BYTES ? f->n : FILEKIND_BYTES);
    const char *remedy, *what = filekind_of(begin, &remedy);
    if (what)
        die(STATUS_DATA, "%s: %s (%s)", in->name, what, remedy);
    if (slice_starts(begin, SLICE("\xef\xbb\xbf")))
        rows_skip(&in->source->rows, 3);
}

/* A file whose lines end in CR alone looks like one line to a reader that expects LF. */
static void refuse_cr(const struct csvin *in, struct slice line)
{
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        quoted ^= line.p[i] == '"';
        if (line.p[i] == '\r' && !quoted && i + 1 < line.n && line.p[i + 1] != '\r')
            die(STATUS_DATA,
                "%s: its lines end in CR alone, as old spreadsheets write them (tr '\\r' '\\n' < FILE | ...)",
                in->name);
    }
}

/* A table has only one column: probably its delimiter is another one. */
static void refuse_tabs(const struct csvin *in, struct slice line)
{
    const struct dialect *d = &in->source->dialect;
    size_t tabs = 0;
    for (size_t i = 0; i < line.n; i++)
        tabs += line.p[i] == '\t';
    if (tabs && d->header && d->delimiter == ',' && d->format <= FORMAT_PLAIN && !memchr(line.p, ',', line.n))
        die(STATUS_DATA,
            "%s:%" PRIu64 ": no comma but %zu tab%s in the header: a table already, or the delimiter is tab", in->name,
            in->line, tabs, tabs == 1 ? "" : "s");
}

static void take_names(struct csvin *in)
{
    struct csvin_source *s = in->source;
    in->n = s->made.n;
    in->column = arena_alloc(&s->names, in->n * sizeof *in->column);
    for (unsigned i = 0; i < in->n; i++)
        in->column[i] = slice_trim(arena_copy(&s->names, csvin_field(in, i)));
}

static void pass_line(struct csvin *in)
{
    struct csvin_source *s = in->source;
    rows_skip(&s->rows, s->size);
    in->line += s->lines;
    s->size = s->lines = 0;
}

static bool next_line(struct csvin *in, struct slice *line)
{
    struct csvin_source *s = in->source;
    s->lines = 0;
    if (!csvsource_line(in, 0, line, &s->size))
        return false;
    s->lines = 1;
    return true;
}

/* Passes over empty lines, and the line that tells a spreadsheet the delimiter. */
static bool is_before_header(const struct csvin *in, struct slice line)
{
    char mark = in->source->dialect.delimiter;
    if (line.n == 0)
        return true;
    if (line.n != 5 || memcmp(line.p, "sep=", 4) != 0)
        return false;
    if (line.p[4] != mark && in->source->dialect.format <= FORMAT_PLAIN)
        die(STATUS_DATA,
            "%s:%" PRIu64
            ": this line states the delimiter \"%c\", but the file is read with \"%c\" (give the same delimiter)",
            in->name, in->line, line.p[4], mark);
    return true;
}

/* A line that can be the header. */
struct candidate {
    struct slice *column;
    unsigned n, has;
    uint64_t line;
};

static unsigned count_needed(const struct csvin *in)
{
    const struct csvin_header *find = &in->source->find;
    return find->has ? find->has(in->column, in->n, find->user) : 0;
}

/* No line has all columns. */
static void take_best(struct csvin *in, const struct candidate *best, uint64_t first)
{
    in->column = best->column;
    in->n = best->n;
    in->line = best->column ? best->line : first;
    in->header = best->has == 0 ? HEADER_NONE : best->line > first ? HEADER_BEST : HEADER_FITS;
}

static void find_header(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    struct candidate best = {0};
    uint64_t begin = in->line, first = 0;
    s->quiet = s->find.has != NULL;
    in->header = HEADER_FITS;
    for (int tried = 0;; tried++) {
        bool read = csvsource_read(in, line) && s->made.n > 0;
        if (!read && !s->find.has)
            die(STATUS_DATA, "%s:%" PRIu64 ": the header is malformed", in->name, in->line);
        if (read) {
            take_names(in);
            unsigned has = count_needed(in);
            if (has == s->find.needs) {
                *s->above_header += in->line - begin;
                break;
            }
            first = first ? first : in->line;
            if (!best.column || has > best.has)
                best = (struct candidate){in->column, in->n, has, in->line};
        }
        pass_line(in);
        if (tried == HEADER_LINES || !next_line(in, &line)) {
            take_best(in, &best, first ? first : begin);
            break;
        }
        in->n = 0;
    }
    s->quiet = false;
}

static void read_header(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    find_header(in, line);
    if (!in->column)
        die(STATUS_DATA, "%s:1: the header is malformed", in->name);
    in->header_line = in->line;
    s->header = arena_copy(&s->names, csvsource_raw(s));
    pass_line(in);
}

void csvheader_read(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct slice line;
    refuse_others(in);
    bool some = next_line(in, &line);
    while (some && s->dialect.header && is_before_header(in, line)) {
        pass_line(in);
        ++*s->above_header;
        some = next_line(in, &line);
    }
    if (!some)
        die(STATUS_DATA, "%s: the input is empty (did the command before it fail?)", in->name);
    refuse_cr(in, line);
    refuse_tabs(in, line);
    if (s->dialect.header) {
        read_header(in, line);
        return;
    }
    s->size = s->lines = 0;
    rows_skip(&s->rows, 0); /* the line is a record: the scan begins with it */
}
