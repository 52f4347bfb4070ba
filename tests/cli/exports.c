/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped schemas of vendors, on files in their layouts: gross, returned and revenue are those of tests/exports. */
#include "cli.h"

#define VENDOR(name)                                                                  \
    {                                                                                 \
        name, "\"$TILLROLL_ROOT/tests/exports/compare\" " name, NULL, "fine\n", "", 0 \
    }

#define GUESSED(name, answers)                                                                                \
    {                                                                                                         \
        name ", guessed", "\"$TILLROLL_ROOT/tests/exports/guess\" " name " " answers, NULL, "fine\n", NULL, 0 \
    }

CLI_ROWS(exports) = {
    VENDOR("shopify"),
    VENDOR("shopify-tax-included"),
    VENDOR("woocommerce"),
    VENDOR("stripe"),
    VENDOR("thelook"),
    VENDOR("olist"),
    VENDOR("till"),
    GUESSED("shopify", "'?pending=sale-status' '?authorized=sale-status'"),
    GUESSED("shopify-tax-included", "'?pending=sale-status' '?authorized=sale-status' amount="),
    GUESSED("olist", "order.charge.shipping:line.charge.freight=freight_value amount=price"),
    GUESSED("woocommerce", "'?Pending payment=void-status' '?On hold=sale-status'"),
    GUESSED("stripe", "'amount=Converted Amount' 'currency=Converted Currency' "
                      "'order.return.refund=Converted Amount Refunded' currency-rates="),
    GUESSED("thelook", ""),
    GUESSED("till", "date-format=%d.%m.%Y"),
    {"all months of a shop at once, one of them twice",
     "cd \"$TILLROLL_ROOT/tests/exports/shopify\" && clean --schema shopify plain.csv older.csv counter.csv plain.csv | "
     "aggregate --by customer | cut -f 1,6,11-13",
     NULL,
     "customer_id\torders\tgross\treturned\trevenue\n+15550100\t1\t21.60\t0.00\t21.60\n"
     "ann@x.test\t3\t204.20\t0.00\t204.20\nbob@x.test\t1\t21.60\t0.00\t21.60\n",
     "orders left out, because an earlier file has them: 2", 0},
    {"the schemas for tax and without it are told apart by the totals",
     "cd \"$TILLROLL_ROOT/tests/exports\" && clean --schema shopify shopify-tax-included/germany.csv", NULL, NULL,
     "orders that do not add up to their order.total: 2 of 2", 0},
};
