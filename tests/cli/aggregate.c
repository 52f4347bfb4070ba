/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* Real logs seldom mix sales and returns, or days and countries, in an order; these lines do. All results below were
 * computed from them by hand. A 1: sale 10 + charge 3.50 = gross 13.50; return -4 and credit -1.25 = returned -5.25;
 * revenue 8.25; the free line counts only as a line; units 2 + 1 - 1 - 1 = 1, returned_units -2. A 2: its earliest line
 * is a return, of the day before and from FR: date and country are those of the earliest sale, 07:30 from DE, which is
 * not the first in the file. 11 - 4 = 7. A 3: spans midnight, the later line first: it is an order of 2011-03-31. B 1:
 * no times, so both countries are possible: "EIRE" has the smaller bytes. 4.00. B 4: the same day's return makes it 4 -
 * 4 = 0 with a return line: no purchase day. B 5: a sale at no price, without a return: a purchase day of 0. B 6, 7: 3
 * - 5 = -2: no purchase day. B 8: a purchase day of 7, from another country. C 9, 10: a return and a free line: a
 * customer without a purchase day; the country is the latest order's. D 14: after 2011-04-30. D 15: begins on it and
 * ends after it: an order of 2011-04-30. Guests 11 (5 - 1) and 12 are two orders without a customer. A 13 is void and
 * does not count. */
#define HEAD "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tamount\tcountry\tkind\n"
#define FIRST_HALF                                                 \
    HEAD "A\t1\t2011-03-01\t10:00:00\tp\t2\t10.00\tUK\tsale\n"     \
         "A\t1\t2011-03-01\t10:00:00\tPOST\t1\t3.50\tUK\tcharge\n" \
         "D\t14\t2011-05-01\t12:00:00\tp\t1\t9.00\tUK\tsale\n"     \
         "A\t1\t2011-03-01\t10:00:00\tq\t-1\t-4.00\tUK\treturn\n"  \
         "A\t2\t2011-03-05\t09:00:00\tq\t-1\t-4.00\tFR\treturn\n"  \
         "A\t2\t2011-03-06\t08:00:00\tp\t1\t5.00\tES\tsale\n"      \
         "A\t3\t2011-04-01\t00:05:00\tp\t1\t2.00\tUK\tsale\n"      \
         "B\t1\t2011-03-01\t\tp\t1\t2.00\tEire\tsale\n"            \
         "C\t10\t2011-03-16\t\tr\t1\t0.00\tMalta\tfree\n"          \
         "\t11\t2011-03-02\t10:01:00\tp\t-1\t-1.00\tUK\treturn\n"  \
         "B\t8\t2011-03-30\t12:00:00\tp\t1\t7.00\tCyprus\tsale\n"  \
         "B\t6\t2011-03-20\t\tp\t1\t3.00\tUK\tsale\n"
#define SECOND_HALF                                          \
    "A\t1\t2011-03-01\t10:00:00\tr\t5\t0.00\tUK\tfree\n"     \
    "A\t1\t2011-03-01\t10:00:00\tD\t-1\t-1.25\tUK\tcredit\n" \
    "A\t2\t2011-03-06\t07:30:00\tp\t1\t6.00\tDE\tsale\n"     \
    "A\t3\t2011-03-31\t23:55:00\tp\t1\t1.00\tUK\tsale\n"     \
    "B\t1\t2011-03-01\t\tp\t1\t2.00\tEIRE\tsale\n"           \
    "B\t4\t2011-03-01\t00:00:00\tp\t-2\t-4.00\tUK\treturn\n" \
    "B\t5\t2011-03-10\t12:00:00\tp\t1\t0.00\tUK\tsale\n"     \
    "B\t7\t2011-03-20\t\tp\t-1\t-5.00\tUK\treturn\n"         \
    "C\t9\t2011-03-15\t\tp\t-1\t-2.00\tUK\treturn\n"         \
    "D\t15\t2011-05-01\t00:01:00\tp\t1\t2.00\tUK\tsale\n"    \
    "D\t15\t2011-04-30\t23:59:00\tp\t1\t1.00\tUK\tsale\n"    \
    "\t11\t2011-03-02\t10:00:00\tp\t1\t5.00\tUK\tsale\n"     \
    "\t12\t2011-03-02\t10:00:00\tp\t1\t1.00\tUK\tsale\n"     \
    "A\t13\t2011-03-02\t10:00:00\tp\t1\t100.00\tUK\tvoid\n"
#define LINES FIRST_HALF SECOND_HALF

