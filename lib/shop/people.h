/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people: a table of customers, of which nothing is known but what it says: who signed up and when, who was known
 * before.
 *
 * One row per customer_id; an id that is given twice is an error with both places.
 *
 *     struct people p;
 *     people_read(&p, path);
 *     people_signup(&p, row) ... for row 0 .. p.table.n - 1, or people_find(&p, customer_id)
 *     people_free(&p); */
#ifndef SHOP_PEOPLE_H
#define SHOP_PEOPLE_H

#include "base/date.h"
#include "tsv/keyed.h"

struct people {
    struct keyed table;
    unsigned id, signup; /* the columns customer_id and signup_date; the second may be TSV_NONE */
    const char *path;
};

void people_read(struct people *p, const char *path); /* unusable: status 2 */
void people_free(struct people *p);

uint32_t people_find(struct people *p, struct slice customer); /* the row, or KEYED_NONE */
bool people_found(const struct people *p, uint32_t row);       /* was it, so far? */
struct slice people_id(const struct people *p, uint32_t row);

/* Needs the column signup_date of the table; DATE_NONE if it is empty. A text that is no date ends the tool, status 2.
 */
void people_need_signup(const struct people *p);
date people_signup(const struct people *p, uint32_t row);

#endif
