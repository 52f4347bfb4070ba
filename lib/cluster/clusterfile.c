/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterfile.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "tsv/tsv.h"

enum { GROUP, CLUSTER, COLUMN, NAME, VALUE, FIELDS };
static const char *const FIELD[FIELDS] = {"group", "cluster", "column", "name", "value"};

/* ---- writing ---- */

struct writer {
    const struct clusters *m;
    struct out *o;
    struct slice group;
    unsigned cluster;    /* from 1; 0: none */
    struct slice column; /* empty: none */
};

/* All of a row but its value. */
static void begin(const struct writer *w, const char *name)
{
    out_slice(w->o, w->group);
    out_tab(w->o);
    if (w->cluster)
        out_uint(w->o, w->cluster);
    out_tab(w->o);
    out_slice(w->o, w->column);
    out_tab(w->o);
    out_str(w->o, name);
    out_tab(w->o);
}
static void write_count(const struct writer *w, const char *name, uint64_t v)
{
    begin(w, name);
    out_uint(w->o, v);
    out_char(w->o, '\n');
}
static void write_number(const struct writer *w, const char *name, double v)
{
    begin(w, name);
    out_double(w->o, v);
    out_char(w->o, '\n');
}
static void write_text(const struct writer *w, const char *name, struct slice v)
{
    begin(w, name);
    out_slice(w->o, v);
    out_char(w->o, '\n');
}

static void write_cluster(struct writer w, const struct clusters_group *g, unsigned c)
{
    w.cluster = c + 1;
    write_text(&w, "label", g->label[c]);
    write_count(&w, "rows", g->rows[c]);
    write_number(&w, "weight", g->weight[c]);
    for (unsigned j = 0; j < w.m->columns; j++) {
        size_t at = (size_t)c * w.m->columns + j;
        w.column = w.m->column[j];
        write_number(&w, "centre", g->centre[at]);
        write_number(&w, "original", scaling_invert(&g->scaling[j], g->centre[at]));
        write_number(&w, "mean", g->mean[at]);
    }
}

static void write_group(struct writer w, struct slice name, const struct clusters_group *g)
{
    w.group = name;
    write_count(&w, "clusters", g->k);
    write_count(&w, "rows", g->rows_all);
    write_number(&w, "inertia", g->inertia);
    for (unsigned j = 0; j < w.m->columns; j++) {
        w.column = w.m->column[j];
        write_number(&w, "centre", g->scaling[j].centre);
        write_number(&w, "spread", g->scaling[j].spread);
    }
    w.column = slice_of("", 0);
    for (unsigned c = 0; c < g->k; c++)
        write_cluster(w, g, c);
}

void clusterfile_write(const struct clusters *m, struct out *o)
{
    struct writer w = {.m = m, .o = o};
    for (unsigned i = 0; i < FIELDS; i++) {
        out_str(o, FIELD[i]);
        out_char(o, i + 1 < FIELDS ? '\t' : '\n');
    }
    write_count(&w, "format", CLUSTERFILE_FORMAT);
    write_text(&w, "by", m->by);
    write_text(&w, "weights", m->weights);
    write_text(&w, "scale", slice_str(scaling_name(m->scale)));
    write_count(&w, "seed", m->seed);
    write_count(&w, "starts", m->starts);
    for (unsigned j = 0; j < m->columns; j++) {
        w.column = m->column[j];
        write_count(&w, "log1p", m->log1p[j]);
    }
    w.column = slice_of("", 0);
    uint64_t groups = 0;
    for (uint32_t i = 0; i < m->names.n; i++)
        if (m->group[i].k) {
            write_group(w, map_key(&m->names, i), &m->group[i]);
            groups++;
        }
    write_count(&w, "groups", groups);
}

/* ---- reading ---- */

/* The file is read in the order in which it was written: what must come next is asked for by name. */
static const char MADE[] = "a model made by cluster --model-out";

struct reader {
    struct tsv *t;
    struct clusters *m;
    unsigned place[FIELDS];
    bool more;          /* there is a row */
    struct slice group; /* what the next figure is of, as in struct writer */
    unsigned cluster;
    struct slice column;
};

static struct slice field(const struct reader *r, unsigned i)
{
    return tsv_field(r->t, r->place[i]);
}

static bool is(const struct reader *r, const char *name)
{
    char number[NUM_ROOM];
    int n = r->cluster ? num_print_uint(number, r->cluster) : 0;
    return r->more && slice_eq(field(r, GROUP), r->group) && slice_eq(field(r, CLUSTER), slice_of(number, (size_t)n)) &&
           slice_eq(field(r, COLUMN), r->column) && slice_is(field(r, NAME), name);
}

static void expect(const struct reader *r, const char *name)
{
    char cluster[64] = "";
    if (is(r, name))
        return;
    if (r->cluster)
        snprintf(cluster, sizeof cluster, " of cluster %u", r->cluster);
    die(STATUS_USAGE, "%s:%" PRIu64 ": expected the %s%s%s%.*s%s (is this %s?)", r->t->name, r->t->line + !r->more,
        name, cluster, r->column.n ? " of column \"" : "", (int)r->column.n, r->column.p ? r->column.p : "",
        r->column.n ? "\"" : "", MADE);
}

static void next(struct reader *r)
{
    r->more = tsv_next(r->t);
}

