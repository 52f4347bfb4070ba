/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/predictin.h"

#include <math.h>

#include "base/die.h"
#include "clv/modelin.h"

/* ---- columns ---- */

void predictin_begin(struct predictin *r, struct tsv *in, struct modelpick *purchases, struct modelpick *spend)
{
    *r = (struct predictin){in, purchases, spend, {TSV_NONE, TSV_NONE, TSV_NONE}, TSV_NONE, .any_times = false};
    enum modelin_kind kind = modelin_kind(purchases->family);
    r->any_times = tsv_find(in, "weight") != TSV_NONE;
    if (kind == MODELIN_PERIODS) {
        r->seen.T =
            tsv_find(in, "age") != TSV_NONE || tsv_find(in, "T") == TSV_NONE ? tsv_need(in, "age") : tsv_need(in, "T");
        r->seen.x = tsv_find(in, "x");
    } else {
        r->seen.x = tsv_need(in, "x");
        r->seen.t_x = tsv_need(in, "t_x");
        r->seen.T = tsv_need(in, kind == MODELIN_TRIALS ? "n" : "T");
    }
    bool needs_day = kind == MODELIN_TIMES && !r->any_times;
    r->day = asof_of(needs_day ? tsv_need(in, "as_of") : tsv_find(in, "as_of"));
    modelpick_columns(purchases, in);
    if (spend) {
        r->m = tsv_need(in, "m_x");
        modelpick_columns(spend, in);
    }
}

/* ---- a customer ---- */

/* A model must not have been fitted to data after the customer's as-of day. */
bool predictin_day(struct predictin *r)
{
    bool first = r->day.day == DATE_NONE;
    char text[DATE_LEN + 1] = "";
    if (!asof_read(&r->day, r->in))
        return false;
    const struct modelpick *p = r->spend && r->spend->as_of > r->purchases->as_of ? r->spend : r->purchases;
    if (first && r->day.col != TSV_NONE && p->as_of != DATE_NONE && p->as_of > r->day.day) {
        date_print(text, p->as_of);
        die(STATUS_DATA,
            "%s: the model was fitted to data up to %s, after the as-of day %.*s of these customers: it has seen what "
            "it is to predict (fit it to customers as of that day or earlier)",
            p->path, text, DATE_LEN, r->day.text);
    }
    return true;
}

static bool read_seen(struct predictin *r, struct predict_pattern *p)
{
    enum modelin_kind kind = modelin_kind(r->purchases->family);
    const struct model_unit *times = r->any_times ? p->model->times : NULL;
    double unit = kind == MODELIN_TIMES ? (double)p->model->unit->days / (times ? times->days : 1) : 1;
    struct modelin_seen s;
    if (!modelin_seen(r->in, &r->seen, kind, r->any_times, &s))
        return false;
    p->x = s.x;
    p->t_x = s.t_x / unit;
    p->T = s.T / unit;
    return true;
}

bool predictin_pattern(struct predictin *r, struct predict_pattern *p, double *z)
{
    *p = (struct predict_pattern){.model = modelpick_of(r->purchases, r->in)};
    p->spend = p->model && r->spend ? modelpick_of(r->spend, r->in) : NULL;
    if (!p->model || (r->spend && !p->spend))
        return false;
    uint64_t before = modelpick_unknown(r->purchases, p->model);
    if (!read_seen(r, p) || !modelpick_covariates(r->purchases, p->model, z))
        return false;
    p->unknown = modelpick_unknown(r->purchases, p->model) != before;
    return true;
}

bool predictin_mean(struct predictin *r, double *m)
{
    *m = NAN;
    if (tsv_field(r->in, r->m).n == 0)
        return true;
    if (!tsv_double(r->in, r->m, m))
        return false;
    *m = *m >= 0 ? *m : NAN;
    return true;
}

bool predictin_lacks_covariate(const struct predictin *r)
{
    for (size_t i = 0; i < r->purchases->columns; i++)
        if (tsv_field(r->in, r->purchases->column[i]).n == 0)
            return true;
    return false;
}

static void add_key(const struct predictin *r, unsigned col, struct buf *key)
{
    if (col == TSV_NONE)
        return;
    struct slice field = tsv_field(r->in, col);
    buf_add(key, field.p, field.n);
    buf_addch(key, '\t');
}

void predictin_key(const struct predictin *r, struct buf *key)
{
    const unsigned col[] = {r->seen.x, r->seen.t_x, r->seen.T, r->purchases->by_col,
                            r->spend ? r->spend->by_col : TSV_NONE};
    key->n = 0;
    for (size_t i = 0; i < sizeof col / sizeof *col; i++)
        add_key(r, col[i], key);
    for (size_t i = 0; i < r->purchases->columns; i++)
        add_key(r, r->purchases->column[i], key);
}
