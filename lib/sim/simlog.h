/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simlog: writes simulated orders in one of two layouts.
 *
 * SIMLOG_LINES is the lines table of tillroll-tsv(5). SIMLOG_RETAIL is the CSV of the UCI data set Online Retail: no
 * zeros in front of month, day and hour, prices without trailing zeros, ISO-8859-1, quotes only where needed. Both
 * layouts have the same content: a line has its kind, and texts in the lines table are what clean(1) makes of those in
 * the CSV. */
#ifndef SIM_SIMLOG_H
#define SIM_SIMLOG_H

#include <stdint.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/slice.h"
#include "shop/tables.h"
#include "sim/simshop.h"

enum simlog_layout { SIMLOG_LINES, SIMLOG_RETAIL };

struct sim_line {
    const struct shop_product *product; /* NULL: use code and name */
    struct slice code, name;
    int64_t quantity, price; /* price in pence; neither is -2^63 .. and their product fits */
    enum kind kind;
};

enum { SIM_LINES = 512 };

struct sim_order {
    char letter; /* before the number: 'C', 'A', or 0 */
    uint32_t number;
    uint64_t customer_id; /* 0: a guest */
    unsigned country;
    int n;
    struct sim_line line[SIM_LINES];
};

struct simlog {
    struct out *out;
    enum simlog_layout layout;
    bool crlf;                   /* line ends of the CSV */
    struct buf head, when, tail; /* of the order being written */
};

void simlog_begin(struct simlog *log); /* the header line; `out`, `layout`, `crlf` are set, the rest is zero */
void simlog_write(struct simlog *log, const struct sim_order *o, date day, unsigned minute, int from, int to);
void simlog_end(struct simlog *log);

/* Adds code and name, each followed by its delimiter, as in a line. */
void simlog_product(struct buf *b, enum simlog_layout layout, struct slice code, struct slice name);

#endif
