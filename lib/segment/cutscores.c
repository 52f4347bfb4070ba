/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/cutscores.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "segment/rfmlimits.h"

enum { CLASSES = 5, FEW = 30 };

const struct column CUTSCORES_COLUMN[SCORES_MEASURES] = {
    [SCORES_RECENCY] = {"r_score", TYPE_COUNT},
    [SCORES_FREQUENCY] = {"f_score", TYPE_COUNT},
    [SCORES_MONETARY] = {"m_score", TYPE_COUNT},
};

static void place_limits(struct cutscores *c)
{
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        scores_cut(&c->scores, m);
}

void cutscores_begin(struct cutscores *c, const char *limits_in)
{
    *c = (struct cutscores){.learns = !limits_in, .first = DATE_NONE};
    if (limits_in) {
        c->scores = (struct scores){.method = -1, .frequency = -1, .monetary = -1};
        rfmlimits_read(&c->scores, limits_in);
        place_limits(c);
    } else {
        c->scores.classes = CLASSES;
    }
}

/* As in SCORES_FREQUENCIES and SCORES_MONETARIES. */
void cutscores_values(const struct cutscores *c, const struct standing *k, int64_t value[SCORES_MEASURES])
{
    const uint64_t frequency[] = {k->orders, k->lines, k->days};
    const decimal monetary[] = {k->gross + k->returned, k->gross};
    value[SCORES_RECENCY] = (int64_t)k->as_of - k->last;
    value[SCORES_FREQUENCY] = (int64_t)frequency[c->scores.frequency];
    value[SCORES_MONETARY] = monetary[c->scores.monetary];
}

void cutscores_add(struct cutscores *c, date cut, const int64_t value[SCORES_MEASURES])
{
    if (!c->learns || (c->first != DATE_NONE && cut > c->first))
        return;
    if (cut != c->first)
        c->n = 0;
    c->first = cut;
    for (unsigned m = 0; m < SCORES_MEASURES; m++) {
        c->value[m] = mem_grow(c->value[m], &c->cap[m], c->n + 1, sizeof *c->value[m]);
        c->value[m][c->n] = value[m];
    }
    c->n++;
}

void cutscores_end(struct cutscores *c, date first)
{
    char text[DATE_LEN];
    if (!c->learns || c->n == 0)
        return;
    if (first != DATE_NONE && c->first != first) {
        date_print(text, first);
        die(STATUS_DATA,
            "no customer was known before the first cut, %.*s: there are no customers to learn the limits of scores "
            "from",
            DATE_LEN, text);
    }
    if (c->n < FEW) {
        date_print(text, c->first);
        warn("the limits of scores are learned from the customers of the first cut, %.*s, which are few: %zu", DATE_LEN,
             text, c->n);
    }
    uint64_t *rows = mem_zero(c->n, sizeof *rows);
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        scores_fit(&c->scores, m, c->value[m], rows, c->n); /* quantiles always succeed */
    free(rows);
    place_limits(c);
}

void cutscores_cells(const struct cutscores *c, const int64_t value[SCORES_MEASURES], struct cell cell[SCORES_MEASURES])
{
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        cell[m] = cell_count(scores_of(&c->scores, m, value[m]));
}

void cutscores_write(struct cutscores *c, struct out *o)
{
    if (c->learns && c->n == 0)
        die(STATUS_DATA, "no customer was known before a cut: there are no limits to save");
    rfmlimits_write(&c->scores, o);
}

void cutscores_free(struct cutscores *c)
{
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        free(c->value[m]);
}
