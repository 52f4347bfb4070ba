/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessstate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "look/guesswrite.h"

enum { MOST = 40 /* states; a column with more values is not a column of states */ };

struct seen {
    struct map of;
    uint64_t rows[MOST + 1], back[MOST + 1], refunded[MOST + 1]; /* rows; those with amounts below 0; with a refund */
    uint32_t first[MOST + 1];
};

/* Later rows of an order with an empty cell have the state of the row before. */
static void count(struct seen *s, struct guesslook *l, enum guessrole r)
{
    unsigned money = guesslook_has(l, ROLE_AMOUNT) ? l->role[ROLE_AMOUNT] : l->role[ROLE_QUANTITY];
    uint32_t last = MOST;
    for (uint32_t i = 0; i < l->file.rows; i++) {
        decimal d;
        struct slice v = guesslook_text(l, i, r);
        bool same = v.n == 0 && guesslook_goes_on(l, i);
        uint32_t k = same ? last : map_put(&s->of, v);
        if (k >= MOST)
            k = MOST;
        if (s->rows[k]++ == 0)
            s->first[k] = i;
        s->back[k] += guesslook_number(l, i, money, &d) && d < 0;
        s->refunded[k] += guesslook_number(l, i, l->role[ROLE_REFUND], &d) && d != 0;
        last = k;
    }
}

/* The refund for a state that means "given back" is in a column of its own, on rows of its own, or nowhere. */
static const char *given_back(const struct seen *s, uint32_t k, struct out *o)
{
    if (s->refunded[k]) {
        guesswrite_note(o, "its refunds are in a column of their own");
        return "sale-status";
    }
    if (s->back[k]) {
        guesswrite_note(o, "its rows have amounts below 0");
        return "return-status";
    }
    guesswrite_note(o, "its rows have amounts above 0: they are the sales themselves, whose state has changed");
    return "sale-and-return-status";
}

static void write_state(const struct seen *s, uint32_t k, const struct guesslook *l, struct out *o)
{
    struct slice state = map_key(&s->of, k);
    enum guessstate means = guessrole_state(state);
    guesswrite_note(o, "records: %" PRIu64 ", the first in %s%s", s->rows[k], guesswrite_line(&l->file, s->first[k]),
                    s->back[k] && means == GUESSSTATE_SALE ? ", some with amounts below 0" : "");
    if (state.n && !guesswrite_can(state)) {
        guesswrite_ask(o, "?", "choices: the state \"%s\" cannot be written here; remove this line",
                       guesswrite_value(state));
        return;
    }
    const char *shown = state.n ? guesswrite_value(slice_of("", 0)) : "\"\"";
    char whole[256];
    snprintf(whole, sizeof whole, "%.*s%s", (int)state.n, state.n ? state.p : "", shown);
    if (means == GUESSSTATE_SALE)
        guesswrite_key(o, "sale-status", "%s", whole);
    else if (means == GUESSSTATE_VOID)
        guesswrite_key(o, "void-status", "%s", whole);
    else if (means == GUESSSTATE_GIVEN_BACK)
        guesswrite_key(o, given_back(s, k, o), "%s", whole);
    else {
        guesswrite_note(o,
                        "choices: sale-status, void-status, sale-and-return-status or return-status in place of the ?");
        guesswrite_key(o, "?", "%s", whole);
    }
}

static void write_states(const struct seen *s, const struct guesslook *l, struct out *o)
{
    uint32_t *order = mem_zero(s->of.n + (size_t)1, sizeof *order);
    for (uint32_t i = 0; i < s->of.n; i++) { /* the commonest first */
        uint32_t k = i;
        for (; k > 0 && s->rows[order[k - 1]] < s->rows[i]; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    guesswrite_key(o, "status", "%s", guesswrite_column(&l->file, l->role[ROLE_STATUS]));
    for (uint32_t i = 0; i < s->of.n; i++)
        write_state(s, order[i], l, o);
    free(order);
}

static void note_currencies(const struct seen *s, struct out *o)
{
    if (s->of.n < 2)
        return;
    for (uint32_t k = 0; k < s->of.n && k < MOST; k++)
        guesswrite_note(o, "currency \"%s\", records: %" PRIu64, guesswrite_value(map_key(&s->of, k)), s->rows[k]);
    guesswrite_ask(o, "currency-rates",
                   "choices: a table of rates, see tillroll-schema(5); or remove this line, and read each "
                   "currency separately");
}

void guessstate_write(struct guesslook *l, struct out *o)
{
    struct seen states = {0}, currencies = {0};
    if (guesslook_has(l, ROLE_CURRENCY) && !l->rivals[ROLE_CURRENCY]) {
        count(&currencies, l, ROLE_CURRENCY);
        note_currencies(&currencies, o);
    }
    if (guesslook_has(l, ROLE_STATUS)) {
        out_char(o, '\n');
        count(&states, l, ROLE_STATUS);
        if (states.of.n <= MOST)
            write_states(&states, l, o);
        else
            guesswrite_note(o, "%s has %" PRIu32 " values, which are too many for a column of states",
                            guesswrite_column(&l->file, l->role[ROLE_STATUS]), states.of.n);
    }
    map_free(&states.of);
    map_free(&currencies.of);
}
