/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define KEYS "customer_id\tx\n7\t1\n12346\t2\n17850\t3\n536365\t4\ncustomer-0001\t5\n"

/* A table of 20000 customers. */
#define MANY "{ echo customer_id; seq 20000; } > t; "

CLI_ROWS(shard) = {
    {"test vectors, 64 files", "shard -n 64 --out '{}'; grep -v customer_id *",
     "customer_id\n7\n12346\n17850\n536365\n", "10:7\n16:17850\n33:536365\n43:12346\n", "", 0},
    {"test vectors, 256 files", "shard -n 256 --out 's.{}.tsv'; grep -v x *", KEYS,
     "s.040.tsv:7\t1\ns.064.tsv:17850\t3\ns.133.tsv:536365\t4\ns.172.tsv:12346\t2\ns.174.tsv:customer-0001\t5\n", "",
     0},
    {"test vectors, 10 files: numbers of one digit", "shard -n 10 --out '{}'; grep -v x *", KEYS,
     "1:7\t1\n2:17850\t3\n5:536365\t4\n6:12346\t2\n6:customer-0001\t5\n", "", 0},
    {"every file has the header", "shard -n 3 --out '{}'; head *", "customer_id\tx\n",
     "==> 0 <==\ncustomer_id\tx\n\n==> 1 <==\ncustomer_id\tx\n\n==> 2 <==\ncustomer_id\tx\n", "", 0},
    {"nothing else is there", "shard -n 3 --out 'a{}b'; ls", KEYS, "a0b\na1b\na2b\n", "", 0},
    {"guests go by their order", "shard -n 64 --out '{}'; grep -v customer_id *",
     "customer_id\torder_id\tx\n\t17850\t1\n12346\t17850\t2\n\t17850\t3\n\t536365\t4\n",
     "16:\t17850\t1\n16:\t17850\t3\n33:\t536365\t4\n43:12346\t17850\t2\n", "", 0},
    {"equal rows without key or order stay together",
     "shard -n 9 --out '{}'; grep -c guest * | sort -t: -k2,2 | tail -n 1 | cut -d: -f2",
     "customer_id\tx\n\tguest\n\tguest\n", "2\n", "", 0},
    {"another key", "shard -n 64 --key b --out '{}'; grep -v b *", "a\tb\nx\t12346\n", "43:x\t12346\n", "", 0},
    {"rows keep their order and bytes",
     "shard -n 1 --out '{}'; cmp - 0 <<< $'customer_id\\tx\\n2\\t \"1.50\\n1\\t\\n2\\t-0'",
     "customer_id\tx\n2\t \"1.50\n1\t\n2\t-0\n", "", "", 0},
    {"a row longer than the buffer",
     "{ echo customer_id; printf '%03000000d\\n' 1 2 3; } > t; shard -n 64 --out '{}' t; "
     "cat ?? | grep -v customer | sort | cmp - <(tail -n +2 t | sort); cat ?? | wc -l",
     "", "67\n", "", 0},
    {"more files than may be open",
     MANY "ulimit -n 40; shard -n 5000 --out '{}' t; ls | grep -c ....; cat ???? | grep -v customer_id | sort -n | "
          "cmp - <(seq 20000); cat ???? | grep -c customer_id",
     "", "5000\n5000\n", "", 0},
    {"an earlier file is replaced", "echo old > 0; shard -n 1 --out '{}'; cat 0", "customer_id\n1\n",
     "customer_id\n1\n", "", 0},
    {"a pipe that fails leaves nothing",
     "{ seq 5; echo a; } | sed '1s/.*/customer_id/; 4s/$/\\t/' | shard -n 3 --out '{}'; "
     "echo ${PIPESTATUS[2]}; ls",
     "", "1\n", ":4:", 0},
    {"a full disk leaves nothing",
     "ulimit -f 20; trap '' XFSZ; { echo customer_id; seq 200000; } | shard -n 2 --out '{}'; s=${PIPESTATUS[1]}; ls; exit $s",
     "", "", "cannot write", 3},
    {"a signal leaves nothing",
     "mkfifo f; shard -n 3 --out '{}' f & exec 3> f; echo customer_id >&3; until ls | grep -q part; do sleep 0.01; done; "
     "kill $!; wait $!; echo $?; ls",
     "", "143\nf\n", NULL, 0},
    {"a name that is taken by a folder", "mkdir 2; shard -n 3 --out '{}'; s=$?; ls; exit $s", KEYS, "2\n",
     "2: exists and is not a regular file", 3},
    {"no such folder", "shard -n 3 --out 'no/{}'", KEYS, "", "no/0: cannot create: No such file or directory", 3},
    {"no such column", "shard -n 3 --out '{}' --key customer; s=$?; ls; exit $s", KEYS, "", "customer_id", 1},
    {"no place for the number", "shard -n 3 --out x", KEYS, "", "--out: \"x\" must hold {} once", 2},
    {"two places for the number", "shard -n 3 --out '{}{}'", KEYS, "", "must hold {} once", 2},
    {"no files", "shard -n 0 --out '{}'", KEYS, "", "-n 0 is out of range (from 1 to 65536", 2},
    {"too many files", "shard -n 65537 --out '{}'", KEYS, "", "-n 65537 is out of range (from 1", 2},
    {"no number of files", "shard --out '{}'", KEYS, "", "-n", 2},
    {"rows without a key are counted", "shard -n 3 --out '{}' --stats s; grep without s", "customer_id\tx\n\t1\n2\t2\n",
     "rows_without_key\t1\n", "", 0},
};
