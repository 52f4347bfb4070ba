/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD "column\trows\tempty\tdistinct\tnumbers\tmin\tmax\tmean\tp25\tmedian\tp75\tcommonest\tcommonest_rows\n"

CLI_ROWS(describe) = {
    {"numbers, text, dates and gaps", "describe",
     "n\tword\tday\tgap\n3\tb\t2011-02-01\t\n10\ta\t2011-01-31\t\n1\tb\t2012-01-01\t\n-2.50\tc\t2011-02-01\tx\n",
     HEAD "n\t4\t0\t4\t4\t-2.50\t10\t2.875\t0.125\t2\t4.75\t-2.50\t1\n"
          "word\t4\t0\t3\t0\ta\tc\t\t\t\t\tb\t2\n"
          "day\t4\t0\t3\t0\t2011-01-31\t2012-01-01\t\t\t\t\t2011-02-01\t2\n"
          "gap\t4\t3\t1\t0\tx\tx\t\t\t\t\tx\t1\n",
     "", 0},
    {"a column of nothing", "describe", "a\tb\n\t1\n\t1\n",
     HEAD "a\t2\t2\t0\t0\t\t\t\t\t\t\t\t0\nb\t2\t0\t1\t2\t1\t1\t1\t1\t1\t1\t1\t2\n", "", 0},
    {"one value that is not a number makes a column text", "describe", "n\n5\n40\nNA\n",
     HEAD "n\t3\t0\t3\t2\t40\tNA\t\t\t\t\t40\t1\n", "", 0},
    {"equal numbers are shown as they were first spelt", "describe", "n\n2.0\n1.50\n2\n1.5\n",
     HEAD "n\t4\t0\t4\t4\t1.50\t2.0\t1.75\t1.5\t1.75\t2\t1.5\t1\n", "", 0},
    {"means of decimals are exact", "describe | cut -f 8",
     "a\tb\n0.1\t9223372036854\n0.2\t9223372036854\n0.3\t9223372036852\n", "mean\n0.2\n9223372036853.334\n", "", 0},
    {"ids of more digits than a double has", "describe | cut -f 2-7",
     "id\n90071992547409931\n90071992547409929\n090071992547409930\n-90071992547409929\n-90071992547409931\n",
     "rows\tempty\tdistinct\tnumbers\tmin\tmax\n5\t0\t5\t5\t-90071992547409931\t90071992547409931\n", "", 0},
    {"numbers beyond decimals", "describe", "n\n1e300\n1e-300\n-1e300\n1e300\n",
     HEAD "n\t4\t0\t3\t4\t-1e300\t1e300\t2.5e+299\t-2.5e+299\t5e+299\t1e+300\t1e300\t2\n", "", 0},
    {"the largest numbers", "describe", "n\n1.7e308\n1.7e308\n-1.7e308\n",
     HEAD "n\t3\t0\t2\t3\t-1.7e308\t1.7e308\t5.666666666666667e+307\t0\t1.7e+308\t1.7e+308\t1.7e308\t2\n", "", 0},
    {"equals among the commonest: the smallest in bytes", "describe | cut -f 12,13", "w\nb\nB\na\nb\nB\n",
     "commonest\tcommonest_rows\nB\t2\n", "", 0},
    {"columns that are asked for", "describe --columns b,a | cut -f 1,2", "a\tb\tc\n1\t2\t3\n",
     "column\trows\nb\t1\na\t1\n", "", 0},
    {"a column that is not there", "describe --columns b,d", "a\tb\n1\t2\n", "", "no column \"d\"; have: a, b", 1},
    {"a column whose beginning is given", "describe --columns recency", "revenue\trecency_days\n", "",
     "(did you mean \"recency_days\"?)", 1},
    {"two tables: what is missing, what is new", "printf 'a\\tc\\n' > other; describe - other", "a\tb\n", "",
     "other:1: not the header of the first file: b is missing, c is new", 1},
    {"the same columns in another order", "printf 'b\\ta\\n' > other; describe - other", "a\tb\n", "",
     "other:1: not the header of the first file: ", 1},
    {"very many columns",
     "awk 'BEGIN { for (i = 1; i < 200000; i++) printf \"c%d,\", i; print \"z\" }' > f; "
     "timeout 30 fromcsv f > t && timeout 30 describe --columns z t | wc -l",
     NULL, "1\n", "", 0},
    {"header only", "describe", "a\tb\n", HEAD, "", 0},
    {"bad rows do not count", "describe --on-bad skip --stats s; grep rows_ s", "a\n1\n2\t3\n4\n",
     HEAD "a\t2\t0\t2\t2\t1\t4\t2.5\t1.75\t2.5\t3.25\t1\t1\nrows_in\t3\nrows_out\t1\nrows_bad\t1\nrows_dropped\t0\n",
     "malformed records that were set aside", 0},
};
