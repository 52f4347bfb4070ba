/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/coding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

struct column {
    struct slice name;
    const struct map *text;
    double *weight; /* of the customers with each text, in this group */
    uint32_t *term; /* the covariate that each label makes, or NO_TERM */
    double *number; /* that each text is; NULL: they are labels */
    unsigned first, terms;
};
enum { NO_TERM = UINT32_MAX };

static struct model_covariate *add(struct column *c, struct clvmodel *m, unsigned *n)
{
    if (*n == PATTERN_COVARIATES)
        die(STATUS_DATA, "column \"%.*s\": more than %d covariates (give rare labels one name in common first)",
            (int)c->name.n, c->name.p, PATTERN_COVARIATES);
    struct model_covariate *z = &m->covariate[(*n)++];
    c->terms++;
    *z = (struct model_covariate){.column = mem_str(c->name), .scale = 1};
    return z;
}

static double *numbers(const struct map *text)
{
    double *v = mem_zero(text->n, sizeof *v);
    for (uint32_t i = 0; i < text->n; i++)
        if (!num_double(map_key(text, i), &v[i])) {
            free(v);
            return NULL;
        }
    return v;
}

static void code_numbers(struct column *c, struct clvmodel *m, unsigned *n)
{
    double total = 0, mean = 0, squares = 0;
    for (uint32_t i = 0; i < c->text->n; i++)
        total += c->weight[i];
    for (uint32_t i = 0; i < c->text->n; i++)
        mean += c->weight[i] / total * c->number[i];
    for (uint32_t i = 0; i < c->text->n; i++)
        squares += c->weight[i] / total * (c->number[i] - mean) * (c->number[i] - mean);
    if (!(squares > 0) || !isfinite(squares))
        return;
    struct model_covariate *z = add(c, m, n);
    z->centre = mean;
    z->scale = sqrt(squares);
}

static const struct map *sorting;
static int by_bytes(const void *a, const void *b)
{
    return slice_cmp(map_key(sorting, *(const uint32_t *)a), map_key(sorting, *(const uint32_t *)b));
}

static void code_labels(struct column *c, struct clvmodel *m, unsigned *n)
{
    uint32_t *order = mem_zero(c->text->n, sizeof *order), k = 0, commonest = 0;
    for (uint32_t i = 0; i < c->text->n; i++)
        if (c->weight[i] > 0)
            order[k++] = i;
    sorting = c->text;
    qsort(order, k, sizeof *order, by_bytes);
    for (uint32_t i = 1; i < k; i++)
        if (c->weight[order[i]] > c->weight[order[commonest]])
            commonest = i;
    for (uint32_t i = 0; i < k; i++)
        if (i != commonest) {
            c->term[order[i]] = *n;
            add(c, m, n)->label = mem_str(map_key(c->text, order[i]));
        }
    free(order);
}

static void code_column(struct column *c, const struct patterns *p, size_t j, struct clvmodel *m, unsigned *n)
{
    c->weight = mem_zero(c->text->n, sizeof *c->weight);
    c->term = mem_alloc(c->text->n * sizeof *c->term);
    c->number = numbers(c->text);
    c->first = *n;
    for (uint32_t i = 0; i < c->text->n; i++)
        c->term[i] = NO_TERM;
    for (size_t i = 0; i < p->n; i++)
        c->weight[(size_t)p->z[i * p->covariates + j]] += p->weight[i];
    if (c->number)
        code_numbers(c, m, n);
    else
        code_labels(c, m, n);
}

/* The covariates of one column for a customer with this text. */
static void set_terms(const struct column *c, const struct clvmodel *m, size_t text, double *z)
{
    if (c->number && c->terms)
        z[c->first] = (c->number[text] - m->covariate[c->first].centre) / m->covariate[c->first].scale;
    else if (c->term[text] != NO_TERM)
        z[c->term[text]] = 1;
}

void coding_apply(const struct modelin *in, struct patterns *p, struct clvmodel *m)
{
    size_t columns = in->covariates.n;
    struct column *c = mem_zero(columns, sizeof *c);
    unsigned n = 0;
    for (size_t j = 0; j < columns; j++) {
        c[j].name = in->covariates.word[j];
        c[j].text = &in->text[j];
        code_column(&c[j], p, j, m, &n);
    }
    double *z = mem_zero(p->n * n, sizeof *z);
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = 0; j < columns; j++)
            set_terms(&c[j], m, (size_t)p->z[i * columns + j], z + i * n);
    for (size_t j = 0; j < columns; j++) {
        free(c[j].weight);
        free(c[j].term);
        free(c[j].number);
    }
    free(c);
    free(p->z);
    p->z = z;
    p->covariates = n;
}
