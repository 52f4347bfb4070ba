/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusterwarn: one warning about many groups, which names the first of them.
 *
 *     struct clusterwarn w = {0};
 *     clusterwarn_add(&w, name, "it is empty");
 *     clusterwarn_say(&w, by, "get no clusters");   // country: 2 groups get no clusters: "Malta" (it is empty), ...
 */
#ifndef CLUSTER_CLUSTERWARN_H
#define CLUSTER_CLUSTERWARN_H

#include "base/mem.h"
#include "base/slice.h"
#include "cluster/clusterin.h"
#include "cluster/clusters.h"

struct clusterwarn {
    struct buf names;
    unsigned n;
};

void clusterwarn_add(struct clusterwarn *w, struct slice group, const char *why);

/* Warns if there is something to warn of, and frees the list. */
void clusterwarn_say(struct clusterwarn *w, struct slice by, const char *what);

/* Of groups of the table that the model has no clusters for. */
void clusterwarn_unknown(const struct clusters *m, const struct clusterin *t);

/* Of clusters in the table's groups that have one row or below 1 %: more often an error in the data than a kind of
 * customer. */
void clusterwarn_small(const struct clusters *m, const struct clusterin *t);

#endif
