/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

CLI_ROWS(tocsv) = {
    {"lines end in CRLF", "tocsv", "a\tb\n1\t2\n", "a,b\r\n1,2\r\n", "", 0},
    {"or in LF", "tocsv --line-end lf", "a\tb\n1\t2\n", "a,b\n1,2\n", "", 0},
    {"quotes where they are needed, in the header too", "tocsv --line-end lf",
     "a,b\tc\"\td\n1,5\tsay \"hi\"\tplain\n\"\t\"\"\t,\n",
     "\"a,b\",\"c\"\"\",d\n\"1,5\",\"say \"\"hi\"\"\",plain\n"
     "\"\"\"\",\"\"\"\"\"\",\",\"\n",
     "", 0},
    {"blanks at an end are kept by quotes, those inside need none", "tocsv --line-end lf", "a\tb\tc\n x\ty \tx y\n",
     "a,b,c\n\" x\",\"y \",x y\n", "", 0},
    {"a CR inside a value", "tocsv --line-end lf", "a\tb\n1\r2\t3\n", "a,b\n\"1\r2\",3\n", "", 0},
    {"empty values", "tocsv --line-end lf", "a\tb\n\t\n", "a,b\n,\n", "", 0},
    {"an empty value that stands alone", "tocsv --line-end lf", "a\n\n1\n", "a\n\"\"\n1\n", "", 0},
    {"an empty value that --only leaves alone", "tocsv --line-end lf --only b", "a\tb\n1\t\n", "b\n\"\"\n", "", 0},
    {"values as they are", "tocsv --line-end lf", "a\tb\n1.50\t-0\n007\t1e5\n£\t\\N\n",
     "a,b\n1.50,-0\n007,1e5\n£,\\N\n", "", 0},
    {"chosen, ordered, renamed", "tocsv --line-end lf --only segment=Segment,customer_id=CustomerID",
     "customer_id\tcode\tsegment\n1\t555\tChampions\n", "Segment,CustomerID\nChampions,1\n", "", 0},
    {"one column under two names, one with a sign of equality", "tocsv --line-end lf --only a,a=b=c", "a\n1\n",
     "a,b=c\n1,1\n", "", 0},
    {"another delimiter", "tocsv --line-end lf --delimiter ';'", "a\tb\n1,5\t2;5\n", "a;b\n1,5;\"2;5\"\n", "", 0},
    {"header only", "tocsv --line-end lf", "a\tb\n", "a,b\n", "", 0},
    {"no such column", "tocsv --only custmer_id=X", "customer_id\n1\n", "", "customer_id", 1},
    {"two columns of one name", "tocsv --only a=x,b=x", "a\tb\n", "", "two columns would be called \"x\"", 2},
    {"no new name", "tocsv --only a=", "a\n", "", "--only: \"a=\" lacks a name", 2},
    {"no name", "tocsv --only =x", "a\n", "", "--only: \"=x\" lacks a name", 2},
    {"a delimiter of two characters", "tocsv --delimiter ::", "a\n", "", "--delimiter: \"::\"", 2},
    {"a quote mark as delimiter", "tocsv --delimiter '\"'", "a\n", "", "--delimiter:", 2},
};
