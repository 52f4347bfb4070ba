/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simshop.h"

#include <stdio.h>

#include "base/mem.h"
#include "sim/simlog.h"

enum { THINGS = 40, LOOKS = SHOP_PRODUCTS / THINGS };

static const char *const LOOK[LOOKS] = {
    "HEDGEHOG", "FOXGLOVE", "BLUEBELL", "HARBOUR", "ORCHARD", "WOODLAND",  "MOONLIT", "GINGHAM", "LEMON GROVE", "ROBIN",
    "SEASIDE",  "COPPER",   "SAGE",     "MUSTARD", "DAMSON",  "DOVE GREY", "PEBBLE",  "SWALLOW", "OAK LEAF",    "HERON",
};

static const struct {
    const char *name;
    int pence;
} THING[THINGS] = {
    {"TEA TOWEL", 295},
    {"PEG BAG", 375},
    {"BUTTER DISH", 495},
    {"ENAMEL JUG", 845},
    {"SET OF 4 COASTERS", 325},
    {"PAPER NAPKINS", 85},
    {"GIFT TAG", 29},
    {"LANTERN", 465},
    {"CANDLE HOLDER", 165},
    {"STORAGE TIN", 395},
    {"EGG CUP", 125},
    {"MUG", 255},
    {"CAKE STAND", 1275},
    {"WALL CLOCK", 1695},
    {"DRAWER KNOB", 145},
    {"COAT HOOK", 245},
    {"SHOPPING BAG", 208},
    {"LUNCH BOX", 195},
    {"DOOR STOP", 625},
    {"DOORMAT", 795},
    {"CUSHION COVER", 595},
    {"BUNTING", 465},
    {"PHOTO FRAME", 345},
    {"NOTEBOOK", 165},
    {"GREETING CARD", 42},
    {"WRAPPING PAPER", 42},
    {"PENCIL CASE", 155},
    {"BIRD FEEDER", 675},
    {"WATERING CAN", 925},
    {"PLANT LABELS", 115},
    {"HOT WATER BOTTLE", 565},
    {"OVEN GLOVE", 425},
    {"APRON", 485},
    {"JAM JAR LABELS", 85},
    {"RECIPE BOX", 745},
    {"SEWING KIT", 215},
    {"HANGING DECORATION", 125},
    {"PACK OF 12 RIBBONS", 65},
    {"SOAP DISH", 275},
    {"KEY RING", 95},
};

/* Countries and how many customers of a thousand live there. */
static const struct {
    const char *name;
    int per_mille;
} COUNTRY[SHOP_COUNTRIES] = {
    {"United Kingdom", 900},
    {"Germany", 19},
    {"France", 19},
    {"Spain", 6},
    {"Belgium", 5},
    {"Switzerland", 4},
    {"Portugal", 4},
    {"EIRE", 3},
    {"Italy", 3},
    {"Netherlands", 3},
    {"Finland", 2},
    {"Austria", 2},
    {"Norway", 2},
    {"Denmark", 2},
    {"Australia", 2},
    {"Channel Islands", 2},
    {"Sweden", 1},
    {"Cyprus", 1},
    {"Japan", 1},
    {"Poland", 1},
    {"Unspecified", 1},
    {"Israel", 1},
    {"USA", 1},
    {"Hong Kong", 1},
    {"Singapore", 1},
    {"Iceland", 1},
    {"Canada", 1},
    {"Greece", 1},
    {"Malta", 1},
    {"RSA", 1},
    {"European Community", 1},
    {"United Arab Emirates", 1},
    {"Lebanon", 1},
    {"Lithuania", 1},
    {"Brazil", 1},
    {"Czech Republic", 1},
    {"Bahrain", 1},
    {"Saudi Arabia", 1},
};

/* 64 draws of the hour. */
static const unsigned char HOUR[64] = {
    7,  8,  8,  8,  9,  9,  9,  9,  9,  9,  10, 10, 10, 10, 10, 10, 10, 10, 11, 11, 11, 11,
    11, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 13, 13, 13, 13, 13, 13, 13,
    13, 13, 14, 14, 14, 14, 14, 14, 14, 15, 15, 15, 15, 15, 16, 16, 16, 17, 18, 19,
};

