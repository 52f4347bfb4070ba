/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/learned.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

const struct figures_layout LEARNED_LAYOUT = {
    "a model made by learn", {"section", "term", "name", "value"}, LEARNED_SECTION, LEARNED_NAME, LEARNED_VALUE};

struct learned learned_of(enum learned_family family, const struct examples *e)
{
    const char *positive = e->choice->positive;
    struct learned m = {.family = family,
                        .kind = e->choice->kind,
                        .target = mem_str(slice_str(e->choice->target)),
                        .positive = positive ? mem_str(slice_str(positive)) : NULL,
                        .negative = e->negative ? mem_str(slice_str(e->negative)) : NULL,
                        .label_end = e->last_label_end};
    for (uint32_t i = 0; i < e->classes.n; i++)
        map_put(&m.classes, map_key(&e->classes, i));
    return m;
}

void learned_free(struct learned *m)
{
    free(m->target);
    free(m->positive);
    free(m->negative);
    map_free(&m->classes);
    design_free(&m->design);
    *m = (struct learned){.label_end = DATE_NONE};
}

/* ---- writing ---- */

void learned_write_model(struct figures_out *w, const struct learned *m)
{
    figures_header(w->o, w->layout);
    figures_put(w, "model", "format", cell_count(LEARNED_FORMAT));
    figures_put(w, "model", "family", cell_text(opt_word(LEARNED_FAMILIES, (int)m->family)));
    if (m->family == LEARNED_GBT)
        figures_put(w, "model", "predicts", cell_text(opt_word(LEARNED_KINDS, (int)m->kind)));
    figures_put(w, "model", "target", cell_str(m->target));
    figures_put(w, "model", "positive", m->positive ? cell_str(m->positive) : cell_empty());
    figures_put(w, "model", "negative", m->negative ? cell_str(m->negative) : cell_empty());
    for (uint32_t i = 0; i < m->classes.n; i++)
        figures_put(w, "model", "class", cell_text(map_key(&m->classes, i)));
    figures_put(w, "model", "label_end", cell_date(m->label_end));
}

static void write_labels(struct figures_out *w, const struct design_column *c)
{
    if (c->base)
        figures_put(w, "column", "base", cell_str(c->base));
    for (uint32_t i = 0; i < c->labels.n; i++)
        figures_put(w, "column", "label", cell_text(map_key(&c->labels, i)));
}

static void write_number(struct figures_out *w, const struct design *d, const struct design_column *c)
{
    if (d->of_trees) {
        figures_put(w, "column", "missing", cell_count(c->lacked));
        return;
    }
    figures_put(w, "column", "log1p", cell_count(c->log1p));
    figures_put(w, "column", "fill", cell_number(c->fill));
    figures_put(w, "column", "indicator", cell_count(c->indicator));
}

void learned_write_columns(struct figures_out *w, const struct design *d)
{
    for (unsigned j = 0; j < d->columns; j++) {
        const struct design_column *c = &d->column[j];
        w->key[LEARNED_TERM] = slice_str(c->name);
        figures_put(w, "column", "kind", cell_str(c->has_labels ? "labels" : "number"));
        if (c->has_labels)
            write_labels(w, c);
        else
            write_number(w, d, c);
    }
    w->key[LEARNED_TERM] = slice_of("", 0);
}

void learned_write_alone(struct figures_out *w, const struct design *d, const double *alone, bool classes)
{
    for (unsigned j = 0; j < d->columns; j++) {
        w->key[LEARNED_TERM] = slice_str(d->column[j].name);
        figures_put(w, "alone", classes ? "auc" : "correlation", cell_number(alone[j]));
    }
}

/* ---- reading ---- */

static void read_text(const struct figures *f, char **text)
{
    struct slice v = figures_field(f, LEARNED_VALUE);
    free(*text);
    *text = v.n ? mem_str(v) : NULL;
}

static void read_family(const struct figures *f, struct learned *m)
{
    m->family = (enum learned_family)figures_word(f, LEARNED_VALUE, LEARNED_FAMILIES);
    m->kind = m->family == LEARNED_LOGIT ? EXAMPLES_CHANCE : EXAMPLES_VALUE;
    m->design.of_trees = m->family == LEARNED_GBT;
}

static void read_class(const struct figures *f, struct learned *m)
{
    uint32_t known = m->classes.n;
    if (map_put(&m->classes, figures_field(f, LEARNED_VALUE)) != known)
        figures_unusable(f, LEARNED_VALUE, "is a class that is given twice");
}

