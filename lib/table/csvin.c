/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/csvin.h"

#include <csv.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "base/utf8.h"
#include "table/bad.h"

enum { BLOCK = 1 << 18, LONGEST = 1 << 24 };

struct csvin_source {
    struct dialect dialect;
    struct arena names;
    const char *path;
    int next_file, fd;
    bool ended, nul, first; /* the file is read to its end; holds a NUL somewhere; no record of it was given yet */
    struct buf buf;         /* the record begins at buf.p + at and is `size` bytes long, line end included */
    size_t at, size;
    struct slice header; /* the first file's header as it stood, with its line end */
    uint64_t lines;      /* of the record */
    struct csv_parser parser;
    bool row_ended;             /* libcsv has seen the end of the record */
    struct buf value;           /* the bytes of all fields, one behind the other */
    size_t *end, end_cap, ends; /* field i ends at value.p + end[i] */
    struct buf converted;
    size_t field_cap;
    iconv_t iconv;
    uint64_t *blank_lines, *respaced, *reencoded;
};

/* ---- bytes to lines ---- */

/* Reads on behind what is there, the record's beginning kept; false at the end of the file. */
static bool fill(struct csvin *in)
{
    struct csvin_source *s = in->source;
    size_t left = s->buf.n - s->at;
    if (s->ended)
        return false;
    if (left)
        memmove(s->buf.p, s->buf.p + s->at, left);
    s->buf.n = left;
    s->at = 0;
    buf_room(&s->buf, BLOCK);
    size_t n = tool_read(s->fd, s->path, s->buf.p + left, BLOCK);
    s->nul |= n && memchr(s->buf.p + left, '\0', n);
    s->buf.n += n;
    s->ended = n == 0;
    return n > 0;
}

/* The line that begins `from` bytes into the record, without its LF or CRLF; *size is its length with it. */
static bool line_at(struct csvin *in, size_t from, struct slice *line, size_t *size)
{
    struct csvin_source *s = in->source;
    size_t seen = from;
    for (;;) {
        char *p = s->buf.p + s->at;
        size_t have = s->buf.n - s->at;
        char *lf = have > seen ? memchr(p + seen, '\n', have - seen) : NULL;
        if (lf || (s->ended && have > from)) {
            *size = lf ? (size_t)(lf - p) - from + 1 : have - from;
            *line = slice_of(p + from, *size - (lf != NULL));
            line->n -= line->n && line->p[line->n - 1] == '\r';
            return true;
        }
        if (have - from > LONGEST)
            die(STATUS_DATA, "%s:%llu: a line longer than 16 MiB (line ends are LF or CRLF)", in->name,
                (unsigned long long)(in->line + s->lines));
        seen = have;
        if (!fill(in) && s->buf.n - s->at <= from)
            return false;
    }
}

static struct bad_place place(const struct csvin *in)
{
    const struct csvin_source *s = in->source;
    return (struct bad_place){in->name, in->line, s->header, slice_of(s->buf.p + s->at, s->size)};
}

bool csvin_bad(const struct csvin *in, const char *column, struct slice value, const char *problem, const char *remedy)
{
    struct bad_place at = place(in);
    return bad_record(&at, column, value, problem, remedy);
}

static bool malformed(const struct csvin *in, const char *problem, const char *remedy)
{
    return csvin_bad(in, NULL, (struct slice){0}, problem, remedy);
}

/* ---- lines to fields ---- */

static void push_field(struct csvin_source *s, const void *p, size_t n)
{
    buf_add(&s->value, p, n);
    s->end = mem_grow(s->end, &s->end_cap, s->ends + 1, sizeof *s->end);
    s->end[s->ends++] = s->value.n;
}

static void on_field(void *p, size_t n, void *data)
{
    push_field(data, p, n);
}

static void on_row(int c, void *data)
{
    (void)c;
    ((struct csvin_source *)data)->row_ended = true;
}

static int no_byte(unsigned char c)
{
    (void)c;
    return 0;
}

static int is_lf(unsigned char c)
{
    return c == '\n';
}

/* libcsv as RFC 4180 has it: blanks belong to the value, LF alone ends a record (line_at took the CR of a CRLF). */
static void reset_parser(struct csvin_source *s)
{
    csv_free(&s->parser);
    if (csv_init(&s->parser, CSV_STRICT) != 0)
        die(STATUS_ENV, "libcsv cannot start");
    csv_set_delim(&s->parser, (unsigned char)s->dialect.delimiter);
    csv_set_space_func(&s->parser, no_byte);
    csv_set_term_func(&s->parser, is_lf);
}

