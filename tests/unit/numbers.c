/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/numbers.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/tool.h"
#include "input.h"

/* "a=1,2 b=3,nan": the columns with their numbers. */
static void describe(struct buf *to, const struct numbers *m)
{
    char text[NUM_ROOM];
    for (unsigned j = 0; j < m->d; j++) {
        struct slice name = m->in->column[m->column[j]];
        if (j)
            buf_addch(to, ' ');
        buf_add(to, name.p, name.n);
        for (size_t i = 0; i < m->rows; i++) {
            buf_addch(to, i ? ',' : '=');
            if (isnan(m->value[j][i]))
                buf_addstr(to, "nan");
            else
                buf_add(to, text, (size_t)num_print_double(text, m->value[j][i]));
        }
    }
}

static void read_all(struct numbers *m, const char *table, const char *columns, enum numbers_missing missing)
{
    struct slice rest = slice_str(columns), word[8];
    struct opt_list list = {word, 0};
    while (rest.p)
        word[list.n++] = slice_cut(&rest, ',');
    input_begin(input_file(table, strlen(table)), NULL);
    if (*columns == '!') {
        word[0].p++, word[0].n--;
        list.n = word[0].n ? list.n : 0;
        numbers_of_types(m, tsv_open(), list, missing);
    } else {
        numbers_of(m, tsv_open(), list, missing, "nothing is made of it");
    }
    while (tsv_next(m->in))
        numbers_add(m);
}

static void assert_numbers(const char *table, const char *columns, enum numbers_missing missing, const char *want)
{
    struct numbers m;
    struct buf got = {0};
    read_all(&m, table, columns, missing);
    numbers_end(&m, NULL);
    describe(&got, &m);
    cr_assert(slice_is(buf_slice(&got), want), "wanted %s, got %.*s", want, (int)got.n, got.p);
    buf_free(&got);
    tsv_close(m.in);
    numbers_free(&m);
}

#define TABLE "c_id\ta\tb\tword\n1\t1\t2\tx\n2\t\t3\ty\n3\t5\t\tz\n4\t7\t8\t\n"

Test(numbers, of_named_columns)
{
    assert_numbers(TABLE, "b,a", NUMBERS_NAN, "b=2,3,nan,8 a=1,nan,5,7");
    assert_numbers(TABLE, "b,a", NUMBERS_SKIP, "b=2,8 a=1,7");
    cr_assert_eq(*tool_counter("missing_value"), 2);
    assert_numbers(TABLE, "a", NUMBERS_REFUSE, "a=1,5,7");
    cr_assert_eq(tool_rows.bad, 1);
    assert_numbers("a\n1\nx\n1,5\n2\n", "a", NUMBERS_NAN, "a=1,2");
    cr_assert_eq(tool_rows.bad, 2);
    assert_numbers("a\tb\n\tx\n2\t3\n", "a,b", NUMBERS_SKIP, "a=2 b=3");
    cr_assert_eq(tool_rows.bad, 1, "what is malformed is found beside what is missing");
}

Test(numbers, of_all_columns_that_hold_them)
{
    assert_numbers(TABLE, "!", NUMBERS_NAN, "a=1,nan,5,7 b=2,3,nan,8");
    assert_numbers(TABLE, "!b,word", NUMBERS_NAN, "a=1,nan,5,7");
    assert_numbers(TABLE, "!", NUMBERS_SKIP, "a=1,7 b=2,8");
    assert_numbers("a\tb\tempty\n1\t2\t\n2\tlate\t\n", "!", NUMBERS_REFUSE, "a=1,2");
    assert_numbers("a\tb\n", "!", NUMBERS_REFUSE, "");
}

/* The rows of one column are kept when another turns out to have words in its last row. */
Test(numbers, tell_which_rows_are_left)
{
    struct numbers m;
    size_t from[4];
    read_all(&m, TABLE, "!", NUMBERS_SKIP);
    cr_assert_eq(m.rows, 4);
    numbers_end(&m, from);
    cr_assert(m.rows == 2 && from[0] == 0 && from[1] == 3);
    tsv_close(m.in);
    numbers_free(&m);
}

Test(numbers, an_id_measures_nothing, .exit_code = 1)
{
    struct numbers m;
    read_all(&m, TABLE, "a,c_id", NUMBERS_NAN);
}

Test(numbers, by_type_an_empty_value_can_be_refused, .exit_code = 1)
{
    struct numbers m;
    read_all(&m, TABLE, "!", NUMBERS_REFUSE);
    numbers_end(&m, NULL);
}

Test(numbers, words_alone_are_no_numbers, .exit_code = 1)
{
    struct numbers m;
    read_all(&m, "a_id\tb\n1\tx\n", "!", NUMBERS_NAN);
    numbers_end(&m, NULL);
}

Test(numbers, columns_can_be_taken_over_and_filled_again)
{
    struct numbers m;
    double *column[1];
    static const char table[] = "a\n1\n2\n3\n";
    struct slice word = SLICE("a");
    input_begin(input_file(table, sizeof table - 1), NULL);
    struct tsv *in = tsv_open();
    numbers_of(&m, in, (struct opt_list){&word, 1}, NUMBERS_NAN, "");
    for (int i = 0; i < 2; i++) {
        tsv_next(in);
        numbers_add(&m);
    }
    numbers_take(&m, column);
    cr_assert(m.rows == 0 && column[0][0] == 1 && column[0][1] == 2);
    free(column[0]);
    tsv_next(in);
    numbers_add(&m);
    cr_assert(m.rows == 1 && m.value[0][0] == 3);
    numbers_free(&m);
    tsv_close(in);
}
