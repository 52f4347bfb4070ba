/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pairing: returns and the sales that they take back.
 *
 * Lines are handed over in the order of time. A sale waits; a return takes from the sales of the same customer and
 * product that wait, the latest first: those of its own price, and then, if asked, those of any price. Each gives what
 * it has left until nothing is needed. Money follows the pieces: the whole rest of the amount goes with the last piece,
 * a share of it, rounded half to even at 6 places, with a part. What a return brings back and what the sale had brought
 * in may differ; the difference is kept with the sale if the shop has kept money, with the return if it has paid more,
 * so that amounts before are amounts after, exactly.
 *
 *     struct pairing p = {.any_price = true, .window = 86400};
 *     uint32_t s = pairing_sale(&p, &sale);
 *     uint32_t r = pairing_return(&p, &back);
 *     ... p.line[s].quantity, p.line[r].amount: what is left; p.pair[0 .. p.pairs): who gave to whom ...
 *     pairing_free(&p);
 *
 * A credit has no product: it takes back a line, or a whole order, of exactly its amount, at most `window` seconds old.
 * One without pieces is money, such as a discount: it takes back a line of its own code, or nothing.
 * A line that has been used up is passed over once by each list it is in, so that pairing takes time in proportion to
 * lines and pairs, but for credits, which look at all lines of their customer in the window. */
#ifndef RETURNS_PAIRING_H
#define RETURNS_PAIRING_H

#include "base/decimal.h"
#include "base/map.h"
#include "base/slice.h"

/* A line as it is handed over. Texts are borrowed for the call. */
struct pairing_input {
    struct slice customer, product, order;
    decimal quantity, amount; /* of a return or a credit below 0 or 0 */
    decimal price;
    bool priced; /* else the price is amount / quantity */
    int64_t moment;
    uint64_t row; /* the caller's, and kept */
};

enum pairing_match { PAIRING_EXACT, PAIRING_ANY, PAIRING_CREDIT, PAIRING_ORDER, PAIRING_MATCHES };
extern const char *const PAIRING_MATCH_NAME[]; /* exact, any, credit, order */

/* The lists of lines that wait, the latest first. */
enum { PAIRING_BY_PRICE, PAIRING_BY_PRODUCT, PAIRING_BY_CUSTOMER, PAIRING_BY_ORDER, PAIRING_LISTS };

struct pairing_line {
    uint64_t row;
    int64_t moment;
    decimal quantity, amount; /* what is left; of a return both below 0 or 0 */
    decimal difference;       /* money that is carried: 0 or above with a sale, 0 or below with a return */
    uint32_t pairs;           /* how many it has a part in */
    uint32_t order, product;  /* numbers of texts */
    uint32_t next[PAIRING_LISTS];
    bool late; /* some of it came back after the window, or is of another day's clock: before its sale */
};

struct pairing_pair {
    uint32_t sale, back;  /* lines */
    decimal quantity;     /* above 0, or 0 of a charge without pieces */
    decimal given, taken; /* money: of the sale, 0 or above; of the return, 0 or below */
    enum pairing_match match;
    bool within; /* the window */
};

struct pairing {
    bool any_price, credits; /* set by the caller before the first line */
    int64_t window;          /* seconds */
    struct pairing_line *line;
    struct pairing_pair *pair;
    uint32_t lines, pairs; /* read only from here on */
    struct map products, prices, customers, orders;
    struct pairing_list {
        uint32_t *first; /* by the number of the key: a line + 1, or 0 */
        size_t cap;
    } list[PAIRING_LISTS];
    struct pairing_total {
        decimal left;   /* of its lines */
        uint32_t lines; /* that have something left */
    } * total;          /* by order */
    struct buf key;
    size_t line_cap, pair_cap, total_cap;
};

/* Each returns the number of the line. A charge waits for credits alone. */
uint32_t pairing_sale(struct pairing *p, const struct pairing_input *in);
uint32_t pairing_charge(struct pairing *p, const struct pairing_input *in);
uint32_t pairing_return(struct pairing *p, const struct pairing_input *in);
uint32_t pairing_credit(struct pairing *p, const struct pairing_input *in);

struct slice pairing_customer(const struct pairing *p, uint32_t product); /* until the next line */

void pairing_free(struct pairing *p);

#endif
