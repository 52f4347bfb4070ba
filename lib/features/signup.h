/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signup: since when customers are known, by a table of people: customer_id, signup_date.
 *
 * A customer who is not in it, one without a date, and one who signs up after the day that is asked about have none:
 * what was not known on that day must not be told. */
#ifndef FEATURES_SIGNUP_H
#define FEATURES_SIGNUP_H

#include "base/date.h"
#include "tsv/keyed.h"

struct signup {
    struct keyed people;
    struct slice key; /* the name of the column */
    unsigned col;
    uint64_t *missing; /* counters of --stats: not in the table or without a date, */
    uint64_t *later;   /* and with a later one */
};

/* A file that is unusable ends the tool. */
void signup_read(struct signup *s, const char *path);

/* Days from the sign-up to as_of, or -1. A value that is no date ends the tool. */
int64_t signup_days(struct signup *s, struct slice customer_id, date as_of);

void signup_free(struct signup *s);

#endif
