/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shops' exports as they are: what was once silently wrong, and what could not be read. */
#include "cli.h"

#define S(text) "cat > s <<'END'\n" text "\nEND\n"
#define CLEAN   "clean --schema ./s "
/* customer, country, orders, gross, returned, revenue */
#define SUMS CLEAN "| aggregate --by customer | cut -f 1,3,6,11-13 | tail -n +2"

#define SHOPIFY                                                                               \
    "customer_id = Email\norder_id = Name\ndate = Created at\nquantity = Lineitem quantity\n" \
    "unit_price = Lineitem price\ncountry = Shipping Country\nstatus = Financial Status\n"    \
    "date-format = %Y-%m-%d %H:%M:%S %z\ntz-to = as-written\n"
#define SHOPIFY_HEAD "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem price,Shipping Country\n"
#define SHOPIFY_ROWS(state)                                                \
    "#1,ann@x.test," state ",80.00,2024-03-02 10:00:00 +0100,1,20.00,DE\n" \
    "#1,ann@x.test,,,2024-03-02 10:00:00 +0100,2,30.00,\n"

#define LOOK                                                                                                \
    "customer_id = user_id\norder_id = order_id\ndate = created_at\namount = sale_price\nstatus = status\n" \
    "date-format = %Y-%m-%d\n"
#define LOOK_ROWS                                                                    \
    "order_id,user_id,status,created_at,sale_price\n1,7,Complete,2022-04-12,49.50\n" \
    "1,7,Returned,2022-04-12,30.00\n2,8,Returned,2022-05-12,30.00\n"

#define LEAST "customer_id = c\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d\n"
#define ROW   "o,d,c,a\n"

#define WOO "customer_id = Email\norder_id = Order\ndate = Date\namount = Order Line Total\ndate-format = %Y-%m-%d\n"
#define WOO_ROWS                                                                   \
    "Order,Email,Date,Order Line Total,Order Shipping Amount,Order Total Amount\n" \
    "1,ann@x.test,2024-03-02,20.00,4.90,34.90\n1,ann@x.test,2024-03-02,10.00,4.90,34.90\n"

/* The amount, written one way and another, by the keys. */
#define MONEY(keys, value, amount)                                                            \
    {                                                                                         \
        "money: " value,                                                                      \
            S("customer_id = c\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d\n" \
              "delimiter = ;\n" keys) CLEAN "--only amount | tail -n 1",                      \
            "o;d;c;a\n1;2024-03-02;7;" value "\n", amount "\n", "", 0                         \
    }
#define DAY(keys, value, day)                                                                    \
    {                                                                                            \
        "day: " value,                                                                           \
            S("customer_id = c\norder_id = o\ndate = d\namount = a\ndelimiter = ;\n" keys) CLEAN \
            "--only date,time | tail -n 1",                                                      \
            "o;d;c;a\n1;" value ";7;1\n", day "\n", "", 0                                        \
    }
#define KIND(name, bytes, message)                                                \
    {                                                                             \
        name, S(LEAST) "printf '" bytes "' > f; " CLEAN "f", NULL, "", message, 1 \
    }

