/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "base/die.h"

enum { LISTS = 4 };

void states_init(struct states *s, const struct schema *schema)
{
    *s = (struct states){.schema = schema, .last = MAP_NONE};
}

void states_free(struct states *s)
{
    map_free(&s->seen);
    free(s->of);
}

/* By enum state. */
static const struct map *list_of(const struct schema *s, int state)
{
    const struct map *list[LISTS] = {&s->sale_status, &s->sale_and_return_status, &s->return_status, &s->void_status};
    return list[state];
}

static enum state classify(const struct schema *schema, struct slice state)
{
    for (int i = 0; i < LISTS; i++)
        if (list_of(schema, i)->n && map_get(list_of(schema, i), state) != MAP_NONE)
            return (enum state)i;
    return STATE_UNKNOWN;
}

static bool is_refunded(struct slice state)
{
    const struct slice word = SLICE("refunded");
    return state.n >= word.n && strncasecmp(state.p + state.n - word.n, word.p, word.n) == 0 &&
           strncasecmp(state.p, "part", 4) != 0;
}

static enum state count(struct states *s, uint32_t i)
{
    s->last = i;
    s->of[i].rows++;
    return s->of[i].state == STATE_UNKNOWN && s->schema->sale_status.n == 0 ? STATE_SALE : s->of[i].state;
}

enum state states_take(struct states *s, struct slice state)
{
    uint32_t before = s->seen.n, i = map_put_again(&s->seen, state);
    if (i == before) {
        s->of = mem_grow(s->of, &s->cap, s->seen.n, sizeof *s->of);
        s->of[i] = (struct state_seen){.state = classify(s->schema, state)};
        s->of[i].refunded = s->of[i].state == STATE_SALE && is_refunded(state);
    }
    return count(s, i);
}

static bool same_but_case(struct slice a, struct slice b)
{
    return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

const char *states_remedy(const struct states *s, struct slice state)
{
    static char text[256];
    for (int i = 0; i < LISTS; i++)
        for (uint32_t k = 0; k < list_of(s->schema, i)->n; k++) {
            struct slice known = map_key(list_of(s->schema, i), k);
            if (same_but_case(state, known)) {
                snprintf(text, sizeof text, "the schema has \"%.*s\": capital and small letters differ", (int)known.n,
                         known.p);
                return text;
            }
        }
    return "sale-status, sale-and-return-status, return-status or void-status in the schema says what it means";
}

void states_warn(const struct states *s)
{
    enum { SHOWN = 5 };
    struct buf names = {0};
    uint64_t rows = 0, states = 0;
    bool asked = s->schema->return_status.n || s->schema->void_status.n || s->schema->sale_and_return_status.n;
    for (uint32_t i = 0; i < s->seen.n; i++) {
        if (s->of[i].state != STATE_UNKNOWN)
            continue;
        rows += s->of[i].rows;
        if (++states > SHOWN)
            continue;
        struct slice name = map_key(&s->seen, i);
        buf_addstr(&names, states > 1 ? ", \"" : "\"");
        buf_add(&names, name.p, name.n);
        buf_addch(&names, '"');
    }
    if (asked && states && s->schema->sale_status.n == 0)
        warn("rows that count as sales, since the schema does not say what their states mean: %" PRIu64 ", of %.*s%s "
             "(a sale-status line for each state that sells makes the others an error)",
             rows, (int)names.n, names.p, states > SHOWN ? " ..." : "");
    buf_free(&names);
}
