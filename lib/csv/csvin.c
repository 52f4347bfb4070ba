/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/csvin.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "csv/csvheader.h"
#include "csv/csvsource.h"
#include "csv/rows.h"
#include "csv/unquote.h"
#include "csv/utf8.h"
#include "tsv/bad.h"

enum { LONGEST = 1 << 24 };

bool csvsource_line(struct csvin *in, size_t from, struct slice *line, size_t *size)
{
    struct csvin_source *s = in->source;
    if (!feed_line(&s->rows.feed, from, in->line + s->lines, LONGEST, line, size))
        return false;
    line->n -= line->n && line->p[line->n - 1] == '\r';
    return true;
}

static struct bad_place place(const struct csvin *in)
{
    const struct csvin_source *s = in->source;
    return (struct bad_place){in->name, in->line, s->header, csvsource_raw(s), STATUS_DATA};
}

bool csvin_bad(const struct csvin *in, const char *column, struct slice value, const char *problem, const char *remedy)
{
    struct bad_place at = place(in);
    return bad_record(&at, column, value, problem, remedy);
}

static bool malformed(const struct csvin *in, const char *problem, const char *remedy)
{
    return !in->source->quiet && csvin_bad(in, NULL, (struct slice){0}, problem, remedy);
}

/* ---- the slow way: lines to values ---- */

/* A record with wrong quoting is its first line; the next record begins after that line. */
static bool misquoted(struct csvin *in, const char *problem)
{
    struct slice line;
    csvsource_line(in, 0, &line, &in->source->size);
    in->source->lines = 1;
    csvsplit_reset(in->source->split);
    return malformed(in, problem, "a quote mark encloses a whole value, and is doubled inside it");
}

static bool split_csv(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    for (;;) {
        switch (csvsplit_line(s->split, line)) {
        case CSVSPLIT_MISQUOTED:
            return misquoted(in, "a quote mark inside a value");
        case CSVSPLIT_DONE:
            return true;
        case CSVSPLIT_MORE:
            break;
        }
        if (s->size > LONGEST)
            return misquoted(in, "a quote mark not closed within 16 MiB");
        size_t more;
        if (!csvsource_line(in, s->size, &line, &more))
            return misquoted(in, "a quote mark that is never closed");
        s->size += more;
        s->lines++;
    }
}

static bool split_blanks(struct record_buf *made, struct slice line)
{
    for (size_t i = 0, from; i < line.n;) {
        while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
            i++;
        for (from = i; i < line.n && line.p[i] != ' ' && line.p[i] != '\t';)
            i++;
        if (i > from)
            record_push(made, line.p + from, i - from);
    }
    return true;
}

static bool split(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    record_begin(&s->made, in->n, 0);
    switch (s->dialect.format) {
    case FORMAT_CSV:
        if (line.n)
            return split_csv(in, line);
        record_push(&s->made, "", 0); /* libcsv drops blank lines; a table of one column means an empty value */
        return true;
    case FORMAT_PLAIN:
        while (line.p) {
            struct slice word = slice_cut(&line, s->dialect.delimiter);
            record_push(&s->made, word.p, word.n);
        }
        return true;
    case FORMAT_BLANKS:
        return split_blanks(&s->made, line);
    case FORMAT_FIXED:
        record_push(&s->made, line.p, line.n);
        return true;
    }
    return false;
}

/* ISO-8859-1 has control characters, U+0080 to U+009F, where WINDOWS-1252 has the euro sign and curly quote marks. */
static void note_controls(struct csvin *in)
{
    struct csvin_source *s = in->source;
    const struct buf *b = &s->made.bytes;
    for (size_t i = 0; i + 1 < b->n; i++)
        if ((unsigned char)b->p[i] == 0xc2 && (unsigned char)b->p[i + 1] < 0xa0) {
            if (s->controls.records++ == 0) {
                s->controls.file = in->name;
                s->controls.line = in->line;
            }
            return;
        }
}

static void warn_of_controls(const struct csvin_source *s)
{
    if (s->controls.records)
        warn("records that have control characters if read as %s: %" PRIu64 "; the first: %s:%" PRIu64
             " (is the fallback WINDOWS-1252?)",
             s->dialect.fallback, s->controls.records, s->controls.file, s->controls.line);
}

