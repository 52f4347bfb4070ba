/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/customer.h"

#include "base/die.h"
#include "base/num.h"

static void add(const struct customer *c, decimal *sum, decimal d)
{
    if (!decimal_add(sum, d))
        die(STATUS_DATA, "the sums of customer \"%.*s\" exceed 9223372036854.775807", (int)c->id.n, c->id.p);
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
    if (!customer_day_counts(d))
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
    add(c, &c->returned_units, p->returned_units);
    add(c, &c->gross, p->gross);
    add(c, &c->returned, p->returned);
    /* From the latest order that sells and has one: the orders come in time order. */
    if (p->country.n && (p->sale_lines || c->orders == 0)) {
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

/* Puts fields at p, each after a tab; returns their end. */

static char *put_text(char *p, const struct buf *b)
{
    *p++ = '\t';
    return slice_put(p, buf_slice(b));
}

/* A table has some hundreds of days, each in many rows. */
static char *put_date(char *p, date d)
{
    static struct {
        date day;
        char text[DATE_LEN]; /* begins with a NUL if there is no day yet */
    } known[1024], *at;
    *p++ = '\t';
    if (d == DATE_NONE)
        return p;
    at = &known[(unsigned)d % (sizeof known / sizeof *known)];
    if (at->day != d || !*at->text) {
        at->day = d;
        date_print(at->text, d);
    }
    memcpy(p, at->text, DATE_LEN);
    return p + DATE_LEN;
}

static char *put_count(char *p, uint64_t n)
{
    *p++ = '\t';
    return num_put_uint(p, n);
}

/* A number that rarely has two digits. */
static char *put_few(char *p, uint64_t n)
{
    if (n > 9)
        return put_count(p, n);
    *p++ = '\t';
    *p++ = (char)('0' + n);
    return p;
}

static char *put_money(char *p, decimal d)
{
    *p++ = '\t';
    return decimal_put_money(p, d);
}

/* Most take nothing back: their revenue is their gross. */
static char *put_gross_to_revenue(char *p, const struct customer *c)
{
    char *gross = p, *returned = put_money(p, c->gross);
    if (c->returned)
        return put_money(put_money(returned, c->returned), c->gross + c->returned);
    memcpy(returned, "\t0.00", 5);
    memcpy(returned + 5, gross, (size_t)(returned - gross));
    return returned + 5 + (returned - gross);
}

static char *put_rhythm(char *p, const struct customer *c, date as_of)
{
    if (c->purchase_days == 0) {
        memcpy(p, "\t\t\t\t", 4);
        return p + 4;
    }
    p = put_few(p, c->purchase_days - 1);
    p = put_count(p, (uint64_t)(c->last_date - c->first_date));
    p = put_count(p, (uint64_t)(as_of - c->first_date)); /* later orders were left out */
    *p++ = '\t';
    if (c->purchase_days > 1)
        p += num_print_double(p, decimal_mean(c->repeat_revenue, c->purchase_days - 1));
    return p;
}

void customer_write(const struct customer *c, date as_of, struct out *o)
{
    enum { NUMBERS = 17 * (1 + NUM_ROOM) };
    char *p = out_room(o, c->id.n + c->country.n + NUMBERS);
    memcpy(p, c->id.p, c->id.n);
    p = put_date(p + c->id.n, as_of);
    p = put_text(p, &c->country);
    p = put_date(p, c->first_date);
    p = put_date(p, c->last_date);
    p = put_few(p, c->orders);
    p = put_few(p, c->purchase_days);
    p = put_count(p, c->lines);
    *p++ = '\t';
    p = decimal_put(p, c->units);
    *p++ = '\t';
    p = decimal_put(p, c->returned_units);
    p = put_gross_to_revenue(p, c);
    o->p = put_rhythm(p, c, as_of);
}
