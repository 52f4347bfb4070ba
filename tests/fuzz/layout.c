/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout.h"

#include <stddef.h>

static const char TILL[] = "delimiter = ;\n"
                           "decimal-mark = ,\n"
                           "thousands-mark = .\n"
                           "missing = NULL\n"
                           "missing = -\n"
                           "order_id = Bon\n"
                           "date = Datum\n"
                           "time = Zeit\n"
                           "customer_id = Kunde\n"
                           "quantity = Menge\n"
                           "unit_price = Preis\n"
                           "amount = Betrag\n"
                           "country = Land\n"
                           "status = Stand\n"
                           "extra.note = Notiz\n"
                           "void-status = void\n"
                           "return-status = returned\n"
                           "return-sign = positive\n"
                           "date-format = %d.%m.%Y\n"
                           "time-format = %H:%M\n"
                           "fallback = WINDOWS-1252\n";

static const char BARE[] = "format = plain\n"
                           "delimiter = tab\n"
                           "header = no\n"
                           "customer_id = #1\n"
                           "date = #2\n"
                           "quantity = #3\n"
                           "amount = #4\n"
                           "order_id = \"{customer_id}-{date}\"\n"
                           "date-format = %Y%m%d\n"
                           "float-ids = customer_id\n"
                           "zero-price = sale\n";

static const char ZONED[] = "order_id = id\n"
                            "product_id = sku\n"
                            "date = at\n"
                            "unit_price = price\n"
                            "quantity = n\n"
                            "customer_id = who\n"
                            "extra.note = note\n"
                            "delimiter = tab\n"
                            "date-format = %Y-%m-%dT%H:%M:%S%z\n"
                            "tz-to = Europe/London\n"
                            "charge-prefix = gift_\n";

/* All that the long way handles: first rows of orders, states, templates, money of orders, rules. */
static const char SHOP[] = "order_id = Name\n"
                           "customer_id = Email | Note | \"none\"\n"
                           "lower-case-ids = customer_id\n"
                           "date = At\n"
                           "product_id = \"{Sku}/{quantity}\"\n"
                           "description = Note\n"
                           "quantity = N\n"
                           "unit_price = Price\n"
                           "country = Land\n"
                           "status = State\n"
                           "fill-down = customer_id date country\n"
                           "sale-status = paid\n"
                           "sale-status = ok\n"
                           "sale-and-return-status = returned\n"
                           "void-status = void\n"
                           "order.charge.shipping = Ship\n"
                           "line.credit.discount = Off\n"
                           "order.total = Total\n"
                           "no-record.Name = 5*\n"
                           "missing.quantity = 7\n"
                           "money-sign = EUR\n"
                           "number-form = trailing-minus\n"
                           "round-money = 2\n"
                           "duplicates = orders\n"
                           "date-format = %Y-%m-%d %H:%M\n"
                           "fallback = WINDOWS-1252\n";

/* After its table there is text that is not read. */
static const char ENDED[] = "order_id = o\n"
                            "customer_id = \"{o}-{c}\"\n"
                            "date = d\n"
                            "amount = m\n"
                            "table-end = blank-line\n"
                            "date-format = %Y-%m-%d\n";

const struct layout LAYOUT[] = {
    {"clean --schema ./schema", SHOP, "Name,Email,State,Total,At,N,Price,Sku,Land,Note,Ship,Off", "ocsmdqmpktmm",
     "%1$04d-%2$02d-%3$02d %4$02d:%5$02d", ',', '.', 0, true},
    {"clean --kinds sale,void,return --schema ./schema", SHOP,
     "Off,Ship,Note,Land,Sku,Price,N,At,Total,State,Email,Name", "mmtkpmqdmsco", "%1$04d-%2$02d-%3$02d %4$02d:%5$02d",
     ',', '.', 0, true},
    {"clean --schema ./schema", ENDED, "o,c,d,m,t", "ocdmt", "%1$04d-%2$02d-%3$02d", ',', '.', 0, true},
    {"clean --schema online-retail", "",
     "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", "optqdmck",
     "%2$d/%3$d/%1$d %4$d:%5$02d", ',', '.', 0, true},
    {"clean --schema ./schema", TILL, "Bon;Datum;Zeit;Kunde;Menge;Preis;Betrag;Land;Stand;Notiz", "odTcqmakst",
     "%3$d.%2$02d.%1$d", ';', ',', '.', true},
    {"clean --schema ./schema", BARE, NULL, "cdqm", "%1$04d%2$02d%3$02d", '\t', '.', 0, false},
    {"clean --schema ./schema", ZONED, "id\tsku\tat\tprice\tn\twho\tnote", "opdmqct",
     "%1$04d-%2$02d-%3$02dT%4$02d:%5$02d:00+01:00", '\t', '.', 0, true},
    {"fromcsv", "", "a,b,c,d,e,f,g,h", "ttoqdmtk", "%1$04d-%2$02d-%3$02d", ',', '.', 0, true},
    {"fromcsv --delimiter ; --fallback ISO-8859-1", "", "first;second", "tt", "%1$04d-%2$02d-%3$02d", ';', '.', 0,
     true},
    {"fromcsv --delimiter tab", "", "x\ty\tz", "qtt", "%1$04d-%2$02d-%3$02d", '\t', '.', 0, true},
    {"fromcsv --format plain --delimiter |", "", "x|y|z", "ttd", "%1$04d-%2$02d-%3$02d", '|', '.', 0, false},
    {"fromcsv --names only", "", NULL, "t", "%1$04d-%2$02d-%3$02d", ',', '.', 0, true},
    {"fromcsv --names p,q,r,s --fallback WINDOWS-1252", "", NULL, "ptcs", "%1$04d-%2$02d-%3$02d", ',', '.', 0, true},
};

const unsigned LAYOUTS = sizeof LAYOUT / sizeof *LAYOUT;
