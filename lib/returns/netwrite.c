/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What netting.h writes: lines, pairs, counts. */
#include <stdlib.h>

#include "base/mem.h"
#include "returns/netting.h"

/* ---- lines ---- */

/* What takes the place of a value of a row. */
struct replacement {
    unsigned column;
    struct slice text;
};

static void write_replaced(const struct netting *n, struct table *t, struct slice row, const struct replacement *r,
                           size_t replacements)
{
    struct record values = linekept_cut(&n->lines, row);
    struct buf made = {0};
    for (unsigned i = 0; i < n->lines.in->n; i++) {
        struct slice value = record_value(values, i);
        for (size_t k = 0; k < replacements; k++)
            value = r[k].column == i ? r[k].text : value;
        buf_add(&made, value.p, value.n);
        buf_addch(&made, i + 1 < n->lines.in->n ? '\t' : '\n');
    }
    table_made(t, buf_slice(&made), 1);
    buf_free(&made);
}

/* Writes a row with another quantity, amount and kind, and without its price if it has no pieces. */
static void write_changed(const struct netting *n, struct table *t, struct slice row, decimal quantity, decimal amount,
                          enum kind kind)
{
    const unsigned *at = n->lines.columns.at;
    char pieces[DECIMAL_ROOM], money[DECIMAL_ROOM];
    const struct replacement r[] = {
        {at[LINES_QUANTITY], slice_of(pieces, (size_t)decimal_print(pieces, quantity))},
        {at[LINES_AMOUNT], slice_of(money, (size_t)decimal_print_money(money, amount))},
        {at[LINES_KIND], slice_str(KIND_NAME[kind])},
        {at[LINES_UNIT_PRICE], slice_of("", 0)},
    };
    write_replaced(n, t, row, r, quantity ? 3 : 4);
}

static const char *reason(const struct netting *n, uint32_t i)
{
    if (n->line[i].phantom)
        return "phantom";
    return n->line[i].kind == KIND_SALE || n->line[i].kind == KIND_CHARGE ? "taken_back" : "paired";
}

/* What is left of a line, and the difference in money that it keeps. */
static void write_line(struct netting *n, struct table *t, uint32_t i)
{
    const struct pairing_line *l = &n->pairing.line[i];
    struct slice row = n->line[i].row;
    if (l->quantity)
        write_changed(n, t, row, l->quantity, l->amount, n->line[i].kind);
    else
        tsv_drop_row(n->lines.in, slice_of(row.p, row.n - 1), reason(n, i));
    if (l->difference == 0)
        return;
    write_changed(n, t, row, 0, l->difference, l->difference > 0 ? KIND_CHARGE : KIND_CREDIT);
    tool_rows.added++;
}

/* Between the lines that something has happened to, all is as it was. */
void netting_write(struct netting *n, struct table *t)
{
    const struct linekept *k = &n->lines;
    struct linekept_reader reader = {0};
    off_t place = k->begin;
    uint64_t row = 0;
    for (uint32_t i = 0; i < n->pairing.lines; i++) {
        const struct netting_line *l = &n->line[i];
        if (n->pairing.line[i].pairs == 0)
            continue;
        linekept_copy(k, &reader, t, place, l->place, n->pairing.line[i].row - row);
        write_line(n, t, i);
        tool_took(k->again ? l->row.n : 0);
        place = l->place + (off_t)l->row.n;
        row = n->pairing.line[i].row + 1;
    }
    linekept_copy(k, &reader, t, place, k->end, k->rows - row);
    buf_free(&reader.window);
    linekept_check(k);
}

/* ---- pairs ---- */

static const struct column PAIRS[] = {
    {"customer_id", TYPE_ID},
    {"product_id", TYPE_ID},
    {"order_id", TYPE_ID},
    {"date", TYPE_DATE},
    {"time", TYPE_TIME},
    {"row", TYPE_COUNT},
    {"return_quantity", TYPE_DECIMAL},
    {"sale_order_id", TYPE_ID},
    {"sale_product_id", TYPE_ID},
    {"sale_date", TYPE_DATE},
    {"sale_time", TYPE_TIME},
    {"sale_row", TYPE_COUNT},
    {"sale_quantity", TYPE_DECIMAL},
    {"quantity", TYPE_DECIMAL},
    {"sale_amount", TYPE_MONEY},
    {"return_amount", TYPE_MONEY},
    {"match", TYPE_TEXT},
    {"within", TYPE_COUNT},
    {"phantom", TYPE_COUNT},
    {0},
};

static void write_pair(struct netting *n, struct table *t, const struct pairing_pair *p)
{
    struct line back, sale;
    linekept_line(&n->lines, n->line[p->back].row, &back);
    linekept_line(&n->lines, n->line[p->sale].row, &sale);
    const struct cell row[] = {cell_text(back.customer),
                               cell_text(back.product),
                               cell_text(back.order),
                               cell_date(back.day),
                               cell_time(back.time),
                               cell_count(n->pairing.line[p->back].row + 1),
                               cell_decimal(back.quantity),
                               cell_text(sale.order),
                               cell_text(sale.product),
                               cell_date(sale.day),
                               cell_time(sale.time),
                               cell_count(n->pairing.line[p->sale].row + 1),
                               cell_decimal(sale.quantity),
                               cell_decimal(p->quantity),
                               cell_money(p->given),
                               cell_money(p->taken),
                               cell_str(PAIRING_MATCH_NAME[p->match]),
                               cell_count(p->within),
                               cell_count(n->line[p->sale].phantom)};
    table_row(t, slice_of("", 0), row);
}

