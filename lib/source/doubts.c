/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/doubts.h"

#include <inttypes.h>

#include "base/die.h"

void doubts_init(struct doubts *d, const struct schema *s, struct map *orders, bool customers)
{
    *d = (struct doubts){
        .schema = s,
        .amounts = s->column[LINES_AMOUNT].from && !s->column[LINES_UNIT_PRICE].from && !s->amount_once,
        .returns = s->return_status.n && s->returns_are_positive,
        .customers = customers || s->long_way,
        .owners.orders = orders,
    };
}

/* ---- one amount on all lines ---- */

static void end_order(struct doubts *d)
{
    bool several = d->lines > 1 && !d->one_product;
    d->several += several;
    d->alike += several && d->same;
    d->lines = 0;
}

static void keep(struct buf *b, struct slice v)
{
    b->n = 0;
    buf_room(b, v.n + 1);
    buf_add(b, v.p, v.n);
}

static void look_at_amount(struct doubts *d, const struct line *l)
{
    struct slice order = l->text[LINES_ORDER_ID];
    if (d->lines && !slice_eq(order, buf_slice(&d->order)))
        end_order(d);
    if (d->lines++ == 0) {
        keep(&d->order, order);
        keep(&d->product, l->text[LINES_PRODUCT_ID]);
        d->amount = l->amount;
        d->same = true;
        d->one_product = d->product.n > 0;
    }
    d->one_product &= slice_eq(l->text[LINES_PRODUCT_ID], buf_slice(&d->product));
    d->same &= l->amount == d->amount;
}

/* ---- returns of nothing ---- */

static struct slice key_of(struct doubts *d, const struct line *l)
{
    decimal size = l->amount < 0 ? -l->amount : l->amount;
    d->key.n = 0;
    buf_add(&d->key, &size, sizeof size);
    buf_add(&d->key, l->text[LINES_CUSTOMER_ID].p, l->text[LINES_CUSTOMER_ID].n);
    buf_addch(&d->key, '\t');
    buf_add(&d->key, l->text[LINES_PRODUCT_ID].p, l->text[LINES_PRODUCT_ID].n);
    return buf_slice(&d->key);
}

static void look_at_return(struct doubts *d, const struct line *l)
{
    if (l->kind == KIND_SALE)
        map_put(&d->sales, key_of(d, l));
    if (l->kind != KIND_RETURN)
        return;
    d->taken_back++;
    d->known += map_get(&d->sales, key_of(d, l)) != MAP_NONE;
}

void doubts_look(struct doubts *d, const struct line *l, const char *file, uint64_t line)
{
    if (d->customers)
        d->other_customer = owners_other(&d->owners, l, file, line);
    if (d->amounts && l->kind == KIND_SALE)
        look_at_amount(d, l);
    if (d->returns)
        look_at_return(d, l);
}

void doubts_end(struct doubts *d)
{
    end_order(d);
    struct slice amount = d->schema->column[LINES_AMOUNT].name;
    if (d->several && d->alike == d->several)
        warn("column \"%.*s\" is the same on all lines of each order: is it the amount of the whole order? "
             "(order.amount = %.*s counts it once)",
             (int)amount.n, amount.p, (int)amount.n, amount.p);
    if (d->taken_back && d->sales.n && d->known == 0) {
        struct slice state = map_key(&d->schema->return_status, 0);
        warn("return-status = %.*s: no row in this state returns an earlier sale, rows: %" PRIu64
             " (use sale-and-return-status if these rows are the sales themselves, whose state has changed)",
             (int)state.n, state.p, d->taken_back);
    }
    owners_end(&d->owners);
    buf_free(&d->order);
    buf_free(&d->product);
    buf_free(&d->key);
    map_free(&d->sales);
}
