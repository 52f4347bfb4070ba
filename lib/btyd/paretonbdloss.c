/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The integral over the time of loss y. With k = (y - t_x) / (near + t_x), which is e^l - 1, the far parameter's m is
 * ln(1 + c k), c = (near + t_x) / (far + t_x). All is relative to t_x, where most of the integral lies if it is narrow:
 * no step subtracts numbers that are close. */
#include "btyd/paretonbd.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <pthread.h>

/* A term that is e^38 times smaller than at t_x changes no digit of a double. */
static const double DEEP = 38;

/* Limits found by comparison with 384 nodes, on 300,000 integrands over the whole domain. */
static struct paretonbd_rule rules[] = {
    {.half = 2, .width = 0.05, .drop = 0.12}, {.half = 3, .width = 0.35, .drop = 0.7},
    {.half = 4, .width = 0.9, .drop = 2.6},   {.half = 6, .width = 2, .drop = 7.5},
    {.half = 8, .width = 2.6, .drop = 16},    {.half = 16, .width = 4, .drop = 42},
};
enum { RULES = sizeof rules / sizeof *rules };

static void fill_rules(void)
{
    for (struct paretonbd_rule *r = rules; r < rules + RULES; r++) {
        gsl_integration_glfixed_table *t = gsl_integration_glfixed_table_alloc(2 * r->half);
        for (unsigned i = 0; i < r->half; i++) {
            r->node[i] = t->x[r->half - 1 - i];
            r->weight[i] = t->w[r->half - 1 - i];
        }
        gsl_integration_glfixed_table_free(t);
    }
}

const struct paretonbd_rule *paretonbd_rule(double width, double drop)
{
    static pthread_once_t filled = PTHREAD_ONCE_INIT;
    pthread_once(&filled, fill_rules);
    const struct paretonbd_rule *r = rules;
    while (r < rules + RULES - 1 && (width > r->width || drop > r->drop))
        r++;
    return r;
}

/* ln(1 + k), k >= 0: log is the faster function. The digits lost by rounding 1 + k are added again. */
static inline double ln_1p(double k)
{
    double f = 1 + k;
    return log(f) + (k - (f - 1)) / f;
}

/* e^x - 1, x >= 0: below 0.3 Taylor's series, which 13 terms leave right to 3e-17. */
static inline double exp_m1(double x)
{
    if (x > 0.3)
        return exp(x) - 1;
    static const double c[] = {1. / 479001600, 1. / 39916800, 1. / 3628800, 1. / 362880, 1. / 40320, 1. / 5040,
                               1. / 720,       1. / 120,      1. / 24,      1. / 6,      1. / 2,     1};
    double sum = 1. / 6227020800;
    for (int i = 0; i < 12; i++)
        sum = sum * x + c[i];
    return sum * x;
}

void paretonbd_begin(struct paretonbd_loss *o, const double *parameter, double x, double T)
{
    double alpha = parameter[PARETONBD_ALPHA], beta = parameter[PARETONBD_BETA], s = parameter[PARETONBD_S];
    double R = parameter[PARETONBD_R] + x;
    *o = (struct paretonbd_loss){.T = T, .t_x = T, .beta_is_near = beta < alpha, .front = log(s)};
    o->near = fmin(alpha, beta);
    o->far = fmax(alpha, beta);
    if (o->beta_is_near) { /* dy / (beta + y) is dl */
        o->p = s;
        o->q = R;
    } else { /* dy / (beta + y) is A/b e^(l - m) dl at T */
        o->p = R - 1;
        o->q = s + 1;
        o->front -= ln_1p((beta - alpha) / (alpha + T));
    }
}

double paretonbd_ln_rho(const struct paretonbd_loss *o)
{
    return o->sum > 0 ? o->front + o->height + log(o->sum) : -INFINITY;
}

/* The place at which the integrand has fallen by e^DEEP, or at most e more, even if it is multiplied by the square of a
 * term, which may grow like e^l. Newton's method starts beyond that place. The fall is a convex function, above its
 * tangents: so no step goes past the place. */
static double deep(const struct paretonbd_loss *o, double c, double l)
{
    for (int i = 0; i < 60; i++) {
        double k = expm1(l), more = (o->p - 2) * l + o->q * log1p(c * k) - DEEP;
        if (more < 1)
            break;
        l -= more / (o->p - 2 + o->q * (c + c * k) / (1 + c * k));
    }
    return l;
}

struct nodes {
    unsigned n;
    double weight[PARETONBD_NODES]; /* integrand included */
    double term[PARETONBD_TERMS][PARETONBD_NODES];
};

