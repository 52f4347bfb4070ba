/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterout.h"

#include <stdlib.h>

#include "base/mem.h"

uint64_t clusterout_rows(const struct clusters *m, const struct clusterin *t, struct table *out)
{
    const struct clusters_group **group = mem_zero(t->groups.n, sizeof(void *));
    uint64_t without = 0;
    for (uint32_t g = 0; g < t->groups.n; g++)
        group[g] = clusters_find(m, groups_key(&t->groups, g, 0));
    for (struct kept_walk w = {0}; kept_next(&t->kept, &w);) {
        uint32_t point = clusterin_point(&w), label = point == CLUSTERIN_NONE ? CLUSTERIN_NONE : t->label[point];
        struct cell cell[2] = {{0}}; /* empty */
        if (label != CLUSTERIN_NONE) {
            cell[0] = cell_text(group[t->group ? t->group[point] : 0]->label[label]);
            cell[1] = cell_number(t->distance[point]);
        }
        table_row(out, w.row, cell);
        without += point != CLUSTERIN_NONE && label == CLUSTERIN_NONE;
    }
    free(group);
    return without;
}
