/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define ROW(family, section, name, value) section "\\t" name "\\t" value "\\t" family "\\t\\n"
#define PARAMETERS(family)               \
    ROW(family, "model", "format", "1")  \
    ROW(family, "model", "unit", "week") \
    ROW(family, "parameter", "r", "0.5") \
    ROW(family, "parameter", "alpha", "4") ROW(family, "parameter", "a", "1") ROW(family, "parameter", "b", "3")
#define MODEL "printf 'section\\tname\\tvalue\\tfamily\\tgroup\\n" PARAMETERS("bgnbd") "' > m; "
#define BOTH  "printf 'section\\tname\\tvalue\\tfamily\\tgroup\\n" PARAMETERS("bgnbd") PARAMETERS("mbgnbd") "' > m; "
#define IN_GROUP(group)                                                                 \
    "model\\tformat\\t1\\tbgnbd\\t" group "\\nmodel\\tby\\tcountry\\tbgnbd\\t" group    \
    "\\nmodel\\tunit\\tweek\\tbgnbd\\t" group "\\nparameter\\tr\\t0.5\\tbgnbd\\t" group \
    "\\nparameter\\talpha\\t4\\tbgnbd\\t" group "\\nparameter\\ta\\t1\\tbgnbd\\t" group \
    "\\nparameter\\tb\\t3\\tbgnbd\\t" group "\\n"
#define GROUPS "printf 'section\\tname\\tvalue\\tfamily\\tgroup\\n" IN_GROUP("UK") IN_GROUP("France") "' > m; "

/* Up to 1 March: a bought on three days, b and c once each, d twice; after it a twice, d once; e comes too late. */
#define SALE(id, day) id "\\t" id day "\\t" day "\\t\\tUK\\t1\\t0\\t1\\t1\\t0\\t1.00\\t0.00\\t1.00\\n"
#define ORDERS                                                                                                                       \
    "printf 'customer_id\\torder_id\\tdate\\ttime\\tcountry\\tsale_lines\\treturn_lines\\tlines\\tunits\\treturned_units\\tgross\\t" \
    "returned\\trevenue\\n" SALE("a", "2011-01-01") SALE("a", "2011-01-20") SALE("a", "2011-02-20")                                  \
        SALE("a", "2011-03-05") SALE("a", "2011-04-01") SALE("b", "2011-01-10") SALE("c", "2011-02-01")                              \
            SALE("d", "2011-01-05") SALE("d", "2011-01-15") SALE("d", "2011-03-10") SALE("e", "2011-03-20")                          \
                SALE("e", "2011-03-21") SALE("", "2011-04-10") "' > o; "
#define CUSTOMERS                                                                                             \
    "customer_id\tas_of\tcountry\tx\tt_x\tT\na\t2011-03-01\tUK\t2\t50\t59\nb\t2011-03-01\tFrance\t0\t0\t50\n" \
    "c\t2011-03-01\tUK\t0\t0\t28\nd\t2011-03-01\tUK\t1\t10\t55\n"
#define MONEY                                                                                                              \
    "customer_id\tas_of\tcountry\tx\tt_x\tT\tm_x\na\t2011-03-01\tUK\t2\t50\t59\t1.00\nb\t2011-03-01\tFrance\t0\t0\t50\t\n" \
    "c\t2011-03-01\tUK\t0\t0\t28\t\nd\t2011-03-01\tUK\t1\t10\t55\t1.00\n"
#define ROUND                                                                                         \
    " | awk -F '\\t' -v OFS='\\t' 'NR > 1 { for (i = 1; i <= NF; i++) if ($i ~ /^-?[0-9]+[.][0-9]/) " \
    "$i = sprintf(\"%.9g\", $i) } 1'"
#define CHECK "clvcheck --model m --orders o "

