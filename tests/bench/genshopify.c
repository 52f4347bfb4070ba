/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * genshopify ORDERS: an export of orders in the layout of Shopify, the same bytes for the same number.
 *
 * An order has a row for each of its items, 2.2 on average. Only the first one has the order's state, money and
 * addresses. One item in thirty has a name that needs quote marks; one customer in eight, and some items and notes,
 * have a name that is not ASCII. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "chance.h"

#define COUNT(array)  (sizeof(array) / sizeof *(array))
#define ONE_OF(array) (array)[below(COUNT(array))]
enum { PRODUCTS = 1500, ITEMS = 6, DAYS = 730 };

static const char HEADER[] =
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
    "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References";

/* ---- products ---- */

static const char *const MATERIAL[] = {"Linen", "Cotton", "Merino", "Oak", "Ceramic", "Recycled", "Leather", "Glass"};
static const char *const THING[] = {"Crew Neck Sweater", "Apron",         "Tea Towel", "Serving Board", "Mug",
                                    "Tote Bag",          "Throw Blanket", "Candle",    "Notebook",      "Plant Pot"};
static const char *const VARIANT[] = {"Small / Navy", "Medium / Navy", "Large / Navy", "Small / Sand",
                                      "Sage",         "Charcoal",      "Set of 2",     "One Size"};

static struct product {
    char name[80], sku[16];
    int cents;
} product[PRODUCTS];

static void make_product(int i)
{
    struct product *p = &product[i];
    const char *format = i % 30 == 7 ? "\"%s %s, \"\"%s\"\"\"" : i % 60 == 8 ? "%s %s - Édition %s" : "%s %s - %s";
    const char *material = ONE_OF(MATERIAL), *thing = ONE_OF(THING), *variant = ONE_OF(VARIANT);
    snprintf(p->name, sizeof p->name, format, material, thing, variant);
    snprintf(p->sku, sizeof p->sku, "%.3s-%.3s-%04d", material, thing, i);
    p->cents = 500 + 100 * below(95) + (below(3) ? 0 : 95);
}

/* ---- customers ---- */

static const char *const GIVEN[] = {"Ann",   "Robert", "Maria", "Linda", "James", "Wei",   "Fatima", "Olu",
                                    "Susan", "David",  "Karen", "Tom",   "Laura", "Peter", "Emily",  "Chloé"};
static const char *const FAMILY[] = {"Smith",  "Johnson", "Garcia", "Nguyen", "Brown", "Miller", "Davis", "Lee",
                                     "Wilson", "Moore",   "Taylor", "Clark",  "Lewis", "Young",  "King",  "Müller"};
static const char *const STREET[] = {"Maple Avenue", "Main Street", "Elm Street", "Oak Lane", "Lakeview Drive"};

static const struct place {
    const char *city, *zip, *province, *province_name, *country;
} PLACE[] = {{"Portland", "97201", "OR", "Oregon", "US"},
             {"Brooklyn", "11215", "NY", "New York", "US"},
             {"Austin", "78704", "TX", "Texas", "US"},
             {"Chicago", "60614", "IL", "Illinois", "US"},
             {"San Francisco", "94110", "CA", "California", "US"},
             {"Toronto", "M5V 2T6", "ON", "Ontario", "CA"},
             {"London", "E8 3PN", "ENG", "England", "GB"},
             {"Berlin", "'10115", "", "", "DE"}};

/* ---- orders ---- */

struct item {
    const struct product *product;
    int quantity;
};

struct order {
    unsigned number, customer;
    const struct place *place;
    char created[32], email[48], phone[24], person[48];
    const char *state;
    struct item item[ITEMS];
    int items;
    int subtotal, shipping, taxes, discount, refund; /* cents; what the items cost is the subtotal and the discount */
};

static void draw_customer(struct order *o, unsigned customers)
{
    o->customer = heavy_head(customers);
    uint64_t bits = mix(o->customer + 1);
    const char *given = GIVEN[bits % COUNT(GIVEN)], *family = FAMILY[bits / 16 % COUNT(FAMILY)];
    unsigned named = (unsigned)(bits >> 32) % 100; /* the others have a phone, or nothing */
    o->place = &PLACE[(bits >> 40) % COUNT(PLACE)];
    o->email[0] = o->phone[0] = '\0';
    if (named < 90)
        snprintf(o->email, sizeof o->email, "customer.%u@mail%u.example", o->customer, (unsigned)(bits % 7));
    if (named >= 60 && named < 96)
        snprintf(o->phone, sizeof o->phone, "'+1555%07u", o->customer);
    snprintf(o->person, sizeof o->person, "%s %s", given, family);
}

static void draw_items(struct order *o)
{
    int u = below(100), cost = 0;
    o->items = u < 45 ? 1 : u < 70 ? 2 : u < 85 ? 3 : 4 + below(ITEMS - 3);
    for (int i = 0; i < o->items; i++) {
        o->item[i] = (struct item){&product[below(PRODUCTS)], below(5) ? 1 : 2 + below(4)};
        cost += o->item[i].quantity * o->item[i].product->cents;
    }
    o->discount = below(6) ? 0 : cost / 1000 * 100;
    o->subtotal = cost - o->discount;
    o->shipping = cost > 7500 ? 0 : 590;
    o->taxes = o->subtotal * 8 / 100;
}

