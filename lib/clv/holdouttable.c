/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/holdouttable.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "btyd/fitcheck.h"
#include "btyd/fitscore.h"
#include "tsv/table.h"

static void done(bool ok)
{
    if (!ok)
        die(STATUS_ENV, "out of memory");
}

/* A row while it is made: the tables have some columns in common. */
enum { MOST_CELLS = 12 };
struct cells {
    struct cell cell[MOST_CELLS];
    size_t n;
    char x[NUM_ROOM + 1];
};

static struct cells begin_row(const struct holdout_family *f)
{
    return (struct cells){{cell_str(f ? f->pick.family->name : "")}, 1, ""};
}

static void put(struct cells *r, double v)
{
    r->cell[r->n++] = cell_number(v);
}

static void end_row(struct table *t, const struct cells *r)
{
    table_row(t, slice_of(NULL, 0), r->cell);
}

/* "7+" is all from 7 on. */
static void put_x(struct cells *r, size_t x, size_t bins)
{
    char *end = num_put_uint(r->x, x);
    if (x + 1 == bins)
        *end++ = '+';
    r->cell[r->n++] = cell_text(slice_of(r->x, (size_t)(end - r->x)));
}

static double holdout(const struct holdout *c, const struct holdout_family *f)
{
    return (c->until - c->as_of) / (double)f->pick.first->unit->days;
}

/* ---- counts ---- */

static void write_counts(const struct holdout *c, const struct holdout_family *f, size_t bins, struct table *t)
{
    double *actual = mem_zero(4 * bins, sizeof *actual), *expected = actual + bins, *part = expected + bins;
    for (uint32_t i = 0; i < c->ids.n; i++)
        actual[c->customer[i].x < (double)(bins - 1) ? (size_t)c->customer[i].x : bins - 1]++;
    for (uint32_t i = 0; f && i < f->keys.n; i++) {
        done(fitcheck_counts(f->pick.family, f->cell[i].parameter, &f->cell[i].p, bins, part + bins, part));
        for (size_t k = 0; k < bins; k++)
            expected[k] += part[k];
    }
    for (size_t k = 0; k < bins; k++) {
        struct cells row = begin_row(f);
        put_x(&row, k, bins);
        put(&row, actual[k]);
        put(&row, f ? expected[k] : NAN);
        end_row(t, &row);
    }
    free(actual);
}

/* ---- actual and expected numbers after the as-of day ---- */

static void add_bins(struct fitcheck_bin *to, const struct fitcheck_bin *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i].customers += from[i].customers;
        to[i].bought += from[i].bought;
        to[i].expected += from[i].expected;
        to[i].buyers += from[i].buyers;
        to[i].buying += from[i].buying;
        to[i].alive += from[i].alive;
        to[i].spent += from[i].spent;
        to[i].spending += from[i].spending;
    }
}

static void put_money(struct cells *r, const struct holdout *c, const struct fitcheck_bin *b)
{
    if (!c->money)
        return;
    put(r, b->spent / DECIMAL_ONE);
    put(r, b->spending);
}

static void put_bin(struct cells *r, const struct fitcheck_bin *b)
{
    const double v[] = {b->customers, b->bought, b->expected, b->buyers, b->buying, b->alive};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        put(r, v[i]);
}

enum { CLASSES_MOST = 1000000 /* of the matrix */ };

static size_t columns_of(const struct holdout *c, const struct holdouttable_cut *cut)
{
    double columns = floor(c->oldest / cut->width) + 1;
    if (columns * (double)cut->bins > CLASSES_MOST)
        die(STATUS_USAGE,
            "--table matrix: %.0f classes of t_x and %u of x are too many (a wider --width, fewer --bins)", columns,
            (unsigned)cut->bins);
    return (size_t)columns;
}

static void fill(const struct holdout *c, const struct holdout_family *f, enum holdouttable t,
                 const struct holdouttable_cut *cut, struct fitcheck_bin *bin, size_t n)
{
    const struct family *family = f->pick.family;
    struct fitcheck_bin *part = mem_zero(n, sizeof *part);
    double length = holdout(c, f), width = cut->width / f->pick.first->unit->days;
    for (uint32_t i = 0; i < f->keys.n; i++) {
        const struct holdout_cell *cell = &f->cell[i];
        if (t == HOLDOUTTABLE_BY_X)
            fitcheck_by_x(family, cell->parameter, &cell->p, length, cut->bins, part);
        else if (t == HOLDOUTTABLE_BY_ALIVE)
            fitcheck_by_alive(family, cell->parameter, &cell->p, length, cut->bins, part);
        else
            fitcheck_by_x_and_t_x(family, cell->parameter, &cell->p, length, cut->bins, columns_of(c, cut), width,
                                  part);
        add_bins(bin, part, n);
    }
    free(part);
}

