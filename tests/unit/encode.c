/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/encode.h"

#include <criterion/criterion.h>
#include <math.h>

#include "base/mem.h"
#include "base/tool.h"
#include "input.h"

/* "UK UK France": the column's texts, one per row. */
static void learn(struct encode *e, const char *name, const char *texts)
{
    struct map text = {0};
    double weight[16] = {0};
    for (struct slice rest = slice_str(texts); rest.p;)
        weight[map_put(&text, slice_cut(&rest, ' '))]++;
    encode_learn(e, slice_str(name), &text, weight);
    map_free(&text);
}

static struct encode_term term(const struct encode *e, unsigned column, const char *text)
{
    struct encode_term t;
    cr_assert_eq(encode_text(&e->column[column], slice_str(text), &t), ENCODE_KNOWN, "%s", text);
    return t;
}

Test(encode, numbers_are_standardised)
{
    struct encode e = {0};
    struct encode_term t;
    learn(&e, "n", "1 3 1 3");
    cr_assert(e.terms == 1 && e.column[0].mean == 2 && e.column[0].sd == 1);
    t = term(&e, 0, "5e0");
    cr_assert(t.term == 0 && t.z == 3);
    cr_assert_eq(encode_text(&e.column[0], SLICE("x"), &t), ENCODE_BAD);
    learn(&e, "same", "7 7.0 7");
    cr_assert_eq(e.terms, 1, "no term of one value");
    cr_assert_eq(term(&e, 1, "8").term, (unsigned)ENCODE_NONE);
    encode_free(&e);
}

Test(encode, labels_are_told_from_the_commonest)
{
    struct encode e = {0};
    struct encode_term t;
    learn(&e, "n", "1 2");
    learn(&e, "land", "UK France UK Spain France 12");
    cr_assert_eq(e.terms, 4);
    cr_assert_str_eq(e.column[1].base, "France", "of two as common the first in bytes");
    static const char *const label[] = {"12", "Spain", "UK"};
    for (unsigned i = 0; i < 3; i++) {
        t = term(&e, 1, label[i]);
        cr_assert(t.term == 1 + i && t.z == 1);
    }
    cr_assert_eq(term(&e, 1, "France").term, (unsigned)ENCODE_NONE);
    cr_assert_eq(encode_text(&e.column[1], SLICE("Malta"), &t), ENCODE_UNKNOWN);
    cr_assert_eq(t.term, (unsigned)ENCODE_NONE, "as the base");
    encode_free(&e);
}

Test(encode, weights_of_zero_make_no_term)
{
    struct encode e = {0};
    struct map text = {0};
    static const double weight[] = {2, 0, 1};
    struct encode_term t;
    map_put(&text, SLICE("a"));
    map_put(&text, SLICE("b"));
    map_put(&text, SLICE("c"));
    encode_learn(&e, SLICE("l"), &text, weight);
    cr_assert_eq(e.terms, 1);
    cr_assert_eq(encode_text(&e.column[0], SLICE("b"), &t), ENCODE_UNKNOWN);
    map_free(&text);
    encode_free(&e);
}

Test(encode, rows_of_a_later_table)
{
    static const char table[] = "land\tn\nUK\t5\nFrance\t1\nMalta\t2\n\t1\nSpain\tx\nSpain\t3\n";
    static const double want[][3] = {{3, 0, 1}, {-1, 0, 0}, {0, 0, 0}, {1, 1, 0}};
    struct encode e = {0};
    struct encode_in r;
    double z[3];
    size_t n = 0;
    learn(&e, "n", "1 3");
    learn(&e, "land", "UK France Spain France");
    input_begin(input_file(table, sizeof table - 1), NULL);
    encode_begin(&r, &e, tsv_open());
    while (tsv_next(r.in))
        if (encode_row(&r, z))
            cr_assert_arr_eq(z, want[n++], sizeof z, "row %zu", n);
    cr_assert(n == 4 && r.unknown == 1 && tool_rows.bad == 2);
    tsv_close(r.in);
    encode_end(&r);
    encode_free(&e);
}

struct file {
    struct buf text; /* section, name and value, one per line */
};

static void write_row(void *to, const char *section, const char *name, struct slice value)
{
    struct file *f = to;
    buf_addstr(&f->text, section);
    buf_addch(&f->text, '|');
    buf_addstr(&f->text, name);
    buf_addch(&f->text, '|');
    buf_add(&f->text, value.p, value.n);
    buf_addch(&f->text, '\n');
}

/* The problem of the first wrong row, or NULL. */
static const char *read_back(struct encode *e, struct slice text)
{
    const char *problem = NULL;
    while (text.n && !problem) {
        struct slice value = slice_cut(&text, '\n'), section = slice_cut(&value, '|'), name = slice_cut(&value, '|');
        cr_assert(encode_read(e, section, name, value, &problem));
    }
    return problem;
}

Test(encode, what_is_read_is_what_was_written)
{
    struct encode e = {0}, back = {0};
    struct file f = {{0}}, again = {{0}};
    const char *problem;
    learn(&e, "n", "1 2 4");
    learn(&e, "same", "x x");
    learn(&e, "five", "5 5");
    learn(&e, "land", "UK France UK Spain");
    encode_write(&e, write_row, &f);
    cr_assert_null(read_back(&back, buf_slice(&f.text)));
    cr_assert(back.columns == 4 && back.terms == e.terms && back.column[3].first == 1);
    cr_assert(back.column[0].mean == e.column[0].mean && back.column[0].sd == e.column[0].sd);
    cr_assert(term(&back, 3, "Spain").term == term(&e, 3, "Spain").term);
    encode_write(&back, write_row, &again);
    cr_assert(slice_eq(buf_slice(&f.text), buf_slice(&again.text)));
    cr_assert(!encode_read(&back, SLICE("parameter"), SLICE("1"), SLICE("1"), &problem));
    buf_free(&f.text);
    buf_free(&again.text);
    encode_free(&e);
    encode_free(&back);
}

Test(encode, what_cannot_be_is_refused)
{
    static const char *const file[] = {
        "encode_mean|1|2\n",
        "encode|2|land\n",
        "encode|1|n\nencode_mean|1|x\n",
        "encode|1|n\nencode_sd|1|-1\n",
        "encode|1|n\nencode_sd|1|1\nencode_sd|1|1\n",
        "encode|1|land\nencode_label|1,1|a\nencode_label|1,2|a\n",
        "encode|1|land\nencode|2|n\nencode_label|1,1|a\n",
    };
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        struct encode e = {0};
        cr_assert_not_null(read_back(&e, slice_str(file[i])), "%s", file[i]);
        encode_free(&e);
    }
}
