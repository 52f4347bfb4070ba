/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports that have an order's values on its first row, of which some rows are set aside or are apart from the
 * others. */
#include "cli.h"

#define S(text)     "cat > s <<'END'\n" text "\nEND\n"
#define PLAIN       "customer_id = c\norder_id = o\ndate = d\nproduct_id = p\namount = a\ndate-format = %Y-%m-%d\n"
#define FILLED      PLAIN "country = l\nstatus = s\nsale-status = ok\nfill-down = customer_id country\n"
#define MONEY       "order.charge.shipping = f\n"
#define ONLY        "--only customer_id,order_id,product_id,amount,country "
#define CLEAN       "clean --schema ./s --on-bad skip --bad b " ONLY
#define WHY         "; cut -f 2,5 b.why"
#define HEAD        "o,c,d,p,a,l,s,f\n"
#define LINES       "customer_id\torder_id\tproduct_id\tamount\tcountry\n"
#define ANN         "A,ann,2024-03-02,P1,20,US,ok,4\n"
#define ANN_LINES   "ann\tA\tP1\t20.00\tUS\nann\tA\tshipping\t4.00\tUS\n"
#define BOB         "B,bob,2024-03-02,P1,20,DE,ok,4\n"
#define BOB_LINES   "bob\tB\tP1\t20.00\tDE\nbob\tB\tshipping\t4.00\tDE\n"
#define CAT         "C,,2024-03-02,P1,20,FR,ok,4\n" /* a guest */
#define CAT_LINES   "\tC\tP1\t20.00\tFR\n\tC\tshipping\t4.00\tFR\n"
#define MORE(order) order ",,2024-03-02,P2,5,,,\n"
#define ELSEWHERE   "is an order whose first row is elsewhere, so there is no value to fill down\n"
#define LOST        "is an order whose first row was set aside, and with it the order's money\n"

/* The first row of B is `bad`; its other row has none of the order's money. */
#define FIRST_BAD(name, bad, problem)                                            \
    {                                                                            \
        name, S(FILLED MONEY) CLEAN WHY, HEAD ANN bad MORE("B") CAT,             \
            LINES ANN_LINES CAT_LINES "line\tproblem\n3\t" problem "\n4\t" LOST, \
            "malformed records that were set aside: 2 of 4", 0                   \
    }

