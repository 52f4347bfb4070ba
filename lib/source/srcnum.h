/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * srcnum: a number as a source writes it, by the schema's marks, signs and forms.
 *
 * Besides the form of the tables it accepts .5 and 5., and if the schema allows it, 1.234,50 and 1'234.50, $7.00 and
 * 7.00 EUR, ($7.00) and 12.00-, and 1,23,456.50. A number has at most one sign; blanks, also no-break ones, may be
 * around its parts. Anything else is not a number: nothing is guessed. */
#ifndef SOURCE_SRCNUM_H
#define SOURCE_SRCNUM_H

#include "base/decimal.h"
#include "base/mem.h"

struct slices {
    struct slice *of;
    size_t n;
};

struct srcnum {
    char point;
    struct slice thousands; /* empty: none; " " is any blank, ' either apostrophe */
    struct slices money;    /* signs that may stand before or after */
    bool brackets, trailing_minus, indian;
};

/* `places` >= 0 rounds to this many (DECIMAL_ROUNDED), -1 refuses more than 6. `scratch` is reused. */
enum decimal_status srcnum_parse(const struct srcnum *marks, struct slice text, int places, struct buf *scratch,
                                 decimal *out);

/* What a schema would need to read a text that srcnum_parse could not read, or NULL. */
const char *srcnum_remedy(const struct srcnum *marks, struct slice text);

#endif
