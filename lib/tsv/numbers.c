/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/numbers.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/tool.h"

enum { FIRST_ROWS = 1024 };

/* What a column has turned out to be so far. */
struct numbers_type {
    uint64_t numbers, words; /* values of either kind */
    struct buf word;         /* the first that is no number, */
    const char *file;        /* and where it stands */
    uint64_t line;
    const char *empty_file; /* where the first value is missing; NULL: nowhere */
    uint64_t empty_line;
};

/* ---- columns ---- */

static bool is_id(struct slice name)
{
    static const struct slice suffix = SLICE("_id");
    return name.n > suffix.n && slice_eq(slice_of(name.p + name.n - suffix.n, suffix.n), suffix);
}

static bool is_among(struct opt_list list, struct slice name)
{
    for (size_t i = 0; i < list.n; i++)
        if (slice_eq(list.word[i], name))
            return true;
    return false;
}

static void begin(struct numbers *m, struct tsv *in, unsigned d, enum numbers_missing missing)
{
    m->in = in;
    m->d = d;
    m->value = mem_zero(d, sizeof *m->value);
    m->missing = missing;
    m->skipped = missing == NUMBERS_SKIP ? tool_counter("missing_value") : NULL;
}

void numbers_of(struct numbers *m, struct tsv *in, struct opt_list columns, enum numbers_missing missing,
                const char *use)
{
    *m = (struct numbers){0};
    for (size_t j = 0; j < columns.n; j++) {
        struct slice name = columns.word[j];
        if (is_id(name))
            die(STATUS_DATA, "%s:1: column \"%.*s\" identifies rows and is not a measure: %s", in->name, (int)name.n,
                name.p, use);
        if (is_among((struct opt_list){columns.word, j}, name))
            die(STATUS_USAGE, "the column \"%.*s\" is given twice (name it once)", (int)name.n, name.p);
    }
    m->column = tsv_need_list(in, columns);
    begin(m, in, (unsigned)columns.n, missing);
}

void numbers_of_types(struct numbers *m, struct tsv *in, struct opt_list but, enum numbers_missing missing)
{
    unsigned d = 0;
    free(tsv_need_list(in, but)); /* a misspelt name in `but` must not include a column */
    *m = (struct numbers){.column = mem_zero(in->n, sizeof *m->column)};
    for (unsigned i = 0; i < in->n; i++)
        if (!is_id(in->column[i]) && !is_among(but, in->column[i]))
            m->column[d++] = i;
    begin(m, in, d, missing);
    m->types = mem_zero(d, sizeof *m->types);
}

void numbers_free(struct numbers *m)
{
    for (unsigned j = 0; j < m->d; j++) {
        free(m->value[j]);
        if (m->types)
            buf_free(&m->types[j].word);
    }
    free(m->types);
    free(m->value);
    free(m->column);
    *m = (struct numbers){0};
}

void numbers_take(struct numbers *m, double **value)
{
    memcpy(value, m->value, m->d * sizeof *value);
    memset(m->value, 0, m->d * sizeof *m->value);
    m->rows = m->cap = 0;
}

/* ---- rows ---- */

enum numbers_found numbers_field(struct tsv *t, unsigned col, double *v)
{
    if (tsv_field(t, col).n == 0) {
        *v = NAN;
        return NUMBERS_EMPTY;
    }
    return tsv_double(t, col, v) ? NUMBERS_THERE : NUMBERS_BAD;
}

static void make_room(struct numbers *m)
{
    size_t cap = m->cap ? 2 * m->cap : FIRST_ROWS;
    for (unsigned j = 0; j < m->d; j++)
        if (!m->types || m->types[j].words == 0)
            m->value[j] = mem_resize(m->value[j], cap, sizeof *m->value[j]);
    m->cap = cap;
}

static void note_word(struct numbers *m, unsigned j, struct slice word)
{
    struct numbers_type *type = &m->types[j];
    if (type->words++)
        return;
    buf_add(&type->word, word.p, word.n);
    type->file = m->in->name;
    type->line = m->in->line;
    free(m->value[j]);
    m->value[j] = NULL;
}