CLI_ROWS(clvcheck) = {
    {"how often customers bought, without a model", "clvcheck --bins 3", CUSTOMERS,
     "family\tx\tcustomers\texpected\n\t0\t2\t\n\t1\t1\t\n\t2+\t1\t\n", "", 0},
    {"and with one", MODEL "clvcheck --model m --bins 3" ROUND, CUSTOMERS,
     "family\tx\tcustomers\texpected\n"
     "bgnbd\t0\t2\t2.45437797\n"
     "bgnbd\t1\t1\t0.95161539\n"
     "bgnbd\t2+\t1\t0.594006641\n",
     "", 0},
    {"rounded", MODEL "clvcheck --model m --bins 3 --digits 2", CUSTOMERS,
     "family\tx\tcustomers\texpected\nbgnbd\t0\t2\t2.45\nbgnbd\t1\t1\t0.95\nbgnbd\t2+\t1\t0.59\n", "", 0},
    {"expected counts are the chances of new customers, summed",
     MODEL
     "cat >in; for t in 50 28 55 59; do clvpredict --model m --new --horizon ${t}d --pmf 2 | tail -n 1; done | "
     "awk '{ n0 += $2; n1 += $3 } END { printf \"%.9g %.9g %.9g\\n\", n0, n1, 4 - n0 - n1 }'; "
     "clvcheck --model m --bins 3 in | awk -F '\\t' 'NR > 1 { printf \"%s%.9g\", (NR > 2 ? \" \" : \"\"), $4 } END { print \"\" }'",
     CUSTOMERS,
     "2.45437797 0.95161539 0.594006641\n"
     "2.45437797 0.95161539 0.594006641\n",
     "", 0},
    {"by x", ORDERS MODEL CHECK "--table by-x --bins 3" ROUND, CUSTOMERS,
     "family\tx\tcustomers\tbought\texpected\tbuyers\texpected_buyers\texpected_alive\n"
     "bgnbd\t0\t2\t0\t0.553292948\t0\t0.423207896\t2\n"
     "bgnbd\t1\t1\t1\t0.312669634\t1\t0.214680638\t0.481690844\n"
     "bgnbd\t2+\t1\t2\t0.767760158\t1\t0.460371213\t0.752743101\n",
     "", 0},
    {"by P(alive)", ORDERS BOTH CHECK "--table by-alive --bins 2" ROUND, CUSTOMERS,
     "family\tp_alive_from\tp_alive_to\tcustomers\tbought\texpected\tbuyers\texpected_buyers\texpected_alive\n"
     "bgnbd\t0\t0.5\t1\t1\t0.312669634\t1\t0.214680638\t0.481690844\n"
     "bgnbd\t0.5\t1\t3\t2\t1.32105311\t1\t0.883579108\t2.7527431\n"
     "mbgnbd\t0\t0.5\t0\t0\t0\t0\t0\t0\n"
     "mbgnbd\t0.5\t1\t4\t3\t1.56026026\t2\t1.01164748\t2.66745491\n",
     "", 0},
    {"by x and t_x", ORDERS MODEL CHECK "--table matrix --bins 3" ROUND, CUSTOMERS,
     "family\tx\tt_x_from\tt_x_to\tcustomers\tbought\texpected\tbuyers\texpected_buyers\texpected_alive\n"
     "bgnbd\t0\t0\t30\t2\t0\t0.553292948\t0\t0.423207896\t2\n"
     "bgnbd\t1\t0\t30\t1\t1\t0.312669634\t1\t0.214680638\t0.481690844\n"
     "bgnbd\t2+\t30\t60\t1\t2\t0.767760158\t1\t0.460371213\t0.752743101\n",
     "", 0},
    {"tracking, from the first day of the earliest customer on",
     ORDERS MODEL CHECK "--table tracking --period 30d" ROUND, CUSTOMERS,
     "family\tperiod\tend_date\tholdout\tbought\texpected\tcumulative_bought\tcumulative_expected\n"
     "bgnbd\t1\t2011-01-31\t0\t2\t1.18854514\t2\t1.18854514\n"
     "bgnbd\t2\t2011-03-02\t1\t1\t1.53199355\t3\t2.72053869\n"
     "bgnbd\t3\t2011-04-01\t1\t3\t1.25231092\t6\t3.97284962\n",
     "", 0},
    {"scores", ORDERS BOTH CHECK "--table score" ROUND, CUSTOMERS,
     "family\tdays\tcustomers\tbought\texpected\tbias\tmean_absolute_error\troot_mean_square_error\ttracking_error\tlog_score\n"
     "bgnbd\t40\t4\t3\t1.63372274\t-0.455425753\t0.618215789\t0.732689779\t0.305500895\t-4.52966235\n"
     "mbgnbd\t40\t4\t3\t1.56026026\t-0.479913247\t0.547145996\t0.683062076\t0.451564968\t-4.17092778\n",
     "", 0},
    {"the log score is the sum of the logarithms of what clvpredict says",
     ORDERS MODEL
     "cat >in; clvpredict --model m --horizon 40d --pmf 3 in | awk -F '\\t' 'NR > 1 { n = $1 == \"a\" ? 2 : $1 == \"d\"; "
     "s += log($(9 + n)) } END { printf \"%.9g\\n\", s }'; " CHECK "--table score in | awk -F '\\t' 'NR > 1 { printf "
     "\"%.9g\\n\", $10 }'",
     CUSTOMERS,
     "-4.52966235\n"
     "-4.52966235\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"the hold-out ends where it is told to", ORDERS MODEL CHECK "--table score --until 2011-03-31 | cut -f 1-4",
     CUSTOMERS, "family\tdays\tcustomers\tbought\nbgnbd\t30\t4\t2\n", "", 0},
    {"groups together are what one model is",
     ORDERS MODEL "cat >in; for t in counts by-x tracking score; do o='--orders o'; [ $t = counts ] && o=; "
                  "clvcheck --model m $o --table $t in" ROUND "; done >one; " GROUPS
                  "for t in counts by-x tracking score; do o='--orders o'; [ $t = counts ] && o=; "
                  "clvcheck --model m $o --table $t in" ROUND "; done | cmp - one && wc -l <one",
     CUSTOMERS, "35\n", "", 0},
    {"money: what they spent, and purchases times their expected value",
     ORDERS BOTH
     "printf '" ROW("gammagamma", "model", "format", "1") ROW("gammagamma", "parameter", "p",
                                                              "6.25") ROW("gammagamma", "parameter", "q", "3.74")
         ROW("gammagamma", "parameter", "gamma",
             "15.44") "' >>m; cat >in; "
                      "for t in 'by-x --bins 3' score; do " CHECK
                      "--spend m --table $t in | awk -F '\\t' '$1 == \"bgnbd\" "
                      "{ n += $(NF - 1); e += $NF } END { printf \"%g %.6f\\n\", n, e }'; done; clvpredict --model m --family bgnbd --spend m "
                      "--horizon 40d in 2>/dev/null | awk -F '\\t' 'NR > 1 { e += $9 * $11 } END { printf \"%.6f\\n\", e }'",
     MONEY, "3 28.551226\n3 28.551226\n28.551226\n", "", 0},
    {"no model of spend", "clvcheck --model m --orders o --table tracking --spend m", "", "",
     "--spend goes with --table", 2},
    {"no customers", ORDERS MODEL CHECK "--table score", "customer_id\tas_of\tx\tt_x\tT\n",
     "family\tdays\tcustomers\tbought\texpected\tbias\tmean_absolute_error\troot_mean_square_error\ttracking_error\tlog_score\n",
     "", 0},
    {"a customer without a purchase day is dropped", "clvcheck --bins 2 --stats s; grep dropped_ s",
     "customer_id\tas_of\tx\tt_x\tT\na\t2011-03-01\t\t\t\n",
     "family\tx\tcustomers\texpected\ndropped_no_purchase_day\t1\n", "", 0},

    /* ---- inputs that do not fit ---- */
    {"other orders", ORDERS MODEL CHECK "--table score", "customer_id\tas_of\tx\tt_x\tT\na\t2011-03-01\t1\t50\t59\n",
     NULL, "o: customer \"a\": purchase days up to the as-of day: 3, but x = 1 means 2", 1},
    {"no hold-out", ORDERS MODEL CHECK "--table score --until 2011-03-01", CUSTOMERS, NULL,
     "nothing after the as-of day", 1},
    {"a model that has seen the hold-out",
     ORDERS MODEL "printf 'model\\tas_of\\t2011-03-02\\tbgnbd\\t\\n' >>m; " CHECK "--table score", CUSTOMERS, NULL,
     "the model was fitted to data up to 2011-03-02, after the as-of day 2011-03-01", 1},
    {"a customer twice", "clvcheck", "customer_id\tas_of\tx\tt_x\tT\na\t2011-03-01\t0\t0\t5\na\t2011-03-01\t0\t0\t5\n",
     NULL, "stdin:3: column \"customer_id\": \"a\" is given twice", 1},
    {"a repeat purchase at no time", "clvcheck", "customer_id\tas_of\tx\tt_x\tT\na\t2011-03-01\t1\t0\t5\n", NULL,
     "stdin:2: column \"t_x\": \"0\" does not fit x", 1},
    {"more days than there are", "clvcheck", "customer_id\tas_of\tx\tt_x\tT\na\t2011-03-01\t0\t0\t36000000\n", NULL,
     "stdin:2: column \"T\": \"36000000\" is more than there are days", 1},
    {"a matrix of more classes than anyone reads", ORDERS MODEL CHECK "--table matrix --width 1d",
     "customer_id\tas_of\tx\tt_x\tT\na\t2011-03-01\t2\t50\t59\nb\t2011-03-01\t0\t0\t700000\n", NULL,
     "--table matrix: 700001 classes of t_x and 8 of x are too many (a wider --width, fewer --bins)", 2},
    {"no model", "clvcheck --table score --orders o", "", "", "--table score needs --model FILE", 2},
    {"no orders", "clvcheck --table by-x --model m", "", "", "--table by-x needs --orders FILE", 2},
    {"orders for counts", "clvcheck --orders o", "", "", "--orders goes with --table by-x or", 2},
    {"a model of other things",
     "printf 'section\\tname\\tvalue\\tfamily\\tgroup\\n" ROW("sbg", "model", "format", "1")
         ROW("sbg", "parameter", "alpha", "1") ROW("sbg", "parameter", "beta", "1") "' > m; clvcheck --model m",
     CUSTOMERS, "", "m: no model of purchases at any time in it", 2},
    {"one bin", "clvcheck --bins 1", "", "", "--bins 1 is out of range (from 2 to 1000", 2},
};
