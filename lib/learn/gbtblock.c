/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/gbtblock.h"

#include <stdlib.h>

enum { MOST = 1024 };

static size_t shares(const struct gbtblock *b)
{
    return b->m->head.design.terms + (size_t)1;
}

void gbtblock_begin(struct gbtblock *b, const struct gbt *m, bool explain)
{
    *b = (struct gbtblock){.m = m, .explain = explain, .outputs = gbt_outputs(m)};
    b->x = mem_zero(MOST * (size_t)m->head.design.terms, sizeof *b->x);
    b->end = mem_zero(MOST, sizeof *b->end);
    b->result = mem_zero(MOST * (size_t)b->outputs, sizeof *b->result);
    if (explain) {
        b->margin = mem_zero(MOST * (size_t)b->outputs, sizeof *b->margin);
        b->share = mem_zero(MOST * (size_t)b->outputs, shares(b) * sizeof *b->share);
    }
}

bool gbtblock_add(struct gbtblock *b, struct slice row, const double *x)
{
    unsigned terms = b->m->head.design.terms;
    for (unsigned k = 0; k < terms; k++)
        b->x[b->n * terms + k] = (float)x[k];
    buf_add(&b->text, row.p, row.n);
    b->end[b->n++] = b->text.n;
    return b->n == MOST;
}

static void take(struct gbtblock *b, booster_rows rows, enum booster_output what, float *to, size_t each)
{
    memcpy(to, booster_predict(b->m->trees, rows, what), b->n * each * sizeof *to);
}

void gbtblock_predict(struct gbtblock *b)
{
    booster_rows rows = booster_rows_of(b->x, NULL, b->n, b->m->head.design.terms);
    take(b, rows, BOOSTER_RESULT, b->result, b->outputs);
    if (b->explain) {
        take(b, rows, BOOSTER_MARGIN, b->margin, b->outputs);
        take(b, rows, BOOSTER_SHARES, b->share, b->outputs * shares(b));
    }
    booster_rows_free(rows);
}

struct slice gbtblock_row(const struct gbtblock *b, size_t i)
{
    size_t start = i ? b->end[i - 1] : 0;
    return slice_of(b->text.p + start, b->end[i] - start);
}

void gbtblock_clear(struct gbtblock *b)
{
    b->n = b->text.n = 0;
}

void gbtblock_free(struct gbtblock *b)
{
    free(b->x);
    free(b->end);
    free(b->result);
    free(b->margin);
    free(b->share);
    buf_free(&b->text);
}

double gbtblock_share(const struct gbtblock *b, size_t i, unsigned k, unsigned j)
{
    const struct design *d = &b->m->head.design;
    const float *share = b->share + (i * b->outputs + k) * shares(b);
    double sum = 0;
    if (j == d->columns)
        return (double)share[d->terms];
    for (unsigned t = d->column[j].first; t < d->column[j].first + d->column[j].terms; t++)
        sum += (double)share[t];
    return sum;
}
