/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simrun.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "sim/simbasket.h"
#include "sim/simmess.h"
#include "sim/simqueue.h"
#include "sim/simstream.h"

/* In the order of enum sim_what. */
static const char *const COUNTER[] = {"orders",  "orders_split", "orders_of_guests", "returns",
                                      "credits", "blunders",     "blunders_undone",  "stock_corrections",
                                      "fees",    "debts",        "ghost_returns"};
enum { COUNTERS = sizeof COUNTER / sizeof *COUNTER };

struct simrun {
    const struct sim_setup *setup;
    struct simlog *log;
    struct simshop shop;
    struct simcrowd crowd;
    struct simqueue queue;
    uint32_t orders;
    uint64_t *counter[COUNTERS]; /* of each enum sim_what */
    struct sim_order order;      /* the one being made */
};

static struct rng stream(const struct simrun *run, enum sim_use use, const struct sim_event *e, unsigned part)
{
    return sim_stream(run->setup->seed, use, e->who, e->k, part);
}

static void put(struct simrun *run, int32_t day, unsigned minute, enum sim_what what, struct sim_event e)
{
    e.minute = (uint16_t)minute;
    e.what = (uint8_t)what;
    simqueue_put(&run->queue, day, e);
}

/* At least four days later: after the rest of a split order. */
static void put_later(struct simrun *run, struct rng *r, enum sim_what what, struct sim_event e)
{
    int32_t day = simseason_open(&run->crowd.season, run->queue.today + 4 + (int32_t)rng_below(r, 40));
    put(run, day, simshop_draw_minute(r), what, e);
}

static struct simmess draw_mess(const struct simrun *run, const struct sim_event *e)
{
    struct simmess m = {.share = 100, .rest = MESS_WHOLE};
    if (run->setup->messy) {
        struct rng r = stream(run, STREAM_MESS, e, 0);
        simmess_draw(&r, &m);
    }
    return m;
}

/* Adds the customer's next purchase, the guests who come with it, and its irregularities. */
static void put_purchase(struct simrun *run, uint32_t who, struct rng *r)
{
    const struct sim_customer *c = &run->crowd.customer[who];
    struct sim_event e = {.who = who, .k = c->k};
    if (c->day >= run->setup->days)
        return;
    struct simmess m = draw_mess(run, &e);
    unsigned minute = simshop_draw_minute(r);
    put(run, c->day, m.rest == MESS_MIDNIGHT ? 1438 + minute % 2 : minute, SIM_PURCHASE, e);
    double odds = run->setup->guests / (1 - run->setup->guests);
    unsigned guests = (unsigned)odds;
    guests += rng_unit(r) < odds - guests;
    for (; e.part < guests; e.part++)
        put(run, c->day, simshop_draw_minute(r), SIM_GUEST, e);
    e.part = 0;
    for (enum sim_what what = SIM_BLUNDER; what <= SIM_GHOST; what++)
        if (m.odd >> what & 1)
            put(run, c->day, simshop_draw_minute(r), what, e);
    e.part = 1;
    if (m.share < 100)
        put(run, c->day, simshop_draw_minute(r), SIM_PURCHASE, e);
}

/* In pence: one at least, ten million pounds at most. */
static int64_t draw_value(const struct simrun *run, struct rng *r, const struct buyer *b)
{
    double pence = buyer_value(r, &run->setup->model, b) * 100 + 0.5;
    return !(pence < 1e9) ? 1000000000 : pence < 1 ? 1 : (int64_t)pence;
}

static int64_t purchase_value(const struct simrun *run, const struct sim_event *e)
{
    struct rng r = stream(run, STREAM_VALUE, e, 0);
    return draw_value(run, &r, &run->crowd.customer[e->who].buyer);
}

static void begin_order(struct simrun *run, uint64_t customer_id, unsigned country)
{
    run->order.letter = 0;
    run->order.customer_id = customer_id;
    run->order.country = country;
    run->order.n = 0;
}

static void fill_order(struct simrun *run, struct rng *r, int64_t total)
{
    struct sim_order *o = &run->order;
    struct sim_line charge = {0};
    if (run->setup->messy)
        total = simmess_charge(r, o, total, &charge);
    simbasket_fill(r, &run->shop, total, 1 - 1 / run->setup->basket, o);
    if (run->setup->messy)
        simmess_spoil(r, &run->shop, o);
    if (charge.quantity)
        o->line[o->n++] = charge;
}

/* Order number `part` of a purchase; without a line if the value was too small to make two of it. */
static void make_purchase(struct simrun *run, const struct sim_event *e)
{
    const struct sim_customer *c = &run->crowd.customer[e->who];
    struct rng r = stream(run, STREAM_BASKET, e, e->part);
    struct simmess m = draw_mess(run, e);
    int64_t total = purchase_value(run, e), first = total < 1000 ? total : total * m.share / 100;
    bool elsewhere = run->setup->messy && rng_below(&r, 10) < 4;
    begin_order(run, simcrowd_id(e->who), elsewhere ? c->other_country : c->country);
    if (e->part)
        first = total - first;
    if (first)
        fill_order(run, &r, first);
}

static void make_guest(struct simrun *run, const struct sim_event *e)
{
    struct rng r = stream(run, STREAM_GUESTS, e, e->part);
    struct buyer b;
    buyer_draw(&r, &run->setup->model, 0, &b);
    begin_order(run, 0, simshop_draw_country(&r));
    fill_order(run, &r, draw_value(run, &r, &b));
}

