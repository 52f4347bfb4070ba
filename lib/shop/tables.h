/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tables: the tables of tillroll-tsv(5), their columns in order and the kinds of a line. */
#ifndef SHOP_TABLES_H
#define SHOP_TABLES_H

#include "base/out.h"
#include "base/slice.h"
#include "base/tool.h"

enum lines_column {
    LINES_CUSTOMER_ID,
    LINES_ORDER_ID,
    LINES_DATE,
    LINES_TIME,
    LINES_PRODUCT_ID,
    LINES_DESCRIPTION,
    LINES_QUANTITY,
    LINES_UNIT_PRICE,
    LINES_AMOUNT,
    LINES_COUNTRY,
    LINES_KIND,
    LINES_COLUMNS
};
extern const struct column TABLE_LINES[]; /* each ends with a row of zeros */
extern const struct column TABLE_ORDERS[];
extern const struct column TABLE_CUSTOMERS[];
extern const struct column TABLE_GROUP[]; /* after the key column: orders customers lines units ... */

/* The reason why a table may lack returned_units, for columns_lacks. */
#define TABLES_OLD " (an older aggregate made this table: make it anew, from lines)"

/* The kinds of a line, in the order of the words of --kinds. */
enum kind { KIND_SALE, KIND_CHARGE, KIND_RETURN, KIND_CREDIT, KIND_FREE, KIND_VOID, KIND_COUNT };
extern const char KIND_NAME[KIND_COUNT][8];
bool kind_parse(struct slice s, enum kind *out);

/* The names, tab-separated, without an LF. */
void tables_header(struct out *o, const struct column *columns);

#endif
