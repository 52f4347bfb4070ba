/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/repeat.h"

void repeat_init(struct repeat *r, const bool *chosen, unsigned columns)
{
    r->runs = 0;
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
        r->run[r->runs - 1].last = i;
    }
    repeat_forget(r);
}

void repeat_forget(struct repeat *r)
{
    for (unsigned i = 0; i < r->runs; i++)
        r->run[i].size = SIZE_MAX;
}

void repeat_remember(struct repeat *r, struct record now)
{
    r->gap = now.gap;
    for (struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++) {
        struct slice v = record_values(now, run->first, run->last);
        run->size = v.n <= sizeof run->bytes ? v.n : SIZE_MAX;
        run->back = v.n <= 16 ? 0 : v.n <= REPEAT_SHORT ? v.n - 16 : 16; /* of more, all is compared anyway */
        memset(&run->mask, 0, sizeof run->mask);
        memset(&run->mask, 0xff, v.n < 16 ? v.n : 16);
        memcpy(run->bytes, v.p, sizeof run->bytes); /* behind the run there is padding */
    }
}
