/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"
#include "base/tool.h"
#include "csv/utf8.h"
#include "tsv/filekind.h"

/* ---- records ---- */

/* Where a record is cut. */
struct cutter {
    const char *p, *end;
    char delimiter;
    uint64_t line;      /* of p */
    struct arena *keep; /* for values with doubled quote marks; NULL: they are only counted */
    struct slice field[GUESSFILE_COLUMNS];
    unsigned n;
    bool quoted, stray; /* a value was enclosed in quote marks; one had a mark inside */
};

static struct slice bare(struct slice s)
{
    s = slice_trim(s);
    while (s.n >= 2 && memcmp(s.p + s.n - 2, "\xc2\xa0", 2) == 0)
        s.n -= 2;
    return s;
}

static void push(struct cutter *c, struct slice s)
{
    if (c->n < GUESSFILE_COLUMNS)
        c->field[c->n++] = bare(s);
}

static bool at_end(const struct cutter *c, const char *p)
{
    return p == c->end || *p == '\n' || *p == c->delimiter || (*p == '\r' && (p + 1 == c->end || p[1] == '\n'));
}

/* Without the doubled ones. */
static struct slice undouble(struct arena *keep, struct slice s)
{
    char *p = arena_alloc(keep, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        i += s.p[i] == '"' && i + 1 < s.n && s.p[i + 1] == '"';
    }
    return slice_of(p, n);
}

/* A value in quote marks; false if the closing mark is missing or misplaced. */
static bool cut_quoted(struct cutter *c)
{
    const char *p = c->p + 1;
    bool doubled = false;
    uint64_t lines = 0;
    for (; p < c->end; p++) {
        lines += *p == '\n';
        if (*p != '"')
            continue;
        if (p + 1 == c->end || p[1] != '"')
            break;
        doubled = true;
        p++;
    }
    if (p >= c->end || !at_end(c, p + 1))
        return false;
    struct slice s = slice_of(c->p + 1, (size_t)(p - c->p - 1));
    push(c, doubled && c->keep ? undouble(c->keep, s) : s);
    c->quoted = true;
    c->line += lines;
    c->p = p + 1;
    return true;
}

static void cut_plain(struct cutter *c)
{
    const char *p = c->p;
    while (!at_end(c, p))
        c->stray |= *p++ == '"';
    push(c, slice_of(c->p, (size_t)(p - c->p)));
    c->p = p;
}

/* The next record; false at the end. */
static bool cut_record(struct cutter *c)
{
    c->n = 0;
    if (c->p == c->end)
        return false;
    for (;;) {
        if (c->p == c->end || *c->p != '"' || !cut_quoted(c))
            cut_plain(c);
        if (c->p == c->end || *c->p != c->delimiter)
            break;
        c->p++;
    }
    c->p += c->p < c->end && *c->p == '\r';
    c->p += c->p < c->end && *c->p == '\n';
    c->line++;
    return true;
}

/* Of a line of runs of blanks. */
static bool cut_blanks(struct cutter *c)
{
    c->n = 0;
    if (c->p == c->end)
        return false;
    while (c->p < c->end && *c->p != '\n') {
        const char *from = c->p;
        while (c->p < c->end && !strchr(" \t\r\n", *c->p))
            c->p++;
        if (c->p > from)
            push(c, slice_of(from, (size_t)(c->p - from)));
        while (c->p < c->end && *c->p && strchr(" \t\r", *c->p))
            c->p++;
        if (c->p < c->end && *c->p == '\0')
            c->p++;
    }
    c->p += c->p < c->end;
    c->line++;
    return true;
}

static bool cut(struct cutter *c)
{
    return c->delimiter ? cut_record(c) : cut_blanks(c);
}

static struct cutter *cutter_of(const struct guessfile *g, char delimiter)
{
    struct cutter *c = mem_zero(1, sizeof *c);
    struct slice text = buf_slice(&g->text);
    if (slice_starts(text, SLICE("\xef\xbb\xbf")))
        text = slice_of(text.p + 3, text.n - 3);
    c->p = text.p;
    c->end = text.p + text.n;
    c->delimiter = delimiter;
    c->line = 1;
    return c;
}

/* ---- the delimiter ---- */

struct evenness {
    unsigned columns; /* in most records */
    double share;     /* of the records */
};

/* Of the first records; empty lines count for nothing. */
static struct evenness evenness_of(const struct guessfile *g, char delimiter)
{
    struct cutter *c = cutter_of(g, delimiter);
    unsigned *count = mem_zero(GUESSFILE_COLUMNS + 1, sizeof *count), records = 0;
    struct evenness e = {0};
    for (int i = 0; i < 1000 && cut(c); i++)
        if (c->n > 1 || (c->n == 1 && c->field[0].n)) {
            count[c->n]++;
            records++;
        }
    for (unsigned n = 1; n <= GUESSFILE_COLUMNS; n++)
        if (count[n] && (e.columns == 0 || count[n] >= count[e.columns]))
            e.columns = n;
    e.share = records ? (double)count[e.columns] / records : 0;
    free(count);
    free(c);
    return e;
}

