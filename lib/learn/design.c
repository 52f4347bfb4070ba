/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/design.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"

/* ---- columns ---- */

struct design_column *design_add(struct design *d, struct slice name, bool has_labels)
{
    d->column = mem_grow(d->column, &d->cap, d->columns + (size_t)1, sizeof *d->column);
    struct design_column *c = &d->column[d->columns++];
    *c = (struct design_column){.name = mem_str(name), .has_labels = has_labels, .fill = NAN, .first = d->terms};
    return c;
}

bool design_label(struct design *d, struct slice label)
{
    struct design_column *c = &d->column[d->columns - 1];
    uint32_t known = c->labels.n;
    if (map_put(&c->labels, label) != known)
        return false;
    c->terms++;
    d->terms++;
    return true;
}

void design_number(struct design *d)
{
    struct design_column *c = &d->column[d->columns - 1];
    c->terms = 1 + c->indicator;
    d->terms += c->terms;
}

void design_free(struct design *d)
{
    for (unsigned j = 0; j < d->columns; j++) {
        free(d->column[j].name);
        free(d->column[j].base);
        map_free(&d->column[j].labels);
    }
    free(d->column);
    *d = (struct design){0};
}

unsigned design_column_of(const struct design *d, unsigned term)
{
    unsigned j = 0;
    while (j + 1 < d->columns && term >= d->column[j].first + d->column[j].terms)
        j++;
    return j;
}

char *design_term(const struct design *d, unsigned term)
{
    const struct design_column *c = &d->column[design_column_of(d, term)];
    struct buf b = {0};
    if (c->log1p && term == c->first)
        buf_addstr(&b, "log1p(");
    buf_addstr(&b, c->name);
    if (c->has_labels) {
        struct slice label = map_key(&c->labels, term - c->first);
        buf_addch(&b, '=');
        buf_add(&b, label.p, label.n);
    } else if (term > c->first) {
        buf_addstr(&b, "=" DESIGN_MISSING);
    } else if (c->log1p) {
        buf_addch(&b, ')');
    }
    char *name = mem_str(buf_slice(&b));
    buf_free(&b);
    return name;
}

/* ---- values ---- */

void design_put_number(const struct design_column *c, double v, double *x)
{
    double value = isnan(v) ? c->fill : v;
    x[0] = c->log1p ? log1p(value) : value;
    if (c->indicator)
        x[1] = isnan(v);
}

bool design_read_number(struct tsv *in, unsigned col, struct design_rule rule, double *v)
{
    if (tsv_field(in, col).n == 0) {
        *v = NAN;
        return rule.may_lack || tsv_bad(in, col, "is missing, and the model depends on it",
                                        "learn --impute median accepts such rows, and --on-bad skip sets them aside");
    }
    if (!tsv_double(in, col, v))
        return false;
    if (rule.is_float && fabs(*v) > FLT_MAX)
        return tsv_bad(in, col, "is too large for trees, whose numbers are floats", NULL);
    return !rule.log1p || *v > -1 || tsv_bad(in, col, "has no log1p, which needs a value above -1", NULL);
}

void design_begin(struct design_in *r, const struct design *d, struct tsv *in)
{
    *r = (struct design_in){.d = d, .in = in, .col = mem_zero(d->columns, sizeof *r->col)};
    for (unsigned j = 0; j < d->columns; j++)
        r->col[j] = tsv_need(in, d->column[j].name);
}

static void note_unknown(struct design_in *r, const struct design_column *c, struct slice label)
{
    if (r->unknown_label)
        return;
    r->unknown_column = c->name;
    r->unknown_label = mem_str(label);
}

/* False: the label was not there before. */
static bool put_label(struct design_in *r, const struct design_column *c, struct slice label, double *x)
{
    memset(x, 0, c->terms * sizeof *x);
    uint32_t i = map_get(&c->labels, label);
    bool known = i != MAP_NONE || (c->base && slice_is(label, c->base));
    if (i != MAP_NONE)
        x[i] = 1;
    if (!known)
        note_unknown(r, c, label);
    return known;
}

/* False: the row was set aside. */
static bool put_number(struct design_in *r, unsigned j, double *x, bool *lacks)
{
    const struct design_column *c = &r->d->column[j];
    const struct design_rule rule = {c->log1p, r->d->of_trees || !isnan(c->fill), r->d->of_trees};
    double v;
    if (!design_read_number(r->in, r->col[j], rule, &v))
        return false;
    design_put_number(c, v, x + c->first);
    if (r->d->of_trees && isnan(v) && !c->lacked) {
        r->lacking_column = r->lacking_column ? r->lacking_column : c->name;
        *lacks = true;
    }
    return true;
}

bool design_row(struct design_in *r, double *x)
{
    bool known = true, lacks = false;
    for (unsigned j = 0; j < r->d->columns; j++) {
        const struct design_column *c = &r->d->column[j];
        if (c->has_labels) {
            struct slice label = tsv_field(r->in, r->col[j]);
            known &= put_label(r, c, label.n ? label : SLICE(DESIGN_MISSING), x + c->first);
        } else if (!put_number(r, j, x, &lacks)) {
            return false;
        }
    }
    r->unknown += !known;
    r->lacking += lacks;
    return true;
}

void design_end(struct design_in *r)
{
    if (r->unknown)
        warn("rows with a label that the model does not know: %" PRIu64 "; it counts as %s (the first is"
             " \"%s\" in column \"%s\")",
             r->unknown, r->d->of_trees ? "none of its labels" : "its base", r->unknown_label, r->unknown_column);
    if (r->lacking)
        warn("rows that lack a number which no row lacked when the model was learned: %" PRIu64
             "; the model has not learned what that means (the first is in column \"%s\")",
             r->lacking, r->lacking_column);
    free(r->unknown_label);
    free(r->col);
    *r = (struct design_in){0};
}
