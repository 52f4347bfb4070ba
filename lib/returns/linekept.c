/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "returns/linekept.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"
#include "base/tool.h"
#include "tsv/feed.h"

enum { MARK_BITS = 24 };

const struct column LINEKEPT_COLUMNS[] = {
    {"customer_id", TYPE_ID},   {"order_id", TYPE_ID},
    {"date", TYPE_DATE},        {"time", TYPE_TIME},
    {"product_id", TYPE_ID},    {"quantity", TYPE_DECIMAL},
    {"unit_price", TYPE_MONEY}, {"amount", TYPE_MONEY},
    {"kind", TYPE_KIND},        {0},
};

/* Can the lines be read again, each of them one that is kept, and the last one with its LF? */
static bool can_read_again(struct linekept *k)
{
    char last;
    return !tool_shared.on_bad && tsv_file(k->in, &k->file) && window_bytes(&k->file, &last, 1, k->file.end - 1) == 1 &&
           last == '\n';
}

void linekept_begin(struct linekept *k, struct tsv *in)
{
    *k = (struct linekept){
        .in = in, .customer.n = SIZE_MAX, .order.n = SIZE_MAX, .rows = kept_of(sizeof(struct linekept_record))};
    for (unsigned i = 0; i < LINES_COLUMNS; i++)
        k->col[i] = tsv_find(in, TABLE_LINES[i].name);
    for (const struct column *c = LINEKEPT_COLUMNS; c->name; c++)
        tsv_need(in, c->name);
    k->field = mem_zero(in->n, sizeof *k->field);
    k->again = can_read_again(k);
    for (int i = 0; i < LINEKEPT_KEYS; i++)
        k->mark[i] = mem_zero((size_t)1 << (MARK_BITS - 6), sizeof *k->mark[i]);
}

void linekept_end(struct linekept *k)
{
    kept_free(&k->rows);
    buf_free(&k->block);
    buf_free(&k->row);
    free(k->field);
    for (int i = 0; i < LINEKEPT_KEYS; i++)
        free(k->mark[i]);
}

/* ---- marks ---- */

void linekept_mark(struct linekept *k, enum linekept_key key, const struct linekept_record *of)
{
    uint32_t bit = of->hash[key] >> (32 - MARK_BITS);
    k->mark[key][bit / 64] |= (uint64_t)1 << bit % 64;
}

bool linekept_marked(const struct linekept *k, enum linekept_key key, const struct linekept_record *of)
{
    uint32_t bit = of->hash[key] >> (32 - MARK_BITS);
    return k->mark[key][bit / 64] >> bit % 64 & 1;
}

static uint32_t hash_pair(uint64_t customer, struct slice s)
{
    uint64_t h = customer * 0x9e3779b97f4a7c15u + hash_slice(s, HASH_MAP);
    return (uint32_t)(h * 0xbf58476d1ce4e5b9u >> 32);
}

/* The lines of an order follow one another in most logs: what is short and the same as before is not hashed again. */
static bool repeats(struct linekept_seen *seen, struct slice s)
{
    if (s.n == seen->n && memcmp(seen->text, s.p, s.n) == 0)
        return true;
    seen->n = s.n < sizeof seen->text ? s.n : SIZE_MAX;
    memcpy(seen->text, s.p, s.n < sizeof seen->text ? s.n : 0);
    return false;
}

static void set_hashes(struct linekept *k, const struct linekept_line *l)
{
    struct linekept_record *r = k->last;
    bool same = repeats(&k->customer, l->text[LINES_CUSTOMER_ID]);
    if (!same)
        k->customer.hash = hash_slice(l->text[LINES_CUSTOMER_ID], HASH_MAP);
    if (!repeats(&k->order, l->text[LINES_ORDER_ID]) || !same)
        k->order.hash = hash_pair(k->customer.hash, l->text[LINES_ORDER_ID]);
    r->hash[LINEKEPT_CUSTOMER] = (uint32_t)(k->customer.hash >> 32);
    r->hash[LINEKEPT_PRODUCT] = hash_pair(k->customer.hash, l->text[LINES_PRODUCT_ID]);
    r->hash[LINEKEPT_ORDER] = (uint32_t)k->order.hash;
}

/* ---- a line for the first time ---- */

/* The lines of a day follow one another in most logs. */
static bool read_day(struct linekept *k, struct slice s)
{
    if (s.n == DATE_LEN && memcmp(k->seen, s.p, DATE_LEN) == 0)
        return true;
    if (!tsv_date(k->in, k->col[LINES_DATE], &k->day))
        return false;
    memcpy(k->seen, s.p, DATE_LEN);
    return true;
}

static bool check_sign(struct linekept *k, const struct linekept_line *l)
{
    bool sells = l->kind == KIND_SALE || l->kind == KIND_CHARGE;
    if (sells && l->amount < 0)
        return tsv_bad(k->in, k->col[LINES_AMOUNT], "is below 0 in a sale",
                       "lines come from clean, which sets the kinds");
    if ((l->kind == KIND_RETURN || l->kind == KIND_CREDIT) && l->amount > 0)
        return tsv_bad(k->in, k->col[LINES_AMOUNT], "is above 0 in a return",
                       "lines come from clean, which sets the kinds");
    return true;
}

