/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define LINE \
    "printf 'x\\ty\\n0\\t1\\n1\\t3\\n2\\t3\\n3\\t5\\n4\\t3\\n' | learn --target y --family ols --columns x >m; "
#define YES                                                                                                                            \
    "printf 'g\\tx\\ty\\nu\\t1\\tyes\\nu\\t2\\tno\\nv\\t1\\tyes\\nv\\t4\\tno\\nv\\t3\\tno\\nu\\t4\\tno\\nu\\t3\\tyes\\nv\\t2\\tno\\n'" \
    " | learn --target y --family logit --columns g,x --positive yes >m; "
#define DATED                                                                                                \
    "printf 'cut\\tlabel_end\\tx\\ty\\n2011-03-14\\t2011-06-12\\t0\\t1\\n2011-03-14\\t2011-06-12\\t1\\t3\\n" \
    "2011-03-14\\t2011-06-12\\t2\\t3\\n' | learn --target y --family ols --columns x >m; "

CLI_ROWS(predict) = {
    {"a value, and between what it lies", LINE "predict --model m | cut -c 1-20", "id\tx\na\t2\nb\t12\n",
     "id\tx\tvalue\tlow\thigh\na\t2\t3\t-1.22199212403\nb\t12\t9\t-3.8983989945\n", "", 0},
    {"columns in another order, carried as they are", LINE "predict --model m --only x,id,value", "x\tid\n2.0\ta\n",
     "x\tid\tvalue\n2.0\ta\t3\n", "", 0},
    {"contributions add up to the margin",
     LINE "predict --model m --explain --only value,margin,contribution_base,contribution_x", "x\n4\n",
     "value\tmargin\tcontribution_base\tcontribution_x\n4.2\t4.2\t3\t1.2\n", "", 0},
    {"a probability and a class that has a name", YES "predict --model m --only class,x --threshold 0.5",
     "g\tx\nu\t1\nv\t4\n", "class\tx\nyes\t1\nno\t4\n", "", 0},
    {"another threshold", YES "predict --model m --only class --threshold 0", "g\tx\nv\t9\n", "class\nyes\n", "", 0},
    {"a probability and its margin",
     YES "predict --model m --explain | awk 'NR > 1 { d = $3 - 1 / (1 + exp(-$5)); "
         "e = $5 - $6 - $7 - $8; print (d * d < 1e-24 && e * e < 1e-24) }'",
     "g\tx\nu\t1\nv\t4\n", "1\n1\n", "", 0},
    {"a label that was not there before", YES "predict --model m --only class", "g\tx\nw\t1\nu\t1\nw\t4\n",
     "class\nyes\nyes\nno\n",
     "rows with a label that the model does not know: 2; it counts as its base (the first is \"w\" in column \"g\")",
     0},
    {"a missing column", LINE "predict --model m", "id\nx\n", NULL, "no column \"x\"", 1},
    {"an empty value", LINE "predict --model m", "x\n1\n\n", NULL, ":3: column \"x\": \"\" is missing", 1},
    {"an empty value that the model has a median for",
     "printf 'x\\ty\\n0\\t1\\n1\\t3\\n\\t3\\n3\\t5\\n\\t9\\n4\\t2\\n' | learn --target y --family ols --columns x --impute median >m; "
     "predict --model m --only value",
     "id\tx\na\t\n", "value\n6\n", "", 0},
    {"header only", LINE "predict --model m", "x\n", "x\tvalue\tlow\thigh\n", "", 0},
    {"the model knows the row's future", DATED "predict --model m", "cut\tx\n2011-06-11\t1\n", NULL,
     ":2: column \"cut\": \"2011-06-11\" is too early for a model of labels that end on 2011-06-12: the model has seen this row's future",
     1},
    {"it does not", DATED "predict --model m --only value", "cut\tx\n2011-06-12\t1\n", "value\n2.333333333333333\n", "",
     0},
    {"by the last day that is known", DATED "predict --model m", "as_of\tx\n2011-06-11\t1\n2011-06-10\t1\n", NULL,
     ":3: column \"as_of\"", 1},
    {"its own rows", DATED "predict --model m --in-sample --only value", "cut\tx\n2011-03-14\t1\n",
     "value\n2.333333333333333\n", "", 0},
    {"a column that is there", LINE "predict --model m", "x\tvalue\n1\t2\n", NULL, "\"value\"", 1},
    {"not a model", "predict --model m", "x\n1\n", NULL, "m: cannot", 3},
    {"another table", "printf 'a\\tb\\n' >m; predict --model m", "x\n1\n", NULL,
     "m:1: no column \"section\" (is this a model made by learn?)", 2},
    {"half a model", LINE "head -n 20 m >h; predict --model h", "x\n1\n", NULL, "h", 2},
    {"a threshold of a value", LINE "predict --model m --threshold 0.4", "x\n1\n", NULL, "--threshold goes with", 2},
};
