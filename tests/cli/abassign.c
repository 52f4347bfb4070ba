/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define MANY  "seq 1 2000 | awk 'BEGIN { print \"customer_id\\tsegment\" } { print $1 \"\\t\" $1 % 3 }'"
#define THREE "abassign --salt spring --groups A:0.45,B:0.45,holdout:0.1 "

CLI_ROWS(abassign) = {
    {"adding customers moves nobody",
     MANY " > all; (head -n 1 all; tail -n +1000 all) > some; " THREE "some > s; " THREE
          "all > a; grep -vxFf a s; wc -l < s",
     NULL, "1003\n", "", 0},
    {"neither the unit of the shares nor other columns matter",
     MANY " > all; abassign --salt s --groups A:1,B:1 all > a; cut -f 1 all | abassign --salt s --groups A:0.5,B:0.5 |"
          "cut -f 2 | diff - <(cut -f 3 a)",
     NULL, "", "", 0},
    {"another salt is another experiment",
     MANY " > all; abassign --salt s --groups A:1,B:1 all | cut -f 3 > a; abassign --salt t --groups A:1,B:1 all |"
          "cut -f 3 | paste a - | sort | uniq -c | awk '$1 > 420 && $1 < 580'| wc -l",
     NULL, "4\n", "", 0},
    {"in runs as one by one, and customers without an id are set aside",
     MANY " | awk '{ if (NR % 97 == 5) sub(/^[0-9]+/, \"\"); print }' > all; run() { " THREE
          "--on-bad skip --bad bad --stats stats \"$@\" all 2> err; cat bad; grep -E '^(rows|group)_' stats; };"
          "run > many; run --columns segment | diff - many; grep rows_ many",
     NULL, "rows_in\t2000\nrows_out\t1979\nrows_bad\t21\nrows_dropped\t0\n", "", 0},
    {"contacted ones take no part",
     MANY " > all; head -n 500 all > contacted; " THREE "--exclude contacted --stats s --dropped d all | wc -l;"
          "wc -l < d; grep dropped_ s",
     NULL, "1502\n500\ndropped_excluded\t499\n", "", 0},
    {"strata keep the shares within less than a block",
     MANY " | " THREE "--strata segment | awk 'NR > 1 { n[$2 \" \" $3]++ } END { for (k in n) print k, n[k] }' | sort |"
          "awk '{ want = $2 == \"holdout\" ? 66.6 : 300; if (($3 - want) ^ 2 > 81) print }'",
     NULL, "", "", 0},
    {"the order of rows does not matter to strata",
     MANY " > all; (head -n 1 all; tail -n +2 all | sort -R) | " THREE "--strata segment | sort > a;" THREE
          "--strata segment all | sort | diff - a",
     NULL, "", "", 0},
    {"an earlier group is kept, and new customers are dealt out",
     MANY " > all; head -n 901 all | " THREE "--strata segment > before; " THREE
          "--strata segment --previous before all > after; grep -vxFf after before; "
          "tail -n +902 after | grep -c holdout | awk '$1 > 90 && $1 < 130'| wc -l",
     NULL, "1\n", "", 0},
    {"a group that is none any more",
     "printf 'customer_id\\tsegment\\n1\\tx\\n' > t; " THREE "--strata segment t > p; abassign --salt spring --groups "
     "X:1,Y:1 --strata segment --previous p t",
     NULL, NULL, "p:2: column \"group\": ", 1},
    {"a customer twice, within strata", THREE "--strata segment", "customer_id\tsegment\n1\tx\n1\ty\n", NULL,
     "stdin:3: column \"customer_id\": \"1\" is given twice", 1},
    {"no id", THREE, "customer_id\n\n", NULL, "stdin:2:", 1},
    {"shares whose blocks are too large", "abassign --salt s --groups A:0.3333,B:0.6667 --strata g", "customer_id\tg\n",
     "", "these shares need one of 10000", 2},
    {"balance",
     "abassign --salt s --groups A:1,B:1 --balance b --columns v > o; cut -f 1-3 b; cut -f 4- b | awk 'NR > 1' | wc -w",
     "customer_id\tv\n1\t5\n2\t\n3\t5\n4\t5\n5\t5\n6\t5\n7\t5\n8\t5\n",
     "column\tgroup\tcustomers\nv\tA\t2\nv\tB\t5\n5\n", "", 0},
    {"groups that differ",
     MANY
     " > all; abassign --salt s --groups A:1,B:1 all > g; awk -v OFS='\\t' 'NR == 1 { print \"customer_id\", \"v\"; "
     "next } { print $1, ($3 == \"B\") + $1 % 4 }' g | abassign --salt s --groups A:1,B:1 --balance b --columns v "
     "> o",
     NULL, "", "the groups differ before the experiment: \"v\" of group B is", 0},
    {"one group", "abassign --salt s --groups A:1", "customer_id\n", "", "at least two groups", 2},
    {"a group twice", "abassign --salt s --groups A:1,A:1", "customer_id\n", "", "group \"A\" is given twice", 2},
    {"a share of nothing", "abassign --salt s --groups A:0,B:1", "customer_id\n", "", "\"A:0\" has no share", 2},
    {"no share", "abassign --salt s --groups A,B:1", "customer_id\n", "", "\"A\" has no share", 2},
    {"no name", "abassign --salt s --groups :1,B:1", "customer_id\n", "", "the name of a group", 2},
    {"an id is not a measure", "abassign --salt s --groups A:1,B:1 --balance b --columns customer_id", "customer_id\n",
     "", "it shows nothing about balance", 1},
    {"the column is there already", "abassign --salt s --groups A:1,B:1", "customer_id\tgroup\n", "", "\"group\"", 1},
    {"another name", "abassign --salt s --groups A:1,B:1 --as arm --key id", "id\n", "id\tarm\n", "", 0},
};
