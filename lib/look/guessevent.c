/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessevent.h"

#include "look/guessdate.h"
#include "look/guessnumber.h"
#include "look/guessrole.h"
#include "look/guessvalues.h"

enum { VALUES_MOST = 20, FLAGS_MOST = 12, FEW = 5 };

static bool takes_back(struct slice value)
{
    enum guessstate means = guessrole_state(value);
    return means != GUESSSTATE_OPEN && means != GUESSSTATE_SALE;
}

bool guessevent_is_flag(const struct guessfile *g, unsigned column)
{
    return g->header && takes_back(g->column[column]);
}

/* In notes most values are different ones, and a word says less. */
static bool has_words(const struct guessvalues *v, const struct guessfile *g)
{
    if (v->many || v->of.n > VALUES_MOST || (v->of.n > FEW && v->of.n * 2 > g->rows))
        return false;
    for (uint32_t k = 0; k < v->of.n; k++)
        if (takes_back(map_key(&v->of, k)))
            return true;
    return false;
}

/* Several values, which are no days. */
static bool are_codes(const struct guessvalues *v, const struct guessfile *g, unsigned column)
{
    struct guessdate d;
    if (v->many || v->of.n < 2 || v->of.n > FLAGS_MOST)
        return false;
    guessdate_look(&d, g, column, false);
    return d.read == 0;
}

/* No numbers but 0 and 1: others would be amounts. */
static bool are_flags(const struct guessvalues *v)
{
    for (uint32_t k = 0; k < v->of.n; k++) {
        struct slice s = map_key(&v->of, k), core, sign;
        if (guessnumber_core(s, &core, &sign) && !slice_is(s, "0") && !slice_is(s, "1"))
            return false;
    }
    return true;
}

enum guessevent guessevent_of(const struct guessfile *g, unsigned column)
{
    struct guessvalues v;
    enum guessevent e = GUESSEVENT_NONE;
    guessvalues_count(&v, g, column);
    if (has_words(&v, g))
        e = GUESSEVENT_WORDS;
    else if (guessevent_is_flag(g, column) && are_codes(&v, g, column) && are_flags(&v))
        e = GUESSEVENT_FLAG;
    else if (g->header && guessrole_fit(ROLE_EVENT, g->column[column]) && are_codes(&v, g, column))
        e = GUESSEVENT_NAMED;
    guessvalues_free(&v);
    return e;
}
