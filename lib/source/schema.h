/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * schema: how a source maps to the lines table, as tillroll-schema(5) writes it down.
 *
 * A plain text file of `key = value` lines: the dialect of the file, where each column comes from, how dates and
 * numbers are written, and which lines are charges, returns or void. Everything lives in the schema's arena. */
#ifndef SOURCE_SCHEMA_H
#define SOURCE_SCHEMA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/map.h"
#include "csv/csvin.h"
#include "shop/tables.h"
#include "source/datefmt.h"

/* Where a value comes from. */
struct source {
    enum { SOURCE_NONE, SOURCE_NAME, SOURCE_NUMBER, SOURCE_CHARS, SOURCE_TEMPLATE } from;
    struct slice name;     /* of a source column; or the template: text with {customer_id} and the like in it */
    unsigned number, last; /* column, counted from 1; or the first and last character, counted from 1 */
};

struct schema_extra {
    struct slice name; /* in the output */
    struct source source;
};

struct schema_prefixes {
    struct slice *prefix;
    size_t n;
};

struct schema_formats {
    struct datefmt *format;
    size_t n;
};

struct schema {
    struct arena arena;
    const char *path;
    struct dialect dialect;

    struct source column[LINES_KIND]; /* by enum lines_column */
    struct source status;
    struct schema_extra *extra;
    size_t extras;

    struct schema_formats dates, times;
    const char *tz_from, *tz_to; /* NULL: as written */

    char point, thousands;     /* thousands 0: none */
    struct map missing;        /* marks that mean: no value */
    bool float_id[LINES_KIND]; /* 17850.0 is 17850 in these columns */
    decimal amount_tolerance;  /* quantity x unit_price may differ from a given amount by so much */
    struct map charge_code;
    struct schema_prefixes charge;         /* of the product_id */
    struct schema_prefixes returns;        /* of the order_id */
    struct map return_status, void_status; /* values of the status column */
    bool zero_is_sale, returns_are_positive;
};

/* Reads the schema called `name` (shipped, or a path); what is wrong in it ends the tool, status 2. */
struct schema *schema_load(const char *name);
void schema_free(struct schema *s);

#endif
