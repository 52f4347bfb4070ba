/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/limits.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/mem.h"
#include "tsv/figures.h"
#include "tsv/table.h"

unsigned limits_classes(const struct limits *l)
{
    size_t i = 0;
    while (l->choice[i].words)
        i++;
    return (unsigned)l->choice[i].value;
}

/* ---- writing ---- */

enum { MEASURE, LIMIT, VALUE, SCORE, ROWS, LOWEST, HIGHEST, MEAN, CHOICES };

static struct cell choice_cell(const struct limits_choice *c)
{
    struct slice rest = slice_str(c->words ? c->words : ""), word = slice_cut(&rest, '|');
    if (!c->words)
        return cell_count((uint64_t)c->value);
    for (int i = c->value; i > 0; i--)
        word = slice_cut(&rest, '|');
    return cell_text(word);
}

static void write_class(struct table *t, const struct limits *l, const struct limits_measure *m, unsigned class)
{
    const struct limits_class *c = &m->class[class];
    struct cell cell[CHOICES + LIMITS_CHOICES + 1] = {[MEASURE] = cell_text(m->name),
                                                      [LIMIT] = cell_count(class + 1),
                                                      [VALUE] = cell_empty(),
                                                      [SCORE] = cell_count(c->score),
                                                      [ROWS] = cell_count(c->rows)};
    if (class + 1 < limits_classes(l))
        cell[VALUE] = cell_number(m->limit[class]);
    if (c->rows) {
        cell[LOWEST] = c->lowest;
        cell[HIGHEST] = c->highest;
        cell[MEAN] = cell_number(c->mean);
    }
    for (size_t i = 0; i < l->choices; i++)
        cell[CHOICES + i] = choice_cell(&l->choice[i]);
    if (l->label)
        cell[CHOICES + l->choices] = cell_text(l->label[class]);
    table_row(t, slice_of("", 0), cell);
}

void limits_write(const struct limits *l, struct out *o)
{
    struct column column[CHOICES + LIMITS_CHOICES + 2] = {
        [MEASURE] = {"measure", TYPE_TEXT},   [LIMIT] = {"limit", TYPE_COUNT}, [VALUE] = {"value", TYPE_NUMBER},
        [SCORE] = {"score", TYPE_COUNT},      [ROWS] = {"rows", TYPE_COUNT},   [LOWEST] = {"lowest", TYPE_NUMBER},
        [HIGHEST] = {"highest", TYPE_NUMBER}, [MEAN] = {"mean", TYPE_NUMBER}};
    struct table t;
    for (size_t i = 0; i < l->choices; i++)
        column[CHOICES + i] = (struct column){l->choice[i].column, l->choice[i].words ? TYPE_TEXT : TYPE_COUNT};
    if (l->label)
        column[CHOICES + l->choices] = (struct column){"label", TYPE_TEXT};
    table_begin(&t, o, NULL, column, NULL);
    for (size_t m = 0; m < l->measures; m++)
        for (unsigned c = 0; c < limits_classes(l); c++)
            write_class(&t, l, &l->measure[m], c);
    table_end(&t);
}

/* ---- reading ---- */

enum { FIRST_CHOICE = VALUE + 1 }; /* of the columns that are read */

struct reader {
    struct figures f;
    struct limits *l;
    bool *seen; /* LIMITS_MOST of each measure */
};

static struct figures_layout layout_of(const struct limits *l)
{
    struct figures_layout layout = {l->made, {"measure", "limit", "value"}, FIGURES_NONE, MEASURE, VALUE};
    for (size_t i = 0; i < l->choices; i++)
        layout.column[FIRST_CHOICE + i] = l->choice[i].column;
    if (l->label)
        layout.column[FIRST_CHOICE + l->choices] = "label";
    return layout;
}

/* The wanted choice decides, or else the first row of the file. */
static void read_choice(const struct reader *r, size_t i)
{
    struct limits_choice *c = &r->l->choice[i];
    unsigned column = FIRST_CHOICE + (unsigned)i;
    int says = c->words ? (int)figures_word(&r->f, column, c->words) : (int)figures_uint(&r->f, column, 2, LIMITS_MOST);
    if (c->value < (c->words ? 0 : 1))
        c->value = says;
    if (c->value != says)
        figures_unusable(&r->f, column,
                         r->f.t->line == 2 ? "differs from the command line (leave that option out)"
                                           : "differs from the rows before it");
}

static size_t measure_of(const struct reader *r)
{
    for (size_t i = 0; i < r->l->measures; i++)
        if (slice_eq(figures_field(&r->f, MEASURE), r->l->measure[i].name))
            return i;
    figures_unusable(&r->f, MEASURE, "is not one of the measures of these limits");
}

static struct arena labels; /* those of all files that are read */

static void read_label(const struct reader *r, unsigned class)
{
    unsigned column = FIRST_CHOICE + (unsigned)r->l->choices;
    r->l->label[class] = arena_copy(&labels, figures_field(&r->f, column));
    if (r->l->label[class].n == 0)
        figures_unusable(&r->f, column, "is empty: a class needs a label");
}

static void read_limit(struct reader *r)
{
    size_t m = measure_of(r);
    unsigned classes = limits_classes(r->l), class = (unsigned)figures_uint(&r->f, LIMIT, 1, classes) - 1;
    if (r->seen[m * LIMITS_MOST + class])
        figures_unusable(&r->f, LIMIT, "is given twice for this measure");
    r->seen[m * LIMITS_MOST + class] = true;
    if (r->l->label)
        read_label(r, class);
    if (class + 1 < classes)
        r->l->measure[m].limit[class] = figures_number(&r->f, VALUE);
    else if (figures_field(&r->f, VALUE).n)
        figures_unusable(&r->f, VALUE, "is a limit of the last class, which has none");
}

static void check_measure(const struct reader *r, size_t m)
{
    const struct limits_measure *of = &r->l->measure[m];
    char name[64], what[32];
    snprintf(name, sizeof name, "%.*s", (int)of->name.n, of->name.p);
    for (unsigned c = 0; c + 1 < limits_classes(r->l); c++) {
        snprintf(what, sizeof what, "limit %u", c + 1);
        if (!r->seen[m * LIMITS_MOST + c])
            figures_lacks(&r->f, what, name);
        if (c && of->limit[c] < of->limit[c - 1])
            die(STATUS_USAGE, "%s: limit %u of %s is below limit %u", r->f.t->name, c + 1, name, c);
    }
    if (r->l->label && !r->seen[m * LIMITS_MOST + limits_classes(r->l) - 1])
        figures_lacks(&r->f, "label of the last class", name);
}

void limits_read(struct limits *l, const char *path)
{
    struct figures_layout layout = layout_of(l);
    struct reader r = {figures_open(path, &layout), l, mem_zero(l->measures, LIMITS_MOST * sizeof *r.seen)};
    if (!r.f.more)
        die(STATUS_USAGE, "%s: has no limits", r.f.t->name);
    for (; r.f.more; figures_next(&r.f)) {
        for (size_t i = 0; i < l->choices; i++)
            read_choice(&r, i);
        read_limit(&r);
    }
    for (size_t m = 0; m < l->measures; m++)
        check_measure(&r, m);
    figures_close(&r.f);
    free(r.seen);
}
