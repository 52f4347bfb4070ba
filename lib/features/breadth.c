/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/breadth.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/tool.h"
#include "shop/tables.h"
#include "tsv/tsv.h"

static void add(struct breadth *b, struct breadth_line line)
{
    b->line = mem_grow(b->line, &b->cap, b->n + 1, sizeof *b->line);
    b->line[b->n++] = line;
}

static void read_lines(struct breadth *b, struct tsv *t)
{
    unsigned customer = tsv_need(t, "customer_id"), product = tsv_need(t, "product_id");
    unsigned day = tsv_need(t, "date"), kind = tsv_need(t, "kind");
    while (tsv_next(t)) {
        struct breadth_line line;
        enum kind is;
        if (!tsv_date(t, day, &line.day))
            continue;
        if (!kind_parse(tsv_field(t, kind), &is) &&
            !tsv_bad(t, kind, "is not a kind of line", "sale, charge, return, credit, free or void"))
            continue;
        if ((is != KIND_SALE && is != KIND_CHARGE) || tsv_field(t, customer).n == 0 || tsv_field(t, product).n == 0)
            continue;
        line.customer = map_put(&b->customers, tsv_field(t, customer));
        line.product = map_put(&b->products, tsv_field(t, product));
        add(b, line);
    }
}

/* Each customer's lines together: places are counted first. */
static void gather(struct breadth *b)
{
    struct breadth_line *by_customer = mem_zero(b->n, sizeof *by_customer);
    b->start = mem_zero(b->customers.n + (size_t)2, sizeof *b->start);
    for (size_t i = 0; i < b->n; i++)
        b->start[b->line[i].customer + (size_t)2]++;
    for (uint32_t c = 2; c < b->customers.n + (size_t)2; c++)
        b->start[c] += b->start[c - 1];
    for (size_t i = 0; i < b->n; i++)
        by_customer[b->start[b->line[i].customer + (size_t)1]++] = b->line[i];
    free(b->line);
    b->line = by_customer;
}

static int by_product(const void *a, const void *b)
{
    const struct breadth_line *x = a, *y = b;
    if (x->product != y->product)
        return (x->product > y->product) - (x->product < y->product);
    return (x->day > y->day) - (x->day < y->day);
}

void breadth_read(struct breadth *b, const char *path)
{
    *b = (struct breadth){.missing = tool_counter("without_products")};
    struct tsv *t = tsv_open_file(path);
    read_lines(b, t);
    tsv_close(t);
    gather(b);
    for (uint32_t c = 0; c < b->customers.n; c++)
        qsort(b->line + b->start[c], b->start[c + 1] - b->start[c], sizeof *b->line, by_product);
}

int64_t breadth_products(const struct breadth *b, struct slice customer_id, date from, date cut)
{
    uint32_t c = map_get(&b->customers, customer_id), before = MAP_NONE;
    int64_t n = 0;
    for (size_t i = c == MAP_NONE ? 0 : b->start[c]; c != MAP_NONE && i < b->start[c + 1]; i++) {
        const struct breadth_line *line = &b->line[i];
        if (line->day >= cut || (from != DATE_NONE && line->day < from))
            continue;
        n += line->product != before;
        before = line->product;
    }
    *b->missing += n == 0;
    return n ? n : -1;
}

void breadth_free(struct breadth *b)
{
    map_free(&b->customers);
    map_free(&b->products);
    free(b->line);
    free(b->start);
}
