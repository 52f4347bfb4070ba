/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/grouphead.h"

#include <stdlib.h>

const struct column *grouphead_columns(struct grouphead *h, const struct groups *g, const struct column *own, size_t n)
{
    *h = (struct grouphead){.column = mem_zero(g->keys + n + 1, sizeof *h->column)};
    for (unsigned k = 0; k < g->keys; k++) {
        buf_add(&h->names, g->name[k].p, g->name[k].n);
        buf_addch(&h->names, '\0');
    }
    const char *name = h->names.p;
    for (unsigned k = 0; k < g->keys; k++, name += strlen(name) + 1)
        h->column[k] = (struct column){name, TYPE_TEXT};
    memcpy(h->column + g->keys, own, n * sizeof *own);
    return h->column;
}

void grouphead_cells(const struct groups *g, uint32_t group, struct cell *cell)
{
    for (unsigned k = 0; k < g->keys; k++)
        cell[k] = cell_text(groups_key(g, group, k));
}

void grouphead_free(struct grouphead *h)
{
    free(h->column);
    buf_free(&h->names);
}
