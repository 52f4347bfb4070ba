/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/holdouttable.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "btyd/fitcheck.h"
#include "btyd/fitscore.h"

static void done(bool ok)
{
    if (!ok)
        die(STATUS_ENV, "out of memory");
}

static void put(struct out *o, double v)
{
    out_tab(o);
    out_double(o, v);
}

static void end_row(struct out *o)
{
    out_char(o, '\n');
    tool_rows.out++;
}

/* "7+" is all from 7 on. */
static void put_x(struct out *o, size_t x, size_t bins)
{
    out_tab(o);
    out_uint(o, x);
    out_str(o, x + 1 == bins ? "+" : "");
}

static double holdout(const struct holdout *c, const struct holdout_family *f)
{
    return (c->until - c->as_of) / (double)f->pick.first->unit->days;
}

/* ---- counts ---- */

static void write_counts(const struct holdout *c, const struct holdout_family *f, size_t bins, struct out *out)
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
        out_str(out, f ? f->pick.family->name : "");
        put_x(out, k, bins);
        put(out, actual[k]);
        put(out, f ? expected[k] : NAN);
        end_row(out);
    }
    free(actual);
}

/* ---- what was and what was expected after the as-of day ---- */

static void add_bins(struct fitcheck_bin *to, const struct fitcheck_bin *from, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i].customers += from[i].customers;
        to[i].bought += from[i].bought;
        to[i].expected += from[i].expected;
        to[i].buyers += from[i].buyers;
        to[i].buying += from[i].buying;
        to[i].alive += from[i].alive;
    }
}

static void put_bin(struct out *o, const struct fitcheck_bin *b)
{
    const double v[] = {b->customers, b->bought, b->expected, b->buyers, b->buying, b->alive};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        put(o, v[i]);
    end_row(o);
}

static size_t columns_of(const struct holdout *c, const struct holdouttable_cut *cut)
{
    return (size_t)floor(c->oldest / cut->width) + 1;
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

static void put_place(struct out *out, enum holdouttable t, const struct holdouttable_cut *cut, size_t columns,
                      size_t i)
{
    if (t == HOLDOUTTABLE_BY_ALIVE) {
        put(out, (double)i / (double)cut->bins);
        put(out, (double)(i + 1) / (double)cut->bins);
        return;
    }
    put_x(out, i / columns, cut->bins);
    if (t == HOLDOUTTABLE_MATRIX) {
        put(out, (double)(i % columns) * cut->width);
        put(out, (double)(i % columns + 1) * cut->width);
    }
}

static void write_bins(const struct holdout *c, const struct holdout_family *f, enum holdouttable t,
                       const struct holdouttable_cut *cut, struct out *out)
{
    size_t columns = t == HOLDOUTTABLE_MATRIX ? columns_of(c, cut) : 1, n = cut->bins * columns;
    struct fitcheck_bin *bin = mem_zero(n, sizeof *bin);
    fill(c, f, t, cut, bin, n);
    for (size_t i = 0; i < n; i++) {
        if (t == HOLDOUTTABLE_MATRIX && bin[i].customers == 0)
            continue;
        out_str(out, f->pick.family->name);
        put_place(out, t, cut, columns, i);
        put_bin(out, &bin[i]);
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

static void write_tracking(const struct holdout *c, const struct holdout_family *f, struct out *out)
{
    double *expected = expected_repeats(c, f), bought = 0;
    for (size_t k = 0; k < c->periods; k++) {
        bought += c->repeats[k];
        out_str(out, f->pick.family->name);
        out_tab(out);
        out_uint(out, k + 1);
        out_tab(out);
        out_date(out, period_end(c, k));
        out_str(out, period_end(c, k) > c->as_of ? "\t1" : "\t0");
        put(out, c->repeats[k]);
        put(out, expected[k] - (k ? expected[k - 1] : 0));
        put(out, bought);
        put(out, expected[k]);
        end_row(out);
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

static void write_score(const struct holdout *c, const struct holdout_family *f, struct out *out)
{
    struct fitscore s = {0};
    for (uint32_t i = 0; i < f->keys.n; i++)
        done(fitscore_add(f->pick.family, f->cell[i].parameter, &f->cell[i].p, holdout(c, f), &s));
    out_str(out, f->pick.family->name);
    out_tab(out);
    out_uint(out, (uint64_t)(c->until - c->as_of));
    const double v[] = {s.customers,
                        s.bought,
                        s.expected,
                        s.bought > 0 ? s.expected / s.bought - 1 : NAN,
                        s.absolute / s.customers,
                        sqrt(s.squared / s.customers),
                        tracking_error(c, f),
                        s.log};
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        put(out, v[i]);
    end_row(out);
}

/* ---- a table ---- */

void holdouttable_write(const struct holdout *c, enum holdouttable t, const struct holdouttable_cut *cut,
                        struct out *out)
{
#define BIN "customers\tbought\texpected\tbuyers\texpected_buyers\texpected_alive\n"
    static const char *const header[] = {
        "x\tcustomers\texpected\n",
        "x\t" BIN,
        "p_alive_from\tp_alive_to\t" BIN,
        "x\tt_x_from\tt_x_to\t" BIN,
        "period\tend_date\tholdout\tbought\texpected\tcumulative_bought\tcumulative_expected\n",
        "days\tcustomers\tbought\texpected\tbias\tmean_absolute_error\troot_mean_square_error\ttracking_error\tlog_score\n"};
    out_str(out, "family\t");
    out_str(out, header[t]);
    if (c->ids.n == 0)
        return;
    if (c->families == 0)
        write_counts(c, NULL, cut->bins, out);
    for (size_t i = 0; i < c->families; i++) {
        const struct holdout_family *f = &c->family[i];
        if (t == HOLDOUTTABLE_COUNTS)
            write_counts(c, f, cut->bins, out);
        else if (t == HOLDOUTTABLE_TRACKING)
            write_tracking(c, f, out);
        else if (t == HOLDOUTTABLE_SCORE)
            write_score(c, f, out);
        else
            write_bins(c, f, t, cut, out);
    }
}
