/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterwarn.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"

enum { MOST_NAMES = 10 };

void clusterwarn_add(struct clusterwarn *w, struct slice group, const char *why)
{
    if (w->n++ >= MOST_NAMES)
        return;
    buf_addstr(&w->names, w->n > 1 ? ", \"" : "\"");
    buf_add(&w->names, group.p, group.n);
    buf_addstr(&w->names, "\" (");
    buf_addstr(&w->names, why);
    buf_addstr(&w->names, ")");
}

void clusterwarn_say(struct clusterwarn *w, struct slice by, const char *what)
{
    char more[32] = "";
    if (w->n > MOST_NAMES)
        snprintf(more, sizeof more, " and %u more", w->n - MOST_NAMES);
    if (w->n)
        warn("%.*s: %u group%s %s: %.*s%s", (int)by.n, by.p, w->n, w->n == 1 ? "" : "s", what, (int)w->names.n,
             w->names.p, more);
    buf_free(&w->names);
    *w = (struct clusterwarn){0};
}

void clusterwarn_unknown(const struct clusters *m, const struct clusterin *t)
{
    struct clusterwarn w = {0};
    for (uint32_t g = 0; g < t->groups.n; g++)
        if (!clusters_find(m, groups_key(&t->groups, g, 0)))
            clusterwarn_add(&w, groups_key(&t->groups, g, 0), "the model does not know it");
    clusterwarn_say(&w, m->by, "without clusters");
}

static bool is_small(const struct clusters_group *g, unsigned c)
{
    return g->rows[c] == 1 || g->rows[c] * 100 < g->rows_all;
}

/* The group's small clusters by name, in words for clusterwarn_add. */
static void list_small(const struct clusters_group *g, struct buf *text)
{
    for (unsigned c = 0; c < g->k; c++) {
        char rows[64];
        if (!is_small(g, c))
            continue;
        buf_addstr(text, text->n ? ", " : "");
        buf_add(text, g->label[c].p, g->label[c].n);
        snprintf(rows, sizeof rows, ": %" PRIu64 " of %" PRIu64, g->rows[c], g->rows_all);
        buf_addstr(text, rows);
    }
    buf_addch(text, '\0');
}

void clusterwarn_small(const struct clusters *m, const struct clusterin *t)
{
    struct clusterwarn w = {0};
    struct buf text = {0};
    for (uint32_t i = 0; i < t->groups.n; i++) {
        const struct clusters_group *g = clusters_find(m, groups_key(&t->groups, i, 0));
        for (unsigned c = 0; g && m->by.n == 0 && c < g->k; c++)
            if (is_small(g, c))
                warn("cluster \"%.*s\" has %" PRIu64 " of %" PRIu64 " rows%s", (int)g->label[c].n, g->label[c].p,
                     g->rows[c], g->rows_all, g->rows[c] * 100 < g->rows_all ? ", below 1 %" : "");
        text.n = 0;
        if (g && m->by.n)
            list_small(g, &text);
        if (text.n > 1)
            clusterwarn_add(&w, groups_key(&t->groups, i, 0), text.p);
    }
    clusterwarn_say(&w, m->by, "with clusters of one row or below 1 % of the rows");
    buf_free(&text);
}
