/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most rows make a folder d of tables and show what the page says of them. */
#include "cli.h"

/* The page as lines of text; the sentences alone. */
#define TEXT " | sed -E 's/<style>.*//; s/<[^>]*>//g'"
#define SAID " | sed -nE 's/^<p class=\"say\">(.*)<.p>$/\\1/p' | sed 's/<[^>]*>//g'"

#define KPI         "mkdir d; printf '%s\\n' 'period complete burn_in revenue growth growth_year orders' "
#define TO_KPI      " | tr ' ' '\\t' > d/kpi-months.tsv; "
#define PRODUCTS    "mkdir d; printf 'product_id\\tdescription\\tgross\\tshare\\tcumulated_share\\n%s\\n' "
#define TO_PRODUCTS " > d/top-products.tsv; "

CLI_ROWS(report) = {
    {"no folder", "report", "", "", "report: no folder was given (report FOLDER > page.html)", 2},
    {"a folder that is not there", "report nowhere", "", "", "report: nowhere: cannot read the folder", 3},
    {"a folder without tables", "mkdir d; report d", "", "", "report: d: none of the tables", 1},
    {"a slip in --only", "mkdir d; report --only kpis d", "", "",
     "report: --only: there is no section \"kpis\" (did you mean \"kpi\"?); there are: kpi, bridge, ", 2},
    {"what is done with rows means nothing to a page", "mkdir d; report --on-bad skip d", "", "",
     "--on-bad has no effect: this tool reads no rows", 2},

    /* revenue */
    {"more than before", KPI "'2024-01 1 1 100.00  1 ' '2024-02 1 0 150.00 0.5  2'" TO_KPI "report --only kpi d" SAID,
     "",
     "February 2024 brought 150.00, 50.0% more than January 2024 (100.00). No earlier change can be compared with it. "
     "There is no whole period of a year before to compare with, so a season cannot be told from growth.\n",
     "", 0},
    {"less than before",
     KPI "'2024-01 1 1 100.00   1' '2024-02 1 0 75.00 -0.25  2'" TO_KPI "report --only kpi d" SAID " | cut -d . -f 1-4",
     "", "February 2024 brought 75.00, 25.0% less than January 2024 (100.00)\n", "", 0},
    {"as much as before",
     KPI "'2024-01 1 1 100.00   1' '2024-02 1 0 100.00 0  2'" TO_KPI "report --only kpi d" SAID " | cut -d . -f 1-2",
     "", "February 2024 brought 100.00, exactly as much as January 2024\n", "", 0},
    {"nothing before",
     KPI "'2024-01 1 1 0.00   0' '2024-02 1 0 75.00   2'" TO_KPI "report --only kpi d" SAID " | cut -d . -f 1-3", "",
     "February 2024 brought 75.00; January 2024 had brought 0.00\n", "", 0},
    {"the first whole period",
     KPI "'2024-01 0 1 100.00   1' '2024-02 1 0 75.00 -0.25  2'" TO_KPI "report --only kpi d" SAID " | cut -d . -f 1-3",
     "", "February 2024 brought 75.00. No whole period comes before it, so there is nothing to compare with\n", "", 0},
    {"no period is whole", KPI "'2024-01 0 1 100.00   1'" TO_KPI "report --only kpi d" SAID, "",
     "No period is whole in these data, so nothing can be compared.\n", "", 0},
    {"no period", KPI "| head -n 1" TO_KPI "report --only kpi d" SAID, "", "There are no periods.\n", "", 0},
    {"an amount that is none", KPI "'2024-01 1 1 1,5   1'" TO_KPI "report d", "", "",
     "report: d/kpi-months.tsv:2: column \"revenue\": \"1,5\" is not a number", 1},
    {"a column is missing",
     KPI "'2024-01 1 1 100.00   1'" TO_KPI "sed -i 's/growth/growht/' d/kpi-months.tsv; "
         "report d",
     "", NULL, "report: d/kpi-months.tsv: no column \"growth\", so the page has no section \"kpi\"", 1},

    /* names */
    {"a name that looks like a tag stays text",
     PRODUCTS
     "'1\t<script>alert(1)</script>\t10.00\t1\t1'" TO_PRODUCTS
     "report d | grep -c '<script>alert'; report d | grep -c '&lt;script&gt;alert(1)&lt;/script&gt; was sold most'",
     "", "0\n1\n", "", 0},
};