/* What is wrong with the quoting is the matter of the record's first line; the next record begins behind it. */
static bool misquoted(struct csvin *in, const char *problem)
{
    struct slice line;
    line_at(in, 0, &line, &in->source->size);
    in->source->lines = 1;
    reset_parser(in->source);
    return malformed(in, problem, "a quote mark encloses a whole value, and is doubled inside it");
}

static bool split_csv(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    for (s->row_ended = false;;) {
        if (csv_parse(&s->parser, line.p, line.n, on_field, on_row, s) != line.n ||
            csv_parse(&s->parser, "\n", 1, on_field, on_row, s) != 1)
            return misquoted(in, "a quote mark inside a value");
        if (s->row_ended)
            return true;
        if (s->size > LONGEST)
            return misquoted(in, "a quote mark not closed within 16 MiB");
        size_t more;
        if (!line_at(in, s->size, &line, &more))
            return misquoted(in, "a quote mark that is never closed");
        s->size += more;
        s->lines++;
    }
}

static bool split_blanks(struct csvin_source *s, struct slice line)
{
    for (size_t i = 0, from; i < line.n;) {
        while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
            i++;
        for (from = i; i < line.n && line.p[i] != ' ' && line.p[i] != '\t';)
            i++;
        if (i > from)
            push_field(s, line.p + from, i - from);
    }
    return true;
}

static bool split(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    s->value.n = s->ends = 0;
    switch (s->dialect.format) {
    case FORMAT_CSV:
        if (line.n)
            return split_csv(in, line);
        push_field(s, "", 0); /* libcsv drops blank lines; a table of one column means an empty value */
        return true;
    case FORMAT_PLAIN:
        while (line.p) {
            struct slice word = slice_cut(&line, s->dialect.delimiter);
            push_field(s, word.p, word.n);
        }
        return true;
    case FORMAT_BLANKS:
        return split_blanks(s, line);
    case FORMAT_FIXED:
        push_field(s, line.p, line.n);
        return true;
    }
    return false;
}

/* ---- fields to text ---- */

/* In every value a tab, LF, CR or CRLF (which line_at made LF) becomes one space. */
static void respace(struct csvin_source *s)
{
    for (size_t i = 0; i < s->value.n; i++)
        if (s->value.p[i] == '\t' || s->value.p[i] == '\n' || s->value.p[i] == '\r') {
            s->value.p[i] = ' ';
            ++*s->respaced;
        }
}

/* The record from the fallback encoding to UTF-8, value by value. */
static bool reencode(struct csvin *in)
{
    struct csvin_source *s = in->source;
    size_t from = 0;
    s->converted.n = 0;
    for (size_t i = 0; i < s->ends; i++) {
        char *p = s->value.p + from;
        size_t left = s->end[i] - from, room = 4 * left;
        from = s->end[i];
        buf_room(&s->converted, room + 1);
        char *to = s->converted.p + s->converted.n;
        iconv(s->iconv, NULL, NULL, NULL, NULL);
        if (iconv(s->iconv, &p, &left, &to, &room) == (size_t)-1)
            return malformed(in, "is neither UTF-8 nor in the fallback encoding", "name another one");
        s->converted.n = (size_t)(to - s->converted.p);
        s->end[i] = s->converted.n;
    }
    struct buf swap = s->value;
    s->value = s->converted;
    s->converted = swap;
    ++*s->reencoded;
    return true;
}

static bool to_text(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct slice raw = slice_of(s->buf.p + s->at, s->size);
    if (s->nul && memchr(raw.p, '\0', raw.n))
        return malformed(in, "holds a NUL byte", "is this text? UTF-16 is converted by iconv -f UTF-16 -t UTF-8");
    if (!utf8_ascii(raw) && !utf8_valid(raw)) {
        if (!s->dialect.fallback)
            return malformed(in, "is not UTF-8", "name the encoding as the fallback: ISO-8859-1, WINDOWS-1252 ...");
        if (!reencode(in))
            return false;
    }
    respace(s);
    in->field = mem_grow(in->field, &s->field_cap, s->ends, sizeof *in->field);
    for (size_t i = 0, from = 0; i < s->ends; from = s->end[i++])
        in->field[i] = slice_of(s->value.p + from, s->end[i] - from);
    return true;
}

/* ---- files ---- */

