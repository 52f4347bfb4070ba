/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gamma functions depend on x alone, ln(alpha + T) on T alone, and patterns are sorted by x, T, t_x: so the gamma
 * functions are computed once for each run of equal x, from those of the run before, and the logarithm once for each
 * run of equal T. A pattern adds to ten sums; gradient and Hessian are made of them at the end of the run. The cost is
 * one logarithm and one softplus for each pattern. */
#include "btyd/bgloglik.h"

#include <math.h>

#include "stats/special.h"

/* Sums over the patterns of one x, each times its weight. With g = alpha (T - t_x) / (A (alpha + t_x)) and
 * D = ln(A / (alpha + t_x)), w has these derivatives by ln r and ln alpha: r D and -R g; r D, -r g and R g h for the
 * second ones, h = alpha/A + alpha/(alpha + t_x) - 1. s = 1/(1 + e^-w) and q = s (1 - s) are those of ln(1 + e^w). */
struct starts_run {
    double x, weight;
    double grown, log_A, u, v, uv; /* ln(A / alpha), ln A, alpha / A, T / A, their product */
    double softplus, s, sD, sg, sgh, q, qD, qg, qDD, qDg, qgg;
};

struct clvmodel {
    double r, alpha, a, b;
    unsigned extra;
    struct special_rise of_r, of_b, of_ab; /* by x, k and k */
    double x;                              /* for which those are */
};

static void rise_by(struct special_rise *to, double from, double steps)
{
    struct special_rise more = special_rise(from, steps);
    to->value += more.value;
    to->first += more.first;
    to->second += more.second;
}

static void rise_to(struct clvmodel *m, double x)
{
    double k = m->x + m->extra;
    rise_by(&m->of_r, m->r + m->x, x - m->x);
    rise_by(&m->of_b, m->b + k, x - m->x);
    rise_by(&m->of_ab, m->a + m->b + k, x - m->x);
    m->x = x;
}

static struct clvmodel begin(const double *parameter, unsigned extra)
{
    struct clvmodel m = {parameter[BG_R],
                         parameter[BG_ALPHA],
                         parameter[BG_A],
                         parameter[BG_B],
                         extra,
                         {0, 0, 0},
                         {0, 0, 0},
                         {0, 0, 0},
                         0};
    rise_by(&m.of_b, m.b, extra);
    rise_by(&m.of_ab, m.a + m.b, extra);
    return m;
}

/* The terms that depend only on x and T; `weight` is the weight of all patterns that have these. */
static void add_alive(struct starts_run *run, double alpha, double T, double weight)
{
    double A = alpha + T, u = alpha / A, v = T / A;
    run->weight += weight;
    run->grown += weight * log1p(T / alpha);
    run->log_A += weight * log(A);
    run->u += weight * u;
    run->v += weight * v;
    run->uv += weight * u * v;
}

/* The term for a loss since t_x; log_a_b is ln(a / (b + k - 1)). */
static void add_lost(struct starts_run *run, const struct clvmodel *m, double log_a_b, double t_x, double T,
                     double weight)
{
    double A = m->alpha + T, since = m->alpha + t_x, gap = (T - t_x) / since;
    double D = log1p(gap), g = m->alpha / A * gap, h = m->alpha / A + m->alpha / since - 1;
    double w = log_a_b + (m->r + run->x) * D;
    double e = exp(-fabs(w)), low = e / (1 + e), s = weight * (w > 0 ? 1 / (1 + e) : low), q = weight * low / (1 + e);
    run->softplus += weight * ((w > 0 ? w : 0) + log1p(e));
    run->s += s;
    run->sD += s * D;
    run->sg += s * g;
    run->sgh += s * g * h;
    run->q += q;
    run->qD += q * D;
    run->qg += q * g;
    run->qDD += q * D * D;
    run->qDg += q * D * g;
    run->qgg += q * g * g;
}

/* Derivatives by the logarithms c d/dc and, in the second place, c d/dc of that: the natural ones are first, second. */
static void add_log(struct family_value *sum, unsigned i, double c, double first, double second)
{
    sum->gradient[i] += c * first;
    sum->hessian[i][i] += c * c * second + c * first;
}

static void add_cross(struct family_value *sum, unsigned i, unsigned j, double v)
{
    sum->hessian[i][j] += v;
    sum->hessian[j][i] += v;
}

static void end_alive(const struct clvmodel *m, const struct starts_run *run, struct family_value *sum)
{
    double r = m->r, x = run->x, n = run->weight;
    sum->value += n * (m->of_r.value + m->of_b.value - m->of_ab.value) - r * run->grown - x * run->log_A;
    add_log(sum, BG_R, r, n * m->of_r.first - run->grown, n * m->of_r.second);
    add_log(sum, BG_A, m->a, -n * m->of_ab.first, -n * m->of_ab.second);
    add_log(sum, BG_B, m->b, n * (m->of_b.first - m->of_ab.first), n * (m->of_b.second - m->of_ab.second));
    add_cross(sum, BG_A, BG_B, -n * m->a * m->b * m->of_ab.second);
    sum->gradient[BG_ALPHA] += r * run->v - x * run->u;
    add_cross(sum, BG_R, BG_ALPHA, r * run->v);
    sum->hessian[BG_ALPHA][BG_ALPHA] -= (r + x) * run->uv;
}

/* Here w's derivatives by ln a and ln b are 1 and -share, and share^2 - share the second one by ln b. */
static void end_lost(const struct clvmodel *m, const struct starts_run *run, struct family_value *sum)
{
    double r = m->r, R = r + run->x, share = m->b / (m->b + (run->x + m->extra - 1));
    sum->value += run->softplus;
    sum->gradient[BG_R] += r * run->sD;
    sum->gradient[BG_ALPHA] -= R * run->sg;
    sum->gradient[BG_A] += run->s;
    sum->gradient[BG_B] -= share * run->s;
    sum->hessian[BG_R][BG_R] += r * r * run->qDD + r * run->sD;
    sum->hessian[BG_ALPHA][BG_ALPHA] += R * R * run->qgg + R * run->sgh;
    sum->hessian[BG_A][BG_A] += run->q;
    sum->hessian[BG_B][BG_B] += share * share * run->q + (share * share - share) * run->s;
    add_cross(sum, BG_R, BG_ALPHA, -r * R * run->qDg - r * run->sg);
    add_cross(sum, BG_R, BG_A, r * run->qD);
    add_cross(sum, BG_R, BG_B, -share * r * run->qD);
    add_cross(sum, BG_ALPHA, BG_A, -R * run->qg);
    add_cross(sum, BG_ALPHA, BG_B, share * R * run->qg);
    add_cross(sum, BG_A, BG_B, -share * run->q);
}

void bgloglik_add(const double *parameter, unsigned extra, const struct patterns *p, size_t from, size_t to,
                  struct family_value *sum)
{
    struct clvmodel m = begin(parameter, extra);
    for (size_t i = from; i < to;) {
        struct starts_run run = {.x = p->x[i]};
        double k = run.x + extra, log_a_b = k > 0 ? log(m.a / (m.b + (k - 1))) : -INFINITY;
        rise_to(&m, run.x);
        while (i < to && p->x[i] == run.x) {
            double T = p->T[i], weight = 0;
            for (; i < to && p->x[i] == run.x && p->T[i] == T; i++) {
                weight += p->weight[i];
                if (k > 0)
                    add_lost(&run, &m, log_a_b, p->t_x[i], T, p->weight[i]);
            }
            add_alive(&run, m.alpha, T, weight);
        }
        end_alive(&m, &run, sum);
        if (k > 0)
            end_lost(&m, &run, sum);
    }
}
