/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every family, for all parameters: 1,500 draws each, a million in `make soak`. And every family's gradient and
 * Hessian, compared with differences of its log-likelihood. Under sanitizers, which check memory and not digits, a few
 * draws are enough. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "domain.h"

#ifdef __SANITIZE_ADDRESS__
enum { DRAWS = 300 };
#else
enum { DRAWS = 1500 };
#endif

static void holds_everywhere(const char *name)
{
    char why[512];
    struct rng r;
    const struct family *f = family_find(name);
    cr_assert_not_null(f);
    rng_seed(&r, 1, 0);
    for (int i = 0; i < DRAWS; i++) {
        struct domain_draw d = domain_draw(f, &r, 0);
        cr_assert_null(domain_check(f, &d, why, sizeof why), "draw %d: %s", i, why);
    }
}

static struct family_value at(const struct family *f, const struct domain_draw *d, const double *log_parameter)
{
    double parameter[FAMILY_PARAMETERS];
    double x[] = {d->x, d->x}, t_x[] = {d->t_x, d->t_x}, T[] = {d->T, d->T}, m[] = {d->m, d->m}, weight[] = {2, 0.5};
    struct patterns p = {.n = 2, .x = x, .t_x = t_x, .T = T, .m = m, .weight = weight, .total = 2.5};
    struct family_value v;
    memset(&v, 0, sizeof v);
    for (unsigned i = 0; i < f->n; i++)
        parameter[i] = exp(log_parameter[i]);
    f->loglik(parameter, &p, 0, 2, &v);
    return v;
}

/* Central differences of the value give the gradient, and those of the gradient the Hessian, with an error of the order
 * of the step's square. */
static void derives(const char *name)
{
    static const double STEP = 1e-4;
    const struct family *f = family_find(name);
    struct rng r;
    rng_seed(&r, 2, 0);
    for (int draw = 0; draw < 300; draw++) {
        struct domain_draw d = domain_draw(f, &r, 1);
        double theta[FAMILY_PARAMETERS];
        if (strcmp(name, "gammagamma") == 0)
            d.x = fmax(d.x, 1);
        for (unsigned i = 0; i < f->n; i++)
            theta[i] = log(d.parameter[i]);
        struct family_value v = at(f, &d, theta);
        for (unsigned i = 0; i < f->n; i++) {
            double middle = theta[i];
            theta[i] = middle + STEP;
            struct family_value up = at(f, &d, theta);
            theta[i] = middle - STEP;
            struct family_value down = at(f, &d, theta);
            theta[i] = middle;
            double slope = (up.value - down.value) / (2 * STEP);
            cr_assert_float_eq(slope, v.gradient[i], 1e-6 * (10 + fabs(slope)), "%s draw %d: d/d%s %g, not %g", name,
                               draw, f->parameter[i], v.gradient[i], slope);
            for (unsigned j = 0; j < f->n; j++) {
                double curve = (up.gradient[j] - down.gradient[j]) / (2 * STEP);
                cr_assert_float_eq(curve, v.hessian[i][j], 1e-6 * (10 + fabs(curve)),
                                   "%s draw %d: d2/d%s d%s %g, not %g", name, draw, f->parameter[i], f->parameter[j],
                                   v.hessian[i][j], curve);
            }
        }
    }
}

#define FAMILY(name)                             \
    Test(models_domain, name##_holds_everywhere) \
    {                                            \
        holds_everywhere(#name);                 \
    }                                            \
    Test(models_domain, name##_derives)          \
    {                                            \
        derives(#name);                          \
    }

FAMILY(bgnbd)
FAMILY(mbgnbd)
FAMILY(paretonbd)
FAMILY(nbd)
FAMILY(bgbb)
FAMILY(sbg)
FAMILY(gammagamma)

Test(models_domain, families_by_name)
{
    cr_assert_null(family_find("bgnb"));
    cr_assert_null(family_find(""));
    cr_assert_str_eq(family_find("mbgnbd")->title, "MBG/NBD");
    cr_assert_eq(family_find("mbgnbd"), &FAMILY_MBGNBD);
}
