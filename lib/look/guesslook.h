/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guesslook: what the columns of a file's beginning show. */
#ifndef LOOK_GUESSLOOK_H
#define LOOK_GUESSLOOK_H

#include "base/decimal.h"
#include "base/map.h"
#include "look/guessdate.h"
#include "look/guessnumber.h"
#include "look/guessrole.h"
#include "look/guesssum.h"

enum { GUESS_NONE = UINT32_MAX, GUESS_RIVALS = 6 };

/* How a column's values are spread over the rows of an order. */
enum guessspread {
    SPREAD_UNKNOWN, /* no order has two rows */
    SPREAD_VARIES,  /* each row has its own */
    SPREAD_SAME,    /* all rows of an order have the same */
    SPREAD_FIRST,   /* the first row alone has one */
};

struct guesslook {
    struct guessfile file;
    unsigned role[GUESSROLES];                /* columns, or GUESS_NONE */
    unsigned rival[GUESSROLES][GUESS_RIVALS]; /* other columns whose names fit as well, with other values */
    unsigned rivals[GUESSROLES];
    bool *used;              /* by column: the schema reads it, or asks whether to */
    struct guesssums sums;   /* rows that are taken out of the file's */
    uint64_t price_is_found; /* rows that show ROLE_PRICE by arithmetic; 0: its name does, or there is none */
    enum guessspread spread[GUESSROLES];
    struct guessdate date;
    const char *time_format;
    struct guessnumber number;
    char point; /* the decimal mark; 0: the data do not decide */
    struct srcnum marks;
    struct buf scratch;
};

/* ROLE_PRICE, if no name tells it: the column whose product with the quantity is the amount (guessprice.c). */
void guesslook_find_price(struct guesslook *l);

/* The marks of numbers, once more columns of numbers were added. */
void guesslook_decide_marks(struct guesslook *l);

bool guesslook_is_taken(const struct guesslook *l, unsigned column);

/* Of the tool's operands; the files of other columns than the first are left out, and warned of. */
void guesslook_read(struct guesslook *l);
void guesslook_free(struct guesslook *l);

static inline bool guesslook_has(const struct guesslook *l, enum guessrole r)
{
    return l->role[r] != GUESS_NONE;
}

static inline void guesslook_use(const struct guesslook *l, unsigned column)
{
    l->used[column] = true;
}

/* The value of a role, empty if no column has it; and as a number, false if it is none. */
struct slice guesslook_text(const struct guesslook *l, uint32_t row, enum guessrole r);
bool guesslook_number(struct guesslook *l, uint32_t row, unsigned column, decimal *d);

enum guessspread guesslook_spread(const struct guesslook *l, unsigned column);

/* Does the row belong to the order of the row before? */
bool guesslook_goes_on(const struct guesslook *l, uint32_t row);

/* Of the rows that have all of these: in how many quantity x unit_price is the amount, and in how many it is not. */
struct guessfits {
    uint64_t yes, no;
    uint32_t first_no;
};
struct guessfits guesslook_product_is_amount(struct guesslook *l);

/* Of the orders that have a total: in how many the total is the sum of their lines plus the roles in `with` (bits 1 <<
 * ROLE_SHIPPING ...), minus a discount. */
struct guessfits guesslook_adds_up(struct guesslook *l, unsigned with);

#endif
