/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/drift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "kmeans/measures.h"

/* Of each label how many customers have it in a table; the last is their sum. */
static void count_labels(const struct snapshots *s, unsigned snapshot, uint64_t *count)
{
    memset(count, 0, (s->labels.n + (size_t)1) * sizeof *count);
    for (uint32_t i = 0; i < s->keys.n; i++) {
        uint32_t of = snapshots_at(s, i, snapshot)->label;
        count[of == SNAPSHOTS_NONE ? s->labels.n : of] += of != SNAPSHOTS_NONE;
        count[s->labels.n] += of != SNAPSHOTS_NONE;
    }
}

static double psi(const struct snapshots *s, const uint64_t *before, const uint64_t *after, const uint32_t *order)
{
    double sum = 0, *part = mem_zero(s->labels.n + (size_t)1, sizeof *part);
    for (uint32_t i = 0; i < s->labels.n; i++) {
        double a = before[i] ? (double)before[i] : 0.5, b = after[i] ? (double)after[i] : 0.5;
        a /= (double)before[s->labels.n];
        b /= (double)after[s->labels.n];
        if (before[i] || after[i])
            part[order[i]] = (b - a) * log(b / a);
    }
    for (uint32_t i = 0; i < s->labels.n; i++)
        sum += part[i];
    free(part);
    return before[s->labels.n] && after[s->labels.n] ? sum : NAN;
}

/* Those in both tables: their labels, how many they are, and how many of them have another one. */
static size_t both(const struct snapshots *s, unsigned pair, uint32_t *a, uint32_t *b, uint64_t *moved)
{
    size_t n = 0;
    *moved = 0;
    for (uint32_t i = 0; i < s->keys.n; i++) {
        a[n] = snapshots_at(s, i, pair)->label;
        b[n] = snapshots_at(s, i, pair + 1)->label;
        if (a[n] == SNAPSHOTS_NONE || b[n] == SNAPSHOTS_NONE)
            continue;
        *moved += a[n] != b[n];
        n++;
    }
    return n;
}

struct drift drift_of(const struct snapshots *s, unsigned pair)
{
    struct drift d;
    uint32_t k = s->labels.n, *order = snapshots_order(s);
    uint32_t *a = mem_zero(s->keys.n + (size_t)1, sizeof *a), *b = mem_zero(s->keys.n + (size_t)1, sizeof *b);
    uint64_t *before = mem_zero(k + (size_t)1, sizeof *before), *after = mem_zero(k + (size_t)1, sizeof *after);
    size_t n = both(s, pair, a, b, &d.moved);
    count_labels(s, pair, before);
    count_labels(s, pair + 1, after);
    d.before = before[k];
    d.after = after[k];
    d.both = n;
    d.ari = n ? measures_ari(a, k, b, k, n) : (double)NAN;
    d.psi = psi(s, before, after, order);
    free(order);
    free(a);
    free(b);
    free(before);
    free(after);
    return d;
}
