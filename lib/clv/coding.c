/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/coding.h"

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
}
