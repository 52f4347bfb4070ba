/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/longway.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "source/currency.h"
#include "source/orderrows.h"
#include "source/slots.h"

struct longway {
    struct schema *schema;
    struct line_maker *maker;
    int places; /* of money, or -1 */
    struct slots slots;
    struct states states;
    struct currency *currency;
    struct orderrows orders;
    struct buf scratch;
    uint64_t *rounded; /* amounts */

    /* The lines that the current record still makes. */
    struct slice *name; /* of each column of money, with room after it */
    decimal *money;
    size_t next;
    bool reverse; /* the line before is taken back */
    bool repeats; /* an earlier file has its order */
    enum state state;
    bool order_is_return; /* by its state or its id */
    bool line_is_return;  /* by what it holds, too */
    decimal rate;
    bool may_refund; /* the schema has refunds of orders */
    struct {
        uint64_t orders, line;
        const char *file;
        char order[64];
    } unrefunded; /* orders that are refunded by their state, but not by their refund, and the first of them */
};

#define RARE __attribute__((noinline))

/* ---- set up ---- */

static void init_money(struct longway *w)
{
    const struct schema *s = w->schema;
    w->name = mem_zero(s->moneys + 1, sizeof *w->name);
    w->money = mem_zero(s->moneys + 1, sizeof *w->money);
    for (size_t i = 0; i < s->moneys; i++) {
        struct slice name = s->money[i].name;
        char *p = mem_zero(1, name.n + LINE_PADDING);
        memcpy(p, name.p, name.n);
        w->name[i] = slice_of(p, name.n);
    }
}

struct longway *longway_new(struct schema *s, struct line_options options, struct map *orders, struct overlap *overlap)
{
    struct longway *w = mem_zero(1, sizeof *w);
    w->schema = s;
    w->next = s->moneys;
    w->places = options.places < 0 ? s->round_money : options.places;
    slots_init(&w->slots, s);
    init_money(w);
    states_init(&w->states, s);
    w->currency = currency_new(s);
    orderrows_init(&w->orders, s, &w->slots, orders, overlap);
    w->maker = line_maker_new(s, options);
    for (size_t i = 0; i < s->moneys; i++)
        w->may_refund |= s->status.from && s->money[i].once && s->money[i].kind == KIND_RETURN;
    w->rounded = tool_counter("money_rounded");
    return w;
}

struct line_maker *longway_maker(struct longway *w)
{
    return w->maker;
}

const struct states *longway_states(const struct longway *w)
{
    return &w->states;
}

struct slice longway_currency(const struct longway *w)
{
    return w->slots.value[SLOT_CURRENCY];
}

bool longway_repeats(const struct longway *w)
{
    return w->repeats;
}

void longway_find_columns(const struct csvin *in, void *longway)
{
    struct longway *w = longway;
    struct schema *s = w->schema;
    schema_check_header(s, in);
    orderrows_file(&w->orders);
    slots_find(&w->slots, in, s->path);
    source_find(&s->order_total, in, s->path);
    for (size_t i = 0; i < s->rules; i++)
        if (s->rule[i].slot < 0)
            source_find(&s->rule[i].source, in, s->path);
}

/* ---- the values of a record ---- */

static bool matches(const struct schema_rule *r, struct slice v)
{
    return r->prefix ? slice_starts(v, r->pattern) : slice_eq(v, r->pattern);
}

/* The rule of the schema that says that the record is no line, or NULL. */
static const struct schema_rule *find_rule(struct longway *w, const struct csvin *in)
{
    const struct schema *s = w->schema;
    for (size_t i = 0; i < s->rules; i++) {
        const struct schema_rule *r = &s->rule[i];
        struct slice v =
            r->slot >= 0 ? w->slots.value[r->slot] : source_value(&r->source, in, NULL, &w->slots.marks, &w->scratch);
        if (matches(r, v))
            return r;
    }
    return NULL;
}

