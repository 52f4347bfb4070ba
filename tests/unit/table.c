/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "input.h"
#include "tsv/kept.h"

enum { NAME, PAID, MEAN, OWN };
static const struct column COLUMNS[] = {{"name", TYPE_TEXT}, {"paid", TYPE_MONEY}, {"mean", TYPE_NUMBER}, {0}};

static int written;

static struct out *file(void)
{
    char path[64];
    written = memfd_create("output", MFD_CLOEXEC);
    snprintf(path, sizeof path, "/proc/self/fd/%d", written);
    return out_create(path);
}

static void assert_wrote(struct table *t, const char *want)
{
    static char got[1 << 16];
    out_close(t->out);
    table_end(t);
    ssize_t n = pread(written, got, sizeof got, 0);
    close(written);
    cr_assert(n >= 0 && slice_is(slice_of(got, (size_t)n), want), "wanted\n%s\ngot\n%.*s", want, (int)n, got);
}

static void row(struct table *t, struct slice carried, const char *name, decimal paid, double mean)
{
    const struct cell cell[OWN] = {[NAME] = cell_str(name), [PAID] = cell_money(paid), [MEAN] = cell_number(mean)};
    table_row(t, carried, cell);
}

/* A table of two columns, with its first row read. */
static struct tsv *input(const char *document)
{
    input_begin(input_file(document, strlen(document)), NULL);
    struct tsv *in = tsv_open();
    cr_assert(tsv_next(in));
    return in;
}

static struct opt_list words(const char *first, const char *second)
{
    static struct slice room[2][2];
    static int turn;
    struct slice *word = room[turn = !turn];
    word[0] = slice_str(first);
    word[1] = slice_str(second ? second : "");
    return (struct opt_list){word, second ? 2 : 1};
}

Test(table, its_own_columns)
{
    struct table t;
    table_begin(&t, file(), NULL, COLUMNS, NULL);
    row(&t, slice_of(NULL, 0), "a", 1500000, 0.25);
    row(&t, slice_of(NULL, 0), "", -10000, NAN);
    cr_assert(table_wants(&t, NAME) && table_wants(&t, MEAN));
    assert_wrote(&t, "name\tpaid\tmean\na\t1.50\t0.25\n\t-0.01\t\n");
}

Test(table, added_columns_come_after_those_of_the_input)
{
    struct table t;
    struct tsv *in = input("id\tx\n007\t\n8\ty\n");
    table_begin(&t, file(), in, COLUMNS, NULL);
    row(&t, in->row, "a", 0, 1);
    cr_assert(tsv_next(in));
    row(&t, in->row, "b", 0, 2);
    assert_wrote(&t, "id\tx\tname\tpaid\tmean\n007\t\ta\t0.00\t1\n8\ty\tb\t0.00\t2\n");
    tsv_close(in);
}

Test(table, only_chooses_and_orders)
{
    struct table t;
    struct opt_list only = words("mean", "x"), own = words("paid", NULL);
    struct tsv *in = input("id\tx\n007\t1\n8\ty\n");
    struct kept kept = kept_of(sizeof(struct kept_row));
    struct kept_walk w = {0};
    table_begin(&t, file(), in, COLUMNS, &only);
    cr_assert(!table_wants(&t, NAME) && !table_wants(&t, PAID) && table_wants(&t, MEAN));
    kept_add(&kept, in->row);
    cr_assert(tsv_next(in));
    row(&t, in->row, "b", 0, 2);
    cr_assert(kept_next(&kept, &w));
    row(&t, w.row, "a", 0, 1); /* not the current one */
    assert_wrote(&t, "mean\tx\n2\ty\n1\t1\n");
    only = words("id", NULL);
    table_begin(&t, file(), in, COLUMNS, &only);
    row(&t, SLICE("\t"), "a", 0, 1);
    row(&t, SLICE("7\t8"), "a", 0, 1);
    assert_wrote(&t, "id\n\n7\n");
    table_begin(&t, file(), NULL, COLUMNS, &own);
    row(&t, slice_of(NULL, 0), "a", 1000000, 1);
    assert_wrote(&t, "paid\n1.00\n");
    kept_free(&kept);
    tsv_close(in);
}

Test(table, cells_that_are_text)
{
    struct table t;
    struct opt_list only = words("mean", "x");
    struct tsv *in = input("id\tx\n7\t1\n");
    for (int i = 0; i < 3; i++) {
        table_begin(&t, file(), i ? in : NULL, COLUMNS, i < 2 ? NULL : &only);
        table_text(&t, in->row, SLICE("a\t\t2"));
        assert_wrote(&t, i == 0   ? "name\tpaid\tmean\na\t\t2\n"
                         : i == 1 ? "id\tx\tname\tpaid\tmean\n7\t1\ta\t\t2\n"
                                  : "mean\tx\n2\t1\n");
    }
    tsv_close(in);
}

