/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/predict.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "base/thread.h"
#include "base/tool.h"
#include "tsv/kept.h"

enum {
    BLOCK_ROWS = 1 << 16,
    BLOCK_BYTES = 1 << 25,
    PATTERNS_PART = 256,     /* what a thread takes at once; of rows a KEPT_PART */
    MOST_PATTERNS = 1 << 19, /* kept between blocks */
};

struct row {
    struct kept_row row;
    uint32_t pattern;
    double m;
};
enum { NO_PATTERN = UINT32_MAX }; /* without a purchase day */

struct starts_run {
    struct predict *f;
    struct predictin in;

    struct predict_columns columns;
    struct table table;
    struct kept rows; /* of the block: struct row */

    struct map keys; /* number i is pattern[i] */
    struct predict_pattern *pattern;
    struct predict_amount *amount; /* predict_amounts of each */
    double *z;
    size_t done, pattern_cap, amount_cap, z_n, z_cap; /* patterns that have their cells */
    struct buf text, key;

    struct part {
        struct buf text;
        uint64_t no_mean;
    } * part;
    size_t part_cap;
};

static bool dates(const struct starts_run *r)
{
    return outlook_waits(r->f->ask.family) && r->in.day.col != TSV_NONE;
}

/* ---- rows ---- */

/* The row's pattern by its bytes; false: the row was set aside. */
static bool find_pattern(struct starts_run *r, uint32_t *number)
{
    struct predict_pattern p;
    predictin_key(&r->in, &r->key);
    *number = map_get(&r->keys, buf_slice(&r->key));
    if (*number != MAP_NONE)
        return true;
    r->z = mem_grow(r->z, &r->z_cap, r->z_n + PATTERN_COVARIATES, sizeof *r->z);
    if (!predictin_pattern(&r->in, &p, r->z + r->z_n))
        return false;
    p.z = r->z_n;
    r->z_n += p.model->fit.covariates;
    *number = map_put(&r->keys, buf_slice(&r->key));
    r->pattern = mem_grow(r->pattern, &r->pattern_cap, *number + (size_t)1, sizeof *r->pattern);
    r->pattern[*number] = p;
    return true;
}

static void count_row(struct starts_run *r, const struct predict_pattern *p, double m)
{
    if (isnan(m))
        ++*tool_counter("no_spend");
    r->f->certain += p->model->fit.family == &FAMILY_BGNBD && p->x == 0;
    r->f->unknown += p->unknown;
    r->f->pooled += predict_pooled(p);
}

static void read_row(struct starts_run *r)
{
    const struct tsv *in = r->in.in;
    uint32_t pattern = NO_PATTERN;
    double m = 0;
    if (!predictin_day(&r->in))
        return;
    if (!predict_contract(r->f) && tsv_field(in, r->in.seen.x).n == 0)
        ++*tool_counter("no_purchase_day");
    else if (predictin_lacks_covariate(&r->in))
        ++*tool_counter("no_covariate");
    else if (!find_pattern(r, &pattern) ||
             (r->f->has_spend && r->pattern[pattern].x > 0 && !predictin_mean(&r->in, &m)))
        return;
    if (pattern != NO_PATTERN)
        count_row(r, &r->pattern[pattern], m);
    struct row *row = kept_add(&r->rows, in->row);
    row->pattern = pattern;
    row->m = m;
}

/* ---- a block ---- */

static void predict_part(void *ctx, size_t part)
{
    struct starts_run *r = ctx;
    struct predict_scratch s;
    struct buf *text = &r->part[part].text;
    size_t from = r->done + part * PATTERNS_PART, to = from + PATTERNS_PART, amounts = predict_amounts(r->f);
    date as_of = dates(r) ? r->in.day.day : DATE_NONE;
    predict_scratch_new(r->f, &s);
    for (size_t i = from; i < to && i < r->keys.n; i++) {
        struct predict_pattern *p = &r->pattern[i];
        p->text = text->n;
        predict_cells(r->f, p, r->z + p->z, as_of, &s, text, r->amount + i * amounts);
        p->text_n = text->n - p->text;
        predict_last_cells(r->f, p, r->z + p->z, as_of, text);
        p->last_n = text->n - p->text - p->text_n;
    }
    predict_scratch_free(&s);
}

/* Empty cells. */
static void put_nothing(const struct starts_run *r, struct buf *text)
{
    for (size_t i = 0; i < r->columns.n; i++)
        buf_addch(text, '\t');
}

static void write_part(void *ctx, size_t part)
{
    struct starts_run *r = ctx;
    struct predict_scratch s;
    struct buf *text = &r->part[part].text;
    size_t amounts = predict_amounts(r->f);
    predict_scratch_new(r->f, &s);
    for (struct kept_walk w = kept_from(&r->rows, part); w.next < (part + 1) * KEPT_PART && kept_next(&r->rows, &w);) {
        const struct row *row = w.record;
        const struct predict_pattern *p = row->pattern == NO_PATTERN ? NULL : &r->pattern[row->pattern];
        buf_add(text, w.row.p, w.row.n);
        if (!p)
            put_nothing(r, text);
        else
            buf_add(text, r->text.p + p->text, p->text_n);
        if (p && r->f->has_spend)
            r->part[part].no_mean +=
                !predict_worth(r->f, p, r->z + p->z, row->m, r->amount + row->pattern * amounts, &s, text);
        if (p)
            buf_add(text, r->text.p + p->text + p->text_n, p->last_n);
        buf_addch(text, '\n');
    }
    predict_scratch_free(&s);
}

