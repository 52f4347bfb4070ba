/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/breadth.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/tillroll-breadth.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    cr_assert(unlink("f") == 0 && chdir("/") == 0 && rmdir(folder) == 0, "something was left");
}

static void read_text(struct breadth *b, const char *text)
{
    FILE *f = fopen("f", "w");
    cr_assert(f);
    fputs(text, f);
    fclose(f);
    breadth_read(b, "f");
}

static int64_t of(const struct breadth *b, const char *id, date from, date cut)
{
    return breadth_products(b, slice_str(id), from, cut);
}

/* a buys p twice and q once; another customer buys in between, since the lines of a customer need not be together. */
Test(breadth, distinct_products_before_a_cut, .init = enter, .fini = leave)
{
    struct breadth b;
    const date day = date_of(2011, 1, 1);
    read_text(&b, "customer_id\tproduct_id\tdate\tkind\n"
                  "a\tp\t2011-01-01\tsale\nb\tp\t2011-01-01\tsale\na\tq\t2011-01-03\tcharge\na\tp\t2011-01-03\tsale\n"
                  "a\tr\t2011-01-03\treturn\na\t\t2011-01-03\tsale\n\tp\t2011-01-03\tsale\n");
    cr_expect_eq(of(&b, "a", DATE_NONE, day), -1, "nothing was known before the first day");
    cr_expect_eq(of(&b, "a", DATE_NONE, day + 1), 1);
    cr_expect_eq(of(&b, "a", DATE_NONE, day + 2), 1, "the day of the cut is not known");
    cr_expect_eq(of(&b, "a", DATE_NONE, day + 3), 2, "no product counts twice, nor does a return");
    cr_expect_eq(of(&b, "a", day + 1, day + 3), 2, "both in the window");
    cr_expect_eq(of(&b, "b", DATE_NONE, day + 3), 1);
    cr_expect_eq(of(&b, "b", day + 1, day + 3), -1);
    cr_expect_eq(of(&b, "c", DATE_NONE, day + 3), -1, "an unknown customer");
    cr_expect_eq(*b.missing, 3);
    breadth_free(&b);
}

Test(breadth, no_lines, .init = enter, .fini = leave)
{
    struct breadth b;
    read_text(&b, "customer_id\tproduct_id\tdate\tkind\n");
    cr_expect_eq(of(&b, "a", DATE_NONE, date_of(2011, 1, 1)), -1);
    breadth_free(&b);
}