/* True: it was the family. */
static bool read_model(const struct figures *f, struct learned *m)
{
    bool is_family = figures_is(f, LEARNED_NAME, "family");
    if (is_family)
        read_family(f, m);
    else if (figures_is(f, LEARNED_NAME, "format"))
        figures_format(f, LEARNED_FORMAT);
    else if (figures_is(f, LEARNED_NAME, "predicts") && m->family == LEARNED_GBT)
        m->kind = (enum examples_kind)figures_word(f, LEARNED_VALUE, LEARNED_KINDS);
    else if (figures_is(f, LEARNED_NAME, "target"))
        read_text(f, &m->target);
    else if (figures_is(f, LEARNED_NAME, "positive"))
        read_text(f, &m->positive);
    else if (figures_is(f, LEARNED_NAME, "negative"))
        read_text(f, &m->negative);
    else if (figures_is(f, LEARNED_NAME, "class"))
        read_class(f, m);
    else if (figures_is(f, LEARNED_NAME, "label_end"))
        m->label_end = figures_date_or_none(f, LEARNED_VALUE);
    return is_family;
}

static void read_labels(const struct figures *f, struct design *d, struct design_column *c)
{
    if (figures_is(f, LEARNED_NAME, "base") && !c->base && !d->of_trees)
        c->base = mem_str(figures_field(f, LEARNED_VALUE));
    else if (!figures_is(f, LEARNED_NAME, "label") || !design_label(d, figures_field(f, LEARNED_VALUE)))
        figures_unusable(f, LEARNED_NAME, "is not expected here");
}

static void read_number(const struct figures *f, struct design *d, struct design_column *c)
{
    if (d->of_trees && figures_is(f, LEARNED_NAME, "missing") && !c->terms)
        c->lacked = figures_uint(f, LEARNED_VALUE, 0, 1), design_number(d);
    else if (figures_is(f, LEARNED_NAME, "log1p") && !d->of_trees)
        c->log1p = figures_uint(f, LEARNED_VALUE, 0, 1);
    else if (figures_is(f, LEARNED_NAME, "fill") && !d->of_trees)
        c->fill = figures_number_or_none(f, LEARNED_VALUE);
    else if (figures_is(f, LEARNED_NAME, "indicator") && !d->of_trees && !c->terms)
        c->indicator = figures_uint(f, LEARNED_VALUE, 0, 1), design_number(d);
    else
        figures_unusable(f, LEARNED_NAME, "is not expected here");
}

static void read_column(const struct figures *f, struct design *d)
{
    if (figures_is(f, LEARNED_NAME, "kind")) {
        design_add(d, figures_field(f, LEARNED_TERM), figures_word(f, LEARNED_VALUE, "number|labels"));
        return;
    }
    struct design_column *c = d->columns ? &d->column[d->columns - 1] : NULL;
    if (!c || !figures_is(f, LEARNED_TERM, c->name))
        figures_unusable(f, LEARNED_TERM, "is a column without a kind");
    if (c->has_labels)
        read_labels(f, d, c);
    else
        read_number(f, d, c);
}

static void check(const struct figures *f, const struct learned *m, bool has_family)
{
    if (!m->positive != !m->negative)
        figures_lacks(f, "positive or negative", "the model");
    if (m->kind == EXAMPLES_CLASS && m->classes.n < 2)
        figures_lacks(f, "class", "the model");
    if (!has_family || !m->target)
        figures_lacks(f, has_family ? "target" : "family", "the model");
    for (unsigned j = 0; j < m->design.columns; j++) {
        const struct design_column *c = &m->design.column[j];
        if (c->has_labels && (m->design.of_trees ? !c->terms : !c->base))
            figures_lacks(f, m->design.of_trees ? "label" : "base", "each column");
        if (!c->has_labels && !c->terms)
            figures_lacks(f, m->design.of_trees ? "missing" : "indicator", "each column");
    }
}

struct figures learned_open(struct learned *m, const char *path)
{
    bool has_family = false;
    struct figures f = figures_open(path, &LEARNED_LAYOUT);
    *m = (struct learned){.label_end = DATE_NONE};
    for (; f.more; figures_next(&f))
        if (figures_is(&f, LEARNED_SECTION, "model"))
            has_family |= read_model(&f, m);
        else if (figures_is(&f, LEARNED_SECTION, "column") && has_family)
            read_column(&f, &m->design);
        else
            break;
    check(&f, m, has_family);
    return f;
}
