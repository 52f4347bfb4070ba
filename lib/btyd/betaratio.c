/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/betaratio.h"

#include <math.h>

#include "stats/special.h"

/* ln (top / bottom), given what top is more than bottom. */
static double log_ratio(double top, double bottom, double more)
{
    return fabs(more) < 0.5 * bottom ? log1p(more / bottom) : log(top / bottom);
}

/* It is the rise of ln Gamma from a to a + x, plus that from b to b + y, minus that from c = a + b to c + n, n = x + y.
 * Of Stirling's leading terms this leaves
 *     (a - 1/2) ln((a + x) c / (a (c + n))) + x ln((a + x) / (c + n)), the same of b and y, and -ln(1 + n/c) / 2,
 * in which (a + x) c - a (c + n) = b x - a y. */
double betaratio(double a, double b, double x, double y)
{
    double c = a + b, n = x + y, more = b * x - a * y;
    double value = (a - 0.5) * log_ratio((a + x) * c, a * (c + n), more) - x * log1p((b + y) / (a + x)) +
                   (b - 0.5) * log_ratio((b + y) * c, b * (c + n), -more) - y * log1p((a + x) / (b + y)) -
                   0.5 * log1p(n / c);
    return value + (special_stirling(a + x) - special_stirling(a)) + (special_stirling(b + y) - special_stirling(b)) -
           (special_stirling(c + n) - special_stirling(c));
}

void betaratio_add(struct family_value *sum, double weight, const double *parameter, unsigned i, double x, double y)
{
    unsigned j = i + 1;
    double a = parameter[i], b = parameter[j];
    struct special_rise rise_a = special_rise(a, x), rise_b = special_rise(b, y), rise = special_rise(a + b, x + y);
    double by_a = a * (rise_a.first - rise.first), by_b = b * (rise_b.first - rise.first);
    double by_both = -a * b * rise.second;
    sum->value += weight * betaratio(a, b, x, y);
    sum->gradient[i] += weight * by_a;
    sum->gradient[j] += weight * by_b;
    sum->hessian[i][i] += weight * (by_a + a * a * (rise_a.second - rise.second));
    sum->hessian[i][j] += weight * by_both;
    sum->hessian[j][i] += weight * by_both;
    sum->hessian[j][j] += weight * (by_b + b * b * (rise_b.second - rise.second));
}
