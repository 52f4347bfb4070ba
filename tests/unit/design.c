/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/design.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/tool.h"
#include "input.h"

/* n, with log1p and the fill 5, and g with the labels u (the base), v, w. */
static struct design of_terms(void)
{
    struct design d = {0};
    struct design_column *c = design_add(&d, SLICE("n"), false);
    c->log1p = c->indicator = true;
    c->fill = 5;
    design_number(&d);
    design_add(&d, SLICE("g"), true)->base = mem_str(SLICE("u"));
    design_label(&d, SLICE("v"));
    design_label(&d, SLICE("w"));
    return d;
}

static struct design of_trees(void)
{
    struct design d = {.of_trees = true};
    design_add(&d, SLICE("n"), false);
    design_number(&d);
    design_add(&d, SLICE("g"), true);
    design_label(&d, SLICE("u"));
    design_label(&d, SLICE("v"));
    return d;
}

static struct tsv *open_text(const char *text)
{
    input_begin(input_file(text, strlen(text)), NULL);
    return tsv_open();
}

Test(design, names_its_terms)
{
    static const char *const name[] = {"log1p(n)", "n=(missing)", "g=v", "g=w"};
    struct design d = of_terms();
    cr_assert_eq(d.terms, 4);
    for (unsigned k = 0; k < 4; k++) {
        char *term = design_term(&d, k);
        cr_assert_str_eq(term, name[k]);
        cr_assert_eq(design_column_of(&d, k), k / 2);
        free(term);
    }
    cr_assert_not(design_label(&d, SLICE("w")), "it is there");
    design_free(&d);
}

Test(design, makes_terms_of_a_row)
{
    struct design d = of_terms();
    struct tsv *in = open_text("g\tn\nw\t0\nu\t\nz\t1\n\t2\n");
    struct design_in r;
    double x[4];
    design_begin(&r, &d, in);
    cr_assert(tsv_next(in) && design_row(&r, x));
    cr_assert(x[0] == 0 && x[1] == 0 && x[2] == 0 && x[3] == 1);
    cr_assert(tsv_next(in) && design_row(&r, x));
    cr_assert(x[0] == log1p(5) && x[1] == 1 && x[2] == 0 && x[3] == 0);
    cr_assert(r.unknown == 0);
    cr_assert(tsv_next(in) && design_row(&r, x));
    cr_assert(x[2] == 0 && x[3] == 0 && r.unknown == 1, "as the base");
    cr_assert_str_eq(r.unknown_label, "z");
    cr_assert(tsv_next(in) && design_row(&r, x) && r.unknown == 2, "a missing label was not there either");
    design_end(&r);
    tsv_close(in);
    design_free(&d);
}

Test(design, sets_rows_aside_that_have_no_terms)
{
    struct design d = of_terms();
    struct tsv *in = open_text("n\tg\n-1\tu\nx\tu\n");
    struct design_in r;
    double x[4];
    d.column[0].fill = NAN;
    design_begin(&r, &d, in);
    cr_assert(tsv_next(in) && !design_row(&r, x));
    cr_assert(tsv_next(in) && !design_row(&r, x));
    cr_assert_eq(tool_rows.bad, 2);
    design_end(&r);
    tsv_close(in);
    design_free(&d);
}

Test(design, for_trees_has_all_labels_and_nothing_for_a_missing_number)
{
    struct design d = of_trees();
    struct tsv *in = open_text("n\tg\n1\tu\n\tz\n3.5e38\tu\n");
    struct design_in r;
    double x[3];
    design_begin(&r, &d, in);
    cr_assert(tsv_next(in) && design_row(&r, x));
    cr_assert(x[0] == 1 && x[1] == 1 && x[2] == 0);
    cr_assert(tsv_next(in) && design_row(&r, x));
    cr_assert(isnan(x[0]) && x[1] == 0 && x[2] == 0 && r.unknown == 1 && r.lacking == 1);
    cr_assert(tsv_next(in) && !design_row(&r, x), "larger than a float");
    design_end(&r);
    tsv_close(in);
    design_free(&d);
}
