/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/encode.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

/* ---- columns ---- */

static struct encode_column *add_column(struct encode *e, struct slice name)
{
    e->column = mem_grow(e->column, &e->cap, e->columns + (size_t)1, sizeof *e->column);
    struct encode_column *c = &e->column[e->columns++];
    *c = (struct encode_column){.name = mem_str(name), .first = e->terms};
    return c;
}

static struct encode_column *labels_of(struct encode *e, struct slice name)
{
    struct encode_column *c = e->columns ? &e->column[e->columns - 1] : NULL;
    if (!c || !slice_is(name, c->name))
        c = add_column(e, name);
    c->has_labels = true;
    return c;
}

static void add_term(struct encode *e, struct encode_column *c)
{
    c->terms++;
    e->terms++;
}

static void set_numbers(struct encode *e, struct encode_column *c, double mean, double sd)
{
    c->mean = mean;
    c->sd = sd;
    if (sd > 0)
        add_term(e, c);
}

void encode_number(struct encode *e, struct slice name, double mean, double sd)
{
    set_numbers(e, add_column(e, name), mean, sd);
}

static void set_base(struct encode_column *c, struct slice label)
{
    free(c->base);
    c->base = mem_str(label);
}

static void set_label(struct encode *e, struct encode_column *c, struct slice label)
{
    uint32_t known = c->labels.n;
    if (map_put(&c->labels, label) == known)
        add_term(e, c);
}

void encode_label(struct encode *e, struct slice name, struct slice label)
{
    struct encode_column *c = labels_of(e, name);
    if (map_get(&c->labels, label) != MAP_NONE) {
        c = add_column(e, name);
        c->has_labels = true;
    }
    set_label(e, c, label);
}

void encode_base(struct encode *e, struct slice name, struct slice label)
{
    set_base(labels_of(e, name), label);
}

void encode_free(struct encode *e)
{
    for (unsigned j = 0; j < e->columns; j++) {
        free(e->column[j].name);
        free(e->column[j].base);
        map_free(&e->column[j].labels);
    }
    free(e->column);
    *e = (struct encode){0};
}

/* ---- learned ---- */

static double *numbers(const struct map *text)
{
    double *v = mem_zero(text->n, sizeof *v);
    for (uint32_t i = 0; i < text->n; i++)
        if (!num_double(map_key(text, i), &v[i])) {
            free(v);
            return NULL;
        }
    return v;
}

/* Means of equal values need not be equal to them. */
static bool is_one_value(const double *v, const double *weight, uint32_t n)
{
    uint32_t first = 0;
    while (first < n && !(weight[first] > 0))
        first++;
    for (uint32_t i = first; i < n; i++)
        if (weight[i] > 0 && v[i] != v[first])
            return false;
    return true;
}

static void learn_numbers(struct encode *e, struct slice name, const double *v, const double *weight, uint32_t n)
{
    double total = 0, mean = 0, squares = 0;
    for (uint32_t i = 0; i < n; i++)
        total += weight[i];
    for (uint32_t i = 0; i < n; i++)
        mean += weight[i] / total * v[i];
    for (uint32_t i = 0; i < n; i++)
        squares += weight[i] / total * (v[i] - mean) * (v[i] - mean);
    bool varies = squares > 0 && isfinite(squares) && !is_one_value(v, weight, n);
    encode_number(e, name, total > 0 ? mean : 0, varies ? sqrt(squares) : 0);
}

static int by_bytes(const void *a, const void *b, void *text)
{
    return slice_cmp(map_key(text, *(const uint32_t *)a), map_key(text, *(const uint32_t *)b));
}

static void learn_labels(struct encode *e, struct slice name, const struct map *text, const double *weight)
{
    uint32_t *order = mem_zero(text->n, sizeof *order), n = 0, commonest = 0;
    for (uint32_t i = 0; i < text->n; i++)
        if (weight[i] > 0)
            order[n++] = i;
    qsort_r(order, n, sizeof *order, by_bytes, (void *)(uintptr_t)text);
    for (uint32_t i = 1; i < n; i++)
        if (weight[order[i]] > weight[order[commonest]])
            commonest = i;
    struct encode_column *c = add_column(e, name);
    c->has_labels = true;
    if (n)
        set_base(c, map_key(text, order[commonest]));
    for (uint32_t i = 0; i < n; i++)
        if (i != commonest)
            set_label(e, c, map_key(text, order[i]));
    free(order);
}

void encode_learn(struct encode *e, struct slice name, const struct map *text, const double *weight)
{
    double *v = numbers(text);
    if (v)
        learn_numbers(e, name, v, weight, text->n);
    else
        learn_labels(e, name, text, weight);
    free(v);
}

