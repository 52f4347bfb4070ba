/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD "customer_id\torder_id\tdate\ttime\tproduct_id\tdescription\tquantity\tunit_price\tamount\tcountry\tkind\n"
#define LINE(customer, order, moment, product, quantity, price, amount, kind) \
    customer "\t" order "\t2011-01-" moment "\t" product "\tmug\t" quantity "\t" price "\t" amount "\tUK\t" kind "\n"
#define SALE(order, day, quantity, price, amount) \
    LINE("A", order, day "\t10:00:00", "x", quantity, price, amount, "sale")
#define BACK(order, day, quantity, price, amount) \
    LINE("A", order, day "\t10:00:00", "x", quantity, price, amount, "return")

/* Worked by hand: C3 takes 5 of order 2 and 2 of order 1, C5 the 8 that order 1 has left; at any price C5 takes 2 of
 * order 4, and C6 the other 2. */
#define OTHER LINE("B", "C7", "06\t", "x", "-1", "2.00", "-2.00", "return")
#define SMALL                                                                         \
    HEAD SALE("1", "01", "10", "2.00", "20.00") SALE("2", "02", "5", "2.00", "10.00") \
        BACK("C3", "03", "-7", "2.00", "-14.00") SALE("4", "04", "4", "1.50", "6.00") \
            BACK("C5", "05", "-10", "2.00", "-20.00") BACK("C6", "06", "-5", "2.00", "-10.00") OTHER

/* An order of 13.00 with a charge, a line of 38970.00, and the returns of both. */
#define BOUGHT                                                                   \
    HEAD LINE("A", "1", "01\t10:00:00", "x", "60", "649.50", "38970.00", "sale") \
        LINE("A", "2", "01\t10:01:00", "x", "1", "5.00", "5.00", "sale")         \
            LINE("A", "2", "01\t10:01:00", "y", "2", "2.50", "5.00", "sale")     \
                LINE("A", "2", "01\t10:01:00", "POST", "1", "3.00", "3.00", "charge")
#define CREDIT(moment, product, amount) LINE("A", "C3", moment, product, "-1", amount, "-" amount, "credit")