/* What the order's own record holds of numbers is that of its lines together. */
static void blank_numbers(struct longway *w)
{
    static const char zero[1 + LINE_PADDING] = "0";
    for (int c = LINES_QUANTITY; c <= LINES_AMOUNT; c++)
        if (w->slots.of[c].from->from != SOURCE_NONE)
            w->slots.value[c] = slice_of(zero, 1);
}

/* ---- money ---- */

static bool convert(struct longway *w, const struct csvin *in, decimal *amount, int places)
{
    if (w->rate == DECIMAL_ONE)
        return true;
    if (places < 0)
        places = w->places;
    enum decimal_status status = decimal_mul(*amount, w->rate, places, amount);
    *w->rounded += status == DECIMAL_ROUNDED;
    if (status <= DECIMAL_ROUNDED)
        return true;
    return csvin_bad(in, "currency", w->slots.value[SLOT_CURRENCY], "converts an amount to more than 6 places",
                     "round-money = 2 in the schema rounds half to even");
}

static bool read_money(struct longway *w, const struct csvin *in, const struct source *from, struct slice text,
                       decimal *out)
{
    char name[256];
    *out = 0;
    if (text.n == 0)
        return true;
    enum decimal_status status = line_maker_money(w->maker, text, out);
    if (status == DECIMAL_OK)
        return convert(w, in, out, -1);
    snprintf(name, sizeof name, "%.*s", (int)from->name.n, from->name.p);
    return csvin_bad(in, name, text, decimal_problem(status), line_maker_number_remedy(w->maker, text, status));
}

static decimal size_of(decimal amount)
{
    return amount < 0 ? -amount : amount;
}

/* Is it the credit of something that comes back? */
static bool is_taken_back(const struct longway *w, size_t i)
{
    const struct schema_money *m = &w->schema->money[i];
    return m->kind == KIND_CREDIT && (m->once ? w->order_is_return : w->line_is_return);
}

/* Reads all of the row before its first line is returned: a row is read whole or not at all. */
static bool read_moneys(struct longway *w, const struct csvin *in)
{
    const struct schema *s = w->schema;
    for (size_t i = 0; i < s->moneys; i++) {
        struct slice text = w->slots.value[SLOT_EXTRA + s->extras + i];
        w->money[i] = 0;
        if ((!s->money[i].once || w->orders.first) && !read_money(w, in, &s->money[i].source, text, &w->money[i]))
            return false;
    }
    return true;
}

static bool read_total(struct longway *w, const struct csvin *in)
{
    struct source *from = &w->schema->order_total;
    decimal total;
    if (from->from == SOURCE_NONE || !w->orders.first || w->repeats || w->state != STATE_SALE)
        return true;
    struct slice text = source_value(from, in, NULL, &w->slots.marks, &w->scratch);
    if (!read_money(w, in, from, text, &total))
        return false;
    if (text.n)
        orderlevel_total(&w->orders.level, total, in->name, in->line);
    return true;
}

/* Is an order that is refunded by its state refunded whole? */
static RARE void look_at_refund(struct longway *w, const struct csvin *in)
{
    const struct orderlevel_sum *sum = &w->orders.level.sum;
    struct slice order = w->slots.value[LINES_ORDER_ID];
    decimal back = 0;
    for (size_t i = 0; i < w->schema->moneys; i++)
        if (w->schema->money[i].kind == KIND_RETURN && w->schema->money[i].once)
            back += size_of(w->money[i]);
    if (sum->file ? back >= sum->total - w->schema->amount_tolerance : back > 0)
        return;
    if (w->unrefunded.orders++)
        return;
    w->unrefunded.file = in->name;
    w->unrefunded.line = in->line;
    snprintf(w->unrefunded.order, sizeof w->unrefunded.order, "%.*s", order.n > 60 ? 60 : (int)order.n, order.p);
}

