/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The likelihood of the Pareto/NBD model, by the logarithms of its parameters. A customer is alive at T, or was lost
 * before, at odds of 1 to rho: L = La + Ll with
 *     ln La = ln G(R)/G(r) + r ln(alpha/A) - x ln A + s ln(beta/b)
 *     ln Ll = ln G(R)/G(r) + r ln(alpha/(alpha + t_x)) - x ln(alpha + t_x) + s ln(beta/(beta + t_x)) + ln s
 *             + ln Integral e^-(R LN_A + s LN_B) dy / (beta + y)
 * With a = La/L and l = Ll/L its gradient is a ga + l gl, its Hessian a Ha + l Hl + a l (ga - gl)(ga - gl)'. (Computed
 * as La (1 + rho), L would lose digits if La and rho are far from 1.) */
#include <math.h>
#include <string.h>

#include "btyd/family.h"
#include "btyd/negbin.h"
#include "btyd/paretonbd.h"
#include "stats/special.h"

enum { N = 4 };

/* A value with its gradient and Hessian, of which j >= i alone is set. */
struct jet {
    double value, g[N], h[N][N];
};

struct state {
    double r, alpha, s, beta;
    double x;
    struct special_rise rise; /* of r by x */
    struct jet sum;
};

/* ln La, with t for T; or, with t_x, the part of ln Ll before the integral. */
static void alive_until(const struct state *o, double t, struct jet *j)
{
    double A = o->alpha + t, b = o->beta + t, ln_a = -log1p(t / o->alpha), ln_b = o->s * -log1p(t / o->beta);
    memset(j, 0, sizeof *j);
    j->value = o->rise.value - o->x * log(A) + o->r * ln_a + ln_b;
    j->g[0] = o->r * (o->rise.first + ln_a);
    j->g[1] = (o->r * t - o->x * o->alpha) / A;
    j->g[2] = ln_b;
    j->g[3] = o->s * t / b;
    j->h[0][0] = j->g[0] + o->r * o->r * o->rise.second;
    j->h[0][1] = o->r * t / A;
    j->h[1][1] = -(o->r + o->x) * (o->alpha / A) * (t / A);
    j->h[2][2] = ln_b;
    j->h[2][3] = j->g[3];
    j->h[3][3] = -j->g[3] * (o->beta / b);
}

/* ln Ll. After the integral stands f = -R LN_A - s LN_B - ln(beta + y). With E the mean over the time of loss, the
 * integral's logarithm has E f' as its gradient, and E f'' plus the covariance of f' as its Hessian; and
 * alpha / (alpha + y) = a (1 - BY_A) with a = alpha / (alpha + t_x), the like with beta. */
static void lost(const struct state *o, const struct paretonbd_loss *loss, struct jet *j)
{
    double R = o->r + o->x, a = o->alpha / (o->alpha + loss->t_x), b = o->beta / (o->beta + loss->t_x);
    double mean[N], slope[N] = {-o->r, R * a, -o->s, (o->s + 1) * b};
    for (unsigned i = 0; i < N; i++)
        mean[i] = loss->first[i] / loss->sum;
    double by_a = mean[PARETONBD_BY_A], a_left = by_a - loss->second[PARETONBD_BY_A][PARETONBD_BY_A] / loss->sum;
    double by_b = mean[PARETONBD_BY_B], b_left = by_b - loss->second[PARETONBD_BY_B][PARETONBD_BY_B] / loss->sum;
    alive_until(o, loss->t_x, j);
    for (unsigned i = 0; i < N; i++) {
        j->g[i] += slope[i] * mean[i];
        for (unsigned k = i; k < N; k++)
            j->h[i][k] += slope[i] * slope[k] * (loss->second[i][k] / loss->sum - mean[i] * mean[k]);
    }
    j->value += log(o->s * loss->sum) - (loss->beta_is_near ? 0 : log((o->beta + loss->t_x) / (o->alpha + loss->t_x)));
    j->h[0][0] += slope[0] * mean[0];
    j->h[0][1] += o->r * a * by_a;
    j->h[1][1] -= R * a * (a * a_left - (1 - a) * by_a);
    j->h[2][2] += slope[2] * mean[2];
    j->h[2][3] += o->s * b * by_b;
    j->h[3][3] -= (o->s + 1) * b * (b * b_left - (1 - b) * by_b) + b * (1 - b);
    j->g[2] += 1;
    j->g[3] -= b;
}

