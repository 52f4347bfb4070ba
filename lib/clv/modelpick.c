/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/modelpick.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "clv/modelin.h"

static bool is_spend(const struct family *f)
{
    return f == &FAMILY_GAMMAGAMMA;
}

/* ---- the family ---- */

static const struct family *only_family(const struct modelpick *p, enum modelpick_kind kind)
{
    const struct family *found = NULL;
    for (size_t i = 0; i < p->file.n; i++) {
        const struct family *f = p->file.model[i].fit.family;
        if (is_spend(f) != (kind == MODELPICK_SPEND) || f == found)
            continue;
        if (found)
            die(STATUS_USAGE, "%s: has models of several families, %s and %s (choose one with --family)", p->path,
                found->name, f->name);
        found = f;
    }
    if (!found)
        die(STATUS_USAGE, "%s: no model of %s in it", p->path,
            kind == MODELPICK_SPEND ? "spend (clvfit --family gammagamma)" : "purchases");
    return found;
}

static const struct family *named_family(const char *name)
{
    const struct family *f = family_find(name);
    if (!f || is_spend(f))
        die(STATUS_USAGE, "--family: \"%s\" is not a family of models of purchases", name);
    return f;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The models of a family come from one run of clvfit, and must look like it. */
static void agree(const struct modelpick *p, const struct clvmodel *m)
{
    const struct clvmodel *first = p->first;
    if (!m->unit && modelin_kind(p->family) == MODELIN_TIMES)
        die(STATUS_USAGE, "%s: no unit of time of %s (is a part of the file missing?)", p->path, p->family->name);
    if (m->unit != first->unit)
        die(STATUS_USAGE, "%s: the models of %s have different units of time", p->path, p->family->name);
    if (!same_text(m->by, first->by))
        die(STATUS_USAGE, "%s: the models of %s are by different columns", p->path, p->family->name);
    for (size_t k = 0; k < p->file.n && &p->file.model[k] != m; k++)
        if (p->file.model[k].fit.family == p->family && same_text(p->file.model[k].group, m->group) &&
            p->file.model[k].pooled == m->pooled)
            die(STATUS_USAGE, "%s: two models of %s%s%s", p->path, p->family->name, m->by ? " for the group " : "",
                m->by ? m->group : "");
}

void modelpick_read(struct modelpick *p, const char *path, enum modelpick_kind kind, const char *family)
{
    *p = (struct modelpick){.path = path, .as_of = DATE_NONE, .by_col = TSV_NONE};
    models_read(&p->file, path);
    p->family = family && kind == MODELPICK_PURCHASES ? named_family(family) : only_family(p, kind);
    for (size_t i = 0; i < p->file.n; i++) {
        const struct clvmodel *m = &p->file.model[i];
        if (m->fit.family != p->family)
            continue;
        p->first = p->first ? p->first : m;
        agree(p, m);
        p->as_of = m->as_of > p->as_of ? m->as_of : p->as_of;
    }
    if (!p->first)
        die(STATUS_USAGE, "%s: no model of %s in it", path, family);
    p->by = p->first->by;
}

void modelpick_free(struct modelpick *p)
{
    for (size_t i = 0; p->covariates && i < p->file.n; i++) {
        encode_end(&p->covariate[i]);
        encode_free(&p->covariates[i]);
    }
    free(p->covariate);
    free(p->covariates);
    models_free(&p->file);
    free(p->column);
}

bool modelpick_has_covariance(const struct modelpick *p)
{
    for (size_t i = 0; i < p->file.n; i++)
        if (p->file.model[i].fit.family == p->family && !p->file.model[i].fit.curved)
            return false;
    return true;
}

bool modelpick_has_bootstrap(const struct modelpick *p)
{
    for (size_t i = 0; i < p->file.n; i++)
        if (p->file.model[i].fit.family == p->family && p->file.model[i].fit.replicates < 2)
            return false;
    return true;
}

/* ---- a customer's ---- */

static void add_column(struct modelpick *p, size_t *cap, unsigned col)
{
    for (size_t k = 0; k < p->columns; k++)
        if (p->column[k] == col)
            return;
    p->column = mem_grow(p->column, cap, p->columns + 1, sizeof *p->column);
    p->column[p->columns++] = col;
}

/* The terms of the encoding are the covariates, in their order. */
static void encode_covariates(const struct clvmodel *m, struct encode *e)
{
    for (unsigned j = 0; j < m->fit.covariates; j++) {
        const struct model_covariate *c = &m->covariate[j];
        if (c->base)
            encode_base(e, slice_str(c->column), slice_str(c->base));
        if (c->label)
            encode_label(e, slice_str(c->column), slice_str(c->label));
        else
            encode_number(e, slice_str(c->column), c->centre, c->scale);
    }
}

void modelpick_columns(struct modelpick *p, struct tsv *in)
{
    size_t cap = 0;
    if (p->by)
        p->by_col = tsv_need(in, p->by);
    p->covariates = mem_zero(p->file.n, sizeof *p->covariates);
    p->covariate = mem_zero(p->file.n, sizeof *p->covariate);
    for (size_t i = 0; i < p->file.n; i++) {
        if (p->file.model[i].fit.family != p->family)
            continue;
        encode_covariates(&p->file.model[i], &p->covariates[i]);
        encode_begin(&p->covariate[i], &p->covariates[i], in);
        for (unsigned j = 0; j < p->covariates[i].columns; j++)
            add_column(p, &cap, p->covariate[i].col[j]);
    }
}

const struct clvmodel *modelpick_of(const struct modelpick *p, struct tsv *in)
{
    const struct clvmodel *m =
        p->by_col == TSV_NONE ? p->first : models_find(&p->file, p->family, tsv_field(in, p->by_col));
    if (!m)
        tsv_bad(in, p->by_col, "is a group without a model",
                "clvfit --by made none: give it the name of one that has a model");
    return m;
}

bool modelpick_covariates(const struct modelpick *p, const struct clvmodel *m, double *z)
{
    return encode_row(&p->covariate[m - p->file.model], z);
}

uint64_t modelpick_unknown(const struct modelpick *p, const struct clvmodel *m)
{
    return p->covariate[m - p->file.model].unknown;
}