static void nodes_set(const struct paretonbd_loss *o, const struct paretonbd_rule *rule, double c, double from,
                      double width, struct nodes *v)
{
    unsigned near = o->beta_is_near ? PARETONBD_LN_B : PARETONBD_LN_A;
    unsigned far = o->beta_is_near ? PARETONBD_LN_A : PARETONBD_LN_B;
    double half = width / 2;
    v->n = 2 * rule->half;
    for (unsigned i = 0; i < v->n; i++) {
        double l = from + half * (1 + (i % 2 ? 1 : -1) * rule->node[i / 2]);
        double k = exp_m1(l), ck = c * k;
        v->term[near][i] = l;
        v->term[near + 1][i] = k / (1 + k);
        v->term[far][i] = ln_1p(ck);
        v->term[far + 1][i] = ck / (1 + ck);
    }
    for (unsigned i = 0; i < v->n; i++)
        v->weight[i] = half * rule->weight[i / 2] * exp(-(o->p * v->term[near][i] + o->q * v->term[far][i]));
}

static void add_sum(struct paretonbd_loss *o, const struct nodes *v)
{
    for (unsigned i = 0; i < v->n; i++)
        o->sum += v->weight[i];
}

static void add_moments(struct paretonbd_loss *o, const struct nodes *v)
{
    double first[PARETONBD_TERMS] = {0}, second[PARETONBD_TERMS][PARETONBD_TERMS] = {{0}};
    for (unsigned i = 0; i < v->n; i++)
        for (unsigned a = 0; a < PARETONBD_TERMS; a++) {
            double part = v->weight[i] * v->term[a][i];
            first[a] += part;
            for (unsigned b = a; b < PARETONBD_TERMS; b++)
                second[a][b] += part * v->term[b][i];
        }
    for (unsigned a = 0; a < PARETONBD_TERMS; a++) {
        o->first[a] += first[a];
        for (unsigned b = a; b < PARETONBD_TERMS; b++)
            o->second[a][b] += second[a][b];
    }
}

/* The integrals from the old t_x on, in units of the integrand at the new one, which is e^drop times that at the old
 * one, and with terms that count from there: LN becomes LN + step, BY becomes BY + by - by BY. */
static void move_origin(struct paretonbd_loss *o, double drop, const double step[PARETONBD_TERMS])
{
    double unit = exp(-drop), keep[PARETONBD_TERMS] = {1, 1 - step[PARETONBD_BY_A], 1, 1 - step[PARETONBD_BY_B]};
    o->sum *= unit;
    for (unsigned a = 0; a < PARETONBD_TERMS; a++)
        for (unsigned b = a; b < PARETONBD_TERMS; b++)
            o->second[a][b] = unit * (keep[a] * keep[b] * o->second[a][b] + keep[a] * step[b] * o->first[a] +
                                      step[a] * keep[b] * o->first[b]) +
                              step[a] * step[b] * o->sum;
    for (unsigned a = 0; a < PARETONBD_TERMS; a++)
        o->first[a] = unit * keep[a] * o->first[a] + step[a] * o->sum;
}

static void integrate(struct paretonbd_loss *o, double width, double drop, bool moments)
{
    double c = (o->near + o->t_x) / (o->far + o->t_x);
    if (drop - 2 * width > DEEP + 1) {
        width = deep(o, c, width);
        drop = DEEP + 1 + 2 * width;
    }
    if (o->p < 0) /* there may be a peak in between, above t_x by less than the width */
        drop += width;
    const struct paretonbd_rule *rule = paretonbd_rule(width, drop);
    unsigned parts = (unsigned)fmin(fmax(1, ceil(fmax(width / rule->width, drop / rule->drop))), 1000);
    double part = width / parts;
    for (unsigned i = 0; i < parts; i++) {
        struct nodes v;
        nodes_set(o, rule, c, i * part, part, &v);
        add_sum(o, &v);
        if (moments)
            add_moments(o, &v);
    }
}

void paretonbd_reach(struct paretonbd_loss *o, double t_x, bool moments)
{
    double gap = o->t_x - t_x;
    if (!(gap > 0))
        return;
    double near = ln_1p(gap / (o->near + t_x)), far = ln_1p(gap / (o->far + t_x)), drop = o->p * near + o->q * far;
    double by_near = gap / (o->near + o->t_x), by_far = gap / (o->far + o->t_x);
    if (moments)
        move_origin(o, drop,
                    o->beta_is_near ? (double[]){far, by_far, near, by_near} : (double[]){near, by_near, far, by_far});
    else
        o->sum *= exp(-drop);
    o->t_x = t_x;
    o->height = o->p * ln_1p((o->T - t_x) / (o->near + t_x)) + o->q * ln_1p((o->T - t_x) / (o->far + t_x));
    integrate(o, near, drop, moments);
}