/* Adds ln(La + Ll). */
static void add(struct jet *sum, double weight, const struct jet *a, const struct jet *l, double ln_rho)
{
    double alive = special_expit(-ln_rho), gone = special_expit(ln_rho);
    sum->value += weight * ((ln_rho < 0 ? a : l)->value + log1p(exp(-fabs(ln_rho))));
    for (unsigned i = 0; i < N; i++) {
        sum->g[i] += weight * (alive * a->g[i] + gone * l->g[i]);
        for (unsigned k = i; k < N; k++)
            sum->h[i][k] += weight * (alive * a->h[i][k] + gone * l->h[i][k] +
                                      alive * gone * (a->g[i] - l->g[i]) * (a->g[k] - l->g[k]));
    }
}

/* Patterns from .. to - 1 agree in x and T; t_x ascends, the integral goes down. */
static void add_group(struct state *o, const double *parameter, const struct patterns *p, size_t from, size_t to)
{
    struct paretonbd_loss loss;
    struct jet a, l = {0};
    paretonbd_begin(&loss, parameter, o->x, p->T[from]);
    alive_until(o, p->T[from], &a);
    for (size_t i = to; i-- > from;) {
        if (p->weight[i] == 0) /* as in a bootstrap */
            continue;
        paretonbd_reach(&loss, p->t_x[i], true);
        if (loss.sum > 0)
            lost(o, &loss, &l);
        add(&o->sum, p->weight[i], &a, &l, paretonbd_ln_rho(&loss));
    }
}

void paretonbd_loglik(const double *parameter, const struct patterns *p, size_t from, size_t to,
                      struct family_value *sum)
{
    struct state o = {parameter[PARETONBD_R], parameter[PARETONBD_ALPHA], parameter[PARETONBD_S],
                      parameter[PARETONBD_BETA], .x = -1};
    for (size_t i = from, end; i < to; i = end) {
        if (p->x[i] != o.x)
            o.rise = special_rise(o.r, p->x[i]);
        o.x = p->x[i];
        for (end = i + 1; end < to && p->x[end] == o.x && p->T[end] == p->T[i];)
            end++;
        add_group(&o, parameter, p, i, end);
    }
    sum->value += o.sum.value;
    for (unsigned i = 0; i < N; i++) {
        sum->gradient[i] += o.sum.g[i];
        sum->hessian[i][i] += o.sum.h[i][i];
        for (unsigned k = i + 1; k < N; k++) {
            sum->hessian[i][k] += o.sum.h[i][k];
            sum->hessian[k][i] += o.sum.h[i][k];
        }
    }
}

/* The NBD's moments count lost customers as inactive ones, so the rate while alive is higher. The starts differ in how
 * many customers are lost, and in how unequal their lifetimes are. */
unsigned paretonbd_starts(const struct patterns *p, double (*start)[FAMILY_PARAMETERS])
{
    static const struct {
        double r, rate, s, beta; /* r and rate: times the moments; beta: in mean T */
    } GUESS[] = {{1, 2, 0.5, 0.5}, {1, 1.2, 1, 3}, {2, 3, 0.3, 0.05}, {0.5, 1, 4, 20}};
    enum { GUESSES = sizeof GUESS / sizeof *GUESS };
    struct negbin_moments m = negbin_moments(p);
    double span = 0;
    for (size_t i = 0; i < p->n; i++)
        span += p->weight[i] * p->T[i] / p->total;
    for (unsigned i = 0; i < GUESSES; i++) {
        start[i][PARETONBD_R] = GUESS[i].r * m.r;
        start[i][PARETONBD_ALPHA] = GUESS[i].r * m.r / (GUESS[i].rate * m.rate);
        start[i][PARETONBD_S] = GUESS[i].s;
        start[i][PARETONBD_BETA] = GUESS[i].beta * (span > 0 ? span : 1);
    }
    return GUESSES;
}
