/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/repeat.h"

#define SIXTEEN(c)    c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c
#define SIXTY_FOUR(c) SIXTEEN(c), SIXTEEN(c), SIXTEEN(c), SIXTEEN(c)

/* Of n bytes that count the mask begins REPEAT_MOST - n bytes into it. */
static const unsigned char MASK[2 * REPEAT_MOST] = {SIXTY_FOUR(0xff), SIXTY_FOUR(0)};

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
        r->run[r->runs - 1].end = i + 1;
    }
    repeat_forget(r);
}

void repeat_forget(struct repeat *r)
{
    r->known = false;
}

void repeat_remember(struct repeat *r, struct record now)
{
    r->any_long = false;
    r->known = r->runs > 0;
    for (struct repeat_run *run = r->run, *end = run + r->runs; run < end; run++) {
        int32_t first = now.at[run->first], size = now.at[run->end] - first;
        if (size > REPEAT_MOST) {
            repeat_forget(r);
            return;
        }
        const unsigned char *mask = MASK + REPEAT_MOST - size;
        run->parts = size > 16 * REPEAT_SHORT ? REPEAT_PARTS : REPEAT_SHORT;
        r->any_long |= run->parts > REPEAT_SHORT;
        for (int i = 0; i < run->parts; i++) {
            run->bytes[i] = repeat_load(now.begin + first + 16 * i);
            run->mask[i] = repeat_load(mask + 16 * i);
        }
    }
}