static void refuse_binary(struct csvin *in)
{
    static const struct {
        struct slice magic;
        const char *problem, *remedy;
    } kind[] = {
        {{"\x1f\x8b", 2}, "is compressed by gzip", "zcat FILE | ..."},
        {{"\x28\xb5\x2f\xfd", 4}, "is compressed by zstd", "zstd -dc FILE | ..."},
        {{"PK\x03\x04", 4}, "is a ZIP archive or a spreadsheet", "save it as CSV"},
        {{"\xff\xfe", 2}, "is UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | ..."},
        {{"\xfe\xff", 2}, "is UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | ..."},
    };
    struct csvin_source *s = in->source;
    struct slice begin = slice_of(s->buf.p, s->buf.n);
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (slice_starts(begin, kind[i].magic))
            die(STATUS_DATA, "%s: %s (%s)", in->name, kind[i].problem, kind[i].remedy);
    if (slice_starts(begin, SLICE("\xef\xbb\xbf")))
        s->at = 3;
}

/* Reads the next record into the source; false where it was set aside. */
static bool read_record(struct csvin *in, struct slice line)
{
    return split(in, line) && to_text(in);
}

static void read_header(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    if (!read_record(in, line) || s->ends == 0)
        die(STATUS_DATA, "%s:1: the header is malformed", in->name);
    in->n = (unsigned)s->ends;
    in->column = arena_alloc(&s->names, in->n * sizeof *in->column);
    for (unsigned i = 0; i < in->n; i++)
        in->column[i] = slice_trim(arena_copy(&s->names, in->field[i]));
    if (!s->header.p)
        s->header = arena_copy(&s->names, slice_of(s->buf.p + s->at, s->size));
    s->at += s->size;
    in->line += s->lines;
    s->size = s->lines = 0;
}

static void open_file(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct slice line;
    s->path = tool_file(s->next_file++);
    in->name = strcmp(s->path, "-") == 0 ? "stdin" : s->path;
    s->fd = tool_open(s->path);
    s->ended = s->nul = false;
    s->first = true;
    s->buf.n = s->at = s->size = s->lines = 0;
    in->n = 0;
    in->line = 1;
    fill(in);
    refuse_binary(in);
    if (!line_at(in, 0, &line, &s->size))
        die(STATUS_DATA, "%s: the input is empty (did the command before it fail?)", in->name);
    s->lines = 1;
    if (s->dialect.header)
        read_header(in, line);
    else
        s->size = s->lines = 0;
}

struct csvin *csvin_open(const struct dialect *d)
{
    struct csvin *in = mem_zero(1, sizeof *in);
    struct csvin_source *s = in->source = mem_zero(1, sizeof *s);
    s->dialect = *d;
    s->blank_lines = tool_counter("blank_lines");
    s->respaced = tool_counter("characters_respaced");
    s->reencoded = tool_counter("records_reencoded");
    s->iconv = (iconv_t)-1;
    if (d->fallback && (s->iconv = iconv_open("UTF-8", d->fallback)) == (iconv_t)-1)
        die(STATUS_USAGE, "no encoding is called \"%s\" (iconv -l lists them)", d->fallback);
    reset_parser(s);
    open_file(in);
    return in;
}

static bool ragged(struct csvin *in)
{
    char problem[96];
    size_t n = in->source->ends;
    snprintf(problem, sizeof problem, "%zu field%s where %s has %u", n, n == 1 ? "" : "s",
             in->column ? "the header" : "the first record", in->n);
    return malformed(in, problem, "a delimiter within a value needs quote marks around it");
}

/* The record at hand, a line of it already found. True: it can be used. */
static bool take_record(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    tool_rows.in++;
    if (!read_record(in, line))
        return false;
    if (in->n == 0)
        in->n = (unsigned)s->ends;
    if (s->ends != in->n)
        return ragged(in);
    in->new_file = s->first;
    s->first = false;
    return true;
}

bool csvin_next(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct slice line;
    for (;;) {
        s->at += s->size;
        in->line += s->lines;
        s->size = s->lines = 0;
        if (!line_at(in, 0, &line, &s->size)) {
            if (s->next_file >= tool_files())
                return false;
            close(s->fd);
            open_file(in);
            continue;
        }
        s->lines = 1;
        if (line.n == 0 && in->n != 1)
            ++*s->blank_lines;
        else if (take_record(in, line))
            return true;
    }
}

void csvin_close(struct csvin *in)
{
    struct csvin_source *s = in->source;
    if (s->fd != STDIN_FILENO)
        close(s->fd);
    if (s->iconv != (iconv_t)-1)
        iconv_close(s->iconv);
    csv_free(&s->parser);
    arena_free(&s->names);
    buf_free(&s->buf);
    buf_free(&s->value);
    buf_free(&s->converted);
    free(s->end);
    free(s);
    free(in->field);
    free(in);
}
