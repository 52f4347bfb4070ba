/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/fitscore.h"

#include <math.h>
#include <stdlib.h>

static bool same(const struct patterns *p, size_t i, size_t j)
{
    return p->x[i] == p->x[j] && p->t_x[i] == p->t_x[j] && p->T[i] == p->T[j];
}

static size_t most_bought(const struct patterns *p, size_t from, size_t to)
{
    double most = 0;
    for (size_t i = from; i < to; i++)
        most = fmax(most, p->m[i]);
    return (size_t)most;
}

/* Customers who are the same up to now: one run of patterns, whose probabilities are computed once. */
static void add_run(const struct family *f, const double *parameter, const struct patterns *p, size_t from, size_t to,
                    double t, double *chance, struct fitscore *s)
{
    double x = p->x[from], t_x = p->t_x[from], T = p->T[from], expected;
    f->expected(parameter, x, t_x, T, &t, 1, &expected);
    f->pmf(parameter, x, t_x, T, t, most_bought(p, from, to) + 1, chance);
    for (size_t i = from; i < to; i++) {
        double w = p->weight[i], off = p->m[i] - expected;
        s->customers += w;
        s->bought += w * p->m[i];
        s->expected += w * expected;
        s->absolute += w * fabs(off);
        s->squared += w * off * off;
        s->log += w * log(fmax(chance[(size_t)p->m[i]], 1e-300));
    }
}

bool fitscore_add(const struct family *f, const double *parameter, const struct patterns *p, double t,
                  struct fitscore *s)
{
    double *chance = malloc((most_bought(p, 0, p->n) + 1) * sizeof *chance);
    if (!chance)
        return false;
    for (size_t from = 0, to; from < p->n; from = to) {
        for (to = from + 1; to < p->n && same(p, from, to);)
            to++;
        add_run(f, parameter, p, from, to, t, chance, s);
    }
    free(chance);
    return true;
}
