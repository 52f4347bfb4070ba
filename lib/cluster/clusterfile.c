/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterfile.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "tsv/figures.h"

enum { GROUP, CLUSTER, COLUMN, NAME, VALUE };
static const struct figures_layout LAYOUT = {
    "a model made by cluster --model-out", {"group", "cluster", "column", "name", "value"}, FIGURES_NONE, NAME, VALUE};

/* ---- writing ---- */

static void write_cluster(struct figures_out w, const struct clusters *m, const struct clusters_group *g, unsigned c)
{
    char number[NUM_ROOM];
    w.key[CLUSTER] = slice_of(number, (size_t)num_print_uint(number, c + 1));
    figures_write(&w, "label", cell_text(g->label[c]));
    figures_write(&w, "rows", cell_count(g->rows[c]));
    figures_write(&w, "weight", cell_number(g->weight[c]));
    for (unsigned j = 0; j < m->columns; j++) {
        size_t at = (size_t)c * m->columns + j;
        w.key[COLUMN] = m->column[j];
        figures_write(&w, "centre", cell_number(g->centre[at]));
        figures_write(&w, "original", cell_number(scaling_invert(&g->scaling[j], g->centre[at])));
        figures_write(&w, "mean", cell_number(g->mean[at]));
    }
}

static void write_group(struct figures_out w, const struct clusters *m, const struct clusters_group *g)
{
    figures_write(&w, "clusters", cell_count(g->k));
    figures_write(&w, "rows", cell_count(g->rows_all));
    figures_write(&w, "inertia", cell_number(g->inertia));
    for (unsigned j = 0; j < m->columns; j++) {
        w.key[COLUMN] = m->column[j];
        figures_write(&w, "centre", cell_number(g->scaling[j].centre));
        figures_write(&w, "spread", cell_number(g->scaling[j].spread));
    }
    w.key[COLUMN] = slice_of("", 0);
    for (unsigned c = 0; c < g->k; c++)
        write_cluster(w, m, g, c);
}

void clusterfile_write(const struct clusters *m, struct out *o)
{
    struct figures_out w = {o, &LAYOUT, {{0}}};
    uint64_t groups = 0;
    figures_header(o, &LAYOUT);
    figures_write(&w, "format", cell_count(CLUSTERFILE_FORMAT));
    figures_write(&w, "by", cell_text(m->by));
    figures_write(&w, "weights", cell_text(m->weights));
    figures_write(&w, "scale", cell_str(scaling_name(m->scale)));
    figures_write(&w, "seed", cell_count(m->seed));
    figures_write(&w, "starts", cell_count(m->starts));
    for (unsigned j = 0; j < m->columns; j++) {
        w.key[COLUMN] = m->column[j];
        figures_write(&w, "log1p", cell_count(m->log1p[j]));
    }
    w.key[COLUMN] = slice_of("", 0);
    for (uint32_t i = 0; i < m->names.n; i++)
        if (m->group[i].k) {
            w.key[GROUP] = map_key(&m->names, i);
            write_group(w, m, &m->group[i]);
            groups++;
        }
    w.key[GROUP] = slice_of("", 0);
    figures_write(&w, "groups", cell_count(groups));
}

/* ---- reading ---- */

struct reader {
    struct figures f; /* in the order in which it was written */
    struct clusters *m;
};

static struct slice read_text(struct reader *r, const char *name)
{
    figures_expect(&r->f, name);
    struct slice v = arena_copy(&r->m->arena, figures_field(&r->f, VALUE));
    figures_next(&r->f);
    return v;
}

static uint64_t read_count(struct reader *r, const char *name, uint64_t least, uint64_t most)
{
    figures_expect(&r->f, name);
    uint64_t v = figures_uint(&r->f, VALUE, least, most);
    figures_next(&r->f);
    return v;
}

static double read_number(struct reader *r, const char *name, bool positive)
{
    figures_expect(&r->f, name);
    double v = figures_number(&r->f, VALUE);
    if (positive && v <= 0)
        figures_unusable(&r->f, VALUE, "is not a number that is valid here");
    figures_next(&r->f);
    return v;
}

static void read_format(struct reader *r)
{
    figures_expect(&r->f, "format");
    figures_format(&r->f, CLUSTERFILE_FORMAT);
    figures_next(&r->f);
}

