/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a file mean to clean --guess. tests/cli/guess.c tries the whole. */
#include <criterion/criterion.h>

#include "look/guessrole.h"

static enum guessstate state(const char *text)
{
    return guessrole_state(slice_str(text));
}

Test(guess, states)
{
    cr_expect(state("Paid") == GUESSSTATE_SALE && state("Verkauf") == GUESSSTATE_SALE);
    cr_expect(state("refunded") == GUESSSTATE_GIVEN_BACK && state("cancelled") == GUESSSTATE_VOID);
    cr_expect(state("Storno") == GUESSSTATE_EVENT && state("SOFORTSTORNO") == GUESSSTATE_EVENT);
    cr_expect(state("Refund issued") == GUESSSTATE_EVENT && state("R\xc3\xbc"
                                                                  "ckgabe") == GUESSSTATE_EVENT);
    cr_expect(state("returning") == GUESSSTATE_OPEN && state("avoid") == GUESSSTATE_OPEN);
    cr_expect(state("") == GUESSSTATE_OPEN && state("Kreditkarte") == GUESSSTATE_OPEN);
}

Test(guess, no_event)
{
    static const char *const NO[] = {"", "0", "N", "No", "nein", "FALSE"};
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        cr_expect(guessrole_no(slice_str(NO[i])), "%s", NO[i]);
    cr_expect(!guessrole_no(SLICE("x")) && !guessrole_no(SLICE("1")) && !guessrole_no(SLICE("none yet")));
}

Test(guess, rows_of_sums)
{
    static const char *const SUM[] = {"Summe", "Summe 3/2026", "TOTAL:", "Grand total", "Zwischensumme Kasse 1"};
    static const char *const OTHER[] = {"", "Summer dress", "Totally", "Grand piano", "Gesamtausgabe", "in total"};
    for (size_t i = 0; i < sizeof SUM / sizeof *SUM; i++)
        cr_expect(guessrole_sum(slice_str(SUM[i])), "%s", SUM[i]);
    for (size_t i = 0; i < sizeof OTHER / sizeof *OTHER; i++)
        cr_expect(!guessrole_sum(slice_str(OTHER[i])), "%s", OTHER[i]);
}

Test(guess, contacts)
{
    cr_expect(guessrole_contact(SLICE("Billing Phone")) && guessrole_contact(SLICE("customer_email")));
    cr_expect(!guessrole_contact(SLICE("Billing Name")) && !guessrole_contact(SLICE("mailing list")));
}
