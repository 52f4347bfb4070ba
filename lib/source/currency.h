/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * currency: makes sure that different currencies are never added up.
 *
 * Without a table of rates only the first currency of the run is allowed. With a table every amount is multiplied,
 * exactly, by the newest rate of its currency on its day. The table is a file of three columns, date, currency and
 * rate, with tabs, semicolons or commas between them: from that date on, one unit of that currency is worth `rate`
 * units of the currency of the results. An empty date means always. The currency of the results must be in the table
 * too, with the rate 1. */
#ifndef SOURCE_CURRENCY_H
#define SOURCE_CURRENCY_H

#include "source/schema.h"

struct currency;

/* NULL if the schema has no currency column. A table that cannot be used ends the tool, status 2. */
struct currency *currency_new(const struct schema *s);
void currency_free(struct currency *c);

/* NULL, or what is wrong with the code, with *remedy. If NULL, the rate is that of the code on that day. */
const char *currency_rate(struct currency *c, struct slice code, date day, decimal *rate, const char **remedy);

#endif
