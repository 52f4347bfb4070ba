/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/customer.h"

#include "base/die.h"

static void add(const struct customer *c, decimal *sum, decimal d)
{
    if (!decimal_add(sum, d))
        die(STATUS_DATA, "the sums of customer \"%.*s\" go beyond 9223372036854.775807", (int)c->id.n, c->id.p);
}

void customer_begin(struct customer *c, struct slice id)
{
    struct buf own_id = c->id, own_country = c->country;
    *c = (struct customer){.id = own_id, .country = own_country, .first_date = DATE_NONE, .last_date = DATE_NONE};
    c->today.day = DATE_NONE;
    c->id.n = c->country.n = 0;
    buf_add(&c->id, id.p, id.n);
}

static void end_day(struct customer *c)
{
    const struct customer_day *d = &c->today;
    if (d->sale_lines == 0 || d->revenue < 0 || (d->revenue == 0 && d->return_lines > 0))
        return;
    if (c->purchase_days++ == 0)
        c->first_date = d->day;
    else
        add(c, &c->repeat_revenue, d->revenue);
    c->last_date = d->day;
}

void customer_add(struct customer *c, const struct order *p)
{
    struct customer_day *d = &c->today;
    if (p->day != d->day) {
        end_day(c);
        *d = (struct customer_day){.day = p->day};
    }
    d->sale_lines += p->sale_lines;
    d->return_lines += p->return_lines;
    add(c, &d->revenue, p->gross + p->returned);
    c->lines += p->lines;
    add(c, &c->units, p->units);
    add(c, &c->gross, p->gross);
    add(c, &c->returned, p->returned);
    if (p->sale_lines || c->orders == 0) { /* of the latest that sells: the orders come in time order */
        c->country.n = 0;
        buf_add(&c->country, p->country.p, p->country.n);
    }
    c->orders += p->sale_lines > 0;
}

void customer_end(struct customer *c)
{
    end_day(c);
}

void customer_free(struct customer *c)
{
    buf_free(&c->id);
    buf_free(&c->country);
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

void customer_write(const struct customer *c, date as_of, struct out *o)
{
    out_slice(o, buf_slice(&c->id));
    out_tab(o);
    out_date(o, as_of);
    out_tab(o);
    out_slice(o, buf_slice(&c->country));
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
