/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/opt.h"

#include <criterion/criterion.h>

static bool flag;
static const char *text = "default", *file;
static uint64_t count, size;
static double number;
static date day = DATE_NONE;
static int32_t span;
static int choice = 1;
static struct opt_list list;
static int operands;

static const struct opt OWN[] = {
    OPT_FLAG("flag", &flag, ""),         OPT_TEXT("text", &text, "T", ""),           OPT_UINT("n", &count, "N", ""),
    OPT_SIZE("size", &size, "SIZE", ""), OPT_NUMBER("number", &number, "X", ""),     OPT_DATE("day", &day, "DATE", ""),
    OPT_SPAN("span", &span, "SPAN", ""), OPT_CHOICE("choice", &choice, "a|b|c", ""), {0},
};
static const struct opt SHARED[] = {
    OPT_LIST("list", &list, "LIST", ""),
    OPT_OUTFILE("file", &file, "FILE", ""),
    OPT_FLAG("v", &flag, ""),
    {0},
};

/* Parses the words, which a blank separates; returns the number of operands. */
static int parse(char *words, char **argv, const char *needs)
{
    int argc = 0;
    static char name[] = "test";
    argv[argc++] = name;
    for (char *save, *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
        argv[argc++] = w;
    return opt_parse(argc, argv, OWN, SHARED, needs);
}
#define PARSE(words, argv)                        \
    do {                                          \
        static char text_of_it[] = words;         \
        operands = parse(text_of_it, argv, NULL); \
    } while (0)

Test(opt, sets_every_type)
{
    char *argv[20];
    PARSE("--flag --text=x -n5 --size 2K --number -1e3 --day 2012-02-29 --span 4w --choice c", argv);
    cr_assert_eq(operands, 0);
    cr_assert(flag);
    cr_assert_str_eq(text, "x");
    cr_assert_eq(count, 5);
    cr_assert_eq(size, 2048);
    cr_assert_eq(number, -1000);
    cr_assert_eq(day, date_of(2012, 2, 29));
    cr_assert_eq(span, 28);
    cr_assert_eq(choice, 2);
}

Test(opt, what_is_not_given_keeps_its_default)
{
    char *argv[20];
    PARSE("", argv);
    cr_assert(!flag && count == 0 && choice == 1 && day == DATE_NONE && list.n == 0);
    cr_assert_str_eq(text, "default");
}

Test(opt, operands_keep_their_order)
{
    char *argv[20];
    PARSE("b -n 7 - --text --flag a -- --flag -n", argv);
    cr_assert_eq(operands, 5);
    static const char *const want[] = {"b", "-", "a", "--flag", "-n"};
    for (int i = 0; i < 5; i++)
        cr_assert_str_eq(argv[i], want[i]);
    cr_assert_str_eq(text, "--flag", "a value may look like an option");
    cr_assert(!flag);
    cr_assert_eq(count, 7);
}

Test(opt, the_last_one_counts)
{
    char *argv[20];
    PARSE("--list a,b --list c -n 1 -n 2 --choice a --choice b", argv);
    cr_assert_eq(list.n, 1);
    cr_assert(slice_is(list.word[0], "c"));
    cr_assert_eq(count, 2);
    cr_assert_eq(choice, 1);
    free(list.word);
}

Test(opt, a_list_has_every_word)
{
    char *argv[20];
    PARSE("--list=a,bc,d=e --file /tmp/x", argv);
    cr_assert_eq(list.n, 3);
    cr_assert(slice_is(list.word[1], "bc") && slice_is(list.word[2], "d=e"));
    cr_assert_str_eq(file, "/tmp/x");
    free(list.word);
}

Test(opt, needs_are_met)
{
    char *argv[20];
    cr_assert_eq(parse((char[]){"-n 1 --text=y"}, argv, "n text"), 0);
}

#define WRONG(name, words)          \
    Test(opt, name, .exit_code = 2) \
    {                               \
        char *argv[20];             \
        PARSE(words, argv);         \
    }
WRONG(no_such_option, "--flags")
WRONG(no_abbreviation, "--fla")
WRONG(no_such_letter, "-x")
WRONG(one_letter_has_one_dash, "--n 5")
WRONG(a_word_has_two, "-flag")
WRONG(a_flag_takes_no_value, "--flag=yes")
WRONG(a_short_flag_neither, "-vv")
WRONG(a_value_is_missing, "--text")
WRONG(no_count, "-n -1")
WRONG(no_count_either, "-n 1.5")
WRONG(no_date, "--day 2011-02-29")
WRONG(no_span, "--span 30")
WRONG(no_number, "--number 0x10")
WRONG(no_finite_number, "--number inf")
WRONG(no_choice, "--choice d")
WRONG(no_whole_choice, "--choice a|b")
WRONG(an_empty_choice, "--choice=")
WRONG(an_empty_word, "--list a,,b")
WRONG(an_empty_list, "--list=")
WRONG(a_dash_more, "---flag")

Test(opt, a_need_is_not_met, .exit_code = 2)
{
    char *argv[20];
    parse((char[]){"--text=y"}, argv, "n text");
}
