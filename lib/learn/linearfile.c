/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/linearfile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/figures.h"

enum { SECTION, TERM, NAME, VALUE };
static const struct figures_layout LAYOUT = {
    "a model made by learn", {"section", "term", "name", "value"}, SECTION, NAME, VALUE};

#define SEPARATIONS "none|some|all"

/* ---- writing ---- */

static void write_columns(struct figures_out *w, const struct design *d)
{
    for (unsigned j = 0; j < d->columns; j++) {
        const struct design_column *c = &d->column[j];
        w->key[TERM] = slice_str(c->name);
        figures_put(w, "column", "kind", cell_str(c->has_labels ? "labels" : "number"));
        if (c->has_labels) {
            figures_put(w, "column", "base", cell_str(c->base));
            for (uint32_t i = 0; i < c->labels.n; i++)
                figures_put(w, "column", "label", cell_text(map_key(&c->labels, i)));
            continue;
        }
        figures_put(w, "column", "log1p", cell_count(c->log1p));
        figures_put(w, "column", "fill", cell_number(c->fill));
        figures_put(w, "column", "indicator", cell_count(c->indicator));
    }
}

static void write_terms(struct figures_out *w, const struct linear *m)
{
    for (unsigned k = 0; k < m->q; k++) {
        char *name = linear_term(m, k);
        w->key[TERM] = slice_str(name);
        for (unsigned i = 0; i < LINEAR_FIGURES; i++)
            if (i == LINEAR_COEF || !isnan(m->term[k][i]))
                figures_put(w, "term", LINEAR_FIGURE_NAME[i], cell_number(m->term[k][i]));
        if (m->made_of[k])
            figures_put(w, "term", "made_of", cell_str(m->made_of[k][0] ? m->made_of[k] : "(Intercept)"));
        free(name);
    }
}

static void write_covariance(struct figures_out *w, const struct linear *m)
{
    for (unsigned a = 0; m->covariance && a < m->q; a++) {
        char *name = linear_term(m, a);
        w->key[TERM] = slice_str(name);
        for (unsigned b = 0; b <= a; b++) {
            char *other = linear_term(m, b);
            figures_put(w, "covariance", other, cell_number(m->covariance[(size_t)a * m->q + b]));
            free(other);
        }
        free(name);
    }
}

void linearfile_write(const struct linear *m, const double *alone, struct out *o)
{
    struct figures_out w = {o, &LAYOUT, {{0}}};
    figures_header(o, &LAYOUT);
    figures_put(&w, "model", "format", cell_count(LINEARFILE_FORMAT));
    figures_put(&w, "model", "family", cell_text(opt_word(LINEAR_FAMILIES, (int)m->family)));
    figures_put(&w, "model", "target", cell_str(m->target));
    figures_put(&w, "model", "positive", m->positive ? cell_str(m->positive) : cell_empty());
    figures_put(&w, "model", "negative", m->negative ? cell_str(m->negative) : cell_empty());
    figures_put(&w, "model", "label_end", cell_date(m->label_end));
    if (m->family == LINEAR_LOGIT)
        figures_put(&w, "model", "separated_rows", cell_text(opt_word(SEPARATIONS, (int)m->separation)));
    write_columns(&w, &m->design);
    w.key[TERM] = slice_of("", 0);
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        if (!isnan(m->fit[i]))
            figures_put(&w, "fit", LINEAR_FIT_NAME[i], cell_number(m->fit[i]));
    for (unsigned j = 0; j < m->design.columns; j++) {
        w.key[TERM] = slice_str(m->design.column[j].name);
        figures_put(&w, "alone", m->family == LINEAR_LOGIT ? "auc" : "correlation", cell_number(alone[j]));
    }
    write_terms(&w, m);
    write_covariance(&w, m);
}

/* ---- reading ---- */

struct reader {
    struct figures f;
    struct linear *m;
    unsigned term; /* the one that the last row was of */
    size_t at;     /* in the covariance */
    bool has_family;
};

static char *text_of(const struct reader *r)
{
    struct slice v = figures_field(&r->f, VALUE);
    return v.n ? mem_str(v) : NULL;
}

static void read_model(struct reader *r)
{
    struct linear *m = r->m;
    if (figures_is(&r->f, NAME, "format")) {
        figures_format(&r->f, LINEARFILE_FORMAT);
    } else if (figures_is(&r->f, NAME, "family")) {
        m->family = (enum linear_family)figures_word(&r->f, VALUE, LINEAR_FAMILIES);
        r->has_family = true;
    } else if (figures_is(&r->f, NAME, "target")) {
        free(m->target);
        m->target = text_of(r);
    } else if (figures_is(&r->f, NAME, "positive")) {
        free(m->positive);
        m->positive = text_of(r);
    } else if (figures_is(&r->f, NAME, "negative")) {
        free(m->negative);
        m->negative = text_of(r);
    } else if (figures_is(&r->f, NAME, "label_end")) {
        m->label_end = figures_date_or_none(&r->f, VALUE);
    }
}

