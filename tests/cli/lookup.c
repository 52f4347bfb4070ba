/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define COSTS "printf 'product_id\\tcost\\tsupplier\\nA\\t2.50\\tX\\nB\\t1\\tY\\n' > c; "
#define LINES "order_id\tproduct_id\n1\tB\n2\tA\n3\tQ\n4\t\n5\tB\n"
#define ONCE  "order_id\tproduct_id\n1\tB\n2\tA\n"

CLI_ROWS(lookup) = {
    {"all columns but the key", COSTS "lookup --key product_id --from c", ONCE,
     "order_id\tproduct_id\tcost\tsupplier\n1\tB\t1\tY\n2\tA\t2.50\tX\n", "", 0},
    {"some of them, in this order, renamed", COSTS "lookup --key product_id --from c --only supplier,unit_cost=cost",
     ONCE, "order_id\tproduct_id\tsupplier\tunit_cost\n1\tB\tY\t1\n2\tA\tX\t2.50\n", "", 0},
    {"keys not found are kept, and said once", COSTS "lookup --key product_id --from c --only cost", LINES,
     "order_id\tproduct_id\tcost\n1\tB\t1\n2\tA\t2.50\n3\tQ\t\n4\t\t\n5\tB\t1\n",
     "lookup: 1 row has a key that c does not have: the first is product_id \"Q\" in stdin:4 (kept with empty values",
     0},
    {"dropped, written and counted",
     COSTS "lookup --key product_id --from c --only cost --where-missing drop --dropped d --stats s; cat d; "
           "grep -E 'not|no_|side|dropped|rows_out' s | sort",
     LINES,
     "order_id\tproduct_id\tcost\n1\tB\t1\n2\tA\t2.50\n5\tB\t1\n"
     "order_id\tproduct_id\n3\tQ\n4\t\n"
     "dropped_no_key\t1\ndropped_not_found\t1\nno_key\t1\nnot_found\t1\nrows_dropped\t2\nrows_out\t3\nside_rows\t2\n"
     "side_rows_used\t2\n",
     "(dropped)", 0},
    {"an error", COSTS "lookup --key product_id --from c --where-missing stop", LINES, NULL,
     ":4: column \"product_id\": \"Q\" is not a key of the side table (--where-missing keep", 1},
    {"no key is an error too", COSTS "lookup --key product_id --from c --where-missing stop", "product_id\n\n", NULL,
     ":2: column \"product_id\": \"\" is empty but a key is needed", 1},
    {"a repeated key is no second row", "printf 'id\\tx\\n1\\ta\\n2\\tb\\n1\\tc\\n' > c; lookup --key id --from c",
     "id\n1\n", "", "lookup: c:4: column \"id\": \"1\" is given twice (the first time in c:2; keep one of the rows)",
     2},
    {"keys of other names, several",
     "printf 'user\\tline\\tx\\n7\\t1\\ta\\n7\\t2\\tb\\n' > c; "
     "lookup --key customer=user,line --from c",
     "line\tcustomer\n2\t7\n1\t7\n", "line\tcustomer\tx\n2\t7\tb\n1\t7\ta\n", "", 0},
    {"keys are bytes", "printf 'id\\tx\\n1\\ta\\n01\\tb\\n' > c; lookup --key id --from c", "id\n01\n1\n",
     "id\tx\n01\tb\n1\ta\n", "", 0},
    {"a table of keys alone keeps those that have one",
     "printf 'id\\n2\\n' > c; lookup --key id --from c --where-missing drop", "id\tx\n1\ta\n2\tb\n", "id\tx\n2\tb\n",
     "lookup: 1 row has a key that c does not have: the first is id \"1\" in stdin:2 (dropped)", 0},
    {"a column that is there already", COSTS "lookup --key product_id --from c", "product_id\tcost\n", "", "\"cost\"",
     1},
    {"no such column here", COSTS "lookup --key id=product_id --from c", LINES, "", "no column \"id\"", 1},
    {"no such column there", COSTS "lookup --key product_id --from c --only costs", LINES, "",
     "c:1: no column \"costs\"", 1},
    {"no such key there", COSTS "lookup --key order_id --from c", LINES, "", "c:1: no column \"order_id\"", 1},
    {"an empty name", COSTS "lookup --key product_id --from c --only =cost", LINES, "", "--only", 2},
    {"no side table", "lookup --key id --from none", LINES, "", "none", 3},
    {"without its key", "lookup --from c", LINES, "", "--key", 2},
};
