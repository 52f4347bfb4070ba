/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD "n\tmean\tlow\thigh\tshare_4_5\tstars_1\tstars_2\tstars_3\tstars_4\tstars_5\tsuspicious\n"

/* A table with these numbers of ratings of 1, 2, 3, 4 and 5 stars. */
#define RATE(counts) \
    "{ echo stars; k=0; for n in " counts "; do k=$((k + 1)); yes $k | head -n $n; done; } | csat --digits 9"

#define SHOP                     \
    "product_id\tstars\tscore\n" \
    "p2\t5\t10\n"                \
    "p1\t4\t8\n"                 \
    "p2\t2\t6\n"                 \
    "p1\t4.0\t9\n"               \
    "p2\t\t0\n"

/* Means are fractions; the intervals use quantiles of t by the finite sums for whole degrees of freedom (Abramowitz and
 * Stegun 26.7.3 and 26.7.4), found by bisection, which give R's qt to all digits that are printed here: 2.776445105 of
 * 4, 2.262157163 of 9, 2.045229642 of 29 degrees, two-sided 95 %. */
CLI_ROWS(csat) = {
    {"two ratings", RATE("1 0 0 0 1") " --level 0.95", "",
     HEAD "2\t3\t-22.412409472\t28.412409472\t0.5\t1\t0\t0\t0\t1\t0\n", "", 0},
    {"three", RATE("0 0 1 1 1") " --level 0.95", "",
     HEAD "3\t4\t1.515862288\t6.484137712\t0.666666667\t0\t0\t1\t1\t1\t0\n", "", 0},
    {"five of a kind", RATE("0 0 0 0 5") " --level 0.95", "", HEAD "5\t5\t\t\t1\t0\t0\t0\t0\t5\t0\n", "", 0},
    {"all alike but one", RATE("1 0 0 0 9") " --level 0.95", "",
     HEAD "10\t4.6\t3.695137135\t5.504862865\t0.9\t1\t0\t0\t0\t9\t0\n", "", 0},
    {"ten", RATE("1 1 2 3 3") " --level 0.95", "", HEAD "10\t3.6\t2.634341776\t4.565658224\t0.6\t1\t1\t2\t3\t3\t0\n",
     "", 0},
    {"thirty, too good", RATE("0 0 0 5 25") " --level 0.95", "",
     HEAD "30\t4.833333333\t4.691794102\t4.974872564\t1\t0\t0\t0\t5\t25\t1\n", "", 0},
    {"thirty, the limit", RATE("0 0 0 6 24") " --level 0.95", "",
     HEAD "30\t4.8\t4.648084156\t4.951915844\t1\t0\t0\t0\t6\t24\t0\n", "", 0},
    {"a hundred", RATE("3 7 15 35 40") " --level 0.95", "",
     HEAD "100\t4.02\t3.8108832\t4.2291168\t0.75\t3\t7\t15\t35\t40\t0\n", "", 0},
    {"of 99 %", RATE("2 2 4 8 9") " --level 0.99", "",
     HEAD "25\t3.8\t3.096118994\t4.503881006\t0.68\t2\t2\t4\t8\t9\t0\n", "", 0},
    {"of 80 %", RATE("10 0 0 0 11") " --level 0.8", "",
     HEAD "21\t3.095238095\t2.503200101\t3.687276089\t0.523809524\t10\t0\t0\t0\t11\t0\n", "", 0},
    {"one", RATE("0 0 0 1 0") " --level 0.95", "", HEAD "1\t4\t\t\t1\t0\t0\t0\t1\t0\t0\n", "", 0},
    {"by product, groups by their bytes", "csat --by product_id --digits 4 --stats s; grep no_rating s", SHOP,
     "product_id\t" HEAD "p1\t2\t4\t\t\t1\t0\t0\t0\t2\t0\t0\np2\t2\t3.5\t-15.5593\t22.5593\t0.5\t0\t1\t0\t0\t1\t0\n"
     "dropped_no_rating\t1\n",
     "", 0},
    {"net promoters, from 0 to 10", "csat --nps --by product_id --only product_id,n,promoters,passives,detractors,nps",
     SHOP,
     "product_id\tn\tpromoters\tpassives\tdetractors\tnps\np1\t2\t1\t1\t0\t50\np2\t3\t1\t0\t2\t-33.333333333333336\n",
     "", 0},
    {"the limits of promoters and detractors",
     "{ echo nps; seq 0 10; } | csat --nps --measure nps --only n,promoters,passives,detractors", "",
     "n\tpromoters\tpassives\tdetractors\n11\t2\t2\t7\n", "", 0},
    {"out of range, by name", "csat", "stars\n5\n6\n", NULL,
     ":3: column \"stars\": \"6\" is not a number of stars (stars are 1, 2, 3, 4 or 5)", 1},
    {"half stars", "csat", "stars\n4.5\n", NULL, "\"4.5\" is not a number of stars", 1},
    {"set aside with the reason", "csat --on-bad skip --bad b --only n; cat b; cut -f 3-5 b.why", "stars\n5\n0\n4\n",
     "n\n2\nstars\n0\ncolumn\tvalue\tproblem\nstars\t0\tis not a number of stars\n", NULL, 0},
    {"a score out of range", "csat --nps", "score\n11\n", NULL,
     "\"11\" is not a score (scores are whole numbers from 0 to 10)", 1},
    {"an empty key is empty", "csat --by p", "p\tstars\n\t5\n", NULL, "column \"p\"", 1},
    {"no ratings", "csat --by p", "p\tstars\n", "p\t" HEAD, "", 0},
    {"no such column", "csat", "score\n9\n", "", "no column \"stars\"", 1},
};
