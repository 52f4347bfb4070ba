/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/gbt.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

const char *const GBT_FIT_NAME[GBT_FITS] = {
    "rows",       "positives",         "trees", "depth", "rate", "lambda", "min_leaf", "loss", "later_rows",
    "later_loss", "later_loss_of_base"};

unsigned gbt_outputs(const struct gbt *m)
{
    return m->head.kind == EXAMPLES_CLASS ? m->head.classes.n : 1;
}

double gbt_number(float v)
{
    char text[32];
    double number = (double)v;
    for (int digits = FLT_DIG; digits <= FLT_DECIMAL_DIG; digits++) {
        int n = snprintf(text, sizeof text, "%.*g", digits, (double)v);
        if (num_double(slice_of(text, (size_t)n), &number) && (float)number == v)
            break;
    }
    return number;
}

/* ---- what there is to learn ---- */

static bool is_same(float a, float b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void check_target(const struct examples_part *p, const char *target)
{
    size_t i = 1;
    while (i < p->n && is_same(p->y[i], p->y[0]))
        i++;
    if (i >= p->n)
        die(STATUS_DATA, "column \"%s\": all training rows (%zu) have one value, so that there is nothing to learn",
            target, p->n);
}

static bool is_constant(const struct examples_part *p, const struct design *d, const struct design_column *c)
{
    for (size_t i = 1; i < p->n; i++)
        for (unsigned k = c->first; k < c->first + c->terms; k++)
            if (!is_same(p->x[i * d->terms + k], p->x[k]))
                return false;
    return true;
}

static void warn_of_constants(const struct examples_part *p, const struct design *d)
{
    for (unsigned j = 0; j < d->columns; j++)
        if (is_constant(p, d, &d->column[j]))
            warn("column \"%s\" is the same in all training rows, so that no tree can use it", d->column[j].name);
}

/* ---- losses ---- */

/* Of a row that came out as y. A chance of 0 counts as XGBoost's least, so that the loss stays finite. */
static double loss_of_row(enum examples_kind kind, const float *predicted, float y)
{
    double p = (double)*predicted;
    if (kind == EXAMPLES_VALUE)
        return (p - (double)y) * (p - (double)y);
    if (kind == EXAMPLES_CLASS)
        p = (double)predicted[(uint32_t)y];
    else if (y == 0)
        p = 1 - p;
    return -log(fmax(p, 1e-16));
}

/* `step` values for each row, 0: the same ones for all. */
static double loss_of(const struct gbt *m, const struct examples_part *p, const float *predicted, unsigned step)
{
    double sum = 0;
    for (size_t i = 0; i < p->n; i++)
        sum += loss_of_row(m->head.kind, predicted + i * step, p->y[i]);
    return m->head.kind == EXAMPLES_VALUE ? sqrt(sum / (double)p->n) : sum / (double)p->n;
}

/* The mean of the target, or the share of each class. */
static float *constants(const struct gbt *m, const struct examples_part *p)
{
    unsigned n = gbt_outputs(m);
    double *sum = mem_zero(n, sizeof *sum);
    float *constant = mem_zero(n, sizeof *constant);
    for (size_t i = 0; i < p->n; i++)
        if (n > 1)
            sum[(uint32_t)p->y[i]]++;
        else
            *sum += (double)p->y[i];
    for (unsigned k = 0; k < n; k++)
        constant[k] = (float)(sum[k] / (double)p->n);
    free(sum);
    return constant;
}

/* ---- growing ---- */

struct growth {
    struct gbt *m;
    const struct gbt_choice *choice;
    const struct examples_part *part; /* the rows that train, and those that are apart */
    booster_rows rows, later;         /* the same; the second may be NULL */
};

/* How many trees there should be: all, or those up to the least loss. Those beyond are taken off again: only then,
 * since a booster keeps its predictions for the rows that it was grown on, and a copy would have to compute them again.
 */
static unsigned grow(struct growth *g, booster b)
{
    unsigned best = 0, n;
    double least = INFINITY;
    for (n = 1; n <= g->choice->trees && n <= best + g->choice->patience; n++) {
        booster_grow(b, n - 1, g->rows);
        double loss = g->later
                          ? loss_of(g->m, &g->part[1], booster_predict(b, g->later, BOOSTER_RESULT), gbt_outputs(g->m))
                          : -(double)n;
        if (loss < least) {
            least = loss;
            best = n;
        }
    }
    if (g->later)
        g->m->fit[GBT_LATER_LOSS] = least;
    g->m->trees = best == n - 1 ? b : booster_first(b, best);
    if (best != n - 1)
        booster_free(b);
    return best;
}

static void set_losses(struct growth *g, const float *constant)
{
    struct gbt *m = g->m;
    m->fit[GBT_LOSS] = loss_of(m, &g->part[0], booster_predict(m->trees, g->rows, BOOSTER_RESULT), gbt_outputs(m));
    if (!g->later)
        return;
    m->fit[GBT_LATER_ROWS] = (double)g->part[1].n;
    m->fit[GBT_LATER_LOSS_OF_BASE] = loss_of(m, &g->part[1], constant, 0);
    if (!(m->fit[GBT_LATER_LOSS] < m->fit[GBT_LATER_LOSS_OF_BASE]))
        warn("no number of trees predicts the rows from --stop-cut on better than a constant (loss %.4f, of the"
             " constant %.4f): the columns do not predict \"%s\" for later rows",
             m->fit[GBT_LATER_LOSS], m->fit[GBT_LATER_LOSS_OF_BASE], m->head.target);
}

static void set_choice(struct gbt *m, const struct examples *e, const struct gbt_choice *choice, unsigned trees)
{
    double *f = m->fit;
    f[GBT_ROWS] = (double)(e->n - e->later);
    f[GBT_TREES] = trees;
    f[GBT_DEPTH] = choice->depth;
    f[GBT_RATE] = choice->rate;
    f[GBT_LAMBDA] = choice->lambda;
    f[GBT_MIN_LEAF] = choice->min_leaf;
}

static void boost(struct growth *g, const struct examples *e)
{
    static const char *const OBJECTIVE[] = {"binary:logistic", "multi:softprob", "reg:squarederror"};
    struct gbt *m = g->m;
    bool many = m->head.kind == EXAMPLES_CLASS;
    float *constant = constants(m, &g->part[0]);
    const struct booster_choice how = {
        OBJECTIVE[m->head.kind], many ? m->head.classes.n : 0,  g->choice->depth, g->choice->rate, g->choice->lambda,
        g->choice->min_leaf,     many ? 0.5 : (double)*constant};
    set_choice(m, e, g->choice, grow(g, booster_begin(&how, g->rows, g->later)));
    if (m->head.kind == EXAMPLES_CHANCE)
        m->fit[GBT_POSITIVES] = round((double)*constant * (double)g->part[0].n);
    set_losses(g, constant);
    free(constant);
}

void gbt_fit(struct gbt *m, struct examples *e, const struct gbt_choice *choice)
{
    struct examples_part part[2];
    *m = (struct gbt){.head = learned_of(LEARNED_GBT, e)};
    for (unsigned i = 0; i < GBT_FITS; i++)
        m->fit[i] = NAN;
    struct design *d = &m->head.design;
    examples_floats(e, d, part);
    check_target(&part[0], m->head.target);
    warn_of_constants(&part[0], d);
    struct growth g = {m, choice, part, booster_rows_of(part[0].x, part[0].y, part[0].n, d->terms), NULL};
    if (part[1].n)
        g.later = booster_rows_of(part[1].x, part[1].y, part[1].n, d->terms);
    for (unsigned k = 0; k < 2; k++)
        free(part[k].x);
    boost(&g, e);
    m->splits = mem_zero(d->terms, sizeof *m->splits);
    m->gain = mem_zero(d->terms, sizeof *m->gain);
    booster_gain(m->trees, d->terms, m->splits, m->gain);
    booster_rows_free(g.rows);
    booster_rows_free(g.later);
    for (unsigned k = 0; k < 2; k++)
        free(part[k].y);
}

void gbt_free(struct gbt *m)
{
    booster_free(m->trees);
    free(m->splits);
    free(m->gain);
    learned_free(&m->head);
    *m = (struct gbt){0};
}
