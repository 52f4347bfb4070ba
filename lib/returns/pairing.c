/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/pairing.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/ratio.h"

const char *const PAIRING_MATCH_NAME[] = {"exact", "any", "credit", "order"};

/* ---- keys ---- */

/* The number of a key of two parts, the first of which has no NUL in it. */
static uint32_t put(struct pairing *p, struct map *m, struct slice a, struct slice b)
{
    p->key.n = 0;
    buf_add(&p->key, a.p, a.n);
    buf_addch(&p->key, '\0');
    buf_add(&p->key, b.p, b.n);
    return map_put(m, buf_slice(&p->key));
}

struct slice pairing_customer(const struct pairing *p, uint32_t product)
{
    struct slice key = map_key(&p->products, product);
    return slice_cut(&key, '\0');
}

static uint64_t gcd(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* A price of a product, as a fraction in lowest terms: 5 for 2 pieces is the price 2.50. */
static uint32_t put_price(struct pairing *p, const struct pairing_input *in, uint32_t product)
{
    uint64_t above = (uint64_t)llabs(in->priced ? in->price : in->amount);
    uint64_t below = (uint64_t)(in->priced ? DECIMAL_ONE : llabs(in->quantity));
    uint64_t divisor = gcd(above, below), key[3] = {product, above, below};
    if (divisor) {
        key[1] /= divisor;
        key[2] /= divisor;
    }
    return map_put(&p->prices, slice_of((const char *)key, sizeof key));
}

/* ---- lines that wait ---- */

static uint32_t *head(struct pairing *p, int list, uint32_t key)
{
    struct pairing_list *l = &p->list[list];
    size_t before = l->cap;
    l->first = mem_grow(l->first, &l->cap, key + (size_t)1, sizeof *l->first);
    if (l->cap > before)
        memset(l->first + before, 0, (l->cap - before) * sizeof *l->first);
    return &l->first[key];
}

static void wait_in(struct pairing *p, int list, uint32_t key, uint32_t i)
{
    uint32_t *first = head(p, list, key);
    p->line[i].next[list] = *first;
    *first = i + 1;
}

/* Pieces, or the money of a charge without any. */
static bool has_left(const struct pairing_line *l)
{
    return l->quantity > 0 || (l->quantity == 0 && l->amount > 0);
}

/* The first line at *link that has something left; those before it leave the list. */
static struct pairing_line *waiting(struct pairing *p, int list, uint32_t *at, uint32_t **link)
{
    while (*at) {
        struct pairing_line *l = &p->line[*at - 1];
        if (has_left(l)) {
            *link = l->next + list;
            return l;
        }
        *at = l->next[list];
    }
    return NULL;
}

static uint32_t add_line(struct pairing *p, const struct pairing_input *in)
{
    if (p->lines == UINT32_MAX - 1)
        die(STATUS_DATA, "more than %u lines have to do with returns", UINT32_MAX - 1);
    p->line = mem_grow(p->line, &p->line_cap, p->lines + (size_t)1, sizeof *p->line);
    p->line[p->lines] =
        (struct pairing_line){.row = in->row, .moment = in->moment, .quantity = in->quantity, .amount = in->amount};
    return p->lines++;
}

/* Money of an order comes and goes with its lines. */
static void count_order(struct pairing *p, const struct pairing_line *l, decimal amount, int lines)
{
    if (!p->credits)
        return;
    struct pairing_total *t = &p->total[l->order];
    if (!decimal_add(&t->left, amount))
        die(STATUS_DATA, "the amounts of an order exceed the range of a decimal");
    t->lines += (uint32_t)lines;
}

static void wait_for_credits(struct pairing *p, const struct pairing_input *in, uint32_t i)
{
    if (!p->credits)
        return;
    struct pairing_line *l = &p->line[i];
    uint32_t orders = p->orders.n;
    l->order = put(p, &p->orders, in->customer, in->order);
    if (l->order == orders) {
        p->total = mem_grow(p->total, &p->total_cap, orders + (size_t)1, sizeof *p->total);
        p->total[orders] = (struct pairing_total){0};
    }
    count_order(p, l, l->amount, 1);
    wait_in(p, PAIRING_BY_ORDER, l->order, i);
    wait_in(p, PAIRING_BY_CUSTOMER, map_put(&p->customers, in->customer), i);
}

uint32_t pairing_sale(struct pairing *p, const struct pairing_input *in)
{
    uint32_t i = add_line(p, in);
    p->line[i].product = put(p, &p->products, in->customer, in->product);
    if (in->quantity <= 0)
        return i;
    wait_in(p, PAIRING_BY_PRODUCT, p->line[i].product, i);
    wait_in(p, PAIRING_BY_PRICE, put_price(p, in, p->line[i].product), i);
    wait_for_credits(p, in, i);
    return i;
}

uint32_t pairing_charge(struct pairing *p, const struct pairing_input *in)
{
    uint32_t i = add_line(p, in);
    p->line[i].product = put(p, &p->products, in->customer, in->product);
    if (has_left(&p->line[i]))
        wait_for_credits(p, in, i);
    return i;
}

/* ---- taking back ---- */

/* The share of an amount that belongs to this many of its pieces: half to even at 6 places. */
static decimal share(decimal amount, decimal pieces, decimal of)
{
    if (pieces == of)
        return amount;
    bool minus = amount < 0;
    wide_uint product = (wide_uint)(minus ? -amount : amount) * (wide_uint)pieces, n = (wide_uint)of;
    wide_uint whole = product / n, twice = 2 * (product % n);
    whole += twice > n || (twice == n && (whole & 1));
    return minus ? -(decimal)whole : (decimal)whole;
}

static void add_pair(struct pairing *p, struct pairing_pair pair)
{
    p->pair = mem_grow(p->pair, &p->pair_cap, p->pairs + (size_t)1, sizeof *p->pair);
    p->pair[p->pairs++] = pair;
}

static void take(struct pairing *p, struct pairing_line *sale, uint32_t i, enum pairing_match match)
{
    struct pairing_line *back = &p->line[i];
    decimal need = -back->quantity, pieces = sale->quantity < need ? sale->quantity : need;
    if (match >= PAIRING_CREDIT)
        pieces = sale->quantity;
    decimal given = share(sale->amount, pieces, sale->quantity);
    decimal taken = match >= PAIRING_CREDIT ? -given : share(back->amount, pieces, need);
    int64_t age = back->moment - sale->moment;
    bool within = age >= 0 && age <= p->window;
    sale->quantity -= pieces;
    sale->amount -= given;
    back->quantity += match >= PAIRING_CREDIT ? 0 : pieces;
    back->amount -= taken;
    *(given + taken > 0 ? &sale->difference : &back->difference) += given + taken;
    sale->late |= !within;
    sale->pairs++;
    back->pairs++;
    count_order(p, sale, -given, -(sale->quantity == 0));
    add_pair(p, (struct pairing_pair){(uint32_t)(sale - p->line), i, pieces, given, taken, match, within});
}

static void take_from(struct pairing *p, int list, uint32_t key, uint32_t i, enum pairing_match match)
{
    uint32_t *at = head(p, list, key), *after;
    struct pairing_line *sale;
    while (p->line[i].quantity < 0 && (sale = waiting(p, list, at, &after)))
        take(p, sale, i, match);
}

uint32_t pairing_return(struct pairing *p, const struct pairing_input *in)
{
    uint32_t i = add_line(p, in), product = put(p, &p->products, in->customer, in->product);
    p->line[i].product = product;
    if (in->quantity >= 0 || *head(p, PAIRING_BY_PRODUCT, product) == 0)
        return i;
    take_from(p, PAIRING_BY_PRICE, put_price(p, in, product), i, PAIRING_EXACT);
    if (p->any_price)
        take_from(p, PAIRING_BY_PRODUCT, product, i, PAIRING_ANY);
    return i;
}

/* ---- credits ---- */

enum { DAY = 86400 }; /* seconds */

/* The latest line of the customer that the credit may take back; `order`: one whose whole order it may. */
static struct pairing_line *find_for_credit(struct pairing *p, uint32_t customer, uint32_t i, bool order, bool product)
{
    const struct pairing_line *credit = &p->line[i];
    uint32_t *at = head(p, PAIRING_BY_CUSTOMER, customer), *after;
    for (struct pairing_line *l; (l = waiting(p, PAIRING_BY_CUSTOMER, at, &after)); at = after) {
        int64_t age = credit->moment - l->moment;
        if (age > p->window + DAY)
            break;
        if (age > p->window)
            continue; /* a line above it may be later: an unknown time counts as midnight */
        if (order ? p->total[l->order].left == -credit->amount
                  : l->amount == -credit->amount && (!product || l->product == credit->product))
            return l;
    }
    return NULL;
}

static void take_order(struct pairing *p, uint32_t order, uint32_t i)
{
    uint32_t *at = head(p, PAIRING_BY_ORDER, order), *after;
    struct pairing_line *l;
    while ((l = waiting(p, PAIRING_BY_ORDER, at, &after)))
        take(p, l, i, PAIRING_ORDER);
}

static void take_another(struct pairing *p, uint32_t customer, uint32_t i)
{
    struct pairing_line *l = find_for_credit(p, customer, i, false, false);
    if (l)
        take(p, l, i, PAIRING_CREDIT);
    else if ((l = find_for_credit(p, customer, i, true, false)))
        take_order(p, l->order, i);
}

/* A line of the credit's own code goes before another of that amount, and a line before an order. */
uint32_t pairing_credit(struct pairing *p, const struct pairing_input *in)
{
    uint32_t i = add_line(p, in), customer = map_put(&p->customers, in->customer);
    struct pairing_line *l;
    p->line[i].product = put(p, &p->products, in->customer, in->product);
    if (in->amount >= 0)
        return i;
    if ((l = find_for_credit(p, customer, i, false, true)))
        take(p, l, i, PAIRING_CREDIT);
    else if (in->quantity)
        take_another(p, customer, i);
    if (p->line[i].amount == 0)
        p->line[i].quantity = 0;
    return i;
}

void pairing_free(struct pairing *p)
{
    buf_free(&p->key);
    map_free(&p->products);
    map_free(&p->prices);
    map_free(&p->customers);
    map_free(&p->orders);
    for (int i = 0; i < PAIRING_LISTS; i++)
        free(p->list[i].first);
    free(p->line);
    free(p->pair);
    free(p->total);
}
