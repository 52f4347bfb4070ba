/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define SHOP                                  \
    "id\tgross\torders\tcountry\tlast date\n" \
    "007\t10.00\t3\tFrance\t2011-12-01\n"     \
    "8\t20.50\t0\tSpain\t2011-11-01\n"        \
    "9\t7.00\t2\t\t2011-12-09\n"

CLI_ROWS(pick) = {
    {"nothing asked for, nothing changed", "pick", SHOP, SHOP, "", 0},
    {"columns in the order that is asked for", "pick --only orders,id", SHOP, "orders\tid\n3\t007\n0\t8\n2\t9\n", "",
     0},
    {"columns left out", "pick --drop gross,country,orders", SHOP,
     "id\tlast date\n007\t2011-12-01\n8\t2011-11-01\n9\t2011-12-09\n", "", 0},
    {"rows by a condition", "pick --where 'gross >= 10 and country = \"Spain\"' --only id,gross", SHOP,
     "id\tgross\n8\t20.50\n", "", 0},
    {"columns added, each for those after it and for --where",
     "pick --add 'aov = gross / orders; dear = aov > 3.4; next = `last date` + 30d' --where 'dear = 0' --drop gross,orders,country",
     SHOP, "id\tlast date\taov\tdear\tnext\n007\t2011-12-01\t3.3333333333333335\t0\t2011-12-31\n", "", 0},
    {"money stays money, and a quotient by 0 is empty",
     "pick --only id,tax,mean --add 'tax = gross * 0.2; mean = round(gross / orders, 2)'", SHOP,
     "id\ttax\tmean\n007\t2.00\t3.33\n8\t4.10\t\n9\t1.40\t3.50\n", "", 0},
    {"columns added one by one", "pick --only a,b --add 'a = orders + 1' --add 'b = a * 2'", SHOP,
     "a\tb\n4\t8\n1\t2\n3\t6\n", "", 0},
    {"another name", "pick --only ID --add 'ID = id'", SHOP, "ID\n007\n8\n9\n", "", 0},
    {"a row without a value is kept by neither", "pick --only id --where 'not country = \"France\"'", SHOP, "id\n8\n",
     "", 0},
    {"what is left out is written and counted",
     "pick --only id --where 'country is empty' --dropped d --stats s; cat d; grep dropped_ s", SHOP,
     "id\n9\n"
     "id\tgross\torders\tcountry\tlast date\n007\t10.00\t3\tFrance\t2011-12-01\n8\t20.50\t0\tSpain\t2011-11-01\n"
     "dropped_where\t2\n",
     "", 0},
    {"the top of a column needs two passes", "pick --only id --where 'gross >= top 50 %'", SHOP, "id\n007\n8\n", "", 0},
    {"a column that is not written is not computed", "pick --only id --add 'x = country * 2'", SHOP, "id\n007\n8\n9\n",
     "", 0},
    {"a cell that is not a number", "pick --where 'country > 2'", SHOP, NULL,
     ":2: column \"country\": \"France\" is not a number", 1},
    {"a cell that is not a number, found at the second pass", "pick --where 'gross >= top 50 % and country > 2'", SHOP,
     NULL, ":2: column \"country\": \"France\" is not a number", 1},
    {"and set aside", "pick --only id --where 'gross >= top 50 % and country > 2' --on-bad skip --bad b; cat b", SHOP,
     "id\n"
     "id\tgross\torders\tcountry\tlast date\n007\t10.00\t3\tFrance\t2011-12-01\n8\t20.50\t0\tSpain\t2011-11-01\n",
     NULL, 0},
    {"a mistake, and where", "pick --where 'gross > > 2'", SHOP, "",
     "pick: --where: character 9 of \"gross > > 2\": expected a value, found >", 2},
    {"a mistake counted in letters, not in bytes", "pick --where '\"\xc3\xa9\" == id'", SHOP, "", "character 5 of", 2},
    {"a value where a condition is expected", "pick --where orders", SHOP, "",
     "character 1 of \"orders\": expected a condition, found a value", 2},
    {"no such column", "pick --where 'grss > 2'", SHOP, "",
     "(did you mean \"gross\"?); have: id, gross, orders, country, last date", 1},
    {"a text without quote marks", "pick --where 'country = France'", SHOP, "", "a text is written in \"quote marks\"",
     1},
    {"no such column to write", "pick --only ids", SHOP, "", "\"ids\"", 2},
    {"no such column to leave out", "pick --drop ids", SHOP, "", "\"ids\"", 1},
    {"nothing left", "pick --drop id,gross,orders,country,'last date'", SHOP, "", "--drop leaves no column", 2},
    {"a column that is there", "pick --add 'id = 3'", SHOP, "", "there is a column \"id\" already", 2},
    {"a column without a name", "pick --add '3 = 3'", SHOP, "", "expected the name of a new column, found 3", 2},
    {"too large a number names its row", "pick --add 'x = gross * 1e12 * 1e12 * 1e12 * 1e12'", SHOP, NULL,
     ":2: column \"gross\": \"10.00\" makes a number that is too large", 1},
};