/* Tabs and line ends (line_at made LF of CRLF) become spaces, other encodings UTF-8. */
static bool to_text(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct slice bytes = csvsource_raw(s);
    if (memchr(bytes.p, '\0', bytes.n))
        return malformed(in, "holds a NUL byte", "is this text? UTF-16 is converted by iconv -f UTF-16 -t UTF-8");
    if (!utf8_ascii(bytes) && !utf8_valid(bytes)) {
        if (!s->dialect.fallback)
            return malformed(in, "is not UTF-8", "name the encoding as the fallback: ISO-8859-1, WINDOWS-1252 ...");
        if (!record_reencode(&s->made, s->iconv))
            return malformed(in, "is neither UTF-8 nor in the fallback encoding", "name another one");
        ++*s->reencoded;
        note_controls(in);
    }
    *s->respaced += record_respace(&s->made);
    in->record = record_made(&s->made);
    in->bytes = s->made.bytes.n;
    return true;
}

bool csvsource_read(struct csvin *in, struct slice line)
{
    return split(in, line) && to_text(in);
}

/* ---- files ---- */

static void open_file(struct csvin *in)
{
    struct csvin_source *s = in->source;
    rows_open(&s->rows, tool_file(s->next_file++));
    in->name = s->rows.feed.name;
    s->first = true;
    s->ended = false;
    s->size = s->lines = 0;
    in->n = s->dialect.columns;
    in->line = 1;
    csvheader_read(in);
    if (s->dialect.header && in->on_header)
        in->on_header(in, in->user);
}

struct csvin *csvin_open(const struct dialect *d)
{
    return csvin_open_below(d, (struct csvin_header){0});
}

/* EINVAL is an unknown name, and in glibc also a lack of memory while it reads its list of encodings. */
static iconv_t open_encoding(const char *name)
{
    iconv_t c = iconv_open("UTF-8", name);
    if (c == (iconv_t)-1 && errno == EINVAL) {
        free(mem_alloc(1 << 20)); /* ends the tool if that is the reason */
        c = iconv_open("UTF-8", name);
    }
    if (c != (iconv_t)-1)
        return c;
    if (errno != EINVAL)
        die_errno(name, "convert from the encoding");
    die(STATUS_USAGE, "no encoding is called \"%s\" (iconv -l lists them)", name);
}

struct csvin *csvin_open_below(const struct dialect *d, struct csvin_header header)
{
    /* blanks and fixed bytes are no delimiters */
    bool slow = d->libcsv_alone || d->end || d->format == FORMAT_BLANKS || d->format == FORMAT_FIXED;
    struct csvin *in = mem_zero(1, sizeof *in);
    struct csvin_source *s = in->source = mem_zero(1, sizeof *s);
    s->dialect = *d;
    s->find = header;
    rows_init(&s->rows, d->delimiter, d->format == FORMAT_CSV, slow);
    s->above_header = tool_counter("lines_above_header");
    s->below_table = tool_counter("lines_below_table");
    s->blank_lines = tool_counter("blank_lines");
    s->respaced = tool_counter("characters_respaced");
    s->reencoded = tool_counter("records_reencoded");
    s->iconv = (iconv_t)-1;
    if (d->fallback)
        s->iconv = open_encoding(d->fallback);
    s->split = csvsplit_new(d->delimiter, &s->made);
    open_file(in);
    bad_begin(s->header);
    return in;
}

/* Of a record with too few values, or too many. */
static const char *ragged_remedy(const struct csvin *in, size_t n)
{
    struct slice bytes = csvsource_raw(in->source);
    if (n > in->n)
        return "a delimiter within a value needs quote marks around it";
    if (bytes.n && bytes.p[bytes.n - 1] != '\n')
        return "the last line, without a newline: is the file cut off?";
    return "a line end within a value needs quote marks around it";
}

static bool ragged(struct csvin *in, size_t n)
{
    char problem[96];
    snprintf(problem, sizeof problem, "%zu field%s where %s has %u", n, n == 1 ? "" : "s",
             in->column                    ? "the header"
             : in->source->dialect.columns ? "--names"
                                           : "the first record",
             in->n);
    return malformed(in, problem, ragged_remedy(in, n));
}

