/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/snapshots.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"

void snapshots_begin(struct snapshots *s, struct tsv *in, const char *key, const char *label, unsigned measure)
{
    *s = (struct snapshots){.in = in, .n = (unsigned)tool_files(), .measure = measure, .name = in->name};
    if (s->n < 2)
        die(STATUS_USAGE,
            "at least two tables are needed, from the oldest to the newest: each is compared with the next");
    s->key = tsv_need(in, key);
    s->label = tsv_need(in, label);
    s->asof = asof_of(tsv_find(in, "as_of"));
}

void snapshots_end(struct snapshots *s)
{
    map_free(&s->keys);
    map_free(&s->labels);
    free(s->at);
}

/* A new table: its day comes after that of the one before. */
static void begin_table(struct snapshots *s)
{
    struct asof before = s->asof;
    s->file = s->in->file;
    s->asof = asof_of(before.col);
    if (before.col == TSV_NONE || before.day == DATE_NONE)
        return;
    date day;
    if (tsv_date(s->in, before.col, &day) && day <= before.day)
        die(STATUS_DATA, "%s: its as_of is not after that of %s, %.*s (give the tables from the oldest to the newest)",
            s->in->name, s->name, DATE_LEN, before.text);
}

/* The place of the current row. */
static struct snapshots_at *place_of(struct snapshots *s, uint32_t *key)
{
    uint32_t before = s->keys.n;
    *key = map_put(&s->keys, tsv_field(s->in, s->key));
    if (s->keys.n > before) {
        s->at = mem_grow(s->at, &s->cap, s->keys.n * (size_t)s->n, sizeof *s->at);
        for (unsigned i = 0; i < s->n; i++)
            s->at[*key * (size_t)s->n + i] = (struct snapshots_at){.label = SNAPSHOTS_NONE};
    }
    return &s->at[*key * (size_t)s->n + s->in->file];
}

static bool has_two_places(struct slice text)
{
    const char *point = memchr(text.p, '.', text.n);
    return point && text.p + text.n - point > 2;
}

/* Reads all of a row before anything is changed. */
static bool read_row(struct snapshots *s, struct amount *a)
{
    *a = (struct amount){.kind = AMOUNT_EMPTY};
    if (s->in->file != s->file)
        begin_table(s);
    if (!asof_read(&s->asof, s->in))
        return false;
    if (tsv_field(s->in, s->key).n == 0)
        return tsv_bad(s->in, s->key, "is empty", "each row needs a key");
    if (slice_is(tsv_field(s->in, s->label), SNAPSHOTS_NONE_LABEL))
        return tsv_bad(s->in, s->label, "is reserved for keys that a table does not have", "use another label");
    return s->measure == TSV_NONE || amount_read(s->in, s->measure, a);
}

bool snapshots_next(struct snapshots *s, uint32_t *key)
{
    struct amount a;
    while (tsv_next(s->in)) {
        if (!read_row(s, &a))
            continue;
        struct snapshots_at *at = place_of(s, key);
        if (at->label != SNAPSHOTS_NONE) {
            tsv_bad(s->in, s->key, "occurs twice in this table", "one row per key; latest keeps the last one");
            continue;
        }
        at->label = map_put(&s->labels, tsv_field(s->in, s->label));
        at->amount = a;
        s->is_money |= s->measure != TSV_NONE && has_two_places(tsv_field(s->in, s->measure));
        s->name = s->in->name;
        return true;
    }
    return false;
}

struct slice snapshots_label(const struct snapshots *s, uint32_t label)
{
    return label == SNAPSHOTS_NONE ? SLICE(SNAPSHOTS_NONE_LABEL) : map_key(&s->labels, label);
}

struct named {
    struct slice text;
    uint32_t label;
};

static int by_bytes(const void *a, const void *b)
{
    return slice_cmp(((const struct named *)a)->text, ((const struct named *)b)->text);
}

uint32_t *snapshots_order(const struct snapshots *s)
{
    size_t n = s->labels.n;
    struct named *named = mem_zero(n + 1, sizeof *named);
    uint32_t *place = mem_zero(n + 1, sizeof *place);
    for (uint32_t i = 0; i < n; i++)
        named[i] = (struct named){map_key(&s->labels, i), i};
    qsort(named, n, sizeof *named, by_bytes);
    for (uint32_t i = 0; i < n; i++)
        place[named[i].label] = i;
    free(named);
    return place;
}