static void read_column(struct reader *r)
{
    struct design *d = &r->m->design;
    if (r->m->term)
        figures_unusable(&r->f, TERM, "is a column after the terms");
    if (figures_is(&r->f, NAME, "kind")) {
        design_add(d, figures_field(&r->f, TERM), figures_word(&r->f, VALUE, "number|labels"));
        return;
    }
    struct design_column *c = d->columns ? &d->column[d->columns - 1] : NULL;
    if (!c || !figures_is(&r->f, TERM, c->name))
        figures_unusable(&r->f, TERM, "is a column without a kind");
    if (figures_is(&r->f, NAME, "base") && c->has_labels && !c->base)
        c->base = mem_str(figures_field(&r->f, VALUE));
    else if (figures_is(&r->f, NAME, "label") && c->has_labels && design_label(d, figures_field(&r->f, VALUE)))
        return;
    else if (figures_is(&r->f, NAME, "log1p") && !c->has_labels)
        c->log1p = figures_uint(&r->f, VALUE, 0, 1);
    else if (figures_is(&r->f, NAME, "fill") && !c->has_labels)
        c->fill = figures_number_or_none(&r->f, VALUE);
    else if (figures_is(&r->f, NAME, "indicator") && !c->has_labels && !c->terms)
        c->indicator = figures_uint(&r->f, VALUE, 0, 1), design_number(d);
    else
        figures_unusable(&r->f, NAME, "cannot stand here");
}

static void begin_terms(struct linear *m)
{
    if (m->term)
        return;
    m->q = m->design.terms + 1;
    m->term = mem_zero(m->q, sizeof *m->term);
    m->made_of = mem_zero(m->q, sizeof *m->made_of);
    for (unsigned k = 0; k < m->q; k++)
        for (unsigned i = 0; i < LINEAR_FIGURES; i++)
            m->term[k][i] = NAN;
}

static bool is_term(const struct reader *r, unsigned column, unsigned k)
{
    char *name = linear_term(r->m, k);
    bool same = k < r->m->q && figures_is(&r->f, column, name);
    free(name);
    return same;
}

static void read_term(struct reader *r)
{
    begin_terms(r->m);
    if (!is_term(r, TERM, r->term) && (r->term + 1 == r->m->q || !is_term(r, TERM, ++r->term)))
        figures_unusable(&r->f, TERM, "is not the term that follows");
    for (unsigned i = 0; i < LINEAR_FIGURES; i++)
        if (figures_is(&r->f, NAME, LINEAR_FIGURE_NAME[i]))
            r->m->term[r->term][i] =
                i == LINEAR_COEF ? figures_number_or_none(&r->f, VALUE) : figures_number(&r->f, VALUE);
}

/* Row after row of the lower triangle. */
static void read_covariance(struct reader *r)
{
    begin_terms(r->m);
    unsigned q = r->m->q, a = 0, b;
    size_t i = r->at++;
    if (!r->m->covariance)
        r->m->covariance = mem_zero((size_t)q * q, sizeof(double));
    while (i > a)
        i -= ++a;
    b = (unsigned)i;
    if (a >= q || !is_term(r, TERM, a) || !is_term(r, NAME, b))
        figures_unusable(&r->f, TERM, "is not the term that follows");
    double v = figures_number(&r->f, VALUE);
    r->m->covariance[(size_t)a * q + b] = r->m->covariance[(size_t)b * q + a] = v;
}

static void read_fit(struct reader *r)
{
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        if (figures_is(&r->f, NAME, LINEAR_FIT_NAME[i]))
            r->m->fit[i] = figures_number(&r->f, VALUE);
}

static void check(const struct reader *r)
{
    const struct linear *m = r->m;
    if (!m->positive != !m->negative)
        figures_lacks(&r->f, "positive or negative", "the model");
    if (!r->has_family || !m->target)
        figures_lacks(&r->f, r->has_family ? "target" : "family", "the model");
    if (!m->term || r->term + 1 != m->q)
        figures_lacks(&r->f, "coef", "each term");
    for (unsigned j = 0; j < m->design.columns; j++)
        if (m->design.column[j].has_labels ? !m->design.column[j].base : !m->design.column[j].terms)
            figures_lacks(&r->f, m->design.column[j].has_labels ? "base" : "indicator", "each column");
    if (isnan(m->term[0][LINEAR_COEF]))
        figures_lacks(&r->f, "coef", "the intercept");
    for (unsigned k = 1; k < m->q; k++)
        if (isnan(m->term[k][LINEAR_MEAN]) || isnan(m->term[k][LINEAR_SD]))
            figures_lacks(&r->f, "mean or sd", "each term");
    if (m->family != LINEAR_LOGIT && (r->at != (size_t)m->q * (m->q + 1) / 2 || isnan(m->fit[LINEAR_RESIDUAL_SD])))
        figures_lacks(&r->f, "covariance or residual_sd", "the model");
}

void linearfile_read(struct linear *m, const char *path)
{
    static const char *const KNOWN[] = {"model", "column", "fit", "alone", "term", "covariance", NULL};
    static void (*const READ[])(struct reader *) = {read_model, read_column, read_fit,
                                                    NULL,       read_term,   read_covariance};
    *m = (struct linear){.label_end = DATE_NONE};
    struct reader r = {.f = figures_open(path, &LAYOUT), .m = m};
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        m->fit[i] = NAN;
    for (; r.f.more; figures_next(&r.f)) {
        unsigned section = figures_section(&r.f, KNOWN);
        if (section != FIGURES_NONE && READ[section])
            READ[section](&r);
    }
    check(&r);
    figures_close(&r.f);
}
