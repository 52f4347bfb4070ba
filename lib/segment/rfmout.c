/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/rfmout.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

const struct column RFMOUT_COLUMNS[] = {
    {"recency_days", TYPE_COUNT}, {"r_score", TYPE_COUNT},     {"f_score", TYPE_COUNT}, {"m_score", TYPE_COUNT},
    {"rfm_code", TYPE_TEXT},      {"rfm_score", TYPE_DECIMAL}, {"segment", TYPE_TEXT},  {0}};

struct rfmout rfmout_of(const struct scores *s, const struct segmap_grid *g, const struct segmap *m)
{
    size_t n = s->classes;
    return (struct rfmout){s, g, m, .ending = mem_zero(n * n * n, sizeof(struct slice))};
}

void rfmout_free(struct rfmout *r)
{
    free(r->ending);
    arena_free(&r->texts);
}

static struct slice make_ending(struct rfmout *r, const unsigned *score)
{
    struct slice segment = r->segmap ? segmap_find(r->segmap, score) : SLICE("");
    char *start = arena_alloc(&r->texts, segment.n + (SCORES_MEASURES + 1) * (1 + NUM_ROOM) + SEGMAP_CODE_ROOM + 2);
    char *p = start;
    for (unsigned m = 0; m < SCORES_MEASURES; m++) {
        *p++ = '\t';
        p = num_put_uint(p, score[m]);
    }
    *p++ = '\t';
    p += segmap_print_code(p, r->grid, score);
    *p++ = '\t';
    p += decimal_print(p, segmap_score(r->grid, score));
    *p++ = '\t';
    memcpy(p, segment.p, segment.n);
    p += segment.n;
    return slice_of(start, (size_t)(p - start));
}

static struct slice ending_of(struct rfmout *r, const int64_t *value)
{
    unsigned score[SCORES_MEASURES];
    size_t i = 0;
    for (unsigned m = 0; m < SCORES_MEASURES; m++) {
        score[m] = scores_of(r->scores, m, value[m]);
        i = i * r->scores->classes + (score[m] - r->grid->low);
    }
    if (!r->ending[i].p)
        r->ending[i] = make_ending(r, score);
    return r->ending[i];
}

void rfmout_row(struct rfmout *r, struct slice row, const int64_t *value, struct table *t)
{
    if (value[SCORES_RECENCY] == RFMIN_NEVER) {
        table_text(t, row, SLICE("\t\t\t\t\t\t"));
        return;
    }
    struct slice ending = ending_of(r, value);
    char *p = table_row_begin(t, row, NUM_ROOM + ending.n);
    p = num_put_uint(p, (uint64_t)value[SCORES_RECENCY]);
    memcpy(p, ending.p, ending.n);
    table_row_end(t, p + ending.n);
}
