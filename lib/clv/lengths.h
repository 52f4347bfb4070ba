/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lengths: lengths of time on the command line, for predictions: 30d, 12w, 1y, and 4.345w too; a bare number means
 * periods, for a model that counts periods of any length. The text becomes part of the names of columns. */
#ifndef CLV_LENGTHS_H
#define CLV_LENGTHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/opt.h"
#include "clv/modelfile.h"

struct length {
    char *text;
    double number; /* days, or periods */
    bool periods;
};
struct lengths {
    struct length *length;
    size_t n;
    double *units; /* after lengths_convert: in the model's unit */
};

/* The words of option `name`, all above 0 and different; anything else ends the tool, status 2. */
struct lengths lengths_of(const char *name, struct opt_list words);
struct length length_of(const char *name, const char *word);

/* In units of the model, or periods if it has none. `whole`: the model counts periods, and a part of a period is an
 * error. */
double length_in(const struct length *l, const char *name, const struct model_unit *unit, bool whole);
void lengths_convert(struct lengths *l, const char *name, const struct model_unit *unit, bool whole);

void length_free(struct length *l);
void lengths_free(struct lengths *l);

#endif
