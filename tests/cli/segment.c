/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define SHOP                            \
    "id\trevenue\trecency_days\tland\n" \
    "a\t100.00\t5\tFrance\n"            \
    "b\t100.01\t95\tSpain\n"            \
    "c\t500.00\t91\t\n"                 \
    "d\t\t10\tSpain\n"                  \
    "e\t2500.50\t120\tFrance\n"
#define PLAIN       " | awk -F'\\t' '{ print $1 \"=\" $5 }' | paste -sd' '"
#define RULES(text) "printf '%s\\n' " text " >r; "

CLI_ROWS(segment) = {
    {"classes by limits, called by them", "segment --measure revenue --bins 100,500", SHOP,
     "id\trevenue\trecency_days\tland\tsegment\n"
     "a\t100.00\t5\tFrance\t(-inf,100]\nb\t100.01\t95\tSpain\t(100,500]\nc\t500.00\t91\t\t(100,500]\n"
     "d\t\t10\tSpain\t\ne\t2500.50\t120\tFrance\t(500,inf)\n",
     "", 0},
    {"names and a column of one's own",
     "segment --measure revenue --bins 100,500 --labels Low,Medium,High --as tier --stats s" PLAIN "; grep no_value s",
     SHOP, "id=tier a=Low b=Medium c=Medium d= e=High\nno_value\t1\n", "", 0},
    {"quantiles of type 7", "segment --measure x --quantiles 0.2,0.8 --limits-out l >o; cut -f2,3,5-7,9-11 l",
     "x\n1\n2\n3\n4\n5\n",
     "limit\tvalue\trows\tlowest\thighest\tmethod\tbins\tlabel\n"
     "1\t1.8\t1\t1\t1\tquantiles\t3\t(-inf,1.8]\n2\t4.2\t3\t2\t4\tquantiles\t3\t(1.8,4.2]\n"
     "3\t\t1\t5\t5\tquantiles\t3\t(4.2,inf)\n",
     "", 0},
    {"limits are applied to other rows, with their labels",
     "cat >a; segment --measure revenue --quantiles 0.5 --labels low,high --limits-out l a >o;"
     "printf 'revenue\\n300\\n300.01\\n' | segment --measure revenue --limits l;"
     "printf 'revenue\\n300.01\\n' | segment --measure revenue --limits l --labels x,y | tail -1",
     SHOP, "revenue\tsegment\n300\tlow\n300.01\thigh\n300.01\ty\n", "", 0},
    {"limits of another measure", "segment --measure x --bins 1 --limits-out l >o; segment --measure y --limits l",
     "x\ty\n1\t1\n", "", "is not one of the measures of these limits", 2},
    {"equal values stay together, and a class that cannot have a row is told of",
     "segment --measure x --quantiles 0.4,0.6 --labels a,b,c | paste -sd' '", "x\n1\n1\n1\n1\n2\n",
     "x\tsegment 1\ta 1\ta 1\ta 1\ta 2\tc\n", "no row can be b: its limits are both 1", 0},
    {"no value at all", "segment --measure x --quantiles 0.5", "k\tx\na\t\n", "k\tx\tsegment\na\t\t\n", "", 0},
    {"no limits to save", "segment --measure x --quantiles 0.5 --limits-out l", "k\tx\na\t\n", "",
     "no row has a value of \"x\"", 1},
    {"rules: the first that holds, and none",
     RULES("'# who' '' 'big, silent : revenue > 2000 and recency_days > 90' 'silent:recency_days > 90' "
           "'far : land in (\"Spain\")'") "segment --rules ./r --stats s" PLAIN "; grep no_rule s",
     SHOP, "id=rule a= b=silent c=silent d=far e=big, silent\nno_rule\t1\n", "", 0},
    {"else", RULES("'far : land is empty' 'near : else'") "segment --rules ./r --as x" PLAIN, SHOP,
     "id=x a=near b=near c=far d=near e=near\n", "", 0},
    {"top and bottom",
     RULES("'t : revenue >= top 25 %' 'b : revenue <= bottom 50 %' 'n : revenue is empty'") "segment --rules ./r" PLAIN,
     SHOP, "id=rule a=b b=b c= d=n e=t\n", "", 0},
    {"a rule that fits nobody", RULES("'x : revenue > 9000' 'y : else'") "segment --rules ./r >o", SHOP, "",
     "./r:1: \"x\" matches no row", 0},
    {"a rule that is out of reach",
     RULES("'x : revenue > 100' 'y : revenue > 2000' 'z : else'") "segment --rules ./r >o", SHOP, "",
     "./r:2: \"y\" is unreachable: earlier rules take all rows that match it: 1 (", 0},
    {"what a later rule cannot read is no matter", RULES("'x : land = \"Spain\"' 'y : id > 5'") "segment --rules ./r",
     "id\tland\na\tSpain\n7\tFrance\n", "id\tland\trule\na\tSpain\tx\n7\tFrance\ty\n", "", 0},
    {"nothing to report of no rows", RULES("'x : revenue > 9000'") "segment --rules ./r", "revenue\n",
     "revenue\trule\n", "", 0},
    {"a rule file of an editor that marks the order of bytes",
     "printf '\\357\\273\\277x : else\\r\\n' >r; segment --rules ./r", "id\n1\n", "id\trule\n1\tx\n", "", 0},
    {"capital letters", RULES("'big : revenue > 5 AND id = 1'") "segment --rules ./r", SHOP, "",
     "./r:1:19: AND is written and", 2},
    {"a rule after else", RULES("'x : else' 'y : revenue > 1'") "segment --rules ./r", SHOP, "",
     "./r:2: no row can reach this rule, as line 1", 2},
    {"a slip in a condition", RULES("'# x' 'big : revenue > > 2000'") "segment --rules ./r", SHOP, "",
     "./r:2:17: expected a value, found >", 2},
    {"a slip after letters of two bytes", RULES("'größer : revenue >'") "segment --rules ./r", SHOP, "",
     "./r:1:19: ", 2},
    {"no condition", RULES("'big : 5'") "segment --rules ./r", SHOP, "", "./r:1:7: ", 2},
    {"a column that is not there", RULES("'big : revenu > 5'") "segment --rules ./r", SHOP, "", "as ./r:1:7 has it", 1},
    {"no colon", RULES("'big revenue > 5'") "segment --rules ./r", SHOP, "", "./r:1:16: expected a colon", 2},
    {"no label", RULES("' : revenue > 5'") "segment --rules ./r", SHOP, "", "./r:1:1: a label is expected", 2},
    {"nothing after the colon", RULES("'x :'") "segment --rules ./r", SHOP, "", "./r:1:4: a condition is expected", 2},
    {"no rules", RULES("'# none'") "segment --rules ./r", SHOP, "", "has no rule", 2},
    {"no such rules", "segment --rules tiers", SHOP, "",
     "no \"tiers\" among the rules; have: actions, big-and-silent, five-names", 2},
    {"a cell that a rule cannot read", RULES("'x : land > 5'") "segment --rules ./r", SHOP, NULL,
     ":2: column \"land\": \"France\" is not a number", 1},
    {"rules that come with tillroll", "segment --rules big-and-silent" PLAIN, SHOP,
     "id=rule a=others b=silent c=silent d=others e=formerly big, now silent\n", "\"big\" is unreachable", 0},
    {"three tiers", "segment --rules value-tiers" PLAIN, SHOP, "id=rule a=Low b=Medium c=Medium d= e=High\n", "", 0},
    {"five names", "segment --rules five-names | paste -sd' '", "rfm_score\n15\n12\n9\n6\n3\n",
     "rfm_score\trule 15\tChampions 12\tLoyal 9\tPromising 6\tAt Risk 3\tLost\n", "", 0},
    {"labels joined", "segment --labels-from land,id" PLAIN, SHOP,
     "id=micro a=France / a b=Spain / b c=(none) / c d=Spain / d e=France / e\n", "", 0},
    {"a column that is there", "segment --labels-from land,id --as land", SHOP, "", "\"land\"", 1},
    {"labels of a column that is not there", "segment --labels-from land,stage", SHOP, "", "no column \"stage\"", 1},
    {"no such measure", "segment --measure gross --bins 1", SHOP, "", "no column \"gross\"", 1},
    {"no number", "segment --measure land --bins 1", SHOP, NULL, "column \"land\": \"France\"", 1},
    {"as many names as classes", "segment --measure revenue --bins 1,2 --labels a,b", SHOP, "",
     "2 labels, but 2 limits make 3 classes", 2},
    {"a name twice", "segment --measure revenue --bins 1 --labels a,a", SHOP, "", "\"a\" is given twice", 2},
    {"limits ascend", "segment --measure revenue --bins 5,1", SHOP, "", "\"1\" is not greater than the one before it",
     2},
    {"shares are below 1", "segment --measure revenue --quantiles 20,80", SHOP, "", "\"20\" is not a share", 2},
    {"one way at a time", "segment --measure revenue --bins 1 --rules value-tiers", SHOP, "", "--rules", 2},
    {"no way at all", "segment --measure revenue", SHOP, "", "--quantiles", 2},
};
