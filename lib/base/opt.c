/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/opt.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/optcheck.h"

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

struct slice opt_word(const char *words, int i)
{
    struct slice rest = slice_str(words);
    while (i-- > 0)
        slice_cut(&rest, '|');
    return slice_cut(&rest, '|');
}

int opt_word_index(const char *words, struct slice word)
{
    struct slice rest = slice_str(words);
    for (int i = 0; rest.p; i++)
        if (slice_eq(slice_cut(&rest, '|'), word))
            return i;
    return -1;
}

static bool set_choice(const struct opt *o, struct slice value)
{
    int i = opt_word_index(o->arg, value);
    if (i >= 0)
        *(int *)o->value = i;
    return i >= 0;
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

static void add_text(const struct opt *o, struct slice value)
{
    struct opt_list *list = o->value;
    list->word = mem_resize(list->word, list->n + 1, sizeof *list->word);
    list->word[list->n++] = value;
}

/* ---- bounds ---- */

static bool has_bounds(const struct opt *o)
{
    bool numeric =
        o->type == OPT_IS_UINT || o->type == OPT_IS_NUMBER || o->type == OPT_IS_SIZE || o->type == OPT_IS_SPAN;
    return numeric && (o->least != 0 || o->most != 0);
}

static double number_of(const struct opt *o)
{
    return o->type == OPT_IS_NUMBER ? *(const double *)o->value
           : o->type == OPT_IS_SPAN ? (double)*(const int32_t *)o->value
                                    : (double)*(const uint64_t *)o->value;
}

static bool within(const struct opt *o)
{
    double v = number_of(o);
    return o->open ? v > o->least && v < o->most : v >= o->least && v <= o->most;
}

/* "from 2 to 255", "above 0", with the unit of a span. */
static void show_bounds(const struct opt *o, const char *from, char *p, size_t n)
{
    const char *unit = o->type == OPT_IS_SPAN ? "d" : "";
    if (isinf(o->most))
        snprintf(p, n, o->open ? "above %.15g%s" : "%.15g%s or more", o->least, unit);
    else if (o->open)
        snprintf(p, n, "above %.15g%s and below %.15g%s", o->least, unit, o->most, unit);
    else
        snprintf(p, n, "%s%.15g%s to %.15g%s", from, o->least, unit, o->most, unit);
}

const char *opt_bounds(const struct opt *o, char *p, size_t n)
{
    *p = '\0';
    if (!has_bounds(o))
        return p;
    int k = isinf(o->least) ? snprintf(p, n, "..") : snprintf(p, n, "%.15g..", o->least);
    if (!isinf(o->most))
        snprintf(p + k, n - (size_t)k, "%.15g", o->most);
    return p;
}

/* ---- what --help adds ---- */

static size_t show_default(const struct opt *o, char *p, size_t n)
{
    char day[DATE_LEN + 1] = "";
    struct slice word = slice_str(day);
    switch (o->type) {
    case OPT_IS_UINT:
    case OPT_IS_NUMBER:
    case OPT_IS_SPAN:
        if (!has_bounds(o) || !within(o) || number_of(o) >= (double)UINT64_MAX)
            return 0;
        return (size_t)snprintf(p, n, "default %.15g%s", number_of(o), o->type == OPT_IS_SPAN ? "d" : "");
    case OPT_IS_CHOICE:
        if (*(const int *)o->value >= 0)
            word = opt_word(o->arg, *(const int *)o->value);
        break;
    case OPT_IS_DATE:
        if (*(const date *)o->value != DATE_NONE)
            date_print(day, *(const date *)o->value), word.n = DATE_LEN;
        break;
    case OPT_IS_TEXT:
        if (*(const char *const *)o->value)
            word = slice_str(*(const char *const *)o->value);
        break;
    default:
        break;
    }
    return word.n ? (size_t)snprintf(p, n, "default %.*s", (int)word.n, word.p) : 0;
}

const char *opt_remark(const struct opt *o, char *p, size_t n)
{
    char part[3][256] = {"", "", ""}, shown[200];
    size_t k = 0;
    if (has_bounds(o) && !(isinf(o->most) && o->least <= 0 && !o->open))
        show_bounds(o, "", part[0], sizeof part[0]);
    if (!strstr(o->help, "default"))
        show_default(o, part[1], sizeof part[1]);
    if (o->goes_with)
        snprintf(part[2], sizeof part[2], "with %s", optcheck_show(o->goes_with, shown, sizeof shown));
    *p = '\0';
    for (int i = 0; i < 3; i++)
        if (part[i][0] && k < n)
            k += (size_t)snprintf(p + k, n - k, "%s%s", k ? "; " : "(", part[i]);
    if (k && k < n)
        snprintf(p + k, n - k, ")");
    return p;
}

/* ---- values ---- */

/* What was expected, or NULL if the value was set. */
static const char *set(const struct opt *o, const char *text)
{
    struct slice value = slice_str(text);
    switch (o->type) {
    case OPT_IS_TEXT:
    case OPT_IS_OUTFILE:
    case OPT_IS_INFILE:
        *(const char **)o->value = text;
        return NULL;
    case OPT_IS_UINT:
        return num_uint(value, o->value) ? NULL : "a whole number";
    case OPT_IS_NUMBER:
        return num_double(value, o->value) ? NULL : "a number";
    case OPT_IS_SIZE:
        return num_size(value, o->value) ? NULL : "a size such as 64M or 1G";
    case OPT_IS_DATE:
        return date_parse(value, o->value) ? NULL : date_problem(value);
    case OPT_IS_SPAN:
        return span_parse(value, o->value) ? NULL : "a length of time such as 90d, 12w, 3m or 1y";
    case OPT_IS_CHOICE:
        return set_choice(o, value) ? NULL : o->arg;
    case OPT_IS_TEXTS:
        add_text(o, value);
        return NULL;
    case OPT_IS_LIST:
        return set_list(o, value) ? NULL : "words with commas between them";
    default:
        abort(); /* flags take no value, the end row is no option */
    }
}

/* Typing mistakes with a remedy of their own. */
static void refuse_known_slip(const struct opt *o, const char *text)
{
    const char *dash = o->name[1] ? "--" : "-";
    struct slice value = slice_str(text);
    uint64_t whole;
    double x;
    if (o->type == OPT_IS_SPAN && num_uint(value, &whole))
        die(STATUS_USAGE, "%s%s: %s has no unit (%sd are days; 12w, 3m and 1y are other examples)", dash, o->name, text,
            text);
    if (o->type == OPT_IS_DATE)
        die(STATUS_USAGE, "%s%s: \"%s\" is not a date (%s)", dash, o->name, text, date_problem(value));
    if ((o->type == OPT_IS_NUMBER || o->type == OPT_IS_UINT) && value.n && value.p[value.n - 1] == '%' &&
        num_double(slice_of(value.p, value.n - 1), &x))
        die(STATUS_USAGE, "%s%s: \"%s\" is not a number (as a share: %.15g)", dash, o->name, text, x / 100);
}

static void set_or_refuse(const struct opt *o, const char *text)
{
    const char *dash = o->name[1] ? "--" : "-", *wanted = set(o, text);
    char bounds[128] = "";
    if (has_bounds(o))
        show_bounds(o, "from ", bounds, sizeof bounds);
    if (wanted) {
        refuse_known_slip(o, text);
        die(STATUS_USAGE, "%s%s: \"%s\" is not valid, expected %s%s%s", dash, o->name, text, wanted,
            *bounds ? ", " : "", bounds);
    }
    if (has_bounds(o) && !within(o))
        die(STATUS_USAGE, "%s%s %s is out of range (%s)", dash, o->name, text, bounds);
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

static struct optcheck parsed;

/* A flag may have two names (-v, --verbose) and one target. */
bool opt_given(const void *target)
{
    bool known = false;
    for (size_t i = 0; i < parsed.count; i++) {
        bool is_it = optcheck_row(&parsed, i)->value == target;
        if (is_it && parsed.given[i])
            return true;
        known |= is_it;
    }
    if (!known)
        abort();
    return false;
}

/* The place of an option among those of both tables. */
static size_t place_of(const struct opt *o)
{
    bool is_own = o >= parsed.own && o < parsed.own + parsed.own_count;
    return is_own ? (size_t)(o - parsed.own) : parsed.own_count + (size_t)(o - parsed.shared);
}

static int parse_all(int argc, char **argv, bool *given)
{
    int operands = 0;
    bool options = true;
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
        const struct opt *o = read_option(argc, argv, &i, parsed.own, parsed.shared, &value);
        given[place_of(o)] = true;
        if (takes_value(o))
            set_or_refuse(o, value);
        else
            *(bool *)o->value = true;
    }
    return operands;
}

int opt_parse(int argc, char **argv, const struct opt *own, const struct opt *shared, const char *needs)
{
    free((void *)(uintptr_t)parsed.given);
    parsed = (struct optcheck){own, shared, count(own), count(own) + count(shared), NULL};
    bool *given = mem_zero(parsed.count + 1, sizeof *given);
    parsed.given = given;
    int operands = parse_all(argc, argv, given);
    optcheck_needs(&parsed, needs ? needs : "");
    optcheck_relations(&parsed);
    return operands;
}

void opt_goes_with(bool given, bool fits, const char *option, const char *with)
{
    if (given && !fits)
        die(STATUS_USAGE, "%s goes with %s", option, with);
}