#define ORDERS_HEAD \
    "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units\tgross\treturned\trevenue\n"
#define ORDERS_TO_APRIL                                                     \
    ORDERS_HEAD                                                             \
    "\t11\t2011-03-02\t10:00:00\tUK\t1\t1\t2\t0\t-1\t5.00\t-1.00\t4.00\n"   \
    "\t12\t2011-03-02\t10:00:00\tUK\t1\t0\t1\t1\t0\t1.00\t0.00\t1.00\n"     \
    "A\t1\t2011-03-01\t10:00:00\tUK\t2\t1\t5\t1\t-2\t13.50\t-5.25\t8.25\n"  \
    "A\t2\t2011-03-06\t07:30:00\tDE\t2\t1\t3\t1\t-1\t11.00\t-4.00\t7.00\n"  \
    "A\t3\t2011-03-31\t23:55:00\tUK\t2\t0\t2\t2\t0\t3.00\t0.00\t3.00\n"     \
    "B\t1\t2011-03-01\t\tEIRE\t2\t0\t2\t2\t0\t4.00\t0.00\t4.00\n"           \
    "B\t4\t2011-03-01\t00:00:00\tUK\t0\t1\t1\t-2\t-2\t0.00\t-4.00\t-4.00\n" \
    "B\t5\t2011-03-10\t12:00:00\tUK\t1\t0\t1\t1\t0\t0.00\t0.00\t0.00\n"     \
    "B\t6\t2011-03-20\t\tUK\t1\t0\t1\t1\t0\t3.00\t0.00\t3.00\n"             \
    "B\t7\t2011-03-20\t\tUK\t0\t1\t1\t-1\t-1\t0.00\t-5.00\t-5.00\n"         \
    "B\t8\t2011-03-30\t12:00:00\tCyprus\t1\t0\t1\t1\t0\t7.00\t0.00\t7.00\n" \
    "C\t9\t2011-03-15\t\tUK\t0\t1\t1\t-1\t-1\t0.00\t-2.00\t-2.00\n"         \
    "C\t10\t2011-03-16\t\tMalta\t0\t0\t1\t0\t0\t0.00\t0.00\t0.00\n"         \
    "D\t15\t2011-04-30\t23:59:00\tUK\t2\t0\t2\t2\t0\t3.00\t0.00\t3.00\n"
#define ORDERS ORDERS_TO_APRIL "D\t14\t2011-05-01\t12:00:00\tUK\t1\t0\t1\t1\t0\t9.00\t0.00\t9.00\n"

#define CUSTOMERS_HEAD \
    "customer_id\tas_of\tcountry\tfirst_date\tlast_date\torders\tpurchase_days\tlines\tunits\treturned_units\tgross\treturned\trevenue\tx\tt_x\tT\tm_x\n"
#define GROUP "\torders\tcustomers\tlines\tunits\treturned_units\tgross\treturned\trevenue\n"

/* A 1: the return is earlier, but sells nothing; of the two sales at 10:00 `ch` is the smaller, `ad` that of the sale
 * that has one. A 2 has no `ad`, A 3 no `ch`; B 4 is only a return. */
#define CARRY                                                                                  \
    "customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tamount\tcountry\tkind\tch\tad\n" \
    "A\t1\t2011-03-01\t09:00:00\tp\t-1\t-2.00\tUK\treturn\t\t\n"                               \
    "A\t1\t2011-03-01\t10:00:00\tp\t1\t5.00\tUK\tsale\tweb\t\n"                                \
    "A\t1\t2011-03-01\t10:00:00\tp\t1\t3.00\tUK\tsale\tshop\tx\n"                              \
    "A\t2\t2011-03-02\t\tp\t1\t7.00\tUK\tsale\tweb\t\n"                                        \
    "A\t3\t2011-03-03\t\tq\t1\t8.00\tUK\tsale\t\tz\n"                                          \
    "B\t4\t2011-03-04\t\tp\t1\t0.00\tUK\tfree\tshop\ty\n"                                      \
    "B\t5\t2011-03-05\t\tq\t1\t13.00\tUK\tsale\tweb\tw\n"
#define DIFFER "aggregate: orders whose lines have different values of "

/* Every table but products, from lines and from orders; with --as-of in the middle too. */
#define EVERY \
    "for as_of in '' --as-of=2011-04-30 --as-of=2011-03-20; do for by in order customer day week month quarter year country country,month"
#define SAME " || echo $by $as_of differs; done; done"