static void put_place(struct cells *r, enum holdouttable t, const struct holdouttable_cut *cut, size_t columns,
                      size_t i)
{
    if (t == HOLDOUTTABLE_BY_ALIVE) {
        put(r, (double)i / (double)cut->bins);
        put(r, (double)(i + 1) / (double)cut->bins);
        return;
    }
    put_x(r, i / columns, cut->bins);
    if (t == HOLDOUTTABLE_MATRIX) {
        put(r, (double)(i % columns) * cut->width);
        put(r, (double)(i % columns + 1) * cut->width);
    }
}

static void write_bins(const struct holdout *c, const struct holdout_family *f, enum holdouttable t,
                       const struct holdouttable_cut *cut, struct table *out)
{
    size_t columns = t == HOLDOUTTABLE_MATRIX ? columns_of(c, cut) : 1, n = cut->bins * columns;
    struct fitcheck_bin *bin = mem_zero(n, sizeof *bin);
    fill(c, f, t, cut, bin, n);
    for (size_t i = 0; i < n; i++) {
        if (t == HOLDOUTTABLE_MATRIX && bin[i].customers == 0)
            continue;
        struct cells row = begin_row(f);
        put_place(&row, t, cut, columns, i);
        put_bin(&row, &bin[i]);
        put_money(&row, c, &bin[i]);
        end_row(out, &row);
    }
    free(bin);
}

/* ---- tracking ---- */

/* Repeat purchases expected up to the end of each period; the caller frees them. */
static double *expected_repeats(const struct holdout *c, const struct holdout_family *f)
{
    double *sum = mem_zero(2 * c->periods + 1, sizeof *sum), *part = sum + c->periods;
    for (uint32_t i = 0; i < f->keys.n; i++) {
        done(fitcheck_tracking(f->pick.family, f->cell[i].parameter, &f->cell[i].p,
                               c->period / f->pick.first->unit->days, c->periods, part));
        for (size_t k = 0; k < c->periods; k++)
            sum[k] += part[k];
    }
    return sum;
}

static date period_end(const struct holdout *c, size_t k)
{
    return c->as_of - (date)c->oldest + (date)((double)(k + 1) * c->period);
}

static void write_tracking(const struct holdout *c, const struct holdout_family *f, struct table *t)
{
    double *expected = expected_repeats(c, f), bought = 0;
    for (size_t k = 0; k < c->periods; k++) {
        bought += c->repeats[k];
        struct cells row = begin_row(f);
        row.cell[row.n++] = cell_count(k + 1);
        row.cell[row.n++] = cell_date(period_end(c, k));
        row.cell[row.n++] = cell_count(period_end(c, k) > c->as_of);
        put(&row, c->repeats[k]);
        put(&row, expected[k] - (k ? expected[k - 1] : 0));
        put(&row, bought);
        put(&row, expected[k]);
        end_row(t, &row);
    }
    free(expected);
}

/* ---- score ---- */

/* Mean of |expected / actual - 1| of the cumulative repeat purchases, over the periods that end in the hold-out. */
static double tracking_error(const struct holdout *c, const struct holdout_family *f)
{
    double *expected = expected_repeats(c, f), bought = 0, sum = 0;
    size_t n = 0;
    for (size_t k = 0; k < c->periods; k++) {
        bought += c->repeats[k];
        if (period_end(c, k) <= c->as_of || bought == 0)
            continue;
        sum += fabs(expected[k] / bought - 1);
        n++;
    }
    free(expected);
    return n ? sum / (double)n : NAN;
}

