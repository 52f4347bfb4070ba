/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * blocks: groups in equal shares within strata, by permuted blocks.
 *
 * The customers of a stratum are in the order of their hashes (arms.h). A block is the smallest number of customers
 * that the shares divide, 20 for 0.45, 0.45 and 0.1; in each its groups are shuffled. So the groups of a stratum differ
 * from their shares by less than a block, and neither the order of the rows nor the other strata matter. Who had a
 * group before keeps it and takes no place in a block. */
#ifndef TRIAL_BLOCKS_H
#define TRIAL_BLOCKS_H

#include "trial/arms.h"
#include "tsv/groups.h"

struct blocks {
    struct arms *arms;
    const struct tsv *in;
    struct groups strata;
    struct blocks_customer {
        uint64_t hash;
        uint32_t stratum, arm, i;
    } * customer;
    size_t n, cap;
    uint32_t *earlier; /* customers of each stratum who had a group */
    size_t earlier_cap;
    uint32_t *block; /* the groups of a block, */
    uint64_t size;   /* and how many they are */
};

/* Shares that make no block of up to 1000 end the tool, status 2. */
void blocks_begin(struct blocks *b, struct arms *arms, const struct tsv *in, struct opt_list strata);

/* The current row: a customer who has this group already, or ARMS_NONE. */
void blocks_add(struct blocks *b, struct slice id, uint32_t arm);

/* The group of each customer, in the order in which they were added; free() it. */
uint32_t *blocks_deal(struct blocks *b);

void blocks_free(struct blocks *b);

#endif
