/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outlooks: the forecast of a series by period, as the tables that the filter forecast writes.
 *
 * outlooks_fit finds the parameters, tries both methods from earlier periods and chooses one; the others write what was
 * found. Fewer than two cycles have no season that could be told from chance: then the method is the level and the
 * trend at the end, without a season, which is warned of once and marked in each row (fallback). */
#ifndef SHOP_OUTLOOKS_H
#define SHOP_OUTLOOKS_H

#include "base/opt.h"
#include "base/out.h"
#include "shop/series.h"
#include "stats/ahead.h"

enum { OUTLOOKS_AUTO, OUTLOOKS_MULTIPLICATIVE, OUTLOOKS_ADDITIVE };

struct outlooks {
    struct series series;                                /* read by the caller, who also sets these: */
    uint64_t horizon, cycle, draws, seed, origins, test; /* cycle 0: by the unit */
    int seasonal, method;                                /* method: 0 auto, or enum ahead_method + 1 */
    bool damped, fixed;
    double alpha, beta, gamma, phi, level;
    int digits;
    size_t season; /* periods in a cycle, 1 if there is none; all from here on are found */
    bool fallback, any;
    struct ahead ahead[AHEAD_METHODS];
    bool fitted[AHEAD_METHODS];
    enum ahead_method use;
    bool tried;                                 /* there are errors */
    struct ahead_errors *errors[AHEAD_METHODS]; /* by step; [horizon] is of all of them */
};

void outlooks_fit(struct outlooks *o);
void outlooks_write(struct outlooks *o, struct out *out, const struct opt_list *only);
void outlooks_seasons(const struct outlooks *o, const char *path);
void outlooks_parts(const struct outlooks *o, const char *path);
void outlooks_errors(const struct outlooks *o, const char *path);
void outlooks_parameters(const struct outlooks *o, const char *path);
void outlooks_end(struct outlooks *o);

#endif
