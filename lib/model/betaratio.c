/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/betaratio.h"

#include <math.h>

#include "model/special.h"

/* ln (top / bottom), given what top is more than bottom. */
static double log_ratio(double top, double bottom, double more)
{
    return fabs(more) < 0.5 * bottom ? log1p(more / bottom) : log(top / bottom);
}

/* It is the rise of ln Gamma from a to a + x, and from b to b + y, less that from c = a + b to c + n, n = x + y. Of
 * Stirling's leading terms that leaves
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

struct betaratio betaratio_derivatives(double a, double b, double x, double y)
{
    struct special_rise rise_a = special_rise(a, x), rise_b = special_rise(b, y), rise = special_rise(a + b, x + y);
    struct betaratio r = {.value = betaratio(a, b, x, y)};
    r.a = a * (rise_a.first - rise.first);
    r.b = b * (rise_b.first - rise.first);
    r.aa = r.a + a * a * (rise_a.second - rise.second);
    r.ab = -a * b * rise.second;
    r.bb = r.b + b * b * (rise_b.second - rise.second);
    return r;
}