CLI_ROWS(cleanorders) = {
    /* ---- rows apart from the others of their order ---- */
    {"each row that stands apart is set aside, and none is filled from another order", S(FILLED MONEY) CLEAN WHY,
     HEAD ANN BOB MORE("A") MORE("A") MORE("B") MORE("B"),
     LINES ANN_LINES BOB_LINES "line\tproblem\n4\t" ELSEWHERE "5\t" ELSEWHERE "6\t" ELSEWHERE "7\t" ELSEWHERE,
     "malformed records that were set aside: 4 of 6", 0},
    {"in the file after, too",
     S(FILLED MONEY "duplicates = keep\n") "cat > f; printf '" HEAD MORE("A") MORE("A") "' > g; " CLEAN "f g" WHY,
     HEAD ANN BOB, LINES ANN_LINES BOB_LINES "line\tproblem\n2\t" ELSEWHERE "3\t" ELSEWHERE,
     "malformed records that were set aside: 2 of 4", 0},
    {"a value that its first row has not is not missed", S(FILLED MONEY) CLEAN,
     HEAD CAT ANN "C,,2024-03-02,P2,5,FR,ok,\n", LINES CAT_LINES ANN_LINES "\tC\tP2\t5.00\tFR\n",
     "orders that come again after other orders: 1; the first: stdin:4: C (", 0},
    {"so files with the same guest may overlap", S(FILLED MONEY "duplicates = orders\n") "cat > f; " CLEAN "f f",
     HEAD CAT MORE("C") ANN, LINES CAT_LINES "\tC\tP2\t5.00\tFR\n" ANN_LINES,
     "orders left out, because an earlier file has them: 2", 0},
    {"a void order's row that stands apart is no sale",
     S(PLAIN "status = s\nreturn-status = back\nvoid-status = no\n" MONEY) CLEAN WHY,
     HEAD "A,ann,2024-03-02,P1,20,,no,4\nB,bob,2024-03-02,P1,20,,ok,4\nA,ann,2024-03-02,P2,5,,,\n",
     LINES "bob\tB\tP1\t20.00\t\nbob\tB\tshipping\t4.00\t\nline\tproblem\n4\t" ELSEWHERE,
     "malformed records that were set aside: 1 of 3", 0},

    {"an order that begins with a row without a state", S(FILLED MONEY) "clean --schema ./s " ONLY, HEAD MORE("A") ANN,
     NULL,
     "stdin:2: column \"order_id\": \"A\" begins with a row without a state, so its first row seems to be elsewhere "
     "(sort the file by order, with the first row of each order first; if rows without a state sell, add "
     "sale-status = \"\" to the schema)",
     1},

    /* ---- first rows that are set aside ---- */
    FIRST_BAD("a first row with a bad date", "B,bob,2024-13-02,P1,20,DE,ok,4\n", "is not a date"),
    FIRST_BAD("with a bad amount", "B,bob,2024-03-02,P1,x,DE,ok,4\n", "is not a number"),
    FIRST_BAD("with bad money of the order", "B,bob,2024-03-02,P1,20,DE,ok,x\n", "is not a number"),
    FIRST_BAD("with an unknown state", "B,bob,2024-03-02,P1,20,DE,odd,4\n", "is a state that the schema does not name"),
    {"without money of the order the other rows are enough", S(FILLED) CLEAN WHY,
     HEAD "B,bob,2024-03-02,P1,x,DE,ok,\n" MORE("B"), LINES "bob\tB\tP2\t5.00\tDE\nline\tproblem\n2\tis not a number\n",
     "malformed records that were set aside: 1 of 2", 0},
    {"the next row takes its place if it has the money too", S(PLAIN MONEY) CLEAN WHY,
     HEAD "B,bob,2024-03-02,P1,x,,,4\nB,bob,2024-03-02,P2,5,,,4\nB,bob,2024-03-02,P3,6,,,4\n",
     LINES "bob\tB\tP2\t5.00\t\nbob\tB\tshipping\t4.00\t\nbob\tB\tP3\t6.00\t\nline\tproblem\n2\tis not a number\n",
     "malformed records that were set aside: 1 of 3", 0},
    {"so does that of a later file",
     S(FILLED MONEY "duplicates = orders\n") "cat > f; printf '" HEAD BOB MORE("B") "' > g; " CLEAN "f g" WHY,
     HEAD ANN "B,bob,2024-03-02,P1,20,DE,ok,x\n" MORE("B"),
     LINES ANN_LINES BOB_LINES "bob\tB\tP2\t5.00\tDE\nline\tproblem\n3\tis not a number\n4\t" LOST,
     "malformed records that were set aside: 2 of 5", 0},
    {"an amount of the order that counts once",
     S("customer_id = c\norder_id = o\ndate = d\norder.amount = a\ndate-format = %Y-%m-%d\n") CLEAN WHY,
     HEAD "B,bob,2024-13-02,P1,20,,,\nB,bob,2024-03-02,P2,20,,,\nB,bob,2024-03-02,P3,20,,,\n",
     LINES "bob\tB\t\t20.00\t\nline\tproblem\n2\tis not a date\n", "malformed records that were set aside: 1 of 3", 0},

    /* ---- records that are set aside unread ---- */
    {"a first row with wrong quoting", S(PLAIN "fill-down = customer_id\n") CLEAN WHY,
     HEAD "A,ann,2024-03-02,P1,20,,,\nB,bob,2024-03-02,\"P\"1,20,,,\n" MORE("B") MORE("B") "C,cat,2024-03-02,P1,7,,,\n",
     LINES "ann\tA\tP1\t20.00\t\ncat\tC\tP1\t7.00\t\nline\tproblem\n3\ta quote mark inside a value\n4\t" ELSEWHERE
           "5\t" ELSEWHERE,
     "malformed records that were set aside: 3 of 5", 0},
    {"a first row without its id", S(FILLED) CLEAN WHY, HEAD ANN ",bob,2024-03-02,P1,20,DE,ok,4\n" MORE("B") CAT,
     LINES
     "ann\tA\tP1\t20.00\tUS\n\tC\tP1\t20.00\tFR\nline\tproblem\n3\tis empty: each line needs its order\n4\t" ELSEWHERE,
     "malformed records that were set aside: 2 of 4", 0},
    {"a guest's order after one", S(FILLED MONEY) CLEAN, HEAD ANN "B\n" CAT MORE("C"),
     LINES ANN_LINES CAT_LINES "\tC\tP2\t5.00\tFR\n", "malformed records that were set aside: 1 of 4", 0},
    {"an order's id on its first row alone", S(PLAIN "fill-down = order_id customer_id\n") CLEAN WHY,
     HEAD "A,ann,2024-03-02,P1,20,,,\nB,bob\n" MORE("") MORE("") "C,cat,2024-03-02,P1,7,,,\n" MORE(""),
     LINES "ann\tA\tP1\t20.00\t\ncat\tC\tP1\t7.00\t\ncat\tC\tP2\t5.00\t\nline\tproblem\n"
           "3\t2 fields where the header has 8\n4\tis empty, and the record before was set aside\n"
           "5\tis empty, and the record before was set aside\n",
     "malformed records that were set aside: 3 of 6", 0},

    /* ---- an order in two files ---- */
    {"an order that goes on in the next file is whole",
     S(FILLED MONEY "duplicates = orders\n") "cat > f; printf '" HEAD MORE("B") MORE("B") ANN "' > g; " CLEAN "f g",
     HEAD ANN BOB, LINES ANN_LINES BOB_LINES "bob\tB\tP2\t5.00\tDE\nbob\tB\tP2\t5.00\tDE\n",
     "orders left out, because an earlier file has them: 1", 0},
    {"one that begins there once more is not",
     S(FILLED MONEY "duplicates = orders\n") "cat > f; printf '" HEAD BOB MORE("B") "' > g; " CLEAN "f g",
     HEAD ANN BOB MORE("B"), LINES ANN_LINES BOB_LINES "bob\tB\tP2\t5.00\tDE\n",
     "orders left out, because an earlier file has them: 1", 0},
};
