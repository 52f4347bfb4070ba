/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ordercolumns: the places of the columns that an order is read from. */
#ifndef SHOP_ORDERCOLUMNS_H
#define SHOP_ORDERCOLUMNS_H

struct ordercolumns {
    unsigned customer_id, order_id, date, time, country;
    unsigned quantity, amount, kind; /* of a table of lines alone */
    unsigned sale_lines, return_lines, lines, units, returned_units, gross, returned, revenue; /* of orders alone */
    const unsigned *carried;                                                                   /* further columns */
    unsigned n;                                                                                /* how many */
};

#endif