static void name_product(struct shop_product *p, const char *code, const char *name, struct arena *arena)
{
    struct buf b = {0};
    p->code = arena_copy(arena, slice_str(code));
    p->name = arena_copy(arena, slice_str(name));
    simlog_product(&b, SIMLOG_LINES, p->code, p->name);
    p->tsv = arena_copy(arena, buf_slice(&b));
    b.n = 0;
    simlog_product(&b, SIMLOG_RETAIL, p->code, p->name);
    p->csv = arena_copy(arena, buf_slice(&b));
    buf_free(&b);
}

/* The pound sign is C2 A3 in UTF-8. */
static const char *name_form(unsigned n, bool messy)
{
    return !messy         ? "%s %s"
           : n % 29 == 3  ? "%s %s, LARGE"
           : n % 67 == 5  ? "%s \"JOLLY\" %s"
           : n % 211 == 9 ? "%s %s\nGIFT BOXED"
           : n % 151 == 4 ? "%s %s UNDER \302\2435"
           : n % 5 == 2   ? "%s %s "
           : n % 83 == 1  ? " %s %s"
                          : "%s %s";
}

/* Variants change the price of a thing by -15 .. +24 %; prices end in 5, for a sixth of the products in 0, and for a
 * few they are whole pounds. */
static int list_price(unsigned n)
{
    int price = THING[n / LOOKS].pence * (85 + (int)(n % LOOKS * 7 % 40)) / 100;
    if (price < 100)
        return price;
    if (n % 31 == 3)
        return (price + 50) / 100 * 100;
    return price / 10 * 10 + (n % 6 == 1 ? 0 : 5);
}

/* Half the things have a code for each variant, the others one code with a letter. The second spelling of a product has
 * a small letter in its code, or a full stop after its name. */
static void make_product(struct simshop *shop, unsigned n, bool messy)
{
    char code[16], name[96];
    unsigned thing = n / LOOKS, look = n % LOOKS;
    struct shop_product *p = &shop->product[n], *alias = &shop->alias[n];
    p->price = alias->price = list_price(n);
    if (thing % 2)
        snprintf(code, sizeof code, "%u%c", 70000 + thing * 13, 'A' + look);
    else
        snprintf(code, sizeof code, "%u", 20000 + n * 3);
    snprintf(name, sizeof name, name_form(n, messy), LOOK[look], THING[thing].name);
    name_product(p, code, name, &shop->arena);
    if (!messy)
        return;
    snprintf(name, sizeof name, thing % 2 ? "%s %s" : "%s %s.", LOOK[look], THING[thing].name);
    if (thing % 2)
        code[5] = (char)(code[5] - 'A' + 'a');
    name_product(alias, code, name, &shop->arena);
}

/* The demand for the product of rank k is in proportion to about 1/(k + 12); ranks 0 .. 799 are independent of the kind
 * of product. */
static void make_picks(struct simshop *shop)
{
    uint64_t total = 0, sum = 0;
    uint32_t n = 0;
    for (uint32_t k = 0; k < SHOP_PRODUCTS; k++)
        total += 1000000 / (k + 12);
    for (uint32_t k = 0; k < SHOP_PRODUCTS; k++) {
        sum += 1000000 / (k + 12);
        for (uint16_t product = (uint16_t)(k * 357 % SHOP_PRODUCTS); n < sum * SHOP_PICKS / total; n++)
            shop->pick[n] = product;
    }
}

void simshop_make(struct simshop *shop, bool messy)
{
    for (unsigned n = 0; n < SHOP_PRODUCTS; n++)
        make_product(shop, n, messy);
    make_picks(shop);
}

void simshop_free(struct simshop *shop)
{
    arena_free(&shop->arena);
}

unsigned simshop_draw_country(struct rng *r)
{
    int left = (int)rng_below(r, 1000);
    unsigned i = 0;
    while (i < SHOP_COUNTRIES - 1 && left >= COUNTRY[i].per_mille)
        left -= COUNTRY[i++].per_mille;
    return i;
}

const char *simshop_country(unsigned i)
{
    return COUNTRY[i].name;
}

unsigned simshop_draw_minute(struct rng *r)
{
    uint64_t bits = rng_u64(r);
    return 60U * HOUR[bits >> 58] + (unsigned)((bits & 0xffffffffU) * 60 >> 32);
}
