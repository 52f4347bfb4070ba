/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/cell.h"

struct cell cell_amount(struct amount a)
{
    return a.kind == AMOUNT_EXACT ? cell_decimal(a.exact) : a.kind == AMOUNT_DOUBLE ? cell_number(a.v) : cell_empty();
}

char *cell_put(char *p, const struct cell *c, int digits)
{
    switch (c->kind) {
    case CELL_TEXT:
        if (c->text.n)
            memcpy(p, c->text.p, c->text.n);
        return p + c->text.n;
    case CELL_COUNT:
        return num_put_uint(p, c->count);
    case CELL_INT:
        return p + num_print_int(p, c->whole);
    case CELL_MONEY:
        return p + decimal_print_money(p, c->exact);
    case CELL_DECIMAL:
        return p + decimal_print(p, c->exact);
    case CELL_NUMBER:
        return p + (digits ? num_print_rounded(p, c->number, digits) : num_print_double(p, c->number));
    case CELL_DATE:
        date_print(p, c->day);
        return p + DATE_LEN;
    case CELL_TIME:
        time_print(p, c->time);
        return p + TIME_LEN;
    default:
        return p;
    }
}

void cell_add(struct buf *row, const struct cell *c, size_t n, int digits)
{
    for (size_t i = 0; i < n; i++) {
        buf_room(row, cell_room(&c[i]) + 1);
        char *p = row->p + row->n;
        if (row->n)
            *p++ = '\t';
        row->n = (size_t)(cell_put(p, &c[i], digits) - row->p);
    }
}