static bool check_count(struct csvin *in, size_t values)
{
    if (in->n == 0)
        in->n = (unsigned)values;
    return values == in->n || ragged(in, values);
}

/* ---- the slow way, by lines and libcsv ---- */

/* Is the line after the table, by the dialect's word? */
static bool ends_table(struct csvin *in, struct slice line)
{
    struct csvin_source *s = in->source;
    bool blank = strcmp(s->dialect.end, "blank-line") == 0;
    s->ended |= blank ? line.n == 0 && !s->first : slice_starts(line, slice_str(s->dialect.end));
    return s->ended;
}

/* Is the line no record at all? In a table of one column an empty line is an empty value. */
static bool is_blank(const struct csvin *in, struct slice line)
{
    switch (in->source->dialect.format) {
    case FORMAT_BLANKS:
        return slice_trim(line).n == 0;
    case FORMAT_FIXED:
        return line.n == 0;
    default:
        return line.n == 0 && in->n != 1;
    }
}

/* A file that was cut off in its last value lacks only its newline: 2500.00 may have become 25. */
static bool check_newline(struct csvin *in)
{
    struct slice bytes = csvsource_raw(in->source);
    if (in->source->dialect.cut == CUT_FINE || bytes.p[bytes.n - 1] == '\n')
        return true;
    if (in->source->dialect.cut == CUT_IS_BAD)
        return malformed(in, "has no newline at its end: is the file truncated?", "if it is whole: echo >> FILE");
    warn("%s:%" PRIu64 ": the last line has no newline: is the file truncated? (--require-newline makes it an error)",
         in->name, in->line);
    return true;
}

static bool take_slow(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct slice line;
    in->raw.at = NULL;
    if (!csvsource_line(in, 0, &line, &s->size))
        return false;
    s->lines = 1;
    if (s->dialect.end && ends_table(in, line)) {
        ++*s->below_table;
        return false;
    }
    if (is_blank(in, line)) {
        ++*s->blank_lines;
        return false;
    }
    tool_rows.in++;
    return csvsource_read(in, line) && check_count(in, s->made.n) && check_newline(in);
}

/* ---- the fast way, by the ends that the scan found ---- */

/* Are a record's odd bytes only LFs and tabs in values, each of which becomes a space? Counts its lines. */
static bool only_respaced(struct csvin *in, const struct row *row)
{
    struct csvin_source *s = in->source;
    size_t i = row->from;
    while ((i = scan_first(s->rows.scan.odd, i, row->to)) < row->to) {
        char c = row->base[i];
        if (c != '\t' && (c != '\n' || row->base[i - 1] == '\r')) /* a CRLF is one line end */
            return false;
        s->lines += c == '\n';
        i++;
    }
    return true;
}

/* A record with quote marks, bytes above 0x7f or worse. False: the slow way. */
static bool take_busy(struct csvin *in, const struct row *row)
{
    struct csvin_source *s = in->source;
    const struct scan *scan = &s->rows.scan;
    bool odd = scan->any_odd && scan_any(scan->odd, row->from, row->to);
    if (odd && !only_respaced(in, row))
        return false;
    if (scan->any_high && scan_any(scan->high, row->from, row->to) &&
        !utf8_valid(slice_of(row->base + row->from, row->to - row->from)))
        return false;
    size_t bytes = row->to - row->from;
    if (scan->any_quote && scan_any(scan->quote, row->from, row->to))
        in->record = unquote(&s->made, in->record, in->n, bytes,
                             scan->any_doubled && scan_any(scan->doubled, row->from, row->to), odd);
    else if (odd)
        in->record = unquote_copy(&s->made, in->record, in->n, bytes);
    if (odd)
        *s->respaced += record_respace(&s->made);
    return true;
}

