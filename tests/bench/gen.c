/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gen ROWS CUSTOMERS [plain|quoted|single]: a log in the layout of Online Retail, the same bytes for the same
 * arguments. gen noise: an endless stream of random bytes, for shuf --random-source.
 *
 * One row in fifty has a value that needs quote marks; `quoted` puts them around every value. A few customers buy most;
 * with `single` each order has a customer of its own, whose id has 20 digits. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { PRODUCTS = 4000, MINUTES_A_DAY = 24 * 60, DAYS = 373 };
enum layout { PLAIN, QUOTED, SINGLE };

/* ---- products and countries ---- */

static const char *const KIND[] = {
    "WHITE", "RED",   "BLUE",  "PINK",    "VINTAGE",  "RETRO",      "WOODEN",          "METAL",   "GLASS", "CERAMIC",
    "JUMBO", "LUNCH", "PARTY", "HANGING", "SET OF 3", "PACK OF 72", "ASSORTED COLOUR", "REGENCY", "IVORY", "DOORMAT"};
static const char *const DECOR[] = {"HEART",      "STAR",      "SPOTTY",  "POLKADOT",   "UNION JACK",
                                    "STRAWBERRY", "CHRISTMAS", "KNITTED", "FLORAL",     "PAISLEY",
                                    "CHERRY",     "SKULL",     "OWL",     "DOLLY GIRL", "CIRCUS PARADE"};
static const char *const THING[] = {"T-LIGHT HOLDER", "LANTERN",      "BAG",     "CAKESTAND 3 TIER",
                                    "RETROSPOT MUG",  "WATER BOTTLE", "BUNTING", "DRAWER KNOB",
                                    "SIGN",           "STORAGE TIN",  "NAPKINS", "CANDLE",
                                    "TRAY",           "CLOCK",        "FRAME"};
static const char *const ABROAD[] = {"Germany",
                                     "France",
                                     "EIRE",
                                     "Spain",
                                     "Netherlands",
                                     "Belgium",
                                     "Switzerland",
                                     "Portugal",
                                     "Australia",
                                     "Norway",
                                     "Italy",
                                     "Channel Islands",
                                     "Finland",
                                     "Cyprus",
                                     "Sweden",
                                     "Unspecified",
                                     "Austria",
                                     "Denmark",
                                     "Japan",
                                     "Poland",
                                     "Israel",
                                     "USA",
                                     "Hong Kong",
                                     "Singapore",
                                     "Iceland",
                                     "Canada",
                                     "Greece",
                                     "Malta",
                                     "United Arab Emirates",
                                     "European Community",
                                     "RSA",
                                     "Lebanon",
                                     "Lithuania",
                                     "Brazil",
                                     "Czech Republic",
                                     "Bahrain",
                                     "Saudi Arabia"};

static struct product {
    char code[8], text[96];
    int pence;
} product[PRODUCTS];

static void make_product(int i)
{
    struct product *p = &product[i];
    int number = 10000 + below(80000);
    if (below(100) < 25)
        snprintf(p->code, sizeof p->code, "%d%c", number, 'A' + below(12));
    else
        snprintf(p->code, sizeof p->code, "%d", number);
    const char *kind = KIND[below(COUNT(KIND))], *decor = DECOR[below(COUNT(DECOR))],
               *thing = THING[below(COUNT(THING))];
    const char *format = i % 50 != 7 ? "%s %s %s" : i % 100 == 7 ? "%s %s,%s" : "%s \"%s\" %s, LARGE";
    snprintf(p->text, sizeof p->text, format, kind, decor, thing);
    double price = unit();
    p->pence = price < .5 ? 29 + below(180) : price < .9 ? 195 + below(400) : 595 + below(1500);
}

/* ---- orders ---- */

struct order {
    unsigned number, lines;
    bool cancelled;
    char customer[24], date[32];
    const char *country;
};

/* Minute `m` of the log: the shop is open fourteen hours a day, from six o'clock. */
static void print_date(char *to, size_t room, unsigned m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int day = (int)(m / MINUTES_A_DAY), minute = (int)(m % MINUTES_A_DAY), year = 2010, month = 11;
    for (; day >= days[month]; month = (month + 1) % 12) {
        day -= days[month];
        year += month == 11;
    }
    snprintf(to, room, "%d/%d/%d %d:%02d", month + 1, day + 1, year, 6 + minute * 14 / MINUTES_A_DAY,
             minute * 14 * 60 / MINUTES_A_DAY % 60);
}

