/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* Three years of quarters: 100, 200, 300, 400 and 10 more each year, so that the naive error is 10 everywhere. */
#define QUARTERS                                                                                          \
    "quarter\tsold\n2009-Q1\t100\n2009-Q2\t200\n2009-Q3\t300\n2009-Q4\t400\n2010-Q1\t110\n2010-Q2\t210\n" \
    "2010-Q3\t310\n2010-Q4\t410\n2011-Q1\t120\n2011-Q2\t220\n2011-Q3\t320\n2011-Q4\t420\n"
#define SHORT "month\tv\n2011-01\t10\n2011-02\t12\n2011-03\t14\n2011-04\t16\n"
#define TELLS "fewer than two cycles of 12: seasons cannot be estimated, so the forecast has only level and trend"

CLI_ROWS(forecast) = {
    {"what was a cycle ago",
     "forecast --measure sold --method naive --horizon 5 --only quarter,forecast,method,fallback", QUARTERS,
     "quarter\tforecast\tmethod\tfallback\n2012-Q1\t120\tseasonal_naive\t0\n2012-Q2\t220\tseasonal_naive\t0\n"
     "2012-Q3\t320\tseasonal_naive\t0\n2012-Q4\t420\tseasonal_naive\t0\n2013-Q1\t120\tseasonal_naive\t0\n",
     "", 0},
    {"intervals of the naive method are of its errors",
     "forecast --measure sold --method naive --horizon 5 --only low,high,naive", QUARTERS,
     "low\thigh\tnaive\n130\t130\t120\n230\t230\t220\n330\t330\t320\n430\t430\t420\n140\t140\t120\n", "", 0},
    {"a series that follows the model is forecast as it goes on",
     "forecast --measure sold --seasonal additive --horizon 3 --digits 4 --only quarter,forecast,method", QUARTERS,
     "quarter\tforecast\tmethod\n2012-Q1\t130\tholt_winters\n2012-Q2\t230\tholt_winters\n"
     "2012-Q3\t330\tholt_winters\n",
     "", 0},
    {"the season is a table of its own", "forecast --measure sold --seasonal additive --seasons s --digits 4 >f; cat s",
     QUARTERS,
     "season\tfirst\tindex\tmean\tvalues\tcycles\ttype\n1\t2009-Q1\t-146.25\t-146.25\t2\t3\tadditive\n"
     "2\t2009-Q2\t-48.75\t-48.75\t2\t3\tadditive\n3\t2009-Q3\t48.75\t48.75\t2\t3\tadditive\n"
     "4\t2009-Q4\t146.25\t146.25\t2\t3\tadditive\n",
     "", 0},
    {"the verdict, beside the naive method's errors",
     "forecast --measure sold --seasonal additive --horizon 2 --errors e --digits 4 >f; cut -f 1-5,7,9-11 e", QUARTERS,
     "evaluation\tmethod\tstep\tn\tmae\tmase\tbias\tcoverage\tverdict\n"
     "rolling\tseasonal_naive\tall\t7\t10\t1\t10\t1\t\nrolling\tseasonal_naive\t1\t4\t10\t1\t10\t1\t\n"
     "rolling\tseasonal_naive\t2\t3\t10\t1\t10\t1\t\nrolling\tholt_winters\tall\t7\t0\t0\t0\t1\tuse\n"
     "rolling\tholt_winters\t1\t4\t0\t0\t0\t1\t\nrolling\tholt_winters\t2\t3\t0\t0\t0\t1\t\n",
     "", 0},
    {"a test from some periods ago", "forecast --measure sold --errors e --test 4 >f; grep test e | cut -f 2-9",
     QUARTERS, NULL, "", 0},
    {"the order of rows does not matter",
     "cat >t; { head -n 1 t; tail -n +2 t | sort -r; } >u; forecast --measure sold t >a; forecast --measure sold u | cmp - a",
     QUARTERS, "", "", 0},
    {"another seed, other courses",
     "cat >t; f() { forecast --measure v --cycle 2 --draws 100 \"$@\" t; }; f >a; f --seed 1 | cmp - a && f --seed 2 | cmp -s - a",
     "month\tv\n2011-01\t10\n2011-02\t13\n2011-03\t11\n2011-04\t19\n2011-05\t9\n2011-06\t14\n2011-07\t13\n", "", "", 1},
    {"fewer than two cycles: the last level and trend",
     "forecast --measure v --horizon 2 --only month,forecast,method,fallback", SHORT,
     "month\tforecast\tmethod\tfallback\n2011-05\t18\ttrend\t1\n2011-06\t20\ttrend\t1\n", TELLS, 0},
    {"a trend that has been worse than none", "forecast --measure v --horizon 1 --only fallback",
     "month\tv\n2011-01\t10\n2011-02\t12\n2011-03\t10\n2011-04\t13\n2011-05\t9\n2011-06\t12\n2011-07\t10\n",
     "fallback\n1\n", NULL, 0},
    {"one period", "forecast --measure v --horizon 2", "month\tv\n2011-12\t10\n",
     "month\tforecast\tlow\thigh\tnaive\tmethod\tfallback\n2012-01\t10\t\t\t10\tnaive\t1\n2012-02\t10\t\t\t10\tnaive\t1\n",
     TELLS, 0},
    {"no period", "forecast --measure v", "month\tv\n", "month\tforecast\tlow\thigh\tnaive\tmethod\tfallback\n", "", 0},
    {"incomplete periods are no fall",
     "forecast --measure v --cycle 1 --horizon 1 --only month,forecast,fallback --stats s; grep inc s",
     "month\tv\tcomplete\n2010-12\t1\t0\n2011-01\t10\t1\n2011-02\t12\t1\n2011-03\t14\t1\n2011-04\t2\t0\n",
     "month\tforecast\tfallback\n2011-04\t16\t0\ndropped_incomplete\t2\n",
     "2011-04 is incomplete: it is left out, and forecast as a whole", 0},
    {"an incomplete one in between", "forecast --measure v",
     "month\tv\tcomplete\n2011-01\t1\t1\n2011-02\t1\t0\n2011-03\t1\t1\n", NULL,
     ":3: column \"month\": \"2011-02\" is incomplete and stands between complete periods", 1},
    {"up to a period", "forecast --measure v --cycle 1 --horizon 1 --until 2011-03 --only month,forecast", SHORT,
     "month\tforecast\n2011-04\t16\n", "", 0},
    {"a gap", "forecast --measure v", "month\tv\n2011-01\t1\n2011-03\t1\n", NULL,
     ":3: column \"month\": \"2011-03\" does not follow the period before it (--gaps zero counts what is missing as 0)",
     1},
    {"a gap that is 0", "forecast --measure v --cycle 1 --gaps zero --parts p >f; cut -f 1-2 p",
     "month\tv\n2011-01\t1\n2011-03\t1\n", "period\tvalue\n2011-01\t1\n2011-02\t0\n2011-03\t1\n", "", 0},
    {"a period twice", "forecast --measure v", "month\tv\n2011-01\t1\n2011-01\t1\n", NULL, "\"2011-01\" is given twice",
     1},
    {"no period's name", "forecast --measure v", "month\tv\nJan\t1\n", NULL,
     ":2: column \"month\": \"Jan\" is not a period", 1},
    {"two units", "forecast --measure v", "month\tv\n2011-01\t1\n2011-Q2\t1\n", NULL,
     ":3: column \"month\": \"2011-Q2\" is not a period like that of the first row", 1},
    {"no value", "forecast --measure v", "month\tv\n2011-01\t\n", NULL, "is empty: a period without its value", 1},
    {"factors of what is 0", "forecast --measure v --seasonal multiplicative", "month\tv\n2011-01\t0\n", NULL,
     "a value of 0 or less has no seasonal factor", 1},
    {"days have a week",
     "for i in {1..21}; do printf '2011-01-%02d\t%d\n' $i $((i % 7 * 10 + 5)); done | sed '1i day\tv' | "
     "forecast --measure v --seasonal additive --horizon 2 --digits 3 --only day,forecast --seasons s; cut -f 1-2 s | head -n 2",
     NULL, "day\tforecast\n2011-01-22\t15\n2011-01-23\t25\nseason\tfirst\n1\t2011-01-03\n", "", 0},
    {"no column of a period", "forecast --measure v", "v\n1\n", "", "no column \"month\"", 1},
    {"no measure", "forecast", SHORT, "", "--measure", 2},
    {"beta alone", "forecast --measure v --beta 0.1", SHORT, "", "--alpha", 2},
    {"another unit than the table's", "forecast --measure v --until 2011-Q1", SHORT, "", "--until \"2011-Q1\"", 2},
};