static void choose_delimiter(struct guessfile *g)
{
    static const char DELIMITER[] = ",;\t|";
    double best = 0;
    for (size_t i = 0; i <= sizeof DELIMITER - 1; i++) {
        char d = DELIMITER[i]; /* the last is 0: blanks, if nothing else cuts */
        struct evenness e = evenness_of(g, d);
        double score = e.columns < 2 ? 0 : e.share * e.share * (e.columns > 12 ? 12 : e.columns);
        if (d ? score > best : best == 0 && e.columns > 2 && e.share > 0.9) {
            best = score;
            g->delimiter = d;
            g->n = e.columns;
        }
    }
    if (best == 0)
        die(STATUS_DATA,
            "%s: no delimiter divides its lines into columns: commas, semicolons, tabs, bars and blanks were tried",
            g->name);
}

/* ---- the header ---- */

static bool has_digit(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* A number, a day or a time: this is not the name of a column. */
static bool is_value(struct slice s)
{
    bool others = false;
    for (size_t i = 0; i < s.n; i++)
        others |= !strchr("0123456789.,:/-+ $%TZ", s.p[i]) || !s.p[i];
    return has_digit(s) && !others;
}

/* Can the record be a line of names: at least half of its cells, and no cell a value? */
static bool is_names(const struct cutter *c)
{
    unsigned names = 0;
    for (unsigned i = 0; i < c->n; i++) {
        if (is_value(c->field[i]))
            return false;
        names += c->field[i].n > 0;
    }
    return names * 2 > c->n;
}

/* Few cells and no value: a title, followed by the delimiters of a spreadsheet. */
static bool is_title(const struct cutter *c)
{
    unsigned filled = 0;
    for (unsigned i = 0; i < c->n; i++) {
        if (is_value(c->field[i]))
            return false;
        filled += c->field[i].n > 0;
    }
    return c->n > 2 && filled * 2 <= c->n;
}

static void name_columns(struct guessfile *g, const struct cutter *c)
{
    char number[16];
    g->column = arena_alloc(&g->arena, g->n * sizeof *g->column);
    for (unsigned i = 0; i < g->n; i++) {
        int n = snprintf(number, sizeof number, "#%u", i + 1);
        g->column[i] =
            g->header ? arena_copy(&g->arena, c->field[i]) : arena_copy(&g->arena, slice_of(number, (size_t)n));
    }
}

/* ---- the cells ---- */

static void keep(struct guessfile *g, const struct cutter *c, uint64_t line)
{
    size_t rows = g->rows;
    g->cell = mem_grow(g->cell, &g->cell_cap, (rows + 1) * g->n, sizeof *g->cell);
    g->line = mem_grow(g->line, &g->line_cap, rows + 1, sizeof *g->line);
    memcpy(g->cell + rows * g->n, c->field, g->n * sizeof *g->cell);
    g->line[rows] = line;
    g->rows++;
}

static bool is_empty(const struct cutter *c)
{
    for (unsigned i = 0; i < c->n; i++)
        if (c->field[i].n)
            return false;
    return true;
}

static void read_cells(struct guessfile *g)
{
    struct cutter *c = cutter_of(g, g->delimiter);
    bool begun = false;
    c->keep = &g->arena;
    for (uint64_t line = 1; cut(c); line = c->line) {
        bool even = c->n == g->n && !is_empty(c);
        if (!begun && even && is_title(c))
            continue;
        if (!begun && even) {
            begun = true;
            g->header = is_names(c);
            g->above = line - 1;
            name_columns(g, c);
            if (g->header)
                continue;
        }
        if (even && begun)
            keep(g, c, line);
        else if (begun && !is_empty(c) && g->uneven++ == 0)
            g->uneven_line = line;
    }
    g->quotes = c->quoted || !c->stray;
    free(c);
}

/* ---- the file ---- */

static void read_beginning(struct guessfile *g, const char *path)
{
    const char *remedy, *what;
    int fd = tool_open(path);
    size_t n;
    buf_room(&g->text, GUESSFILE_MOST + 64);
    while (g->text.n < GUESSFILE_MOST && (n = tool_read(fd, path, g->text.p + g->text.n, GUESSFILE_MOST - g->text.n)))
        g->text.n += n;
    g->whole = g->text.n < GUESSFILE_MOST;
    g->bytes = g->text.n;
    if (fd > STDIN_FILENO)
        close(fd);
    what = filekind_of(slice_of(g->text.p, g->text.n < FILEKIND_BYTES ? g->text.n : FILEKIND_BYTES), &remedy);
    if (what)
        die(STATUS_DATA, "%s: %s (%s)", g->name, what, remedy);
    if (g->text.n == 0)
        die(STATUS_DATA, "%s: is empty", g->name);
    if (memchr(g->text.p, '\0', g->text.n))
        die(STATUS_DATA, "%s: contains a NUL byte: it is not text, or is UTF-16 (iconv -f UTF-16 -t UTF-8)", g->name);
    while (!g->whole && g->text.n && g->text.p[g->text.n - 1] != '\n') /* the last line is not complete */
        g->text.n--;
}

static void look_at_encoding(struct guessfile *g)
{
    struct slice rest = buf_slice(&g->text);
    g->is_utf8 = true;
    for (uint64_t line = 1; rest.p; line++) {
        struct slice one = slice_cut(&rest, '\n');
        if (utf8_valid(one))
            continue;
        g->odd_line = g->is_utf8 ? line : g->odd_line;
        g->is_utf8 = false;
        for (size_t i = 0; i < one.n; i++)
            g->is_windows |= (unsigned char)one.p[i] >= 0x80 && (unsigned char)one.p[i] < 0xa0;
    }
}

/* Records of another encoding become UTF-8, byte by byte: enough for names and states. */
static void recode(struct guessfile *g)
{
    struct buf out = {0};
    for (struct slice rest = buf_slice(&g->text); rest.p;) {
        struct slice one = slice_cut(&rest, '\n');
        bool odd = !utf8_valid(one);
        for (size_t i = 0; i < one.n; i++) {
            unsigned char b = (unsigned char)one.p[i];
            if (!odd || b < 0x80) {
                buf_addch(&out, one.p[i]);
            } else if (b == 0x80) {
                buf_addstr(&out, "\xe2\x82\xac");
            } else {
                buf_addch(&out, (char)(0xc0 | b >> 6));
                buf_addch(&out, (char)(0x80 | (b & 0x3f)));
            }
        }
        if (rest.p)
            buf_addch(&out, '\n');
    }
    buf_room(&out, 64);
    buf_free(&g->text);
    g->text = out;
}

void guessfile_read(struct guessfile *g, const char *path)
{
    *g = (struct guessfile){.name = strcmp(path, "-") == 0 ? "stdin" : path};
    read_beginning(g, path);
    look_at_encoding(g);
    if (!g->is_utf8)
        recode(g);
    choose_delimiter(g);
    read_cells(g);
    if (!g->column)
        die(STATUS_DATA, "%s: has no line with columns", g->name);
}

/* ---- several files ---- */

static unsigned column_called(const struct guessfile *g, struct slice name)
{
    unsigned i = 0;
    while (i < g->n && !slice_eq(g->column[i], name))
        i++;
    return i;
}

/* Its columns may be in another order. */
static bool find_columns(const struct guessfile *g, const struct guessfile *other, unsigned *at)
{
    bool fits = g->delimiter == other->delimiter && g->header == other->header && (g->header || g->n == other->n);
    for (unsigned i = 0; i < g->n && fits; i++) {
        at[i] = column_called(other, g->column[i]);
        fits = at[i] < other->n;
    }
    return fits;
}

static void join_rows(struct guessfile *g, const struct guessfile *other, const unsigned *at)
{
    size_t rows = g->rows;
    uint64_t file = (uint64_t)(g->n_joined + 1) << GUESSFILE_LINE_BITS;
    g->cell = mem_grow(g->cell, &g->cell_cap, (rows + other->rows + 1) * g->n, sizeof *g->cell);
    g->line = mem_grow(g->line, &g->line_cap, rows + other->rows + 1, sizeof *g->line);
    for (uint32_t i = 0; i < other->rows; i++) {
        for (unsigned c = 0; c < g->n; c++)
            g->cell[(rows + i) * g->n + c] = guessfile_cell(other, i, at[c]);
        g->line[rows + i] = file | other->line[i];
    }
    g->rows += other->rows;
    if (other->uneven && !g->uneven)
        g->uneven_line = file | other->uneven_line;
    g->uneven += other->uneven;
    g->quotes |= other->quotes;
    if (!other->is_utf8) {
        g->odd_line = g->is_utf8 ? file | other->odd_line : g->odd_line;
        g->is_windows |= other->is_windows;
        g->is_utf8 = false;
    }
}

bool guessfile_join(struct guessfile *g, const char *path)
{
    struct guessfile other;
    guessfile_read(&other, path);
    unsigned *at = mem_zero(g->n + 1, sizeof *at);
    bool fits = find_columns(g, &other, at);
    if (fits && g->text.n + g->all_bytes + other.text.n <= GUESSFILE_ALL) {
        join_rows(g, &other, at);
        g->all_bytes += other.text.n;
        g->joined = mem_grow(g->joined, &g->joined_cap, g->n_joined + 1, sizeof *g->joined);
        g->joined[g->n_joined++] = other; /* the cells are its */
    } else {
        guessfile_free(&other);
    }
    free(at);
    return fits;
}

void guessfile_free(struct guessfile *g)
{
    for (size_t i = 0; i < g->n_joined; i++)
        guessfile_free(&g->joined[i]);
    free(g->joined);
    buf_free(&g->text);
    free(g->cell);
    free(g->line);
    arena_free(&g->arena);
}
