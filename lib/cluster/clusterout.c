/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterout.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/tool.h"

void clusterout_header(const struct tsv *in, const char *label, const char *distance, struct out *o)
{
    const char *added[] = {label, distance};
    out_slice(o, tsv_header(in));
    for (unsigned i = 0; i < 2; i++) {
        tsv_must_lack(in, added[i]);
        out_tab(o);
        out_str(o, added[i]);
    }
    out_char(o, '\n');
}

uint64_t clusterout_rows(const struct clusters *m, const struct clusterin *t, struct out *o)
{
    const struct clusters_group **group = mem_zero(t->groups.n, sizeof(void *));
    uint64_t without = 0;
    for (uint32_t g = 0; g < t->groups.n; g++)
        group[g] = clusters_find(m, groups_key(&t->groups, g, 0));
    for (struct clusterin_walk w = {0}; clusterin_step(t, &w); tool_rows.out++) {
        uint32_t label = w.point == CLUSTERIN_NONE ? CLUSTERIN_NONE : t->label[w.point];
        out_slice(o, w.row);
        out_tab(o);
        if (label != CLUSTERIN_NONE)
            out_slice(o, group[t->group ? t->group[w.point] : 0]->label[label]);
        out_tab(o);
        if (label != CLUSTERIN_NONE)
            out_double(o, t->distance[w.point]);
        out_char(o, '\n');
        without += w.point != CLUSTERIN_NONE && label == CLUSTERIN_NONE;
    }
    free(group);
    return without;
}
