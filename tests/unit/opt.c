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
static int operands, method = -1;
static uint64_t bins = 5, seed = 1;
static double level = NAN;
static int32_t width;
static date cut = DATE_NONE;

static const struct opt OWN[] = {
    OPT_FLAG("flag", &flag, ""),
    OPT_TEXT("text", &text, "T", ""),
    OPT_UINT("n", &count, "N", ""),
    OPT_SIZE("size", &size, "SIZE", ""),
    OPT_NUMBER("number", &number, "X", ""),
    OPT_DATE("day", &day, "DATE", ""),
    OPT_SPAN("span", &span, "SPAN", ""),
    OPT_CHOICE("choice", &choice, "a|b|c", ""),
    OPT_UINT("bins", &bins, "N", "", .least = 2, .most = 255, .excludes = "choice=c"),
    OPT_UINT("seed", &seed, "N", "", .most = OPT_ANY, .goes_with = "bins|method=gap,alive"),
    OPT_NUMBER("level", &level, "X", "", .most = 1, .open = true, .excludes = "seed"),
    OPT_SPAN("width", &width, "SPAN", "", .least = 1, .most = 100),
    OPT_CHOICE("method", &method, "window|gap|alive", ""),
    OPT_DATE("cut", &cut, "DATE", "", .needed_by = "method=window|level"),
    {0},
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

WRONG(below_the_bounds, "--bins 1")
WRONG(above_the_bounds, "--bins 256")
WRONG(far_above_the_bounds, "--bins 18446744073709551615")
WRONG(an_open_bound, "--level 1 --cut 2011-01-01")
WRONG(a_span_out_of_bounds, "--width 0d")
WRONG(a_span_without_a_unit, "--width 90")
WRONG(percent, "--level 30%")
WRONG(what_it_goes_with_is_missing, "--seed 1")
WRONG(what_it_goes_with_has_another_word, "--seed 1 --method window --cut 2011-01-01")
WRONG(an_excluded_word, "--bins 3 --choice c")
WRONG(an_excluded_option, "--bins 3 --seed 1 --level 0.5 --cut 2011-01-01")
WRONG(what_a_word_needs, "--method window")
WRONG(what_an_option_needs, "--level 0.5")

Test(opt, relations_that_hold)
{
    char *argv[20];
    PARSE("--bins 2 --seed 18446744073709551615 --choice b --width 100d", argv);
    cr_assert_eq(seed, UINT64_MAX);
    cr_assert_eq(width, 100);
    cr_assert(opt_given(&bins) && opt_given(&seed) && !opt_given(&level) && !opt_given(&cut));
    PARSE("--method alive --seed 3", argv);
}

Test(opt, given_is_forgotten_by_the_next_parse)
{
    char *argv[20];
    PARSE("--bins 5", argv);
    cr_assert(opt_given(&bins), "the default, but given");
    PARSE("", argv);
    cr_assert(!opt_given(&bins));
}

Test(opt, alternatives_of_a_need)
{
    char *argv[20];
    cr_assert_eq(parse((char[]){"-n 1 --text=y"}, argv, "n|text bins|text"), 0);
}

Test(opt, no_alternative_of_a_need, .exit_code = 2)
{
    char *argv[20];
    parse((char[]){"-n 1"}, argv, "n|text bins|text");
}

static const struct opt *row(const char *name)
{
    const struct opt *o = OWN;
    while (strcmp(o->name, name) != 0)
        o++;
    return o;
}

Test(opt, help_has_default_bounds_and_relations)
{
    char text_of_it[512];
    cr_assert_str_eq(opt_remark(row("bins"), text_of_it, 512), "(2 to 255; default 5)");
    cr_assert_str_eq(opt_remark(row("seed"), text_of_it, 512), "(default 1; with --bins or --method gap or alive)");
    cr_assert_str_eq(opt_remark(row("level"), text_of_it, 512), "(above 0 and below 1)");
    cr_assert_str_eq(opt_remark(row("width"), text_of_it, 512), "(1d to 100d)", "0 is out of bounds: no default");
    cr_assert_str_eq(opt_remark(row("choice"), text_of_it, 512), "(default b)");
    cr_assert_str_eq(opt_remark(row("method"), text_of_it, 512), "");
    cr_assert_str_eq(opt_remark(row("day"), text_of_it, 512), "");
}

Test(opt, bounds_for_programs)
{
    char p[64];
    cr_assert_str_eq(opt_bounds(row("bins"), p, 64), "2..255");
    cr_assert_str_eq(opt_bounds(row("seed"), p, 64), "0..");
    cr_assert_str_eq(opt_bounds(row("n"), p, 64), "");
}

Test(opt, words_by_number_and_back)
{
    cr_assert(slice_is(opt_word("a|bc|d", 1), "bc"));
    cr_assert_eq(opt_word_index("a|bc|d", SLICE("d")), 2);
    cr_assert_eq(opt_word_index("a|bc|d", SLICE("b")), -1);
}

Test(opt, a_need_is_not_met, .exit_code = 2)
{
    char *argv[20];
    parse((char[]){"--text=y"}, argv, "n text");
}
