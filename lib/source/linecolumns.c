/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/linecolumns.h"

#include <stdlib.h>

#include "base/mem.h"

void linecolumns_init(struct linecolumns *c, const struct schema *s)
{
    *c = (struct linecolumns){.extra = mem_zero(s->extras + 1, sizeof *c->extra)};
}

void linecolumns_free(struct linecolumns *c)
{
    free(c->extra);
}

static unsigned find(struct source *s, const struct csvin *in, const char *path)
{
    source_find(s, in, path);
    return source_is_plain(s) ? (unsigned)s->at : 0;
}

static unsigned most_uses(const unsigned *column, unsigned n)
{
    unsigned most = 1;
    for (unsigned i = 0; i < n; i++) {
        unsigned uses = 0;
        for (unsigned j = 0; j < n; j++)
            uses += column[j] == column[i];
        most = uses > most ? uses : most;
    }
    return most;
}

/* Into the list, or the place, of its kind. */
static void add(struct linecolumns *c, struct plain p)
{
    struct plains *list = line_of_order((int)p.target) ? &c->of_order : &c->numbers;
    if (p.target == LINES_PRODUCT_ID)
        c->product = memcpy(&c->text[0], &p, sizeof p);
    else if (p.target == LINES_DESCRIPTION)
        c->description = memcpy(&c->text[1], &p, sizeof p);
    else
        list->of[list->n++] = p;
}

void linecolumns_find(struct linecolumns *c, struct schema *s, const struct csvin *in)
{
    unsigned column[LINES_KIND], n = 0;
    c->of_order.n = c->numbers.n = 0;
    c->product = c->description = NULL;
    for (int i = 0; i < LINES_KIND; i++) {
        struct plain p = {find(&s->column[i], in, s->path), (enum lines_column)i, s->missing.n || s->float_id[i]};
        if (!source_is_plain(&s->column[i]))
            continue;
        column[n++] = p.column;
        add(c, p);
    }
    c->uses = most_uses(column, n);
    c->quantity = find(&s->column[LINES_QUANTITY], in, s->path);
    c->price = find(&s->column[LINES_UNIT_PRICE], in, s->path);
    for (size_t i = 0; i < s->extras; i++)
        c->extra[i] = (struct plain){find(&s->extra[i].source, in, s->path), LINES_DESCRIPTION, s->missing.n > 0};
}

void linecolumns_of_slots(struct linecolumns *c, const struct schema *s)
{
    for (int i = 0; i < LINES_KIND; i++)
        if (s->column[i].from || i == LINES_PRODUCT_ID || i == LINES_DESCRIPTION)
            add(c, (struct plain){(unsigned)i, (enum lines_column)i, s->float_id[i]});
    for (size_t i = 0; i < s->extras; i++)
        c->extra[i] = (struct plain){(unsigned)(SLOT_EXTRA + i), LINES_DESCRIPTION, false};
}
