/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/repeat.h"

#include "tsv/feed.h"

#define SIXTEEN(c) c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c

/* A cell of a long value may be looked for after the end of a short record. */
_Static_assert(REPEAT_CELLS *REPEAT_CELL <= FEED_PADDING, "as many bytes after a record may be read");

const unsigned char REPEAT_MASK[2 * REPEAT_CELL] = {SIXTEEN(0xff), SIXTEEN(0)};

void repeat_forget(struct repeat *r)
{
    r->cells = 0;
}

void repeat_init(struct repeat *r, const bool *chosen, unsigned columns)
{
    r->runs = 0;
    repeat_forget(r);
    for (unsigned i = 0; i < columns; i++) {
        if (!chosen[i])
            continue;
        if (i == 0 || !chosen[i - 1]) {
            if (r->runs == REPEAT_RUNS) {
                r->runs = 0;
                return;
            }
            r->run[r->runs++].first = i;
        }
        r->run[r->runs - 1].end = i + 1;
    }
}

void repeat_remember(struct repeat *r, struct record now)
{
    unsigned cells = 0;
    r->cells = 0;
    for (const struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++) {
        unsigned size = (unsigned)(now.at[run->end] - now.at[run->first]);
        for (unsigned from = 0; from < size; from += REPEAT_CELL) {
            if (cells == REPEAT_CELLS)
                return;
            struct repeat_cell *c = &r->cell[cells++];
            c->column = run->first;
            c->from = from;
            c->bytes = repeat_load(now.begin + now.at[run->first] + from);
            c->mask = repeat_mask(size - from);
        }
    }
    r->cells = cells;
}
