/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/coding.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/encode.h"

static void learn(struct encode *e, const struct modelin *in, const struct patterns *p, size_t j)
{
    struct slice name = in->covariates.word[j];
    double *weight = mem_zero(in->text[j].n, sizeof *weight);
    for (size_t i = 0; i < p->n; i++)
        weight[(size_t)p->z[i * p->covariates + j]] += p->weight[i];
    encode_learn(e, name, &in->text[j], weight);
    if (e->terms > PATTERN_COVARIATES)
        die(STATUS_DATA, "column \"%.*s\": more than %d covariates (give rare labels one name in common first)",
            (int)name.n, name.p, PATTERN_COVARIATES);
    free(weight);
}

static void describe(const struct encode *e, struct clvmodel *m)
{
    for (unsigned j = 0; j < e->columns; j++) {
        const struct encode_column *c = &e->column[j];
        for (unsigned k = 0; k < c->terms; k++) {
            struct model_covariate *z = &m->covariate[c->first + k];
            *z = (struct model_covariate){.column = mem_str(slice_str(c->name)), .scale = 1};
            if (c->has_labels) {
                z->label = mem_str(map_key(&c->labels, k));
                z->base = c->base ? mem_str(slice_str(c->base)) : NULL;
            } else {
                z->centre = c->mean;
                z->scale = c->sd;
            }
        }
    }
}

/* Column j of the patterns, its texts encoded once each. */
static void set_terms(const struct encode *e, const struct modelin *in, const struct patterns *p, size_t j, double *z)
{
    struct encode_term *term = mem_zero(in->text[j].n, sizeof *term);
    for (uint32_t i = 0; i < in->text[j].n; i++)
        encode_text(&e->column[j], map_key(&in->text[j], i), &term[i]);
    for (size_t i = 0; i < p->n; i++) {
        const struct encode_term *t = &term[(size_t)p->z[i * p->covariates + j]];
        if (t->term != ENCODE_NONE)
            z[i * e->terms + t->term] = t->z;
    }
    free(term);
}

static void count_customers(const struct patterns *p, struct clvmodel *m)
{
    for (unsigned j = 0; j < p->covariates; j++)
        for (size_t i = 0; i < p->n; i++)
            if (m->covariate[j].label && p->z[i * p->covariates + j] != 0) {
                m->covariate[j].customers += p->weight[i];
                m->covariate[j].repeaters += p->x[i] > 0 ? p->weight[i] : 0;
            }
}

/* ---- covariates that follow from others ---- */

/* Products of the deviations of the covariates from their means, summed over the customers. */
static void sum_products(const struct patterns *p, double product[PATTERN_COVARIATES][PATTERN_COVARIATES])
{
    double mean[PATTERN_COVARIATES] = {0};
    unsigned n = p->covariates;
    for (size_t i = 0; i < p->n; i++)
        for (unsigned j = 0; j < n; j++)
            mean[j] += p->weight[i] * p->z[i * n + j] / p->total;
    for (size_t i = 0; i < p->n; i++)
        for (unsigned j = 0; j < n; j++)
            for (unsigned k = 0; k <= j; k++)
                product[j][k] += p->weight[i] * (p->z[i * n + j] - mean[j]) * (p->z[i * n + k] - mean[k]);
}

/* By the Cholesky root of the products: the square of its diagonal is the part of covariate j that the ones before it
 * do not explain. An exact relation leaves about 1e-16 of it. */
#define NOTHING_LEFT 1e-10
bool coding_collinear(const struct patterns *p, unsigned follows[2])
{
    double root[PATTERN_COVARIATES][PATTERN_COVARIATES] = {{0}};
    sum_products(p, root);
    for (unsigned j = 0; j < p->covariates; j++) {
        double all = root[j][j], left = all, most = -1;
        for (unsigned k = 0; k < j; k++) {
            for (unsigned l = 0; l < k; l++)
                root[j][k] -= root[j][l] * root[k][l];
            root[j][k] /= root[k][k];
            left -= root[j][k] * root[j][k];
            if (fabs(root[j][k]) > most) {
                most = fabs(root[j][k]);
                follows[1] = k;
            }
        }
        follows[0] = j;
        if (!(left > NOTHING_LEFT * all))
            return j > 0;
        root[j][j] = sqrt(left);
    }
    return false;
}

void coding_apply(const struct modelin *in, struct patterns *p, struct clvmodel *m)
{
    struct encode e = {0};
    for (size_t j = 0; j < in->covariates.n; j++)
        learn(&e, in, p, j);
    describe(&e, m);
    double *z = mem_zero(p->n * e.terms, sizeof *z);
    for (size_t j = 0; j < in->covariates.n; j++)
        set_terms(&e, in, p, j, z);
    free(p->z);
    p->z = z;
    p->covariates = e.terms;
    encode_free(&e);
    count_customers(p, m);
}
