/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guesskind.h"

#include <ctype.h>
#include <inttypes.h>

#include "look/guesswrite.h"

enum { MOST = 8 /* beginnings of ids; more say nothing */, WORDS = 3, CODES = 30 };

/* ---- returns by their order ids ---- */

struct beginnings {
    struct map of;
    uint64_t rows[MOST], back[MOST]; /* rows; those below 0 */
    uint32_t first[MOST];
};

/* What stands before the first digit; all of an id without one. */
static struct slice beginning_of(struct slice id)
{
    size_t n = 0;
    while (n < id.n && !isdigit((unsigned char)id.p[n]))
        n++;
    return slice_of(id.p, n);
}

static bool is_back(struct guesslook *l, uint32_t row)
{
    decimal quantity, amount;
    return (guesslook_number(l, row, l->role[ROLE_QUANTITY], &quantity) && quantity < 0) ||
           (guesslook_number(l, row, l->role[ROLE_AMOUNT], &amount) && amount < 0);
}

static bool count(struct beginnings *b, struct guesslook *l)
{
    for (uint32_t i = 0; i < l->file.rows; i++) {
        struct slice id = guesslook_text(l, i, ROLE_ORDER);
        if (id.n == 0)
            continue;
        uint32_t k = map_put(&b->of, beginning_of(id));
        if (k >= MOST)
            return false;
        if (b->rows[k]++ == 0)
            b->first[k] = i;
        b->back[k] += is_back(l, i);
    }
    return true;
}

/* All records that begin so are below 0, and there are others. */
static bool takes_back(const struct beginnings *b, uint32_t k)
{
    struct slice begins = map_key(&b->of, k);
    if (begins.n == 0 || b->back[k] < b->rows[k] || !guesswrite_can(begins))
        return false;
    bool others = false;
    for (uint32_t i = 0; i < b->of.n; i++) {
        if (b->back[i] == b->rows[i])
            continue;
        others = true;
        if (slice_starts(map_key(&b->of, i), begins))
            return false;
    }
    return others;
}

/* Words for sorts of documents, as INV- and CN-; not the letters of numbers that are written in hexadecimal. */
static bool are_words(const struct beginnings *b)
{
    for (uint32_t k = 0; k < b->of.n; k++) {
        struct slice s = map_key(&b->of, k);
        if (s.n == 1 && islower((unsigned char)s.p[0]))
            return false;
    }
    return b->of.n <= WORDS;
}

/* Which of several beginnings is that of a return cannot be seen where all are above 0. */
static void note_beginnings(const struct beginnings *b, const struct guesslook *l, struct out *o)
{
    for (uint32_t k = 0; k < b->of.n; k++)
        guesswrite_note(o, "order ids that begin with \"%s\", records: %" PRIu64 ", the first in %s",
                        guesswrite_value(map_key(&b->of, k)), b->rows[k], guesswrite_line(&l->file, b->first[k]));
    guesswrite_note(o, "if one of these marks returns, write return-prefix = it and return-sign = positive");
}

static void write_returns(struct guesslook *l, struct out *o)
{
    struct beginnings b = {0};
    bool some = false;
    if (guesslook_has(l, ROLE_ORDER) && count(&b, l) && b.of.n > 1) {
        for (uint32_t k = 0; k < b.of.n; k++)
            if (takes_back(&b, k)) {
                some = true;
                guesswrite_note(o, "records: %" PRIu64 ", all below 0, the first in %s", b.rows[k],
                                guesswrite_line(&l->file, b.first[k]));
                guesswrite_key(o, "return-prefix", "%s", guesswrite_whole(map_key(&b.of, k)));
            }
        if (!some && are_words(&b))
            note_beginnings(&b, l, o);
    }
    map_free(&b.of);
}

/* ---- charges by their names ---- */

/* By its own name, or by the description of its first record. */
static void write_charges(const struct guesslook *l, struct out *o)
{
    struct map seen = {0};
    unsigned column = guesslook_has(l, ROLE_PRODUCT) ? l->role[ROLE_PRODUCT] : l->role[ROLE_DESCRIPTION];
    unsigned written = 0;
    for (uint32_t i = 0; i < l->file.rows && column != GUESS_NONE && written < CODES; i++) {
        struct slice id = guessfile_cell(&l->file, i, column);
        uint32_t known = seen.n;
        if (id.n == 0 || map_put(&seen, id) < known || !guesswrite_can(id))
            continue;
        if (!guessrole_charge(id) && !guessrole_charge(guesslook_text(l, i, ROLE_DESCRIPTION)))
            continue;
        written++;
        guesswrite_note(o, "%s: not a product, going by the name \"%s\"", guesswrite_line(&l->file, i),
                        guesswrite_value(guessrole_charge(id) ? id : guesslook_text(l, i, ROLE_DESCRIPTION)));
        guesswrite_key(o, "charge-code", "%s", guesswrite_whole(id));
    }
    map_free(&seen);
}

void guesskind_write(struct guesslook *l, struct out *o)
{
    write_returns(l, o);
    write_charges(l, o);
}
