/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effecttable: what each rule of a rule file makes of the sales, a row for each rule, for the lines without one, and
 * for all. */
#ifndef PRICE_EFFECTTABLE_H
#define PRICE_EFFECTTABLE_H

#include "base/slice.h"
#include "price/effect.h"

/* n rules, each with its text; the effects are settled. */
struct effecttable_rule {
    struct slice text;
    struct effect effect;
};

void effecttable_write(const char *path, struct effecttable_rule *rule, size_t n, const double elasticity[EFFECT_ENDS],
                       int digits);

#endif
