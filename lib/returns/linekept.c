/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linekept.h"

#include <stdlib.h>

#include "base/tool.h"
#include "returns/linefile.h"
#include "returns/linenote.h"
#include "tsv/bulk.h"
#include "tsv/feed.h"

enum { MARK_BYTES = 1 << (LINEKEPT_MARK_BITS - 3) };

/* ---- one after another ---- */

/* The row with its LF, which the last one may lack. */
static void keep_text(struct linekept *k)
{
    buf_add_map(&k->text, k->in->row.p, k->in->row.n);
    buf_add_map(&k->text, "\n", 1);
}

static struct linekept_part *add_part(struct linekept *k)
{
    k->part = mem_grow(k->part, &k->part_cap, k->parts + 1, sizeof *k->part);
    k->part[k->parts] = (struct linekept_part){.place = k->end, .first = k->rows};
    return &k->part[k->parts++];
}

/* With messages for what is wrong. */
static void read_rows(struct linekept *k, size_t size)
{
    struct linekept_part *p = NULL;
    struct linenote note = linenote_of(k);
    k->end = k->begin;
    while (tsv_next(k->in)) {
        enum lines_column wrong = linenote_parse(&note, k, bulk_record(k->in, 0));
        if (wrong != LINES_COLUMNS && !line_bad(k->in, &k->columns, wrong))
            continue;
        if (!k->again)
            keep_text(k);
        if (!p || p->bytes >= size)
            p = add_part(k);
        linenote_add(&note, k, p, k->in->row.n + 1);
        k->end += (off_t)k->in->row.n + 1;
        k->rows++;
    }
    if (k->text.cap - k->text.n < FEED_PADDING)
        buf_grow_map(&k->text, FEED_PADDING);
}

/* ---- all ---- */

/* Can the lines be read again, each of them one that is kept, and the last one with its LF? */
static bool can_read_again(struct linekept *k)
{
    char last;
    return !tool_shared.on_bad && tsv_file(k->in, &k->file) && window_bytes(&k->file, &last, 1, k->file.end - 1) == 1 &&
           last == '\n';
}

static void drop_parts(struct linekept *k)
{
    for (size_t i = 0; i < k->parts; i++) {
        free(k->part[i].row);
        free(k->part[i].run);
    }
    k->parts = 0;
    k->rows = 0;
}

void linekept_read(struct linekept *k, struct tsv *in, bool credits, unsigned threads, size_t part)
{
    *k = (struct linekept){.in = in, .columns = line_columns(in), .credits = credits};
    k->at = mem_zero(in->n + (size_t)1, sizeof *k->at);
    for (int i = 0; i < LINEKEPT_KEYS; i++)
        k->mark[i] = mem_zero(MARK_BYTES, 1);
    k->again = can_read_again(k);
    k->begin = k->again ? k->file.begin : 0;
    k->end = k->file.end;
    if (k->again && linefile_read(k, threads, part))
        return;
    drop_parts(k);
    read_rows(k, part);
}

void linekept_end(struct linekept *k)
{
    drop_parts(k);
    free(k->part);
    buf_unmap(&k->text);
    free(k->at);
    for (int i = 0; i < LINEKEPT_KEYS; i++)
        free((void *)k->mark[i]);
}

struct linekept_guests linekept_guests(const struct linekept *k)
{
    struct linekept_guests all = {0};
    for (size_t i = 0; i < k->parts; i++) {
        const struct linekept_guests *g = &k->part[i].guests;
        all.returns += g->returns;
        amount_merge(&all.units, &g->units);
        amount_merge(&all.amount, &g->amount);
    }
    return all;
}
