/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessvalues.h"

#include <inttypes.h>
#include <stdio.h>

#include "look/guesswrite.h"

enum { SHOWN = 8 };

void guessvalues_count(struct guessvalues *v, const struct guessfile *g, unsigned column)
{
    *v = (struct guessvalues){0};
    for (uint32_t i = 0; i < g->rows && !v->many; i++) {
        uint32_t known = v->of.n, k = map_put_again(&v->of, guessfile_cell(g, i, column));
        v->many = k >= GUESSVALUES_MOST;
        if (v->many)
            return;
        if (k == known)
            v->first[k] = i;
        v->rows[k]++;
    }
}

void guessvalues_free(struct guessvalues *v)
{
    map_free(&v->of);
}

static uint32_t counted(const struct guessvalues *v)
{
    return v->of.n < GUESSVALUES_MOST ? v->of.n : GUESSVALUES_MOST;
}

void guessvalues_order(const struct guessvalues *v, uint32_t order[GUESSVALUES_MOST])
{
    for (uint32_t i = 0; i < counted(v); i++) {
        uint32_t k = i;
        for (; k > 0 && v->rows[order[k - 1]] < v->rows[i]; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}

const char *guessvalues_text(const struct guessvalues *v)
{
    static char text[SHOWN * 80 + 80];
    uint32_t order[GUESSVALUES_MOST], shown = 0, more = 0;
    size_t n = 0;
    guessvalues_order(v, order);
    text[0] = '\0';
    for (uint32_t i = 0; i < counted(v); i++) {
        struct slice value = map_key(&v->of, order[i]);
        more += value.n && shown == SHOWN;
        if (value.n == 0 || shown == SHOWN)
            continue;
        n += (size_t)snprintf(text + n, 80, "%s%.50s (%" PRIu32 ")", shown++ ? ", " : "", guesswrite_value(value),
                              v->rows[order[i]]);
    }
    if (more)
        snprintf(text + n, 80, " and %" PRIu32 " more", more);
    return text;
}
