/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports that overlap: files that have some orders in common, named one after another or joined into one. */
#include "cli.h"

#define CLEAN "clean --schema shopify --only order_id,customer_id,product_id,amount "
#define HEAD                                                                                                  \
    "Name,Email,Financial Status,Currency,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity," \
    "Lineitem name,Lineitem price,Lineitem sku,Shipping Country,Refunded Amount,Source\n"
#define COLUMNS           "order_id\tcustomer_id\tproduct_id\tamount\n"
#define JULY(state, back) "#2,a@x.test," state ",USD,5,1,16,0,2026-07-31 11:00:00 -0400,1,Cup,10,CUP,US," back ",web\n"
#define AUGUST            "#3,b@x.test,paid,USD,5,1,16,0,2026-08-02 11:00:00 -0400,1,Cup,10,CUP,US,0,web\n"
#define GUEST             "#1,,paid,USD,0,0,10,0,2026-07-31 10:00:00 -0400,1,Cup,10,CUP,US,0,pos\n"
#define LINES(order, mail) \
    order "\t" mail "\tCUP\t10.00\n" order "\t" mail "\tshipping\t5.00\n" order "\t" mail "\ttax\t1.00\n"
#define JULY_LINES   LINES("#2", "a@x.test")
#define AUGUST_LINES LINES("#3", "b@x.test")
#define GUEST_LINES  "#1\t\tCUP\t10.00\n"

/* The older file is f, the newer one g. */
#define FILES(older, newer) "printf '%s' '" HEAD older "' > f; printf '%s' '" HEAD newer "' > g; "
#define LEFT_OUT(n)         "orders left out, because an earlier file has them: " #n

/* One charge of the order, and its total, on each row. */
#define S                                                                                                         \
    "printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'amount = a' date-format=%Y-%m-%d order.total=t " \
    "order.charge.ship=s > s; clean --schema ./s --only order_id,amount "
#define ROW "o,c,d,a,s,t\n"

CLI_ROWS(cleanoverlap) = {
    /* ---- files that have an order in common ---- */
    {"a refund after the first export does not stop the run",
     FILES(JULY("paid", "0"), JULY("refunded", "16") AUGUST) CLEAN "f g", NULL, COLUMNS JULY_LINES AUGUST_LINES,
     "of these differ in state or money: 1; the first: g:2: #2 (", 0},
    {"the newest file first counts it", FILES(JULY("paid", "0"), JULY("refunded", "16") AUGUST) CLEAN "g f", NULL,
     COLUMNS JULY_LINES "#2\ta@x.test\trefund\t-16.00\n" AUGUST_LINES, LEFT_OUT(1), 0},
    {"a guest's order that both files have", FILES(GUEST JULY("paid", "0"), GUEST AUGUST) CLEAN "f g", NULL,
     COLUMNS GUEST_LINES JULY_LINES AUGUST_LINES, LEFT_OUT(1), 0},
    {"the last order of a file that is the first of the next",
     FILES(JULY("paid", "0"), JULY("paid", "0") AUGUST) CLEAN "f g 2> e; cat e", NULL,
     COLUMNS JULY_LINES AUGUST_LINES "clean: " LEFT_OUT(1) " (duplicates = orders)\n", "", 0},
    {"what is left out is written to --dropped with its money",
     FILES(GUEST, GUEST JULY("paid", "0")) CLEAN "--dropped d g f > /dev/null; cut -f 1,4,5 d", NULL,
     "order_id\tamount\treason\n#1\t10.00\torder_of_earlier_file\n", LEFT_OUT(1), 0},
    {"a customer of another name in an order that is left out is no second customer",
     FILES(GUEST JULY("paid", "0"), JULY("paid", "0") "#2,,,,,,,,2026-07-31 11:00:00 -0400,1,Pot,0,POT,,,\n") CLEAN
     "f g",
     NULL, COLUMNS GUEST_LINES JULY_LINES, LEFT_OUT(1), 0},

    /* ---- files that were joined ---- */
    {"an order that comes again counts its items again, but not silently",
     FILES(JULY("paid", "0") AUGUST, JULY("paid", "0")) "(cat f; tail -n +2 g) | " CLEAN, NULL,
     COLUMNS JULY_LINES AUGUST_LINES "#2\ta@x.test\tCUP\t10.00\n",
     "orders that come again after other orders: 1; the first: stdin:4: #2 (", 0},
    {"its total shows it too",
     FILES(JULY("paid", "0") AUGUST, JULY("paid", "0")) "(cat f; tail -n +2 g) | " CLEAN "> /dev/null", NULL, "",
     "orders that do not add up to their order.total: 1 of 2; the first: stdin:2: #2 adds up to 26.00, but its total is 16.00\n",
     0},
    {"and a header in the middle", FILES(JULY("paid", "0") AUGUST, JULY("paid", "0")) "cat f g | " CLEAN "> /dev/null",
     NULL, "", "records that repeat the header: 1; the first: stdin:4 (", 0},
    {"two files without duplicates = orders, too", "cat > f; " S "f f > /dev/null", ROW "1,x,2026-01-01,5,2,7\n", "",
     "orders that come again after other orders: 1; the first: f:2: 1 (", 0},
    {"the last order of a file that is the first of the next, too", "cat > f; " S "f f > /dev/null",
     ROW "1,x,2026-01-01,5,2,7\n", NULL, "1 of 1; the first: f:2: 1 adds up to 12.00, but its total is 7.00", 0},
    {"rows of an order that are apart add up to its total", S "",
     ROW "1,x,2026-01-01,5,2,13\n2,x,2026-01-02,5,2,7\n1,x,2026-01-01,6,2,13\n",
     "order_id\tamount\n1\t5.00\n1\t2.00\n2\t5.00\n2\t2.00\n1\t6.00\n", "", 0},
    {"or do not", S "> /dev/null", ROW "1,x,2026-01-01,5,2,14\n2,x,2026-01-02,5,2,7\n1,x,2026-01-01,6,2,14\n", "",
     "1 of 2; the first: stdin:2: 1 adds up to 13.00, but its total is 14.00\n", 0},
};
