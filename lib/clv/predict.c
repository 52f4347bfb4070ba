/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/predict.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "base/thread.h"
#include "base/tool.h"

enum {
    BLOCK_ROWS = 1 << 16,
    BLOCK_BYTES = 1 << 25,
    PATTERNS_PART = 256, /* what a thread takes at once */
    ROWS_PART = 4096,
    MOST_PATTERNS = 1 << 19, /* kept between blocks */
};

struct row {
    size_t from, n; /* its bytes */
    uint32_t pattern;
    double m;
};
enum { NO_PATTERN = UINT32_MAX }; /* without a purchase day */

struct starts_run {
    struct predict *f;
    struct predictin in;

    struct buf bytes; /* of the block's rows */
    struct row *row;
    size_t rows, row_cap;

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

static void write_header(struct starts_run *r, struct out *out)
{
    struct buf names = {0};
    predict_names(r->f, dates(r), &names);
    struct slice rest = buf_slice(&names);
    slice_cut(&rest, '\t');
    while (rest.p) {
        struct slice name = slice_cut(&rest, '\t');
        char *own = mem_str(name);
        tsv_must_lack(r->in.in, own);
        free(own);
    }
    out_slice(out, tsv_header(r->in.in));
    out_slice(out, buf_slice(&names));
    out_char(out, '\n');
    buf_free(&names);
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

static void read_row(struct starts_run *r)
{
    const struct tsv *in = r->in.in;
    struct row row = {.from = r->bytes.n, .n = in->row.n, .pattern = NO_PATTERN};
    if (!predictin_day(&r->in))
        return;
    if (!predict_contract(r->f) && tsv_field(in, r->in.seen.x).n == 0)
        ++*tool_counter("no_purchase_day");
    else if (!find_pattern(r, &row.pattern))
        return;
    else if (r->f->has_spend && r->pattern[row.pattern].x > 0 && !predictin_mean(&r->in, &row.m))
        return;
    buf_add(&r->bytes, in->row.p, in->row.n);
    r->row = mem_grow(r->row, &r->row_cap, r->rows + 1, sizeof *r->row);
    r->row[r->rows++] = row;
}

/* ---- a block ---- */

static void predict_part(void *ctx, size_t part)
{
    struct starts_run *r = ctx;
    struct predict_scratch s;
    struct buf *text = &r->part[part].text;
    size_t from = r->done + part * PATTERNS_PART, to = from + PATTERNS_PART, amounts = predict_amounts(r->f);
    predict_scratch_new(r->f, &s);
    for (size_t i = from; i < to && i < r->keys.n; i++) {
        struct predict_pattern *p = &r->pattern[i];
        p->text = text->n;
        predict_cells(r->f, p, r->z + p->z, dates(r) ? r->in.day.day : DATE_NONE, &s, text, r->amount + i * amounts);
        p->text_n = text->n - p->text;
    }
    predict_scratch_free(&s);
}

static void write_part(void *ctx, size_t part)
{
    struct starts_run *r = ctx;
    struct predict_scratch s;
    struct buf *text = &r->part[part].text;
    size_t to = (part + 1) * ROWS_PART, amounts = predict_amounts(r->f);
    predict_scratch_new(r->f, &s);
    for (size_t i = part * ROWS_PART; i < to && i < r->rows; i++) {
        const struct row *row = &r->row[i];
        const struct predict_pattern *p = row->pattern == NO_PATTERN ? NULL : &r->pattern[row->pattern];
        buf_add(text, r->bytes.p + row->from, row->n);
        if (!p)
            predict_nothing(r->f, dates(r), text);
        else
            buf_add(text, r->text.p + p->text, p->text_n);
        if (p && r->f->has_spend)
            r->part[part].no_mean += !predict_worth(r->f, p, row->m, r->amount + row->pattern * amounts, &s, text);
        buf_addch(text, '\n');
    }
    predict_scratch_free(&s);
}

/* Runs fn over n items, `each` a part; the parts' texts are empty before, and whoever called takes them. */
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

static void end_block(struct starts_run *r, struct out *out)
{
    predict_new(r);
    size_t parts = spread(r, r->rows, ROWS_PART, write_part);
    for (size_t part = 0; part < parts; part++)
        out_bytes(out, r->part[part].text.p, r->part[part].text.n);
    tool_rows.out += r->rows;
    r->rows = r->bytes.n = 0;
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
    buf_free(&r->bytes);
    buf_free(&r->text);
    buf_free(&r->key);
    map_free(&r->keys);
    free(r->row);
    free(r->pattern);
    free(r->amount);
    free(r->z);
    free(r->part);
}

void predict_rows(struct predict *f, struct tsv *in, struct out *out)
{
    struct starts_run r = {.f = f};
    tool_counter("no_purchase_day");
    predictin_begin(&r.in, in, &f->purchases, f->has_spend ? &f->spend : NULL);
    write_header(&r, out);
    while (tsv_next(in)) {
        read_row(&r);
        if (r.rows == BLOCK_ROWS || r.bytes.n > BLOCK_BYTES)
            end_block(&r, out);
    }
    end_block(&r, out);
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

static void write_newcomer(struct predict *f, const struct clvmodel *m, struct predict_scratch *s, struct out *out)
{
    struct predict_pattern p = {.model = m, .spend = f->has_spend ? spend_of_group(f, m) : NULL};
    struct predict_amount *amount = mem_zero(predict_amounts(f), sizeof *amount);
    double z[PATTERN_COVARIATES] = {0};
    struct buf text = {0};
    if (f->purchases.by)
        buf_addstr(&text, m->group);
    predict_cells(f, &p, z, DATE_NONE, s, &text, amount);
    if (f->has_spend)
        f->no_mean += !predict_worth(f, &p, 0, amount, s, &text);
    out_bytes(out, text.p + !f->purchases.by, text.n - !f->purchases.by);
    out_char(out, '\n');
    buf_free(&text);
    free(amount);
}

void predict_newcomers(struct predict *f, struct out *out)
{
    struct buf names = {0};
    struct predict_scratch s;
    predict_names(f, false, &names);
    if (f->purchases.by)
        out_str(out, f->purchases.by);
    out_bytes(out, names.p + !f->purchases.by, names.n - !f->purchases.by);
    out_char(out, '\n');
    buf_free(&names);
    predict_scratch_new(f, &s);
    for (size_t i = 0; i < f->purchases.file.n; i++)
        if (f->purchases.file.model[i].fit.family == f->purchases.family)
            write_newcomer(f, &f->purchases.file.model[i], &s, out);
    predict_scratch_free(&s);
}