/* ---- applied ---- */

enum encode_found encode_text(const struct encode_column *c, struct slice text, struct encode_term *out)
{
    double v;
    *out = (struct encode_term){ENCODE_NONE, 0};
    if (c->has_labels) {
        uint32_t label = map_get(&c->labels, text);
        if (label == MAP_NONE)
            return c->base && !slice_is(text, c->base) ? ENCODE_UNKNOWN : ENCODE_KNOWN;
        *out = (struct encode_term){c->first + label, 1};
        return ENCODE_KNOWN;
    }
    if (!num_double(text, &v))
        return ENCODE_BAD;
    if (c->terms)
        *out = (struct encode_term){c->first, (v - c->mean) / c->sd};
    return ENCODE_KNOWN;
}

void encode_begin(struct encode_in *r, const struct encode *e, struct tsv *in)
{
    *r = (struct encode_in){.e = e, .in = in, .col = mem_zero(e->columns, sizeof *r->col)};
    for (unsigned j = 0; j < e->columns; j++)
        r->col[j] = tsv_need(in, e->column[j].name);
}

bool encode_row(struct encode_in *r, double *z)
{
    uint64_t unknown = 0;
    memset(z, 0, r->e->terms * sizeof *z);
    for (unsigned j = 0; j < r->e->columns; j++) {
        struct encode_term t;
        struct slice text = tsv_field(r->in, r->col[j]);
        double v;
        if (text.n == 0)
            return tsv_bad(r->in, r->col[j], "is empty, but the model depends on it", NULL);
        enum encode_found found = encode_text(&r->e->column[j], text, &t);
        if (found == ENCODE_BAD)
            return tsv_double(r->in, r->col[j], &v);
        unknown += found == ENCODE_UNKNOWN;
        if (t.term != ENCODE_NONE)
            z[t.term] = t.z;
    }
    r->unknown += unknown;
    return true;
}

void encode_end(struct encode_in *r)
{
    free(r->col);
    *r = (struct encode_in){0};
}

/* ---- in a model file ---- */

void encode_write(const struct encode *e,
                  void (*row)(void *to, const char *section, const char *name, struct slice value), void *to)
{
    char name[32], text[NUM_ROOM];
    for (unsigned j = 0; j < e->columns; j++) {
        const struct encode_column *c = &e->column[j];
        snprintf(name, sizeof name, "%u", j + 1);
        row(to, "encode", name, slice_str(c->name));
        if (!c->has_labels) {
            row(to, "encode_mean", name, slice_of(text, (size_t)num_print_double(text, c->mean)));
            row(to, "encode_sd", name, slice_of(text, (size_t)num_print_double(text, c->sd)));
        }
        if (c->base)
            row(to, "encode_base", name, slice_str(c->base));
        for (uint32_t i = 0; i < c->labels.n; i++) {
            snprintf(name, sizeof name, "%u,%u", j + 1, i + 1);
            row(to, "encode_label", name, map_key(&c->labels, i));
        }
    }
}

/* The row must belong to the last column. */
static const char *read_value(struct encode *e, struct slice section, struct slice value)
{
    struct encode_column *c = &e->column[e->columns - 1];
    double v;
    if (slice_is(section, "encode_base")) {
        c->has_labels = true;
        set_base(c, value);
        return NULL;
    }
    if (slice_is(section, "encode_label")) {
        uint32_t known = c->labels.n;
        c->has_labels = true;
        set_label(e, c, value);
        return c->labels.n == known ? "is a label that is there already" : NULL;
    }
    if (!num_double(value, &v))
        return "is not a number";
    if (slice_is(section, "encode_mean"))
        c->mean = v;
    else if (v < 0 || c->terms || c->has_labels)
        return "is not the standard deviation of a column";
    else
        set_numbers(e, c, c->mean, v);
    return NULL;
}

bool encode_read(struct encode *e, struct slice section, struct slice name, struct slice value, const char **problem)
{
    static const char *const OURS[] = {"encode", "encode_mean", "encode_sd", "encode_base", "encode_label"};
    uint64_t number;
    size_t k = 0;
    while (k < sizeof OURS / sizeof *OURS && !slice_is(section, OURS[k]))
        k++;
    if (k == sizeof OURS / sizeof *OURS)
        return false;
    *problem = NULL;
    if (!num_uint(slice_cut(&name, ','), &number) || number != e->columns + (k == 0)) {
        *problem = "is of a column out of turn";
    } else if (k == 0) {
        add_column(e, value);
    } else if (e->columns) {
        *problem = read_value(e, section, value);
    } else {
        *problem = "is of no column";
    }
    return true;
}