static void write_score(const struct holdout *c, const struct holdout_family *f, struct table *t)
{
    struct fitscore s = {0};
    for (uint32_t i = 0; i < f->keys.n; i++)
        done(fitscore_add(f->pick.family, f->cell[i].parameter, &f->cell[i].p, holdout(c, f), &s));
    struct cells row = begin_row(f);
    row.cell[row.n++] = cell_count((uint64_t)(c->until - c->as_of));
    const double v[] = {s.customers,
                        s.bought,
                        s.expected,
                        s.bought > 0 ? s.expected / s.bought - 1 : NAN,
                        s.absolute / s.customers,
                        sqrt(s.squared / s.customers),
                        tracking_error(c, f),
                        s.log};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        put(&row, v[i]);
    struct fitcheck_bin all = {0};
    fill(c, f, HOLDOUTTABLE_BY_X, &(struct holdouttable_cut){.bins = 1}, &all, 1);
    put_money(&row, c, &all);
    end_row(t, &row);
}

/* ---- a table ---- */

#define BIN                                                                                                  \
    {"customers", TYPE_NUMBER}, {"bought", TYPE_NUMBER}, {"expected", TYPE_NUMBER}, {"buyers", TYPE_NUMBER}, \
        {"expected_buyers", TYPE_NUMBER},                                                                    \
    {                                                                                                        \
        "expected_alive", TYPE_NUMBER                                                                        \
    }
static const struct column COLUMNS[][MOST_CELLS + 1] = {
    [HOLDOUTTABLE_COUNTS] = {{"family", TYPE_TEXT},
                             {"x", TYPE_TEXT},
                             {"customers", TYPE_NUMBER},
                             {"expected", TYPE_NUMBER}},
    [HOLDOUTTABLE_BY_X] = {{"family", TYPE_TEXT}, {"x", TYPE_TEXT}, BIN},
    [HOLDOUTTABLE_BY_ALIVE] = {{"family", TYPE_TEXT}, {"p_alive_from", TYPE_NUMBER}, {"p_alive_to", TYPE_NUMBER}, BIN},
    [HOLDOUTTABLE_MATRIX] =
        {{"family", TYPE_TEXT}, {"x", TYPE_TEXT}, {"t_x_from", TYPE_NUMBER}, {"t_x_to", TYPE_NUMBER}, BIN},
    [HOLDOUTTABLE_TRACKING] = {{"family", TYPE_TEXT},
                               {"period", TYPE_COUNT},
                               {"end_date", TYPE_DATE},
                               {"holdout", TYPE_COUNT},
                               {"bought", TYPE_NUMBER},
                               {"expected", TYPE_NUMBER},
                               {"cumulative_bought", TYPE_NUMBER},
                               {"cumulative_expected", TYPE_NUMBER}},
    [HOLDOUTTABLE_SCORE] = {{"family", TYPE_TEXT},
                            {"days", TYPE_COUNT},
                            {"customers", TYPE_NUMBER},
                            {"bought", TYPE_NUMBER},
                            {"expected", TYPE_NUMBER},
                            {"bias", TYPE_NUMBER},
                            {"mean_absolute_error", TYPE_NUMBER},
                            {"root_mean_square_error", TYPE_NUMBER},
                            {"tracking_error", TYPE_NUMBER},
                            {"log_score", TYPE_NUMBER}},
};

static void write_family(const struct holdout *c, const struct holdout_family *f, enum holdouttable t,
                         const struct holdouttable_cut *cut, struct table *out)
{
    if (t == HOLDOUTTABLE_COUNTS)
        write_counts(c, f, cut->bins, out);
    else if (t == HOLDOUTTABLE_TRACKING)
        write_tracking(c, f, out);
    else if (t == HOLDOUTTABLE_SCORE)
        write_score(c, f, out);
    else
        write_bins(c, f, t, cut, out);
}

void holdouttable_write(const struct holdout *c, enum holdouttable t, const struct holdouttable_cut *cut,
                        struct out *out)
{
    struct table table;
    struct column column[MOST_CELLS + 1];
    size_t n = 0;
    memcpy(column, COLUMNS[t], sizeof column);
    while (column[n].name)
        n++;
    if (c->money) {
        column[n++] = (struct column){"spent", TYPE_NUMBER};
        column[n] = (struct column){"expected_spent", TYPE_NUMBER};
    }
    table_begin(&table, out, NULL, column, NULL);
    table.digits = cut->digits;
    if (c->ids.n && c->families == 0)
        write_counts(c, NULL, cut->bins, &table);
    for (size_t i = 0; c->ids.n && i < c->families; i++)
        write_family(c, &c->family[i], t, cut, &table);
    table_end(&table);
}
