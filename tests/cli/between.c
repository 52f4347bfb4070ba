/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define DAYS "id\tdate\n1\t2011-01-31\n2\t2011-02-01\n3\t\n4\t2011-02-28\n5\t2011-03-01\n"

CLI_ROWS(between) = {
    {"both ends are included", "between --from 2011-02-01 --to 2011-02-28", DAYS,
     "id\tdate\n2\t2011-02-01\n4\t2011-02-28\n", "", 0},
    {"open at the end", "between --from 2011-02-28", DAYS, "id\tdate\n4\t2011-02-28\n5\t2011-03-01\n", "", 0},
    {"open at the start", "between --to 2011-01-31", DAYS, "id\tdate\n1\t2011-01-31\n", "", 0},
    {"one day", "between --from 2011-02-01 --to 2011-02-01", DAYS, "id\tdate\n2\t2011-02-01\n", "", 0},
    {"another column, values as they are", "between --from 2000-01-01 --column first_date",
     "first_date\tx\tdate\n2000-01-01\t 1.50 \"\\\t\n1999-12-31\t2\tno date\n",
     "first_date\tx\tdate\n2000-01-01\t 1.50 \"\\\t\n", "", 0},
    {"the last line may lack its end", "between --from 2000-01-01", "date\n2000-01-01", "date\n2000-01-01\n", "", 0},
    {"leap day", "between --from 2012-02-29 --to 2012-02-29", "date\n2012-02-28\n2012-02-29\n2012-03-01\n",
     "date\n2012-02-29\n", "", 0},
    {"two files, one range", "printf 'date\\n2011-01-01\\n' > a; between --from 2011-01-01 a -", "date\n2011-01-02\n",
     "date\n2011-01-01\n2011-01-02\n", "", 0},
    {"what is left out is written", "between --from 2011-02-28 --dropped d; cat d", DAYS,
     "id\tdate\n4\t2011-02-28\n5\t2011-03-01\n"
     "id\tdate\n1\t2011-01-31\n2\t2011-02-01\n3\t\n",
     "", 0},
    {"what is left out is counted by reason",
     "between --from 2011-02-01 --to 2011-02-28 --stats s > /dev/null; grep -v seconds s", DAYS,
     "name\tvalue\nrows_in\t5\nrows_out\t2\nrows_bad\t0\nrows_dropped\t3\n"
     "dropped_before\t1\ndropped_no_date\t1\ndropped_after\t1\nfirst_date\t2011-02-01\nlast_date\t2011-02-28\n",
     "", 0},
    {"no row, no first day", "between --from 2012-01-01 --stats s; grep date s", DAYS,
     "id\tdate\ndropped_no_date\t1\nfirst_date\t\nlast_date\t\n", "", 0},
    {"no end", "between", DAYS, "", "between: needs --from DATE or --to DATE", 2},
    {"ends the wrong way round", "between --from 2011-02-02 --to 2011-02-01", DAYS, "", "--from is after --to", 2},
    {"a day that is none", "between --from 2011-02-29", DAYS, "", "2011-02-29", 2},
    {"no such column", "between --from 2011-01-01 --column dates", DAYS, "", "column \"dates\"", 1},
    {"the column that is meant", "between --from 2011-01-01", "id\tfirst_date\n", "",
     "no column \"date\" (--column first_date?)", 1},
    {"a file in /dev/shm is a file, not a device",
     "d=$(mktemp -d /dev/shm/between.XXXXXX) && between --from 2011-03-01 --stats $d/s; between --from 2012-01-01 --stats $d/s "
     "< <(echo date) | cat; ls $d; grep rows_in $d/s; rm -r $d",
     DAYS, "id\tdate\n5\t2011-03-01\ndate\ns\nrows_in\t0\n", "", 0},
    {"a date that is none", "between --from 2011-01-01", "id\tdate\n1\t2011-13-01\n", NULL,
     ":2: column \"date\": \"2011-13-01\"", 1},
    {"a date that is none, set aside", "between --from 2011-01-01 --on-bad skip --bad bad; cat bad",
     "id\tdate\n1\t2011-13-01\n2\t2011-12-01\n", "id\tdate\n2\t2011-12-01\nid\tdate\n1\t2011-13-01\n", NULL, 0},
};
