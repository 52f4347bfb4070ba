/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arms: the groups of an experiment and their shares, and whose group the hash says it is.
 *
 * Shares are exact decimals of any sum: A:1,B:1 is A:0.5,B:0.5. A customer's hash is XXH3 of salt, tab and id; the
 * group is the first whose share, added to those before it, exceeds floor(hash * total / 2^64). So a group depends on
 * salt, shares and id alone. */
#ifndef TRIAL_ARMS_H
#define TRIAL_ARMS_H

#include "base/mem.h"
#include "base/opt.h"

struct arms {
    uint32_t n;
    struct slice *name; /* borrowed from the option */
    uint64_t *share;    /* in millionths, */
    uint64_t *upto;     /* added up, */
    uint64_t total;     /* all of them */
    struct buf salt;    /* and a tab */
    struct buf text;    /* what is hashed: salts, tabs and ids */
};

enum { ARMS_NONE = UINT32_MAX };

/* Words NAME:SHARE; an unusable one ends the tool, status 2. */
void arms_parse(struct arms *a, const char *option, struct opt_list list);
void arms_salt(struct arms *a, const char *salt);
uint32_t arms_find(const struct arms *a, struct slice name); /* or ARMS_NONE */

uint64_t arms_hash(struct arms *a, struct slice id);
uint32_t arms_of(const struct arms *a, uint64_t hash);

/* The groups of n customers, in half the time that it takes one by one: a hash of bytes that were written in parts just
 * before waits until all of them are in the cache. */
void arms_assign(struct arms *a, const struct slice *id, uint32_t n, uint32_t *arm);

void arms_free(struct arms *a);

#endif