CLI_ROWS(aggregate) = {
    {"orders", "aggregate --by order", LINES, ORDERS, "", 0},
    {"orders up to a day: a whole order is before or after it",
     "aggregate --by order --as-of 2011-04-30 --stats s && grep after s", LINES,
     ORDERS_TO_APRIL "orders_after_as_of\t1\nlines_after_as_of\t1\n", "", 0},
    {"orders of orders are the same", "aggregate --by order", ORDERS, ORDERS, "", 0},
    /* A: days 8.25, 7, 3; m_x = (7 + 3) / 2. T: 2011-03-01 to 2011-04-30 is 30 + 30 days. B: days 2011-03-10 (0) and
     * 2011-03-30 (7); its orders 1, 5, 6, 8 sell something; T is 21 + 30. */
    {"customers", "aggregate --by customer --as-of 2011-04-30 --stats s && grep guest s", LINES,
     CUSTOMERS_HEAD "A\t2011-04-30\tUK\t2011-03-01\t2011-03-31\t3\t3\t10\t4\t-3\t27.50\t-9.25\t18.25\t2\t30\t60\t5\n"
                    "B\t2011-04-30\tCyprus\t2011-03-10\t2011-03-30\t4\t2\t7\t2\t-3\t14.00\t-9.00\t5.00\t1\t20\t51\t7\n"
                    "C\t2011-04-30\tMalta\t\t\t0\t0\t2\t-1\t-1\t0.00\t-2.00\t-2.00\t\t\t\t\n"
                    "D\t2011-04-30\tUK\t2011-04-30\t2011-04-30\t1\t1\t2\t2\t0\t3.00\t0.00\t3.00\t0\t0\t0\t\n"
                    "guest_orders\t2\nguest_lines\t3\n",
     "", 0},
    {"without --as-of it is the newest day of an order", "aggregate --by customer | cut -f 1,2,14-", LINES,
     "customer_id\tas_of\tx\tt_x\tT\tm_x\nA\t2011-05-01\t2\t30\t61\t5\nB\t2011-05-01\t1\t20\t52\t7\nC\t2011-05-01\t\t\t\t\nD\t2011-05-01\t1\t1\t1\t9\n",
     "", 0},
    {"before the first day there is nobody", "aggregate --by customer --as-of 2011-02-28", LINES, CUSTOMERS_HEAD,
     "aggregate: the as-of day 2011-02-28 is so early that all orders are left out: it is before the first order, 2011-03-01",
     0},
    {"a last day long after the newest order is most likely a slip",
     "aggregate --by day --as-of 2021-04-30 | tail -n 1", LINES, "2011-05-01\t1\t1\t1\t1\t0\t9.00\t0.00\t9.00\n",
     "aggregate: the as-of day 2021-04-30 is more than a year after the newest order, 2011-05-01", 0},
    {"a year after it is none", "aggregate --by day --as-of 2012-05-01 | wc -l", LINES, "12\n", "", 0},
    {"m_x is the shortest double of one division", "aggregate --by customer | cut -f 17",
     ORDERS_HEAD
     "A\t1\t2011-01-01\t\t\t1\t0\t1\t1\t0\t1.00\t0.00\t1.00\nA\t2\t2011-01-02\t\t\t1\t0\t1\t1\t0\t0.10\t0.00\t0.10\nA\t3\t2011-01-03\t\t\t1\t0\t1\t1\t0\t0.10\t0.00\t0.10\n"
     "A\t4\t2011-01-04\t\t\t1\t0\t1\t1\t0\t0.20\t0.00\t0.20\n",
     "m_x\n0.13333333333333333\n", "", 0},
    {"the country is that of the latest sale, by time, then by order", "aggregate --by customer | cut -f 1,3",
     ORDERS_HEAD
     "A\t2\t2011-01-01\t09:00:00\tY\t1\t0\t1\t1\t0\t1.00\t0.00\t1.00\nA\t3\t2011-01-01\t09:00:00\tX\t1\t0\t1\t1\t0\t1.00\t0.00\t1.00\n"
     "A\t1\t2011-01-01\t\tZ\t1\t0\t1\t1\t0\t1.00\t0.00\t1.00\nA\t4\t2011-01-02\t\tW\t0\t1\t1\t-1\t-1\t0.00\t-1.00\t-1.00\n",
     "customer_id\tcountry\nA\tX\n", "", 0},
    /* March: orders that sell: guests 11, 12; A 1, 2, 3; B 1, 5, 6, 8. */
    {"months", "aggregate --by month", LINES,
     "month" GROUP
     "2011-03\t9\t3\t22\t6\t-8\t47.50\t-21.25\t26.25\n2011-04\t1\t1\t2\t2\t0\t3.00\t0.00\t3.00\n2011-05\t1\t1\t1\t1\t0\t9.00\t0.00\t9.00\n",
     "", 0},
    {"countries", "aggregate --by country", LINES,
     "country" GROUP
     "Cyprus\t1\t1\t1\t1\t0\t7.00\t0.00\t7.00\nDE\t1\t1\t3\t1\t-1\t11.00\t-4.00\t7.00\nEIRE\t1\t1\t2\t2\t0\t4.00\t0.00\t4.00\nMalta\t0\t1\t1\t0\t0\t0.00\t0.00\t0.00\n"
     "UK\t8\t4\t18\t5\t-7\t37.50\t-17.25\t20.25\n",
     "", 0},
    {"products", "aggregate --by product", LINES,
     "product_id" GROUP
     "D\t0\t1\t1\t-1\t-1\t0.00\t-1.25\t-1.25\nPOST\t1\t1\t1\t1\t0\t3.50\t0.00\t3.50\np\t11\t4\t19\t11\t-5\t56.00\t-12.00\t44.00\n"
     "q\t0\t1\t2\t-2\t-2\t0.00\t-8.00\t-8.00\nr\t0\t2\t2\t0\t0\t0.00\t0.00\t0.00\n",
     "", 0},
    /* D 15 counts as before the day, though one of its lines is after it: without D 14, p has 9 less. */
    {"products up to a day", "aggregate --by product --as-of 2011-04-30 | grep ^p", LINES,
     "product_id" GROUP "p\t10\t4\t18\t10\t-5\t47.00\t-12.00\t35.00\n", "", 0},
    {"days", "aggregate --by day --as-of 2011-03-05", LINES,
     "day" GROUP "2011-03-01\t2\t2\t8\t1\t-4\t17.50\t-9.25\t8.25\n2011-03-02\t2\t0\t3\t1\t-1\t6.00\t-1.00\t5.00\n", "",
     0},
    {"ISO weeks at the ends of years", "aggregate --by week | cut -f 1,2",
     HEAD
     "A\t1\t2008-12-28\t\tp\t1\t1\t\tsale\nA\t2\t2008-12-29\t\tp\t1\t1\t\tsale\nA\t3\t2010-01-03\t\tp\t1\t1\t\tsale\nA\t4\t2010-01-04\t\tp\t1\t1\t\tsale\n"
     "A\t5\t2010-12-31\t\tp\t1\t1\t\tsale\nA\t6\t2011-01-02\t\tp\t1\t1\t\tsale\nA\t7\t2011-01-03\t\tp\t1\t1\t\tsale\nA\t8\t2012-12-31\t\tp\t1\t1\t\tsale\n"
     "A\t9\t2013-01-06\t\tp\t1\t1\t\tsale\n",
     "week\torders\n2008-W52\t1\n2009-W01\t1\n2009-W53\t1\n2010-W01\t1\n2010-W52\t2\n2011-W01\t1\n2013-W01\t2\n", "",
     0},
    {"void lines count nothing, and are counted", "aggregate --by day --stats s && grep void s",
     HEAD "A\t1\t2011-03-02\t\tp\t1\t100.00\tUK\tvoid\n", "day" GROUP "rows_void\t1\n", "", 0},
    {"equal order numbers of two customers are two orders", "aggregate --by order | cut -f 1,2,11",
     HEAD "B\t1\t2011-03-02\t\tp\t1\t2\tUK\tsale\nA\t1\t2011-03-02\t\tp\t1\t1\tUK\tsale\n",
     "customer_id\torder_id\tgross\nA\t1\t1.00\nB\t1\t2.00\n", "", 0},
    {"orders come by date, time, then bytes of the number", "aggregate --by order | cut -f 2-4",
     HEAD
     "A\t9\t2011-03-02\t10:00:00\tp\t1\t2\tUK\tsale\nA\t10\t2011-03-02\t10:00:00\tp\t1\t1\tUK\tsale\nA\t11\t2011-03-02\t\tp\t1\t1\tUK\tsale\nA\t12\t2011-03-01\t23:00:00\tp\t1\t1\tUK\tsale\n",
     "order_id\tdate\ttime\n12\t2011-03-01\t23:00:00\n11\t2011-03-02\t\n10\t2011-03-02\t10:00:00\n9\t2011-03-02\t10:00:00\n",
     "", 0},

    /* ---- the same result in every way ---- */
    {"lines and orders give the same bytes",
     "cat > l; aggregate --by order < l > o; " EVERY
     "; do cmp <(aggregate $as_of --by $by < l) <(aggregate $as_of --by $by < o)" SAME,
     LINES, "", "", 0},
    {"so do two files, in either order",
     "cat > l; head -n 13 l > a; (head -n 1 l; tail -n +14 l) > b; " EVERY
     " product; do aggregate $as_of --by $by < l | cmp - <(aggregate $as_of --by $by a b) && aggregate $as_of --by $by l | cmp - <(aggregate $as_of --by $by b a)" SAME,
     LINES, "", "", 0},
    {"so do the orders of two files",
     "cat > l; head -n 13 l | aggregate --by order > a; (head -n 1 l; tail -n +14 l) | aggregate --by order > b; " EVERY
     "; do aggregate $as_of --by $by < l | cmp - <(aggregate $as_of --by $by a b)" SAME,
     LINES, "", "", 0},
    {"so do lines turned round and sorted in any way",
     "cat > l; " EVERY
     " product; do for k in 2 8 3r; do aggregate $as_of --by $by < l | cmp - <((head -n 1 l; tail -n +2 l | sort -t $'\\t' -k $k) | aggregate $as_of --by $by)"
     "|| echo $by; done; done; done; aggregate --by order l | cmp - <((head -n 1 l; tail -n +2 l | tac) | aggregate --by order)",
     LINES, "", "", 0},
    {"--merge of shards, guests by order, gives the whole",
     "cat > l; for s in 0 1 2; do awk -F'\\t' -v s=$s 'NR == 1 || ($1 == \"\" ? $2 % 3 : index(\"ABCD\", $1) % 3) == s' l > $s; done; "
     "for by in day week month quarter year country product country,month product,quarter; do for s in 0 1 2; do aggregate --by $by --as-of 2011-04-30 $s > g$s; done; aggregate --by $by --as-of 2011-04-30 l | cmp - <(aggregate --by $by --merge g2 g0 g1) || echo $by differs; done",
     LINES, "", "", 0},
    {"--merge of one table changes nothing", "aggregate --by month >a; aggregate --by month --merge a | cmp - a", LINES,
     "", "", 0},
    {"in little memory, on disk, the bytes are the same",
     "awk 'BEGIN { OFS = \"\\t\"; print \"customer_id\", \"order_id\", \"date\", \"time\", \"product_id\", \"quantity\", \"amount\", \"country\", "
     "\"kind\"; for (i = 0; i < 30000; i++) print (i * 7) % 901 ? (i * 7) % 901 : \"\", (i * 13) % 5003, sprintf(\"2011-%02d-%02d\", i % 12 + 1, i % 28 + 1), \"\", "
     "i % 50, i % 5 ? 1 : -1, i % 5 ? i % 97 : -(i % 89), i % 3, i % 5 ? \"sale\" : \"return\" }' > l; "
     "for by in order customer day week month country product; do aggregate --by $by --as-of 2011-10-10 l > a; aggregate --memory 1K --by $by --as-of 2011-10-10 l | cmp - a; "
     "(( $(wc -l < a) > 2 )) || echo $by; done",
     NULL, "", "", 0},
    {"header only in, header only out",
     "cat > l; for by in order customer day week month country product; do aggregate --by $by l | wc -l; done | sort -u; aggregate --by day l | aggregate --merge --by day",
     HEAD, "1\nday" GROUP, "", 0},

    /* ---- defects ---- */
    {"sums of an order beyond the range", "aggregate --by order",
     HEAD "A\t1\t2011-03-02\t\tp\t1\t9000000000000\tUK\tsale\nA\t1\t2011-03-02\t\tp\t1\t9000000000000\tUK\tsale\n", "",
     "aggregate: order \"1\" of customer \"A\" has a sum beyond 9223372036854.775807", 1},
    {"sums of a customer beyond it", "aggregate --by customer",
     HEAD "A\t1\t2011-03-02\t\tp\t1\t9000000000000\tUK\tsale\nA\t2\t2011-03-02\t\tp\t1\t9000000000000\tUK\tsale\n", "",
     "the sums of customer \"A\" exceed 9223372036854.775807", 1},
    {"sums of a month beyond it", "aggregate --by month",
     HEAD "A\t1\t2011-03-02\t\tp\t1\t9000000000000\tUK\tsale\nB\t2\t2011-03-02\t\tp\t1\t9000000000000\tUK\tsale\n", "",
     "the sums of month \"2011-03\" exceed 9223372036854.775807", 1},
    {"units beyond it", "aggregate --by country",
     HEAD "A\t1\t2011-03-02\t\tp\t9000000000000\t1\tUK\tsale\nB\t2\t2011-03-02\t\tp\t9000000000000\t1\tUK\tsale\n", "",
     "the sums of country \"UK\" exceed", 1},
    {"sums of merged tables beyond it", "aggregate --by day --merge",
     "day" GROUP
     "2011-03-02\t1\t1\t1\t1\t0\t9000000000000.00\t0.00\t9000000000000.00\n2011-03-02\t1\t1\t1\t1\t0\t9000000000000.00\t0.00\t9000000000000.00\n",
     "", "the sums of day \"2011-03-02\" exceed", 1},
    {"counts of merged tables beyond theirs", "aggregate --by day --merge",
     "day" GROUP
     "2011-03-02\t1\t1\t18446744073709551615\t1\t0\t1.00\t0.00\t1.00\n2011-03-02\t1\t1\t1\t1\t0\t1.00\t0.00\t1.00\n",
     "", "the counts of day \"2011-03-02\" exceed", 1},
    {"the largest sum and the smallest", "aggregate --by order | cut -f 11-",
     HEAD
     "A\t1\t2011-03-02\t\tp\t1\t9223372036854.775807\tUK\tsale\nA\t1\t2011-03-02\t\tp\t1\t-9223372036854.775807\tUK\treturn\n",
     "gross\treturned\trevenue\n9223372036854.775807\t-9223372036854.775807\t0.00\n", "", 0},
    {"a sale below 0", "aggregate --by order", HEAD "A\t1\t2011-03-02\t\tp\t1\t-1\tUK\tsale\n", "",
     "stdin:2: column \"amount\": \"-1\" is below 0 in a sale (lines come from clean, which sets the kinds)", 1},
    {"a return above it", "aggregate --by order", HEAD "A\t1\t2011-03-02\t\tp\t1\t1\tUK\tcredit\n", "",
     "\"1\" is above 0 in a return", 1},
    {"a kind that is none", "aggregate --by order", HEAD "A\t1\t2011-03-02\t\tp\t1\t1\tUK\tSale\n", "",
     "column \"kind\": \"Sale\" is not a kind of line (sale, charge, return, credit, free or void)", 1},
    {"an order without its number", "aggregate --by order", HEAD "A\t\t2011-03-02\t\tp\t1\t1\tUK\tsale\n", "",
     "column \"order_id\": \"\" is empty: a row without its order", 1},
    {"no date", "aggregate --by order", HEAD "A\t1\t\t\tp\t1\t1\tUK\tsale\n", "", "column \"date\": \"\" is not a date",
     1},
    {"a time that is none", "aggregate --by order", HEAD "A\t1\t2011-03-02\t8:26\tp\t1\t1\tUK\tsale\n", "",
     "column \"time\": \"8:26\" is not a time of day", 1},
    {"an amount that is none", "aggregate --by order", HEAD "A\t1\t2011-03-02\t\tp\t1\t1,5\tUK\tsale\n", "",
     "column \"amount\": \"1,5\"", 1},
    {"a credit of one piece at a price below 0 counts as one", "aggregate --by order | cut -f 9-12",
     HEAD "A\t1\t2011-03-02\t\tB\t1\t-9.00\tUK\tcredit\nA\t1\t2011-03-02\t\tp\t3\t9.00\tUK\tsale\n",
     "units\treturned_units\tgross\treturned\n4\t1\t9.00\t-9.00\n", "", 0},
    {"an older table of orders", "aggregate --by order",
     "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\tgross\treturned\trevenue\n",
     "", "no column \"returned_units\" (an older aggregate made this table: make it anew, from lines)", 1},
    {"an older group table", "aggregate --by day --merge",
     "day\torders\tcustomers\tlines\tunits\tgross\treturned\trevenue\n", "",
     "no column \"returned_units\" (an older aggregate made this table: make it anew, from lines)", 1},
    {"a revenue that is no sum", "aggregate --by order",
     ORDERS_HEAD "A\t1\t2011-03-02\t\tUK\t1\t0\t1\t1\t0\t2.00\t0.00\t1.00\n", "",
     "column \"revenue\": \"1.00\" is not gross + returned", 1},
    {"an order of too few lines", "aggregate --by order",
     ORDERS_HEAD "A\t1\t2011-03-02\t\tUK\t1\t1\t1\t1\t0\t2.00\t0.00\t2.00\n", "",
     "column \"lines\": \"1\" is less than sale_lines and return_lines together", 1},
    {"a merged revenue that is no sum", "aggregate --by day --merge",
     "day" GROUP "2011-03-02\t1\t1\t1\t1\t0\t2.00\t0.00\t1.00\n", "", "\"1.00\" is not gross + returned", 1},
    {"a merged gross below 0", "aggregate --by day --merge",
     "day" GROUP "2011-03-02\t1\t1\t1\t1\t0\t-2.00\t0.00\t-2.00\n", "", "column \"gross\": \"-2.00\" is below 0", 1},
    {"neither lines nor orders", "aggregate --by order", "a\tb\n", "", "stdin:1: no column \"amount\"; have: a, b", 1},
    {"the shop's own CSV", "aggregate --by order", "Invoice,Date\r\n1,2\r\n", "",
     "stdin:1: this looks like CSV, not a table (clean --schema NAME or fromcsv makes one of it)", 1},
    {"a column that is missing", "aggregate --by order",
     "customer_id\torder\tdate\ttime\tcountry\tquantity\tamount\tkind\n", "",
     "stdin:1: no column \"order_id\" (did you mean \"order\"?); have: customer_id, order, date, time, country, quantity, amount, kind",
     1},
    {"products need lines", "aggregate --by product", ORDERS, "",
     "orders do not contain products: --by product needs lines", 1},
    {"--by is needed", "aggregate", LINES, "", "needs --by", 2},
    {"a day that is none", "aggregate --by month --as-of 29.02.2011", NULL, "",
     "aggregate: --as-of: \"29.02.2011\" is not a date (a date is YYYY-MM-DD", 2},
    {"--by nothing known", "aggregate --by monht", LINES, "",
     "--by: \"monht\" is not valid, expected order, customer, day, week, month, quarter, year, country, product (did you mean month?)",
     2},
    {"--by a window", "aggregate --by 7d", LINES, "", "--by: \"7d\" is not valid", 2},
    {"--by customer with another", "aggregate --by customer,month", LINES, "", "--by customer must be the only word",
     2},
    {"--by a key twice", "aggregate --by product,product_id", LINES, "", "the key \"product_id\" is given twice", 2},
    {"a merged month that is none", "aggregate --by month --merge",
     "month" GROUP "2011-13\t1\t1\t1\t1\t0\t2.00\t0.00\t2.00\n", "",
     "column \"month\": \"2011-13\" is not a valid period (YYYY-MM)", 1},
    /* the months' sums above: 11 and 12 and A 1, 2, 3 and B are of March, D 15 of April, D 14 of May */
    {"quarters and years", "cat >l; aggregate --by quarter l; aggregate --by year l", LINES,
     "quarter" GROUP "2011-Q1\t9\t3\t22\t6\t-8\t47.50\t-21.25\t26.25\n2011-Q2\t2\t1\t3\t3\t0\t12.00\t0.00\t12.00\n"
     "year" GROUP "2011\t11\t4\t25\t9\t-8\t59.50\t-21.25\t38.25\n",
     "", 0},
    {"two keys, sorted by the first, then by the second", "aggregate --by country,quarter | grep -v ^UK", LINES,
     "country\tquarter" GROUP
     "Cyprus\t2011-Q1\t1\t1\t1\t1\t0\t7.00\t0.00\t7.00\nDE\t2011-Q1\t1\t1\t3\t1\t-1\t11.00\t-4.00\t7.00\n"
     "EIRE\t2011-Q1\t1\t1\t2\t2\t0\t4.00\t0.00\t4.00\nMalta\t2011-Q1\t0\t1\t1\t0\t0\t0.00\t0.00\t0.00\n",
     "", 0},
    {"product_id is the same as product", "cat >l; aggregate --by product l | cmp - <(aggregate --by product_id l)",
     LINES, "", "", 0},
    {"customers are not merged", "aggregate --by customer --merge", LINES, "", "--merge sums group tables", 2},
    {"--as-of comes too late for --merge", "aggregate --by day --merge --as-of 2011-01-01", LINES, "",
     "--as-of does not go with --merge", 2},
    {"--merge of another table", "aggregate --by day --merge", "month" GROUP, "",
     "stdin:1: no column \"day\"; have: month,", 1},
    {"carried columns of orders: of the earliest sale, each value by itself",
     "aggregate --by order --carry ch,ad | cut -f 1,2,14-", CARRY,
     "customer_id\torder_id\tch\tad\nA\t1\tshop\tx\nA\t2\tweb\t\nA\t3\t\tz\nB\t4\tshop\ty\nB\t5\tweb\tw\n", DIFFER, 0},
    {"of customers: of the first order that sells and has one, and of the last",
     "cat >l; aggregate --by customer --carry ch,last:ad l | cut -f 1,18-; aggregate --by customer --carry last:ch,ad l | cut -f 1,18-",
     CARRY, "customer_id\tch\tad\nA\tshop\tz\nB\tweb\tw\ncustomer_id\tch\tad\nA\tweb\tx\nB\tweb\tw\n", DIFFER, 0},
    {"lines and orders carry the same bytes",
     "cat >l; aggregate --by order --carry ch,ad l >o 2>e; for a in 'order --carry ch,ad' 'customer --carry last:ad,ch' ch,month 'ad --carry last:ch' 'month --carry ch'; do "
     "cmp <(aggregate --by $a l 2>>e) <(aggregate --by $a o) && cmp <(aggregate --by $a o) <(aggregate --memory 1K --by $a o) || echo $a; done",
     CARRY, "", "", 0},
    {"so do lines in any order, however many differ",
     "cat >l; (head -n 1 l; tail -n +2 l | tac) >r; for a in 'order --carry ch,ad' 'customer --carry last:ad,ch' ch,month 'item:ch --carry ad' 'product --carry last:ch'; do "
     "cmp <(aggregate --by $a l 2>&1) <(aggregate --by $a r 2>&1) || echo $a; done",
     CARRY, "", "", 0},
    {"by a carried column the order is whole, by item each line is under its own",
     "cat >l; aggregate --by ch l | cut -f 1,2,4,9; aggregate --by item:ch l | cut -f 1,2,4,9", CARRY,
     "ch\torders\tlines\trevenue\n\t1\t1\t8.00\nshop\t1\t4\t6.00\nweb\t2\t2\t20.00\n"
     "ch\torders\tlines\trevenue\n\t1\t2\t6.00\nshop\t1\t2\t3.00\nweb\t3\t3\t25.00\n",
     DIFFER, 0},
    {"products with the latest name, an order counted once",
     "aggregate --by product_id --carry last:ad | cut -f 1,2,4,9-", CARRY,
     "product_id\torders\tlines\trevenue\tad\np\t2\t5\t13.00\tx\nq\t2\t2\t21.00\tw\n", "", 0},
    {"dropped orders have what is carried",
     "aggregate --by month --carry ch --as-of 2011-03-04 --dropped d >o; cut -f 2,14 d", CARRY,
     "order_id\tch\n5\tweb\n", DIFFER, 0},
    {"a carried column that is missing", "aggregate --by month --carry chh", CARRY, "",
     "no column \"chh\" (did you mean \"ch\"?); have: customer_id, order_id, date, time, product_id, quantity, amount, country, kind, ch, ad",
     1},
    {"a key that is neither a word nor a column", "aggregate --by channel", CARRY, "",
     "stdin:1: no column \"channel\"; have: customer_id", 1},
    {"a carried column that is there already", "aggregate --by month --carry country", CARRY, "",
     "--carry country: the output has this column already", 2},
    {"the last value of an order", "aggregate --by order --carry last:ch", CARRY, "",
     "--carry last:ch: an order has one value", 2},
    {"carried twice", "aggregate --by month --carry ch,last:ch", CARRY, "", "--carry ch: it is carried already", 2},
    {"carried, and a key", "aggregate --by ch --carry ch", CARRY, "", "--carry ch: it is a key of --by already", 2},
    {"what was carried is not merged", "aggregate --by month --merge --carry ch", CARRY, "",
     "--carry does not go with --merge: group tables have no dates", 2},
    {"a column of lines, from orders", "aggregate --by item:ch", ORDERS, "",
     "orders do not contain products: --by item:ch needs lines", 1},
    {"every row is accounted for",
     "aggregate --by order --as-of 2011-04-30 --on-bad skip --stats s | awk -F'\\t' 'NR > 1 { n += $8 } END { print n }'; awk '/^rows_(in|bad|void)|^lines_after/' s",
     LINES "x\n", "24\nrows_in\t27\nrows_bad\t1\nrows_void\t1\nlines_after_as_of\t1\n",
     "malformed records that were set aside", 0},
};
