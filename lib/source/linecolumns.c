/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/linecolumns.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/columns.h"

void linecolumns_init(struct linecolumns *c, const struct schema *s)
{
    *c = (struct linecolumns){.extra = mem_zero(s->extras + 1, sizeof *c->extra)};
    for (int i = 0; i < LINES_KIND; i++)
        c->others |= s->column[i].from == SOURCE_CHARS || s->column[i].from == SOURCE_TEMPLATE;
}

void linecolumns_free(struct linecolumns *c)
{
    free(c->extra);
}

static _Noreturn void no_column(const struct schema *s, const struct csvin *in, struct slice name)
{
    char why[512];
    snprintf(why, sizeof why, ", which the schema %s names", s->path);
    columns_lacks(in->name, in->column, in->column ? in->n : 0, name, why);
}

static unsigned find(const struct schema *schema, const struct csvin *in, const struct source *s)
{
    unsigned found = 0, at = 0;
    if (s->from == SOURCE_NUMBER && in->n && s->number > in->n)
        no_column(schema, in, s->name);
    if (s->from == SOURCE_NUMBER)
        return s->number - 1;
    if (s->from != SOURCE_NAME)
        return 0;
    for (unsigned i = 0; in->column && i < in->n; i++)
        if (slice_eq(in->column[i], s->name)) {
            found++;
            at = i;
        }
    if (found > 1)
        die(STATUS_DATA, "%s:1: %u columns are called \"%.*s\", which the schema %s names (#1, #2 ... tell them apart)",
            in->name, found, (int)s->name.n, s->name.p, schema->path);
    if (found == 0)
        no_column(schema, in, s->name);
    return at;
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

void linecolumns_find(struct linecolumns *c, const struct schema *s, const struct csvin *in)
{
    unsigned column[LINES_KIND], n = 0;
    c->of_order.n = c->numbers.n = 0;
    c->product = c->description = NULL;
    for (int i = 0; i < LINES_KIND; i++) {
        struct plain p = {find(s, in, &s->column[i]), (enum lines_column)i, s->missing.n || s->float_id[i]};
        struct plains *list = line_of_order(i) ? &c->of_order : &c->numbers;
        if (!source_is_plain(&s->column[i]))
            continue;
        column[n++] = p.column;
        if (i == LINES_PRODUCT_ID)
            c->product = memcpy(&c->text[0], &p, sizeof p);
        else if (i == LINES_DESCRIPTION)
            c->description = memcpy(&c->text[1], &p, sizeof p);
        else
            list->of[list->n++] = p;
    }
    c->uses = most_uses(column, n);
    c->quantity = find(s, in, &s->column[LINES_QUANTITY]);
    c->price = find(s, in, &s->column[LINES_UNIT_PRICE]);
    c->status = find(s, in, &s->status);
    for (size_t i = 0; i < s->extras; i++)
        c->extra[i] = find(s, in, &s->extra[i].source);
}
