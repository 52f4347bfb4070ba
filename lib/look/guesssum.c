/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guesssum.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "look/guessrole.h"
#include "look/guesswrite.h"
#include "source/source.h"

enum { NONE = UINT32_MAX, PATTERN = 256, KINDS = 20 };

/* ---- which rows ---- */

static bool has_day(struct slice text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9')
            return !guessrole_sum(text);
    return false;
}

/* The column whose value begins with such a word; NONE if none does, or if the row has a day. `in_front`: only the
 * first value of the row counts. */
static unsigned word_at(const struct guesssums *s, const struct guessfile *g, uint32_t row, bool in_front)
{
    if (has_day(guessfile_cell(g, row, s->days)))
        return NONE;
    for (unsigned c = 0; c < g->n; c++) {
        struct slice v = guessfile_cell(g, row, c);
        if (guessrole_sum(v))
            return c;
        if (in_front && v.n)
            return NONE;
    }
    return NONE;
}

/* Has only the first row of an order a day? Then "Total care" may be a product in a row without one. */
static bool is_filled_down(const struct guesssums *s, const struct guessfile *g)
{
    for (uint32_t i = 1; i < g->rows && s->orders != NONE; i++)
        if (guessfile_cell(g, i, s->days).n == 0 && guessfile_cell(g, i, s->orders).n &&
            slice_eq(guessfile_cell(g, i, s->orders), guessfile_cell(g, i - 1, s->orders)) &&
            word_at(s, g, i, false) == NONE)
            return true;
    return false;
}

void guesssum_take_out(struct guesssums *s, struct guessfile *g, unsigned days, unsigned orders)
{
    uint32_t kept = 0;
    *s = (struct guesssums){.days = days, .orders = orders};
    if (days == NONE)
        return;
    bool in_front = is_filled_down(s, g);
    for (uint32_t i = 0; i < g->rows; i++) {
        unsigned c = word_at(s, g, i, in_front);
        if (c == NONE) {
            memmove(g->cell + (size_t)kept * g->n, g->cell + (size_t)i * g->n, g->n * sizeof *g->cell);
            g->line[kept++] = g->line[i];
            continue;
        }
        s->of = mem_grow(s->of, &s->cap, s->n + 1, sizeof *s->of);
        s->of[s->n++] = (struct guesssum){g->line[i], c, guessfile_cell(g, i, c)};
    }
    g->rows = kept;
}

void guesssum_free(struct guesssums *s)
{
    free(s->of);
}

/* ---- the lines for them ---- */

static bool matches(struct slice v, struct slice pattern)
{
    if (pattern.n && pattern.p[pattern.n - 1] == '*')
        return slice_starts(v, slice_of(pattern.p, pattern.n - 1));
    return slice_eq(v, pattern);
}

static bool matches_other(const struct guessfile *g, unsigned column, struct slice pattern)
{
    for (uint32_t i = 0; i < g->rows; i++)
        if (matches(guessfile_cell(g, i, column), pattern))
            return true;
    return false;
}

/* A day or an order id never begins with such a word; a product may: there the word must be followed by a blank, or be
 * all of the value. */
static void pattern_of(const struct guesssums *s, const struct guesssum *sum, char *pattern)
{
    struct slice rest = sum->text, word = slice_cut(&rest, ' ');
    bool is_key = sum->column == s->days || sum->column == s->orders;
    snprintf(pattern, PATTERN, "%.*s%s", (int)word.n, word.p, is_key ? "*" : rest.n ? " *" : "");
}

/* The name of a column of the lines table would mean that column. */
static const char *name_of(const struct guesssums *s, const struct guessfile *g, unsigned column)
{
    static char number[16];
    struct slice name = slice_str(guesswrite_column(g, column));
    bool is_lines = source_target(name) != LINES_COLUMNS || slice_is(name, "status") || slice_is(name, "currency");
    if ((!is_lines || column == s->days) && !memchr(name.p, '=', name.n))
        return guesswrite_column(g, column);
    snprintf(number, sizeof number, "#%u", column + 1);
    return number;
}

static void write_sum(const struct guesssums *s, const struct guessfile *g, const struct guesssum *sum,
                      const char *pattern, struct out *o)
{
    char key[300];
    struct slice p = matches_other(g, sum->column, slice_str(pattern)) ? sum->text : slice_str(pattern);
    guesswrite_note(o, "%s has no day, and counts as a sum of others: \"%s\"", guesswrite_place(g, sum->line),
                    guesswrite_value(sum->text));
    snprintf(key, sizeof key, "no-record.%s", name_of(s, g, sum->column));
    if (guesswrite_can(p) && !matches_other(g, sum->column, p))
        guesswrite_key(o, key, "%s", guesswrite_whole(p));
    else
        guesswrite_note(o, "%s cannot leave it out alone: other records have this value too", key);
}

void guesssum_write(const struct guesssums *s, const struct guessfile *g, struct out *o)
{
    struct map seen = {0};
    for (size_t i = 0; i < s->n && seen.n < KINDS; i++) {
        char pattern[PATTERN], known[PATTERN + 16];
        pattern_of(s, &s->of[i], pattern);
        int n = snprintf(known, sizeof known, "%u %s", s->of[i].column, pattern);
        uint32_t before = seen.n;
        if (map_put(&seen, slice_of(known, (size_t)n)) == before)
            write_sum(s, g, &s->of[i], pattern, o);
    }
    map_free(&seen);
}