CLI_ROWS(ingest) = {
    /* ---- 1 and 3: values only on the order's first row ---- */
    {"a void order has no other rows either", S(SHOPIFY "void-status = voided\nsale-status = paid\n") SUMS,
     SHOPIFY_HEAD SHOPIFY_ROWS("voided"), "", "", 0},
    {"a state counts for the whole order", S(SHOPIFY "sale-and-return-status = refunded\nsale-status = paid\n") SUMS,
     SHOPIFY_HEAD SHOPIFY_ROWS("refunded"), "ann@x.test\tDE\t1\t80.00\t-80.00\t0.00\n", "", 0},
    {"an empty country does not win", S(SHOPIFY "sale-status = paid\nfill-down = country\n") SUMS,
     SHOPIFY_HEAD SHOPIFY_ROWS("paid"), "ann@x.test\tDE\t1\t80.00\t0.00\t80.00\n", "", 0},
    {"nor without fill-down", S(SHOPIFY "sale-status = paid\n") SUMS, SHOPIFY_HEAD SHOPIFY_ROWS("paid"),
     "ann@x.test\tDE\t1\t80.00\t0.00\t80.00\n", "", 0},
    {"rows of an order that stand apart cannot be filled", S(SHOPIFY "sale-status = paid\nfill-down = country\n") CLEAN,
     SHOPIFY_HEAD "#1,a,paid,,2024-03-02 10:00:00 +0100,1,20.00,DE\n#2,b,paid,,2024-03-02 10:00:00 +0100,1,20.00,DE\n"
                  "#1,a,paid,,2024-03-02 10:00:00 +0100,1,20.00,\n",
     NULL, "stdin:4: column \"order_id\": \"#1\" is an order whose first row is elsewhere", 1},
    {"an order's id on its first row alone",
     S(LEAST "fill-down = order_id customer_id date\n") CLEAN "--only customer_id,order_id,date,amount",
     ROW "1,2024-03-02,7,5\n,,,6\n2,2024-03-03,8,7\n",
     "customer_id\torder_id\tdate\tamount\n7\t1\t2024-03-02\t5.00\n7\t1\t2024-03-02\t6.00\n8\t2\t2024-03-03\t7.00\n",
     "", 0},

    /* ---- 2: sales that become refunds in place ---- */
    {"sold and given back makes two lines", S(LOOK "sale-status = Complete\nsale-and-return-status = Returned\n") SUMS,
     LOOK_ROWS, "7\t\t1\t79.50\t-30.00\t49.50\n8\t\t1\t30.00\t-30.00\t0.00\n", "", 0},
    {"their kinds, and the count of made lines",
     S(LOOK "sale-status = Complete\nsale-and-return-status = Returned\n") CLEAN
     "--only order_id,quantity,amount,kind --stats st; grep 'rows_in\\|lines_made\\|rows_out' st",
     LOOK_ROWS,
     "order_id\tquantity\tamount\tkind\n1\t1\t49.50\tsale\n1\t1\t30.00\tsale\n1\t-1\t-30.00\treturn\n2\t1\t30.00\tsale\n"
     "2\t-1\t-30.00\treturn\nrows_in\t5\nrows_out\t5\nlines_made\t2\n",
     "", 0},
    {"a return of its own, whose sale is nowhere, is warned of",
     S(LOOK "sale-status = Complete\nreturn-status = Returned\nreturn-sign = positive\n") SUMS, LOOK_ROWS, NULL,
     "return-status = Returned: no row in this state returns an earlier sale, rows: 2 (use sale-and-return-status", 0},

    /* ---- an order of two customers ---- */
    {"a refund that names the shop as its sender",
     S("customer_id = From\norder_id = Reference | Id\ndate = d\namount = a\nstatus = Type\nsale-status = Payment\n"
       "return-status = Refund\ndate-format = %Y-%m-%d\n") SUMS,
     "Id,Reference,Type,d,From,a\nT1,,Payment,2024-03-02,ann@x.test,20\nT2,,Payment,2024-03-02,bob@x.test,5\n"
     "T3,T1,Refund,2024-03-05,shop@x.test,-20\n",
     "ann@x.test\t\t1\t20.00\t0.00\t20.00\nbob@x.test\t\t1\t5.00\t0.00\t5.00\nshop@x.test\t\t0\t0.00\t-20.00\t-20.00\n",
     "orders with more than one customer: 1, each counted as several; the first is \"T1\", with customer \"ann@x.test\" "
     "and, in stdin:4, \"shop@x.test\" (check customer_id in the schema; use fill-down if only an order's first row "
     "has it)",
     0},
    {"a void row may name anybody", S(LEAST "status = s\nsale-status = ok\nvoid-status = no\n") CLEAN "--only amount",
     "o,d,c,a,s\n1,2024-03-02,shop,5,no\n1,2024-03-02,7,5,ok\n1,2024-03-03,7,6,ok\n1,2024-03-04,shop,5,no\n",
     "amount\n5.00\n6.00\n", "", 0},

    /* ---- 4: states ---- */
    {"a state in no list is named", S(LOOK "sale-status = Complete\nvoid-status = failed\n") CLEAN,
     "order_id,user_id,status,created_at,sale_price\n1,7,Complete,2022-04-12,10\n2,7,Failed,2022-04-12,99\n", NULL,
     "stdin:3: column \"status\": \"Failed\" is a state that the schema does not name (the schema has \"failed\": capital "
     "and small letters differ)",
     1},
    {"a state says refunded, and the money does not",
     S(LEAST "status = s\nsale-status = paid\nsale-status = Refunded\nsale-status = partially_refunded\n"
             "order.return.refund = r\norder.total = t\n") CLEAN "> /dev/null",
     "o,d,c,a,s,r,t\n1,2024-03-02,7,5,Refunded,5,5\n2,2024-03-02,7,5,Refunded,,5\n3,2024-03-02,7,5,Refunded,4,5\n"
     "4,2024-03-02,7,5,partially_refunded,4,5\n5,2024-03-02,7,5,paid,,5\n",
     "",
     "orders that are refunded by their state, but have no refund or one below their total: 2; the first: stdin:3: 2 "
     "(what was not refunded counts as sold)\n",
     0},
    {"another one", S(LOOK "sale-status = Complete\nvoid-status = failed\n") CLEAN,
     "order_id,user_id,status,created_at,sale_price\n1,7,on-hold,2022-04-12,99\n", NULL,
     "\"on-hold\" is a state that the schema does not name (sale-status, ", 1},
    {"without sale-status they sell, and are named",
     S(LOOK "void-status = failed\nvoid-status = cancelled\n") CLEAN "--only amount",
     "order_id,user_id,status,created_at,sale_price\n1,7,completed,2022-04-12,10\n2,7,Failed,2022-04-12,99\n"
     "3,7,on-hold,2022-04-12,99\n",
     "amount\n10.00\n99.00\n99.00\n",
     "rows that count as sales, since the schema does not say what their states mean: 3, of "
     "\"completed\", \"Failed\", \"on-hold\"",
     0},
    {"a state with two meanings", S(LOOK "sale-status = x\nvoid-status = x\n") CLEAN, LOOK_ROWS, "",
     "./s: the state \"x\" is given two meanings", 2},
    {"the empty state", S(LOOK "sale-status = \"\"\n") CLEAN "--only amount",
     "order_id,user_id,status,created_at,sale_price\n1,7,,2022-04-12,10\n", "amount\n10.00\n", "", 0},
    {"a state made of two columns",
     S(LEAST "status = \"{f}/{g}\"\nsale-status = paid/sent\nvoid-status = paid/lost\n") CLEAN "--only order_id",
     "o,d,c,a,f,g\n1,2024-03-02,7,5,paid,sent\n2,2024-03-02,7,5,paid,lost\n", "order_id\n1\n", "", 0},

    /* ---- 5 and 6: headers ---- */
    {"a first line that is a record is no header", "clean --schema cdnow",
     " 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n", "",
     "stdin:1: the header looks like a record, which would be lost (header = no", 1},
    {"a column's name in quote marks",
     S("order_id = Order ID\ncustomer_id = \"Customer ID\"\ndate = When\namount = Total\ndate-format = %Y-%m-%d\n")
         CLEAN,
     "Order ID,Customer ID,When,Total\n1,7,2024-03-02,5\n", "",
     "stdin:1: a column is called \"Customer ID\", which the schema ./s gives as a constant (without quote marks", 1},

    /* ---- 7: currencies ---- */
    {"a second currency is refused", S(LEAST "currency = cur\n") CLEAN "--only amount",
     "o,d,c,a,cur\n1,2024-03-02,7,100.00,usd\n2,2024-03-02,7,15000,jpy\n", NULL,
     "stdin:3: column \"cur\": \"jpy\" is a second currency: amounts of two currencies cannot be summed (the first was USD; "
     "currency-rates",
     1},
    {"also where it is only carried along", S(LEAST "extra.currency = cur\n") CLEAN "--only amount",
     "o,d,c,a,cur\n1,2024-03-02,7,100.00,usd\n2,2024-03-02,7,15000,jpy\n", NULL, "\"jpy\" is a second currency", 1},
    {"a currency that nobody looks at is warned of", S(LEAST) CLEAN "--only amount",
     "o,d,c,a,Order Currency\n1,2024-03-02,7,100.00,usd\n", "amount\n100.00\n", "column \"Order Currency\" is not used",
     0},
    {"a conversion that rounds is counted",
     "printf 'date,currency,rate\\n,EUR,1.163\\n,USD,1\\n' > rates; " S(
         LEAST "currency = cur\ncurrency-rates = rates\nround-money = 2\n") CLEAN
     "--only amount --stats st; grep money_rounded st",
     "o,d,c,a,cur\n1,2024-03-02,7,5.13,EUR\n2,2024-03-02,7,5.13,USD\n", "amount\n5.97\n5.13\nmoney_rounded\t1\n", "",
     0},
    {"by a table of rates, the newest of each day",
     "printf 'date,currency,rate\\n,EUR,1\\n2024-01-01,USD,0.9\\n2024-03-02,USD,0.923\\n,JPY,0.0061\\n' > rates; " S(
         LEAST "currency = cur\ncurrency-rates = rates\nround-money = 2\n") CLEAN "--only amount",
     "o,d,c,a,cur\n1,2024-03-01,7,100.00,usd\n2,2024-03-02,7,100.01,usd\n3,2024-03-02,7,15000,jpy\n4,2024-03-02,7,7,EUR\n",
     "amount\n90.00\n92.31\n91.50\n7.00\n", "", 0},
    {"a currency that the table lacks",
     "printf 'date,currency,rate\\n,EUR,1\\n2024-03-02,USD,0.923\\n' > rates; " S(
         LEAST "currency = cur\ncurrency-rates = rates\n") CLEAN "--only amount",
     "o,d,c,a,cur\n1,2024-03-01,7,100.00,usd\n", NULL, "\"usd\" is a currency without a rate on this day", 1},
    {"a table of rates that is none",
     "printf 'date,currency,rate\\nx,EUR,1\\n' > rates; " S(LEAST "currency = cur\ncurrency-rates = rates\n") CLEAN, "",
     "", "rates:2: \"x,EUR,1\" is not a date, a currency and a rate", 2},

    /* ---- 8: overlaps ---- */
    {"an order of an earlier file is left out whole",
     S(LEAST "duplicates = orders\n") "printf '" ROW "1,2024-03-02,7,3.75\n1,2024-03-02,7,3.75\n' > a; "
                                      "(cat a; echo 2,2024-03-02,7,1) > b; " CLEAN
                                      "--only order_id,amount --stats st a b; grep earlier st",
     NULL, "order_id\tamount\n1\t3.75\n1\t3.75\n2\t1.00\ndropped_order_of_earlier_file\t2\n",
     "orders left out, because an earlier file has them: 1 (duplicates = orders)", 0},
    {"as an option, on plain logs",
     "printf 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
     "1,A,a,1,12/1/2010 8:26,3.75,7,F\n1,A,a,1,12/1/2010 8:26,3.75,7,F\n' > a; cp a b; "
     "clean --schema online-retail --duplicates orders --only order_id,amount a b",
     NULL, "order_id\tamount\n1\t3.75\n1\t3.75\n", "orders left out, because an earlier file has them: 1", 0},

    /* ---- 9 and 11: an order's money ---- */
    {"shipping of the order counts once",
     S(WOO "order.charge.shipping = Order Shipping Amount\norder.total = Order Total Amount\n") SUMS, WOO_ROWS,
     "ann@x.test\t\t1\t34.90\t0.00\t34.90\n", "", 0},
    {"an order's amount counts once",
     S("customer_id = Email\norder_id = Order\ndate = Date\norder.amount = Order Total Amount\ndate-format = %Y-%m-%d\n")
         CLEAN "--only order_id,amount --stats st; grep order_amount st",
     WOO_ROWS, "order_id\tamount\n1\t34.90\ndropped_order_amount_again\t1\n", "", 0},
    {"an order's amount on each line is warned of",
     S("customer_id = Email\norder_id = Order\ndate = Date\namount = Order Total Amount\ndate-format = %Y-%m-%d\n")
         CLEAN "--only order_id,amount",
     WOO_ROWS, "order_id\tamount\n1\t34.90\n1\t34.90\n",
     "column \"Order Total Amount\" is the same on all lines of each order", 0},
    {"money that should count once and differs", S(WOO "order.charge.shipping = Order Shipping Amount\n") CLEAN,
     "Order,Email,Date,Order Line Total,Order Shipping Amount\n1,a,2024-03-02,20.00,4.90\n1,a,2024-03-02,10.00,5.90\n",
     NULL, "stdin:3: column \"order_id\": \"1\" has other order.* amounts than on its first row", 1},
    {"orders that do not add up are said", S(WOO "order.total = Order Total Amount\n") CLEAN "--only amount", WOO_ROWS,
     "amount\n20.00\n10.00\n",
     "orders that do not add up to their order.total: 1 of 1; the first: stdin:2: 1 adds up to 30.00, but its total is "
     "34.90",
     0},
    {"discount, shipping, tax, tip and refund of an order",
     S(LEAST
       "product_id = s\norder.credit.discount = Discount\norder.charge.shipping = Shipping\norder.charge.tax = Tax\n"
       "order.charge.tip = Tip\norder.return.refund = Refunded\norder.total = Total\n") CLEAN
     "--only order_id,product_id,quantity,unit_price,amount,kind",
     "o,d,c,a,s,Discount,Shipping,Tax,Tip,Refunded,Total\n1,2024-03-02,7,50,x,5,4.90,9.5,2,20,61.40\n"
     "1,2024-03-02,7,30,y,,,,,,\n2,2024-03-02,7,8,x,0,0,0,0,0,8\n",
     "order_id\tproduct_id\tquantity\tunit_price\tamount\tkind\n1\tx\t1\t\t50.00\tsale\n1\tdiscount\t0\t\t-5.00\tcredit\n"
     "1\tshipping\t0\t\t4.90\tcharge\n1\ttax\t0\t\t9.50\tcharge\n1\ttip\t0\t\t2.00\tcharge\n"
     "1\trefund\t0\t\t-20.00\treturn\n1\ty\t1\t\t30.00\tsale\n2\tx\t1\t\t8.00\tsale\n",
     "orders that do not add up to their order.total: 1 of 2; the first: stdin:2: 1 adds up to 91.40, but its total is "
     "61.40",
     0},
    {"which is no piece: items per order are those of the goods",
     S(LEAST "quantity = q\nproduct_id = s\norder.credit.discount = Discount\norder.charge.shipping = Shipping\n"
             "line.charge.tax = Tax\norder.return.refund = Refunded\n") CLEAN
     "| tee l | kpi --only items_per_order,price_per_item,units,returned_units,gross; aggregate --by order l | cut -f 8-12",
     "o,d,c,a,q,s,Discount,Shipping,Tax,Refunded\n1,2024-03-02,7,50,2,x,5,4.90,9.5,20\n1,2024-03-02,7,30,1,y,,,0.6,\n"
     "2,2024-03-02,7,8,1,x,0,0,0,0\n",
     "items_per_order\tprice_per_item\tunits\treturned_units\tgross\n2\t25.75\t4\t0\t103.00\n"
     "lines\tunits\treturned_units\tgross\treturned\n7\t3\t0\t95.00\t-25.00\n1\t1\t0\t8.00\t0.00\n",
     NULL, 0},
    {"money of each line", S(LEAST "line.charge.freight = f\n") CLEAN "--only product_id,amount,kind",
     "o,d,c,a,f\n1,2024-03-02,7,50,3\n1,2024-03-02,7,50,3\n",
     "product_id\tamount\tkind\n\t50.00\tsale\nfreight\t3.00\tcharge\n\t50.00\tsale\nfreight\t3.00\tcharge\n", NULL, 0},
    {"what is given back whole makes 0, shipping and discount too",
     S(LEAST
       "status = s\nsale-status = paid\nsale-and-return-status = refunded\norder.charge.shipping = f\norder.credit.discount = g\n")
         CLEAN "--only product_id,amount,kind",
     "o,d,c,a,s,f,g\n1,2024-03-02,7,20,refunded,4.90,5\n",
     "product_id\tamount\tkind\n\t20.00\tsale\n\t-20.00\treturn\nshipping\t4.90\tcharge\nshipping\t-4.90\tcredit\n", "",
     0},

    {"what is given back is less by its discount, whatever sign that has",
     S(LEAST "status = s\nproduct_id = p\nsale-status = Payment\nreturn-status = Refund\nline.credit.discount = g\n"
             "line.charge.tax = t\n") CLEAN "| aggregate --by customer | cut -f 1,6,11-13 | tail -n +2",
     "o,d,c,p,a,s,g,t\n1,2024-03-02,7,A,20,Payment,-5.00,1.50\n1,2024-03-02,7,B,10,Payment,0,1.00\n"
     "2,2024-03-05,7,A,-20,Refund,5.00,-1.50\n",
     "7\t1\t32.50\t-21.50\t11.00\n", "", 0},
    {"the same where the sign alone says that it is a return",
     S(LEAST "line.credit.discount = g\n") CLEAN "--only order_id,unit_price,amount,kind",
     "o,d,c,a,g\n1,2024-03-02,7,-20,-5.00\n2,2024-03-02,7,-3,5\n",
     "order_id\tunit_price\tamount\tkind\n1\t\t-15.00\treturn\n2\t\t0.00\treturn\n2\t\t2.00\tcharge\n", "", 0},
    {"the order's discount, of returns by their order ids",
     S(LEAST "return-prefix = C\norder.credit.discount = g\norder.charge.shipping = f\n") CLEAN
     "--only order_id,product_id,amount,kind",
     "o,d,c,a,g,f\nC1,2024-03-02,7,-20,5.00,4\nC1,2024-03-02,7,-10,5.00,4\n",
     "order_id\tproduct_id\tamount\tkind\nC1\t\t-15.00\treturn\nC1\tshipping\t-4.00\tcredit\nC1\t\t-10.00\treturn\n",
     "", 0},

    /* ---- records of the order beside those of its lines ---- */
    {"an order's own record is no line: its customer is filled down, its shipping counts",
     S("customer_id = c\norder_id = o\ndate = d\nproduct_id = p\nquantity = q\nunit_price = u\n"
       "date-format = %Y-%m-%d\nfill-down = customer_id\norder.charge.shipping = f\norder.total = t\n"
       "order-record.kind of row = Sale\nno-record.kind of row = Payment\n") CLEAN
     "--only customer_id,order_id,product_id,amount --stats st; grep 'dropped_\\|rows_\\|made' st",
     "o,d,c,kind of row,p,q,u,f,t\n1,2024-03-02,ann,Sale,,3,30,4,34\n1,2024-03-02,,Line,A,2,10,,\n"
     "1,2024-03-02,,Line,B,1,10,,\n1,2024-03-02,,Payment,,,34,,\n2,2024-03-02,bob,Sale,,1,5,0,5\n"
     "2,2024-03-02,,Line,B,1,5,,\n",
     "customer_id\torder_id\tproduct_id\tamount\nann\t1\tshipping\t4.00\nann\t1\tA\t20.00\nann\t1\tB\t10.00\n"
     "bob\t2\tB\t5.00\nrows_in\t6\nrows_out\t4\nrows_bad\t0\nrows_dropped\t2\nlines_made\t0\n"
     "dropped_no_record\t1\ndropped_order_record\t1\n",
     "", 0},
    {"by a column that is empty in it, and void",
     S(LEAST "product_id = p\nstatus = s\nsale-status = ok\nvoid-status = no\nfill-down = customer_id\n"
             "order-record.product_id = \"\"\n") CLEAN "--only customer_id,order_id,amount",
     "o,d,c,p,a,s\n1,2024-03-02,ann,,30,ok\n1,2024-03-02,,A,30,\n2,2024-03-02,bob,,7,no\n2,2024-03-02,,A,7,\n",
     "customer_id\torder_id\tamount\nann\t1\t30.00\n", "", 0},
    {"not with an amount of the order",
     S("customer_id = c\norder_id = o\ndate = d\norder.amount = a\ndate-format = %Y-%m-%d\norder-record.c = \"\"\n")
         CLEAN,
     ROW, "", "order.amount counts on the order's first record", 2},

    /* ---- 10: ids ---- */
    {"an id that a spreadsheet has cut", S(LEAST) CLEAN, ROW "1,2024-03-02,1.23457E+11,5\n", "",
     "stdin:2: column \"c\": \"1.23457E+11\" is an id whose last digits a spreadsheet has cut off", 1},
    {"a customer called NULL is warned of", S(LEAST) CLEAN "--only customer_id",
     ROW "1,2024-03-02,NULL,5\n2,2024-03-02,NULL,5\n", "customer_id\nNULL\nNULL\n",
     "customer \"NULL\" counts as one customer, though such an id means a missing one (missing.customer_id = NULL", 0},
    {"ids in small letters", S(LEAST "lower-case-ids = customer_id\n") CLEAN "--only customer_id",
     ROW "1,2024-03-02,Ann@x.test,5\n2,2024-03-02,ann@x.test,5\n", "customer_id\nann@x.test\nann@x.test\n", "", 0},

    /* ---- 12: day and month ---- */
    {"day and month in two orders are refused",
     S("customer_id = c\norder_id = o\ndate = d\namount = a\ndate-format = %d/%m/%Y\ndate-format = %m/%d/%Y\n") CLEAN,
     ROW "1,05/01/2021,7,5\n2,01/25/2021,7,5\n", "",
     "date-format %d/%m/%Y and date-format %m/%d/%Y differ in the order of day and month", 2},
    {"a day and month swapped are guessed in the message",
     S("customer_id = c\norder_id = o\ndate = d\namount = a\ndate-format = %d/%m/%Y\n") CLEAN, ROW "1,01/25/2021,7,5\n",
     "", "\"01/25/2021\" is not a date (none of the schema's formats reads it: %d/%m/%Y; are day and month swapped?)",
     1},

    /* ---- 13 ---- */
    {"records set aside are always said", S(LEAST) CLEAN "--on-bad skip --only amount",
     ROW "1,2024-03-02,7,5\n2,x,7,5\n3,2024-03-02,7,x\n", "amount\n5.00\n",
     "malformed records that were set aside: 2 of 3", 0},

    /* ---- 14: void rows ---- */
    {"nothing of a void row need be readable",
     S(LEAST "status = s\nsale-status = ok\nvoid-status = cancelled\n") CLEAN
     "--only order_id,amount --stats st; grep void st",
     "o,d,c,a,s\n1,2024-03-02,7,5,ok\n2,,,,cancelled\n3,x,7,y,cancelled\n,2024-03-02,7,5,cancelled\n",
     "order_id\tamount\n1\t5.00\nkind_void\t0\ndropped_kind_void\t3\namount_void\t0.00\n", "", 0},
    {"and it can be written",
     S(LEAST "status = s\nsale-status = ok\nvoid-status = cancelled\n") CLEAN
     "--kinds void --only order_id,date,amount,kind",
     "o,d,c,a,s\n2,,,,cancelled\n3,x,7,y,cancelled\n4,2024-03-02,7,5,cancelled\n",
     "order_id\tdate\tamount\tkind\n2\t\t0.00\tvoid\n3\t\t0.00\tvoid\n4\t2024-03-02\t5.00\tvoid\n", "", 0},

    /* ---- 15: money ---- */
    MONEY("money-sign = $\n", "$7.00", "7.00"),
    MONEY("money-sign = $\n", "-$7.00", "-7.00"),
    MONEY("money-sign = $\n", "$-7.00", "-7.00"),
    MONEY("money-sign = $\nthousands-mark = ,\n", "\"$1,234.50\"", "1234.50"),
    MONEY("money-sign = $\nnumber-form = brackets\n", "($7.00)", "-7.00"),
    MONEY("number-form = trailing-minus\n", "12.00-", "-12.00"),
    MONEY("money-sign = €\ndecimal-mark = ,\nthousands-mark = .\n", "1.234,50 €", "1234.50"),
    MONEY("money-sign = €\ndecimal-mark = ,\nthousands-mark = .\n", "1.234,50\xc2\xa0€", "1234.50"),
    MONEY("money-sign = USD\n", "USD 12.00", "12.00"),
    MONEY("thousands-mark = ’\n", "1’234.50", "1234.50"),
    MONEY("thousands-mark = apostrophe\n", "1'234.50", "1234.50"),
    MONEY("thousands-mark = blank\ndecimal-mark = ,\n",
          "1\xe2\x80\xaf"
          "234,50",
          "1234.50"),
    MONEY("thousands-mark = ,\nnumber-form = indian-groups\n", "1,23,456.50", "123456.50"),
    MONEY("thousands-mark = ,\nnumber-form = indian-groups\n", "12,34,56,789.50", "123456789.50"),
    {"two signs are no number", S(LEAST "money-sign = $\nnumber-form = brackets\n") CLEAN, ROW "1,2024-03-02,7,-($7)\n",
     "", "\"-($7)\" is not a number", 1},
    {"the remedy names the key", S(LEAST) CLEAN, ROW "1,2024-03-02,7,$7.00\n", "",
     "\"$7.00\" is not a number (money-sign in the schema lists the signs", 1},
    {"and the other", S(LEAST) CLEAN, ROW "1,2024-03-02,7,(7.00)\n", "", "number-form = brackets in the schema", 1},

    /* ---- 16: rows that are not records ---- */
    {"titles, sep= and comments above the header",
     S(LEAST "delimiter = ;\n") CLEAN "--only amount --stats st; grep above st",
     "Sales \"of\" March\nsep=;\n\n# made by hand; twice\no;d;c;a\n1;2024-03-02;7;5\n",
     "amount\n5.00\nlines_above_header\t4\n", "", 0},
    {"sep= first", S(LEAST "delimiter = ;\n") CLEAN "--only amount", "sep=;\no;d;c;a\n1;2024-03-02;7;5\n",
     "amount\n5.00\n", "", 0},
    {"lines keep their numbers", S(LEAST) CLEAN, "title\n\no,d,c,a\n1,2024-03-02,7,x\n", "",
     "stdin:4: column \"a\": \"x\"", 1},
    {"no line is the header: the one that has most of it is blamed", S(LEAST) CLEAN, "title\n\no,d,c\n1,2024-03-02,7\n",
     "",
     "stdin:3: no column \"a\", which the schema ./s names (none of the first lines has all columns that it names, and "
     "this one has most); have: o, d, c",
     1},
    {"lines of as many: the first", S(LEAST) CLEAN, "o,d,c\n1,2024-03-02,7\nd,o,c\n", "",
     "stdin:1: no column \"a\", which the schema ./s names; have: o, d, c", 1},
    {"no line has any", S(LEAST) CLEAN, "1,2024-03-02,7,5\n2,2024-03-02,8,5\n", "",
     "stdin:1: no column \"c\", which the schema ./s names (none of the first lines has any column that it names: is the "
     "header missing, or is this another export?); have: 1, 2024-03-02",
     1},
    {"money that the export does not have", S(LEAST "order.charge.tax = Taxes\n") CLEAN,
     "o,d,c,a,Tags\n1,2024-03-02,7,5,x\n", "",
     "no column \"Taxes\", which the schema ./s names (remove order.charge.tax from it if the export has no such column) "
     "(did you mean \"Tags\"?); have: o, d, c, a, Tags",
     1},
    {"empty records and repeated headers are no lines",
     S(LEAST) CLEAN "--only amount --stats st; grep 'dropped_\\|rows_' st",
     ROW "1,2024-03-02,7,5\n,,,\n" ROW "2,2024-03-02,7,6\n",
     "amount\n5.00\n6.00\nrows_in\t4\nrows_out\t2\nrows_bad\t0\nrows_dropped\t2\ndropped_empty_record\t1\ndropped_repeated_header\t1\n",
     "records that repeat the header: 1; the first: stdin:4 (are these several exports? Name the files instead of "
     "joining them, with duplicates = orders in the schema, so that an order in two of them counts once)",
     0},
    {"the remedy for a sum names the rule", S(LEAST) CLEAN, ROW "1,2024-03-02,7,5\nSum,Summe,,5\n", NULL,
     "\"Summe\" is not a date (none of the schema's formats reads it: %Y-%m-%d; if this record is a sum or a title: "
     "no-record.date = Summe in the schema)",
     1},
    {"a file that is cut within a record", S(LEAST) CLEAN, ROW "1,2024-03-02,7,5\n2,2024-03", NULL,
     "stdin:3: 2 fields where the header has 4 (the last line, without a newline: is the file cut off?)", 1},
    {"totals by a rule",
     S(LEAST "no-record.order_id = Total*\nno-record.c = \"\"\n") CLEAN "--only amount --stats st; grep dropped_ st",
     ROW "1,2024-03-02,7,5\nTotal March,,,5\n,,,5\n", "amount\n5.00\ndropped_no_record\t2\n", "", 0},
    {"a second table behind an empty line",
     S(LEAST "table-end = blank-line\n") CLEAN "--only amount --stats st; grep below st",
     ROW "1,2024-03-02,7,5\n\nmethod,sum\ncash,5\n", "amount\n5.00\nlines_below_table\t3\n", "", 0},
    {"totals that end the table",
     S(LEAST "table-end = Sum\n") "printf 'o,d,c,a\\n1,2024-03-02,7,5\\nSum,5\\n' > f; sed s/^1/2/ f > g; " CLEAN
                                  "--only amount f g",
     NULL, "amount\n5.00\n5.00\n", "", 0},

    /* ---- 17: dates ---- */
    DAY("date-format = %b %d, %Y\n", "Sept 5, 2021", "2021-09-05\t"),
    DAY("date-format = %Y-%m-%d %I:%M:%S %p\n", "2021-01-05 3:04:05\xe2\x80\xafPM", "2021-01-05\t15:04:05"),
    DAY("date-format = %Y-%m-%d %I:%M %p\n", "2021-01-05 3:04 p.m.", "2021-01-05\t15:04:00"),
    DAY("date-format = %Y-%m-%d %H:%M%z\ntz-to = UTC\n", "2021-01-05 03:00+5:30", "2021-01-04\t21:30:00"),
    DAY("date-format = excel\n", "44201.5", "2021-01-05\t12:00:00"),
    DAY("date-format = unix\ntz-to = UTC\n", "1609804800", "2021-01-05\t00:00:00"),
    DAY("date-format = unix-ms\ntz-to = Asia/Tokyo\n", "1609804800123", "2021-01-05\t09:00:00"),
    DAY("date-format = %a, %d %b %Y %H:%M\n", "Tue, 05 Jan 2021 10:00", "2021-01-05\t10:00:00"),
    DAY("date-format = %Y-%m-%d %H:%M:%S.%f\n", "2021-01-05 10:00:00.123456", "2021-01-05\t10:00:00"),
    DAY("date-format = days since 2020-12-31\n", "5", "2021-01-05\t"),
    DAY("date-format = %d%m%Y\n", "2032024", "2024-03-02\t"),

    /* ---- 18 and 19: units and places ---- */
    MONEY("money-unit = micros\n", "33480000", "33.48"),
    MONEY("money-unit = cents\n", "3348", "33.48"),
    MONEY("money-unit = 0.001\n", "33480", "33.48"),
    MONEY("round-money = 6\n", "0.01523728813559322", "0.015237"),
    {"the option goes before the schema's places", S(LEAST "round-money = 6\n") CLEAN "--round-money 2 --only amount",
     ROW "1,2024-03-02,7,0.0152372881\n", "amount\n0.02\n", "", 0},

    /* ---- 20: other kinds of file ---- */
    KIND("bzip2", "BZh91AY", "f: is compressed by bzip2 (bzcat FILE | ...)"),
    KIND("xz", "\\3757zXZ\\000", "f: is compressed by xz (xzcat FILE | ...)"),
    KIND("Parquet", "PAR1xxx", "f: is a Parquet file (duckdb"),
    KIND("an old spreadsheet", "\\320\\317\\021\\340\\241\\261\\032\\341",
         "f: is a spreadsheet of the old kind (.xls) (libreoffice"),
    KIND("a spreadsheet", "PK\\003\\00412345678901234567890123456[Content_Types].xml",
         "f: is a spreadsheet (.xlsx) (libreoffice"),
    KIND("a ZIP archive", "PK\\003\\00412345678901234567890123456orders.csv,x",
         "f: is a ZIP archive, or a spreadsheet (unzip -p"),
    KIND("JSON Lines", "{\"a\": 1}\\n{\"a\": 2}\\n", "f: is JSON Lines, or JSON (jq -r"),
    KIND("a page called .xls", "\\n<html><table>", "f: is an HTML page (open it in a spreadsheet"),
    KIND("UTF-32", "\\377\\376\\000\\000a\\000\\000\\000", "f: is UTF-32 (iconv -f UTF-32"),
    KIND("lines that end in CR alone", "o,d,c,a\\r1,2024-03-02,7,5\\r", "f: its lines end in CR alone"),

    /* ---- 22 and 23: values ---- */
    {"a mark of one column",
     S(LEAST "missing.customer_id = 0\nquantity = q\n") CLEAN "--only customer_id,quantity,amount",
     "o,d,c,a,q\n1,2024-03-02,0,5,0\n", "customer_id\tquantity\tamount\n\t0\t5.00\n", "", 0},
    {"messages show what the source writes", S(LEAST "missing = 0\n") CLEAN, ROW "1,2024-03-02,7,0\n", "",
     "column \"a\": \"0\" means a missing value, but a value is needed", 1},
    {"the first that is not empty",
     S("customer_id = Email | Phone | \"shop\"\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d\n") CLEAN
     "--only customer_id",
     "o,d,a,Email,Phone\n1,2024-03-02,5,a@x,1\n2,2024-03-02,5,,2\n3,2024-03-02,5,,\n", "customer_id\na@x\n2\nshop\n",
     "", 0},
    {"of columns to choose from one may be absent",
     S("customer_id = Email | Phone\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d\n") CLEAN
     "--only customer_id",
     "o,d,a,Phone\n1,2024-03-02,5,2\n", "customer_id\n2\n", "", 0},
    {"but not all",
     S("customer_id = Email | Phone\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d\n") CLEAN,
     "o,d,a\n1,2024-03-02,5\n", "", "no column \"Email\"", 1},
    {"an id and a date of parts",
     S("customer_id = c\norder_id = \"{Store}-{Till}-{Receipt}\"\ndate = \"{Y}-{M}-{D}\"\namount = a\ndate-format = %Y-%m-%d\n")
         CLEAN "--only order_id,date",
     "c,a,Store,Till,Receipt,Y,M,D\n7,5,B,1,99,2024,3,2\n", "order_id\tdate\nB-1-99\t2024-03-02\n", "", 0},
    {"parts that are all empty are no id",
     S("customer_id = \"{x}-{y}\"\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d\n") CLEAN
     "--only customer_id",
     "o,d,a,x,y\n1,2024-03-02,5,,\n2,2024-03-02,5,p,\n", "customer_id\n\np-\n", "", 0},
    {"a file of refunds: one state for all",
     S(LEAST "status = \"refund\"\nreturn-status = refund\nreturn-sign = positive\n") CLEAN "--only amount,kind",
     ROW "1,2024-03-02,7,5\n", "amount\tkind\n-5.00\treturn\n", NULL, 0},

    /* ---- 25 ---- */
    {"the shop's own offset",
     S("customer_id = c\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d %H:%M %z\ntz-to = as-written\n")
         CLEAN "--only date,time",
     ROW "1,2024-03-02 23:30 -0800,7,5\n", "date\ttime\n2024-03-02\t23:30:00\n", "", 0},
    {"as an option",
     S("customer_id = c\norder_id = o\ndate = d\namount = a\ndate-format = %Y-%m-%d %H:%M %z\ntz-to = UTC\n") CLEAN
     "--tz-to as-written --only date,time",
     ROW "1,2024-03-02 23:30 -0800,7,5\n", "date\ttime\n2024-03-02\t23:30:00\n", "", 0},

    /* ---- 26 ---- */
    {"--stats - is no file", S(LEAST) CLEAN "--stats -; ls", ROW, NULL, "--stats -: standard output is the tool's own",
     0},

    /* ---- messages ---- */
    {"a wrong delimiter is named", S(LEAST) CLEAN, "o;d;c;a\n1;2024-03-02;7;5\n", "",
     "there is only one column, \"o;d;c;a\" (delimiter = ; in the schema?)", 1},
};
