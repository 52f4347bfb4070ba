/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clean --guess: what is chosen, and what is asked. tests/cli/exports.c tries it on vendors' layouts. */
#include "cli.h"

#define KEYS "clean --guess | grep -E '^[^#]' | tr -s ' '"

#define CHOICES "# choices: sale-status, void-status, sale-and-return-status or return-status in place of the ?\n"

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
     "clean: ./s:11: date-format = ? is a question that needs an answer: choices: %d/%m/%Y or %m/%d/%Y (and 1 more such "
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
    {"a column of events is asked about, by its values, whatever it is called", "clean --guess | tail -n 9",
     "order,customer,date,amount,What\n1,a,2021-01-25,10.00,Verkauf\n2,b,2021-01-26,9.00,Sofortstorno\n"
     "3,b,2021-01-26,9.00,Verkauf\n4,b,2021-01-26,-1.00,Rabatt\n",
     "status         = What\n# records: 2, the first in line 2\nsale-status    = Verkauf\n"
     "# records: 1, the first in line 3, none below 0\n" CHOICES "?              = Sofortstorno\n"
     "# records: 1, the first in line 5, all below 0\n" CHOICES "?              = Rabatt\n",
     "", 0},
    {"codes in a column whose name tells that it has events", KEYS " | tail -n 3",
     "order,customer,date,amount,Belegart\n1,a,2021-01-25,10.00,10\n2,b,2021-01-26,9.00,20\n",
     "status = Belegart\n? = 10\n? = 20\n", "", 0},
    {"a column called Storno: an empty value is a sale, and not the state of the row before", KEYS " | tail -n 3",
     "order,customer,date,amount,Storno\n1,a,2021-01-25,10.00,\n1,a,2021-01-25,9.00,x\n1,a,2021-01-25,9.00,\n"
     "2,a,2021-01-25,9.00,\n",
     "status = Storno | \"none\"\nsale-status = none\n? = x\n", "", 0},
    {"a mark on the first row of an order may be for all of its rows", "clean --guess | grep -A 1 choices | head -n 2",
     "order,customer,date,amount,Storno\n1,a,2021-01-25,10.00,x\n1,a,2021-01-25,9.00,\n2,a,2021-01-25,9.00,\n",
     "# choices: Storno | \"none\", if each record has its own; or Storno, if an order's first record has it for all\n"
     "status         = ?\n",
     "", 0},
    {"a column of events beside one of states", "clean --guess | tail -n 5",
     "order,customer,date,amount,status,Art\n1,a,2021-01-25,10.00,paid,Verkauf\n2,b,2021-01-26,9.00,paid,Retoure\n",
     "# the lines below are about status; if both count, write status = \"{status} {Art}\" and both values\n"
     "# choices: status, which has paid (2); or Art, which has Verkauf (1), Retoure (1)\nstatus         = ?\n"
     "# records: 2, the first in line 2\nsale-status    = paid\n",
     "", 0},
    {"an answered event takes back a sale",
     "cat > f; clean --guess f > g; sed 's/^? /return-status/; $a return-sign = positive' g > s; "
     "clean --schema ./s --only amount,kind f",
     "order,customer,date,sku,amount,Art\n1,a,2021-01-25,X,9.00,Verkauf\n2,a,2021-01-26,X,9.00,Storno\n",
     "amount\tkind\n9.00\tsale\n-9.00\treturn\n", "", 0},
    {"columns that are not used, with what they hold", "clean --guess | sed '1,/not used/d'",
     "order,customer,date,amount,pay,note,sent,size,x\n1,a,2021-01-25,10.00,Bar,one,2021-01-26,1.5,\n"
     "2,b,2021-01-26,9.00,EC,\"two, 2\",2021-01-27,2.5,\n3,b,2021-01-26,9.00,Bar,refund of 2,2021-01-28,2.6,\n"
     "4,b,2021-01-26,9.00,Bar,four,2021-01-29,2.7,\n5,b,2021-01-26,9.00,Bar,five,2021-01-30,2.8,\n"
     "6,b,2021-01-26,9.00,Bar,six,2021-01-31,2.9,\n",
     "#   pay: Bar (5), EC (1)\n"
     "#   note: text; records that may take sales back: 1, the first in line 4: \"refund of 2\"\n"
     "#   sent: dates such as \"2021-01-26\"\n#   size: numbers such as \"1.5\"\n#   without a value: x\n",
     "", 0},
    {"nothing is said if all columns are used", "clean --guess | grep -c 'not used'",
     "order,customer,date,amount\n1,a,2021-01-25,10.00\n", "0\n", "", 1},
    {"the price is found by arithmetic", "clean --guess | grep -B 1 unit_price",
     "order,customer,date,qty,EVP,amount\n1,a,2021-01-25,2,1.25,2.50\n2,b,2021-01-26,1,3.00,3.00\n"
     "3,b,2021-01-26,-1,3.00,-3.00\n4,b,2021-01-26,0,3.00,0.00\n",
     "# records in which amount is qty x EVP: 3\nunit_price     = EVP\n", "", 0},
    {"no price is found if each quantity is 1, or if a person must choose the amount",
     "clean --guess > a; printf 'order,customer,date,qty,EVP,Net amount,Gross amount\\n1,a,2021-01-25,2,1.25,2.50,3.00\\n"
     "2,a,2021-01-25,2,1.25,2.50,3.00\\n' | clean --guess | cat a - | grep -c unit_price",
     "order,customer,date,qty,EVP,amount\n1,a,2021-01-25,1,1.25,1.25\n2,b,2021-01-26,1,3.00,3.00\n", "0\n", "", 1},
    {"a row of sums is left out, and counts nowhere",
     "cat > f; clean --guess f > s; grep -A 1 'sum of' s; grep -c -e 'none of these' -e '= ?' s; grep -o 'records: [0-9]*,' s; "
     "clean --schema ./s --only date,amount f",
     "Datum,Bon,Kunde,Betrag,Art\n13.03.2026,1,a,6.00,Verkauf\n14.03.2026,2,b,3.00,Verkauf\nSumme 3/2026,,,9.00,\n",
     "# line 4 has no day, and counts as a sum of others: \"Summe 3/2026\"\nno-record.Datum = Summe*\n0\nrecords: 2,\n"
     "date\tamount\n2026-03-13\t6.00\n2026-03-14\t3.00\n",
     "", 0},
    {"a product is no row of sums: a row without a day is filled from the one above",
     "clean --guess | grep -c no-record",
     "order,customer,date,item,amount\n1,a,2021-01-25,Total care,10.00\n1,,,Summer dress,18.00\n1,,,Total care,8.00\n"
     "2,a,2021-01-25,Cup,10.00\n",
     "0\n", "", 1},
    {"the pattern of a row of sums leaves out no product", "clean --guess | grep no-record",
     "order,customer,date,item,amount\n1,a,2021-01-25,Total care,10.00\n1,a,2021-01-25,Sumo,18.00\n,,,Sum,28.00\n"
     ",,,Total 2021,28.00\n",
     "no-record.item = Sum\nno-record.item = Total 2021\n", "", 0},
    {"a shipped schema that reads the file", "clean --guess | sed -n 2p",
     "customer_id,order_id,date,time,product_id,description,quantity,unit_price,amount,country\n"
     "a,1,2021-01-05,10:00,X,Cup,1,2.00,2.00,DE\n",
     "# the shipped schema generic reads this file: clean --schema generic\n", "", 0},
    {"a shipped schema whose date pattern does not read the file", "clean --guess | grep -c shipped",
     "customer_id,order_id,date,time,product_id,description,quantity,unit_price,amount,country\n"
     "a,1,05/01/2021,10:00,X,Cup,1,2.00,2.00,DE\n",
     "0\n", "", 1},
    {"each export of a vendor is read by one shipped schema, its own",
     "cd \"$TILLROLL_ROOT/tests/exports\"; for f in */*.csv; do "
     "echo ${f%/*} $(clean --guess $f | sed -n 's/^# the shipped schema.*--schema //p'); done | sort -u",
     NULL,
     "olist olist\nshopify shopify\nshopify-tax-included shopify-tax-included\nstripe stripe\nthelook thelook\ntill till\n"
     "woocommerce woocommerce\n",
     "", 0},
    {"two schemas of a vendor read a file without tax", "clean --guess | sed -n 2,4p",
     "Name,Email,Financial Status,Currency,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,"
     "Lineitem price,Lineitem sku,Shipping Country,Refunded Amount,Source\n"
     "#2,a@x.test,paid,USD,5,0,15,0,2026-07-31 11:00:00 -0400,1,Cup,10,CUP,US,0,web\n",
     "# the shipped schema shopify reads this file: clean --schema shopify\n"
     "# the shipped schema shopify-tax-included reads this file: clean --schema shopify-tax-included\n"
     "# the comments at the beginning of these schemas tell which of them is for which shop\n",
     "", 0},
    {"an order's amount goes without a quantity", KEYS " | tail -n 1",
     "order,customer,date,qty,total\n1,a,2021-01-25,2,10.00\n1,a,2021-01-25,1,10.00\n", "order.amount = total\n", "",
     0},
    {"an amount that is checked by the price, and another one", "clean --guess | grep -A 1 possible",
     "order,customer,date,qty,price,Netto,Brutto\n1,a,2021-01-25,2,1.25,2.50,3.00\n",
     "# possible amounts: Netto or Brutto; the first is quantity x unit_price\namount         = Netto\n", "", 0},
    {"the decimal mark of amounts that a person is to choose", KEYS " | tail -n 3",
     "order;customer;date;value A;value B\n1;a;2021-01-25;1.250,50;2,50\n",
     "amount = ?\ndecimal-mark = ,\nthousands-mark = .\n", "", 0},
    {"a column that is asked about is not among the unused ones", "clean --guess | grep -c -e 'not used'",
     "order,customer,date,qty,amount\n1,a,2021-01-25,2,2.50\n1,a,2021-01-25,2,2.50\n", "0\n", "", 1},
    {"the line of a record with another number of columns", "clean --guess | grep stops",
     "order,customer,date,amount\n1,a,2021-01-25,10.00\n2,a,2021-01-25,10,00\n",
     "# A line with a question mark stops clean: put the answer in place of the mark.\n"
     "# records with another number of columns: 1, the first in line 3, where clean stops\n",
     "", 0},
    {"a name stands for a missing code, and a telephone number for a missing address", KEYS " | head -n 4",
     "order,Email,Phone,date,sku,item name,amount\n1,a@x.test,,2021-01-25,A,Cup,10.00\n2,,+49,2021-01-26,,Tea,9.00\n",
     "order_id = order\ncustomer_id = Email | Phone\nlower-case-ids = customer_id\ndate = date\n", "", 0},
    {"a spreadsheet is named", "printf 'PK\\003\\004aaaaaaaaaaaaaaaaaaaaaaaaaaxl/workbook' > x; clean --guess x", NULL,
     "", "is a spreadsheet (.xlsx)", 1},
    {"no columns", "clean --guess", "hello\nworld\n", "", "no delimiter divides its lines into columns", 1},
    {"nothing", "clean --guess", "", "", "is empty", 1},
    {"--guest is nearer to --guests", "clean --guest keep", NULL, "", "did you mean --guests?", 2},
    {"both", "clean --guess --schema generic", "a,b\n", "", "--guess", 2},
};
