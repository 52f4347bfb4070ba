/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/linerun.h"

#include <stdlib.h>

#include "base/bits.h"

/* Records are checked, read and written in separate loops: then each loop has enough registers. */
enum { BATCH = CENTS_BATCH };

/* Copies a fixed number of bytes for up to as many wanted: SHORT, or LONG for a longer text (with bytes after it). */
enum { SHORT = 32, LONG = 64 };

#define INLINE static inline __attribute__((always_inline))

void linerun_init(struct linerun *run, const struct line_maker *maker, const struct lineout *row)
{
    *run = (struct linerun){.maker = maker, .row = row, .level = cpu_best()};
    run->piece = mem_zero(row->columns + 1, sizeof *run->piece);
    for (const struct lineout_column *c = row->column, *end = c + row->columns; c < end; c++) {
        run->writes_price |= c->what == LINEOUT_PRICE;
        run->writes_amount |= c->what == LINEOUT_AMOUNT;
        run->copies_text |= c->column == LINES_PRODUCT_ID || c->column == LINES_DESCRIPTION;
    }
}

void linerun_free(struct linerun *run)
{
    free(run->piece);
    buf_free(&run->frame);
}

/* ---- the text that depends on the order ---- */

INLINE char *put(char *p, const char *from, size_t n)
{
    if (n <= SHORT)
        memcpy(p, from, SHORT);
    else if (n <= LONG)
        memcpy(p, from, LONG);
    else
        memcpy(p, from, n);
    return p + n;
}

/* The value that a column of the row gets from each record. */
static struct linerun_piece piece_of(const struct linerun *run, const struct lineout_column *c)
{
    switch (c->what) {
    case LINEOUT_PRICE:
        return (struct linerun_piece){.what = LINERUN_PRICE};
    case LINEOUT_AMOUNT:
        return (struct linerun_piece){.what = LINERUN_AMOUNT};
    case LINEOUT_QUANTITY: /* as the source has it */
        return (struct linerun_piece){.what = LINERUN_TEXT, .value = &run->quantity};
    default:
        return (struct linerun_piece){.what = LINERUN_TEXT,
                                      .value = c->column == LINES_PRODUCT_ID ? &run->product : &run->description};
    }
}

static bool is_missing(const struct line_simple *simple, int column)
{
    return (column == LINES_PRODUCT_ID && simple->product < 0) ||
           (column == LINES_DESCRIPTION && simple->description < 0);
}

static void make_frame(struct linerun *run, const struct line_simple *simple)
{
    const struct lineout *row = run->row;
    const struct line *line = line_maker_line(run->maker);
    run->order = line->order;
    run->pieces = 0;
    run->frame.n = 0;
    buf_room(&run->frame, line->text_bytes + (row->columns + 1) * LONG);
    char *p = run->frame.p, *from = p;
    for (const struct lineout_column *c = row->column, *end = c + row->columns; c < end; c++) {
        if (c->what == LINEOUT_KIND) {
            memcpy(p, KIND_NAME[KIND_SALE], sizeof KIND_NAME[KIND_SALE]);
            p += row->kind_size[KIND_SALE];
        } else if (line_of_order(c->column)) {
            p = put(p, c->text->p, c->text->n);
        } else if (!is_missing(simple, c->column)) {
            run->piece[run->pieces] = piece_of(run, c);
            run->piece[run->pieces++].size = (size_t)(p - from);
            from = p;
        }
        *p++ = c + 1 < end ? '\t' : '\n';
    }
    run->piece[run->pieces++] = (struct linerun_piece){.size = (size_t)(p - from), .what = LINERUN_END};
    run->frame.n = (size_t)(p - run->frame.p);
}

/* ---- is a record simple? ---- */

static void find_values(struct linerun *run, const struct line_simple *simple, const struct csvin_view *v)
{
    unsigned product = simple->product < 0 ? simple->quantity : (unsigned)simple->product;
    unsigned description = simple->description < 0 ? simple->quantity : (unsigned)simple->description;
    run->product = (struct linerun_value){product, csvin_view_less(v, product)};
    run->description = (struct linerun_value){description, csvin_view_less(v, description)};
    run->quantity = (struct linerun_value){simple->quantity, csvin_view_less(v, simple->quantity)};
    run->price = (struct linerun_value){simple->price, csvin_view_less(v, simple->price)};
}

INLINE struct slice value(const char *begin, const int32_t *at, struct linerun_value v)
{
    ptrdiff_t first = at[v.column], end = at[v.column + 1];
    return slice_of(begin + first, (size_t)(end - first - v.less));
}

/* Does a value end with a blank, or begin with one or with a quote mark? For an empty value the bytes beside it are
 * read. */
INLINE bool is_odd_text(const char *begin, const int32_t *at, struct linerun_value v)
{
    ptrdiff_t first = at[v.column], last = at[v.column + 1] - v.less - 1;
    return begin[first] == ' ' || begin[first] == '"' || begin[last] == ' ';
}

INLINE bool is_odd_product(const char *begin, const int32_t *at, struct linerun_value v, const bool *odd)
{
    ptrdiff_t first = at[v.column], last = at[v.column + 1] - v.less - 1;
    return odd[(unsigned char)begin[first]] || begin[last] == ' ';
}

INLINE bool is_enclosed(const char *begin, const int32_t *at, unsigned column)
{
    return begin[at[column] - 1] == '"' && at[column + 1] - at[column] > 2;
}