static struct out *pairs_file;

static void close_pairs(void)
{
    out_close(pairs_file);
}

void netting_pairs(struct netting *n, const char *path)
{
    struct table t;
    pairs_file = out_create(path);
    table_begin(&t, pairs_file, NULL, PAIRS, NULL);
    for (uint32_t i = 0; i < n->pairing.pairs; i++)
        write_pair(n, &t, &n->pairing.pair[i]);
    table_end(&t);
    tool_at_end(close_pairs);
}

/* ---- counts ---- */

struct counts {
    uint64_t matched, partly, unmatched, sales_reduced, sales_gone, credits, credits_paired;
    struct amount_sum units, amount, units_left, amount_left;
    struct amount_sum units_by[PAIRING_MATCHES], taken_by[PAIRING_MATCHES];
    struct amount_sum charged, credited, phantom;
};

static void add(struct amount_sum *s, decimal d)
{
    amount_add(s, amount_exact(d));
}

static void tell(const char *name, const struct amount_sum *s, bool money)
{
    char text[NUM_ROOM];
    struct amount a = amount_exact(0);
    if (s->n && !amount_total(s, &a))
        a = amount_inexact(amount_sum_double(s));
    int size = a.kind == AMOUNT_EXACT && money ? decimal_print_money(text, a.exact) : amount_print(text, a);
    tool_stat(name, "%.*s", size, text);
}

static void count_return(struct counts *c, const struct pairing_line *now, const struct netting_line *before)
{
    add(&c->units, -before->quantity);
    add(&c->amount, before->amount);
    add(&c->units_left, now->pairs ? -now->quantity : -before->quantity);
    add(&c->amount_left, now->amount);
    ++*(now->pairs == 0 ? &c->unmatched : now->quantity ? &c->partly : &c->matched);
}

static void count_line(const struct netting *n, struct counts *c, uint32_t i)
{
    const struct netting_line *l = &n->line[i];
    const struct pairing_line *now = &n->pairing.line[i];
    if (l->kind == KIND_RETURN) {
        count_return(c, now, l);
    } else if (l->kind == KIND_CREDIT) {
        c->credits++;
        c->credits_paired += now->pairs > 0;
    } else {
        c->sales_reduced += now->pairs > 0;
        c->sales_gone += now->pairs && now->quantity == 0;
    }
    add(now->difference > 0 ? &c->charged : &c->credited, now->difference);
    if (l->phantom)
        add(&c->phantom, l->amount);
}

static void count_pairs(const struct netting *n, struct counts *c)
{
    for (uint32_t i = 0; i < n->pairing.pairs; i++) {
        const struct pairing_pair *p = &n->pairing.pair[i];
        add(&c->units_by[p->match], p->quantity);
        add(&c->taken_by[p->match], p->taken);
    }
}

static void count_guests(const struct linekept_guests *g, struct counts *c)
{
    c->unmatched += g->returns;
    amount_merge(&c->units, &g->units);
    amount_merge(&c->amount, &g->amount);
    amount_merge(&c->units_left, &g->units);
    amount_merge(&c->amount_left, &g->amount);
}

static void tell_returns(const struct counts *c, uint64_t guests)
{
    *tool_counter("return_lines") = c->matched + c->partly + c->unmatched;
    *tool_counter("return_lines_matched") = c->matched;
    *tool_counter("return_lines_partly") = c->partly;
    *tool_counter("return_lines_unmatched") = c->unmatched;
    *tool_counter("return_lines_of_guests") = guests;
    tell("return_units", &c->units, false);
    tell("return_units_exact", &c->units_by[PAIRING_EXACT], false);
    tell("return_units_any_price", &c->units_by[PAIRING_ANY], false);
    tell("return_units_unmatched", &c->units_left, false);
    tell("return_amount", &c->amount, true);
    tell("return_amount_exact", &c->taken_by[PAIRING_EXACT], true);
    tell("return_amount_any_price", &c->taken_by[PAIRING_ANY], true);
    tell("return_amount_unmatched", &c->amount_left, true);
}

void netting_count(struct netting *n)
{
    struct counts c = {0};
    struct linekept_guests guests = linekept_guests(&n->lines);
    for (uint32_t i = 0; i < n->pairing.lines; i++)
        count_line(n, &c, i);
    count_pairs(n, &c);
    count_guests(&guests, &c);
    tell_returns(&c, guests.returns);
    *tool_counter("pairs") = n->pairing.pairs;
    *tool_counter("sale_lines_reduced") = c.sales_reduced;
    *tool_counter("sale_lines_taken_back") = c.sales_gone;
    if (n->pairing.credits) {
        *tool_counter("credit_lines") = c.credits;
        *tool_counter("credit_lines_paired") = c.credits_paired;
        amount_merge(&c.taken_by[PAIRING_CREDIT], &c.taken_by[PAIRING_ORDER]);
        tell("credit_amount_paired", &c.taken_by[PAIRING_CREDIT], true);
    }
    *tool_counter("phantom_orders") = n->phantom_orders;
    tell("phantom_amount", &c.phantom, true);
    *tool_counter("rows_added") = tool_rows.added;
    tell("difference_charged", &c.charged, true);
    tell("difference_credited", &c.credited, true);
}