static struct slice read_text(struct reader *r, const char *name)
{
    expect(r, name);
    struct slice v = arena_copy(&r->m->arena, field(r, VALUE));
    next(r);
    return v;
}

static uint64_t read_count(struct reader *r, const char *name, uint64_t least, uint64_t most)
{
    expect(r, name);
    uint64_t v = tsv_made_uint(r->t, r->place[VALUE], least, most);
    next(r);
    return v;
}

static double read_number(struct reader *r, const char *name, bool positive)
{
    double v;
    expect(r, name);
    if (!num_double(field(r, VALUE), &v) || (positive && v <= 0))
        tsv_unusable(r->t, r->place[VALUE], "is not a number that can stand here");
    next(r);
    return v;
}

static void read_format(struct reader *r)
{
    uint64_t v;
    expect(r, "format");
    if (!num_uint(field(r, VALUE), &v) || v == 0)
        tsv_unusable(r->t, r->place[VALUE], "is no format");
    if (v > CLUSTERFILE_FORMAT)
        tsv_unusable(r->t, r->place[VALUE], "is newer than this program knows (a newer tillroll reads it)");
    next(r);
}

static void read_scale(struct reader *r)
{
    char name[16];
    expect(r, "scale");
    snprintf(name, sizeof name, "%.*s", (int)field(r, VALUE).n, field(r, VALUE).p);
    if (!scaling_kind_of(name, &r->m->scale))
        tsv_unusable(r->t, r->place[VALUE], "is no scaling");
    next(r);
}

/* As many as there are. */
static void read_columns(struct reader *r)
{
    struct clusters *m = r->m;
    size_t cap = 0, log_cap = 0;
    while (r->more && slice_is(field(r, NAME), "log1p")) {
        m->column = mem_grow(m->column, &cap, m->columns + 1U, sizeof *m->column);
        m->log1p = mem_grow(m->log1p, &log_cap, m->columns + 1U, sizeof *m->log1p);
        r->column = m->column[m->columns] = arena_copy(&m->arena, field(r, COLUMN));
        m->log1p[m->columns++] = read_count(r, "log1p", 0, 1);
    }
    r->column = slice_of("", 0);
    if (m->columns == 0)
        expect(r, "log1p");
}

static void read_cluster(struct reader *r, struct clusters_group *g, unsigned c)
{
    r->cluster = c + 1;
    g->label[c] = read_text(r, "label");
    if (g->label[c].n == 0)
        die(STATUS_USAGE, "%s: cluster %u has no label", r->t->name, c + 1);
    for (unsigned other = 0; other < c; other++)
        if (slice_eq(g->label[other], g->label[c]))
            die(STATUS_USAGE, "%s:%" PRIu64 ": two clusters have the label \"%.*s\"", r->t->name, r->t->line,
                (int)g->label[c].n, g->label[c].p);
    g->rows[c] = read_count(r, "rows", 0, UINT64_MAX);
    g->weight[c] = read_number(r, "weight", false);
    for (unsigned j = 0; j < r->m->columns; j++) {
        size_t at = (size_t)c * r->m->columns + j;
        r->column = r->m->column[j];
        g->centre[at] = read_number(r, "centre", false);
        read_number(r, "original", false);
        g->mean[at] = read_number(r, "mean", false);
    }
    r->column = slice_of("", 0);
    r->cluster = 0;
}

static void read_group(struct reader *r)
{
    struct clusters *m = r->m;
    if (!r->more)
        expect(r, "clusters");
    r->group = arena_copy(&m->arena, field(r, GROUP));
    if (map_get(&m->names, r->group) != MAP_NONE || (m->by.n == 0) != (r->group.n == 0))
        tsv_unusable(r->t, r->place[GROUP],
                     m->by.n ? "is of a group that cannot stand here"
                             : "is of a group, but the model has no column by");
    struct clusters_group *g = clusters_group(m, r->group);
    clusters_make(m, g, (unsigned)read_count(r, "clusters", 1, CLUSTERS_MOST));
    g->rows_all = read_count(r, "rows", 0, UINT64_MAX);
    g->inertia = read_number(r, "inertia", false);
    for (unsigned j = 0; j < m->columns; j++) {
        r->column = m->column[j];
        g->scaling[j].centre = read_number(r, "centre", false);
        g->scaling[j].spread = read_number(r, "spread", true);
    }
    r->column = slice_of("", 0);
    for (unsigned c = 0; c < g->k; c++)
        read_cluster(r, g, c);
}

void clusterfile_read(struct clusters *m, const char *path)
{
    struct reader r = {.t = tsv_open_file(path), .m = m};
    *m = (struct clusters){0};
    for (unsigned i = 0; i < FIELDS; i++)
        r.place[i] = tsv_made_need(r.t, FIELD[i], MADE);
    next(&r);
    read_format(&r);
    m->by = read_text(&r, "by");
    m->weights = read_text(&r, "weights");
    read_scale(&r);
    m->seed = read_count(&r, "seed", 0, UINT64_MAX);
    m->starts = read_count(&r, "starts", 1, UINT32_MAX);
    read_columns(&r);
    do
        read_group(&r);
    while (r.more && !slice_is(field(&r, NAME), "groups"));
    r.group = slice_of("", 0);
    read_count(&r, "groups", m->names.n, m->names.n);
    if (r.more)
        tsv_unusable(r.t, r.place[NAME], "comes after the end");
    tsv_close(r.t);
}
