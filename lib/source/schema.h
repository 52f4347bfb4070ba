/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * schema: how a source maps to the lines table, as tillroll-schema(5) writes it down.
 *
 * A plain text file of `key = value` lines: the dialect of the file, the source of each column, the form of dates and
 * numbers, and which lines are charges, returns or void. Everything is in the schema's arena. */
#ifndef SOURCE_SCHEMA_H
#define SOURCE_SCHEMA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/map.h"
#include "csv/csvin.h"
#include "shop/tables.h"
#include "source/datefmt.h"
#include "source/source.h"
#include "source/srcnum.h"

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
    const char **pattern; /* as they are written */
    size_t n;
};

/* A column of money that is not part of the lines: shipping, a discount, a refund. */
struct schema_money {
    struct slice name; /* the product_id of the lines that it makes */
    struct source source;
    enum kind kind; /* charge, credit or return */
    bool once;      /* it belongs to the order: it counts once, on whichever row it is */
};

/* Records whose `source` (or the lines table's column, if it is called like one) is `pattern` are no lines: they are
 * nothing, or the order's own, whose values its lines need. */
struct schema_rule {
    int slot; /* or -1 */
    struct source source;
    struct slice pattern;
    bool prefix; /* begins with it */
    bool is_order;
};

struct schema_marks {
    struct slice name; /* of a slot */
    struct slice mark;
};

/* The values of a record: the columns of the lines table, these two, the extra columns, and the money outside the
 * lines. */
enum { SLOT_STATUS = LINES_KIND, SLOT_CURRENCY, SLOT_EXTRA };

struct schema {
    struct arena arena;
    const char *path;
    struct dialect dialect;

    struct source column[LINES_KIND]; /* by enum lines_column */
    struct source status, currency, order_total;
    bool amount_once; /* the amount is the order's */
    struct schema_money *money;
    size_t moneys;
    struct schema_extra *extra;
    size_t extras;

    struct schema_formats dates, times;
    const char *tz_from, *tz_to; /* NULL: as written */

    struct srcnum number;      /* how numbers are written */
    decimal money_unit;        /* the value of a 1 in the source: 0.01 if it writes cents */
    int round_money;           /* places, or -1 */
    struct map missing;        /* marks that mean: no value */
    struct schema_marks *mark; /* those of one slot alone */
    size_t marks;
    struct slices fill_down;  /* names of slots: an empty value is filled from the order's row before */
    struct slices lower_case; /* names of slots whose ASCII letters become small */
    struct schema_rule *rule; /* which records are no lines */
    size_t rules;
    bool float_id[LINES_KIND]; /* 17850.0 is 17850 in these columns */
    decimal amount_tolerance;  /* quantity x unit_price may differ from a given amount by this much */
    struct map charge_code;
    struct schema_prefixes charge;  /* of the product_id */
    struct schema_prefixes returns; /* of the order_id */
    /* Values of the status column. If sale_status is given, any other is malformed. */
    struct map sale_status, sale_and_return_status, return_status, void_status;
    bool zero_is_sale, returns_are_positive, keeps_offset; /* tz-to = as-written */
    enum schema_duplicates { DUPLICATES_KEEP, DUPLICATES_DROP, DUPLICATES_ORDERS } duplicates;
    const char *rates; /* the table of currency-rates, or NULL */

    bool long_way; /* some value is more than a plain field: source/longway reads the records */
};

/* Reads the schema called `name` (shipped, or a path); what is wrong in it ends the tool, status 2. */
struct schema *schema_load(const char *name);
void schema_free(struct schema *s);

/* The slot called `name`, a column of the lines table, status, currency, an extra column or money beside; or -1. */
int schema_slot(const struct schema *s, struct slice name);
size_t schema_slots(const struct schema *s);
struct source *schema_source(struct schema *s, int slot);

/* Can a line of these values be the header, that is, does it have all columns that the schema names? */
bool schema_fits(const struct schema *s, const struct slice *column, unsigned n);
struct csvin_header schema_header(const struct schema *s); /* the same for csvin_open_below */

/* For each file with a header: ends the tool if the header could be a record, and warns of a currency that the schema
 * does not use. */
void schema_check_header(const struct schema *s, const struct csvin *in);

/* Checks a schema after it was read: is it complete and without contradictions? */
void schema_check(struct schema *s);

#endif
