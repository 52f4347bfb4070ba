/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderrun.h"

#include <stdlib.h>

#include "base/cents.h"
#include "base/mem.h"
#include "tsv/ends.h"
#include "tsv/feed.h"

enum { SALE_BYTES = sizeof "sale" }; /* with the byte that ends it */

void orderrun_init(struct orderrun *r, const struct tsv *in, const unsigned *columns, unsigned n)
{
    bool *chosen = mem_zero(in->n, sizeof *chosen);
    for (unsigned i = 0; i < n; i++)
        chosen[columns[i]] = true;
    *r = (struct orderrun){.level = cpu_best()};
    repeat_init(&r->repeat, chosen, in->n);
    free(chosen);
}

void orderrun_of_lines(struct orderrun *r, const struct tsv *in, unsigned quantity, unsigned amount, unsigned kind)
{
    char sale[sizeof(uint64_t)] = "sale";
    sale[SALE_BYTES - 1] = kind + 1 == in->n ? '\n' : '\t';
    r->sale = word_load(sale);
    r->quantity = quantity;
    r->amount = amount;
    r->kind = kind;
}

void orderrun_free(struct orderrun *r)
{
    buf_free(&r->texts);
}

/* ---- begin and end ---- */

void orderrun_keep(struct orderrun *r)
{
    if (r->kept)
        return;
    r->texts.n = 0;
    for (int i = 0; i < ORDER_TEXTS; i++)
        buf_add(&r->texts, order_text(&r->part, i)->p, order_text(&r->part, i)->n);
    const char *p = r->texts.p;
    for (int i = 0; i < ORDER_TEXTS; i++) {
        order_text(&r->part, i)->p = p;
        p += order_text(&r->part, i)->n;
    }
    r->kept = true;
}

void orderrun_end(struct orderrun *r, struct orders *o)
{
    if (r->begun)
        orders_add(o, &r->part);
    r->begun = false;
}

/* A run of one row, whose ids, moment and country are in r->part. */
static void set(struct orderrun *r, const struct ordersums *s)
{
    struct order *p = &r->part;
    p->units = s->units;
    p->returned_units = s->returned_units;
    p->gross = s->gross;
    p->returned = s->returned;
    p->sale_lines = s->sale_lines;
    p->return_lines = s->return_lines;
    p->lines = s->lines;
    r->begun = true;
}

/* Can the row after the current one belong to its run? */
static bool is_followed(const struct orderrun *r, const struct tsv *in)
{
    const int32_t *next = in->at + in->n;
    return in->ahead == 0 || repeat_may(&r->repeat, bulk_record(in, 0), in->base + 1 + next[r->repeat.run[0].first]);
}

void orderrun_begin(struct orderrun *r, const struct tsv *in, const struct ordersums *s, struct orders *o)
{
    set(r, s);
    r->kept = false;
    if (is_followed(r, in))
        repeat_remember(&r->repeat, bulk_record(in, 0));
    else
        orderrun_end(r, o);
}

/* False on overflow; nothing is changed then. */
static bool add(struct orderrun *r, const struct ordersums *s)
{
    struct order *p = &r->part;
    decimal units = p->units, back = p->returned_units, gross = p->gross, returned = p->returned;
    uint32_t lines;
    if (!decimal_add(&units, s->units) || !decimal_add(&back, s->returned_units) || !decimal_add(&gross, s->gross) ||
        !decimal_add(&returned, s->returned) || __builtin_add_overflow(p->lines, s->lines, &lines))
        return false;
    p->units = units;
    p->returned_units = back;
    p->gross = gross;
    p->returned = returned;
    p->lines = lines;
    p->sale_lines += s->sale_lines; /* not above lines */
    p->return_lines += s->return_lines;
    return true;
}

/* A row that would overflow begins another part: together with other parts the sum may fit, or orders_add reports the
 * overflow. */
void orderrun_add(struct orderrun *r, const struct ordersums *s, struct orders *o)
{
    if (add(r, s))
        return;
    orderrun_end(r, o);
    set(r, s);
}

/* ---- sales that follow ---- */

/* How many of the rows ahead, up to this many, are sales of the run; their pieces and amounts. */
static uint32_t take_sales(const struct orderrun *r, const struct tsv *in, uint32_t most, struct cents_texts *pieces,
                           struct cents_texts *amounts)
{
    const unsigned n = in->n, quantity = r->quantity, amount = r->amount, kind = r->kind;
    const char *begin = in->base + 1;
    const int32_t *at = in->at + n;
    uint32_t i = 0;
    for (; i < most; i++, at += n) {
        if (!repeat_same(&r->repeat, (struct record){begin, at, 1}))
            break;
        if ((word_load(begin + at[kind]) ^ r->sale) << (64 - 8 * SALE_BYTES))
            break;
        memcpy(pieces->bytes[i], begin + at[quantity], sizeof pieces->bytes[i]);
        memcpy(amounts->bytes[i], begin + at[amount], sizeof amounts->bytes[i]);
        pieces->size[i] = (uint32_t)(at[quantity + 1] - at[quantity] - 1);
        amounts->size[i] = (uint32_t)(at[amount + 1] - at[amount] - 1);
    }
    return i;
}

void orderrun_sales(struct orderrun *r, struct tsv *in)
{
    struct cents_texts pieces, amounts;
    struct cents_sum sum;
    uint32_t n = CENTS_BATCH;
    while (n == CENTS_BATCH && in->ahead) {
        n = take_sales(r, in, in->ahead < CENTS_BATCH ? in->ahead : CENTS_BATCH, &pieces, &amounts);
        n = cents_sum(r->level, &pieces, &amounts, n, &sum);
        struct ordersums s = {
            .units = sum.pieces * DECIMAL_ONE, .gross = sum.cents * DECIMAL_CENT, .sale_lines = n, .lines = n};
        if (n == 0 || !add(r, &s))
            return;
        bulk_take(in, n);
    }
}
