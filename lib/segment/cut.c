/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/cut.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/mem.h"

#define METHODS "quantiles|bins"

/* ---- what is asked for ---- */

static void begin(struct cut *c, const char *measure, enum cut_method method, size_t limits, const char *option)
{
    *c = (struct cut){.measure = slice_str(measure), .method = (int)method, .classes = (unsigned)limits + 1};
    if (limits >= LIMITS_MOST)
        die(STATUS_USAGE, "%s: at most %d limits are possible", option, LIMITS_MOST - 1);
}

static void check_label(struct opt_list labels, size_t i)
{
    struct slice label = labels.word[i];
    if (label.n == 0 || memchr(label.p, '\t', label.n) || memchr(label.p, '\n', label.n))
        die(STATUS_USAGE, "--labels: label %zu is empty, or contains a tab or a line end", i + 1);
    for (size_t k = 0; k < i; k++)
        if (slice_eq(labels.word[k], label))
            die(STATUS_USAGE, "--labels: \"%.*s\" is given twice", (int)label.n, label.p);
}

static void take_labels(struct cut *c, struct opt_list labels)
{
    if (labels.n && labels.n != c->classes)
        die(STATUS_USAGE, "--labels gives %zu labels, but %u limits make %u classes", labels.n, c->classes - 1,
            c->classes);
    for (size_t i = 0; i < labels.n; i++) {
        check_label(labels, i);
        c->label[i] = labels.word[i];
    }
}

static int put_limit(char *p, const struct cut *c, unsigned limit)
{
    struct slice word = limit ? SLICE("inf") : SLICE("-inf");
    if (limit > 0 && limit < c->classes)
        return num_print_double(p, c->limit[limit - 1]);
    memcpy(p, word.p, word.n);
    return (int)word.n;
}

/* Classes without a name are called by their limits. */
static void name_classes(struct cut *c)
{
    for (unsigned i = 0; i < c->classes; i++) {
        char *p = c->room[i], *end = p;
        if (c->label[i].n)
            continue;
        *end++ = '(';
        end += put_limit(end, c, i);
        *end++ = ',';
        end += put_limit(end, c, i + 1);
        *end++ = i + 1 < c->classes ? ']' : ')';
        c->label[i] = slice_of(p, (size_t)(end - p));
    }
}

void cut_quantiles(struct cut *c, const char *measure, struct opt_list shares, struct opt_list labels)
{
    begin(c, measure, CUT_QUANTILES, shares.n, "--quantiles");
    for (size_t i = 0; i < shares.n; i++) {
        struct slice word = shares.word[i];
        decimal *share = &c->share[i];
        if (decimal_parse(word, share) != DECIMAL_OK || *share <= 0 || *share >= DECIMAL_ONE)
            die(STATUS_USAGE,
                "--quantiles: \"%.*s\" is not a share between 0 and 1 (0.2,0.8 cuts off a fifth at each end)",
                (int)word.n, word.p);
        if (i && *share <= c->share[i - 1])
            die(STATUS_USAGE, "--quantiles: \"%.*s\" is not greater than the one before it", (int)word.n, word.p);
    }
    take_labels(c, labels);
}

void cut_bins(struct cut *c, const char *measure, struct opt_list limits, struct opt_list labels)
{
    begin(c, measure, CUT_BINS, limits.n, "--bins");
    for (size_t i = 0; i < limits.n; i++) {
        struct slice word = limits.word[i];
        struct amount a;
        if (!amount_parse(word, &a) || a.kind == AMOUNT_EMPTY)
            die(STATUS_USAGE, "--bins: \"%.*s\" is not a number", (int)word.n, word.p);
        c->limit[i] = amount_double(a);
        if (i && c->limit[i] <= c->limit[i - 1])
            die(STATUS_USAGE, "--bins: \"%.*s\" is not greater than the one before it", (int)word.n, word.p);
    }
    take_labels(c, labels);
    name_classes(c);
}

/* ---- limits in a file ---- */

enum { METHOD, BINS, CHOICES };

struct file {
    struct limits limits;
    struct limits_choice choice[CHOICES];
    struct limits_measure measure;
    struct limits_class class[LIMITS_MOST];
};

static void set(struct file *f, const struct cut *c, int method, int classes)
{
    f->choice[METHOD] = (struct limits_choice){"method", METHODS, method};
    f->choice[BINS] = (struct limits_choice){"bins", NULL, classes};
    f->measure = (struct limits_measure){c->measure, (double *)(uintptr_t)c->limit, f->class};
    f->limits = (struct limits){"a table of limits, made by segment --limits-out",
                                &f->measure,
                                1,
                                f->choice,
                                CHOICES,
                                (struct slice *)(uintptr_t)c->label};
}

void cut_read(struct cut *c, const char *measure, const char *path, struct opt_list labels)
{
    struct file f;
    begin(c, measure, CUT_QUANTILES, 0, "--limits");
    set(&f, c, -1, 0);
    limits_read(&f.limits, path);
    c->method = f.choice[METHOD].value;
    c->classes = (unsigned)f.choice[BINS].value;
    take_labels(c, labels);
}

void cut_write(const struct cut *c, struct out *o)
{
    struct file f;
    set(&f, c, c->method, (int)c->classes);
    for (unsigned i = 0; i < c->classes; i++) {
        const struct cut_class *of = &c->class[i];
        f.class[i] = (struct limits_class){i + 1, of->rows, cell_amount(of->lowest), cell_amount(of->highest),
                                           amount_mean(&of->sum)};
    }
    limits_write(&f.limits, o);
}

/* ---- values ---- */

void cut_see(struct cut *c, struct amount a)
{
    c->value = mem_grow(c->value, &c->cap, c->n + 1, sizeof *c->value);
    c->value[c->n++] = a;
}

/* Between two limits that fall on one value there is no room for another. */
static void warn_of_ties(const struct cut *c)
{
    for (unsigned i = 1; i + 1 < c->classes; i++)
        if (c->limit[i] <= c->limit[i - 1]) {
            char text[NUM_ROOM];
            int n = num_print_double(text, c->limit[i]);
            warn("no row can be %.*s: its limits are both %.*s, as many rows have that value (fewer quantiles, or "
                 "--bins)",
                 (int)c->label[i].n, c->label[i].p, n, text);
        }
}

void cut_find(struct cut *c)
{
    amount_sort(c->value, c->n);
    for (unsigned i = 0; c->n && i + 1 < c->classes; i++)
        c->limit[i] = amount_quantile(c->value, c->n, (uint64_t)c->share[i], DECIMAL_ONE);
    name_classes(c);
    if (c->n)
        warn_of_ties(c);
    free(c->value);
    c->value = NULL;
}

struct slice cut_label(struct cut *c, struct amount a)
{
    double v = amount_double(a);
    unsigned i = 0;
    while (i + 1 < c->classes && v > c->limit[i])
        i++;
    struct cut_class *of = &c->class[i];
    if (of->rows == 0 || amount_compare(a, of->lowest) < 0)
        of->lowest = a;
    if (of->rows == 0 || amount_compare(a, of->highest) > 0)
        of->highest = a;
    of->rows++;
    amount_add(&of->sum, a);
    return c->label[i];
}

void cut_free(struct cut *c)
{
    free(c->value);
}