static bool find_rate(struct longway *w, const struct csvin *in, struct line *l)
{
    const char *remedy, *problem;
    char name[256];
    const struct source *from = &w->schema->currency;
    w->rate = DECIMAL_ONE;
    if (!w->currency)
        return true;
    problem = currency_rate(w->currency, longway_currency(w), l->day, &w->rate, &remedy);
    if (!problem)
        return convert(w, in, &l->amount, -1) && convert(w, in, &l->unit_price, DECIMAL_PLACES);
    snprintf(name, sizeof name, "%.*s", (int)from->name.n, from->name.p);
    return csvin_bad(in, name, longway_currency(w), problem, remedy);
}

/* ---- lines ---- */

static void say_state(struct longway *w, const struct csvin *in)
{
    const struct source *from = &w->schema->status;
    struct slice value = w->slots.value[SLOT_STATUS];
    char name[256];
    snprintf(name, sizeof name, "%.*s", (int)from->name.n, from->name.p);
    if (value.n)
        csvin_bad(in, name, value, "is a state that the schema does not name", states_remedy(&w->states, value));
    else
        csvin_bad(in, "order_id", w->slots.value[LINES_ORDER_ID],
                  "begins with a row without a state, so its first row seems to be elsewhere",
                  "sort the file by order, with the first row of each order first; if rows without a state sell, add "
                  "sale-status = \"\" to the schema");
}

static RARE const struct line *bad_state(struct longway *w, const struct csvin *in)
{
    if (line_is_no_record(w->maker, in))
        return NULL;
    say_state(w, in);
    orderrows_bad(&w->orders);
    return NULL;
}

static bool repeats_amount(struct longway *w)
{
    if (!w->schema->amount_once || w->orders.first)
        return false;
    tool_drop("order_amount_again", 1);
    return true;
}

/* The first line of the order's money, in place of a line of its own. */
static const struct line *order_record(struct longway *w)
{
    w->reverse = false;
    const struct line *l = longway_more(w);
    if (!l)
        tool_drop("order_record", 1);
    return l;
}

/* Of what is given back the credits are taken off: a discount was never paid. */
static void take_credits_back(struct longway *w, struct line *l)
{
    for (size_t i = 0; i < w->schema->moneys; i++) {
        decimal back = is_taken_back(w, i) ? size_of(w->money[i]) : 0, most = size_of(l->amount);
        w->money[i] = back > most ? back - most : back ? 0 : w->money[i];
        back = back > most ? most : back;
        l->amount += back;
        l->has_price &= back == 0; /* the amount is no longer that times the quantity */
    }
}

static const struct line *take(struct longway *w, const struct csvin *in, const struct schema_rule *rule)
{
    const struct schema *s = w->schema;
    bool no_order = w->slots.value[LINES_ORDER_ID].n == 0 && !w->slots.of[LINES_ORDER_ID].fill;
    if (!no_order && !orderrows_take(&w->orders, in))
        return NULL;
    w->repeats = !no_order && w->orders.earlier;
    w->state = s->status.from ? states_take(&w->states, w->slots.value[SLOT_STATUS]) : STATE_SALE;
    if (no_order && w->state != STATE_VOID)
        return line_make_of(w->maker, in, w->slots.value, false); /* which says so */
    if (w->state == STATE_UNKNOWN)
        return bad_state(w, in);
    if (w->state == STATE_VOID && rule) {
        tool_drop("order_record", 1);
        return NULL;
    }
    if (w->state == STATE_VOID) {
        orderrows_made(&w->orders, in, false);
        return line_make_void(w->maker, in, w->slots.value);
    }
    if (repeats_amount(w))
        return NULL;
    const struct line *l = line_make_of(w->maker, in, w->slots.value, w->state == STATE_RETURN);
    if (!l || !find_rate(w, in, line_maker_edit(w->maker)) || !read_moneys(w, in) || !read_total(w, in)) {
        orderrows_bad(&w->orders);
        return NULL;
    }
    w->order_is_return = line_maker_takes_back(w->maker);
    w->line_is_return = w->order_is_return || l->kind == KIND_RETURN;
    if (l->kind == KIND_RETURN)
        take_credits_back(w, line_maker_edit(w->maker));
    orderrows_made(&w->orders, in, true);
    if (w->may_refund && w->orders.first && !w->repeats && w->states.of[w->states.last].refunded)
        look_at_refund(w, in);
    orderlevel_add(&w->orders.level, l->amount);
    w->reverse = w->state == STATE_SALE_AND_RETURN && (l->kind == KIND_SALE || l->kind == KIND_CHARGE);
    w->next = 0;
    return rule ? order_record(w) : l;
}

