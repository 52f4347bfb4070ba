/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessunused.h"

#include <inttypes.h>
#include <stdio.h>

#include "look/guessvalues.h"
#include "look/guesswrite.h"

enum { FEW = 12, VERY_FEW = 3 };

static bool is_empty(const struct guessfile *g, unsigned column)
{
    for (uint32_t i = 0; i < g->rows; i++)
        if (guessfile_cell(g, i, column).n)
            return false;
    return true;
}

static struct slice first_value(const struct guessfile *g, unsigned column)
{
    uint32_t i = 0;
    while (i + 1 < g->rows && guessfile_cell(g, i, column).n == 0)
        i++;
    return guessfile_cell(g, i, column);
}

/* "dates", "numbers" or "text". */
static const char *sort_of(const struct guessfile *g, unsigned column)
{
    struct guessdate d;
    if (guessnumber_share(g, column) >= 0.9)
        return "numbers";
    guessdate_look(&d, g, column, false);
    return d.read ? "dates" : "text";
}

/* Values that take sales back, in a column with too many others to ask about each. */
static uint64_t events_of(const struct guessfile *g, unsigned column, uint32_t *first)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < g->rows; i++) {
        enum guessstate means = guessrole_state(guessfile_cell(g, i, column));
        if (means == GUESSSTATE_EVENT && n++ == 0)
            *first = i;
    }
    return n;
}

static void write_one(const struct guessfile *g, unsigned column, struct out *o)
{
    struct guessvalues v;
    uint32_t first = 0;
    const char *name = guesswrite_column(g, column);
    guessvalues_count(&v, g, column);
    bool few = !v.many && v.of.n <= FEW && (v.of.n <= VERY_FEW || v.of.n * 2 <= g->rows);
    uint64_t events = few ? 0 : events_of(g, column, &first);
    if (few)
        guesswrite_note(o, "  %s: %s", name, guessvalues_text(&v));
    else if (events)
        guesswrite_note(o, "  %s: text; records that may take sales back: %" PRIu64 ", the first in %s: \"%s\"", name,
                        events, guesswrite_line(g, first), guesswrite_value(guessfile_cell(g, first, column)));
    else
        guesswrite_note(o, "  %s: %s such as \"%s\"", name, sort_of(g, column),
                        guesswrite_value(first_value(g, column)));
    guessvalues_free(&v);
}

static void write_empty(const struct guesslook *l, struct out *o)
{
    struct buf names = {0};
    for (unsigned c = 0; c < l->file.n && names.n < 600; c++)
        if (!l->used[c] && is_empty(&l->file, c)) {
            buf_addstr(&names, names.n ? ", " : "");
            buf_addstr(&names, guesswrite_column(&l->file, c));
        }
    if (names.n)
        guesswrite_note(o, "  without a value: %.*s", (int)names.n, names.p);
    buf_free(&names);
}

void guessunused_write(const struct guesslook *l, struct out *o)
{
    const struct guessfile *g = &l->file;
    unsigned unused = 0;
    for (unsigned c = 0; c < g->n; c++)
        unused += !l->used[c];
    if (unused == 0)
        return;
    out_char(o, '\n');
    guesswrite_note(o, "columns that are not used: %u", unused);
    for (unsigned c = 0; c < g->n; c++)
        if (!l->used[c] && !is_empty(g, c))
            write_one(g, c, o);
    write_empty(l, o);
}
