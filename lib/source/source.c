/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/source.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/num.h"
#include "tsv/columns.h"
#include "tsv/feed.h"

enum { MOST_PARTS = 32 };

enum lines_column source_target(struct slice name)
{
    for (int i = 0; i < LINES_KIND; i++)
        if (slice_is(name, TABLE_LINES[i].name))
            return (enum lines_column)i;
    return LINES_COLUMNS;
}

/* ---- from a schema's text ---- */

static const char *parse_column(struct source *s, struct arena *a, struct slice v)
{
    uint64_t first, last;
    *s = (struct source){.from = SOURCE_NAME, .name = arena_copy(a, v), .at = -1};
    if (v.n > 1 && v.p[0] == '#' && num_uint(slice_of(v.p + 1, v.n - 1), &first) && first > 0 && first < 100000) {
        s->from = SOURCE_NUMBER;
        s->number = (unsigned)first;
    } else if (v.n > 1 && v.p[0] == '@') {
        struct slice rest = slice_of(v.p + 1, v.n - 1), begin = slice_cut(&rest, '-');
        if (!rest.p || !num_uint(begin, &first) || !num_uint(rest, &last) || first < 1 || last < first ||
            last > 1 << 20)
            return "is not a range of characters such as @2-6";
        s->from = SOURCE_CHARS;
        s->number = (unsigned)first;
        s->last = (unsigned)last;
    }
    return NULL;
}

static const char *parse_braces(struct source *s, struct arena *a, struct slice name)
{
    enum lines_column c = source_target(name);
    if (name.n == 0)
        return "has a {} that names no column";
    if (c == LINES_COLUMNS)
        return parse_column(s, a, name);
    *s = (struct source){.from = SOURCE_LINES, .name = arena_copy(a, name), .number = (unsigned)c, .at = -1};
    return NULL;
}

static const char *keep_parts(struct source *s, struct arena *a, const struct source *part, unsigned n)
{
    s->parts = n;
    s->part = arena_alloc(a, (n + 1) * sizeof *part);
    memcpy(s->part, part, n * sizeof *part);
    return NULL;
}

static const char *parse_template(struct source *s, struct arena *a, struct slice text)
{
    struct source part[MOST_PARTS] = {0};
    unsigned n = 0;
    *s = (struct source){.from = SOURCE_TEMPLATE, .name = arena_copy(a, text), .at = -1};
    for (struct slice rest = s->name; rest.p;) {
        struct slice plain = slice_cut(&rest, '{');
        if (n + 2 > MOST_PARTS)
            return "has too many parts";
        if (plain.n)
            part[n++] = (struct source){.from = SOURCE_TEXT, .name = plain, .at = -1};
        if (!rest.p)
            break;
        struct slice name = slice_cut(&rest, '}');
        const char *problem = rest.p ? parse_braces(&part[n++], a, name) : "has a { without its }";
        if (problem)
            return problem;
    }
    return keep_parts(s, a, part, n);
}

static bool is_quoted(struct slice v)
{
    return v.n >= 2 && v.p[0] == '"' && v.p[v.n - 1] == '"';
}

static const char *parse_one(struct source *s, struct arena *a, struct slice v)
{
    return is_quoted(v) ? parse_template(s, a, slice_of(v.p + 1, v.n - 2)) : parse_column(s, a, v);
}

/* Where " | " stands outside quote marks; text.n if it does not. */
static size_t find_bar(struct slice text)
{
    bool quoted = false;
    for (size_t i = 0; i + 2 < text.n; i++) {
        quoted ^= text.p[i] == '"' && (quoted || i == 0);
        if (!quoted && memcmp(text.p + i, " | ", 3) == 0)
            return i;
    }
    return text.n;
}

