/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/limits.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

static char folder[] = "/tmp/tillroll-limits.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    cr_assert(unlink("f") == 0 && chdir("/") == 0 && rmdir(folder) == 0, "something was left");
}

/* One measure of any name, and two choices. */
struct one {
    double limit[LIMITS_MOST];
    struct limits_measure measure;
    struct limits_choice choice[2];
    struct limits limits;
};

static void set(struct one *o, int method, int bins)
{
    *o = (struct one){.measure = {.name = SLICE("aov per visit"), .limit = o->limit},
                      .choice = {{"method", "quantile|kmeans", method}, {"bins", NULL, bins}}};
    o->limits = (struct limits){"limits, made by segment --limits-out", &o->measure, 1, o->choice, 2, NULL};
}

Test(limits, of_any_measure, .init = enter, .fini = leave)
{
    const struct limits_class class[] = {{1, 4, cell_number(-0.5), cell_number(0.1), 0.1 / 3},
                                         {2, 0, cell_empty(), cell_empty(), 0},
                                         {3, 1, cell_int(9), cell_int(9), 9}};
    struct one to, from;
    char text[512];
    set(&to, 0, 3);
    to.limit[0] = 1.0 / 3;
    to.limit[1] = 2.0 / 3;
    to.measure.class = class;
    struct out *o = out_create("f");
    limits_write(&to.limits, o);
    out_close(o);
    FILE *f = fopen("f", "r");
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    cr_assert_str_eq(text, "measure\tlimit\tvalue\tscore\trows\tlowest\thighest\tmean\tmethod\tbins\n"
                           "aov per visit\t1\t0.3333333333333333\t1\t4\t-0.5\t0.1\t0.03333333333333333\tquantile\t3\n"
                           "aov per visit\t2\t0.6666666666666666\t2\t0\t\t\t\tquantile\t3\n"
                           "aov per visit\t3\t\t3\t1\t9\t9\t9\tquantile\t3\n");
    set(&from, -1, 0);
    limits_read(&from.limits, "f");
    cr_assert(limits_classes(&from.limits) == 3 && from.choice[0].value == 0);
    cr_assert(from.limit[0] == 1.0 / 3 && from.limit[1] == 2.0 / 3);
}

#define HEAD "measure\tlimit\tvalue\tmethod\tbins\n"
#define ROW  "aov per visit\t1\t0.5\tquantile\t2\n"

static void read_text(const char *text, int method, int bins)
{
    struct one o;
    set(&o, method, bins);
    limits_read(&o.limits, input_file(text, strlen(text)));
    cr_assert_eq(o.limit[0], 0.5);
}

Test(limits, by_hand)
{
    read_text(HEAD ROW, 0, 2);
    read_text(HEAD ROW "aov per visit\t2\t\tquantile\t2\n", -1, 0);
}

#define WRONG(test, text, method, bins) \
    Test(limits, test, .exit_code = 2)  \
    {                                   \
        read_text(text, method, bins);  \
    }
WRONG(another_method, HEAD ROW, 1, 0)
WRONG(other_bins, HEAD ROW, -1, 3)
WRONG(another_measure, HEAD ROW "recency\t1\t0.5\tquantile\t2\n", -1, 0)
WRONG(a_limit_less, HEAD "aov per visit\t2\t\tquantile\t2\n", -1, 0)
WRONG(no_limits, HEAD, -1, 0)
WRONG(one_class, HEAD "aov per visit\t1\t\tquantile\t1\n", -1, 0)
WRONG(descending, HEAD "aov per visit\t1\t5\tquantile\t3\naov per visit\t2\t4\tquantile\t3\n", -1, 0)