/* With a gap of 1 this is seen when values are read: no usable value begins with a quote mark. */
INLINE bool all_enclosed(const struct linerun *run, const char *begin, const int32_t *at)
{
    return is_enclosed(begin, at, run->product.column) && is_enclosed(begin, at, run->description.column) &&
           is_enclosed(begin, at, run->quantity.column) && is_enclosed(begin, at, run->price.column);
}

/* How many of the records from k on are sales of the same order for which line_make would only read the numbers. */
INLINE uint32_t count_simple(const struct linerun *run, const struct line_simple *simple, const struct csvin_view *view,
                             uint32_t k)
{
    uint32_t n = view->n, i, most = view->rows - k < BATCH ? view->rows - k : BATCH;
    const struct repeat *repeat = simple->repeat;
    const char *base = view->base + 1, *begin = csvin_view_begin(view);
    const int32_t *at = view->at + (size_t)k * n;
    for (i = 0; i < most; i++, at += n) {
        if (!csvin_view_plain(view, at) || !repeat_same(repeat, (struct record){base, at, 1}))
            break;
        if (simple->product >= 0 && is_odd_product(begin, at, run->product, simple->odd_product))
            break;
        if (simple->description >= 0 && is_odd_text(begin, at, run->description))
            break;
        if (view->gap == 3 && (!all_enclosed(run, begin, at) || (run->copies_text && csvin_view_doubled(view, at))))
            break;
    }
    return i;
}

/* ---- their numbers ---- */

struct batch {
    const char *begin;
    const int32_t *at; /* of the first record */
    uint32_t n, step, uses;
    uint32_t price[BATCH], amount[BATCH];
};

INLINE void take_text(struct cents_texts *t, uint32_t i, struct slice v)
{
    memcpy(t->bytes[i], v.p, sizeof t->bytes[i]);
    t->size[i] = v.n;
}

INLINE void read_numbers(const struct linerun *run, struct batch *b)
{
    struct cents_texts pieces, prices;
    const struct linerun_value quantity = run->quantity, price = run->price;
    const int32_t *at = b->at;
    for (uint32_t i = 0; i < b->n; i++, at += b->step) {
        take_text(&pieces, i, value(b->begin, at, quantity));
        take_text(&prices, i, value(b->begin, at, price));
    }
    b->n = cents_read(run->level, &pieces, &prices, b->n, b->price, b->amount);
}

/* ---- rows ---- */

INLINE void write_rows(const struct linerun *run, struct out *o, const struct batch *b)
{
    const int32_t *at = b->at;
    size_t bytes = b->uses * (size_t)(at[(size_t)b->n * b->step] - at[0]);
    uint64_t price[BATCH], amount[BATCH];
    if (run->writes_price)
        cents_digits(run->level, b->price, b->n, price);
    if (run->writes_amount)
        cents_digits(run->level, b->amount, b->n, amount);
    char *p = out_room(o, bytes + b->n * (run->frame.n + (run->pieces + 1) * LONG));
    for (uint32_t i = 0; i < b->n; i++, at += b->step) {
        const char *frame = run->frame.p;
        out_prefetch(p);
        for (const struct linerun_piece *piece = run->piece;; piece++) {
            p = put(p, frame, piece->size);
            frame += piece->size;
            if (piece->what == LINERUN_TEXT) {
                struct slice text = value(b->begin, at, *piece->value);
                p = put(p, text.p, text.n);
            } else if (piece->what == LINERUN_END) {
                break;
            } else {
                p = decimal_put_cents(p, piece->what == LINERUN_PRICE ? price[i] : amount[i]);
            }
        }
    }
    o->p = p;
}

INLINE struct linerun_sum take(struct linerun *run, struct csvin *in, struct out *o)
{
    struct linerun_sum sum = {0};
    const struct line_simple *simple = line_maker_simple(run->maker);
    struct csvin_view v;
    struct batch b;
    if (!simple || !csvin_view(in, &v) || !repeat_same(simple->repeat, (struct record){v.base + 1, v.at, 1}))
        return sum;
    if (o && run->order != line_maker_line(run->maker)->order)
        make_frame(run, simple);
    find_values(run, simple, &v);
    b.begin = csvin_view_begin(&v);
    b.step = v.n;
    b.uses = simple->uses;
    b.n = BATCH;
    while (b.n == BATCH) {
        b.at = v.at + (size_t)sum.lines * v.n;
        b.n = count_simple(run, simple, &v, sum.lines);
        read_numbers(run, &b);
        if (o && b.n)
            write_rows(run, o, &b);
        for (uint32_t i = 0; i < b.n; i++)
            sum.amount += b.amount[i];
        sum.lines += b.n;
    }
    sum.amount *= DECIMAL_CENT;
    csvin_took(in, sum.lines);
    return sum;
}

/* The same for each level: it mostly copies and compares, which wider registers do in fewer steps. */
static struct linerun_sum take_portable(struct linerun *run, struct csvin *in, struct out *o)
{
    return take(run, in, o);
}

#ifdef BITS_X86
__attribute__((target(BITS_HAS_AVX2))) static struct linerun_sum take_avx2(struct linerun *run, struct csvin *in,
                                                                           struct out *o)
{
    return take(run, in, o);
}

__attribute__((target(BITS_HAS_AVX512))) static struct linerun_sum take_avx512(struct linerun *run, struct csvin *in,
                                                                               struct out *o)
{
    return take(run, in, o);
}
#endif

struct linerun_sum linerun_take(struct linerun *run, struct csvin *in, struct out *o)
{
    switch (run->level) {
#ifdef BITS_X86
    case CPU_AVX512:
        return take_avx512(run, in, o);
    case CPU_AVX2:
        return take_avx2(run, in, o);
#endif
    default:
        return take_portable(run, in, o);
    }
}
