/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * opt: options declared once, in a table.
 *
 * Parsing, --help, --spec, completions and the check of the manual page all read the same rows. The macros check the
 * type of the target at compile time; the target's value before parsing is the default. Options take `--name VALUE` or
 * `--name=VALUE`, one-letter ones `-k VALUE` or `-kVALUE`; `--` ends them; no abbreviations, so that a script never
 * changes its meaning when an option is added. */
#ifndef BASE_OPT_H
#define BASE_OPT_H

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
    OPT_IS_OUTFILE
};

/* The words of a comma-separated option, borrowed from argv; n = 0 where it was not given. */
struct opt_list {
    struct slice *word;
    size_t n;
};

struct opt {
    const char *name; /* "as-of"; or one letter, "n", for -n */
    enum opt_type type;
    void *value;
    const char *arg;  /* what --help calls the value: DATE, FILE; of a choice: the words, "keep|drop" */
    const char *help; /* one line, no full stop */
};

#define OPT_TARGET(type, pointer) (1 ? (pointer) : (type *)0)
#define OPT_FLAG(name, pointer, help)                         \
    {                                                         \
        name, OPT_IS_FLAG, OPT_TARGET(bool, pointer), 0, help \
    }
#define OPT_TEXT(name, pointer, arg, help)                              \
    {                                                                   \
        name, OPT_IS_TEXT, OPT_TARGET(const char *, pointer), arg, help \
    }
#define OPT_UINT(name, pointer, arg, help)                          \
    {                                                               \
        name, OPT_IS_UINT, OPT_TARGET(uint64_t, pointer), arg, help \
    }
#define OPT_NUMBER(name, pointer, arg, help)                        \
    {                                                               \
        name, OPT_IS_NUMBER, OPT_TARGET(double, pointer), arg, help \
    }
#define OPT_SIZE(name, pointer, arg, help)                          \
    {                                                               \
        name, OPT_IS_SIZE, OPT_TARGET(uint64_t, pointer), arg, help \
    }
#define OPT_DATE(name, pointer, arg, help)                      \
    {                                                           \
        name, OPT_IS_DATE, OPT_TARGET(date, pointer), arg, help \
    }
#define OPT_SPAN(name, pointer, arg, help)                         \
    {                                                              \
        name, OPT_IS_SPAN, OPT_TARGET(int32_t, pointer), arg, help \
    }
/* The index of the word in "keep|drop": the enum behind it has the same order. */
#define OPT_CHOICE(name, pointer, words, help)                     \
    {                                                              \
        name, OPT_IS_CHOICE, OPT_TARGET(int, pointer), words, help \
    }
#define OPT_LIST(name, pointer, arg, help)                                 \
    {                                                                      \
        name, OPT_IS_LIST, OPT_TARGET(struct opt_list, pointer), arg, help \
    }
/* A file that the tool writes (a path, kept as text): the contract suite tries it on a full disk. */
#define OPT_OUTFILE(name, pointer, arg, help)                              \
    {                                                                      \
        name, OPT_IS_OUTFILE, OPT_TARGET(const char *, pointer), arg, help \
    }
/* Parses argv[1..] by the tables (each ends with a row of zeros, either may be NULL); moves what is no option to
 * argv[0..] and returns how many they are. `needs` names options that must be given, blank-separated, or is NULL.
 * A wrong option or value, or a missing one, ends the tool, status 2, naming the nearest spelling. */
int opt_parse(int argc, char **argv, const struct opt *own, const struct opt *shared, const char *needs);

/* Ends the tool, status 2, where the option is given and does not fit: it goes with what is not there. */
void opt_goes_with(bool given, bool fits, const char *option, const char *with);

#endif
