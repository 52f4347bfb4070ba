/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/linearfile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/figures.h"

#define SEPARATIONS "none|some|all"

/* ---- writing ---- */

static void write_terms(struct figures_out *w, const struct linear *m)
{
    for (unsigned k = 0; k < m->q; k++) {
        char *name = linear_term(m, k);
        w->key[LEARNED_TERM] = slice_str(name);
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
        w->key[LEARNED_TERM] = slice_str(name);
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
    struct figures_out w = {o, &LEARNED_LAYOUT, {{0}}};
    learned_write_model(&w, &m->head);
    if (m->head.family == LEARNED_LOGIT)
        figures_put(&w, "model", "separated_rows", cell_text(opt_word(SEPARATIONS, (int)m->separation)));
    learned_write_columns(&w, &m->head.design);
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        if (!isnan(m->fit[i]))
            figures_put(&w, "fit", LINEAR_FIT_NAME[i], cell_number(m->fit[i]));
    learned_write_alone(&w, &m->head.design, alone, m->head.family == LEARNED_LOGIT);
    write_terms(&w, m);
    write_covariance(&w, m);
}

/* ---- reading ---- */

struct reader {
    struct figures *f;
    struct linear *m;
    unsigned term; /* the one that the last row was of */
    size_t at;     /* in the covariance */
};

static void begin_terms(struct linear *m)
{
    if (m->term)
        return;
    m->q = m->head.design.terms + 1;
    m->term = mem_zero(m->q, sizeof *m->term);
    m->made_of = mem_zero(m->q, sizeof *m->made_of);
    for (unsigned k = 0; k < m->q; k++)
        for (unsigned i = 0; i < LINEAR_FIGURES; i++)
            m->term[k][i] = NAN;
}

static bool is_term(const struct reader *r, unsigned column, unsigned k)
{
    char *name = linear_term(r->m, k);
    bool same = k < r->m->q && figures_is(r->f, column, name);
    free(name);
    return same;
}

static void read_term(struct reader *r)
{
    begin_terms(r->m);
    if (!is_term(r, LEARNED_TERM, r->term) && (r->term + 1 == r->m->q || !is_term(r, LEARNED_TERM, ++r->term)))
        figures_unusable(r->f, LEARNED_TERM, "is not the term that follows");
    for (unsigned i = 0; i < LINEAR_FIGURES; i++)
        if (figures_is(r->f, LEARNED_NAME, LINEAR_FIGURE_NAME[i]))
            r->m->term[r->term][i] =
                i == LINEAR_COEF ? figures_number_or_none(r->f, LEARNED_VALUE) : figures_number(r->f, LEARNED_VALUE);
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
    if (a >= q || !is_term(r, LEARNED_TERM, a) || !is_term(r, LEARNED_NAME, b))
        figures_unusable(r->f, LEARNED_TERM, "is not the term that follows");
    double v = figures_number(r->f, LEARNED_VALUE);
    r->m->covariance[(size_t)a * q + b] = r->m->covariance[(size_t)b * q + a] = v;
}

static void read_fit(struct reader *r)
{
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        if (figures_is(r->f, LEARNED_NAME, LINEAR_FIT_NAME[i]))
            r->m->fit[i] = figures_number(r->f, LEARNED_VALUE);
}

static void check(const struct reader *r)
{
    const struct linear *m = r->m;
    if (!m->term || r->term + 1 != m->q)
        figures_lacks(r->f, "coef", "each term");
    if (isnan(m->term[0][LINEAR_COEF]))
        figures_lacks(r->f, "coef", "the intercept");
    for (unsigned k = 1; k < m->q; k++)
        if (isnan(m->term[k][LINEAR_MEAN]) || isnan(m->term[k][LINEAR_SD]))
            figures_lacks(r->f, "mean or sd", "each term");
    if (m->head.family != LEARNED_LOGIT &&
        (r->at != (size_t)m->q * (m->q + 1) / 2 || isnan(m->fit[LINEAR_RESIDUAL_SD])))
        figures_lacks(r->f, "covariance or residual_sd", "the model");
}

void linearfile_read(struct linear *m, struct learned *head, struct figures *f)
{
    static const char *const KNOWN[] = {"fit", "alone", "term", "covariance", NULL};
    static void (*const READ[])(struct reader *) = {read_fit, NULL, read_term, read_covariance};
    *m = (struct linear){.head = *head};
    *head = (struct learned){.label_end = DATE_NONE};
    struct reader r = {.f = f, .m = m};
    for (unsigned i = 0; i < LINEAR_FITS; i++)
        m->fit[i] = NAN;
    for (; f->more; figures_next(f)) {
        unsigned section = figures_section(f, KNOWN);
        if (section != FIGURES_NONE && READ[section])
            READ[section](&r);
    }
    check(&r);
}
