/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/keyed.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

/* ---- rows one by one ---- */

void keyed_of(struct keyed *k, const struct tsv *t, struct opt_list key)
{
    *k = (struct keyed){0};
    groups_of(&k->keys, t, key);
}

static void add_key(struct buf *to, struct slice name, struct slice value)
{
    buf_add(to, name.p, name.n);
    buf_addstr(to, " \"");
    buf_add(to, value.p, value.n);
    buf_addch(to, '"');
}

/* The first key column is what the message is about; the others say which of its rows. */
static uint32_t twice(struct keyed *k, struct tsv *t, uint32_t first)
{
    struct buf problem = {0}, remedy = {0};
    char line[32];
    buf_addstr(&problem, "is given twice");
    for (unsigned i = 1; i < k->keys.keys; i++) {
        buf_addstr(&problem, i == 1 ? " with " : ", ");
        add_key(&problem, k->keys.name[i], groups_key(&k->keys, first, i));
    }
    buf_addch(&problem, '\0');
    buf_addstr(&remedy, "the first time in ");
    buf_addstr(&remedy, k->place[first].file);
    snprintf(line, sizeof line, ":%" PRIu64, k->place[first].line);
    buf_addstr(&remedy, line);
    buf_addstr(&remedy, "; keep one of the rows");
    buf_addch(&remedy, '\0');
    tsv_bad(t, k->keys.keys ? k->keys.col[0] : 0, problem.p, remedy.p);
    buf_free(&problem);
    buf_free(&remedy);
    return KEYED_NONE;
}

uint32_t keyed_put(struct keyed *k, struct tsv *t)
{
    uint32_t row = groups_put(&k->keys, t);
    if (row < k->n)
        return twice(k, t, row);
    k->place = mem_grow(k->place, &k->place_cap, row + (size_t)1, sizeof *k->place);
    k->place[row] = (struct keyed_place){t->name, t->line};
    k->n++;
    return row;
}

/* ---- a side table ---- */

static void keep(struct keyed *k, const struct tsv *t)
{
    size_t row = k->n - (size_t)1;
    k->start = mem_grow(k->start, &k->start_cap, row + 1, sizeof *k->start);
    k->end = mem_grow(k->end, &k->end_cap, (row + 1) * t->n, sizeof *k->end);
    k->start[row] = k->text.n;
    for (unsigned i = 0; i < t->n; i++) {
        struct slice field = tsv_field(t, i);
        k->end[row * t->n + i] = (uint32_t)(field.p + field.n - t->row.p);
    }
    buf_add(&k->text, t->row.p, t->row.n);
}

void keyed_read(struct keyed *k, const char *path, struct opt_list key)
{
    struct tsv *t = tsv_open_file(path);
    keyed_of(k, t, key);
    while (tsv_next(t))
        if (groups_keyed(&k->keys, t) && keyed_put(k, t) != KEYED_NONE)
            keep(k, t);
    k->file = t;
    k->is_used = mem_zero(k->n, sizeof *k->is_used);
}

unsigned keyed_need(const struct keyed *k, const char *name)
{
    return tsv_need(k->file, name);
}

uint32_t keyed_find(struct keyed *k, const struct slice *key)
{
    uint32_t row = groups_get(&k->keys, key);
    if (row != KEYED_NONE && k->is_used && !k->is_used[row]) {
        k->is_used[row] = true;
        k->used++;
    }
    return row;
}

struct slice keyed_field(const struct keyed *k, uint32_t row, unsigned col)
{
    const uint32_t *end = k->end + (size_t)row * k->file->n;
    uint32_t begin = col ? end[col - 1] + 1 : 0;
    return slice_of(k->text.p + k->start[row] + begin, end[col] - begin);
}

void keyed_free(struct keyed *k)
{
    groups_free(&k->keys);
    free(k->place);
    free(k->start);
    free(k->end);
    free(k->is_used);
    buf_free(&k->text);
    if (k->file)
        tsv_close(k->file);
    *k = (struct keyed){0};
}
