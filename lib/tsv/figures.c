/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/figures.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

/* ---- writing ---- */

void figures_header(struct out *o, const struct figures_layout *layout)
{
    for (unsigned i = 0; layout->column[i]; i++) {
        if (i)
            out_tab(o);
        out_str(o, layout->column[i]);
    }
    out_char(o, '\n');
}

void figures_write(struct figures_out *w, const char *name, struct cell value)
{
    const struct figures_layout *l = w->layout;
    if (value.kind == CELL_NUMBER && isinf(value.number))
        die(STATUS_DATA, "%s: %s: an infinite result", w->o->path, name);
    for (unsigned i = 0; l->column[i]; i++) {
        struct cell cell = i == l->name ? cell_str(name) : i == l->value ? value : cell_text(w->key[i]);
        char *p = cell_put(out_room(w->o, cell_room(&cell) + 1), &cell, 0);
        *p++ = l->column[i + 1] ? '\t' : '\n';
        w->o->p = p;
    }
}

void figures_put(struct figures_out *w, const char *section, const char *name, struct cell value)
{
    w->key[w->layout->section] = slice_str(section);
    figures_write(w, name, value);
}

/* ---- reading ---- */

struct figures figures_open(const char *path, const struct figures_layout *layout)
{
    struct figures f = {.t = tsv_open_file(path), .layout = layout};
    for (unsigned i = 0; layout->column[i]; i++) {
        f.place[i] = tsv_find(f.t, layout->column[i]);
        if (f.place[i] == TSV_NONE)
            die(STATUS_USAGE, "%s:1: no column \"%s\" (is this %s?)", f.t->name, layout->column[i], layout->made);
    }
    figures_next(&f);
    return f;
}

void figures_next(struct figures *f)
{
    f->more = tsv_next(f->t);
}

void figures_close(struct figures *f)
{
    tsv_close(f->t);
}

struct slice figures_field(const struct figures *f, unsigned column)
{
    return tsv_field(f->t, f->place[column]);
}

bool figures_is(const struct figures *f, unsigned column, const char *text)
{
    return slice_is(figures_field(f, column), text);
}

_Noreturn void figures_unusable(const struct figures *f, unsigned column, const char *problem)
{
    struct slice value = figures_field(f, column);
    die(STATUS_USAGE, "%s:%" PRIu64 ": column \"%s\": \"%.*s\" %s", f->t->name, f->t->line, f->layout->column[column],
        (int)value.n, value.p, problem);
}

_Noreturn void figures_lacks(const struct figures *f, const char *what, const char *of)
{
    die(STATUS_USAGE, "%s: no %s of %s (is a part of the file missing?)", f->t->name, what, of);
}

/* ---- types ---- */

uint64_t figures_uint(const struct figures *f, unsigned column, uint64_t least, uint64_t most)
{
    uint64_t v;
    if (!num_uint(figures_field(f, column), &v) || v < least || v > most)
        figures_unusable(f, column, "is not a number that is valid here");
    return v;
}

double figures_number(const struct figures *f, unsigned column)
{
    double v;
    if (!num_double(figures_field(f, column), &v))
        figures_unusable(f, column, "is not a number");
    return v;
}

double figures_number_or_none(const struct figures *f, unsigned column)
{
    return figures_field(f, column).n ? figures_number(f, column) : (double)NAN;
}

date figures_date_or_none(const struct figures *f, unsigned column)
{
    date d = DATE_NONE;
    if (figures_field(f, column).n && !date_parse(figures_field(f, column), &d))
        figures_unusable(f, column, "is not a date");
    return d;
}

unsigned figures_word(const struct figures *f, unsigned column, const char *words)
{
    char problem[256];
    struct slice rest = slice_str(words);
    for (unsigned i = 0; rest.p; i++)
        if (slice_eq(slice_cut(&rest, '|'), figures_field(f, column)))
            return i;
    snprintf(problem, sizeof problem, "is not a word that is valid here (%s)", words);
    figures_unusable(f, column, problem);
}

void figures_format(const struct figures *f, unsigned newest)
{
    uint64_t v;
    if (!num_uint(figures_field(f, f->layout->value), &v) || v == 0)
        figures_unusable(f, f->layout->value, "is no format");
    if (v > newest)
        figures_unusable(f, f->layout->value,
                         "is newer than this tillroll knows (make the file again, or update tillroll)");
}

/* ---- what a row is ---- */

unsigned figures_section(struct figures *f, const char *const *known)
{
    struct slice section = figures_field(f, f->layout->section);
    for (unsigned i = 0; known[i]; i++)
        if (slice_is(section, known[i]))
            return i;
    struct slice head = slice_of(section.p, section.n < sizeof f->unknown ? section.n : sizeof f->unknown - 1);
    if (f->unknown[0] == '\0' || !slice_is(head, f->unknown))
        warn("%s:%" PRIu64 ": column \"%s\": \"%.*s\" is unknown here and not used (a newer tillroll may know it)",
             f->t->name, f->t->line, f->layout->column[f->layout->section], (int)section.n, section.p);
    snprintf(f->unknown, sizeof f->unknown, "%.*s", (int)head.n, head.p);
    return FIGURES_NONE;
}

static bool is_key(const struct figures *f, unsigned i)
{
    return i != f->layout->name && i != f->layout->value;
}

static bool is_expected(const struct figures *f, const char *name)
{
    if (!f->more || !figures_is(f, f->layout->name, name))
        return false;
    for (unsigned i = 0; f->layout->column[i]; i++)
        if (is_key(f, i) && !slice_eq(figures_field(f, i), f->key[i]))
            return false;
    return true;
}

void figures_expect(const struct figures *f, const char *name)
{
    struct buf of = {0};
    if (is_expected(f, name))
        return;
    for (unsigned i = 0; f->layout->column[i]; i++)
        if (is_key(f, i) && f->key[i].n) {
            buf_add(&of, " of ", 4);
            buf_add(&of, f->layout->column[i], strlen(f->layout->column[i]));
            buf_add(&of, " \"", 2);
            buf_add(&of, f->key[i].p, f->key[i].n);
            buf_addch(&of, '"');
        }
    die(STATUS_USAGE, "%s:%" PRIu64 ": expected the %s%.*s (is this %s?)", f->t->name, f->t->line + !f->more, name,
        (int)of.n, of.n ? of.p : "", f->layout->made);
}
