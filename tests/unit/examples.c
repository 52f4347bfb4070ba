/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/examples.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/tool.h"
#include "input.h"
#include "learn/telling.h"

/* What is learned from a text, by the columns x and g. */
struct learned_text {
    struct slice word[2];
    struct examples_choice choice;
    struct tsv *in;
    struct examples e;
};

static void read(struct learned_text *l, const char *text, struct examples_choice choice)
{
    l->word[0] = SLICE("x");
    l->word[1] = SLICE("g");
    l->choice = choice;
    l->choice.target = "y";
    l->choice.columns = (struct opt_list){l->word, 2};
    if (!choice.cut)
        l->choice.cut = DATE_NONE;
    if (!choice.stop_cut)
        l->choice.stop_cut = DATE_NONE;
    input_begin(input_file(text, strlen(text)), NULL);
    l->in = tsv_open();
    examples_read(&l->e, l->in, &l->choice);
}

static void end(struct learned_text *l)
{
    examples_free(&l->e);
    tsv_close(l->in);
}

Test(examples, become_terms_with_a_median_and_a_base)
{
    struct learned_text l;
    struct design d;
    struct terms t;
    read(&l, "x\tg\ty\n1\tu\t3\n\tv\t5\n7\tu\t1\n4\t\t2\n",
         (struct examples_choice){.kind = EXAMPLES_VALUE, .impute = true});
    examples_terms(&l.e, &d, &t);
    cr_assert(t.n == 4 && t.p == 4, "x, x=(missing), g=(missing), g=v");
    static const double x[] = {1, 0, 0, 0, 4, 1, 0, 1, 7, 0, 0, 0, 4, 0, 1, 0};
    for (unsigned i = 0; i < 16; i++)
        cr_assert(t.x[i] == x[i], "%u", i);
    cr_assert_str_eq(d.column[1].base, "u");
    char *name = design_term(&d, 1);
    cr_assert_str_eq(name, "x=(missing)");
    free(name);
    free(t.mean);
    free(t.sd);
    design_free(&d);
    end(&l);
}

Test(examples, for_trees_keep_what_is_missing_and_have_no_base)
{
    struct learned_text l;
    struct design d;
    struct examples_part part[2];
    read(&l, "x\tg\ty\n1\tu\t3\n\tv\t5\n", (struct examples_choice){.kind = EXAMPLES_VALUE, .of_trees = true});
    examples_floats(&l.e, &d, part);
    cr_assert(d.terms == 3 && part[0].n == 2 && part[1].n == 0);
    cr_assert(part[0].x[0] == 1 && part[0].x[1] == 1 && part[0].x[2] == 0);
    cr_assert(isnan(part[0].x[3]) && part[0].x[4] == 0 && part[0].x[5] == 1);
    cr_assert(d.column[0].lacked && !d.column[1].base);
    for (unsigned k = 0; k < 2; k++) {
        free(part[k].x);
        free(part[k].y);
    }
    design_free(&d);
    end(&l);
}

Test(examples, of_later_cuts_are_apart)
{
    struct learned_text l;
    struct design d;
    struct examples_part part[2];
    read(&l,
         "cut\tlabel_end\tx\tg\ty\n2011-01-01\t2011-04-01\t1\tu\t0\n2011-04-01\t2011-07-01\t2\tu\t1\n"
         "2011-01-01\t2011-03-01\t3\tu\t1\n",
         (struct examples_choice){.kind = EXAMPLES_CHANCE, .of_trees = true, .stop_cut = date_of(2011, 4, 1)});
    cr_assert(l.e.n == 3 && l.e.later == 1 && l.e.positives == 2);
    cr_assert_eq(l.e.last_label_end, date_of(2011, 7, 1));
    examples_floats(&l.e, &d, part);
    cr_assert(part[0].n == 2 && part[0].x[0] == 1 && part[0].x[2] == 3 && part[0].y[1] == 1);
    cr_assert(part[1].n == 1 && part[1].x[0] == 2 && part[1].y[0] == 1);
    for (unsigned k = 0; k < 2; k++) {
        free(part[k].x);
        free(part[k].y);
    }
    design_free(&d);
    end(&l);
}

Test(examples, number_classes_by_their_bytes)
{
    struct learned_text l;
    read(&l, "x\tg\ty\n1\tu\tno\n2\tu\tA\n3\tv\tno\n4\tv\tb\n", (struct examples_choice){.kind = EXAMPLES_CLASS});
    cr_assert(l.e.classes.n == 3 && slice_is(map_key(&l.e.classes, 0), "A") &&
              slice_is(map_key(&l.e.classes, 2), "no"));
    static const double y[] = {2, 0, 2, 1};
    for (unsigned i = 0; i < 4; i++)
        cr_assert(l.e.y[i] == y[i]);
    end(&l);
}

/* Rows whose features or labels reach beyond the cut are set aside. */
Test(examples, that_know_the_future_are_bad)
{
    struct learned_text l;
    read(&l,
         "as_of\tcut\tlabel_end\tx\tg\ty\n2011-01-01\t2011-01-01\t2011-04-01\t1\tu\t0\n"
         "2010-12-31\t2011-01-01\t2011-04-02\t2\tu\t1\n2010-12-31\t2011-01-01\t2011-04-01\t3\tu\t2\n",
         (struct examples_choice){.kind = EXAMPLES_VALUE, .cut = date_of(2011, 4, 1)});
    cr_assert(l.e.n == 1 && tool_rows.bad == 2);
    end(&l);
}

Test(telling, is_an_auc_of_classes_and_a_correlation_of_values)
{
    struct learned_text l;
    read(&l, "x\tg\ty\n1\tu\t0\n2\tv\t1\n3\tu\t0\n4\tw\t1\n", (struct examples_choice){.kind = EXAMPLES_CHANCE});
    cr_assert_float_eq(telling_of(&l.e, 0), 0.75, 1e-15);
    cr_assert_float_eq(telling_of(&l.e, 1), 1, 1e-15);
    end(&l);
    read(&l, "x\tg\ty\n-1e300\tu\t1\n0\tv\t2\n1e300\tu\t3\n", (struct examples_choice){.kind = EXAMPLES_VALUE});
    cr_assert_float_eq(telling_of(&l.e, 0), 1, 1e-15);
    cr_assert(isnan(telling_of(&l.e, 1)), "both labels have the same mean");
    end(&l);
    read(&l, "x\tg\ty\n1\tu\ta\n2\tv\tb\n3\tw\tc\n4\tw\tc\n", (struct examples_choice){.kind = EXAMPLES_CLASS});
    cr_assert_float_eq(telling_of(&l.e, 0), 0.25 * 1 + 0.25 * 2 / 3 + 0.5 * 1, 1e-15);
    cr_assert_float_eq(telling_of(&l.e, 1), 1, 1e-15);
    end(&l);
}
