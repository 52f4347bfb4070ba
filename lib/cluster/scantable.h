/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scantable: the table that --scan writes, and its options. */
#ifndef CLUSTER_SCANTABLE_H
#define CLUSTER_SCANTABLE_H

#include "base/opt.h"
#include "base/out.h"
#include "cluster/clusterscan.h"

/* The range "A..B", and all columns or those that `only` names. Ends the tool, status 2, if that cannot be. */
void scantable_choose(struct clusterscan *s, const char *range, struct opt_list only);

/* The whole table: every group of t is scanned and written. */
void scantable_write(const struct clusterscan *s, const struct clusters *m, struct clusterin *t, struct out *o);

#endif
