/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * currency: no two currencies are summed up.
 *
 * Without a table of rates the first currency of the run is the only one. With one every amount is multiplied by the
 * rate of its currency that is the newest on its day, exactly. The table is a file of three columns, date, currency and
 * rate, with tabs, semicolons or commas between them: so much of the money that is counted in is one of that currency
 * worth, from that date on. An empty date means: always. The currency that is counted in stands there too, at 1. */
#ifndef SOURCE_CURRENCY_H
#define SOURCE_CURRENCY_H

#include "source/schema.h"

struct currency;

/* NULL where the schema has no currency column. A table that cannot be used ends the tool, status 2. */
struct currency *currency_new(const struct schema *s);
void currency_free(struct currency *c);

/* NULL, or what is wrong with the code; *remedy goes with it. The rate is then that of the code on that day. */
const char *currency_rate(struct currency *c, struct slice code, date day, decimal *rate, const char **remedy);

#endif