const char *source_parse(struct source *s, struct arena *a, struct slice text)
{
    struct source part[MOST_PARTS];
    unsigned n = 0;
    struct slice rest = text;
    if (find_bar(text) == text.n)
        return parse_one(s, a, text);
    for (;; n++) {
        size_t bar = find_bar(rest);
        struct slice word = slice_trim(slice_of(rest.p, bar));
        if (n == MOST_PARTS || word.n == 0)
            return "is not a list such as Email | Phone";
        const char *problem = parse_one(&part[n], a, word);
        if (problem)
            return problem;
        if (bar == rest.n)
            break;
        rest = slice_trim(slice_of(rest.p + bar + 3, rest.n - bar - 3));
    }
    *s = (struct source){.from = SOURCE_FIRST, .name = arena_copy(a, text), .at = -1};
    return keep_parts(s, a, part, n + 1);
}

bool source_is_constant(const struct source *s)
{
    return s->from == SOURCE_TEMPLATE && (s->parts == 0 || (s->parts == 1 && s->part->from == SOURCE_TEXT));
}

void source_visit(struct source *s, void (*visit)(struct source *, void *), void *user)
{
    visit(s, user);
    for (unsigned i = 0; i < s->parts; i++)
        source_visit(&s->part[i], visit, user);
}

/* ---- in a file ---- */

/* The likely delimiter, if the header has only one column. */
static const char *first_mark(struct slice header)
{
    for (size_t i = 0; i < header.n; i++)
        if (strchr(";,|\t", header.p[i]))
            return header.p + i;
    return NULL;
}

static uint64_t header_line(const struct csvin *in)
{
    return in->column ? in->header_line : in->line;
}

/* What is known of the header, and what else could be done. */
static void add_reasons(struct buf *why, const struct source *s, const struct csvin *in)
{
    if (in->column && in->header == HEADER_BEST)
        buf_addstr(why, " (none of the first lines has all columns that it names, and this one has most)");
    if (in->column && in->header == HEADER_NONE)
        buf_addstr(why, " (none of the first lines has any column that it names: is the header missing, or is this "
                        "another export?)");
    else if (s->key.n && memchr(s->key.p, '.', s->key.n)) {
        buf_addstr(why, " (remove ");
        buf_add(why, s->key.p, s->key.n);
        buf_addstr(why, " from it if the export has no such column)");
    }
}

static _Noreturn void no_column(const struct csvin *in, const char *path, const struct source *s, struct slice name)
{
    static struct buf why; /* until the exit that follows */
    const char *mark = in->column && in->n == 1 ? first_mark(in->column[0]) : NULL;
    if (mark)
        die(STATUS_DATA, "%s:%" PRIu64 ": there is only one column, \"%.*s\" (delimiter = %s%.*s in the schema?)",
            in->name, header_line(in), (int)in->column[0].n, in->column[0].p, *mark == '\t' ? "tab" : "", *mark != '\t',
            mark);
    buf_addstr(&why, ", which the schema ");
    buf_addstr(&why, path);
    buf_addstr(&why, " names");
    add_reasons(&why, s, in);
    buf_add(&why, "", 1);
    columns_lacks_at(in->name, header_line(in), in->column, in->column ? in->n : 0, name, why.p);
}

/* -1: it is not there. */
static int column_called(const struct source *s, const struct csvin *in, const char *path)
{
    int found = -1, n = 0;
    for (unsigned i = 0; in->column && i < in->n; i++)
        if (slice_eq(in->column[i], s->name)) {
            n++;
            found = (int)i;
        }
    if (n > 1)
        die(STATUS_DATA,
            "%s:%" PRIu64 ": %d columns are called \"%.*s\", which the schema %s names (#1, #2 ... tell them apart)",
            in->name, in->header_line, n, (int)s->name.n, s->name.p, path);
    return found;
}

static int place(const struct source *s, const struct csvin *in, const char *path)
{
    if (s->from == SOURCE_NUMBER)
        return in->n && s->number > in->n ? -1 : (int)s->number - 1;
    return s->from == SOURCE_NAME ? column_called(s, in, path) : 0;
}