static void read_scale(struct reader *r)
{
    char name[16];
    figures_expect(&r->f, "scale");
    snprintf(name, sizeof name, "%.*s", (int)figures_field(&r->f, VALUE).n, figures_field(&r->f, VALUE).p);
    if (!scaling_kind_of(name, &r->m->scale))
        figures_unusable(&r->f, VALUE, "is no scaling");
    figures_next(&r->f);
}

/* As many as there are. */
static void read_columns(struct reader *r)
{
    struct clusters *m = r->m;
    size_t cap = 0, log_cap = 0;
    while (r->f.more && figures_is(&r->f, NAME, "log1p")) {
        m->column = mem_grow(m->column, &cap, m->columns + 1U, sizeof *m->column);
        m->log1p = mem_grow(m->log1p, &log_cap, m->columns + 1U, sizeof *m->log1p);
        r->f.key[COLUMN] = m->column[m->columns] = arena_copy(&m->arena, figures_field(&r->f, COLUMN));
        m->log1p[m->columns++] = read_count(r, "log1p", 0, 1);
    }
    r->f.key[COLUMN] = slice_of("", 0);
    if (m->columns == 0)
        figures_expect(&r->f, "log1p");
}

static void read_cluster(struct reader *r, struct clusters_group *g, unsigned c)
{
    char number[NUM_ROOM];
    r->f.key[CLUSTER] = slice_of(number, (size_t)num_print_uint(number, c + 1));
    g->label[c] = read_text(r, "label");
    if (g->label[c].n == 0)
        die(STATUS_USAGE, "%s: cluster %u has no label", r->f.t->name, c + 1);
    for (unsigned other = 0; other < c; other++)
        if (slice_eq(g->label[other], g->label[c]))
            die(STATUS_USAGE, "%s:%" PRIu64 ": two clusters have the label \"%.*s\"", r->f.t->name, r->f.t->line,
                (int)g->label[c].n, g->label[c].p);
    g->rows[c] = read_count(r, "rows", 0, UINT64_MAX);
    g->weight[c] = read_number(r, "weight", false);
    for (unsigned j = 0; j < r->m->columns; j++) {
        size_t at = (size_t)c * r->m->columns + j;
        r->f.key[COLUMN] = r->m->column[j];
        g->centre[at] = read_number(r, "centre", false);
        read_number(r, "original", false);
        g->mean[at] = read_number(r, "mean", false);
    }
    r->f.key[COLUMN] = slice_of("", 0);
    r->f.key[CLUSTER] = slice_of("", 0);
}

static void read_group(struct reader *r)
{
    struct clusters *m = r->m;
    if (!r->f.more)
        figures_expect(&r->f, "clusters");
    r->f.key[GROUP] = arena_copy(&m->arena, figures_field(&r->f, GROUP));
    if (map_get(&m->names, r->f.key[GROUP]) != MAP_NONE || (m->by.n == 0) != (r->f.key[GROUP].n == 0))
        figures_unusable(&r->f, GROUP,
                         m->by.n ? "is of a group that is not expected here"
                                 : "is of a group, but the model has no column by");
    struct clusters_group *g = clusters_group(m, r->f.key[GROUP]);
    clusters_make(m, g, (unsigned)read_count(r, "clusters", 1, CLUSTERS_MOST));
    g->rows_all = read_count(r, "rows", 0, UINT64_MAX);
    g->inertia = read_number(r, "inertia", false);
    for (unsigned j = 0; j < m->columns; j++) {
        r->f.key[COLUMN] = m->column[j];
        g->scaling[j].centre = read_number(r, "centre", false);
        g->scaling[j].spread = read_number(r, "spread", true);
    }
    r->f.key[COLUMN] = slice_of("", 0);
    for (unsigned c = 0; c < g->k; c++)
        read_cluster(r, g, c);
}

void clusterfile_read(struct clusters *m, const char *path)
{
    struct reader r = {figures_open(path, &LAYOUT), m};
    *m = (struct clusters){0};
    read_format(&r);
    m->by = read_text(&r, "by");
    m->weights = read_text(&r, "weights");
    read_scale(&r);
    m->seed = read_count(&r, "seed", 0, UINT64_MAX);
    m->starts = read_count(&r, "starts", 1, UINT32_MAX);
    read_columns(&r);
    do
        read_group(&r);
    while (r.f.more && !figures_is(&r.f, NAME, "groups"));
    r.f.key[GROUP] = slice_of("", 0);
    read_count(&r, "groups", m->names.n, m->names.n);
    if (r.f.more)
        figures_unusable(&r.f, NAME, "comes after the end");
    figures_close(&r.f);
}
