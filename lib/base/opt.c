/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/opt.h"

#include <limits.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

static bool takes_value(const struct opt *o)
{
    return o->type != OPT_IS_FLAG;
}

static size_t count(const struct opt *o)
{
    size_t n = 0;
    while (o && o[n].type != OPT_END)
        n++;
    return n;
}

static const struct opt *find(const struct opt *table, struct slice name)
{
    for (; table && table->type != OPT_END; table++)
        if (slice_is(name, table->name))
            return table;
    return NULL;
}

static _Noreturn void unknown(struct slice name, const char *dash, const struct opt *own, const struct opt *shared)
{
    size_t n = 0;
    const char **names = mem_zero(count(own) + count(shared) + 1, sizeof *names);
    for (const struct opt *o = own; o && o->type != OPT_END; o++)
        names[n++] = o->name;
    for (const struct opt *o = shared; o && o->type != OPT_END; o++)
        names[n++] = o->name;
    const char *near = die_nearest(name, names, n);
    free(names);
    if (near)
        die(STATUS_USAGE, "unknown option %s%.*s (did you mean %s%s?)", dash, (int)name.n, name.p, near[1] ? "--" : "-",
            near);
    die(STATUS_USAGE, "unknown option %s%.*s (--help lists them)", dash, (int)name.n, name.p);
}

static bool set_choice(const struct opt *o, struct slice value)
{
    struct slice words = slice_str(o->arg);
    for (int i = 0; words.p; i++)
        if (slice_eq(slice_cut(&words, '|'), value)) {
            *(int *)o->value = i;
            return true;
        }
    return false;
}

static bool set_list(const struct opt *o, struct slice value)
{
    struct opt_list *list = o->value;
    size_t cap = 0;
    free(list->word);
    *list = (struct opt_list){0};
    while (value.p) {
        struct slice word = slice_cut(&value, ',');
        if (word.n == 0)
            return false;
        list->word = mem_grow(list->word, &cap, list->n + 1, sizeof *list->word);
        list->word[list->n++] = word;
    }
    return true;
}

/* What the value should have been, or NULL where it was set. */
static const char *set(const struct opt *o, const char *text)
{
    struct slice value = slice_str(text);
    switch (o->type) {
    case OPT_IS_TEXT:
    case OPT_IS_OUTFILE:
        *(const char **)o->value = text;
        return NULL;
    case OPT_IS_UINT:
        return num_uint(value, o->value) ? NULL : "a whole number";
    case OPT_IS_NUMBER:
        return num_double(value, o->value) ? NULL : "a number";
    case OPT_IS_SIZE:
        return num_size(value, o->value) ? NULL : "a size such as 64M or 1G";
    case OPT_IS_DATE:
        return date_parse(value, o->value) ? NULL : "a date, YYYY-MM-DD";
    case OPT_IS_SPAN:
        return span_parse(value, o->value) ? NULL : "a length of time such as 90d, 12w, 3m or 1y";
    case OPT_IS_CHOICE:
        return set_choice(o, value) ? NULL : o->arg;
    case OPT_IS_LIST:
        return set_list(o, value) ? NULL : "words with commas between them";
    default:
        abort(); /* flags take no value, the end row is no option */
    }
}

static void need(const char *needs, const struct opt *own, const bool *given)
{
    struct slice words = slice_str(needs ? needs : "");
    while (words.p) {
        struct slice word = slice_cut(&words, ' ');
        const struct opt *o = find(own, word);
        if (o && !given[o - own])
            die(STATUS_USAGE, "needs %s%s %s: %s", o->name[1] ? "--" : "-", o->name, o->arg ? o->arg : "", o->help);
    }
}

static const char *path_of(const struct opt *o)
{
    const char *path = o->type == OPT_IS_OUTFILE ? *(const char **)o->value : NULL;
    return path && strncmp(path, "/dev/", 5) != 0 ? path : NULL;
}

/* Two options that write one file would leave the content of one of them. */
static void refuse_same_file(const struct opt *own, const struct opt *shared)
{
    size_t mine = count(own), n = mine + count(shared);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const struct opt *a = i < mine ? &own[i] : &shared[i - mine], *b = j < mine ? &own[j] : &shared[j - mine];
            if (path_of(a) && path_of(b) && strcmp(path_of(a), path_of(b)) == 0)
                die(STATUS_USAGE, "--%s and --%s write the same file: %s", a->name, b->name, path_of(a));
        }
}

/* The option that argv[*i] begins, its value in *value; a value of its own word moves *i on. */
static const struct opt *read_option(int argc, char **argv, int *i, const struct opt *own, const struct opt *shared,
                                     const char **value)
{
    const char *arg = argv[*i];
    bool is_long = arg[1] == '-';
    struct slice name = is_long ? slice_str(arg + 2) : slice_of(arg + 1, 1);
    const char *equals = is_long ? strchr(arg, '=') : NULL;
    if (equals)
        name.n = (size_t)(equals - name.p);
    /* "--n" is not "-n": a name of one letter belongs to one dash */
    const struct opt *o = is_long == (name.n > 1) ? find(own, name) : NULL;
    if (!o && is_long == (name.n > 1))
        o = find(shared, name);
    if (!o)
        unknown(is_long ? name : slice_str(arg + 1), is_long ? "--" : "-", own, shared);
    *value = equals ? equals + 1 : !is_long && arg[2] ? arg + 2 : NULL;
    if (!takes_value(o) && *value)
        die(STATUS_USAGE, "%s takes no value", arg);
    if (takes_value(o) && !*value) {
        if (*i + 1 >= argc)
            die(STATUS_USAGE, "%s needs a value: %s", arg, o->arg);
        *value = argv[++*i];
    }
    return o;
}

int opt_parse(int argc, char **argv, const struct opt *own, const struct opt *shared, const char *needs)
{
    int operands = 0;
    bool *given = mem_zero(count(own) + 1, sizeof *given), options = true;
    for (int i = 1; i < argc; i++) {
        if (!options || argv[i][0] != '-' || argv[i][1] == '\0') {
            argv[operands++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            options = false;
            continue;
        }
        const char *value;
        const struct opt *o = read_option(argc, argv, &i, own, shared, &value);
        if (o >= own && o < own + count(own))
            given[o - own] = true;
        if (!takes_value(o)) {
            *(bool *)o->value = true;
            continue;
        }
        const char *wanted = set(o, value);
        if (wanted)
            die(STATUS_USAGE, "%s%s: \"%s\" is not what it takes: %s", o->name[1] ? "--" : "-", o->name, value, wanted);
    }
    need(needs, own, given);
    refuse_same_file(own, shared);
    free(given);
    return operands;
}

void opt_goes_with(bool given, bool fits, const char *option, const char *with)
{
    if (given && !fits)
        die(STATUS_USAGE, "%s goes with %s", option, with);
}