CLI_ROWS(netreturns) = {
    {"the latest sale at the same price first", "netreturns", SMALL,
     HEAD SALE("4", "04", "4", "1.50", "6.00") BACK("C5", "05", "-2", "2.00", "-4.00")
         BACK("C6", "06", "-5", "2.00", "-10.00") OTHER,
     "", 0},
    {"then at any price, and the difference in money stays", "netreturns --any-price", SMALL,
     HEAD LINE("A", "C5", "05\t10:00:00", "x", "0", "", "-1.00", "credit") BACK("C6", "06", "-3", "2.00", "-6.00")
         LINE("A", "C6", "06\t10:00:00", "x", "0", "", "-1.00", "credit") OTHER,
     "", 0},
    {"pairs", "netreturns --any-price --pairs p >n; cut -f 3,8,14-19 p", SMALL,
     "order_id\tsale_order_id\tquantity\tsale_amount\treturn_amount\tmatch\twithin\tphantom\n"
     "C3\t2\t5\t10.00\t-10.00\texact\t1\t1\nC3\t1\t2\t4.00\t-4.00\texact\t0\t0\n"
     "C5\t1\t8\t16.00\t-16.00\texact\t0\t0\nC5\t4\t2\t3.00\t-4.00\tany\t1\t0\nC6\t4\t2\t3.00\t-4.00\tany\t0\t0\n",
     "", 0},
    {"what is matched and what is not is counted",
     "netreturns --any-price --stats s >n; grep -E 'return_|pairs|added|dif' s", SMALL,
     "return_lines\t4\nreturn_lines_matched\t2\nreturn_lines_partly\t1\nreturn_lines_unmatched\t1\n"
     "return_lines_of_guests\t0\nreturn_units\t23\nreturn_units_exact\t15\nreturn_units_any_price\t4\n"
     "return_units_unmatched\t4\nreturn_amount\t-46.00\nreturn_amount_exact\t-30.00\nreturn_amount_any_price\t-8.00\n"
     "return_amount_unmatched\t-8.00\npairs\t5\nrows_added\t2\ndifference_charged\t0.00\ndifference_credited\t-2.00\n",
     "", 0},
    {"the shop keeps money: a charge with the sale", "netreturns --any-price",
     HEAD SALE("1", "01", "3", "2.00", "6.00") BACK("C2", "02", "-3", "1.50", "-4.50"),
     HEAD LINE("A", "1", "01\t10:00:00", "x", "0", "", "1.50", "charge"), "", 0},
    {"every customer's revenue is the same before and after",
     "simulate --layout lines --customers 400 --returns 0.3 --guests 0.1 --to 2011-12-31 >l; "
     "r() { aggregate --by customer --as-of 2011-12-31 $1 | cut -f 1,13 | grep -v '\t0.00$'; }; r l >a; test -s a; "
     "for o in '' --any-price --credits '--any-price --credits'; do netreturns $o l >n; cmp n l >/dev/null || r n | "
     "cmp - a && echo same; done",
     NULL, "same\nsame\nsame\nsame\n", "", 0},
    {"what a division leaves over goes with the last piece", "netreturns --any-price | cut -f 2,7,9,11",
     HEAD SALE("1", "01", "3", "", "1.00") BACK("C2", "02", "-1", "", "-0.333333") BACK("C3", "03", "-1", "", "-0.34")
         BACK("C4", "04", "-1", "", "-0.333333"),
     "order_id\tquantity\tamount\tkind\nC3\t0\t-0.006666\tcredit\n", "", 0},
    {"a third is no price of 6 places", "netreturns | wc -l",
     HEAD SALE("1", "01", "3", "", "1.00") BACK("C2", "02", "-1", "", "-0.333333"), "3\n", "", 0},
    {"amounts without prices: equal shares are equal prices", "netreturns --stats s | cut -f 2,7,9; grep exact s",
     HEAD SALE("1", "01", "3", "", "7.50") BACK("C2", "02", "-2", "2.50", "-5.00"),
     "order_id\tquantity\tamount\n1\t1\t2.50\nreturn_units_exact\t2\nreturn_amount_exact\t-5.00\n", "", 0},
    {"guests never match", "netreturns --stats s | tail -n +2 | wc -l; grep guests s",
     HEAD LINE("", "1", "01\t", "x", "1", "2.00", "2.00", "sale")
         LINE("", "2", "02\t", "x", "-1", "2.00", "-2.00", "return"),
     "2\nreturn_lines_of_guests\t1\n", "", 0},
    {"a sale below a return is no earlier one", "netreturns | wc -l",
     HEAD BACK("C1", "01", "-1", "2.00", "-2.00") SALE("2", "01", "1", "2.00", "2.00"), "3\n", "", 0},
    {"without a product nothing is known of what comes back", "netreturns | wc -l",
     HEAD LINE("A", "1", "01\t", "", "1", "2.00", "2.00", "sale")
         LINE("A", "2", "02\t", "", "-1", "2.00", "-2.00", "return"),
     "3\n", "", 0},
    {"a log that runs from new to old", "netreturns | wc -l",
     HEAD BACK("C2", "02", "-1", "2.00", "-2.00") SALE("1", "01", "1", "2.00", "2.00"), "3\n",
     "order \"1\" on 2011-01-01 (sort the lines by date", 0},
    {"an order that never was one", "netreturns --phantom 1h --dropped d --stats s; cut -f 2 d; grep phantom s",
     HEAD LINE("A", "1", "01\t10:00:00", "x", "2", "2.00", "4.00", "sale")
         LINE("A", "1", "01\t10:00:00", "y", "1", "1.00", "1.00", "sale")
             LINE("A", "C2", "01\t11:00:00", "x", "-2", "2.00", "-4.00", "return")
                 LINE("A", "C2", "01\t10:30:00", "y", "-1", "1.00", "-1.00", "return"),
     HEAD "order_id\n1\n1\nC2\nC2\ndropped_phantom\t2\nphantom_orders\t1\nphantom_amount\t5.00\n", NULL, 0},
    {"a second too late", "netreturns --phantom 1h --stats s >n; grep phantom s",
     HEAD LINE("A", "1", "01\t10:00:00", "x", "2", "2.00", "4.00", "sale")
         LINE("A", "C2", "01\t11:00:01", "x", "-2", "2.00", "-4.00", "return"),
     "phantom_orders\t0\nphantom_amount\t0.00\n", "", 0},
    {"a credit of exactly the amount of a line",
     "netreturns --credits --stats s | cut -f 2,5; grep -E 'credit|phantom_' s",
     BOUGHT CREDIT("01\t10:03:00", "M", "38970.00"),
     "order_id\tproduct_id\n2\tx\n2\ty\n2\tPOST\ncredit_lines\t1\ncredit_lines_paired\t1\ncredit_amount_paired\t-38970.00\n"
     "phantom_orders\t1\nphantom_amount\t38970.00\ndifference_credited\t0.00\n",
     NULL, 0},
    {"a credit of exactly the amount of an order", "netreturns --credits --pairs p | cut -f 2,5; cut -f 9,17 p",
     BOUGHT CREDIT("02\t10:01:00", "M", "13.00"),
     "order_id\tproduct_id\n1\tx\nsale_product_id\tmatch\nPOST\torder\ny\torder\nx\torder\n", "", 0},
    {"a credit that comes too late, or has another amount",
     "netreturns --credits | wc -l; netreturns --credits - <<<''",
     BOUGHT CREDIT("02\t10:01:01", "M", "13.00") CREDIT("01\t10:02:00", "M", "4.99"), "7\n", NULL, 1},
    {"a line without a time does not hide the one above it from a credit",
     "netreturns --credits --phantom 1h | cut -f 2,5",
     HEAD LINE("A", "1", "01\t10:00:00", "x", "1", "5.00", "5.00", "sale")
         LINE("A", "2", "01\t", "y", "1", "7.00", "7.00", "sale") CREDIT("01\t10:30:00", "M", "5.00"),
     "order_id\tproduct_id\n2\ty\n", "", 0},
    {"the line of the credit's own code first", "netreturns --credits | cut -f 2,5",
     HEAD LINE("A", "1", "01\t", "POST", "1", "3.00", "3.00", "charge")
         LINE("A", "2", "01\t", "x", "1", "3.00", "3.00", "sale") CREDIT("01\t", "POST", "3.00"),
     "order_id\tproduct_id\n2\tx\n", "", 0},
    {"a discount takes nothing back, though it is as much as the shipping, or as the whole order",
     "netreturns --credits --stats s | cut -f 2,5; grep -E 'credit|phantom_' s",
     HEAD LINE("A", "1", "01\t", "x", "1", "20.00", "20.00", "sale")
         LINE("A", "1", "01\t", "discount", "0", "", "-5.00", "credit")
             LINE("A", "1", "01\t", "shipping", "0", "", "5.00", "charge")
                 LINE("A", "1", "01\t", "discount", "0", "", "-5.00", "credit")
                     LINE("A", "2", "02\t", "y", "1", "30.00", "30.00", "sale")
                         LINE("A", "2", "02\t", "discount", "0", "", "-30.00", "credit"),
     "order_id\tproduct_id\n1\tx\n1\tdiscount\n1\tshipping\n1\tdiscount\n2\ty\n2\tdiscount\ncredit_lines\t3\n"
     "credit_lines_paired\t0\ncredit_amount_paired\t0.00\nphantom_orders\t0\nphantom_amount\t0.00\n"
     "difference_credited\t0.00\n",
     "", 0},
    {"an order that is given back whole has its shipping given back, too",
     "netreturns --credits --stats s --dropped d | cut -f 2,5; cut -f 5,7,9 d; grep -E 'phantom_' s",
     HEAD LINE("A", "1", "01\t", "x", "1", "20.00", "20.00", "sale")
         LINE("A", "1", "01\t", "x", "-1", "20.00", "-20.00", "return")
             LINE("A", "1", "01\t", "shipping", "0", "", "5.00", "charge")
                 LINE("A", "1", "01\t", "shipping", "0", "", "-5.00", "credit"),
     "order_id\tproduct_id\nproduct_id\tquantity\tamount\nx\t1\t20.00\nx\t-1\t-20.00\nshipping\t0\t5.00\n"
     "shipping\t0\t-5.00\nphantom_orders\t1\nphantom_amount\t25.00\n",
     "", 0},
    {"a credit with pieces takes back an order with its shipping", "netreturns --credits | cut -f 2,5",
     HEAD LINE("A", "1", "01\t", "x", "1", "20.00", "20.00", "sale")
         LINE("A", "1", "01\t", "shipping", "0", "", "5.00", "charge") CREDIT("01\t", "M", "25.00"),
     "order_id\tproduct_id\n", "", 0},
    {"refunds of money name nothing that was sold", "netreturns | cut -f 2,5",
     HEAD LINE("A", "1", "01\t", "x", "1", "20.00", "20.00", "sale")
         LINE("A", "1", "01\t", "refund", "0", "", "-20.00", "return")
             LINE("A", "2", "02\t", "x", "1", "20.00", "20.00", "sale")
                 LINE("B", "3", "01\t", "refund", "0", "", "-2.00", "return"),
     "order_id\tproduct_id\n1\tx\n1\trefund\n2\tx\n3\trefund\n",
     "netreturns: returns of customers: 2; none of them has a product that its customer bought, so none is matched (a",
     0},
    {"columns in another order, extra ones, none that is not needed", "netreturns --any-price",
     "kind\tchannel\tamount\tunit_price\tquantity\tproduct_id\ttime\tdate\torder_id\tcustomer_id\n"
     "sale\tweb\t6.00\t2.00\t3\tx\t\t2011-01-01\t1\tA\nreturn\tapp\t-3.00\t3.00\t-1\tx\t\t2011-01-02\tC2\tA\n",
     "kind\tchannel\tamount\tunit_price\tquantity\tproduct_id\ttime\tdate\torder_id\tcustomer_id\n"
     "sale\tweb\t4.00\t2.00\t2\tx\t\t2011-01-01\t1\tA\ncredit\tapp\t-1.00\t\t0\tx\t\t2011-01-02\tC2\tA\n",
     "", 0},
    {"no newline at the end",
     "printf 'customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\tkind\n"
     "A\t1\t2011-01-01\t\tx\t1\t2\t2\tsale' | netreturns",
     "",
     "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\tkind\nA\t1\t2011-01-01\t\tx\t1\t2\t2\tsale\n",
     "", 0},
    {"what is read again is part of the progress",
     "awk 'NR == 1 || ++n == 1 {print} n {for (i = 0; i < 19999; i++) print}' >in;"
     "for file in in -; do netreturns --progress $file <in 2>&1 >out | tail -n 1 | cut -d, -f 1,2,4; done;"
     "cat in | netreturns --progress 2>&1 >out | tail -n 1 | cut -d, -f 1,2",
     HEAD SALE("1", "01", "1", "2.00", "2.00"),
     "netreturns: 20000 rows, 3.3 MB, 100 %\nnetreturns: 20000 rows, 3.3 MB, 100 %\nnetreturns: 20000 rows, 1.0 MB\n",
     "", 0},
    {"lines that are changed are part of the progress",
     "awk 'NR < 3 {print} NR == 2 {s = $0} NR == 3 {for (i = 0; i < 9999; i++) {print s; print}}' >in;"
     "netreturns --progress in 2>&1 >out | tail -n 1 | cut -d, -f 1,4; wc -l <out",
     HEAD SALE("1", "01", "1", "2.00", "2.00") BACK("C2", "02", "-1", "2.00", "-2.00"),
     "netreturns: 19999 rows, 100 %\n2\n", "", 0},
    {"a wrong line of a large file is found though all cores read it",
     "awk 'NR == 1 || ++n == 1 {print} n {for (i = 0; i < 19999; i++) print; sub(/sale/, \"sail\"); print}' >in; netreturns in",
     HEAD SALE("1", "01", "1", "2.00", "2.00"), NULL,
     "netreturns: in:20002: column \"kind\": \"sail\" is not a kind of line", 1},
    {"what reads standard input next finds it at its end",
     "awk 'NR == 1 || ++n == 1 {print} n {for (i = 0; i < 19999; i++) print}' >in;"
     "(netreturns >out; cat) <in; cmp in out; (netreturns --on-bad skip >out; cat) <in",
     HEAD SALE("1", "01", "1", "2.00", "2.00"), "", "", 0},
    {"wrong lines are set aside, also from a large file",
     "awk 'NR == 1 || ++n == 1 {print} n {for (i = 0; i < 19999; i++) print; sub(/sale/, \"sail\"); print; print}' >in;"
     "netreturns --on-bad skip --bad bad in >out; cut -f 11 bad | uniq -c | tr -d ' '; grep -v sail in | cmp - out",
     HEAD SALE("1", "01", "1", "2.00", "2.00"), "1kind\n2sail\n",
     "netreturns: malformed records that were set aside: 2 of 20002", 0},
    {"the line after one that is set aside is paired", "netreturns --on-bad skip --pairs p >out; cut -f 3,6,8,12 p",
     HEAD SALE("0", "01", "x", "2.00", "2.00") SALE("1", "01", "1", "2.00", "2.00")
         BACK("C2", "02", "-1", "2.00", "-2.00"),
     "order_id\trow\tsale_order_id\tsale_row\nC2\t2\t1\t1\n", "set aside: 1 of 3", 0},
    {"the last line lacks its LF, and a longer customer of the lines before it is still in the buffer",
     "awk 'NR < 3 {print} NR == 2 {for (; i < 9000; i++) {sub(/x[0-9]*\\t/, sprintf(\"x%04d\\t\", i)); sub(/A.*/, \"A12345678901\"); print}"
     "printf \"return\\t2011-01-01\\t\\tx\\t-1\\t2.00\\t-2.00\\t1\\tA1\"}' >in; netreturns in | sed -n '2p; $p'",
     "kind\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\torder_id\tcustomer_id\n"
     "sale\t2011-01-01\t\tx\t1\t2.00\t2.00\t1\tA1\n",
     "sale\t2011-01-01\t\tx0000\t1\t2.00\t2.00\t1\tA12345678901\n"
     "sale\t2011-01-01\t\tx8999\t1\t2.00\t2.00\t1\tA12345678901\n",
     "", 0},
    {"lines whose hash is that of a return, by chance, are not counted", "netreturns 2>&1 >n | grep -c older; wc -l <n",
     HEAD LINE("A", "1", "01\t", "x6", "-1", "1.00", "-1.00", "return")
         LINE("A", "2", "03\t", "p702094", "1", "1.00", "1.00", "sale")
             LINE("A", "3", "02\t", "p702094", "1", "1.00", "1.00", "sale"),
     "0\n4\n", "", 0},
    {"a header that is longer than a window, and no line",
     "awk 'NR == 1 {while (i++ < 70000) $0 = $0 \"\tx\" i; print}' >in; netreturns in | cmp - in && wc -c <in", HEAD,
     "478988\n", "", 0},
    {"lines that are longer than a window",
     "awk '{print} NR > 1 {for (i = 0; i < 9; i++) {gsub(/mug/, \"mugmugmugmug\"); print}}' >in;"
     "netreturns in | cmp - in; cat in | netreturns | cmp - in; wc -c <in",
     HEAD SALE("1", "01", "1", "2.00", "2.00"), "1049139\n", "", 0},
    {"a sale below 0", "netreturns", HEAD SALE("1", "01", "1", "-2.00", "-2.00"), NULL, "is below 0 in a sale", 1},
    {"a value that is no number goes before a wrong sign", "netreturns", HEAD SALE("1", "01", "1", "x", "-2.00"), NULL,
     "\"unit_price\": \"x\" is not a number", 1},
    {"a return above 0", "netreturns", HEAD BACK("1", "01", "-1", "-2.00", "2.00"), NULL, "is above 0 in a return", 1},
    {"no order", "netreturns", HEAD BACK("", "01", "-1", "2.00", "-2.00"), NULL, "a row without its order", 1},
    {"no such span", "netreturns --phantom 24", HEAD, "", "--phantom \"24\": expected hours or days, 24h or 7d", 2},
};