/* False if the record needs the slow way: it holds something odd, is ragged or blank. */
static inline bool take_plain(struct csvin *in, const struct row *row)
{
    struct csvin_source *s = in->source;
    size_t size = row->to - row->from;
    if (row->values != in->n || (row->values == 1 && size <= 2))
        return false;
    row->end[-1] = (uint32_t)row->from - 1;
    uint32_t *last = &row->end[row->values - 1];
    if (s->rows.scan.any_cr)
        *last -= (last[0] - last[-1] > 1) & (row->base[*last - 1] == '\r');
    in->record = in->raw = (struct record){row->base + 1, (const int32_t *)(row->end - 1), 1};
    s->lines = 1;
    if (scan_busy(&s->rows.scan, row->from, row->to) && !take_busy(in, row))
        return false;
    s->size = in->bytes = size;
    tool_rows.in++;
    return true;
}

/* True if the record can be used, false if it is to be passed over. */
static bool take_record(struct csvin *in, enum rows_found found, const struct row *row)
{
    struct csvin_source *s = in->source;
    if (found == ROWS_PLAIN && take_plain(in, row))
        return true;
    bool good = take_slow(in);
    if (found == ROWS_SLOW || s->size != row->to - row->from)
        in->source->skip = true;
    return good;
}

bool csvin_next(struct csvin *in)
{
    struct csvin_source *s = in->source;
    struct row row;
    for (;;) {
        if (s->skip)
            rows_skip(&s->rows, s->size);
        s->skip = false;
        in->line += s->lines;
        s->size = s->lines = 0;
        enum rows_found found = rows_next(&s->rows, &row);
        if (found == ROWS_END) {
            if (s->next_file >= tool_files())
                return false;
            feed_close(&s->rows.feed);
            open_file(in);
        } else if (take_record(in, found, &row)) {
            in->new_file = s->first;
            s->first = false;
            return true;
        }
    }
}

/* ---- many at once ---- */

const char *csvin_peek(const struct csvin *in, unsigned i)
{
    const struct rows *r = &in->source->rows;
    if (r->next == r->scan.rows || in->source->skip) /* or the scan is to begin again */
        return NULL;
    if (i == 0 || r->value + i > r->scan.row[r->next]) /* it has no value i */
        return r->feed.p + r->done;
    return r->feed.p + r->scanned + r->scan.end[r->value + i - 1] + 1;
}

bool csvin_view(struct csvin *in, struct csvin_view *v)
{
    struct rows *r = &in->source->rows;
    const struct scan *scan = &r->scan;
    if (in->source->skip || in->n < 2 || rows_even(r, in->n) == 0) /* a line of one value may be blank */
        return false;
    *v = (struct csvin_view){
        .scan = scan,
        .base = r->feed.p + r->scanned,
        .at = (const int32_t *)scan->end + r->value - 1,
        .rows = rows_even(r, in->n),
        .n = in->n,
        .any_cr = scan->any_cr,
        .may_odd = scan->any_odd || scan->any_high,
        .gap = in->record.gap,
    };
    scan->end[(ptrdiff_t)r->value - 1] = (uint32_t)(r->done - r->scanned) - 1; /* a CR may have been taken off */
    v->crlf = v->any_cr && csvin_view_cr(v, v->at);
    return true;
}

bool csvin_view_odd(const struct csvin_view *v, uint32_t from, uint32_t to)
{
    const struct scan *scan = v->scan;
    return (scan->any_odd && scan_any(scan->odd, from, to)) ||
           (scan->any_high && scan_any(scan->high, from, to) && !utf8_valid(slice_of(v->base + from, to - from)));
}

bool csvin_view_doubled(const struct csvin_view *v, const int32_t *at)
{
    return v->scan->any_doubled && scan_any(v->scan->doubled, (size_t)at[0] + 1, (size_t)at[v->n] + 1);
}

void csvin_took(struct csvin *in, uint32_t records)
{
    struct csvin_source *s = in->source;
    if (records == 0)
        return;
    rows_took(&s->rows, records);
    tool_rows.in += records;
    in->line += s->lines + records - 1;
    s->lines = 1;
}

void csvin_close(struct csvin *in)
{
    struct csvin_source *s = in->source;
    warn_of_controls(s);
    feed_close(&s->rows.feed);
    rows_free(&s->rows);
    if (s->iconv != (iconv_t)-1)
        iconv_close(s->iconv);
    csvsplit_free(s->split);
    record_free(&s->made);
    arena_free(&s->names);
    free(s);
    free(in);
}