/* Keeps only the lines of a purchase that are returned, with negative quantities; the time is drawn from *later. */
static void make_return(struct simrun *run, const struct sim_event *e, struct rng *later)
{
    struct sim_order *o = &run->order;
    struct rng r = stream(run, STREAM_RETURNS, e, e->part);
    int n = 0;
    for (int i = 0; i < o->n; i++) {
        if (rng_unit(&r) >= run->setup->returns || o->line[i].kind != KIND_SALE)
            continue;
        int64_t quantity = o->line[i].quantity, part = 1 + (int64_t)rng_below(&r, (uint64_t)quantity);
        o->line[n] = o->line[i];
        o->line[n].kind = KIND_RETURN;
        o->line[n++].quantity = rng_below(&r, 2) ? -quantity : -part;
    }
    o->letter = 'C';
    o->n = n;
    *later = r;
}

static void write_lines(struct simrun *run, const struct sim_event *e, int from, int to)
{
    simlog_write(run->log, &run->order, run->setup->first + run->queue.today, e->minute, from, to);
    ++*run->counter[e->what];
}

static uint32_t new_number(struct simrun *run)
{
    if (run->orders == UINT32_MAX)
        die(STATUS_USAGE, "too many orders: their numbers end at %lu (fewer customers, or fewer days)",
            (unsigned long)UINT32_MAX);
    return ++run->orders;
}

static void write_order(struct simrun *run, const struct sim_event *e)
{
    run->order.number = new_number(run);
    write_lines(run, e, 0, run->order.n);
}

/* Writes the first lines, and schedules the others; both must be within the simulated days. */
static void split_purchase(struct simrun *run, struct sim_event e, enum mess_rest rest)
{
    int32_t today = run->queue.today, day = rest == MESS_MIDNIGHT ? today + 1 : today;
    struct sim_order *o = &run->order;
    if (rest == MESS_DAYS)
        day = simseason_open(&run->crowd.season, today + 2);
    if (rest == MESS_WHOLE || o->n < 2 || day >= run->setup->days) {
        write_order(run, &e);
        return;
    }
    e.order = o->number = new_number(run);
    write_lines(run, &e, 0, o->n / 2);
    unsigned minute = rest == MESS_MINUTE ? e.minute + 1U : rest == MESS_MIDNIGHT ? e.minute % 2U : 540U + e.who % 300;
    put(run, day, minute, SIM_REST, e);
}

static void do_purchase(struct simrun *run, const struct sim_event *e)
{
    struct rng later;
    struct simmess m = draw_mess(run, e);
    make_purchase(run, e);
    if (run->order.n)
        split_purchase(run, *e, e->part ? MESS_WHOLE : m.rest);
    make_return(run, e, &later);
    if (run->order.n)
        put_later(run, &later, SIM_RETURN, *e);
    if (e->part)
        return;
    if (m.odd >> SIM_CREDIT & 1)
        put_later(run, &later, SIM_CREDIT, *e);
    simcrowd_next(&run->crowd, e->who, &later);
    put_purchase(run, e->who, &later);
}

static void do_rest(struct simrun *run, const struct sim_event *e)
{
    make_purchase(run, e);
    run->order.number = e->order;
    write_lines(run, e, run->order.n / 2, run->order.n);
}

static void do_odd(struct simrun *run, const struct sim_event *e)
{
    enum sim_what what = e->what;
    struct rng r = stream(run, STREAM_ODD, e, what == SIM_UNDO ? SIM_BLUNDER : what);
    begin_order(run, simcrowd_id(e->who), run->crowd.customer[e->who].country);
    simmess_order(&r, &run->shop, what, purchase_value(run, e), &run->order);
    write_order(run, e);
    if (what == SIM_BLUNDER)
        put(run, run->queue.today, e->minute + 3U + (unsigned)rng_below(&r, 15), SIM_UNDO, *e);
}

static void do_event(struct simrun *run, const struct sim_event *e)
{
    const struct sim_customer *c = &run->crowd.customer[e->who];
    int32_t today = run->queue.today;
    if ((e->what == SIM_RETURN || e->what == SIM_CREDIT) && (c->last == today || c->day == today)) {
        put(run, simseason_open(&run->crowd.season, today + 1), e->minute, e->what, *e);
        return;
    }
    if (e->what == SIM_PURCHASE) {
        do_purchase(run, e);
    } else if (e->what == SIM_REST) {
        do_rest(run, e);
    } else if (e->what == SIM_GUEST) {
        make_guest(run, e);
        write_order(run, e);
    } else if (e->what == SIM_RETURN) {
        struct rng unused;
        make_purchase(run, e);
        make_return(run, e, &unused);
        write_order(run, e);
    } else {
        do_odd(run, e);
    }
}

void simrun_day(struct simrun *run, int32_t day)
{
    struct sim_event e;
    simqueue_begin_day(&run->queue, day);
    while (simqueue_pop(&run->queue, &e))
        do_event(run, &e);
}

struct simrun *simrun_new(const struct sim_setup *setup, struct simlog *log)
{
    struct simrun *run = mem_zero(1, sizeof *run);
    run->setup = setup;
    run->log = log;
    run->orders = 500000;
    for (int what = 0; what < COUNTERS; what++)
        run->counter[what] = tool_counter(COUNTER[what]);
    simshop_make(&run->shop, setup->messy);
    simcrowd_make(&run->crowd, setup);
    simqueue_make(&run->queue, setup->days);
    for (uint32_t i = 0; i < setup->customers; i++) {
        struct rng r;
        simcrowd_join(&run->crowd, i, &r);
        put_purchase(run, i, &r);
    }
    return run;
}

const struct simcrowd *simrun_crowd(const struct simrun *run)
{
    return &run->crowd;
}

void simrun_free(struct simrun *run)
{
    simshop_free(&run->shop);
    simcrowd_free(&run->crowd);
    simqueue_free(&run->queue);
    free(run);
}
