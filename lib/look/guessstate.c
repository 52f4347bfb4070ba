/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessstate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "look/guessevent.h"
#include "look/guessvalues.h"
#include "look/guesswrite.h"

enum { MOST = 40 /* states; a column with more values is not a column of states */ };

struct seen {
    struct map of;
    uint64_t rows[MOST + 1], back[MOST + 1], refunded[MOST + 1]; /* rows; those with amounts below 0; with a refund */
    uint32_t first[MOST + 1];
};

/* Later rows of an order with an empty cell have the state of the row before if `filled`. */
static void count(struct seen *s, struct guesslook *l, enum guessrole r, bool filled)
{
    unsigned money = guesslook_has(l, ROLE_AMOUNT) ? l->role[ROLE_AMOUNT] : l->role[ROLE_QUANTITY];
    uint32_t last = MOST;
    for (uint32_t i = 0; i < l->file.rows; i++) {
        decimal d;
        struct slice v = guesslook_text(l, i, r);
        bool same = filled && v.n == 0 && guesslook_goes_on(l, i);
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

/* ", all below 0" */
static const char *signs_of(const struct seen *s, uint32_t k)
{
    return s->back[k] == 0 ? ", none below 0" : s->back[k] == s->rows[k] ? ", all below 0" : ", some below 0";
}

/* The key for a state; NULL: a person must choose. */
static const char *key_of(const struct seen *s, uint32_t k, struct out *o)
{
    switch (guessrole_state(map_key(&s->of, k))) {
    case GUESSSTATE_SALE:
        return "sale-status";
    case GUESSSTATE_VOID:
        return "void-status";
    case GUESSSTATE_GIVEN_BACK:
        return given_back(s, k, o);
    default:
        return NULL;
    }
}

static void note_choices(struct out *o)
{
    guesswrite_note(o, "choices: sale-status, void-status, sale-and-return-status or return-status in place of the ?");
}

static void write_state(const struct seen *s, uint32_t k, const struct guesslook *l, struct out *o)
{
    struct slice state = map_key(&s->of, k);
    bool is_odd = s->back[k] && guessrole_state(state) == GUESSSTATE_SALE;
    guesswrite_note(o, "records: %" PRIu64 ", the first in %s%s", s->rows[k], guesswrite_line(&l->file, s->first[k]),
                    is_odd ? ", some with amounts below 0" : "");
    if (state.n && !guesswrite_can(state)) {
        guesswrite_ask(o, "?", "choices: the state \"%s\" cannot be written here; remove this line",
                       guesswrite_value(state));
        return;
    }
    const char *key = key_of(s, k, o);
    if (!key)
        note_choices(o);
    guesswrite_key(o, key ? key : "?", "%s", state.n ? guesswrite_whole(state) : "\"\"");
}

/* What an event means is asked, but for a sale: "Storno" may take back a record, or be the record that nothing came of.
 */
static void write_event(const struct seen *s, uint32_t k, const struct guesslook *l, const char *none, struct out *o)
{
    struct slice event = map_key(&s->of, k);
    bool is_flag = guessevent_is_flag(&l->file, l->role[ROLE_EVENT]);
    bool is_sale = guessrole_state(event) == GUESSSTATE_SALE || (is_flag && guessrole_no(event));
    guesswrite_note(o, "records: %" PRIu64 ", the first in %s%s", s->rows[k], guesswrite_line(&l->file, s->first[k]),
                    is_sale && s->back[k] == 0 ? "" : signs_of(s, k));
    if (event.n && !guesswrite_can(event)) {
        guesswrite_ask(o, "?", "choices: the value \"%s\" cannot be written here; remove this line",
                       guesswrite_value(event));
        return;
    }
    if (!is_sale)
        note_choices(o);
    guesswrite_key(o, is_sale ? "sale-status" : "?", "%s", event.n ? guesswrite_whole(event) : none);
}

static uint32_t *by_rows(const struct seen *s)
{
    uint32_t *order = mem_zero(s->of.n + (size_t)1, sizeof *order);
    for (uint32_t i = 0; i < s->of.n; i++) { /* the commonest first */
        uint32_t k = i;
        for (; k > 0 && s->rows[order[k - 1]] < s->rows[i]; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    return order;
}

/* ---- which column ---- */

static size_t add_choice(char *text, size_t n, size_t room, struct guesslook *l, unsigned column)
{
    struct guessvalues v;
    guesslook_use(l, column);
    guessvalues_count(&v, &l->file, column);
    int added = snprintf(text + n, room - n, "%s%s, which has %.220s", n ? "; or " : "",
                         guesswrite_column(&l->file, column), guessvalues_text(&v));
    guessvalues_free(&v);
    return n + (size_t)added < room ? n + (size_t)added : room - 1;
}

/* Of several columns that may be the state, all with their values. */
static void ask_column(struct guesslook *l, struct out *o, unsigned first, unsigned second)
{
    char text[900] = "";
    size_t n = add_choice(text, 0, sizeof text, l, first);
    if (first != l->role[ROLE_EVENT])
        n = add_choice(text, n, sizeof text, l, l->role[ROLE_EVENT]);
    for (unsigned i = 0; i < l->rivals[ROLE_EVENT]; i++)
        n = add_choice(text, n, sizeof text, l, l->rival[ROLE_EVENT][i]);
    guesswrite_note(o, "the lines below are about %s; if both count, write status = \"{%s} {%s}\" and both values",
                    guesswrite_column(&l->file, first), guesswrite_column(&l->file, first),
                    guesswrite_column(&l->file, second));
    guesswrite_ask(o, "status", "choices: %s", text);
}

/* Clean fills an empty state with that of the row before, which is right only if the first row of an order has it for
 * all. */
static void write_event_column(const struct guesslook *l, struct out *o, bool has_empty)
{
    const char *column = guesswrite_column(&l->file, l->role[ROLE_EVENT]);
    if (has_empty && l->spread[ROLE_EVENT] == SPREAD_FIRST) {
        guesswrite_ask(
            o, "status",
            "choices: %s | \"none\", if each record has its own; or %s, if an order's first record has it for all",
            column, column);
    } else if (has_empty) {
        guesswrite_note(o, "an empty value would be that of the order's record before, so it is called none");
        guesswrite_key(o, "status", "%s | \"none\"", column);
    } else {
        guesswrite_key(o, "status", "%s", column);
    }
}

static void write_events(struct guesslook *l, struct out *o)
{
    struct seen s = {0};
    count(&s, l, ROLE_EVENT, false);
    bool has_empty = map_get(&s.of, slice_of("", 0)) != MAP_NONE;
    uint32_t *order = by_rows(&s);
    out_char(o, '\n');
    guesslook_use(l, l->role[ROLE_EVENT]);
    guesswrite_note(o, "%s may tell sales from what takes them back. return-status: the record takes back another one",
                    guesswrite_column(&l->file, l->role[ROLE_EVENT]));
    guesswrite_note(o, "(if it is not below 0, add return-sign = positive); sale-and-return-status: it is a sale that "
                       "was taken back");
    guesswrite_note(o, "later; void-status: it does not count");
    if (l->rivals[ROLE_EVENT])
        ask_column(l, o, l->role[ROLE_EVENT], l->rival[ROLE_EVENT][0]);
    else
        write_event_column(l, o, has_empty);
    for (uint32_t i = 0; i < s.of.n; i++)
        write_event(&s, order[i], l, l->rivals[ROLE_EVENT] ? "\"\"" : "none", o);
    free(order);
    map_free(&s.of);
}

static void write_states(const struct seen *s, struct guesslook *l, struct out *o)
{
    uint32_t *order = by_rows(s);
    guesslook_use(l, l->role[ROLE_STATUS]);
    if (guesslook_has(l, ROLE_EVENT))
        ask_column(l, o, l->role[ROLE_STATUS], l->role[ROLE_EVENT]);
    else
        guesswrite_key(o, "status", "%s", guesswrite_column(&l->file, l->role[ROLE_STATUS]));
    for (uint32_t i = 0; i < s->of.n; i++)
        write_state(s, order[i], l, o);
    free(order);
}

/* ---- the whole ---- */

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

/* False: the column has too many values, which are no states. */
static bool write_status(struct guesslook *l, struct out *o)
{
    struct seen states = {0};
    out_char(o, '\n');
    count(&states, l, ROLE_STATUS, true);
    bool few = states.of.n <= MOST;
    if (few)
        write_states(&states, l, o);
    else
        guesswrite_note(o, "%s has %" PRIu32 " values, which are too many for a column of states",
                        guesswrite_column(&l->file, l->role[ROLE_STATUS]), states.of.n);
    map_free(&states.of);
    return few;
}

void guessstate_write(struct guesslook *l, struct out *o)
{
    if (guesslook_has(l, ROLE_CURRENCY) && !l->rivals[ROLE_CURRENCY]) {
        struct seen currencies = {0};
        count(&currencies, l, ROLE_CURRENCY, true);
        note_currencies(&currencies, o);
        map_free(&currencies.of);
    }
    bool is_written = guesslook_has(l, ROLE_STATUS) && write_status(l, o);
    if (!is_written && guesslook_has(l, ROLE_EVENT))
        write_events(l, o);
}
