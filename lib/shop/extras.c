/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/extras.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

static unsigned add(struct extras *x, struct slice name, bool last)
{
    unsigned i = x->n++;
    x->name = mem_resize(x->name, x->n, sizeof *x->name);
    x->last = mem_resize(x->last, x->n, sizeof *x->last);
    x->name[i] = name;
    x->last[i] = last;
    return i;
}

unsigned extras_key(struct extras *x, struct slice name)
{
    x->keys++;
    return add(x, name, false);
}

void extras_carry(struct extras *x, struct opt_list carry)
{
    for (size_t i = 0; i < carry.n; i++) {
        const struct slice latest = SLICE("last:");
        struct slice name = carry.word[i];
        bool last = slice_starts(name, latest);
        if (last)
            name = slice_of(name.p + latest.n, name.n - latest.n);
        for (unsigned k = 0; k < x->n; k++)
            if (slice_eq(x->name[k], name))
                die(STATUS_USAGE, "--carry %.*s: it is %s already", (int)name.n, name.p,
                    k < x->keys ? "a key of --by" : "carried");
        add(x, name, last);
    }
}

struct slice extras_value(const struct extras *x, const struct order *p, unsigned i)
{
    struct slice rest = extras_items(x) ? p->item : p->carried;
    while (i--)
        slice_cut(&rest, '\t');
    return slice_cut(&rest, '\t');
}

void extras_header(const struct extras *x, struct out *o)
{
    for (unsigned i = x->keys; i < x->n; i++) {
        out_tab(o);
        out_slice(o, x->name[i]);
    }
}

void extras_free(struct extras *x)
{
    free(x->name);
    free(x->last);
}

/* ---- what is taken ---- */

static void set(struct buf *b, struct slice s)
{
    b->n = 0;
    buf_add(b, s.p, s.n);
}

/* Of parts of one order, and of orders with the same moment and id, the smallest value. */
static bool is_better(const struct extras_taken *t, const struct order *p, struct slice value, bool last)
{
    bool sells = p->sale_lines > 0;
    if (t->text.n == 0 || sells != t->sells)
        return t->text.n == 0 || sells;
    int c = (p->day > t->day) - (p->day < t->day);
    if (c == 0)
        c = (p->time > t->time) - (p->time < t->time);
    if (c == 0)
        c = slice_cmp(p->order_id, buf_slice(&t->order_id));
    return c == 0 ? slice_cmp(value, buf_slice(&t->text)) < 0 : (c > 0) == last;
}

void extras_take(const struct extras *x, struct extras_taken *taken, const struct order *p)
{
    for (unsigned i = x->keys; i < x->n; i++) {
        struct extras_taken *t = &taken[i - x->keys];
        struct slice value = extras_value(x, p, i);
        if (value.n == 0 || !is_better(t, p, value, x->last[i]))
            continue;
        set(&t->text, value);
        set(&t->order_id, p->order_id);
        t->day = p->day;
        t->time = p->time;
        t->sells = p->sale_lines > 0;
    }
}

void extras_forget(const struct extras *x, struct extras_taken *taken)
{
    for (unsigned i = 0; i < extras_carried(x); i++)
        taken[i].text.n = 0;
}

void extras_write(const struct extras *x, const struct extras_taken *taken, struct out *o)
{
    for (unsigned i = 0; i < extras_carried(x); i++) {
        out_tab(o);
        out_slice(o, buf_slice(&taken[i].text));
    }
}

void extras_taken_free(struct extras_taken *taken, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_free(&taken[i].text);
        buf_free(&taken[i].order_id);
    }
    free(taken);
}
