/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define MAILS                                                                                               \
    "awk 'BEGIN { print \"customer_id\\tgroup\\tconverted\"; for (i = 1; i <= 4338; i++) { a = i <= 2150; " \
    "k = a ? i : i - 2150; print i \"\\t\" (a ? \"A\" : \"B\") \"\\t\" (k <= (a ? 108 : 153)) } }'"
#define HEAD    "customer_id\tgroup\tv\n"
#define VERDICT " | awk -F'\\t' '$2 == \"verdict\" { print $3 }'"

CLI_ROWS(abtest) = {
    {"equal values have no interval", "abtest --outcome v | grep -E '^B\t(mean|low|sd|difference)|^B\tverdict'",
     "customer_id\tgroup\tv\n1\tA\t5\n2\tB\t7\n3\tA\t5\n4\tB\t7\n",
     "B\tmean\t7\nB\tsd\t0\nB\tdifference\t2\nB\tdifference_error\t0\n"
     "B\tverdict\tno verdict on B against A: the values of each group are all equal, so there is no spread to judge by\n",
     "", 0},
    {"a rate, and what it shows",
     MAILS " | abtest --outcome converted --digits 5 | grep -P '\\t(z|p|exact_p|verdict)\\t'", NULL,
     "B\tz\t2.72733\nB\tp\t0.00638\nB\texact_p\t0.00723\n"
     "B\tverdict\tB converts 2.0 points more than A, 95 % interval 0.6 to 3.4\n",
     "", 0},
    {"the same bytes in any order of rows",
     MAILS
     " > m; abtest --outcome converted m > a; (head -n 1 m; tail -n +2 m | sort -R) | abtest --outcome converted |"
     "diff - a",
     NULL, "", "", 0},
    {"draws depend on the seed alone",
     "awk 'BEGIN { print \"customer_id\\tgroup\\tv\"; for (i = 0; i < 200; i++) print i \"\\t\" i % 2 \"\\t\" i * i % 97 "
     "}' > m; abtest --outcome v --bootstrap 300 --permutations 300 --threads 3 m > a; (head -n 1 m; tail -n +2 m |"
     "sort -R) | abtest --outcome v --bootstrap 300 --permutations 300 | diff - a",
     NULL, "", "", 0},
    {"a mean", "abtest --outcome v" VERDICT, HEAD "1\tA\t3\n2\tA\t4\n3\tA\t5\n4\tB\t9\n5\tB\t10\n6\tB\t11\n",
     "B has v 6.0 more per customer than A, 95 % interval 3.7 to 8.3\n", "", 0},
    {"another baseline", "abtest --outcome v --baseline B" VERDICT,
     HEAD "1\tA\t3\n2\tA\t4\n3\tA\t5\n4\tB\t9\n5\tB\t10\n6\tB\t11\n",
     "A has v 6.0 less per customer than B, 95 % interval -8.3 to -3.7\n", "", 0},
    {"a ratio", "abtest --outcome v --per w | grep -P 'ratio\\t'",
     "customer_id\tgroup\tv\tw\n1\tA\t3\t1\n2\tA\t4\t2\n3\tB\t9\t0\n4\tB\t1\t4\n",
     "A\tratio\t2.3333333333333335\nB\tratio\t2.5\n", "", 0},
    {"sizes that do not fit stop",
     "(printf 'customer_id\\tgroup\\tv\\n'; for i in {1..300}; do printf '%d\\t%s\\t1\\n' $i $((i > 100)); done) |"
     "abtest --outcome v | cut -f 1,2",
     NULL, "group\tname\n\tcustomers\n\tsrm_statistic\n\tsrm_df\n\tsrm_p\n0\tcustomers\n1\tcustomers\n\tverdict\n",
     "abtest: stopped: the sizes of the groups do not fit their shares", 0},
    {"unless other shares were planned",
     "(printf 'customer_id\\tgroup\\tv\\n'; for i in {1..300}; do printf '%d\\t%s\\t%d\\n' $i $((i > 100)) $((i % 2)); "
     "done) | abtest --outcome v --groups 0:1,1:2 | grep -P '(srm_p|verdict)'",
     NULL, "\tsrm_p\t1\n1\tverdict\tno difference shown: 1 converts 0 points more than 0, 95 % interval -12 to 12\n",
     "", 0},
    {"groups from a table of their own, whoever did not come has 0",
     "printf 'customer_id\\tgroup\\n1\\tA\\n2\\tA\\n3\\tB\\n4\\tB\\n' > g; abtest --assigned g --outcome v --dropped d |"
     "grep -P '(without|mean)'; cat d",
     "customer_id\tv\n1\t10\n9\t5\n3\t7\n",
     "\twithout_outcome\t2\n\twithout_group\t1\nA\tmean\t5\nB\tmean\t3.5\ncustomer_id\tv\n9\t5\n",
     "1 customer with an outcome has no group in g: the first is \"9\" (stdin:3)", 0},
    {"a customer in two groups", "abtest --outcome v", HEAD "1\tA\t3\n1\tB\t4\n", "",
     "stdin:3: column \"customer_id\": \"1\" is given twice", 1},
    {"a customer in two groups, in the table of groups",
     "printf 'customer_id\\tgroup\\n1\\tA\\n1\\tB\\n' > g; abtest --assigned g --outcome v", "customer_id\tv\n1\t10\n",
     "", "g:3: column \"customer_id\": \"1\" is given twice", 2},
    {"an outcome before the start", "abtest --outcome v --date d --start 2024-03-01",
     "customer_id\tgroup\tv\td\n1\tA\t1\t2024-03-01\n2\tB\t1\t2024-02-29\n", "",
     "stdin:3: column \"d\": \"2024-02-29\" is before the experiment began", 1},
    {"an outcome before the customer was assigned",
     "printf 'customer_id\\tgroup\\ton\\n1\\tA\\t2024-03-01\\n2\\tB\\t2024-03-05\\n3\\tB\\t\\n' > g; "
     "abtest --assigned g --outcome v --date d --since on",
     "customer_id\tv\td\n1\t1\t2024-03-01\n2\t1\t2024-03-04\n", "",
     "stdin:3: column \"d\": \"2024-03-04\" is before the customer was assigned (--since)", 1},
    {"outcomes without a day, and customers who are not assigned on a day but have none",
     "printf 'customer_id\\tgroup\\ton\\n1\\tA\\t2024-03-01\\n2\\tB\\t2024-03-05\\n3\\tB\\t\\n' > g; "
     "abtest --assigned g --outcome v --date d --since on | grep -c rate; printf 'customer_id\\tv\\td\\n3\\t1\\t2024-03-04\\n' |"
     "abtest --assigned g --outcome v --date d --since on",
     "customer_id\tv\td\n1\t1\t2024-03-01\n2\t1\t\n", "2\n", "g:4: column \"on\": \"\" is not a date", 1},
    {"one group alone", "abtest --outcome v", HEAD "1\tA\t3\n2\tA\t4\n", "", "all customers are in the group \"A\"", 1},
    {"a group without customers", "abtest --outcome v --groups A:1,B:1,C:1", HEAD "1\tA\t3\n2\tB\t4\n", "",
     "the group \"C\" of --groups has no customers", 1},
    {"a group that is none", "abtest --outcome v --groups A:1,B:1", HEAD "1\tA\t3\n2\tX\t4\n", "",
     "stdin:3: column \"group\": \"X\" is not one of --groups", 1},
    {"no group", "abtest --outcome v", HEAD "1\t\t3\n", "", "stdin:2: column \"group\": \"\" is empty", 1},
    {"no such baseline", "abtest --outcome v --baseline C", HEAD "1\tA\t3\n2\tB\t4\n", "", "the group \"C\"", 1},
    {"all values equal", "abtest --outcome v" VERDICT, HEAD "1\tA\t3\n2\tA\t3\n3\tB\t3\n4\tB\t3\n",
     "no verdict on B against A: all customers of both groups have the same value\n", "", 0},
    {"no spread", "abtest --outcome v" VERDICT, HEAD "1\tA\t3\n2\tA\t3\n3\tB\t4\n4\tB\t4\n",
     "no verdict on B against A: the values of each group are all equal, so there is no spread to judge by\n", "", 0},
    {"all converted", "abtest --outcome v" VERDICT, HEAD "1\tA\t1\n2\tA\t1\n3\tB\t1\n4\tB\t1\n",
     "no verdict on B against A: all customers converted in both groups\n", "", 0},
    {"nobody converted", "abtest --outcome v" VERDICT, HEAD "1\tA\t0\n2\tA\t0\n3\tB\t0\n4\tB\t0\n",
     "no verdict on B against A: no customer converted in either group\n", "", 0},
    {"a group of one", "abtest --outcome v" VERDICT, HEAD "1\tA\t3\n2\tA\t4\n3\tB\t5\n",
     "no verdict on B against A: a group has fewer than two customers\n", "", 0},
    {"nothing to divide by", "abtest --outcome v --per w" VERDICT,
     "customer_id\tgroup\tv\tw\n1\tA\t3\t1\n2\tA\t3\t1\n3\tB\t3\t0\n4\tB\t3\t0\n",
     "no verdict on B against A: the sum to divide by is 0 in a group\n", "", 0},
    {"negative revenue", "abtest --outcome v > o", HEAD "1\tA\t3\n2\tA\t4\n3\tB\t-5\n4\tB\t5\n", "",
     "1 customer has a negative v", 0},
    {"an infinite value", "abtest --outcome v", HEAD "1\tA\tinf\n", "", "stdin:2: column \"v\": \"inf\"", 1},
    {"several groups are corrected", "abtest --outcome v | grep -P '\\t(holm_p|any_df|p)\\t' | cut -f 1,2",
     HEAD "1\tA\t3\n2\tA\t4\n3\tB\t5\n4\tB\t6\n5\tC\t5\n6\tC\t9\n", "\tany_df\nB\tp\nB\tholm_p\nC\tp\nC\tholm_p\n", "",
     0},
    {"corrected by other methods, which the verdict uses",
     "awk 'BEGIN { print \"customer_id\\tgroup\\tv\"; for (i = 0; i < 120; i++) print i \"\\t\" substr(\"ABCD\", i % 4 + 1, 1) "
     "\"\\t\" i % 7 + (i % 4) / 2 }' > f; for i in holm bonferroni bh none; do abtest --outcome v --adjust $i --digits 4 f |"
     "grep -P '^C\\t(p|holm_p|bonferroni_p|bh_p|verdict)\\t' | cut -f 2- | sed 's/: .*interval/:/' | paste -s; done",
     NULL,
     "p\t0.0365\tholm_p\t0.0729\tverdict\tno difference shown: 0.1 to 2.2; P is 0.073 after the correction for other comparisons\n"
     "p\t0.0365\tbonferroni_p\t0.1094\tverdict\tno difference shown: 0.1 to 2.2; P is 0.11 after the correction for other comparisons\n"
     "p\t0.0365\tbh_p\t0.0547\tverdict\tno difference shown: 0.1 to 2.2; P is 0.055 after the correction for other comparisons\n"
     "p\t0.0365\tverdict\tC has v 1.1 more per customer than A, 95 % interval 0.1 to 2.2\n",
     "", 0},
    {"one method, not two", "abtest --outcome v --adjust both", HEAD, NULL, "--adjust", 2},
    {"who looks often needs a clearer difference",
     MAILS " > m; abtest --outcome converted --sequential 0.02 --worth 1 --digits 4 m |"
           "grep -P '\\t(p|difference_low|sequential.*|profit_low|verdict)\\t'",
     NULL,
     "B\tdifference_low\t0.0055\nB\tp\t0.0064\nB\tsequential_low\t-0.0022\nB\tsequential_high\t0.0416\n"
     "B\tsequential_p\t0.1081\nB\tprofit_low\t-4.7622\n"
     "B\tverdict\tno difference shown: B converts 2.0 points more than A, 95 % interval at any look -0.2 to 4.2\n",
     "", 0},
    {"so it is in segments and after CUPED; few customers are too few for a look",
     "awk 'BEGIN { print \"customer_id\\tgroup\\tv\\tw\\ts\"; for (i = 0; i < 70; i++) print i \"\\t\" (i % 2 ? \"A\" : \"B\") "
     "\"\\t\" i % 7 + 2 * (i % 2) \"\\t\" int(i % 7 / 2) \"\\t\" (i < 64 ? \"x\" : \"y\") }' | abtest --outcome v --before w --by s "
     "--sequential 1 --digits 3 | grep -P '(sequential|holm|verdict)'",
     NULL,
     "(all)\tB\tsequential_low\t-3.491\n(all)\tB\tsequential_high\t-0.509\n(all)\tB\tsequential_p\t0.002\n"
     "(all)\tB\tcuped_sequential_low\t-2.377\n(all)\tB\tcuped_sequential_high\t-1.623\n(all)\tB\tcuped_sequential_p\t0\n"
     "(all)\tB\tverdict\tB has v 2.0 less per customer than A, 95 % interval at any look -3.5 to -0.5\n"
     "x\tB\tsequential_low\t-3.49\nx\tB\tsequential_high\t-0.322\nx\tB\tsequential_p\t0.009\nx\tB\tholm_p\t0.009\n"
     "x\tB\tverdict\tB has v 1.9 less per customer than A, 95 % interval at any look -3.5 to -0.3\n"
     "y\tB\tverdict\tno verdict on B against A: it is too early to look, since a group has fewer than 30 customers\n",
     "effects are compared in 2 segments", 0},
    {"an expected difference of none", "abtest --outcome v --sequential 0", HEAD, NULL, "--sequential", 2},
    {"segments, and a warning",
     "abtest --outcome v --by s | grep -P '\\t(difference|interaction_df|verdict)\\t' | cut -f 1-3",
     "customer_id\tgroup\tv\ts\n1\tA\t3\ty\n2\tA\t4\ty\n3\tB\t5\ty\n4\tB\t6\ty\n5\tA\t3\tx\n6\tA\t4\tx\n7\tB\t5\tx\n"
     "8\tB\t9\tx\n",
     "(all)\tB\tdifference\n(all)\tB\tverdict\n(all)\tB\tinteraction_df\nx\tB\tdifference\nx\tB\tverdict\n"
     "y\tB\tdifference\ny\tB\tverdict\n",
     "effects are compared in 2 segments", 0},
    {"profit by worth and costs",
     "abtest --outcome v --worth 0.5 --costs B:1 | grep -P '\\t(profit|extra_cost|roi)\\t'",
     HEAD "1\tA\t3\n2\tA\t4\n3\tB\t9\n4\tB\t10\n", "B\tprofit\t4\nB\textra_cost\t2\nB\troi\t2\n", "", 0},
    {"costs of a group that is none", "abtest --outcome v --worth 0.5 --costs X:1", HEAD "1\tA\t3\n2\tB\t4\n", NULL,
     "\"X:1\" is not a group", 2},
    {"a winsorised tail", "abtest --outcome v --winsorise 0.5 | grep winsorised",
     HEAD "1\tA\t1\n2\tA\t2\n3\tB\t3\n4\tB\t100\n", "\twinsorised_at\t2.5\n\twinsorised_customers\t2\n", "", 0},
    {"CUPED without a spread before", "abtest --outcome v --before b > o",
     "customer_id\tgroup\tv\tb\n1\tA\t1\t0\n2\tA\t2\t0\n3\tB\t3\t0\n4\tB\t5\t0\n", "", "CUPED has nothing to adjust by",
     0},
    {"header only", "abtest --outcome v --by group,s", "customer_id\tgroup\tv\ts\n", NULL, "group", 2},
    {"header only, again", "abtest --outcome v", HEAD, "group\tname\tvalue\n", "", 0},
};
