/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD   "customer_id\tas_of\tlast_date\torders\trevenue\n"
#define ADDED  "recency_days\tr_score\tf_score\tm_score\trfm_code\trfm_score\tsegment\n"
#define SCORED "customer_id\tas_of\tlast_date\torders\trevenue\t" ADDED

/* Five customers, each one day, one order and 10.00 from the next: quantiles at 1.8 2.6 3.4 4.2. */
#define FIVE                                  \
    HEAD "a\t2011-12-10\t2011-12-09\t1\t10\n" \
         "b\t2011-12-10\t2011-12-08\t2\t20\n" \
         "c\t2011-12-10\t2011-12-07\t3\t30\n" \
         "d\t2011-12-10\t2011-12-06\t4\t40\n" \
         "e\t2011-12-10\t2011-12-05\t5\t50\n"
#define LIMITS_HEAD  "measure\tlimit\tvalue\tmethod\tbins\tfrequency\tmonetary\n"
#define LIMITS_TAIL  "\tquantile\t2\torders\trevenue\n"
#define HAND_WRITTEN "printf '" LIMITS_HEAD "recency\t1\t3" LIMITS_TAIL "frequency\t1\t2" LIMITS_TAIL

CLI_ROWS(rfm) = {
    {"scores without a map of their own have no segments, and that is said",
     "simulate --customers 150 --seed 5 | aggregate --by customer >c; for b in 2 3 4 6 10; do rfm --bins $b c | cut -f 23-"
     " | awk -F '\\t' 'NR > 1' | wc -l; done; rfm --method kmeans -k 2 c | wc -l",
     NULL, "150\n150\n150\n150\n150\n151\n",
     "rfm: there is no segment map for 2 scores, so the column segment is empty (--segments FILE is a map", 0},
    {"quantiles, eleven segments, rows and their order as they were", "rfm", FIVE,
     SCORED "a\t2011-12-10\t2011-12-09\t1\t10\t1\t5\t1\t1\t511\t7\tNew\n"
            "b\t2011-12-10\t2011-12-08\t2\t20\t2\t4\t2\t2\t422\t8\tNew\n"
            "c\t2011-12-10\t2011-12-07\t3\t30\t3\t3\t3\t3\t333\t9\tPotential Loyalist\n"
            "d\t2011-12-10\t2011-12-06\t4\t40\t4\t2\t4\t4\t244\t10\tAt Risk\n"
            "e\t2011-12-10\t2011-12-05\t5\t50\t5\t1\t5\t5\t155\t11\tCannot Lose\n",
     "", 0},
    {"ten segments", "rfm --segments ten | cut -f 10,12", FIVE,
     "rfm_code\tsegment\n511\tNew\n422\tPotential Loyalist\n333\tNeed Attention\n244\tAt Risk\n155\tCan't Lose\n", "",
     0},
    {"ties stay together, on the limit too", "rfm --segments none | cut -f 1,6-10",
     HEAD "a\t2011-12-10\t2011-12-09\t1\t5\nb\t2011-12-10\t2011-12-09\t1\t5\nc\t2011-12-10\t2011-12-09\t1\t5\n"
          "d\t2011-12-10\t2011-12-09\t1\t5\ne\t2011-12-10\t2011-11-10\t9\t7\n",
     "customer_id\trecency_days\tr_score\tf_score\tm_score\trfm_code\n"
     "a\t1\t5\t1\t1\t511\nb\t1\t5\t1\t1\t511\nc\t1\t5\t1\t1\t511\nd\t1\t5\t1\t1\t511\ne\t30\t1\t5\t5\t155\n",
     "", 0},
    {"a lone customer is below every limit", "rfm", HEAD "a\t2011-12-10\t2011-12-10\t1\t5\n",
     SCORED "a\t2011-12-10\t2011-12-10\t1\t5\t0\t5\t1\t1\t511\t7\tNew\n", "", 0},
    {"without a purchase day no score, but a count", "rfm --stats s --segments none; grep no_purchase s",
     HEAD "a\t2011-12-10\t\t0\t-5.00\nb\t2011-12-10\t2011-12-09\t1\t5\n",
     SCORED "a\t2011-12-10\t\t0\t-5.00\t\t\t\t\t\t\t\n"
            "b\t2011-12-10\t2011-12-09\t1\t5\t1\t5\t1\t1\t511\t7\t\nno_purchase_day\t1\n",
     "", 0},
    {"a negative revenue is a value like others", "rfm --bins 2 --segments none | cut -f 1,9",
     HEAD "a\t2011-12-10\t2011-12-09\t1\t-5\nb\t2011-12-10\t2011-12-09\t1\t5\n", "customer_id\tm_score\na\t1\nb\t2\n",
     "", 0},
    {"other measures", "rfm --frequency lines --monetary gross --bins 2 --segments none | cut -f 9-11",
     "lines\tgross\torders\trevenue\tas_of\tlast_date\n1\t9\t2\t1\t2011-12-10\t2011-12-10\n"
     "2\t8\t1\t2\t2011-12-10\t2011-12-10\n",
     "f_score\tm_score\trfm_code\n1\t2\t212\n2\t1\t221\n", "", 0},
    {"a measure that is not there", "rfm --frequency purchase_days", FIVE, "", "no column \"purchase_days\"", 1},
    {"weights are exact", "rfm --weights 0.1,0.2,100 --segments none | cut -f 10,11", FIVE,
     "rfm_code\trfm_score\n511\t100.7\n422\t200.8\n333\t300.9\n244\t401\n155\t501.1\n", "", 0},
    {"two digits a score", "rfm --bins 10 --segments none | cut -f 10,11", FIVE,
     "rfm_code\trfm_score\n10-1-1\t12\n8-3-3\t14\n6-5-5\t16\n3-8-8\t19\n1-10-10\t21\n", "", 0},
    {"k-means, low-mid-high", "rfm --method kmeans | cut -f 7-12", FIVE,
     "r_score\tf_score\tm_score\trfm_code\trfm_score\tsegment\n"
     "3\t0\t0\t300\t3\tMid\n2\t1\t1\t211\t4\tMid\n1\t2\t2\t122\t5\tHigh\n0\t3\t3\t033\t6\tHigh\n0\t3\t3\t033\t6\tHigh\n",
     "", 0},
    {"k-means, more clusters than values", "rfm --method kmeans -k 6", FIVE, NULL, "recency has fewer distinct values",
     1},
    {"limits: what was found, and the same scores with them",
     "cat >in; rfm --bins 2 --segments none --limits-out l in >out && cat l && rfm --segments none --limits l in | cmp - out",
     FIVE,
     "measure\tlimit\tvalue\tscore\trows\tlowest\thighest\tmean\tmethod\tbins\tfrequency\tmonetary\n"
     "recency\t1\t3\t2\t3\t1\t3\t2\tquantile\t2\torders\trevenue\n"
     "recency\t2\t\t1\t2\t4\t5\t4.5\tquantile\t2\torders\trevenue\n"
     "frequency\t1\t3\t1\t3\t1\t3\t2\tquantile\t2\torders\trevenue\n"
     "frequency\t2\t\t2\t2\t4\t5\t4.5\tquantile\t2\torders\trevenue\n"
     "monetary\t1\t30\t1\t3\t10.00\t30.00\t20\tquantile\t2\torders\trevenue\n"
     "monetary\t2\t\t2\t2\t40.00\t50.00\t45\tquantile\t2\torders\trevenue\n",
     "", 0},
    {"limits of k-means are halfway between means",
     "cat >in; rfm --method kmeans -k 2 --segments none --limits-out l in >out && cut -f 1-5 l && "
     "rfm --segments none --limits l in | cmp - out",
     FIVE,
     "measure\tlimit\tvalue\tscore\trows\nrecency\t1\t2.75\t1\t2\nrecency\t2\t\t0\t3\nfrequency\t1\t2.75\t0\t2\n"
     "frequency\t2\t\t1\t3\nmonetary\t1\t27.5\t0\t2\nmonetary\t2\t\t1\t3\n",
     "", 0},
    {"limits by hand, for other customers",
     HAND_WRITTEN "monetary\t1\t0.1" LIMITS_TAIL "' >l; rfm --segments none --limits l | cut -f 6-10",
     HEAD "a\t2012-01-01\t2011-12-29\t2\t0.1\nb\t2012-01-01\t2011-12-28\t3\t0.100001\n",
     "recency_days\tr_score\tf_score\tm_score\trfm_code\n3\t2\t1\t1\t211\n4\t1\t2\t2\t122\n", "", 0},
    {"limits say what the options may not contradict",
     HAND_WRITTEN "monetary\t1\t0" LIMITS_TAIL "' >l; rfm --limits l --segments none --bins 2 --frequency lines", FIVE,
     "", "l:2: column \"frequency\": \"orders\" differs from the command line", 2},
    {"limits of another number of bins",
     HAND_WRITTEN "monetary\t1\t0" LIMITS_TAIL "' >l; rfm --limits l --segments none --bins 5", FIVE, "",
     "l:2: column \"bins\": \"2\"", 2},
    {"limits of another method", HAND_WRITTEN "monetary\t1\t0" LIMITS_TAIL "' >l; rfm --limits l --method kmeans", FIVE,
     "", "l:2: column \"method\": \"quantile\"", 2},
    {"limits of two minds", HAND_WRITTEN "monetary\t1\t0\tquantile\t2\torders\tgross\n' >l; rfm --limits l", FIVE, "",
     "l:4: column \"monetary\": \"gross\" differs", 2},
    {"a limit is missing", HAND_WRITTEN "' >l; rfm --limits l", FIVE, "", "l: no limit 1 of monetary", 2},
    {"a limit twice", HAND_WRITTEN "frequency\t1\t2" LIMITS_TAIL "' >l; rfm --limits l", FIVE, "",
     "l:4: column \"limit\": \"1\" is given twice", 2},
    {"limits descend",
     "printf '" LIMITS_HEAD
     "recency\t1\t3\tquantile\t3\torders\trevenue\nrecency\t2\t2\tquantile\t3\torders\trevenue\n'"
     " >l; rfm --limits l",
     FIVE, "", "l: limit 2 of recency is below limit 1", 2},
    {"a limit that is not a number", HAND_WRITTEN "monetary\t1\t1,5" LIMITS_TAIL "' >l; rfm --limits l", FIVE, "",
     "l:4: column \"value\": \"1,5\" is not a number", 2},
    {"the last class has no limit", HAND_WRITTEN "monetary\t2\t7" LIMITS_TAIL "' >l; rfm --limits l", FIVE, "",
     "l:4: column \"value\": \"7\" is a limit of the last class", 2},
    {"a limit beyond the bins", HAND_WRITTEN "monetary\t3\t7" LIMITS_TAIL "' >l; rfm --limits l", FIVE, "",
     "l:4: column \"limit\": \"3\"", 2},
    {"no limits at all", "printf '" LIMITS_HEAD "' >l; rfm --limits l", FIVE, "", "l: has no limits", 2},
    {"a table that is none of limits", "printf 'a\\n1\\n' >l; rfm --limits l", FIVE, "", "l:1: no column \"measure\"",
     2},
    {"a map by codes and one by score",
     "printf 'segment\\tcodes\\nA\\t1.. 2[1-1][1-2]\\nB\\t22.\\n' >c; printf 'segment\\tscore\\nlow\\t3 4\\nhigh\\t5-\\n' >s;"
     "cat >in; rfm --bins 2 --segments ./c in | cut -f 10,12; rfm --bins 2 --segments ./s in | cut -f 10,12",
     FIVE,
     "rfm_code\tsegment\n211\tA\n211\tA\n211\tA\n122\tA\n122\tA\n"
     "rfm_code\tsegment\n211\tlow\n211\tlow\n211\tlow\n122\thigh\n122\thigh\n",
     "", 0},
    {"a map with a gap", "printf 'segment\\tcodes\\nA\\t5..\\nB\\t[1-4][2-5].\\n' >m; rfm --segments ./m", FIVE, "",
     "./m: 20 codes are in no segment: 111 112 113 114 115 211 212 213 ...", 2},
    {"a map with one gap", "printf 'segment\\tcodes\\nA\\t2.. 12.\\nB\\t111\\n' >m; rfm --bins 2 --segments ./m", FIVE,
     "", "./m: 1 code is in no segment: 112 (", 2},
    {"a map that overlaps", "printf 'segment\\tscore\\nA\\t0-13\\nB\\t13-\\n' >m; rfm --segments ./m", FIVE, "",
     "./m: 6 codes are in more than one segment: 355 (A, B) 445 (A, B) 454 (A, B) 535 (A, B)", 2},
    {"a weighted score between two ranges",
     "printf 'segment\\tscore\\nA\\t0-2\\nB\\t3-\\n' >m; rfm --bins 2 --weights 0.5,0.5,0.5 --segments ./m", FIVE, "",
     "./m: 3 codes are in no segment: 122 212 221", 2},
    {"a pattern that cannot be read", "printf 'segment\\tcodes\\nA\\t[12]..\\n' >m; rfm --segments ./m", FIVE, "",
     "./m:2: \"[12]..\" is not a code", 2},
    {"a map for other scores", "rfm --bins 4 --segments eleven", FIVE, "",
     "eleven:2: \"555\" matches no code of these scores", 2},
    {"codes of three digits for scores of two", "rfm --bins 10 --segments eleven", FIVE, "",
     "scores up to 10 have no codes", 2},
    {"a map of ragged rows", "printf 'segment\\tcodes\\nA\\t...\\tx\\n' >m; rfm --on-bad skip --segments ./m", FIVE, "",
     "./m:2: 3 fields where the header has 2", 2},
    {"an empty map", ": >m; rfm --segments ./m", FIVE, "", "./m: no header line", 2},
    {"a segment twice", "printf 'segment\\tscore\\nA\\t0-9\\nA\\t10-\\n' >m; rfm --segments ./m", FIVE, "",
     "./m:3: \"A\" is given twice", 2},
    {"not a map", "printf 'code\\tsegment\\n1\\tA\\n' >m; rfm --segments ./m", FIVE, "",
     "./m:1: a segment map has two columns", 2},
    {"no such map", "rfm --segments elevn", FIVE, "", "have: eleven, low-mid-high, ten", 2},
    {"two as-of days", "rfm", FIVE "f\t2011-12-11\t2011-12-05\t5\t50\n", NULL,
     "stdin:7: column \"as_of\": \"2011-12-11\" is not the 2011-12-10 of the rows before it", 1},
    {"two as-of days are fatal whatever is skipped", "rfm --on-bad skip", FIVE "f\t2011-12-11\t\t0\t0\n", NULL,
     "stdin:7: column \"as_of\"", 1},
    {"a row that was set aside does not choose the as-of day", "rfm --on-bad skip | cut -f 1,6",
     HEAD "x\t2012-01-01\t2011-12-09\tmany\t10\na\t2011-12-10\t2011-12-09\t1\t10\n",
     "customer_id\trecency_days\na\t1\n", "malformed records that were set aside", 0},
    {"a purchase after the as-of day", "rfm", HEAD "a\t2011-12-10\t2011-12-11\t1\t5\n", NULL,
     "stdin:2: column \"last_date\": \"2011-12-11\" is after the as-of day", 1},
    {"a bad row is set aside and scores nobody", "rfm --on-bad skip --bad bad | cut -f 1,10; cat bad",
     FIVE "f\t2011-12-10\t2011-12-01\tmany\t5000\n",
     "customer_id\trfm_code\na\t511\nb\t422\nc\t333\nd\t244\ne\t155\n" HEAD "f\t2011-12-10\t2011-12-01\tmany\t5000\n",
     "malformed records that were set aside", 0},
    {"header only", "rfm --method kmeans", HEAD, SCORED, "", 0},
    {"header only has no limits", "rfm --limits-out l; echo $?; ls", HEAD, "1\n", "no customer with a purchase day", 0},
    {"a failed run leaves no limits", "rfm --limits-out l; echo $?; ls", FIVE "f\n", "1\n", "stdin:7:", 0},
    {"scored already", "rfm | rfm", FIVE, "", "there is a column \"recency_days\" already", 1},
    {"--bins out of range", "rfm --bins 1", FIVE, "", "--bins 1 is out of range (from 2 to 99", 2},
    {"-k out of range", "rfm --method kmeans -k 100", FIVE, "", "-k 100 is out of range (from 2 to 99", 2},
    {"-k without k-means", "rfm -k 3", FIVE, "", "-k goes with --method kmeans", 2},
    {"--bins with k-means", "rfm --method kmeans --bins 3", FIVE, "", "--bins does not go with --method kmeans", 2},
    {"two weights", "rfm --weights 1,2", FIVE, "", "--weights takes three numbers", 2},
    {"a weight below 0", "rfm --weights 1,-2,1", FIVE, "", "--weights: \"-2\" is not a weight", 2},
    {"limits to save and to apply", "rfm --limits a --limits-out b", FIVE, "",
     "--limits-out does not go with --limits (give one of them)", 2},
};
