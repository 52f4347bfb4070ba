/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/customer.h"

#include "base/die.h"

static void add(const struct book *b, uint32_t customer, decimal *sum, decimal d)
{
    if (decimal_add(sum, d))
        return;
    struct slice id = map_key(&b->customers, customer);
    die(STATUS_DATA, "the sums of customer \"%.*s\" go beyond 9223372036854.775807", (int)id.n, id.p);
}

static void add_purchase_day(const struct book *b, struct customer *c, date day, decimal revenue)
{
    if (c->purchase_days++ == 0)
        c->first_date = day;
    else
        add(b, c->id, &c->repeat_revenue, revenue);
    c->last_date = day;
}

struct customer customer_fold(const struct book *b, const uint32_t *order, size_t n)
{
    const struct order *last = &b->order[order[n - 1]];
    struct customer c = {
        .id = last->customer, .country = last->country, .first_date = DATE_NONE, .last_date = DATE_NONE};
    for (size_t i = 0, next; i < n; i = next) {
        date day = b->order[order[i]].day;
        uint64_t sale_lines = 0, return_lines = 0;
        decimal revenue = 0;
        for (next = i; next < n && b->order[order[next]].day == day; next++) {
            const struct order *p = &b->order[order[next]];
            sale_lines += p->sale_lines;
            return_lines += p->return_lines;
            c.lines += p->lines;
            add(b, c.id, &revenue, p->gross + p->returned);
            add(b, c.id, &c.units, p->units);
            add(b, c.id, &c.gross, p->gross);
            add(b, c.id, &c.returned, p->returned);
            if (p->sale_lines) {
                c.orders++;
                c.country = p->country; /* of the latest that sells: the orders come in time order */
            }
        }
        if (sale_lines && (revenue > 0 || (revenue == 0 && return_lines == 0)))
            add_purchase_day(b, &c, day, revenue);
    }
    return c;
}

static void write_rhythm(const struct customer *c, date as_of, struct out *o)
{
    if (c->purchase_days == 0) {
        out_str(o, "\t\t\t\t");
        return;
    }
    const int64_t value[] = {(int64_t)c->purchase_days - 1, c->last_date - c->first_date, as_of - c->first_date};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_int(o, value[i]);
    }
    out_tab(o);
    if (c->purchase_days > 1)
        out_double(o, decimal_mean(c->repeat_revenue, c->purchase_days - 1));
}

void customer_write(const struct book *b, const struct customer *c, date as_of, struct out *o)
{
    out_slice(o, map_key(&b->customers, c->id));
    out_tab(o);
    out_date(o, as_of);
    out_tab(o);
    out_slice(o, map_key(&b->countries, c->country));
    out_tab(o);
    out_date(o, c->first_date);
    out_tab(o);
    out_date(o, c->last_date);
    const uint64_t count[] = {c->orders, c->purchase_days, c->lines};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_uint(o, count[i]);
    }
    out_tab(o);
    out_decimal(o, c->units);
    const decimal money[] = {c->gross, c->returned, c->gross + c->returned};
    for (int i = 0; i < 3; i++) {
        out_tab(o);
        out_money(o, money[i]);
    }
    write_rhythm(c, as_of, o);
    out_char(o, '\n');
}