/* Runs fn over n items, `each` a part; the parts' texts are empty before, and the caller takes them. */
static size_t spread(struct starts_run *r, size_t n, size_t each, void (*fn)(void *, size_t))
{
    size_t parts = (n + each - 1) / each, cap = r->part_cap;
    if (parts == 0)
        return 0;
    r->part = mem_grow(r->part, &r->part_cap, parts, sizeof *r->part);
    memset(r->part + cap, 0, (r->part_cap - cap) * sizeof *r->part);
    for (size_t i = 0; i < parts; i++)
        r->part[i].text.n = 0;
    thread_each(r->f->threads, parts, fn, r);
    return parts;
}

static void predict_new(struct starts_run *r)
{
    if (r->keys.n == r->done)
        return;
    r->amount = mem_grow(r->amount, &r->amount_cap, r->keys.n * predict_amounts(r->f), sizeof *r->amount);
    size_t n = r->keys.n - r->done, parts = spread(r, n, PATTERNS_PART, predict_part);
    for (size_t part = 0; part < parts; part++) {
        for (size_t i = r->done; i < r->done + PATTERNS_PART && i < r->keys.n; i++)
            r->pattern[i].text += r->text.n;
        r->done += PATTERNS_PART;
        buf_add(&r->text, r->part[part].text.p, r->part[part].text.n);
    }
    r->done = r->keys.n;
}

static void end_block(struct starts_run *r)
{
    predict_new(r);
    size_t parts = spread(r, r->rows.rows, KEPT_PART, write_part);
    for (size_t part = 0; part < parts; part++)
        table_made(&r->table, buf_slice(&r->part[part].text), 0);
    table_made(&r->table, slice_of(NULL, 0), r->rows.rows);
    kept_clear(&r->rows);
    if (r->keys.n > MOST_PATTERNS) {
        map_free(&r->keys);
        r->keys = (struct map){0};
        r->done = r->z_n = r->text.n = 0;
    }
}

static void free_run(struct starts_run *r)
{
    for (size_t i = 0; i < r->part_cap; i++) {
        r->f->no_mean += r->part[i].no_mean;
        buf_free(&r->part[i].text);
    }
    kept_free(&r->rows);
    table_end(&r->table);
    predict_columns_free(&r->columns);
    buf_free(&r->text);
    buf_free(&r->key);
    map_free(&r->keys);
    free(r->pattern);
    free(r->amount);
    free(r->z);
    free(r->part);
}

void predict_rows(struct predict *f, struct tsv *in, struct out *out)
{
    struct starts_run r = {.f = f, .rows = kept_of(sizeof(struct row))};
    tool_counter("no_purchase_day");
    predictin_begin(&r.in, in, &f->purchases, f->has_spend ? &f->spend : NULL);
    predict_columns(f, dates(&r), &r.columns);
    table_begin(&r.table, out, in, r.columns.column, NULL);
    while (tsv_next(in)) {
        read_row(&r);
        if (r.rows.rows == BLOCK_ROWS || r.rows.text.n > BLOCK_BYTES)
            end_block(&r);
    }
    end_block(&r);
    free_run(&r);
}

/* ---- new customers ---- */

static const struct clvmodel *spend_of_group(const struct predict *f, const struct clvmodel *m)
{
    struct slice group = m->group ? slice_str(m->group) : slice_of(NULL, 0);
    const struct clvmodel *spend = models_find(&f->spend.file, f->spend.family, group);
    if (!spend)
        die(STATUS_USAGE, "%s: no model of spend for the group %s", f->spend.path, m->group ? m->group : "");
    return spend;
}

static void write_newcomer(struct predict *f, const struct clvmodel *m, struct predict_scratch *s, struct table *t)
{
    struct predict_pattern p = {.model = m, .spend = f->has_spend ? spend_of_group(f, m) : NULL};
    struct predict_amount *amount = mem_zero(predict_amounts(f), sizeof *amount);
    double z[PATTERN_COVARIATES] = {0};
    struct buf text = {0};
    if (f->purchases.by)
        buf_addstr(&text, m->group);
    predict_cells(f, &p, z, DATE_NONE, s, &text, amount);
    if (f->has_spend)
        f->no_mean += !predict_worth(f, &p, z, 0, amount, s, &text);
    table_text(t, slice_of(NULL, 0), slice_of(text.p + !f->purchases.by, text.n - !f->purchases.by));
    buf_free(&text);
    free(amount);
}

void predict_newcomers(struct predict *f, struct out *out)
{
    struct predict_columns c = {0};
    struct predict_scratch s;
    struct table t;
    if (f->purchases.by)
        predict_column(&c, f->purchases.by, TYPE_TEXT);
    predict_columns(f, false, &c);
    table_begin(&t, out, NULL, c.column, NULL);
    t.counts = false; /* they are no rows of an input */
    predict_scratch_new(f, &s);
    for (size_t i = 0; i < f->purchases.file.n; i++)
        if (f->purchases.file.model[i].fit.family == f->purchases.family)
            write_newcomer(f, &f->purchases.file.model[i], &s, &t);
    predict_scratch_free(&s);
    table_end(&t);
    predict_columns_free(&c);
}