static void draw_customer(struct order *o, unsigned customers, bool guest, enum layout layout)
{
    unsigned rank = heavy_head(customers);
    unsigned id = 12346 + (unsigned)((uint64_t)rank * 2654435761u % customers); /* mixes ranks over the ids */
    if (layout == SINGLE)
        snprintf(o->customer, sizeof o->customer, "%020" PRIu64, mix(o->number));
    else if (guest)
        o->customer[0] = '\0';
    else
        snprintf(o->customer, sizeof o->customer, "%u", id);
}

static void draw_order(struct order *o, uint64_t i, uint64_t orders, unsigned customers, enum layout layout)
{
    o->number = 536365 + (unsigned)i;
    o->lines = 1 + (unsigned)below(layout == SINGLE ? 19 : 41);
    o->cancelled = below(1000) < 20 && layout != SINGLE;
    bool guest = below(100) < 25;
    if (o->cancelled)
        o->lines = 1 + (unsigned)below(40);
    draw_customer(o, customers, guest, layout);
    print_date(o->date, sizeof o->date, (unsigned)(i * ((uint64_t)DAYS * MINUTES_A_DAY) / orders));
    o->country = below(100) < 91 ? "United Kingdom" : ABROAD[below(COUNT(ABROAD))];
}

static int draw_quantity(void)
{
    double u = unit();
    return u < .3 ? 1 : u < .6 ? 2 + below(5) : u < .85 ? 6 + below(7) : u < .97 ? 12 + below(37) : 48 + below(400);
}

/* ---- rows ---- */

/* The value as CSV, with the delimiter or line end after it. */
static void put(const char *value, enum layout layout, char end)
{
    if (layout != QUOTED && !strpbrk(value, ",\"")) {
        fputs(value, stdout);
    } else {
        putchar('"');
        for (; *value; value++) {
            if (*value == '"')
                putchar('"');
            putchar(*value);
        }
        putchar('"');
    }
    putchar(end);
}

static void put_line(const struct order *o, enum layout layout)
{
    char number[32], quantity[16], price[16];
    const struct product *p = &product[below(PRODUCTS)];
    int n = draw_quantity(), pence = p->pence;
    if (below(200) == 0)
        pence = 0;
    if (o->cancelled || below(400) == 0)
        n = -n;
    const char *text = below(370) == 0 ? "" : p->text;
    snprintf(number, sizeof number, "%s%u", o->cancelled ? "C" : "", o->number);
    snprintf(quantity, sizeof quantity, "%d", n);
    snprintf(price, sizeof price,
             pence % 100 == 0  ? "%d"
             : pence % 10 == 0 ? "%d.%d"
                               : "%d.%02d",
             pence / 100, pence % 10 == 0 ? pence % 100 / 10 : pence % 100);
    put(number, layout, ',');
    put(p->code, layout, ',');
    put(text, layout, ',');
    put(quantity, layout, ',');
    put(o->date, layout, ',');
    put(price, layout, ',');
    put(o->customer, layout, ',');
    put(o->country, layout, '\n');
}

static void put_header(enum layout layout)
{
    static const char *const name[] = {"InvoiceNo",   "StockCode", "Description", "Quantity",
                                       "InvoiceDate", "UnitPrice", "CustomerID",  "Country"};
    for (size_t i = 0; i < COUNT(name); i++)
        put(name[i], layout, i + 1 < COUNT(name) ? ',' : '\n');
}

static int put_noise(void)
{
    uint64_t word[512];
    do
        for (size_t i = 0; i < COUNT(word); i++)
            word[i] = random_bits();
    while (fwrite(word, sizeof word, 1, stdout) == 1);
    return 0;
}

int main(int argc, char **argv)
{
    static char buffer[1 << 20];
    struct order o;
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    if (argc == 2 && strcmp(argv[1], "noise") == 0)
        return put_noise();
    if (argc < 3)
        return 2;
    uint64_t rows = strtoull(argv[1], NULL, 10), row = 0, orders = rows / 21 + 1;
    unsigned customers = (unsigned)strtoul(argv[2], NULL, 10);
    const char *name = argc > 3 ? argv[3] : "plain";
    enum layout layout = *name == 'q' ? QUOTED : *name == 's' ? SINGLE : PLAIN;
    if (layout == SINGLE)
        orders = rows / 10 + rows / 1000 + 1;
    for (int i = 0; i < PRODUCTS; i++)
        make_product(i);
    put_header(layout);
    for (uint64_t i = 0; row < rows; i++) {
        draw_order(&o, i, orders, customers, layout);
        for (unsigned line = 0; line < o.lines && row < rows; line++, row++)
            put_line(&o, layout);
    }
    return fflush(stdout) != 0 || ferror(stdout);
}
