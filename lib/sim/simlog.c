/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simlog.h"

#include "base/num.h"
#include "base/tool.h"

static void add_uint(struct buf *b, uint64_t v)
{
    buf_room(b, NUM_ROOM);
    b->n += (size_t)num_print_uint(b->p + b->n, v);
}

void simlog_begin(struct simlog *log)
{
    if (log->layout == SIMLOG_LINES) {
        tables_header(log->out, TABLE_LINES);
        out_char(log->out, '\n');
    } else {
        out_str(log->out, "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
        out_str(log->out, log->crlf ? "\r\n" : "\n");
    }
}

void simlog_end(struct simlog *log)
{
    buf_free(&log->head);
    buf_free(&log->when);
    buf_free(&log->tail);
}

/* What clean(1) makes of a text: no blanks at the ends, a blank for a newline. */
static void add_tsv(struct buf *b, struct slice s)
{
    s = slice_trim(s);
    for (size_t i = 0; i < s.n; i++)
        buf_addch(b, s.p[i] == '\n' ? ' ' : s.p[i]);
}

/* In ISO-8859-1; the only character beyond ASCII is the pound sign, C2 A3 in UTF-8. */
static void add_csv(struct buf *b, struct slice s)
{
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++)
        quoted |= s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n';
    if (quoted)
        buf_addch(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_addch(b, '"');
        if (s.p[i] != '\302')
            buf_addch(b, s.p[i]);
    }
    if (quoted)
        buf_addch(b, '"');
}

void simlog_product(struct buf *b, enum simlog_layout layout, struct slice code, struct slice name)
{
    char delimiter = layout == SIMLOG_LINES ? '\t' : ',';
    buf_add(b, code.p, code.n);
    buf_addch(b, delimiter);
    (layout == SIMLOG_LINES ? add_tsv : add_csv)(b, name);
    buf_addch(b, delimiter);
}

static void add_order_id(struct buf *b, const struct sim_order *o)
{
    if (o->letter)
        buf_addch(b, o->letter);
    add_uint(b, o->number);
}

static void lines_head(struct simlog *log, const struct sim_order *o, date day, unsigned minute)
{
    struct buf *b = &log->head;
    if (o->customer_id)
        add_uint(b, o->customer_id);
    buf_addch(b, '\t');
    add_order_id(b, o);
    buf_addch(b, '\t');
    buf_room(b, DATE_LEN + TIME_LEN);
    date_print(b->p + b->n, day);
    b->n += DATE_LEN;
    buf_addch(b, '\t');
    buf_room(b, TIME_LEN);
    time_print(b->p + b->n, (daytime)minute * 60);
    b->n += TIME_LEN;
    buf_addch(b, '\t');
    buf_addch(&log->tail, '\t');
    buf_addstr(&log->tail, simshop_country(o->country));
    buf_addch(&log->tail, '\t');
}

static void retail_head(struct simlog *log, const struct sim_order *o, date day, unsigned minute)
{
    struct buf *b = &log->when;
    int y, m, d;
    add_order_id(&log->head, o);
    buf_addch(&log->head, ',');
    date_civil(day, &y, &m, &d);
    buf_addch(b, ',');
    add_uint(b, (uint64_t)m);
    buf_addch(b, '/');
    add_uint(b, (uint64_t)d);
    buf_addch(b, '/');
    add_uint(b, (uint64_t)y);
    buf_addch(b, ' ');
    add_uint(b, minute / 60);
    buf_addstr(b, minute % 60 < 10 ? ":0" : ":");
    add_uint(b, minute % 60);
    buf_addch(b, ',');
    b = &log->tail;
    buf_addch(b, ',');
    if (o->customer_id)
        add_uint(b, o->customer_id);
    buf_addch(b, ',');
    buf_addstr(b, simshop_country(o->country));
    buf_addstr(b, log->crlf ? "\r\n" : "\n");
}

static void write_product(struct simlog *log, const struct sim_line *l)
{
    if (l->product) {
        out_slice(log->out, log->layout == SIMLOG_LINES ? l->product->tsv : l->product->csv);
        return;
    }
    struct buf b = {0};
    simlog_product(&b, log->layout, l->code, l->name);
    out_slice(log->out, buf_slice(&b));
    buf_free(&b);
}

static void lines_line(struct simlog *log, const struct sim_line *l)
{
    decimal penny = DECIMAL_ONE / 100;
    out_int(log->out, l->quantity);
    out_tab(log->out);
    out_money(log->out, l->price * penny);
    out_tab(log->out);
    out_money(log->out, l->quantity * l->price * penny);
    out_slice(log->out, buf_slice(&log->tail));
    out_str(log->out, KIND_NAME[l->kind]);
    out_char(log->out, '\n');
}

static void retail_line(struct simlog *log, const struct sim_line *l)
{
    out_int(log->out, l->quantity);
    out_slice(log->out, buf_slice(&log->when));
    out_decimal(log->out, l->price * (DECIMAL_ONE / 100));
    out_slice(log->out, buf_slice(&log->tail));
}

void simlog_write(struct simlog *log, const struct sim_order *o, date day, unsigned minute, int from, int to)
{
    log->head.n = log->when.n = log->tail.n = 0;
    (log->layout == SIMLOG_LINES ? lines_head : retail_head)(log, o, day, minute);
    for (const struct sim_line *l = o->line + from; l < o->line + to; l++) {
        out_slice(log->out, buf_slice(&log->head));
        write_product(log, l);
        (log->layout == SIMLOG_LINES ? lines_line : retail_line)(log, l);
    }
    tool_rows.out += (uint64_t)(to - from);
}
