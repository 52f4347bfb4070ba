/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * paretonbd: the integral over the time of loss that the Pareto/NBD model (Schmittlein, Morrison and Colombo 1987)
 * needs. Only for the model's own files; the model itself is FAMILY_PARETONBD (btyd/family.h).
 *
 * A customer (x, t_x, T) is alive at T, or was lost at some time y between t_x and T. The odds of lost to alive are
 *     rho = s Integral from t_x to T of (A / (alpha + y))^R (b / (beta + y))^s dy / (beta + y)
 * with R = r + x, A = alpha + T, b = beta + T. The likelihood is that of a customer known to be alive at T, times 1 +
 * rho. Fader and Hardie (2005) write rho as a difference of two hypergeometric functions, which overflows or loses
 * every digit if alpha is near beta, t_x near T, or x large. Here it is a sum of positive terms: Gauss's rule in
 * ln(alpha + y), or ln(beta + y) if beta is less, which keeps the other parameter's singularity at least pi away; the
 * logarithm of the integrand is concave there. Derivatives are moments of the time of loss, by the same nodes.
 *
 * The integral runs downwards from T, so that customers who differ only in t_x share it: each continues where the one
 * before has stopped. */
#ifndef BTYD_PARETONBD_H
#define BTYD_PARETONBD_H

#include <stdbool.h>
#include <stddef.h>

#include "btyd/patterns.h"

struct family_value;

enum { PARETONBD_R, PARETONBD_ALPHA, PARETONBD_S, PARETONBD_BETA };

/* The terms that depend on the time of loss y. The derivatives of the integrand's logarithm are combinations of them;
 * all are 0 at t_x, where the integral begins. */
enum {
    PARETONBD_LN_A, /* ln((alpha + y) / (alpha + t_x)) */
    PARETONBD_BY_A, /* (y - t_x) / (alpha + y) */
    PARETONBD_LN_B, /* the same with beta */
    PARETONBD_BY_B,
    PARETONBD_TERMS,
};

struct paretonbd_loss {
    double T, t_x;
    double near, far; /* the lesser and the greater of alpha and beta */
    bool beta_is_near;
    double p, q; /* with l the LN of the near parameter and m that of the far one, the integrand is e^-(p l + q m) dl */
    double front;  /* ln of the integrand at T */
    double height; /* and how much it is above that at t_x; the integrals are in units of the integrand there */
    double sum;
    double first[PARETONBD_TERMS];                   /* integrals of the integrand times one term */
    double second[PARETONBD_TERMS][PARETONBD_TERMS]; /* and times two, j >= i alone */
};

/* The integral from T to T. */
void paretonbd_begin(struct paretonbd_loss *o, const double *parameter, double x, double T);
/* Continues to a t_x that is not above the one before; `moments`: sets first and second too. */
void paretonbd_reach(struct paretonbd_loss *o, double t_x, bool moments);
double paretonbd_ln_rho(const struct paretonbd_loss *o); /* -inf if t_x = T */

/* Gauss and Legendre's rule on [-1, 1]: nodes +-node[i], i < half, from the outermost on. */
enum { PARETONBD_NODES = 32 };
struct paretonbd_rule {
    unsigned half;
    double width, drop; /* accurate to 1e-14 for integrands e^g with a range of l up to the first, and of g up to the
                         * second number */
    double node[PARETONBD_NODES / 2], weight[PARETONBD_NODES / 2];
};
/* The smallest rule that is accurate enough, or that of 32 nodes. */
const struct paretonbd_rule *paretonbd_rule(double width, double drop);

/* The members of struct family that have files of their own. */
void paretonbd_loglik(const double *parameter, const struct patterns *p, size_t from, size_t to,
                      struct family_value *sum);
unsigned paretonbd_starts(const struct patterns *p, double (*start)[4]);
/* Adds weight times the probabilities of 0 .. n - 1 purchases within t of a customer who is alive; R, A, s and b as
 * above. */
void paretonbd_counts(double R, double A, double s, double b, double t, double weight, size_t n, double *out);

#endif