Test(table, cells_that_the_caller_puts)
{
    struct table t;
    struct tsv *in = input("id\tx\n7\t1\n");
    for (int i = 0; i < 2; i++) {
        table_begin(&t, file(), i ? in : NULL, COLUMNS, NULL);
        char *p = table_row_begin(&t, i ? in->row : slice_of(NULL, 0), 4);
        memcpy(p, "a\t\t2", 4);
        table_row_end(&t, p + 4);
        assert_wrote(&t, i ? "id\tx\tname\tpaid\tmean\n7\t1\ta\t\t2\n" : "name\tpaid\tmean\na\t\t2\n");
    }
    tsv_close(in);
}

Test(table, no_columns_of_its_own)
{
    static const struct column none[] = {{0}};
    struct table t;
    struct opt_list only = words("x", "id");
    struct tsv *in = input("id\tx\n1\t2\n");
    table_begin(&t, file(), in, none, &only);
    table_row(&t, in->row, NULL);
    assert_wrote(&t, "x\tid\n2\t1\n");
    table_begin(&t, file(), in, none, NULL);
    table_row(&t, in->row, NULL);
    assert_wrote(&t, "id\tx\n1\t2\n");
    tsv_close(in);
}

Test(table, digits_are_for_estimates)
{
    struct table t;
    table_begin(&t, file(), NULL, COLUMNS, NULL);
    t.digits = 2;
    row(&t, slice_of(NULL, 0), "1.234", 1234000, 1.234);
    row(&t, slice_of(NULL, 0), "", 1234000, -0.001);
    assert_wrote(&t, "name\tpaid\tmean\n1.234\t1.234\t1.23\n\t1.234\t0\n");
}

Test(table, rows_of_standard_output_are_counted)
{
    struct table t, side;
    input_begin("-", NULL);
    table_begin(&side, file(), NULL, COLUMNS, NULL);
    row(&side, slice_of(NULL, 0), "a", 0, 1);
    table_made(&side, SLICE("a\t0.00\t1\n"), 1);
    cr_assert_eq(tool_rows.out, 0);
    assert_wrote(&side, "name\tpaid\tmean\na\t0.00\t1\na\t0.00\t1\n");
    table_begin(&t, out_stdout(), NULL, COLUMNS, NULL);
    row(&t, slice_of(NULL, 0), "a", 0, 1);
    table_made(&t, SLICE("a\t0.00\t1\nb\t0.00\t1\n"), 2);
    cr_assert_eq(tool_rows.out, 3);
    out_stdout()->p = out_stdout()->buf;
    table_end(&t);
}

Test(table, only_before_there_is_an_input)
{
    unsigned *place = table_only(COLUMNS, words("mean", "name"));
    cr_assert(place[0] == MEAN && place[1] == NAME);
    free(place);
}

/* ---- errors that end the tool ---- */

static void begin(const struct column *columns, struct tsv *in, struct opt_list only)
{
    struct table t;
    table_begin(&t, file(), in, columns, &only);
}

Test(table, an_unknown_name, .exit_code = 2)
{
    begin(COLUMNS, NULL, words("nmae", NULL));
}

Test(table, an_unknown_name_beside_an_input, .exit_code = 2)
{
    begin(COLUMNS, input("id\n1\n"), words("id", "ix"));
}

Test(table, a_name_twice, .exit_code = 2)
{
    begin(COLUMNS, NULL, words("name", "name"));
}

Test(table, a_name_twice_before_there_is_an_input, .exit_code = 2)
{
    table_only(COLUMNS, words("name", "name"));
}

Test(table, a_column_that_the_input_has, .exit_code = 1)
{
    begin(COLUMNS, input("id\tpaid\n1\t2\n"), (struct opt_list){0});
}

Test(table, two_columns_of_one_name, .exit_code = 2)
{
    static const struct column same[] = {{"a", TYPE_TEXT}, {"a", TYPE_TEXT}, {0}};
    begin(same, NULL, (struct opt_list){0});
}

Test(table, an_infinite_number, .exit_code = 1)
{
    struct table t;
    table_begin(&t, file(), NULL, COLUMNS, NULL);
    row(&t, slice_of(NULL, 0), "a", 0, -INFINITY);
}

Test(table, a_cell_of_another_type, .exit_code = 3)
{
    struct table t;
    const struct cell cell[OWN] = {[NAME] = cell_str("a"), [PAID] = cell_date(7), [MEAN] = cell_number(1)};
    table_begin(&t, file(), NULL, COLUMNS, NULL);
    table_row(&t, slice_of(NULL, 0), cell);
}

Test(table, made_rows_with_only, .exit_code = 3)
{
    struct table t;
    struct opt_list only = words("name", NULL);
    table_begin(&t, file(), NULL, COLUMNS, &only);
    table_made(&t, SLICE("a\t0.00\t1\n"), 1);
}

Test(table, one_that_is_not_ended, .exit_code = 3)
{
    struct table t;
    input("id\n1\n");
    table_begin(&t, file(), NULL, COLUMNS, NULL);
    out_close(t.out);
    tool_end();
}