static void find_first(struct source *s, const struct csvin *in, const char *path)
{
    unsigned found = 0;
    for (unsigned i = 0; i < s->parts; i++) {
        struct source *part = &s->part[i];
        if (part->from == SOURCE_TEMPLATE)
            source_find(part, in, path);
        else
            part->at = place(part, in, path);
        found += part->at >= 0;
    }
    if (!found)
        no_column(in, path, s, s->part[0].name);
    s->at = 0;
}

/* A quoted name would silently give every row the same constant. */
static void check_constant(const struct source *s, const struct csvin *in, const char *path)
{
    for (unsigned i = 0; source_is_constant(s) && in->column && i < in->n; i++)
        if (slice_eq(in->column[i], s->name) && s->name.n)
            die(STATUS_DATA,
                "%s:%" PRIu64
                ": a column is called \"%.*s\", which the schema %s gives as a constant (without quote marks it "
                "is the column)",
                in->name, in->header_line, (int)s->name.n, s->name.p, path);
}

void source_find(struct source *s, const struct csvin *in, const char *path)
{
    if (s->from == SOURCE_NONE)
        return;
    if (s->from == SOURCE_FIRST) {
        find_first(s, in, path);
        return;
    }
    check_constant(s, in, path);
    for (unsigned i = 0; i < s->parts; i++)
        source_find(&s->part[i], in, path);
    s->at = place(s, in, path);
    if (s->at < 0)
        no_column(in, path, s, s->name);
}

bool source_is_there(const struct source *s, const struct slice *column, unsigned n)
{
    unsigned there = 0;
    if (s->from == SOURCE_NAME)
        for (unsigned i = 0; i < n; i++)
            there += slice_eq(column[i], s->name);
    if (s->from == SOURCE_NUMBER)
        return s->number <= n;
    for (unsigned i = 0; i < s->parts; i++)
        there += source_is_there(&s->part[i], column, n);
    return s->from == SOURCE_NAME || s->from == SOURCE_FIRST ? there > 0 : there == s->parts;
}

/* ---- of a record ---- */

static inline struct slice column_value(const struct source *s, const struct csvin *in, const struct srcvalue *value)
{
    struct slice v = csvin_field(in, (unsigned)s->at);
    if (s->from == SOURCE_CHARS)
        v = srcvalue_cut(v, s->number, s->last);
    return srcvalue_unmark(value, srcvalue_trim(value, v));
}

static struct slice fill(const struct source *s, const struct csvin *in, const struct slice *lines,
                         const struct srcvalue *value, struct buf *made)
{
    size_t begin = made->n, columns = 0, filled = 0;
    for (const struct source *p = s->part, *end = p + s->parts; p < end; p++) {
        struct slice v = p->from == SOURCE_TEXT    ? p->name
                         : p->from == SOURCE_LINES ? lines[p->number]
                                                   : column_value(p, in, value);
        columns += p->from != SOURCE_TEXT;
        filled += p->from != SOURCE_TEXT && v.n;
        buf_add(made, v.p, v.n);
    }
    if (columns && !filled)
        made->n = begin;
    buf_room(made, FEED_PADDING);
    return buf_slice(made);
}

struct slice source_value(const struct source *s, const struct csvin *in, const struct slice *lines,
                          const struct srcvalue *value, struct buf *made)
{
    struct slice v = {"", 0};
    if (s->from == SOURCE_TEMPLATE) {
        made->n = 0;
        v = fill(s, in, lines, value, made);
        return v.p ? v : slice_of("", 0);
    }
    if (s->from != SOURCE_FIRST)
        return s->from == SOURCE_NONE ? v : column_value(s, in, value);
    for (const struct source *p = s->part, *end = p + s->parts; p < end && v.n == 0; p++)
        if (p->at >= 0)
            v = source_is_plain(p) ? column_value(p, in, value) : source_value(p, in, lines, value, made);
    return v;
}
