/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEADER \
    "customer_id\torder_id\tdate\ttime\tproduct_id\tdescription\tquantity\tunit_price\tamount\tcountry\tkind\n"
#define SAMPLE                                                                                                     \
    "simulate --messy --seasons retail --layout online-retail --customers 2000 --from 2010-12-01 --to 2011-12-09 " \
    "--basket 4"

CLI_ROWS(simulate) = {
    {"the lines table", "simulate --customers 2 --basket 2 --to 2011-02-28", NULL,
     HEADER "10002\t500001\t2011-01-04\t10:20:00\t70169K\tSEASIDE WALL CLOCK\t37\t17.52\t648.24\tUnited Kingdom\tsale\n"
            "10002\t500002\t2011-01-05\t11:09:00\t20600\tHEDGEHOG EGG CUP\t200\t1.05\t210.00\tUnited Kingdom\tsale\n"
            "10002\t500002\t2011-01-05\t11:09:00\t21962\tDAMSON APRON\t48\t5.00\t240.00\tUnited Kingdom\tsale\n"
            "10002\t500002\t2011-01-05\t11:09:00\t20051\tSWALLOW TEA TOWEL\t60\t3.65\t219.00\tUnited Kingdom\tsale\n"
            "10002\t500002\t2011-01-05\t11:09:00\t70091R\tSWALLOW LANTERN\t24\t6.47\t155.28\tUnited Kingdom\tsale\n"
            "10001\t500003\t2011-02-04\t14:56:00\t70351C\tBLUEBELL BIRD FEEDER\t13\t6.67\t86.71\tUnited Kingdom\tsale\n"
            "10001\t500003\t2011-02-04\t14:56:00\t70351C\tBLUEBELL BIRD FEEDER\t2\t6.68\t13.36\tUnited Kingdom\tsale\n",
     "", 0},
    {"the CSV of Online Retail", "simulate --customers 2 --basket 2 --to 2011-02-28 --layout online-retail", NULL,
     "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
     "500001,70169K,SEASIDE WALL CLOCK,37,1/4/2011 10:20,17.52,10002,United Kingdom\n"
     "500002,20600,HEDGEHOG EGG CUP,200,1/5/2011 11:09,1.05,10002,United Kingdom\n"
     "500002,21962,DAMSON APRON,48,1/5/2011 11:09,5,10002,United Kingdom\n"
     "500002,20051,SWALLOW TEA TOWEL,60,1/5/2011 11:09,3.65,10002,United Kingdom\n"
     "500002,70091R,SWALLOW LANTERN,24,1/5/2011 11:09,6.47,10002,United Kingdom\n"
     "500003,70351C,BLUEBELL BIRD FEEDER,13,2/4/2011 14:56,6.67,10001,United Kingdom\n"
     "500003,70351C,BLUEBELL BIRD FEEDER,2,2/4/2011 14:56,6.68,10001,United Kingdom\n",
     "", 0},
    {"the sample log is made by simulate, byte for byte",
     SAMPLE " | cmp - \"$TILLROLL_ROOT/sample-data/online-retail.csv\"", NULL, "", "", 0},
    {"clean finds in the messy CSV what simulate says of it",
     "simulate --messy --seed 9 --customers 2000 --layout online-retail | clean --schema $TILLROLL_ROOT/pipelines/schemas/online-retail > cleaned;"
     "simulate --messy --seed 9 --customers 2000 | cmp - cleaned && wc -l < cleaned",
     NULL, "37920\n", "", 0},
    {"a seed is a log", "simulate > a; simulate --seed 1 | cmp - a; simulate --seed 2 | cmp -s - a; echo $?", NULL,
     "1\n", "", 0},
    {"rows come in the order of time",
     "simulate --messy --seasons retail --customers 3000 | tail -n +2 | cut -f 3,4 | sort -c && echo sorted", NULL,
     "sorted\n", "", 0},
    {"a customer's purchases do not depend on the others, nor on guests and returns",
     "simulate --customers 50 | cut -f 1,3- | sort > few;"
     "simulate --customers 500 --guests 0.3 --returns 0.1 |"
     " awk -F '\\t' '$11 != \"return\" && ($1 == \"customer_id\" || ($1 != \"\" && $1 <= 10050))' |"
     " cut -f 1,3- | sort | cmp - few; wc -l < few",
     NULL, "953\n", "", 0},
    {"mess and returns leave x, t_x, T and m_x as they are",
     "fold() { aggregate --by customer --as-of 2011-12-31 | cut -f 1,14-17 | awk '$2 != \"\"'; };"
     "simulate --customers 3000 | fold > plain; simulate --customers 3000 --messy --returns 0.3 | fold | cmp - plain;"
     "wc -l < plain",
     NULL, "3001\n", "", 0},
    {"as many guests and returns as were asked for (returns of the last weeks are missing)",
     "simulate --customers 5000 --guests 0.3 --returns 0.1 --join 90d | awk -F '\\t' '"
     "NR > 1 && $11 == \"sale\" && !seen[$2]++ { orders++; guests += $1 == \"\" }"
     "$3 < \"2011-11-15\" && $1 != \"\" { n[$11]++ }"
     "END { g = guests / orders; r = n[\"return\"] / n[\"sale\"]; print (g > 0.287 && g < 0.313), (r > 0.09 && r < 0.103) }'",
     NULL, "1 1\n", "", 0},
    {"a shop that is closed sells nothing", "simulate --seasons retail --from 2011-01-01 --to 2011-01-01", NULL, HEADER,
     "", 0},
    {"first purchases fall in --join",
     "simulate --customers 400 --join 4w | aggregate --by customer --as-of 2011-12-31 | cut -f 4 | tail -n +2 | sort |"
     " sed -n '1p;$p'",
     NULL, "2011-01-01\n2011-01-28\n", "", 0},
    {"the truth",
     "simulate --family paretonbd --params alpha=50,s=0.5 --spend q=5 --customers 7 --join 1w --guests 0.25 --seed 3"
     " --truth truth > log; cat truth",
     NULL,
     "section\tname\tvalue\npurchases\tfamily\tparetonbd\npurchases\tunit\tday\npurchases\tr\t0.8\npurchases\talpha\t50\n"
     "purchases\ts\t0.5\npurchases\tbeta\t120\nspend\tfamily\tgammagamma\nspend\tp\t4\nspend\tq\t5\nspend\tgamma\t90\n"
     "log\tcustomers\t7\nlog\tfrom\t2011-01-01\nlog\tto\t2011-12-31\nlog\tjoin_days\t7\nlog\tbasket\t5\n"
     "log\tseasons\tnone\nlog\tguests\t0.25\nlog\treturns\t0\nlog\tmessy\tno\nlog\tseed\t3\n",
     "", 0},
    {"under BG/NBD customers are lost on the day of their last purchase",
     "simulate --customers 2000 --truth-customers truth | aggregate --by customer --as-of 2011-12-31 > customers;"
     "awk -F '\\t' 'NR == FNR { last[$1] = $5; next } FNR > 1 && $5 != \"\" { lost++; wrong += $5 != last[$1] }"
     "END { print FNR, wrong + 0, (lost > 400) }' customers truth",
     NULL, "2001 0 1\n", "", 0},
    {"under Pareto/NBD nobody buys after they were lost",
     "simulate --family paretonbd --customers 2000 --truth-customers truth | aggregate --by customer --as-of 2011-12-31"
     " > customers; head -n 1 truth;"
     "awk -F '\\t' 'NR == FNR { last[$1] = $5; next } FNR > 1 && $5 != \"\" { lost++; wrong += $5 < last[$1] }"
     "END { print wrong + 0, (lost > 500) }' customers truth",
     NULL, "customer_id\tlambda\tmu\tmean_spend\talive_until\n0 1\n", "", 0},
    {"a full disk leaves no side file", "simulate --truth truth > /dev/full; echo $?; ls", NULL, "3\n", NULL, 0},
    {"no such parameter", "simulate --params r=1,s=2", NULL, "",
     "simulate: --params \"s=2\": not NAME=VALUE of a parameter of this model", 2},
    {"a parameter without a value", "simulate --spend p", NULL, "", "simulate: --spend \"p\": not NAME=VALUE", 2},
    {"a parameter that is not a number", "simulate --params r=.5", NULL, "",
     "simulate: --params \"r=.5\": the value is not a number from 0.001 to 1e9 (digits before a point: 0.5)", 2},
    {"a parameter that is too small", "simulate --params a=0", NULL, "", "simulate: --params \"a=0\": the value", 2},
    {"time runs forward", "simulate --from 2012-01-01", NULL, "", "simulate: --from is after --to", 2},
    {"no time to join", "simulate --join 0d", NULL, "", "simulate: --join 0d is out of range (from 1d to", 2},
    {"more time to join than there is", "simulate --join 2y", NULL, "", "simulate: --join must be from 1 day", 2},
    {"guests alone", "simulate --guests 1", NULL, "", "simulate: --guests 1 is out of range (from 0 to 0.9", 2},
    {"less than nothing comes back", "simulate --returns -0.1", NULL, "",
     "simulate: --returns -0.1 is out of range (from 0 to 1", 2},
    {"a basket of nothing", "simulate --basket 0.5", NULL, "", "simulate: --basket 0.5 is out of range (from 1 to 100",
     2},
    {"no customers", "simulate --customers 0", NULL, "",
     "simulate: --customers 0 is out of range (from 1 to 1000000000", 2},
};
