/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The likelihood-ratio test of covariates. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "btyd/fit.h"

/* The patterns without covariates first .. first + count - 1; all else is shared. */
static bool leave_out(const struct patterns *p, unsigned first, unsigned count, struct patterns *out)
{
    unsigned left = p->covariates - count;
    *out = *p;
    out->covariates = left;
    out->z = calloc(p->n ? p->n : 1, (left ? left : 1) * sizeof *out->z);
    for (size_t i = 0; out->z && i < p->n; i++) {
        const double *z = p->z + i * p->covariates;
        double *to = out->z + i * left;
        memcpy(to, z, first * sizeof *z);
        memcpy(to + first, z + first + count, (left - first) * sizeof *z);
    }
    return out->z != NULL;
}

bool fit_ratio(const struct fit *f, const struct patterns *p, unsigned first, unsigned count,
               const struct fit_options *o, double *ratio)
{
    struct patterns less;
    struct fit *without = malloc(sizeof *without);
    bool ok = without && leave_out(p, first, count, &less);
    *ratio = NAN;
    if (ok) {
        fit_family(f->family, &less, o, without);
        if (fit_usable(without->verdict))
            *ratio = fmax(0, 2 * (f->loglik - without->loglik));
        ok = without->verdict != FIT_MEMORY;
        free(less.z);
    }
    free(without);
    return ok;
}