static bool read_line(struct linekept *k, struct linekept_line *l)
{
    struct tsv *in = k->in;
    const unsigned *col = k->col;
    l->text[LINES_CUSTOMER_ID] = tsv_field(in, col[LINES_CUSTOMER_ID]);
    l->text[LINES_PRODUCT_ID] = tsv_field(in, col[LINES_PRODUCT_ID]);
    l->text[LINES_ORDER_ID] = tsv_field(in, col[LINES_ORDER_ID]);
    l->priced = tsv_field(in, col[LINES_UNIT_PRICE]).n > 0;
    struct slice kind = tsv_field(in, col[LINES_KIND]);
    l->kind = KIND_SALE;
    if (!slice_eq(kind, SLICE("sale")) && !kind_parse(kind, &l->kind))
        return tsv_bad(in, col[LINES_KIND], "is not a kind of line", "sale, charge, return, credit, free or void");
    if (l->text[LINES_ORDER_ID].n == 0)
        return tsv_bad(in, col[LINES_ORDER_ID], "is empty: a row without its order", NULL);
    return read_day(k, tsv_field(in, col[LINES_DATE])) && tsv_time(in, col[LINES_TIME], &l->time) &&
           tsv_decimal(in, col[LINES_QUANTITY], &l->quantity) && tsv_decimal(in, col[LINES_AMOUNT], &l->amount) &&
           (!l->priced || tsv_decimal(in, col[LINES_UNIT_PRICE], &l->price)) && check_sign(k, l);
}

/* The row with its LF, which the last one may lack. */
static struct slice whole_row(struct linekept *k)
{
    struct slice row = k->in->row;
    if (row.p[row.n] == '\n')
        return slice_of(row.p, row.n + 1);
    k->row.n = 0;
    buf_add(&k->row, row.p, row.n);
    buf_addch(&k->row, '\n');
    return buf_slice(&k->row);
}

bool linekept_add(struct linekept *k, struct linekept_line *out)
{
    if (!read_line(k, out))
        return false;
    out->day = k->day;
    k->last = k->again ? kept_note(&k->rows, k->in->row.n + 1) : kept_add(&k->rows, whole_row(k));
    set_hashes(k, out);
    return true;
}

/* ---- and again ---- */

void linekept_expect(const struct linekept *k, unsigned walks)
{
    if (k->again)
        tool_expects(walks * (uint64_t)(k->file.end - k->file.begin));
}

/* Reads a block of the file that begins with a row of n bytes. */
static void read_block(struct linekept *k, struct linekept_walk *w, size_t n)
{
    enum { BLOCK = 1 << 18 };
    size_t wanted = n > BLOCK ? n : BLOCK;
    off_t place = w->place ? w->place - (off_t)(w->end - w->at) : k->file.begin;
    buf_room(&k->block, wanted + FEED_PADDING);
    ssize_t have = window_bytes(&k->file, k->block.p, wanted, place);
    if (have < 0)
        die_errno(k->in->name, "read");
    tool_took((size_t)have);
    w->at = 0;
    w->end = (size_t)have;
    w->place = place + (off_t)w->end;
}

static bool fits(const struct linekept *k, const struct linekept_walk *w)
{
    return w->next < k->rows.rows &&
           ((struct linekept_record *)kept_record(&k->rows, w->next))->row.bytes <= w->end - w->at;
}

/* False. Lines that were changed without a new length are noticed here. */
static bool end_walk(const struct linekept *k)
{
    if (k->again && !window_unchanged(&k->file))
        window_changed(k->in->name);
    return false;
}

bool linekept_next(struct linekept *k, struct linekept_walk *w)
{
    if (w->next == k->rows.rows)
        return end_walk(k);
    w->record = kept_record(&k->rows, w->next);
    size_t n = w->record->row.bytes;
    if (!k->again)
        w->end = k->rows.text.n;
    else if (!fits(k, w))
        read_block(k, w, n);
    const char *p = (k->again ? k->block.p : k->rows.text.p) + w->at;
    if (n > w->end - w->at || p[n - 1] != '\n')
        window_changed(k->in->name);
    w->row = slice_of(p, n);
    w->at += n;
    w->i = w->next++;
    w->last = !fits(k, w);
    return true;
}

struct slice *linekept_fields(const struct linekept *k, struct slice row)
{
    if (row.n && row.p[row.n - 1] == '\n')
        row.n--;
    for (unsigned i = 0; i < k->in->n; i++)
        k->field[i] = slice_cut(&row, '\t');
    return k->field;
}

void linekept_read(const struct linekept *k, struct slice row, struct linekept_line *out)
{
    const struct slice *field = linekept_fields(k, row);
    for (unsigned i = 0; i < LINES_COLUMNS; i++)
        out->text[i] = k->col[i] == TSV_NONE ? slice_of("", 0) : field[k->col[i]];
    out->priced = out->text[LINES_UNIT_PRICE].n > 0;
    out->price = 0;
    if (!kind_parse(out->text[LINES_KIND], &out->kind) ||
        decimal_parse(out->text[LINES_QUANTITY], &out->quantity) != DECIMAL_OK ||
        decimal_parse(out->text[LINES_AMOUNT], &out->amount) != DECIMAL_OK ||
        (out->priced && decimal_parse(out->text[LINES_UNIT_PRICE], &out->price) != DECIMAL_OK) ||
        !date_parse(out->text[LINES_DATE], &out->day) || !time_parse(out->text[LINES_TIME], &out->time)) {
        if (k->again)
            window_changed(k->in->name);
        die(STATUS_ENV, "a row changed while it was kept (a defect of this tool: please report it)");
    }
}
