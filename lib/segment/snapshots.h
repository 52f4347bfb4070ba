/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshots: the labels of the same keys on several days, a table for each day.
 *
 * The operands of the tool are the tables, from the oldest to the newest. A key that a table has twice is a bad record,
 * and so is one without a key. If the tables have the column as_of, each holds one day, and the days ascend; else the
 * tool ends, status 1.
 *
 *     struct snapshots s;
 *     snapshots_begin(&s, in, "customer_id", "stage", tsv_find(in, "revenue"));
 *     while (snapshots_next(&s, &key))
 *         ...                                            // the current row is that of s.keys' number key
 *     ... snapshots_at(&s, key, snapshot)->label, ->amount ...
 *     snapshots_end(&s);
 */
#ifndef SEGMENT_SNAPSHOTS_H
#define SEGMENT_SNAPSHOTS_H

#include "base/map.h"
#include "tsv/amount.h"
#include "tsv/asof.h"

#define SNAPSHOTS_NONE_LABEL "(none)" /* of a key that a table lacks; no label of a table may be this */

enum { SNAPSHOTS_NONE = UINT32_MAX };

struct snapshots_at {
    uint32_t label; /* number in `labels`, or SNAPSHOTS_NONE: the key is not there */
    struct amount amount;
};

struct snapshots {
    struct tsv *in;
    unsigned n; /* tables */
    unsigned key, label, measure;
    struct map keys, labels;
    struct snapshots_at *at; /* n of each key */
    size_t cap;
    bool is_money; /* an amount has two places */
    struct asof asof;
    unsigned file; /* of the row before */
    const char *name;
};

/* `measure` is a column, or TSV_NONE: then amounts are empty. */
void snapshots_begin(struct snapshots *s, struct tsv *in, const char *key, const char *label, unsigned measure);
bool snapshots_next(struct snapshots *s, uint32_t *key);
void snapshots_end(struct snapshots *s);

static inline const struct snapshots_at *snapshots_at(const struct snapshots *s, uint32_t key, unsigned snapshot)
{
    return &s->at[key * (size_t)s->n + snapshot];
}

/* The text of a label, or "(none)". */
struct slice snapshots_label(const struct snapshots *s, uint32_t label);

/* The place of each label in the order of their bytes; free() it. */
uint32_t *snapshots_order(const struct snapshots *s);

#endif
