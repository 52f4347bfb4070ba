/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* A schema in ./s whose columns have one-letter names, and more lines for it. */
#define SCHEMA(more)    \
    "cat > s <<'END'\n" \
    "order_id = o\ncustomer_id = c\ndate = d\nproduct_id = s\nquantity = q\nunit_price = p\n" more "\nEND\n"
#define DAYS  "date-format = %Y-%m-%d\n"
#define CLEAN "clean --schema ./s "
#define HEAD  "o,d,c,s,q,p\n"
#define LINES \
    "customer_id\torder_id\tdate\ttime\tproduct_id\tdescription\tquantity\tunit_price\tamount\tcountry\tkind\n"
#define STAT(name) " && grep ^" name " stats"

CLI_ROWS(clean) = {
    {"a line", SCHEMA(DAYS) CLEAN, HEAD "7,2011-12-09,42,a,3,2.50\n",
     LINES "42\t7\t2011-12-09\t\ta\t\t3\t2.50\t7.50\t\tsale\n", "", 0},
    {"header only in, header only out", SCHEMA(DAYS) CLEAN, HEAD, LINES, "", 0},
    {"a header without its line end", SCHEMA(DAYS) CLEAN, "o,d,c,s,q,p", LINES, "", 0},
    {"an empty input is an error", SCHEMA(DAYS) CLEAN, "", "", "the input is empty", 1},
    {"a byte-order mark, CRLF and no final line end", SCHEMA(DAYS) CLEAN "--only order_id,amount",
     "\xef\xbb\xbfo,d,c,s,q,p\r\n7,2011-12-09,42,a,1,2\r\n8,2011-12-09,42,a,1,3\r",
     "order_id\tamount\n7\t2.00\n8\t3.00\n", "stdin:3: the last line has no newline", 0},
    {"a last line without its newline is a warning", SCHEMA(DAYS) CLEAN "--only amount", HEAD "7,2011-12-09,42,a,1,2",
     "amount\n2.00\n", ":2: the last line has no newline: is the file truncated? (--require-newline", 0},
    {"--require-newline makes it an error", SCHEMA(DAYS) CLEAN "--only amount --require-newline",
     HEAD "7,2011-12-09,42,a,1,2", "",
     ":2: has no newline at its end: is the file truncated? (if it is whole: echo >> FILE)", 1},
    {"--require-newline, and it is aside",
     SCHEMA(DAYS) CLEAN "--only amount --require-newline --on-bad skip --bad b; cat b",
     HEAD "7,2011-12-09,42,a,1,2\n8,2011-12-09,42,a,1,2", "amount\n2.00\n" HEAD "8,2011-12-09,42,a,1,2\n",
     "malformed records that were set aside: 1 of 2", 0},
    {"--require-newline, each file",
     "printf 'o,d,c,s,q,p\\n7,2011-12-09,42,\"a\",1,2' > 1; cp 1 2; echo >> 2; " SCHEMA(DAYS) CLEAN
     "--only amount --require-newline 2 1",
     "", "", "1:2: has no newline", 1},
    {"--require-newline, a whole file", SCHEMA(DAYS) CLEAN "--only amount --require-newline",
     HEAD "7,2011-12-09,42,a,1,2\n", "amount\n2.00\n", "", 0},
    {"a quoted header", SCHEMA(DAYS) CLEAN "--only amount", "\"o\",\" d \",c,s,q,p\n7,2011-12-09,42,a,1,2\n",
     "amount\n2.00\n", "", 0},
    {"a byte-order mark before a quoted header", SCHEMA(DAYS) CLEAN "--only amount",
     "\xef\xbb\xbf\"o\",d,c,s,q,p\n7,2011-12-09,42,a,1,2\n", "amount\n2.00\n", "", 0},
    {"columns in another order, and ones nobody asked for", SCHEMA(DAYS) CLEAN "--only order_id,product_id,amount",
     "x,p,q,s,c,d,o,y\n,2,3,a,42,2011-12-09,7,\n", "order_id\tproduct_id\tamount\n7\ta\t6.00\n", "", 0},

    /* ---- text ---- */
    {"blanks around values go, and are counted",
     SCHEMA(DAYS) CLEAN "--only order_id,product_id,amount --stats stats" STAT("values_trimmed"),
     HEAD " 7 ,2011-12-09,42,\" a  b \",1 ,2\n", "order_id\tproduct_id\tamount\n7\ta  b\t2.00\nvalues_trimmed\t3\n", "",
     0},
    {"tabs and line ends within values become blanks, and are counted",
     SCHEMA(DAYS) CLEAN "--only product_id --stats stats" STAT("characters_respaced"),
     HEAD "7,2011-12-09,42,\"a\tb\nc\r\nd\",1,2\n", "product_id\na b c d\ncharacters_respaced\t3\n", "", 0},
    {"doubled quotes, delimiters in quotes", SCHEMA(DAYS) CLEAN "--only product_id",
     HEAD "7,2011-12-09,42,\"a \"\"b\"\", c\",1,2\n", "product_id\na \"b\", c\n", "", 0},
    {"Latin-1 stops without a fallback", SCHEMA(DAYS) CLEAN, HEAD "7,2011-12-09,42,\xa3,1,2\n", "",
     "clean: stdin:2: is not UTF-8 (name the encoding as the fallback: ISO-8859-1, WINDOWS-1252 ...)", 1},
    {"a record that is not UTF-8 is read by the fallback, the others are not",
     SCHEMA(DAYS "fallback = ISO-8859-1") CLEAN "--only product_id --stats stats" STAT("records_reencoded"),
     HEAD "7,2011-12-09,42,\xa3,1,2\n7,2011-12-09,42,\xc2\xa3,1,2\n",
     "product_id\n\xc2\xa3\n\xc2\xa3\nrecords_reencoded\t1\n", "", 0},
    {"control characters of Latin-1 are probably another encoding",
     SCHEMA(DAYS "fallback = ISO-8859-1") CLEAN "--only product_id > /dev/null", HEAD "1,2011-12-01,,5 \x80,1,2\n", "",
     "records that have control characters if read as ISO-8859-1: 1; the first: stdin:2 (is the fallback WINDOWS-1252?)",
     0},
    {"a header in Latin-1", SCHEMA(DAYS "country = pa\xc3\xads\nfallback = ISO-8859-1") CLEAN "--only country",
     "o,d,c,s,q,p,pa\xeds\n7,2011-12-09,42,a,1,2,x\n", "country\nx\n", "", 0},
    {"an encoding that nobody knows", SCHEMA(DAYS "fallback = LATIN-99") CLEAN, HEAD, "",
     "no encoding is called \"LATIN-99\"", 2},
    {"a NUL is no text", SCHEMA(DAYS) "printf 'o,d,c,s,q,p\\n7,2011-12-09,42,\\0,1,2\\n' | " CLEAN, NULL, "",
     "stdin:2: holds a NUL byte", 1},
    {"gzip is refused with the remedy", SCHEMA(DAYS) "gzip | " CLEAN, HEAD, "",
     "stdin: is compressed by gzip (zcat FILE | ...)", 1},
    {"gzip is refused in a pipe that drips", SCHEMA(DAYS) "(printf '\\037'; sleep 0.2; printf '\\213xyz\\n') | " CLEAN,
     NULL, "", "stdin: is compressed by gzip (zcat FILE | ...)", 1},
    {"a byte-order mark in a pipe that drips",
     SCHEMA(DAYS) "(printf '\\357'; sleep 0.2; printf '\\273\\277"
                  "o,d,c,s,q,p\\n') | " CLEAN,
     NULL, LINES, "", 0},

    /* ---- records ---- */
    {"a stray quote stops", SCHEMA(DAYS) CLEAN, HEAD "7,2011-12-09,42,5\" nail,1,2\n", "",
     "clean: stdin:2: a quote mark inside a value (a quote mark encloses a whole value, and is doubled inside it)", 1},
    {"a stray quote costs its line", SCHEMA(DAYS) CLEAN "--only order_id --on-bad skip --bad bad; cat bad bad.why",
     HEAD "1,2011-12-09,42,5\" nail,1,2\n2,2011-12-09,42,\"a\"b,1,2\n3,2011-12-09,42,a,1,2\n",
     "order_id\n3\n" HEAD "1,2011-12-09,42,5\" nail,1,2\n2,2011-12-09,42,\"a\"b,1,2\n"
     "file\tline\tcolumn\tvalue\tproblem\nstdin\t2\t\t\ta quote mark inside a value\nstdin\t3\t\t\ta quote mark inside a value\n",
     "malformed records that were set aside", 0},
    {"a quote that is not closed costs its first line alone",
     SCHEMA(DAYS) CLEAN "--only order_id --on-bad skip --bad bad; cat bad; cut -f 2,5 bad.why",
     HEAD "1,2011-12-09,42,\"a,1,2\n2,2011-12-09,42,b,1,2\n3,2011-12-09,42,c,1,2\n",
     "order_id\n2\n3\n" HEAD "1,2011-12-09,42,\"a,1,2\nline\tproblem\n2\ta quote mark that is never closed\n",
     "malformed records that were set aside", 0},
    {"the records behind one of several lines keep their line numbers", SCHEMA(DAYS) CLEAN "--only order_id",
     HEAD "1,2011-12-09,42,\"a\n\nb\",1,2\nx\n", "", "stdin:5: 1 field where the header has 6", 1},
    {"a short record", SCHEMA(DAYS) CLEAN, HEAD "7,2011-12-09,42,a,1\n", "",
     "clean: stdin:2: 5 fields where the header has 6 (a line end within a value needs quote marks around it)", 1},
    {"a long record", SCHEMA(DAYS) CLEAN, HEAD "7,2011-12-09,42,a,1,2,\n", "",
     "stdin:2: 7 fields where the header has 6", 1},
    {"blank lines are passed over and counted", SCHEMA(DAYS) CLEAN "--only order_id --stats stats" STAT("blank_lines"),
     HEAD "\n7,2011-12-09,42,a,1,2\n\r\n\n", "order_id\n7\nblank_lines\t3\n", "", 0},
    {"bad records are mended and read again",
     SCHEMA(DAYS) CLEAN "--only order_id --on-bad skip --bad bad && sed -i 's/2011-13/2011-12/' bad && " CLEAN
                        "--only order_id bad",
     HEAD "7,2011-13-09,42,\"a\nb\",1,2\r\n8,2011-12-09,42,a,1,2\n9,2011-13-01,42,a,1,2",
     "order_id\n8\norder_id\n7\n9\n", "malformed records that were set aside", 0},
    {"--max-bad N lets N pass", SCHEMA(DAYS) CLEAN "--only order_id --on-bad skip --max-bad 2", HEAD "x\nx\n",
     "order_id\n", "malformed records that were set aside", 0},
    {"one more ends it", SCHEMA(DAYS) CLEAN "--on-bad skip --max-bad 1", HEAD "x\nx\n", "",
     "more than 1 malformed records (--max-bad); the last one:\nclean: stdin:3: 1 field where the header has 6", 1},
    {"the last of the good is not written after a death", SCHEMA(DAYS) CLEAN "--bad bad --on-bad skip --max-bad 0; ls",
     HEAD "x\n", "s\n", "more than 0", 0},
    {"a signal leaves no half of a file",
     SCHEMA(
         DAYS) "(echo o,d,c,s,q,p; yes x | head -c 1000000; sleep 20) > >(exec " CLEAN
               "--on-bad skip --bad bad --dropped dropped > /dev/null) & until ls bad.part.* > /dev/null 2>&1; do sleep 0.05; done; "
               "kill $(ls bad.part.* | cut -d . -f 3); while ls bad* > /dev/null 2>&1; do sleep 0.05; done; kill %1; ls",
     NULL, "s\n", NULL, 0},
    {"nor does a reader that has seen enough",
     SCHEMA(DAYS) "(echo o,d,c,s,q,p; for i in {1..60000}; do echo x; echo 1,2011-12-09,42,a,1,2; done) | " CLEAN
                  "--on-bad skip --bad bad | head -n 1; ls",
     NULL, LINES "s\n", NULL, 0},
    {"--bad goes with --on-bad skip", SCHEMA(DAYS) CLEAN "--bad bad", HEAD, "", "--bad goes with --on-bad skip", 2},
    {"two options cannot write one file", SCHEMA(DAYS) CLEAN "--on-bad skip --bad x --dropped x", HEAD "x\n", "",
     "clean: --bad and --dropped write the same file: x", 2},

    /* ---- dates ---- */
    {"date patterns are tried one after the other",
     SCHEMA("date-format = %m/%d/%Y %H:%M\ndate-format = %d.%m.%y\n") CLEAN "--only date,time",
     HEAD "1,12/9/2011 8:05,,a,1,2\n2,09.12.11,,a,1,2\n", "date\ttime\n2011-12-09\t08:05:00\n2011-12-09\t\n", "", 0},
    {"a day that does not exist", SCHEMA(DAYS) CLEAN, HEAD "1,2011-02-29,,a,1,2\n", "",
     "clean: stdin:2: column \"d\": \"2011-02-29\" is not a date (none of the schema's formats reads it: %Y-%m-%d)", 1},
    {"a day that is not there", SCHEMA(DAYS) CLEAN, HEAD "1,,,a,1,2\n", "",
     "column \"d\": \"\" is empty where a date is needed", 1},
    {"a time of its own",
     SCHEMA(DAYS "time = t\ntime-format = %I:%M %p\ntime-format = %H:%M\n") CLEAN "--only date,time",
     "o,d,c,s,q,p,t\n1,2011-12-09,,a,1,2,1:05 pm\n2,2011-12-09,,a,1,2,23:59\n3,2011-12-09,,a,1,2,\n",
     "date\ttime\n2011-12-09\t13:05:00\n2011-12-09\t23:59:00\n2011-12-09\t\n", "", 0},
    {"a time that is none", SCHEMA(DAYS "time = t\ntime-format = %H:%M\n") CLEAN,
     "o,d,c,s,q,p,t\n1,2011-12-09,,a,1,2,24:00\n", "", "column \"t\": \"24:00\" is not a time of day", 1},
    {"offsets say which instant, --tz-to which day",
     SCHEMA("date-format = %Y-%m-%dT%H:%M:%S%z\n") CLEAN "--tz-to UTC --only date,time",
     HEAD "1,2011-12-09T00:30:00+01:00,,a,1,2\n2,2011-12-09T23:30:00-0100,,a,1,2\n3,2011-12-09T12:00:00Z,,a,1,2\n",
     "date\ttime\n2011-12-08\t23:30:00\n2011-12-10\t00:30:00\n2011-12-09\t12:00:00\n", "", 0},
    {"offsets without --tz-to", SCHEMA("date-format = %Y-%m-%dT%H:%M:%S%z\n") CLEAN, HEAD, "",
     "a date-format has %z, so that --tz-to ZONE is needed: the zone in which days are counted (as-written: each time in its "
     "own offset)",
     2},
    {"London's summer time moves a line over midnight, winter's does not",
     SCHEMA("date-format = %Y-%m-%d %H:%M\n") CLEAN "--tz-from UTC --tz-to Europe/London --only date,time",
     HEAD "1,2011-07-01 23:30,,a,1,2\n2,2011-12-01 23:30,,a,1,2\n",
     "date\ttime\n2011-07-02\t00:30:00\n2011-12-01\t23:30:00\n", "", 0},
    {"from London to UTC, and equal texts one after the other",
     SCHEMA("date-format = %Y-%m-%d %H:%M\n") CLEAN "--tz-from Europe/London --tz-to UTC --only date,time",
     HEAD "1,2011-07-01 00:30,,a,1,2\n1,2011-07-01 00:30,,a,1,2\n",
     "date\ttime\n2011-06-30\t23:30:00\n2011-06-30\t23:30:00\n", "", 0},
    {"the schema's zones, the command line's before them",
     SCHEMA(
         "date-format = %Y-%m-%d %H:%M\ntz-from = America/New_York\ntz-to = UTC\n") "cat > in; " CLEAN
                                                                                    "--only date,time in; " CLEAN
                                                                                    "--tz-from UTC --only date,time in",
     HEAD "1,2011-12-01 20:00,,a,1,2\n", "date\ttime\n2011-12-02\t01:00:00\ndate\ttime\n2011-12-01\t20:00:00\n", "", 0},
    {"a day alone is not moved", SCHEMA(DAYS) CLEAN "--tz-from UTC --tz-to Asia/Tokyo --only date,time",
     HEAD "1,2011-12-01,,a,1,2\n", "date\ttime\n2011-12-01\t\n", "", 0},
    {"one zone without the other", SCHEMA("date-format = %Y-%m-%d %H:%M\n") CLEAN "--tz-to UTC", HEAD, "",
     "--tz-to UTC needs --tz-from ZONE", 2},
    {"the other without the one", SCHEMA("date-format = %Y-%m-%d %H:%M\n") CLEAN "--tz-from UTC", HEAD, "",
     "--tz-from UTC needs --tz-to ZONE", 2},
    {"times without an offset beside times with one need --tz-from",
     SCHEMA("date-format = %Y-%m-%d\ntime = t\ntime-format = %H:%M%z\ntime-format = %H:%M\n") CLEAN "--tz-to UTC",
     "o,d,c,s,q,p,t\n", "", "--tz-to UTC needs --tz-from ZONE", 2},
    {"a zone of the schema is called by its key", SCHEMA("date-format = %Y-%m-%d %H:%M\ntz-to = UTC\n") CLEAN, HEAD, "",
     "clean: ./s: tz-to = UTC needs tz-from, too, the zone of the source's times", 2},
    {"a zone that nobody knows", SCHEMA(DAYS) CLEAN "--tz-from Europe/Londn --tz-to UTC", HEAD, "",
     "time zone \"Europe/Londn\"", 2},

    /* ---- numbers ---- */
    {"decimal and thousands marks",
     SCHEMA(DAYS "delimiter = ;\ndecimal-mark = ,\nthousands-mark = .\n") CLEAN "--only quantity,unit_price,amount",
     "o;d;c;s;q;p\n1;2011-12-09;;a;2;1.234.567,5\n1;2011-12-09;;a;-1;,5\n1;2011-12-09;;a;1000;12,\n",
     "quantity\tunit_price\tamount\n2\t1234567.50\t2469135.00\n-1\t0.50\t-0.50\n1000\t12.00\t12000.00\n", "", 0},
    {"a thousands mark stands before three digits",
     SCHEMA(DAYS "delimiter = ;\ndecimal-mark = ,\nthousands-mark = .\n") CLEAN, "o;d;c;s;q;p\n1;2011-12-09;;a;1;1.5\n",
     "",
     "column \"p\": \"1.5\" is not a number (the schema's decimal-mark, thousands-mark and missing say how numbers are written)",
     1},
    {"a point is not a decimal mark where the comma is", SCHEMA(DAYS "delimiter = ;\ndecimal-mark = ,\n") CLEAN,
     "o;d;c;s;q;p\n1;2011-12-09;;a;1;1.234\n", "", "column \"p\": \"1.234\" is not a number", 1},
    {"blank thousands, and a comma",
     SCHEMA(DAYS "delimiter = tab\ndecimal-mark = ,\nthousands-mark = blank\n") CLEAN "--only amount",
     "o\td\tc\ts\tq\tp\n1\t2011-12-09\t\ta\t1\t12 345,60\n", "amount\n12345.60\n", "", 0},
    {"exponents, signs and bare points", SCHEMA(DAYS) CLEAN "--only quantity,unit_price",
     HEAD "1,2011-12-09,,a,1e2,.5\n1,2011-12-09,,a,+3.,2.5e-1\n", "quantity\tunit_price\n100\t0.50\n3\t0.25\n", "", 0},
    {"what is not a number",
     SCHEMA(DAYS) CLEAN "--only order_id --on-bad skip --bad /dev/null; test ! -e /dev/null.why",
     HEAD
     "1,2011-12-09,,a,1,0x10\n2,2011-12-09,,a,1,inf\n3,2011-12-09,,a,1,1,5\n4,2011-12-09,,a,1,.\n5,2011-12-09,,a,--1,1\n"
     "6,2011-12-09,,a,1,NA\n7,2011-12-09,,a,1,\xc2\xa3"
     "5\n8,2011-12-09,,a,,5\n9,2011-12-09,,a,1,1e\n10,2011-12-09,,a,1,1\n",
     "order_id\n10\n", "malformed records that were set aside", 0},
    {"missing marks are empty, and counted",
     SCHEMA(DAYS "missing = NA\nmissing = n/a\n") CLEAN
     "--only customer_id,product_id --stats stats" STAT("values_missing_mark"),
     HEAD "1,2011-12-09, NA ,n/a,1,2\n1,2011-12-09,na,NAN,1,2\n",
     "customer_id\tproduct_id\n\t\nna\tNAN\nvalues_missing_mark\t2\n",
     "customer \"na\" counts as one customer, though such an id means a missing one", 0},
    {"a missing price is no price of 0", SCHEMA(DAYS "missing = NA\n") CLEAN, HEAD "1,2011-12-09,,a,1,NA\n", "",
     "column \"p\": \"NA\" means a missing value, but a value is needed (an amount is not guessed)", 1},
    {"seven places are refused with the remedy", SCHEMA(DAYS) CLEAN, HEAD "1,2011-12-09,,a,1,1.0000001\n", "",
     "column \"p\": \"1.0000001\" has more than 6 decimal places (round-money = 6 in the schema, or --round-money 6, rounds half to even)",
     1},
    {"six places and more zeros are fine", SCHEMA(DAYS) CLEAN "--only unit_price",
     HEAD "1,2011-12-09,,a,1,1.00000100\n", "unit_price\n1.000001\n", "", 0},
    {"--round-money rounds half to even, and counts",
     SCHEMA(DAYS) CLEAN "--round-money 2 --only unit_price,amount --stats stats" STAT("money_rounded"),
     HEAD
     "1,2011-12-09,,a,1,2.125\n1,2011-12-09,,a,1,2.135\n1,2011-12-09,,a,1,2.12501\n1,2011-12-09,,a,-1,2.125\n1,2011-12-09,,a,1,2.12\n",
     "unit_price\tamount\n2.125\t2.12\n2.135\t2.14\n2.12501\t2.13\n2.125\t-2.12\n2.12\t2.12\nmoney_rounded\t4\n", "",
     0},
    {"a product of more than six places", SCHEMA(DAYS) CLEAN, HEAD "1,2011-12-09,,a,0.001,0.0001\n", "",
     "column \"p\": \"0.0001\" times the quantity has more than 6 places (round-money = 6 in the schema, or --round-money 6, rounds half to even)",
     1},
    {"that product rounded", SCHEMA(DAYS) CLEAN "--round-money 6 --only amount",
     HEAD "1,2011-12-09,,a,0.001,0.0005\n1,2011-12-09,,a,0.001,0.0015\n", "amount\n0.00\n0.000002\n", "", 0},
    {"--round-money takes up to 6", SCHEMA(DAYS) CLEAN "--round-money 7", HEAD, "",
     "--round-money 7 is out of range (from 0 to 6", 2},
    {"a product beyond the range", SCHEMA(DAYS) CLEAN, HEAD "1,2011-12-09,,a,9000000000,9000\n", "",
     "column \"p\": \"9000\" times the quantity is too large for money", 1},
    {"a price beyond the range", SCHEMA(DAYS) CLEAN, HEAD "1,2011-12-09,,a,1,9223372036854.775808\n", "",
     "column \"p\": \"9223372036854.775808\"", 1},
    {"the largest price", SCHEMA(DAYS) CLEAN "--only amount", HEAD "1,2011-12-09,,a,1,9223372036854.775807\n",
     "amount\n9223372036854.775807\n", "", 0},

    /* ---- amounts ---- */
    {"an amount that is given counts; within the tolerance of 0.01 it may differ",
     SCHEMA(DAYS "amount = a\n") CLEAN "--only amount",
     "o,d,c,s,q,p,a\n1,2011-12-09,,a,3,0.333,1.00\n1,2011-12-09,,a,3,0.33,1.00\n", "amount\n1.00\n1.00\n", "", 0},
    {"beyond it", SCHEMA(DAYS "amount = a\n") CLEAN, "o,d,c,s,q,p,a\n1,2011-12-09,,a,3,0.33,1.000001\n", "",
     "clean: stdin:2: column \"a\": \"1.000001\" is not quantity x unit_price (amount-tolerance in the schema allows a difference, or map "
     "only two of the three)",
     1},
    {"a tolerance of its own", SCHEMA(DAYS "amount = a\namount-tolerance = 0\n") CLEAN "--only amount",
     "o,d,c,s,q,p,a\n1,2011-12-09,,a,3,0.33,0.99\n1,2011-12-09,,a,3,0.33,0.990001\n", "",
     "is not quantity x unit_price", 1},
    {"an amount without a price, a price without an amount",
     SCHEMA(DAYS "amount = a\n") CLEAN "--only unit_price,amount",
     "o,d,c,s,q,p,a\n1,2011-12-09,,a,3,,1\n1,2011-12-09,,a,3,0.5,\n", "unit_price\tamount\n\t1.00\n0.50\t1.50\n", "",
     0},
    {"the quantity is 1 where the source has none",
     "printf 'customer_id = #1\\norder_id = #2\\ndate = #3\\namount = #4\\nheader = no\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN
     "--only quantity,unit_price,amount",
     "1,2,20111209,5.5\n", "quantity\tunit_price\tamount\n1\t\t5.50\n", "", 0},

    /* ---- kinds ---- */
    {"kinds by quantity and price", SCHEMA(DAYS) CLEAN "--only quantity,amount,kind",
     HEAD
     "1,2011-12-09,,a,1,2\n1,2011-12-09,,a,-1,2\n1,2011-12-09,,a,5,0\n1,2011-12-09,,a,-5,0\n1,2011-12-09,,a,1,-2\n1,2011-12-09,,a,-1,-2\n",
     "quantity\tamount\tkind\n1\t2.00\tsale\n-1\t-2.00\treturn\n5\t0.00\tfree\n-5\t0.00\tfree\n1\t-2.00\tcredit\n-1\t2.00\tcharge\n",
     "", 0},
    {"kinds by charge codes and prefixes",
     SCHEMA(DAYS "charge-code = POST\ncharge-code = BANK CHARGES\ncharge-prefix = gift_\n") CLEAN
     "--only product_id,kind",
     HEAD
     "1,2011-12-09,,POST,1,2\n1,2011-12-09,,POST,-1,2\n1,2011-12-09,,POST,1,0\n1,2011-12-09,,BANK CHARGES,1,2\n1,2011-12-09,,gift_10,1,2\n"
     "1,2011-12-09,,POSTER,1,2\n1,2011-12-09,,Gift_10,1,2\n",
     "product_id\tkind\nPOST\tcharge\nPOST\tcredit\nPOST\tfree\nBANK CHARGES\tcharge\ngift_10\tcharge\nPOSTER\tsale\nGift_10\tsale\n",
     "", 0},
    {"the return rule: a prefix of the order",
     SCHEMA(DAYS "return-prefix = C\ncharge-code = POST\n") CLEAN "--only order_id,product_id,kind",
     HEAD "C1,2011-12-09,,a,-1,2\nC1,2011-12-09,,POST,-1,2\nC1,2011-12-09,,a,-1,0\n1C,2011-12-09,,a,1,2\n",
     "order_id\tproduct_id\tkind\nC1\ta\treturn\nC1\tPOST\tcredit\nC1\ta\tfree\n1C\ta\tsale\n", "", 0},
    {"a positive amount in a return", SCHEMA(DAYS "return-prefix = C\n") CLEAN, HEAD "C1,2011-12-09,,a,1,2\n", "",
     "column \"p\": \"2\" makes the amount of a return positive (return-sign = positive in the schema negates it)", 1},
    {"return-sign = positive turns it round, and counts",
     SCHEMA(DAYS "return-prefix = C\nreturn-sign = positive\n") CLEAN
     "--only quantity,unit_price,amount,kind --stats stats" STAT("returns_negated"),
     HEAD "C1,2011-12-09,,a,3,2\nC1,2011-12-09,,a,-1,2\n1,2011-12-09,,a,1,2\n",
     "quantity\tunit_price\tamount\tkind\n-3\t2.00\t-6.00\treturn\n-1\t2.00\t-2.00\treturn\n1\t2.00\t2.00\tsale\nreturns_negated\t1\n",
     "", 0},
    {"the status tells returns and what never happened",
     SCHEMA(
         DAYS
         "status = st\nsale-status = ok\nreturn-status = refunded\nvoid-status = failed\nvoid-status = test\nreturn-sign = positive\n")
         CLEAN "--kinds sale,return,void --only quantity,amount,kind",
     "o,d,c,s,q,p,st\n1,2011-12-09,,a,1,2,ok\n1,2011-12-09,,a,1,2,refunded\n1,2011-12-09,,a,1,2,failed\n1,2011-12-09,,a,1,0,test\n",
     "quantity\tamount\tkind\n1\t2.00\tsale\n-1\t-2.00\treturn\n1\t2.00\tvoid\n1\t0.00\tvoid\n", "", 0},
    {"void lines are left out, and counted",
     SCHEMA(DAYS "status = st\nsale-status = ok\nvoid-status = failed\n") CLEAN
     "--only order_id --stats stats --dropped d"
     " && grep dropped stats"
     "; cat d",
     "o,d,c,s,q,p,st\n1,2011-12-09,,a,1,2,ok\n2,2011-12-09,,a,1,2,failed\n",
     "order_id\n1\nrows_dropped\t1\ndropped_kind_void\t1\norder_id\treason\n2\tkind_void\n", "", 0},
    {"zero-price = sale", SCHEMA(DAYS "zero-price = sale\n") CLEAN "--only kind", HEAD "1,2011-12-09,,a,1,0\n",
     "kind\nsale\n", "", 0},

    /* ---- choices ---- */
    {"--guests drop", SCHEMA(DAYS) CLEAN "--guests drop --only order_id --dropped d; cat d",
     HEAD "1,2011-12-09,42,a,1,2\n2,2011-12-09, ,a,1,2\n", "order_id\n1\norder_id\treason\n2\tguest\n", "", 0},
    {"guests stay, and are counted", SCHEMA(DAYS) CLEAN "--only order_id --stats stats" STAT("guest_lines"),
     HEAD "1,2011-12-09,42,a,1,2\n2,2011-12-09,,a,1,2\n", "order_id\n1\n2\nguest_lines\t1\n", "", 0},
    {"--kinds keeps what it names", SCHEMA(DAYS) CLEAN "--kinds sale,free --only kind --dropped d; cat d",
     HEAD "1,2011-12-09,,a,1,2\n1,2011-12-09,,a,-1,2\n1,2011-12-09,,a,1,0\n",
     "kind\nsale\nfree\nkind\treason\nreturn\tkind_return\n", "", 0},
    {"a kind that is none", SCHEMA(DAYS) CLEAN "--kinds sale,refund", HEAD, "", "--kinds: unknown kind \"refund\"", 2},
    {"--duplicates drop leaves the first",
     SCHEMA(DAYS "country = x\n") CLEAN "--duplicates drop --only order_id,country --dropped d; cat d",
     "o,d,c,s,q,p,x\n1,2011-12-09,,a,1,2,F\n1,2011-12-09,,a,1,2,F\n1,2011-12-09,,a,1,2,G\n1,2011-12-09,,a,1,2.0,F\n1,2011-12-09,,a, 1 ,2,F\n",
     "order_id\tcountry\n1\tF\n1\tG\norder_id\tcountry\treason\n1\tF\tduplicate\n1\tF\tduplicate\n1\tF\tduplicate\n",
     "", 0},
    {"duplicates stay without being asked to go", SCHEMA(DAYS) CLEAN "--only order_id",
     HEAD "1,2011-12-09,,a,1,2\n1,2011-12-09,,a,1,2\n", "order_id\n1\n1\n", "", 0},
    {"a dropped line is no repeat of what was not written",
     SCHEMA(DAYS "extra.z = z\n") CLEAN "--duplicates drop --only order_id,z",
     "o,d,c,s,q,p,z\n1,2011-12-09,,a,1,2,x\n1,2011-12-09,,a,1,2,y\n1,2011-12-09,,a,1,2,x\n",
     "order_id\tz\n1\tx\n1\ty\n", "", 0},
    {"--dropped is there where nothing was dropped", SCHEMA(DAYS) CLEAN "--only order_id --dropped d; cat d", HEAD,
     "order_id\norder_id\treason\n", "", 0},
    {"every row is accounted for",
     SCHEMA(DAYS) CLEAN "--guests drop --only order_id --on-bad skip --stats stats && grep ^rows_ stats",
     HEAD "1,2011-12-09,42,a,1,2\n2,2011-12-09,,a,1,2\nx\n3,bad,42,a,1,2\n",
     "order_id\n1\nrows_in\t4\nrows_out\t1\nrows_bad\t2\nrows_dropped\t1\n", "malformed records that were set aside",
     0},
    {"sums and dates in --stats", SCHEMA(DAYS) CLEAN "--stats stats >&2 && grep 'amount\\|_date\\|kind' stats",
     HEAD "1,2011-12-09,42,a,1,2\n2,2010-01-01,,a,-2,2.5\n",
     "kind_sale\t1\nkind_charge\t0\nkind_return\t1\nkind_credit\t0\nkind_free\t0\nkind_void\t0\n"
     "amount_sale\t2.00\namount_charge\t0.00\namount_return\t-5.00\namount_credit\t0.00\namount_free\t0.00\namount_void\t0.00\namount\t-3.00\n"
     "first_date\t2010-01-01\nlast_date\t2011-12-09\n",
     NULL, 0},
    {"--only a column that is none", SCHEMA(DAYS) CLEAN "--only amont", HEAD, "",
     "--only: the lines table has no column \"amont\"", 2},
    {"--only a column twice", SCHEMA(DAYS) CLEAN "--only date,date", HEAD, "", "--only: \"date\" occurs twice", 2},

    /* ---- sources ---- */
    {"several files, each by its own header",
     SCHEMA(DAYS) "printf 'p,q,s,c,d,o\\n2,1,a,42,2011-12-09,7\\n' > b; printf '"
                  "o,d,c,s,q,p\\n8,2011-12-09,42,a,1,3\\n' > a; " CLEAN "--only order_id,amount a b -",
     "x,o,d,c,s,q,p\n,9,2011-12-09,42,a,1,4\n", "order_id\tamount\n8\t3.00\n7\t2.00\n9\t4.00\n", "", 0},
    {"bad records of files with other headers are readable again",
     SCHEMA(
         DAYS) "printf 'p,q,s,c,d,o\\n2,x,a,42,2011-12-09,7\\n' > b; printf 'o,d,c,s,q,p\\n8,2011-12-09,42,a,x,3\\n' > a; " CLEAN
               "--on-bad skip --bad bad --only order_id a b && for f in bad*; do [[ $f = *.why ]] || { sed -i s/x/1/ $f; " CLEAN
               "--only order_id,amount $f; }; done",
     NULL, "order_id\norder_id\tamount\n8\t3.00\norder_id\tamount\n7\t2.00\n", "malformed records that were set aside",
     0},
    {"a column that is not there", SCHEMA(DAYS) CLEAN, "o,d,c,s,q,price\n", "",
     "clean: stdin:1: no column \"p\", which the schema ./s names; have: o, d, c, s, q, price", 1},
    {"a column that occurs twice", SCHEMA(DAYS) CLEAN, "o,d,c,s,q,p,p\n7,2011-12-09,42,a,1,2,2\n", "",
     "2 columns are called \"p\"", 1},
    {"a column of the second file that is not there",
     SCHEMA(DAYS) "printf 'o,d,c,s,q\\n7,2011-12-09,42,a,1\\n' > b; " CLEAN "- b", HEAD, "", "b:1: no column \"p\"", 1},
    {"an order without its number", SCHEMA(DAYS) CLEAN, HEAD " ,2011-12-09,42,a,1,2\n", "",
     "column \"o\": \"\" is empty: each line needs its order", 1},
    {"columns by number",
     "printf 'customer_id = #3\\norder_id = #1\\ndate = #2\\nunit_price = #4\\nheader = no\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN
     "--only customer_id,order_id,date,amount",
     "7,20111209,42,2.5\n", "customer_id\torder_id\tdate\tamount\n42\t7\t2011-12-09\t2.50\n", "", 0},
    {"a number beyond the columns",
     "printf 'customer_id = #3\\norder_id = #1\\ndate = #2\\nunit_price = #5\\nheader = no\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN,
     "7,20111209,42,2.5\n", "", "stdin:1: no column \"#5\"", 1},
    {"blank-separated, a line of blanks among them",
     "printf 'format = blanks\\ncustomer_id = #1\\norder_id = \"{customer_id}-{date}\"\\ndate = #2\\namount = #3\\nheader = no\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN
     "--only customer_id,order_id,amount",
     " 0042\t20111209   2.5 \n   \n43 20111209 3\n",
     "customer_id\torder_id\tamount\n0042\t0042-20111209\t2.50\n43\t43-20111209\t3.00\n", "", 0},
    {"blank-separated, the first line of blanks",
     "printf 'format = blanks\\ncustomer_id = #1\\norder_id = #1\\ndate = #2\\namount = #3\\nheader = no\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN
     "--only customer_id",
     "   \n42 20111209 2.5\n", "customer_id\n42\n", "", 0},
    {"fixed width, by characters",
     "printf 'format = fixed\\nfallback = ISO-8859-1\\ncustomer_id = @1-4\\norder_id = @5-6\\ndate = @13-20\\namount = @21-26\\ncountry = @7-12\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN
     "--only customer_id,order_id,date,amount,country",
     "  42 7Sp\xe9"
     "cia20111209   2.5\n43   8Sp\xc3\xa9"
     "ci 20111209100\n",
     "customer_id\torder_id\tdate\tamount\tcountry\n42\t7\t2011-12-09\t2.50\tSp\xc3\xa9"
     "cia\n43\t8\t2011-12-09\t100.00\tSp\xc3\xa9"
     "ci\n",
     "", 0},
    {"fixed width, a line too short, a blank line",
     "printf 'format = fixed\\ncustomer_id = @1-4\\norder_id = @5-6\\ndate = @7-14\\namount = @15-20\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN
     "--only customer_id --on-bad skip --stats stats"
     " && grep 'rows_bad\\|blank_lines' stats",
     "42   7201112092\n42   720111209\n\n42\n", "customer_id\n42\nrows_bad\t2\nblank_lines\t1\n",
     "malformed records that were set aside", 0},
    {"no quoting", SCHEMA(DAYS "format = plain\ndelimiter = |\n") CLEAN "--only product_id",
     "o|d|c|s|q|p\n7|2011-12-09|42|5\" nail|1|2\n", "product_id\n5\" nail\n", "", 0},
    {"ids like 17850.0",
     SCHEMA(DAYS "float-ids = customer_id order_id\n") CLEAN "--only customer_id,order_id,product_id",
     HEAD "536365.0,2011-12-09,17850.0,1.0,1,2\nC7.0,2011-12-09,17850.00,a,1,2\n",
     "customer_id\torder_id\tproduct_id\n17850\t536365\t1.0\n17850.00\tC7.0\ta\n", "", 0},
    {"ids keep their zeros", SCHEMA(DAYS) CLEAN "--only customer_id,order_id,product_id",
     HEAD "007,2011-12-09,0042,1e3,1,2\n", "customer_id\torder_id\tproduct_id\n0042\t007\t1e3\n", "", 0},
    {"constants and templates, in the extra columns too",
     SCHEMA(
         DAYS
         "country = \"United Kingdom\"\ndescription = \"{product_id}/{order_id}\"\nextra.shop = \"s1-{customer_id}\"\nextra.note = n\n")
         CLEAN "--only description,country,shop,note",
     "o,d,c,s,q,p,n\n7,2011-12-09,42,a,1,2, hm \n",
     "description\tcountry\tshop\tnote\na/7\tUnited Kingdom\ts1-42\thm\n", "", 0},
    {"extra columns follow the others", SCHEMA(DAYS "extra.note = n\n") CLEAN "| head -n 1 | cut -f 11-",
     "o,d,c,s,q,p,n\n", "kind\tnote\n", "", 0},

    /* ---- schemas ---- */
    {"a schema that does not exist lists those that do", "clean --schema online-retial", "", "",
     "no \"online-retial\" among the schemas; have: cdnow, cdnow-sample, generic, olist, online-retail, online-retail-ii, shopify",
     2},
    {"no name is no schema", "clean --schema ''", "", "", "no \"\" among the schemas; have: cdnow,", 2},
    {"a path that does not exist", "clean --schema ./none", "", "",
     "clean: ./none: cannot read: No such file or directory", 2},
    {"a schema must be named", "clean", "", "", "needs --schema NAME", 2},
    {"an unknown key, the nearest named", SCHEMA("date-fromat = %Y\n") CLEAN, HEAD, "",
     "clean: ./s:7: no key is called \"date-fromat\" (did you mean \"date-format\"?)", 2},
    {"a repeated key", SCHEMA(DAYS "quantity = r\n") CLEAN, HEAD, "", "./s:8: quantity = \"r\" is given a second time",
     2},
    {"no date-format", SCHEMA("") CLEAN, HEAD, "", "./s: has no date-format", 2},
    {"no price and no amount",
     "printf 'customer_id = c\\norder_id = o\\ndate = d\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN, HEAD, "",
     "./s: has no unit_price or amount", 2},
    {"no order", "printf 'customer_id = c\\nunit_price = p\\ndate = d\\ndate-format = %%Y%%m%%d\\n' > s;" CLEAN, HEAD,
     "", "./s: has no order_id", 2},
    {"a time without its format", SCHEMA(DAYS "time = t\n") CLEAN, HEAD, "",
     "./s: has a time column but no time-format", 2},
    {"a status rule without a status", SCHEMA(DAYS "void-status = x\n") CLEAN, HEAD, "", "but no status column", 2},
    {"a line that is no key = value", SCHEMA(DAYS "hello\n") CLEAN, HEAD, "", "./s:8: \"hello\" is not \"key = value\"",
     2},
    {"a key without a value", SCHEMA(DAYS "missing =\n") CLEAN, HEAD, "", "./s:8: missing = \"\" is empty", 2},
    {"a date-format without a day", SCHEMA("date-format = %Y-%m\n") CLEAN, HEAD, "", "./s:7: date-format = \"%Y-%m\"",
     2},
    {"a word that is none of the words", SCHEMA(DAYS "format = tsv\n") CLEAN, HEAD, "",
     "format = \"tsv\" is not one of csv|plain|blanks|fixed", 2},
    {"a mark that is a digit", SCHEMA(DAYS "thousands-mark = 1\n") CLEAN, HEAD, "",
     "thousands-mark = \"1\" is not one punctuation mark, or tab, or blank", 2},
    {"equal marks", SCHEMA(DAYS "thousands-mark = .\n") CLEAN, HEAD, "", "decimal-mark and thousands-mark are the same",
     2},
    {"a template of a column that is not there", SCHEMA(DAYS "description = \"{country}\"\n") CLEAN, HEAD, "",
     "\"{country}\" is made of country, which is not a column of the source", 2},
    {"a template of a template", SCHEMA(DAYS "description = \"{country}\"\ncountry = \"x\"\n") CLEAN, HEAD, "",
     "is made of country, which is not a column of the source", 2},
    {"a template of itself", SCHEMA(DAYS "description = \"{description}\"\n") CLEAN, HEAD, "",
     "is made of description, which is not a column of the source", 2},
    {"a template of a column that is nowhere", SCHEMA(DAYS "description = \"{x}\"\n") CLEAN, HEAD, "",
     "no column \"x\", which the schema ./s names", 1},
    {"a template of nothing", SCHEMA(DAYS "description = \"{}\"\n") CLEAN, HEAD, "", "has a {} that names no column",
     2},
    {"names without a header", SCHEMA(DAYS "header = no\n") CLEAN, HEAD, "",
     "\"c\" is a name, but without a header columns have none (#1 is the first)", 2},
    {"characters of what is not fixed", SCHEMA(DAYS "country = @1-2\n") CLEAN, HEAD, "", "@1-2 needs format = fixed",
     2},
    {"an extra column that the table has", SCHEMA(DAYS "extra.amount = a\n") CLEAN, HEAD, "",
     "needs a name that the lines table does not have", 2},
    {"a tab in a constant", SCHEMA(DAYS "country = \"a\tb\"\n") CLEAN, HEAD, "",
     "contains a tab or another control character", 2},
    {"a schema with CRLF, comments and blank lines",
     SCHEMA(DAYS "\n# a comment\n  # another\n") "sed -i 's/$/\\r/' s; " CLEAN "--only amount",
     HEAD "1,2011-12-09,,a,1,2\n", "amount\n2.00\n", "", 0},
    {"the shipped schemas",
     "for s in cdnow cdnow-sample generic online-retail online-retail-ii; do clean --schema $s /dev/null 2>&1 | sed 's/.*: the/the/'; done",
     "",
     "the input is empty (did the command before it fail?)\nthe input is empty (did the command before it fail?)\nthe input is empty (did the command before it fail?)\n"
     "the input is empty (did the command before it fail?)\nthe input is empty (did the command before it fail?)\n",
     "", 0},
    {"generic reads what clean wrote",
     SCHEMA(DAYS "time = t\ntime-format = %H:%M\ncountry = n\n") CLEAN
     "> a && sed '1s/kind$/x/; s/\\t/,/g' a | clean --schema generic > b && cut -f -10 a | cmp - <(cut -f -10 b)",
     "o,d,c,s,q,p,t,n\n7,2011-12-09,42,a,3,2.125,8:26,F\n8,2011-12-09,,a,-1,2,,G\n", "", "", 0},
    {"all in one: Online Retail's own oddities",
     "clean --schema online-retail --only customer_id,order_id,date,time,product_id,amount,kind",
     "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
     "536365,85123A,\"WHITE, HANGING\",6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
     "C536379,D,Discount,-1,12/1/2010 9:41,27.5,14527,United Kingdom\n"
     "C536391,22556,PLASTERS,-12,2010-12-01 10:24:00,1.65,17548.0,United Kingdom\n"
     "536414,22139,,56,12/1/2010 11:52,0,,United Kingdom\n"
     "A563187,B,Adjust bad debt,1,8/12/2011 14:52,-11062.06,,United Kingdom\n"
     "536370,POST,POSTAGE \xa3,3,12/1/2010 8:45,18,12583,France\n",
     "customer_id\torder_id\tdate\ttime\tproduct_id\tamount\tkind\n"
     "17850\t536365\t2010-12-01\t08:26:00\t85123A\t15.30\tsale\n"
     "14527\tC536379\t2010-12-01\t09:41:00\tD\t-27.50\tcredit\n"
     "17548\tC536391\t2010-12-01\t10:24:00\t22556\t-19.80\treturn\n"
     "\t536414\t2010-12-01\t11:52:00\t22139\t0.00\tfree\n"
     "\tA563187\t2011-08-12\t14:52:00\tB\t-11062.06\tcredit\n"
     "12583\t536370\t2010-12-01\t08:45:00\tPOST\t54.00\tcharge\n",
     "", 0},
    {"a column mapped several times has room for each",
     "printf '%s\\n' 'order_id = a' 'customer_id = a' 'country = a' 'product_id = b' 'description = b' 'date = d' "
     "'quantity = q' 'unit_price = p' 'date-format = %Y-%m-%d' >s\n"
     "awk 'BEGIN { print \"a,b,d,q,p\"; for (y = \"y\"; length(y) < 30000; y = y y) ; "
     "for (n = 1; n < 30000; n *= 3) for (i = 0; i < 5; i++) "
     "{ x = substr(y, 1, n - 1) (i < 3 ? \"o\" : i); print x \",\" x \",2011-01-01,2,1.50\" } }' >in\n"
     "clean --schema ./s in >auto && clean --schema ./s --parser libcsv in >libcsv && cmp auto libcsv && wc -l <auto",
     NULL, "51\n", "", 0},
};
