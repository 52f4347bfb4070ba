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
     "{ cat; printf '2012-Q1\\t130\\n2012-Q2\\t230\\n'; } | "
     "forecast --measure sold --method naive --horizon 5 --only low,high,naive",
     QUARTERS, "low\thigh\tnaive\n320\t330\t320\n420\t430\t420\n130\t140\t130\n230\t240\t230\n320\t340\t320\n", "", 0},
    {"few past errors say nothing of an interval", "forecast --measure v --horizon 1",
     "month\tv\n2026-08\t489.21\n2026-09\t223.44\n",
     "month\tforecast\tlow\thigh\tnaive\tmethod\tfallback\n2026-10\t223.44\t\t\t223.44\tnaive\t1\n",
     "low and high are empty: an interval takes 10 past errors, and the method \"naive\" has 1 here (more periods give",
     0},
    {"nor does a trend through a few points", "forecast --measure v --horizon 6 --cycle 1 --only low,high | sort -u",
     "month\tv\n2026-01\t199\n2026-02\t180\n2026-03\t200\n2026-04\t220\n", "\t\nlow\thigh\n",
     "the method \"trend\" has 2 here", 0},
    {"an interval holds its forecast at any level",
     "for i in {1..40}; do printf '%d\\t%d\\n' $((2000 + i)) $((100 + i * i % 17 + i)); done | sed '1i year\\tv' >t; "
     "for l in 0.01 0.5 0.99; do for m in naive holtwinters; do forecast --measure v --cycle 1 --level $l --method $m t; "
     "done; done | awk '$1 != \"year\" && !($3 <= $2 && $2 <= $4 && $3 < $4)'",
     NULL, "", "", 0},
    {"a series that follows the model is forecast as it goes on",
     "forecast --measure sold --seasonal additive --horizon 3 --digits 4 --only quarter,forecast,method", QUARTERS,
     "quarter\tforecast\tmethod\n2012-Q1\t130\tholt_winters\n2012-Q2\t230\tholt_winters\n"
     "2012-Q3\t330\tholt_winters\n",
     "", 0},
    {"the season is a table of its own",
     "forecast --measure sold --seasonal additive --seasons s --digits 4 --only forecast >f; cat s", QUARTERS,
     "season\tfirst\tindex\tmean\tvalues\tcycles\ttype\n1\t2009-Q1\t-146.25\t-146.25\t2\t3\tadditive\n"
     "2\t2009-Q2\t-48.75\t-48.75\t2\t3\tadditive\n3\t2009-Q3\t48.75\t48.75\t2\t3\tadditive\n"
     "4\t2009-Q4\t146.25\t146.25\t2\t3\tadditive\n",
     "", 0},
    {"the verdict, beside the naive method's errors",
     "forecast --measure sold --seasonal additive --horizon 2 --errors e --digits 4 --only forecast >f; cut -f 1-5,7,9-11 e",
     QUARTERS,
     "evaluation\tmethod\tstep\tn\tmae\tmase\tbias\tcoverage\tverdict\n"
     "rolling\tseasonal_naive\tall\t7\t10\t1\t10\t\t\nrolling\tseasonal_naive\t1\t4\t10\t1\t10\t\t\n"
     "rolling\tseasonal_naive\t2\t3\t10\t1\t10\t\t\nrolling\tholt_winters\tall\t7\t0\t0\t0\t\tuse\n"
     "rolling\tholt_winters\t1\t4\t0\t0\t0\t\t\nrolling\tholt_winters\t2\t3\t0\t0\t0\t\t\n",
     "", 0},
    {"a test from some periods ago",
     "forecast --measure sold --errors e --test 4 --only forecast >f; grep test e | cut -f 2-9", QUARTERS, NULL, "", 0},
    {"the order of rows does not matter",
     "cat >t; { head -n 1 t; tail -n +2 t | sort -r; } >u; forecast --measure sold --cycle 1 t >a; forecast --measure sold --cycle 1 u | cmp - a",
     QUARTERS, "", "", 0},
    {"another seed, other courses",
     "cat >t; f() { forecast --measure v --cycle 1 --draws 100 \"$@\" t; }; f >a; f --seed 1 | cmp - a && f --seed 2 | cmp -s - a",
     "month\tv\n2011-01\t10\n2011-02\t13\n2011-03\t11\n2011-04\t19\n2011-05\t9\n2011-06\t14\n2011-07\t13\n"
     "2011-08\t12\n2011-09\t15\n2011-10\t10\n2011-11\t13\n2011-12\t16\n2012-01\t11\n",
     "", "", 1},
    {"fewer than two cycles: the last level and trend",
     "forecast --measure v --horizon 2 --only month,forecast,method,fallback", SHORT,
     "month\tforecast\tmethod\tfallback\n2011-05\t18\ttrend\t1\n2011-06\t20\ttrend\t1\n", TELLS, 0},
    {"a trend that has been worse than none", "forecast --measure v --horizon 1 --only fallback",
     "month\tv\n2011-01\t10\n2011-02\t12\n2011-03\t10\n2011-04\t13\n2011-05\t9\n2011-06\t12\n2011-07\t10\n",
     "fallback\n1\n", NULL, 0},
    {"no sale at all: no trend that is worse than none",
     "forecast --measure v --horizon 1 --only fallback 2>&1 | wc -l",
     "month\tv\n2011-01\t0\n2011-02\t0\n2011-03\t0\n2011-04\t0\n", "3\n", "", 0},
    {"errors that are all 0 are no interval",
     "for y in 2009 2010; do for m in {01..12}; do echo \"$y-$m 0\"; done; done | tr ' ' '\\t' | sed '1i month\\tv' | "
     "forecast --measure v --horizon 1 --only forecast,low,high",
     NULL, "forecast\tlow\thigh\n0\t\t\n", "are all 0, which does not show how far off others may be", 0},
    {"up to a period before the first", "forecast --measure v --until 2010-01 --only forecast", SHORT, "forecast\n",
     "no period is left: all of them are incomplete or after --until", 0},
    {"one period", "forecast --measure v --horizon 2", "month\tv\n2011-12\t10\n",
     "month\tforecast\tlow\thigh\tnaive\tmethod\tfallback\n2012-01\t10\t\t\t10\tnaive\t1\n2012-02\t10\t\t\t10\tnaive\t1\n",
     "seasons cannot be estimated, so the forecast is the last value", 0},
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
     ":3: column \"month\": \"2011-03\" does not follow the period before it: \"2011-02\" is missing (--gaps zero counts what is missing as 0)",
     1},
    {"a gap that is 0", "forecast --measure v --cycle 1 --gaps zero --parts p --only forecast >f; cut -f 1-2 p",
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
