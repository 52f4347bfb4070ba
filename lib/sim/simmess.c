/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simmess.h"

/* How often, of 10000 purchases. */
static const struct {
    enum sim_what what;
    unsigned rate;
} ODD[] = {{SIM_CREDIT, 150}, {SIM_BLUNDER, 6}, {SIM_STOCK, 350}, {SIM_FEE, 30}, {SIM_DEBT, 15}, {SIM_GHOST, 40}};

enum { TWO_ORDERS = 500, REST_MINUTE = 120, REST_MIDNIGHT = 40, REST_DAYS = 40 };

static const struct {
    const char *code, *name;
    int pence;
} CHARGE[] = {{"POST", "POSTAGE", 1500},
              {"POST", "POSTAGE", 1800},
              {"POST", "POSTAGE", 2800},
              {"POST", "POSTAGE", 4000},
              {"C2", "CARRIAGE", 5000},
              {"DOT", "WEB SHOP POSTAGE", 495},
              {"gift_0001_10", "Gift Voucher \302\24310.00", 833},
              {"gift_0001_20", "Gift Voucher \302\24320.00", 1667},
              {"M", "Manual", 1250},
              {"m", "Manual", 255},
              {"PADS", "CUSHION PADS", 10}};

static const char *const STOCK_NOTE[] = {"", "", "", "", "", "damages", "check", "?", "found", "wet, thrown away"};

void simmess_draw(struct rng *r, struct simmess *m)
{
    m->share = rng_below(r, 10000) < TWO_ORDERS ? 25 + (int)rng_below(r, 51) : 100;
    uint64_t rest = rng_below(r, 10000);
    m->rest = rest < REST_MINUTE                               ? MESS_MINUTE
              : rest < REST_MINUTE + REST_MIDNIGHT             ? MESS_MIDNIGHT
              : rest < REST_MINUTE + REST_MIDNIGHT + REST_DAYS ? MESS_DAYS
                                                               : MESS_WHOLE;
    m->odd = 0;
    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++)
        if (rng_below(r, 10000) < ODD[i].rate)
            m->odd |= 1U << ODD[i].what;
}

/* Carriage for orders from abroad; postage, vouchers and manual charges for some others. */
int64_t simmess_charge(struct rng *r, const struct sim_order *o, int64_t total, struct sim_line *charge)
{
    uint64_t chance = rng_below(r, 1000);
    int which = -1;
    if (o->country)
        which = chance < 500 ? (int)(o->country % 4) : chance < 550 ? 4 : -1;
    else if (!o->customer_id)
        which = chance < 80 ? 5 : chance < 90 ? 6 : chance < 100 ? 7 : -1;
    else
        which = chance < 8 ? 8 : chance < 10 ? 9 : chance < 12 ? 10 : -1;
    if (which < 0 || total < 3 * CHARGE[which].pence)
        return total;
    charge->code = slice_str(CHARGE[which].code);
    charge->name = slice_str(CHARGE[which].name);
    charge->quantity = 1 + (which < 4 && total > 20 * CHARGE[which].pence);
    charge->price = CHARGE[which].pence;
    charge->kind = KIND_CHARGE;
    return total - charge->quantity * charge->price;
}

void simmess_spoil(struct rng *r, const struct simshop *shop, struct sim_order *o)
{
    for (int i = 0, n = o->n; i < n; i++) {
        uint64_t chance = rng_below(r, 1000);
        struct sim_line *l = &o->line[i];
        if (chance < 12)
            l->product = &shop->alias[l->product - shop->product];
        else if (chance < 36 && l->quantity % 2 == 0) {
            l->quantity /= 2;
            o->line[o->n++] = *l;
        }
    }
    if (rng_below(r, 1000) < 5)
        o->line[o->n++] = (struct sim_line){
            .product = simshop_pick(shop, r), .quantity = 1 + (int64_t)rng_below(r, 12), .kind = KIND_FREE};
}

static void only_line(struct sim_order *o, const char *code, const char *name, int64_t quantity, int64_t price)
{
    o->line[0] = (struct sim_line){.code = slice_str(code), .name = slice_str(name)};
    o->line[0].quantity = quantity;
    o->line[0].price = price;
    o->line[0].kind = price >= 0 && quantity >= 0 ? KIND_CHARGE : KIND_CREDIT;
}

static void stock_order(struct rng *r, const struct simshop *shop, struct sim_order *o)
{
    int64_t quantity = 1 + (int64_t)rng_below(r, 200);
    const char *note = STOCK_NOTE[rng_below(r, sizeof STOCK_NOTE / sizeof *STOCK_NOTE)];
    o->line[0] = (struct sim_line){.code = simshop_pick(shop, r)->code, .name = slice_str(note), .kind = KIND_FREE};
    o->line[0].quantity = rng_below(r, 4) ? -quantity : quantity;
}

static void product_order(struct rng *r, const struct simshop *shop, int64_t least, uint64_t spread, int sign,
                          struct sim_order *o)
{
    const struct shop_product *p = simshop_pick(shop, r);
    int64_t quantity = least + (int64_t)rng_below(r, spread);
    o->letter = sign < 0 ? 'C' : 0;
    o->line[0] = (struct sim_line){.product = p, .quantity = sign * quantity, .price = p->price};
    o->line[0].kind = sign < 0 ? KIND_RETURN : KIND_SALE;
}

void simmess_order(struct rng *r, const struct simshop *shop, enum sim_what what, int64_t total, struct sim_order *o)
{
    uint64_t coin = rng_below(r, 2);
    o->letter = 'C';
    o->n = 1;
    if (what == SIM_STOCK || what == SIM_FEE || what == SIM_DEBT) {
        o->customer_id = 0;
        o->country = 0;
    }
    if (what == SIM_CREDIT) {
        only_line(o, coin ? "D" : "M", coin ? "Discount" : "Manual", -1,
                  1 + total * (2 + (int64_t)rng_below(r, 9)) / 100);
    } else if (what == SIM_BLUNDER || what == SIM_UNDO) {
        product_order(r, shop, 600, 1800, what == SIM_UNDO ? -1 : 1, o);
    } else if (what == SIM_GHOST) {
        o->customer_id = 9001 + rng_below(r, 900);
        product_order(r, shop, 1, 12, -1, o);
    } else if (what == SIM_FEE) {
        only_line(o, coin ? "AMAZONFEE" : "BANK CHARGES", coin ? "AMAZON FEE" : "Bank Charges", -1,
                  2000 + (int64_t)rng_below(r, 30000));
    } else if (what == SIM_DEBT) {
        int64_t price = 10000 + (int64_t)rng_below(r, 200000);
        o->letter = 'A';
        only_line(o, "B", "Adjust bad debt", 1, coin ? price : -price);
    } else {
        o->letter = 0;
        stock_order(r, shop, o);
    }
}
