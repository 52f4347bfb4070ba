/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clean --guess: what is chosen, and what is asked. tests/cli/exports.c tries it on vendors' layouts. */
#include "cli.h"

#define KEYS "clean --guess | grep -E '^[^#]' | tr -s ' '"

CLI_ROWS(guess) = {
    {"a small shop", KEYS,
     "order;client;when;item;count;price;state\n1001;K017;23.02.2024 09:15;Tea pot;2;1.012,50;paid\n"
     "1002;K018;04.02.2024 10:00;Cup;1;12,50;failed\n",
     "delimiter = ;\norder_id = order\ncustomer_id = client\ndate = when\nproduct_id = item\n"
     "date-format = %d.%m.%Y %H:%M\nquantity = count\nunit_price = price\ndecimal-mark = ,\nthousands-mark = .\n"
     "status = state\nsale-status = paid\nvoid-status = failed\n",
     "", 0},
    {"day before month, if the data do not decide", "clean --guess | grep -A 1 choices",
     "order,customer,date,amount\n"
     "1,a,05/01/2021,1.50\n2,b,06/12/2021,2.00\n",
     "# choices: %d/%m/%Y or %m/%d/%Y\ndate-format    = ?\n", "", 0},
    {"two digits of the year are open too", "clean --guess | grep -A 1 choices",
     "order,customer,date,amount\n"
     "1,a,05-01-12,1.50\n",
     "# choices: %d-%m-%y or %m-%d-%y or %y-%m-%d\ndate-format    = ?\n", "", 0},
    {"one value decides", "clean --guess | grep -B 1 date-format",
     "order,customer,date,amount\n1,a,05/01/2021,1.50\n2,b,01/25/2021,2.00\n",
     "# line 3 decides the order of day and month: \"01/25/2021\"\ndate-format    = %m/%d/%Y\n", "", 0},
    {"values that contradict one another leave no order", "clean --guess | grep date-format",
     "order,customer,date,amount\n1,a,25/01/2021,1.50\n2,b,01/25/2021,2.00\n", "date-format    = ?\n", "", 0},
    {"a mark that may stand before decimals", "clean --guess | grep -A 1 decimals",
     "order,customer,date,amount\n1,a,2021-01-25,1.250\n",
     "# line 2 has \"1.250\", and no number shows whether that mark comes before decimals\n"
     "# choices: . or , (the other one is then the thousands-mark)\n",
     "", 0},
    {"which amount", "clean --guess | grep -A 1 choices",
     "order,customer,date,Net amount,Gross amount\n"
     "1,a,2021-01-25,10.00,11.90\n",
     "# choices: Net amount or Gross amount\namount         = ?\n", "", 0},
    {"a state that no word explains", "clean --guess | tail -n 5",
     "order,customer,date,amount,status\n1,a,2021-01-25,10.00,paid\n2,a,2021-01-25,9.00,limbo\n",
     "# records: 1, the first in line 2\nsale-status    = paid\n# records: 1, the first in line 3\n"
     "# choices: sale-status, void-status, sale-and-return-status or return-status in place of the ?\n"
     "?              = limbo\n",
     "", 0},
    {"a question stops clean, with its choices", "clean --guess > s; clean --schema ./s /dev/null",
     "order,customer,date,amount,status\n1,a,05/01/2021,10.00,limbo\n", "",
     "clean: ./s:12: date-format = ? is a question that needs an answer: choices: %d/%m/%Y or %m/%d/%Y (and 1 more such "
     "lines)",
     2},
    {"money signs, no quotes, windows", KEYS,
     "order|customer|date|amount\n1|a \"b\"|2021-01-25|$1,250.00\n2|M\xfcller|2021-01-26|($7.00)\n3|\x96|2021-01-26|$5.00-\n",
     "format = plain\ndelimiter = |\nfallback = WINDOWS-1252\norder_id = order\ncustomer_id = customer\ndate = date\n"
     "date-format = %Y-%m-%d\namount = amount\nthousands-mark = ,\nmoney-sign = $\nnumber-form = brackets\n"
     "number-form = trailing-minus\n",
     "", 0},
    {"an order column with no order in it, and columns without names", KEYS,
     "00001,19970101,1,11.77\n00002,19970112,2,12.00\n",
     "header = no\norder_id = ?\ncustomer_id = ?\ndate = ?\ndate-format = ?\namount = ?\n", "", 0},
    {"returns by their order ids, and what is no product", "clean --guess | grep -A 10 '^# records'",
     "order,sku,title,qty,date,price,customer\n536365,A,Tea pot,2,2021-01-25,2.50,7\n536365,DOT,DOTCOM POSTAGE,1,2021-01-25,18.00,7\n"
     "C536379,A,Tea pot,-1,2021-01-26,2.50,7\n",
     "# records: 1, all below 0, the first in line 4\nreturn-prefix  = C\n"
     "# line 3: not a product, going by the name \"DOTCOM POSTAGE\"\ncharge-code    = DOT\n",
     "", 0},
    {"several beginnings of order ids, none below 0", "clean --guess | tail -n 3",
     "order,customer,date,amount\nR-1,7,2021-01-25,5.00\nG-2,7,2021-01-25,5.00\n",
     "# order ids that begin with \"R-\", records: 1, the first in line 2\n"
     "# order ids that begin with \"G-\", records: 1, the first in line 3\n"
     "# if one of these marks returns, write return-prefix = it and return-sign = positive\n",
     "", 0},
    {"a later file decides, with its columns in another order",
     "printf 'order,customer,date,amount\\n1,a,05/01/2021,1.50\\n' > a; "
     "printf 'date,order,amount,customer\\n25/01/2021,2,1.50,b\\n' > b; clean --guess a b | grep -e 'first schema' -e date-format -e decides",
     NULL,
     "# A first schema by clean --guess, from all 47 bytes of a, and 1 other file; records: 2, columns: 4.\n"
     "# line 2 of b decides the order of day and month: \"25/01/2021\"\ndate-format    = %d/%m/%Y\n",
     "", 0},
    {"files that contradict one another leave it open",
     "printf 'order,customer,date,amount\\n1,a,25/01/2021,1.50\\n' > a; "
     "printf 'order,customer,date,amount\\n2,a,01/25/2021,1.50\\n' > b; clean --guess a b | grep date-format",
     NULL, "date-format    = ?\n", "", 0},
    {"a file of other columns is left out",
     "printf 'order,customer,date,amount\\n1,a,25/01/2021,1.50\\n' > a; printf 'x,y,z\\n1,2,3\\n' > b; "
     "clean --guess a b | grep -c '= ?'",
     NULL, "0\n", "b: lacks columns of a", 1},
    {"a spreadsheet is named", "printf 'PK\\003\\004aaaaaaaaaaaaaaaaaaaaaaaaaaxl/workbook' > x; clean --guess x", NULL,
     "", "is a spreadsheet (.xlsx)", 1},
    {"no columns", "clean --guess", "hello\nworld\n", "", "no delimiter divides its lines into columns", 1},
    {"nothing", "clean --guess", "", "", "is empty", 1},
    {"both", "clean --guess --schema generic", "a,b\n", "", "--guess", 2},
};
