/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/optcheck.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"

enum { SHOWN = 512 };

const struct opt *optcheck_row(const struct optcheck *c, size_t i)
{
    return i < c->own_count ? &c->own[i] : &c->shared[i - c->own_count];
}

static size_t find(const struct optcheck *c, struct slice name)
{
    for (size_t i = 0; i < c->count; i++)
        if (slice_is(name, optcheck_row(c, i)->name))
            return i;
    abort(); /* a condition that names no option is a mistake in the table */
}

/* One alternative: NAME, or NAME=WORD,WORD. */
static bool holds_one(const struct optcheck *c, struct slice words)
{
    size_t i = find(c, slice_cut(&words, '='));
    const struct opt *o = optcheck_row(c, i);
    if (!words.p)
        return c->given[i];
    while (words.p)
        if (opt_word_index(o->arg, slice_cut(&words, ',')) == *(const int *)o->value)
            return true;
    return false;
}

/* The alternative that holds, or an empty slice. */
static struct slice holds(const struct optcheck *c, const char *condition)
{
    struct slice rest = slice_str(condition);
    while (rest.p) {
        struct slice one = slice_cut(&rest, '|');
        if (holds_one(c, one))
            return one;
    }
    return (struct slice){0};
}

static const char *dashes(size_t name_length)
{
    return name_length > 1 ? "--" : "-";
}

static size_t show_one(struct slice rest, char *p, size_t n)
{
    struct slice name = slice_cut(&rest, '=');
    size_t k = (size_t)snprintf(p, n, "%s%.*s", dashes(name.n), (int)name.n, name.p);
    for (const char *join = " "; rest.p && k < n; join = " or ") {
        struct slice word = slice_cut(&rest, ',');
        k += (size_t)snprintf(p + k, n - k, "%s%.*s", join, (int)word.n, word.p);
    }
    return k;
}

const char *optcheck_show(const char *condition, char *p, size_t n)
{
    struct slice rest = slice_str(condition);
    size_t k = 0;
    *p = '\0';
    while (rest.p && k < n) {
        if (k)
            k += (size_t)snprintf(p + k, n - k, " or ");
        if (k < n)
            k += show_one(slice_cut(&rest, '|'), p + k, n - k);
    }
    return p;
}

/* "--days N, length of the window": the option and what it is for. */
static const char *show_row(const struct opt *o, char *p, size_t n)
{
    snprintf(p, n, "%s%s%s%s", dashes(strlen(o->name)), o->name, o->arg ? " " : "", o->arg ? o->arg : "");
    return p;
}

static size_t show_need(const struct optcheck *c, struct slice choices, char *p, size_t n)
{
    char row[SHOWN];
    size_t k = 0;
    const char *help = NULL;
    for (const char *join = ""; choices.p && k < n; join = " or ") {
        const struct opt *o = optcheck_row(c, find(c, slice_cut(&choices, '|')));
        help = help || *join ? help : o->help;
        k += (size_t)snprintf(p + k, n - k, "%s%s", join, show_row(o, row, sizeof row));
    }
    return k < n ? k + (size_t)snprintf(p + k, n - k, ": %s", help) : k;
}

void optcheck_needs(const struct optcheck *c, const char *needs)
{
    char what[SHOWN];
    struct slice rest = slice_str(needs);
    while (rest.p) {
        struct slice choices = slice_cut(&rest, ' '), left = choices;
        bool met = choices.n == 0;
        while (!met && left.p)
            met = c->given[find(c, slice_cut(&left, '|'))];
        if (!met) {
            show_need(c, choices, what, sizeof what);
            die(STATUS_USAGE, "needs %s", what);
        }
    }
}

/* An alternative that holds: of several words the one that was given. */
static const char *show_met(const struct optcheck *c, struct slice met, char *p, size_t n)
{
    struct slice words = met, name = slice_cut(&words, '=');
    const struct opt *o = optcheck_row(c, find(c, name));
    struct slice word = words.p ? opt_word(o->arg, *(const int *)o->value) : words;
    snprintf(p, n, "%s%s%s%.*s", dashes(name.n), o->name, word.n ? " " : "", (int)word.n, word.n ? word.p : "");
    return p;
}

static void check_given(const struct optcheck *c, const struct opt *o)
{
    char other[SHOWN];
    const char *dash = dashes(strlen(o->name));
    if (o->goes_with && !holds(c, o->goes_with).p)
        die(STATUS_USAGE, "%s%s goes with %s", dash, o->name, optcheck_show(o->goes_with, other, sizeof other));
    struct slice met = o->excludes ? holds(c, o->excludes) : (struct slice){0};
    if (met.p)
        die(STATUS_USAGE, "%s%s does not go with %s (give one of them)", dash, o->name,
            show_met(c, met, other, sizeof other));
}

static void check_missing(const struct optcheck *c, const struct opt *o)
{
    char mine[SHOWN], other[SHOWN];
    struct slice met = o->needed_by ? holds(c, o->needed_by) : (struct slice){0};
    if (met.p)
        die(STATUS_USAGE, "%s needs %s: %s", show_met(c, met, other, sizeof other), show_row(o, mine, sizeof mine),
            o->help);
}

void optcheck_relations(const struct optcheck *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->given[i])
            check_given(c, optcheck_row(c, i));
        else
            check_missing(c, optcheck_row(c, i));
}
