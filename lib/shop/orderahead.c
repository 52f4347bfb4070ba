/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/thread.h"
#include "base/tool.h"
#include "shop/ordersums.h"

enum { BATCHES = 8, MOST_HELPERS = 4 };

/* The orders of one window. */
struct batch {
    struct window window;
    struct arena joined; /* carried values of several columns */
    struct order *order;
    size_t n, cap;
    bool ends;      /* no order comes after them, or an unusual row does */
    uint64_t ready; /* the number of the window that it holds, counted from 1; 0: none yet */
};

struct orderahead {
    struct window_file file;
    struct ordercolumns columns;
    pthread_mutex_t lock; /* of what follows; a batch that is not ready is its reader's, one that is, the user's */
    pthread_cond_t ready, room;
    struct batch batch[BATCHES]; /* window k is in batch k % BATCHES */
    off_t place;                 /* of the next window */
    uint64_t begun;              /* windows */
    bool over;                   /* there is no next window */
    bool stopped;

    /* of the user */
    uint64_t used; /* windows that were used up */
    size_t at;     /* in the current one */
    uint64_t rows;
    struct ends ends;
    pthread_t helper[MOST_HELPERS];
    unsigned helpers;
};

/* ---- a row ---- */

static bool read_sums(struct record r, const struct ordercolumns *c, struct order *out)
{
    struct ordersums s;
    if (ordersums_of_order(r, c, &s) != TSV_NONE)
        return false;
    out->sale_lines = s.sale_lines;
    out->return_lines = s.return_lines;
    out->lines = s.lines;
    out->units = s.units;
    out->returned_units = s.returned_units;
    out->gross = s.gross;
    out->returned = s.returned;
    return s.lines > 0;
}

/* A single value stays where it is. */
static struct slice read_carried(struct record r, const struct ordercolumns *c, struct arena *joined)
{
    size_t size = 0;
    if (c->n == 0)
        return slice_of("", 0);
    if (c->n == 1)
        return record_value(r, c->carried[0]);
    for (unsigned i = 0; i < c->n; i++)
        size += record_value(r, c->carried[i]).n + 1;
    char *p = arena_alloc(joined, size), *begin = p;
    for (unsigned i = 0; i < c->n; i++) {
        struct slice value = record_value(r, c->carried[i]);
        memcpy(p, value.p, value.n);
        p += value.n;
        *p++ = '\t';
    }
    return slice_of(begin, size - 1);
}

static bool read_order(struct record r, const struct ordercolumns *c, struct arena *joined, struct order *out)
{
    out->customer_id = record_value(r, c->customer_id);
    out->order_id = record_value(r, c->order_id);
    out->country = record_value(r, c->country);
    out->carried = read_carried(r, c, joined);
    out->item = slice_of("", 0);
    out->differs = false;
    return out->order_id.n && date_parse(record_value(r, c->date), &out->day) &&
           time_parse(record_value(r, c->time), &out->time) && read_sums(r, c, out);
}

/* ---- a window ---- */

/* Those of its rows that begin `from` bytes after its own beginning, up to a row that is unusual. */
static void read_rows(const struct orderahead *a, struct batch *b, size_t from, const struct ends *e)
{
    size_t i = 0;
    b->order = mem_grow(b->order, &b->cap, b->n + e->rows, sizeof *b->order);
    while (i < e->rows && read_order(window_row(&b->window, from, e, i, a->file.columns), &a->columns, &b->joined,
                                     &b->order[b->n + i]))
        i++;
    b->n += i;
    b->ends = i < e->rows;
}

static void read_orders(const struct orderahead *a, struct batch *b, struct ends *e)
{
    for (size_t from = 0, bytes; from < b->window.text.n && !b->ends; from += bytes) {
        bytes = window_cut(&b->window, from, e, a->file.columns);
        if (bytes)
            read_rows(a, b, from, e);
        else
            b->ends = true;
    }
}

