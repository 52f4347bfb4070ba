/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define SENT                      \
    "order\tline\tqty\tat\n"      \
    "2\t1\t1\t2024-01-01 10:00\n" \
    "1\t1\t5\t2024-01-01\n"       \
    "2\t1\t3\t2024-01-03 09:00\n" \
    "2\t2\t4\t2024-01-01 10:00\n" \
    "2\t1\t2\t2024-01-02\n"

CLI_ROWS(latest) = {
    {"the newest of each, in the order of first rows", "latest --key order,line --newest at", SENT,
     "order\tline\tqty\tat\n2\t1\t3\t2024-01-03 09:00\n1\t1\t5\t2024-01-01\n2\t2\t4\t2024-01-01 10:00\n", "", 0},
    {"replaced rows are written and counted",
     "latest --key order,line --newest at --only order,qty --dropped d --stats s; cat d; grep -E 'dropped|keys' s",
     SENT,
     "order\tqty\n2\t3\n1\t5\n2\t4\n"
     "order\tline\tqty\tat\n2\t1\t1\t2024-01-01 10:00\n2\t1\t2\t2024-01-02\n"
     "rows_dropped\t2\ndropped_replaced\t2\nkeys\t3\n",
     NULL, 0},
    {"numbers by their values", "latest --key id --newest v", "id\tv\n1\t9\n1\t10\n1\t1e0\n", "id\tv\n1\t10\n", "", 0},
    {"nanoseconds", "latest --key id --newest v", "id\tv\n1\t1609804800123456789\n1\t1609804800123456788\n",
     "id\tv\n1\t1609804800123456789\n", "", 0},
    {"text by its bytes", "latest --key id --newest v", "id\tv\n1\tv9\n1\tv10\n", "id\tv\n1\tv9\n", "", 0},
    {"an empty version is older than any", "latest --key id --newest v", "id\tv\tx\n1\t2024-01-01\ta\n1\t\tb\n2\t\tc\n",
     "id\tv\tx\n1\t2024-01-01\ta\n2\t\tc\n", "", 0},
    {"identical rows are one", "latest --key id --newest v --stats s; grep repeated s", "id\tv\n1\t3\n1\t3\n",
     "id\tv\n1\t3\ndropped_repeated\t1\n", "", 0},
    {"a tie is an error with both places", "latest --key id --newest v", "id\tv\tx\n1\t3\ta\n2\t1\tq\n1\t3\tb\n", "",
     "latest: stdin:4: column \"id\": \"1\" has another row of the same key and version, stdin:2", 1},
    {"a tie that something newer settles is none", "latest --key id --newest v",
     "id\tv\tx\n1\t3\ta\n1\t3\tb\n1\t4\tc\n", "id\tv\tx\n1\t4\tc\n", "", 0},
    {"or the last is kept", "latest --key id --newest v --ties last --dropped d; cat d", "id\tv\tx\n1\t3\ta\n1\t3\tb\n",
     "id\tv\tx\n1\t3\tb\nid\tv\tx\n1\t3\ta\n", NULL, 0},
    {"two files", "printf 'id\\tv\\n1\\t2\\n' > a; latest --key id --newest v a -", "id\tv\n1\t1\n", "id\tv\n1\t2\n",
     "", 0},
    {"days that bytes do not order", "latest --key id --newest v", "id\tv\n1\t31.12.2023\n", NULL,
     ":2: column \"v\": \"31.12.2023\" is a day whose bytes are in no order", 1},
    {"times of two offsets", "latest --key id --newest v", "id\tv\n1\t2024-01-01T10:00Z\n1\t2024-01-01T10:30+01:00\n",
     NULL, ":3: column \"v\": \"2024-01-01T10:30+01:00\" has another offset from UTC", 1},
    {"a number among days", "latest --key id --newest v", "id\tv\n1\t2024-01-01\n1\t7\n", NULL,
     ":3: column \"v\": \"7\"", 1},
    {"--version with a name is --newest", "latest --key id --version v", "id\tv\n1\t9\n1\t10\n", "id\tv\n1\t10\n", "",
     0},
    {"no key", "latest --key id --newest v", "id\tv\n\t7\n", NULL, "is empty but a key is needed", 1},
    {"no such column", "latest --key id --newest w", "id\tv\n", "", "no column \"w\"", 1},
    {"no version is named", "latest --key id", "id\tv\n", "", "--newest", 2},
};
