/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * opt: options declared once, in a table.
 *
 * Parsing, --help, --spec, completions, the contract suite and the check of the manual page all use the same rows. The
 * macros check the type of the target at compile time; the target's value before parsing is the default, which --help
 * prints. Bounds and relations to other options are in the row too, by name, after the help text:
 *
 *     static uint64_t days;
 *     static double quantile = 0.9;
 *     static const struct opt OPTIONS[] = {
 *         OPT_CHOICE("method", &method, "window|gap|alive", "the rule by which a customer has left"),
 *         OPT_UINT("days", &days, "N", "length of the window, in days", .least = 1, .most = 1000000,
 *                  .needed_by = "method=window|future", .goes_with = "method=window|future"),
 *         OPT_NUMBER("quantile", &quantile, "Q", "the limit is this quantile of a customer's gaps", .most = 1,
 * .goes_with = "method=gap"), {0},
 *     };
 *
 * A default outside the bounds (days above: 0) means that there is no default. opt_given(&days) tells whether an option
 * was given. Options take `--name VALUE` or `--name=VALUE`, one-letter ones `-k VALUE` or `-kVALUE`; `--` ends them; no
 * abbreviations, so that a script never changes its meaning when an option is added. */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/slice.h"

enum opt_type {
    OPT_END,
    OPT_IS_FLAG,
    OPT_IS_TEXT,
    OPT_IS_UINT,
    OPT_IS_NUMBER,
    OPT_IS_SIZE,
    OPT_IS_DATE,
    OPT_IS_SPAN,
    OPT_IS_CHOICE,
    OPT_IS_LIST,
    OPT_IS_OUTFILE,
    OPT_IS_INFILE,
    OPT_IS_TEXTS
};

/* The words of a comma-separated option, borrowed from argv; n = 0 if it was not given. */
struct opt_list {
    struct slice *word;
    size_t n;
};

struct opt {
    const char *name; /* "as-of"; or one letter, "n", for -n */
    enum opt_type type;
    bool open; /* the bounds (below) themselves are not allowed */
    void *value;
    const char *arg;    /* what --help calls the value: DATE, FILE; of a choice: the words, "keep|drop" */
    const char *help;   /* one line, no full stop */
    double least, most; /* bounds of a UINT, NUMBER, SIZE, or SPAN in days; both 0: no bounds were given, which the
                           contract suite refuses; most = OPT_ANY: no upper bound */

    /* Conditions: alternatives with | between them, each the name of an option that must have been given, or NAME=WORD
     * or NAME=WORD,WORD for a choice that has one of these words, given or by default. */
    const char *goes_with; /* refused if none of these holds */
    const char *needed_by; /* must be given if one of these holds */
    const char *excludes;  /* refused if one of these holds */
};

#define OPT_ANY INFINITY

#define OPT_TARGET(type, pointer) (1 ? (pointer) : (type *)0)
#define OPT_ROW(name_, type_, pointer, arg_, help_, ...)                                          \
    {                                                                                             \
        .name = name_, .type = type_, .value = pointer, .arg = arg_, .help = help_, ##__VA_ARGS__ \
    }
#define OPT_FLAG(name, pointer, help, ...) OPT_ROW(name, OPT_IS_FLAG, OPT_TARGET(bool, pointer), 0, help, ##__VA_ARGS__)
#define OPT_TEXT(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_TEXT, OPT_TARGET(const char *, pointer), arg, help, ##__VA_ARGS__)
#define OPT_UINT(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_UINT, OPT_TARGET(uint64_t, pointer), arg, help, ##__VA_ARGS__)
#define OPT_NUMBER(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_NUMBER, OPT_TARGET(double, pointer), arg, help, ##__VA_ARGS__)
#define OPT_SIZE(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_SIZE, OPT_TARGET(uint64_t, pointer), arg, help, ##__VA_ARGS__)
#define OPT_DATE(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_DATE, OPT_TARGET(date, pointer), arg, help, ##__VA_ARGS__)
/* A length of time, in days. */
#define OPT_SPAN(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_SPAN, OPT_TARGET(int32_t, pointer), arg, help, ##__VA_ARGS__)
/* The index of the word in "keep|drop", so an enum has the same order; -1 before parsing: no word by default. */
#define OPT_CHOICE(name, pointer, words, help, ...) \
    OPT_ROW(name, OPT_IS_CHOICE, OPT_TARGET(int, pointer), words, help, ##__VA_ARGS__)
#define OPT_LIST(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_LIST, OPT_TARGET(struct opt_list, pointer), arg, help, ##__VA_ARGS__)
/* A text that may be given more than once: a list of all of them, whole. */
#define OPT_TEXTS(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_TEXTS, OPT_TARGET(struct opt_list, pointer), arg, help, ##__VA_ARGS__)
/* A file that the tool writes (a path, kept as text): it is compared with the inputs and with the other files that are
 * written, and the contract suite tries it on a full disk. */
#define OPT_OUTFILE(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_OUTFILE, OPT_TARGET(const char *, pointer), arg, help, ##__VA_ARGS__)
/* A file that the tool reads besides its operands: no output may replace it. */
#define OPT_INFILE(name, pointer, arg, help, ...) \
    OPT_ROW(name, OPT_IS_INFILE, OPT_TARGET(const char *, pointer), arg, help, ##__VA_ARGS__)

/* The shared way to say how many threads work; `otherwise` is the default in words if it is not the target's value. */
#define OPT_THREADS(pointer, help, ...) OPT_UINT("threads", pointer, "N", help, .least = 1, .most = 1024, ##__VA_ARGS__)

/* Parses argv[1..] by the tables (each ends with a row of zeros, either may be NULL); moves the operands to argv[0..]
 * and returns their number. `needs` names options that must be given, blank-separated, or is NULL; "model|method" means
 * that one of them must be given. A wrong option or value, a missing one, or two that exclude each other, end the tool,
 * status 2; the message has the nearest spelling, the bounds or the remedy. */
int opt_parse(int argc, char **argv, const struct opt *own, const struct opt *shared, const char *needs);

/* Was the option with this target given? */
bool opt_given(const void *target);

/* The i-th word of a choice, "keep|drop"; and the index of a word, -1 if it is none of them. */
struct slice opt_word(const char *words, int i);
int opt_word_index(const char *words, struct slice word);

/* What --help adds to an option's line: its default, bounds and relations, "(1 to 255; default 5)"; empty if there is
 * nothing to say. opt_bounds is "1..255", as --spec prints it. Both return `p`. */
const char *opt_remark(const struct opt *o, char *p, size_t n);
const char *opt_bounds(const struct opt *o, char *p, size_t n);

/* Ends the tool, status 2, if the option is given and does not fit: for checks that the table cannot express. */
void opt_goes_with(bool given, bool fits, const char *option, const char *with);

#endif