static void draw_state(struct order *o)
{
    int u = below(100);
    o->state = u < 88 ? "paid" : u < 92 ? "partially_refunded" : u < 95 ? "refunded" : u < 97 ? "pending" : "voided";
    o->refund = u < 88 || u >= 95 ? 0 : u < 92 ? o->item[0].product->cents : o->subtotal + o->shipping + o->taxes;
}

static void draw_order(struct order *o, unsigned i, unsigned orders)
{
    time_t when = 1672531200 + (time_t)((uint64_t)i * DAYS * 86400 / orders); /* 2023-01-01 */
    struct tm tm;
    o->number = 1001 + i;
    strftime(o->created, sizeof o->created, "%Y-%m-%d %H:%M:%S -0500", gmtime_r(&when, &tm));
    draw_customer(o, orders / 3 + 1);
    draw_items(o);
    draw_state(o);
}

/* ---- rows ---- */

static void put_blank(int columns)
{
    while (columns--)
        putchar(',');
}

static void put_cents(int cents)
{
    printf("%d.%02d,", cents / 100, cents % 100);
}

/* From the state to the shipping method. */
static void put_payment(const struct order *o)
{
    bool paid = *o->state != 'v' && strcmp(o->state, "pending") != 0;
    printf("%s,%s,%s,%s,%s,USD,", o->state, paid ? o->created : "", paid ? "fulfilled" : "unfulfilled",
           paid ? o->created : "", o->customer % 3 ? "no" : "yes");
    put_cents(o->subtotal);
    put_cents(o->shipping);
    put_cents(o->taxes);
    put_cents(o->subtotal + o->shipping + o->taxes);
    printf("%s,", o->discount ? "WELCOME10" : "");
    put_cents(o->discount);
    printf("%s,", o->shipping ? "Standard" : "Free Shipping");
}

static void put_item(const struct item *item, const char *state)
{
    printf("%d,%s,", item->quantity, item->product->name);
    put_cents(item->product->cents);
    printf(",%s,true,true,%s,", item->product->sku, *state == 'p' ? "fulfilled" : "pending");
}

static void put_address(const struct order *o)
{
    const struct place *p = o->place;
    char street[48];
    snprintf(street, sizeof street, "%u %s", 1 + o->customer % 900, STREET[o->customer % COUNT(STREET)]);
    printf("%s,%s,%s,%s,,%s,%s,%s,%s,%s,", o->person, street, street, o->customer % 5 ? "" : "Apt 4", p->city, p->zip,
           p->province, p->country, o->phone);
}

/* From the notes to the refund. */
static void put_notes(const struct order *o)
{
    static const char *const note[] = {"\"Please leave at the door, thanks\"", "Gift wrap", "Für Oma",
                                       "\"Call first,\nthe bell is broken\""};
    printf("%s,,%s,Shopify Payments,c%u.1,", o->number % 25 ? "" : note[o->number / 25 % COUNT(note)],
           *o->state == 'v' ? o->created : "", o->number * 7919);
    put_cents(o->refund);
}

/* From the taxes on. */
static void put_end(const struct order *o)
{
    printf("%s Tax 8%%,", o->place->province);
    put_cents(o->taxes);
    put_blank(8);
    printf("%s,,,%s,%s,r%u,,,c%u.1\n", o->phone, o->place->province_name, o->place->province_name, o->number * 31,
           o->number * 7919);
}

static void put_first(const struct order *o)
{
    printf("#%u,%s,", o->number, o->email);
    put_payment(o);
    printf("%s,", o->created);
    put_item(&o->item[0], o->state);
    put_address(o);
    put_address(o);
    put_notes(o);
    printf("Harbor Goods,0.00,,,,%u,%s,Low,%s,0.00,", 450000000 + o->number, o->customer % 9 ? "" : "newsletter",
           o->customer % 12 ? "web" : "pos");
    put_end(o);
}

static void put_more(const struct order *o, int i)
{
    printf("#%u,%s,", o->number, o->email);
    put_blank(13);
    printf("%s,", o->created);
    put_item(&o->item[i], o->state);
    put_blank(26);
    printf("Harbor Goods,");
    put_blank(8);
    printf("0.00,");
    put_blank(18);
    putchar('\n');
}

int main(int argc, char **argv)
{
    static char buffer[1 << 20];
    struct order o;
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    if (argc != 2)
        return 2;
    unsigned orders = (unsigned)strtoul(argv[1], NULL, 10);
    for (int i = 0; i < PRODUCTS; i++)
        make_product(i);
    puts(HEADER);
    for (unsigned i = 0; i < orders; i++) {
        draw_order(&o, i, orders);
        put_first(&o);
        for (int k = 1; k < o.items; k++)
            put_more(&o, k);
    }
    return fflush(stdout) != 0 || ferror(stdout);
}
