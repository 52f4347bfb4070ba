/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * srcnum: a number as a source writes it, with the schema's decimal and thousands marks. */
#ifndef SOURCE_SRCNUM_H
#define SOURCE_SRCNUM_H

#include "base/decimal.h"
#include "base/mem.h"

struct srcnum {
    char point, thousands; /* thousands 0: none */
};

/* Beside the wire's own form it takes .5 and 5. and, where there is a thousands mark, groups of three digits; anything
 * else is DECIMAL_NOT. `places` >= 0 rounds to so many (DECIMAL_ROUNDED), -1 refuses more than 6. `scratch` is reused.
 */
enum decimal_status srcnum_parse(const struct srcnum *marks, struct slice text, int places, struct buf *scratch,
                                 decimal *out);

#endif
