/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures: files that one tool makes and another reads: models, limits.
 *
 * They are tables with one figure in each row: name, value, and further columns, the keys, which tell what the figure
 * belongs to. So awk can pick rows, and files can be put one after another. A layout lists the columns, in the order in
 * which they are written; they are found by name when they are read. Values are exact decimals, dates, texts, or the
 * shortest decimal that reads back as the same double: nothing is lost by writing and reading.
 *
 *     enum { SECTION, NAME, VALUE };
 *     static const struct figures_layout LAYOUT = {
 *         "a forecast, made by forecast --model-out", {"section", "name", "value"}, SECTION, NAME, VALUE};
 *
 *     figures_header(out, &LAYOUT);
 *     struct figures_out w = {out, &LAYOUT};
 *     figures_put(&w, "model", "format", cell_count(1));
 *     figures_put(&w, "level", "alpha", cell_number(alpha));
 *
 *     struct figures f = figures_open(path, &LAYOUT);
 *     for (; f.more; figures_next(&f)) {
 *         if (figures_is(&f, SECTION, "level") && figures_is(&f, NAME, "alpha"))
 *             alpha = figures_number(&f, VALUE);
 *         ...
 *     }
 *     if (isnan(alpha))
 *         figures_lacks(&f, "alpha", "the level");
 *     figures_close(&f);
 *
 * Files are read as a whole or not at all: an unusable value ends the tool, status 2, with file, line, column and
 * value. There are two ways to read one. By section, in any order: figures_section returns the section, and warns of an
 * unknown one. Or in the order in which it was written: the next row must be the figure that figures_expect names. */
#ifndef TSV_FIGURES_H
#define TSV_FIGURES_H

#include "tsv/cell.h"
#include "tsv/tsv.h"

enum { FIGURES_MOST = 15 /* columns */, FIGURES_NONE = UINT32_MAX };

struct figures_layout {
    const char *made;                     /* what the file is, and what makes it */
    const char *column[FIGURES_MOST + 1]; /* ended by NULL; functions take their index in this list */
    unsigned section, name, value;        /* which they are; FIGURES_NONE: there is none */
};

/* ---- writing ---- */

struct figures_out {
    struct out *o;
    const struct figures_layout *layout;
    struct slice key[FIGURES_MOST]; /* the caller sets those of the rows to come; borrowed */
};

void figures_header(struct out *o, const struct figures_layout *layout);
void figures_write(struct figures_out *w, const char *name, struct cell value);
void figures_put(struct figures_out *w, const char *section, const char *name, struct cell value);

/* ---- reading ---- */

struct figures {
    struct tsv *t;
    const struct figures_layout *layout;
    bool more;                      /* there is a row */
    unsigned place[FIGURES_MOST];   /* of the columns in the file */
    struct slice key[FIGURES_MOST]; /* what figures_expect expects, beside name and value; the caller sets them */
    char unknown[64];               /* the section that was warned of */
};

/* Opens it at the first row. A file without one of the columns is of another kind, and unusable. */
struct figures figures_open(const char *path, const struct figures_layout *layout);
void figures_next(struct figures *f);
void figures_close(struct figures *f);

/* A field of the row, borrowed until figures_next. */
struct slice figures_field(const struct figures *f, unsigned column);
bool figures_is(const struct figures *f, unsigned column, const char *text);

/* Typed fields; a value of another type, or out of bounds, is unusable. */
uint64_t figures_uint(const struct figures *f, unsigned column, uint64_t least, uint64_t most);
double figures_number(const struct figures *f, unsigned column);
double figures_number_or_none(const struct figures *f, unsigned column);            /* empty: NaN */
date figures_date_or_none(const struct figures *f, unsigned column);                /* empty: DATE_NONE */
unsigned figures_word(const struct figures *f, unsigned column, const char *words); /* which of "a|b|c" it is */

/* The row is the format of the file: its value is from 1 to `newest`. */
void figures_format(const struct figures *f, unsigned newest);

/* The index of the row's section among the known ones, which end with NULL; FIGURES_NONE, with a warning, if it is none
 * of them: a newer tillroll may write more. */
unsigned figures_section(struct figures *f, const char *const *known);

/* The row must be the figure of this name, and of the keys. */
void figures_expect(const struct figures *f, const char *name);

/* The row is unusable: `problem` continues after the value, "is not a date". Or the file lacks something. */
_Noreturn void figures_unusable(const struct figures *f, unsigned column, const char *problem);
_Noreturn void figures_lacks(const struct figures *f, const char *what, const char *of);

#endif
