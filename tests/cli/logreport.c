/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clean --report: what to check in the lines. */
#include "cli.h"

#define SCHEMA                                                                                                 \
    "printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'product_id = p' 'quantity = q' 'amount = a' " \
    "'status = s' 'sale-status = paid' 'return-status = back' 'void-status = failed' 'date-format = %Y-%m-%d' > s; "
#define HEAD "o,c,d,p,q,a,s\n"
#define LOOK SCHEMA "clean --schema ./s --report r > l && cut -f 1-3,5,6 r"

CLI_ROWS(logreport) = {
    {"kinds, states, days, guests, sizes, products", LOOK,
     HEAD "1,K1,2024-01-01,A,1,10.00,paid\n2,,2024-01-05,B,1,20.00,paid\n3,K2,2024-01-06,C,-1,-5.00,back\n"
          "4,K2,2024-01-06,C,1,5.00,failed\n",
     "section\tname\trows\tamount\texample\nlines\tall\t3\t25.00\tstdin:2\nkind\tsale\t2\t30.00\tstdin:2\n"
     "kind\treturn\t1\t-5.00\tstdin:4\nkind\tvoid\t1\t5.00\tstdin:5\nstate\tpaid\t2\t30.00\tstdin:2\nstate\tback\t1\t-5.00\tstdin:4\nstate\tfailed\t1\t5.00\tstdin:5\n"
     "first_day\t2024-01-01\t1\t10.00\tstdin:2\nlast_day\t2024-01-06\t1\t-5.00\tstdin:4\ndays\twithout_rows\t3\t\t\n"
     "days\tlongest_without_rows\t3\t\tstdin:3\nguests\tall\t1\t20.00\tstdin:3\nlargest_line\t2\t1\t20.00\tstdin:3\n"
     "largest_line\t1\t1\t10.00\tstdin:2\nlargest_line\t3\t1\t-5.00\tstdin:4\nproducts_never_sold\tall\t1\t-5.00\tstdin:4\n"
     "product_never_sold\tC\t1\t-5.00\tstdin:4\n",
     "", 0},
    {"the lines are those of a run without it",
     "simulate --layout online-retail --customers 50 > x.csv; clean --schema online-retail x.csv > a; "
     "clean --schema online-retail --kinds void --report r x.csv > b; clean --schema online-retail --report q x.csv | cmp - a && cmp r q && "
     "awk -F '\\t' -v n=\"$(wc -l < a)\" '$1 == \"lines\" { print $3 + 1 - n }' r",
     "", "0\n", "", 0},
    {"days without a row are warned of", LOOK " | tail -n 0",
     HEAD "1,K1,2024-01-01,A,1,10.00,paid\n2,K1,2024-03-01,A,1,20.00,paid\n", "",
     "clean: 59 days without a row end on 2024-03-01, stdin:3 (is a file missing, or a day misread?)", 0},
    {"a product's id that a spreadsheet has damaged", LOOK " | grep damaged",
     HEAD "1,K1,2024-01-01,1.23457E+11,1,10.00,paid\n", "damaged_id\tproduct_id\t1\t10.00\tstdin:2\n",
     "clean: product_id: lines with an id like 1.23457E+11: 1, the first in stdin:2", 0},
    {"no product is NULL", LOOK " | grep null", HEAD "1,K1,2024-01-01,NULL,1,10.00,paid\n",
     "null_id\tproduct_id\t1\t10.00\tstdin:2\n", "(missing.product_id in the schema)", 0},
    {"lines without a product", LOOK " | grep missing", HEAD "1,K1,2024-01-01,,1,10.00,paid\n",
     "product_missing\tall\t1\t10.00\tstdin:2\n", "", 0},
    {"a state counts its records, and sums up their lines",
     "printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'amount = a' 'status = s' 'sale-status = paid' "
     "'sale-and-return-status = back' 'order.charge.shipping = f' 'date-format = %Y-%m-%d' > s; "
     "clean --schema ./s --report r > l && grep '^state' r | cut -f 2,3,5,6",
     "o,c,d,a,s,f\n1,K1,2024-01-01,10.00,paid,4\n2,K2,2024-01-01,7.00,back,3\n",
     "paid\t1\t14.00\tstdin:2\nback\t1\t0.00\tstdin:3\n", "", 0},
    {"currencies, once converted",
     "printf 'date,currency,rate\\n,EUR,1\\n,USD,0.5\\n' > rates; printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'amount = a' "
     "'currency = cur' 'currency-rates = rates' 'date-format = %Y-%m-%d' > s; "
     "clean --schema ./s --report r > l && grep '^currency' r | cut -f 2,3,5,6",
     "o,c,d,a,cur\n1,K1,2024-01-01,10.00,USD\n2,K2,2024-01-01,7.00,EUR\n",
     "USD\t1\t5.00\tstdin:2\nEUR\t1\t7.00\tstdin:3\n", "", 0},
    {"orders of two customers, of a plain schema too",
     "printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'amount = a' 'date-format = %Y-%m-%d' > s; "
     "clean --schema ./s --report r > l && grep ^other r | cut -f 2,3,5,6",
     "o,c,d,a\n1,K1,2024-01-01,10.00\n2,K2,2024-01-01,7.00\n1,,2024-01-01,3.00\n1,,2024-01-01,4.00\n2,K1,2024-01-01,-7.00\n",
     "all\t3\t0.00\tstdin:4\n",
     "orders with more than one customer: 2, each counted as several; the first is \"1\", with customer \"K1\" and, in stdin:4, \"\"",
     0},
    {"orders that two files have",
     "printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'amount = a' 'date-format = %Y-%m-%d' > s; cat > f; "
     "clean --schema ./s --report r f f > l && grep ^order r | cut -f 1-3,5,6; wc -l < l; "
     "clean --schema ./s --duplicates orders --report r f f 2> e > l; ! grep ^order r",
     "o,c,d,a\n1,K1,2024-01-01,10.00\n1,K1,2024-01-01,4.00\n2,,2024-01-01,-7.00\n",
     "order_of_earlier_file\tall\t3\t7.00\tf:2\n7\n",
     "lines of orders that an earlier file has, too: 3, the first in f:2 (if the files overlap, ", 0},
    {"a refund of the order is no product",
     "printf '%s\\n' 'order_id = o' 'customer_id = c' 'date = d' 'product_id = p' 'amount = a' 'order.return.refund = r' "
     "'date-format = %Y-%m-%d' > s; clean --schema ./s --report r > l && grep ^product r | cut -f 1-3,5",
     "o,c,d,p,a,r\n1,K1,2024-01-01,A,10.00,4\n", "products_never_sold\tall\t0\t\n", "", 0},
    {"nothing", LOOK, HEAD,
     "section\tname\trows\tamount\texample\nlines\tall\t0\t\t\ndays\twithout_rows\t0\t\t\n"
     "days\tlongest_without_rows\t0\t\t\nguests\tall\t0\t\t\nproducts_never_sold\tall\t0\t\t\n",
     "", 0},
    {"not with a guess", "clean --guess --report r", "a,b\n", "", "--report", 2},
};