const struct line *longway_take(struct longway *w, const struct csvin *in)
{
    w->next = w->schema->moneys;
    w->reverse = false;
    slots_take(&w->slots, in);
    const struct schema_rule *rule = find_rule(w, in);
    if (rule && !rule->is_order) {
        tool_drop("no_record", 1);
        return NULL;
    }
    if (rule)
        blank_numbers(w);
    const struct line *l = take(w, in, rule);
    orderrows_end_row(&w->orders);
    return l;
}

/* The same line, taken back. */
static const struct line *turn_round(struct longway *w)
{
    struct line *l = line_maker_edit(w->maker);
    w->reverse = false;
    l->kind = l->kind == KIND_CHARGE ? KIND_CREDIT : KIND_RETURN;
    l->quantity = -l->quantity;
    l->amount = -l->amount;
    l->quantity_written = false;
    return l;
}

/* A credit is below 0 however it is written, and above 0 where it is taken back; of a return charges are given back. */
static decimal signed_money(const struct longway *w, size_t i)
{
    decimal amount = w->money[i], size = size_of(amount);
    if (is_taken_back(w, i))
        return size;
    return w->schema->money[i].kind != KIND_CHARGE || w->order_is_return ? -size : amount;
}

static const struct line *money_line(struct longway *w, size_t i)
{
    const struct schema_money *m = &w->schema->money[i];
    struct line *l = line_maker_edit(w->maker);
    decimal amount = signed_money(w, i);
    l->text_bytes += 2 * w->name[i].n;
    l->text[LINES_PRODUCT_ID] = l->text[LINES_DESCRIPTION] = w->name[i];
    l->kind = amount < 0 ? (m->kind == KIND_RETURN ? KIND_RETURN : KIND_CREDIT) : KIND_CHARGE;
    l->quantity = l->unit_price = 0; /* shipping, tax and the like are no pieces */
    l->amount = amount;
    l->has_price = l->quantity_written = false;
    w->reverse = w->state == STATE_SALE_AND_RETURN && l->kind == KIND_CHARGE;
    if (m->kind != KIND_RETURN)
        orderlevel_add(&w->orders.level, amount);
    return l;
}

/* A sale that is given back whole needs no refund, and its discount is part of what is given back. */
static bool counts(const struct longway *w, size_t i)
{
    return w->money[i] != 0 && (w->state != STATE_SALE_AND_RETURN || w->schema->money[i].kind == KIND_CHARGE);
}

const struct line *longway_more(struct longway *w)
{
    if (w->reverse)
        return turn_round(w);
    while (w->next < w->schema->moneys) {
        size_t i = w->next++;
        if (counts(w, i))
            return money_line(w, i);
    }
    return NULL;
}

void longway_end(struct longway *w)
{
    const struct schema *s = w->schema;
    states_warn(&w->states);
    if (w->unrefunded.orders)
        warn("orders that are refunded by their state, but have no refund or one below their total: %" PRIu64
             "; the first: %s:%" PRIu64 ": %s (what was not refunded counts as sold)",
             w->unrefunded.orders, w->unrefunded.file, w->unrefunded.line, w->unrefunded.order);
    line_maker_free(w->maker);
    slots_free(&w->slots);
    for (size_t i = 0; i < s->moneys; i++)
        free((char *)w->name[i].p);
    states_free(&w->states);
    currency_free(w->currency);
    orderrows_end(&w->orders);
    buf_free(&w->scratch);
    free(w->name);
    free(w->money);
    free(w);
}