/* A column that may hold numbers: another value makes it a column of texts, but does not make the row bad. */
static enum numbers_found value_by_type(struct numbers *m, unsigned j)
{
    struct numbers_type *type = &m->types[j];
    struct slice field = tsv_field(m->in, m->column[j]);
    double v = NAN;
    if (field.n && !num_double(field, &v)) {
        note_word(m, j, field);
        return NUMBERS_THERE;
    }
    type->numbers += field.n > 0;
    if (field.n == 0 && !type->empty_file) {
        type->empty_file = m->in->name;
        type->empty_line = m->in->line;
    }
    if (m->value[j])
        m->value[j][m->rows] = v;
    return field.n ? NUMBERS_THERE : NUMBERS_EMPTY;
}

enum numbers_found numbers_value(struct numbers *m, unsigned j)
{
    if (m->rows == m->cap)
        make_room(m);
    return m->types ? value_by_type(m, j) : numbers_field(m->in, m->column[j], &m->value[j][m->rows]);
}

/* All values are read, missing ones beside them or not: what is malformed is always found. */
bool numbers_add(struct numbers *m)
{
    unsigned empty = UINT32_MAX;
    for (unsigned j = 0; j < m->d; j++) {
        enum numbers_found found = numbers_value(m, j);
        if (found == NUMBERS_BAD)
            return false;
        if (found == NUMBERS_EMPTY && empty == UINT32_MAX)
            empty = j;
    }
    if (empty != UINT32_MAX && !m->types) {
        if (m->missing == NUMBERS_REFUSE)
            return tsv_bad(m->in, m->column[empty], "is empty but a number is needed", NULL);
        if (m->missing == NUMBERS_SKIP)
            return ++*m->skipped, false;
    }
    numbers_keep(m);
    return true;
}

/* ---- the end ---- */

static void warn_of_words(const struct numbers *m, unsigned j)
{
    const struct numbers_type *type = &m->types[j];
    struct slice name = m->in->column[m->column[j]];
    warn("%s:%" PRIu64 ": column \"%.*s\": \"%.*s\" is not a number, and other values are (%" PRIu64
         "): the column is left out (name it, and such a value is an error)",
         type->file, type->line, (int)name.n, name.p, (int)type->word.n, type->word.p, type->numbers);
}

static void refuse_empty(const struct numbers *m, unsigned j)
{
    const struct numbers_type *type = &m->types[j];
    struct slice name = m->in->column[m->column[j]];
    die(STATUS_DATA, "%s:%" PRIu64 ": column \"%.*s\": is empty but a number is needed", type->empty_file,
        type->empty_line, (int)name.n, name.p);
}

/* Keeps the columns of numbers, in their order. */
static void choose_columns(struct numbers *m)
{
    unsigned d = 0;
    for (unsigned j = 0; j < m->d; j++) {
        struct numbers_type *type = &m->types[j];
        bool is_numbers = type->words == 0 && type->numbers > 0;
        if (type->words && type->numbers)
            warn_of_words(m, j);
        if (is_numbers && m->missing == NUMBERS_REFUSE && type->empty_file)
            refuse_empty(m, j);
        buf_free(&type->word);
        if (is_numbers) {
            m->value[d] = m->value[j];
            m->column[d++] = m->column[j];
        } else {
            free(m->value[j]);
        }
    }
    m->d = d;
    free(m->types);
    m->types = NULL;
}

static bool is_whole(const struct numbers *m, size_t i)
{
    for (unsigned j = 0; j < m->d; j++)
        if (isnan(m->value[j][i]))
            return false;
    return true;
}

static void leave_out_rows(struct numbers *m, size_t *from)
{
    size_t rows = 0;
    for (size_t i = 0; i < m->rows; i++) {
        if (!is_whole(m, i))
            continue;
        for (unsigned j = 0; j < m->d; j++)
            m->value[j][rows] = m->value[j][i];
        if (from)
            from[rows] = i;
        rows++;
    }
    *m->skipped += m->rows - rows;
    m->rows = rows;
}

void numbers_end(struct numbers *m, size_t *from)
{
    bool by_type = m->types;
    for (size_t i = 0; from && i < m->rows; i++)
        from[i] = i;
    if (!by_type)
        return;
    size_t rows = m->rows;
    choose_columns(m);
    if (m->d == 0 && rows)
        die(STATUS_DATA, "%s: no column holds numbers alone (ids apart)", m->in->name);
    if (m->missing == NUMBERS_SKIP)
        leave_out_rows(m, from);
}