static bool has_room(const struct orderahead *a)
{
    return !a->over && a->begun < a->used + BATCHES;
}

/* Reads the next window; the lock is held before and after, but not for the work on its rows. */
static void read_ahead(struct orderahead *a, struct ends *e)
{
    struct batch *b = &a->batch[a->begun % BATCHES];
    uint64_t number = ++a->begun;
    b->n = 0;
    arena_free(&b->joined);
    b->ends = !window_read(&b->window, &a->file, a->place);
    a->place += (off_t)b->window.text.n;
    a->over |= b->ends;
    if (!b->ends) {
        pthread_mutex_unlock(&a->lock);
        read_orders(a, b, e);
        pthread_mutex_lock(&a->lock);
    }
    a->over |= b->ends;
    b->ready = number;
    pthread_cond_broadcast(&a->ready);
}

static void *help(void *ahead)
{
    struct orderahead *a = ahead;
    struct ends e;
    ends_init(&e);
    pthread_mutex_lock(&a->lock);
    while (!a->stopped && !a->over)
        if (has_room(a))
            read_ahead(a, &e);
        else
            pthread_cond_wait(&a->room, &a->lock);
    pthread_mutex_unlock(&a->lock);
    ends_free(&e);
    return NULL;
}

/* ---- the user ---- */

struct orderahead *orderahead_new(const struct window_file *f, const struct ordercolumns *c, unsigned threads)
{
    struct orderahead *a = mem_zero(1, sizeof *a);
    a->file = *f;
    a->columns = *c;
    a->place = f->begin;
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->ready, NULL);
    pthread_cond_init(&a->room, NULL);
    ends_init(&a->ends);
    while (a->helpers + 1 < threads && a->helpers < MOST_HELPERS && thread_start(&a->helper[a->helpers], help, a))
        a->helpers++;
    return a;
}

/* Waits for the window after those that were used up, and reads it or later ones meanwhile. */
static struct batch *wait_for(struct orderahead *a)
{
    struct batch *b = &a->batch[a->used % BATCHES];
    pthread_mutex_lock(&a->lock);
    while (b->ready != a->used + 1)
        if (has_room(a))
            read_ahead(a, &a->ends);
        else
            pthread_cond_wait(&a->ready, &a->lock);
    pthread_mutex_unlock(&a->lock);
    return b;
}

static struct batch *next_batch(struct orderahead *a)
{
    a->at = 0;
    pthread_mutex_lock(&a->lock);
    a->used++;
    if (a->begun - a->used == BATCHES / 2) /* not for each window: to wake a thread costs as much as to read one */
        pthread_cond_broadcast(&a->room);
    pthread_mutex_unlock(&a->lock);
    return wait_for(a);
}

bool orderahead_next(struct orderahead *a, struct order *out)
{
    struct batch *b = a->rows ? &a->batch[a->used % BATCHES] : wait_for(a);
    while (a->at == b->n) {
        if (b->ends)
            return false;
        tool_took(b->window.text.n);
        b = next_batch(a);
    }
    *out = b->order[a->at++];
    a->rows++;
    return true;
}

uint64_t orderahead_rows(const struct orderahead *a)
{
    return a->rows;
}

void orderahead_free(struct orderahead *a)
{
    pthread_mutex_lock(&a->lock);
    a->stopped = true;
    pthread_cond_broadcast(&a->room);
    pthread_mutex_unlock(&a->lock);
    while (a->helpers)
        pthread_join(a->helper[--a->helpers], NULL);
    for (int i = 0; i < BATCHES; i++) {
        window_free(&a->batch[i].window);
        arena_free(&a->batch[i].joined);
        free(a->batch[i].order);
    }
    ends_free(&a->ends);
    pthread_mutex_destroy(&a->lock);
    pthread_cond_destroy(&a->ready);
    pthread_cond_destroy(&a->room);
    free(a);
}
