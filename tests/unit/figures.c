/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/figures.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

enum { SECTION, NAME, VALUE, GROUP };
static const struct figures_layout LAYOUT = {
    "a trial, made by this test", {"section", "name", "value", "group"}, SECTION, NAME, VALUE};
static const char *const KNOWN[] = {"model", "level", NULL};

static char folder[] = "/tmp/tillroll-figures.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    cr_assert(unlink("f") == 0 && chdir("/") == 0 && rmdir(folder) == 0, "something was left");
}

Test(figures, what_is_read_is_what_was_written, .init = enter, .fini = leave)
{
    struct out *o = out_create("f");
    struct figures_out w = {.o = o, .layout = &LAYOUT};
    decimal money;
    cr_assert_eq(decimal_parse(SLICE("12.5"), &money), DECIMAL_OK);
    figures_header(o, &LAYOUT);
    figures_put(&w, "model", "format", cell_count(1));
    w.key[GROUP] = SLICE("North");
    figures_put(&w, "level", "alpha", cell_number(0.1 + 0.2));
    figures_put(&w, "level", "as_of", cell_date(date_of(2011, 12, 9)));
    figures_write(&w, "revenue", cell_money(money));
    figures_write(&w, "none", cell_number(NAN));
    figures_write(&w, "kind", cell_str("additive"));
    out_close(o);

    struct figures f = figures_open("f", &LAYOUT);
    figures_format(&f, 1);
    cr_assert(f.more && figures_is(&f, GROUP, "") && figures_section(&f, KNOWN) == 0);
    figures_next(&f);
    f.key[SECTION] = SLICE("level");
    f.key[GROUP] = SLICE("North");
    figures_expect(&f, "alpha");
    cr_assert(figures_section(&f, KNOWN) == 1 && figures_number(&f, VALUE) == 0.1 + 0.2);
    figures_next(&f);
    cr_assert_eq(figures_date_or_none(&f, VALUE), date_of(2011, 12, 9));
    figures_next(&f);
    cr_assert(figures_is(&f, VALUE, "12.50"), "money with two places");
    figures_next(&f);
    cr_assert(isnan(figures_number_or_none(&f, VALUE)) && figures_date_or_none(&f, VALUE) == DATE_NONE);
    figures_next(&f);
    cr_assert_eq(figures_word(&f, VALUE, "none|multiplicative|additive"), 2);
    figures_next(&f);
    cr_assert_not(f.more);
    figures_close(&f);
}

/* ---- unusable files ---- */

static struct figures of(const char *text)
{
    return figures_open(input_file(text, strlen(text)), &LAYOUT);
}
#define HEAD "section\tname\tvalue\tgroup\n"

Test(figures, columns_are_found_by_name)
{
    struct figures f = of("more\tgroup\tvalue\tname\tsection\nx\tg\t7\tn\tmodel\n");
    cr_assert(figures_uint(&f, VALUE, 7, 7) == 7 && figures_is(&f, NAME, "n") && figures_section(&f, KNOWN) == 0);
    figures_close(&f);
}

Test(figures, an_unknown_section_is_no_end)
{
    struct figures f = of(HEAD "later\tx\t1\t\n");
    cr_assert_eq(figures_section(&f, KNOWN), FIGURES_NONE);
    figures_close(&f);
}

#define WRONG(test, text, reading)      \
    Test(figures, test, .exit_code = 2) \
    {                                   \
        struct figures f = of(text);    \
        reading;                        \
        exit(0);                        \
    }
WRONG(a_column_is_missing, "section\tname\tvalue\n", (void)f)
WRONG(a_newer_format, HEAD "model\tformat\t2\t\n", figures_format(&f, 1))
WRONG(no_format, HEAD "model\tformat\t0\t\n", figures_format(&f, 1))
WRONG(no_number, HEAD "level\talpha\t1,5\t\n", figures_number(&f, VALUE))
WRONG(an_empty_number, HEAD "level\talpha\t\t\n", figures_number(&f, VALUE))
WRONG(a_number_out_of_bounds, HEAD "level\talpha\t3\t\n", figures_uint(&f, VALUE, 4, 5))
WRONG(no_date, HEAD "level\talpha\t2011-02-29\t\n", figures_date_or_none(&f, VALUE))
WRONG(no_word, HEAD "level\talpha\tadd\t\n", figures_word(&f, VALUE, "additive|none"))
WRONG(another_name, HEAD "level\talpha\t1\t\n", f.key[SECTION] = SLICE("level"); figures_expect(&f, "beta"))
WRONG(another_group, HEAD "level\talpha\t1\tSouth\n", f.key[SECTION] = SLICE("level"); figures_expect(&f, "alpha"))
WRONG(the_end_too_early, HEAD, figures_expect(&f, "alpha"))
WRONG(something_is_missing, HEAD "level\talpha\t1\t\n", figures_lacks(&f, "beta", "the level"))
