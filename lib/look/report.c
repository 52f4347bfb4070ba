/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "source/idcheck.h"
#include "source/overlap.h"
#include "tsv/table.h"

enum { LARGEST = 5, UNSOLD = 10, GAP_WARNS = 30 /* days */ };

/* A number of rows of one sort, their amount, and the first of them. */
struct lot {
    uint64_t rows;
    __int128 amount;
    const char *file;
    uint64_t line;
};

struct largest {
    struct lot lot;
    decimal size;
    struct slice name; /* kept by the arena of the names */
};

struct report {
    const struct schema *schema;
    const struct longway *way; /* or NULL */
    struct lot all, kind[KIND_COUNT], guests, other_customer, earlier, no_product;
    struct lot damaged_of[LINES_KIND], nobody_of[LINES_KIND];
    struct largest largest[LARGEST];
    struct arena names;
    struct overlap overlap; /* of several files */
    const char *file;
    struct map day, product, currency;
    struct lot *of_day, *of_product, *of_currency, *of_state; /* by number */
    bool *is_sold;
    uint8_t *judged; /* its id */
    uint8_t customer_judged, order_judged;
    uint64_t order;
    size_t day_cap, product_cap, currency_cap, state_cap, sold_cap, judged_cap;
    date last_day;
    uint32_t last_day_number;
    struct table table;
};

struct report *report_new(const struct schema *s, const struct longway *w)
{
    struct report *r = mem_zero(1, sizeof *r);
    r->schema = s;
    r->way = w;
    r->last_day = DATE_NONE;
    return r;
}

/* ---- a line ---- */

struct place {
    const char *file;
    uint64_t line;
    decimal amount;
};

static void add(struct lot *lot, struct place p)
{
    if (lot->rows++ == 0) {
        lot->file = p.file;
        lot->line = p.line;
    }
    lot->amount += p.amount;
}

static struct lot *lot_of(struct map *m, struct lot **of, size_t *cap, struct slice key, uint32_t *number)
{
    uint32_t n = m->n, k = map_put(m, key);
    *of = mem_grow(*of, cap, k + (size_t)1, sizeof **of);
    if (k == n)
        (*of)[k] = (struct lot){0};
    *number = k;
    return &(*of)[k];
}

static void look_at_day(struct report *r, const struct line *l, struct place p)
{
    if (l->day == DATE_NONE)
        return;
    if (l->day != r->last_day)
        lot_of(&r->day, &r->of_day, &r->day_cap, slice_of((const char *)&l->day, sizeof l->day), &r->last_day_number);
    r->last_day = l->day;
    add(&r->of_day[r->last_day_number], p);
}

enum { ID_FINE, ID_DAMAGED, ID_NOBODY };

static uint8_t judge(struct slice id)
{
    return idcheck_damaged(id) ? ID_DAMAGED : idcheck_nobody(id) ? ID_NOBODY : ID_FINE;
}

static void add_judged(struct report *r, enum lines_column c, uint8_t judged, struct place p)
{
    if (judged != ID_FINE)
        add(judged == ID_DAMAGED ? &r->damaged_of[c] : &r->nobody_of[c], p);
}

/* Has an earlier file its order too? */
static void look_at_files(struct report *r, const struct line *l, struct place p)
{
    if (tool_files() < 2)
        return;
    if (p.file != r->file)
        overlap_file(&r->overlap);
    r->file = p.file;
    if (overlap_order(&r->overlap, l->text[LINES_CUSTOMER_ID], l->text[LINES_ORDER_ID]))
        add(&r->earlier, p);
    else
        overlap_keep(&r->overlap, 0);
}

/* The ids of the order are checked once for all of its lines. */
static void look_at_ids(struct report *r, const struct line *l, struct place p)
{
    if (l->order != r->order || r->all.rows == 1) {
        r->order = l->order;
        r->customer_judged = judge(l->text[LINES_CUSTOMER_ID]);
        r->order_judged = judge(l->text[LINES_ORDER_ID]);
    }
    add_judged(r, LINES_CUSTOMER_ID, r->customer_judged, p);
    add_judged(r, LINES_ORDER_ID, r->order_judged, p);
}

static void look_at_product(struct report *r, const struct line *l, struct place p)
{
    uint32_t k, known = r->product.n;
    struct slice id = l->text[LINES_PRODUCT_ID];
    bool refund = l->kind == KIND_RETURN && l->quantity == 0; /* of the order, without pieces */
    if (id.n == 0 && r->schema->column[LINES_PRODUCT_ID].from)
        add(&r->no_product, p);
    if (id.n == 0 || l->kind == KIND_CHARGE || l->kind == KIND_CREDIT || l->kind == KIND_VOID || refund)
        return;
    add(lot_of(&r->product, &r->of_product, &r->product_cap, id, &k), p);
    r->is_sold = mem_grow(r->is_sold, &r->sold_cap, k + (size_t)1, sizeof *r->is_sold);
    r->judged = mem_grow(r->judged, &r->judged_cap, k + (size_t)1, sizeof *r->judged);
    if (k == known) {
        r->is_sold[k] = false;
        r->judged[k] = judge(id);
    }
    r->is_sold[k] |= l->kind == KIND_SALE;
    add_judged(r, LINES_PRODUCT_ID, r->judged[k], p);
}

static void look_at_size(struct report *r, const struct line *l, struct place p)
{
    decimal size = l->amount < 0 ? -l->amount : l->amount;
    size_t k = LARGEST;
    if (size <= r->largest[LARGEST - 1].size)
        return;
    for (; k > 0 && size > r->largest[k - 1].size; k--)
        if (k < LARGEST)
            r->largest[k] = r->largest[k - 1];
    r->largest[k] = (struct largest){.size = size, .name = arena_copy(&r->names, l->text[LINES_ORDER_ID])};
    add(&r->largest[k].lot, p);
}

/* Its rows are counted as records, by states_take. */
static void look_at_state(struct report *r, struct place p)
{
    const struct states *states = longway_states(r->way);
    size_t had = r->state_cap;
    if (!r->schema->status.from || states->last == MAP_NONE)
        return;
    r->of_state = mem_grow(r->of_state, &r->state_cap, states->seen.n, sizeof *r->of_state);
    for (; had < r->state_cap; had++)
        r->of_state[had] = (struct lot){0};
    add(&r->of_state[states->last], p);
}

static void look_at_currency(struct report *r, struct place p)
{
    uint32_t k;
    if (r->schema->currency.from)
        add(lot_of(&r->currency, &r->of_currency, &r->currency_cap, longway_currency(r->way), &k), p);
}

void report_line(struct report *r, const struct line *l, const char *file, uint64_t line, bool other_customer)
{
    const struct place p = {file, line, l->amount};
    add(&r->kind[l->kind], p);
    if (r->way)
        look_at_state(r, p);
    if (l->kind == KIND_VOID) /* it never happened */
        return;
    add(&r->all, p);
    if (l->text[LINES_CUSTOMER_ID].n == 0)
        add(&r->guests, p);
    if (other_customer)
        add(&r->other_customer, p);
    if (r->way)
        look_at_currency(r, p);
    look_at_files(r, l, p);
    look_at_day(r, l, p);
    look_at_product(r, l, p);
    look_at_ids(r, l, p);
    look_at_size(r, l, p);
}

/* ---- the table ---- */

enum { SECTION, NAME, ROWS, SHARE, AMOUNT, EXAMPLE };
static const struct column COLUMNS[] = {
    [SECTION] = {"section", TYPE_TEXT},
    [NAME] = {"name", TYPE_TEXT},
    [ROWS] = {"rows", TYPE_COUNT},
    [SHARE] = {"share", TYPE_NUMBER},
    [AMOUNT] = {"amount", TYPE_MONEY},
    [EXAMPLE] = {"example", TYPE_TEXT},
    {0},
};

static struct cell amount_cell(__int128 a)
{
    return a == (decimal)a ? cell_money((decimal)a) : cell_empty();
}

/* `rows` of all lines, or of what else they are counted in. */
static void put_rows(struct report *r, const char *section, struct slice name, const struct lot *lot, uint64_t rows,
                     struct cell share)
{
    char place[512] = "";
    if (lot->file)
        snprintf(place, sizeof place, "%s:%" PRIu64, lot->file, lot->line);
    for (char *p = place; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    const struct cell row[] = {
        [SECTION] = cell_str(section),
        [NAME] = cell_text(name),
        [ROWS] = cell_count(rows),
        [SHARE] = share,
        [AMOUNT] = lot->rows ? amount_cell(lot->amount) : cell_empty(),
        [EXAMPLE] = cell_str(place),
    };
    table_row(&r->table, slice_of("", 0), row);
}

static void put(struct report *r, const char *section, struct slice name, const struct lot *lot)
{
    put_rows(r, section, name, lot, lot->rows,
             r->all.rows ? cell_number((double)lot->rows / (double)r->all.rows) : cell_empty());
}

static void put_kinds(struct report *r)
{
    static const char *const NAMES[KIND_COUNT] = {"sale", "charge", "return", "credit", "free", "void"};
    for (int k = 0; k < KIND_COUNT; k++)
        if (r->kind[k].rows)
            put(r, "kind", slice_str(NAMES[k]), &r->kind[k]);
}

/* One that made no line has no amount, and no example. */
static void put_states(struct report *r)
{
    const struct states *states = r->way ? longway_states(r->way) : NULL;
    const struct lot none = {0};
    for (uint32_t i = 0; states && i < states->seen.n; i++)
        put_rows(r, "state", map_key(&states->seen, i), i < r->state_cap ? &r->of_state[i] : &none, states->of[i].rows,
                 cell_empty());
}

static date day_of(const struct report *r, uint32_t i)
{
    date d;
    memcpy(&d, map_key(&r->day, i).p, sizeof d);
    return d;
}

static const struct report *sorted_report; /* qsort has no room for it */

static int by_day(const void *a, const void *b)
{
    date x = day_of(sorted_report, *(const uint32_t *)a), y = day_of(sorted_report, *(const uint32_t *)b);
    return (x > y) - (x < y);
}

static void put_day(struct report *r, const char *section, uint32_t i)
{
    char text[DATE_LEN];
    date_print(text, day_of(r, i));
    put(r, section, slice_of(text, DATE_LEN), &r->of_day[i]);
}

/* The first and last day, the days without a row between them, and the end of the longest such gap. */
static void put_days(struct report *r)
{
    uint32_t *order = mem_zero(r->day.n + (size_t)1, sizeof *order), longest = 0;
    for (uint32_t i = 0; i < r->day.n; i++)
        order[i] = i;
    sorted_report = r;
    qsort(order, r->day.n, sizeof *order, by_day);
    struct lot empty = {0}, gap = {0};
    for (uint32_t i = 1; i < r->day.n; i++) {
        uint64_t days = (uint64_t)(day_of(r, order[i]) - day_of(r, order[i - 1]) - 1);
        empty.rows += days;
        if (days > gap.rows) {
            gap = (struct lot){.rows = days, .file = r->of_day[order[i]].file, .line = r->of_day[order[i]].line};
            longest = i;
        }
    }
    if (r->day.n) {
        put_day(r, "first_day", order[0]);
        put_day(r, "last_day", order[r->day.n - 1]);
    }
    const struct {
        const char *name;
        const struct lot *lot;
    } DAYS[] = {{"without_rows", &empty}, {"longest_without_rows", &gap}};
    for (size_t i = 0; i < 2; i++) {
        char place[512] = "";
        if (DAYS[i].lot->file)
            snprintf(place, sizeof place, "%s:%" PRIu64, gap.file, gap.line);
        const struct cell row[] = {
            [SECTION] = cell_str("days"), [NAME] = cell_str(DAYS[i].name), [ROWS] = cell_count(DAYS[i].lot->rows),
            [SHARE] = cell_empty(),       [AMOUNT] = cell_empty(),         [EXAMPLE] = cell_str(place)};
        table_row(&r->table, slice_of("", 0), row);
    }
    if (gap.rows >= GAP_WARNS) {
        char text[DATE_LEN];
        date_print(text, day_of(r, order[longest]));
        warn("%" PRIu64 " days without a row end on %.*s, %s:%" PRIu64 " (is a file missing, or a day misread?)",
             gap.rows, (int)sizeof text, text, gap.file, gap.line);
    }
    free(order);
}

static void put_ids(struct report *r)
{
    static const struct {
        enum lines_column column;
        const char *name;
    } ID[] = {{LINES_CUSTOMER_ID, "customer_id"}, {LINES_ORDER_ID, "order_id"}, {LINES_PRODUCT_ID, "product_id"}};
    for (size_t i = 0; i < sizeof ID / sizeof *ID; i++) {
        const struct lot *damaged = &r->damaged_of[ID[i].column], *nobody = &r->nobody_of[ID[i].column];
        if (damaged->rows) {
            put(r, "damaged_id", slice_str(ID[i].name), damaged);
            warn("%s: lines with an id like 1.23457E+11: %" PRIu64 ", the first in %s:%" PRIu64
                 ": a spreadsheet has cut its digits off (export it as text)",
                 ID[i].name, damaged->rows, damaged->file, damaged->line);
        }
        if (nobody->rows) {
            put(r, "null_id", slice_str(ID[i].name), nobody);
            warn("%s: lines with NULL or the like: %" PRIu64 ", the first in %s:%" PRIu64 " (missing.%s in the schema)",
                 ID[i].name, nobody->rows, nobody->file, nobody->line, ID[i].name);
        }
    }
}

static void put_products(struct report *r)
{
    struct lot unsold = {0};
    uint64_t listed = 0;
    for (uint32_t i = 0; i < r->product.n; i++) {
        if (r->is_sold[i])
            continue;
        struct lot *p = &r->of_product[i];
        unsold.file = unsold.rows ? unsold.file : p->file;
        unsold.line = unsold.rows ? unsold.line : p->line;
        unsold.rows += p->rows;
        unsold.amount += p->amount;
    }
    put(r, "products_never_sold", SLICE("all"), &unsold);
    for (uint32_t i = 0; i < r->product.n && listed < UNSOLD; i++)
        if (!r->is_sold[i] && ++listed)
            put(r, "product_never_sold", map_key(&r->product, i), &r->of_product[i]);
    if (r->no_product.rows)
        put(r, "product_missing", SLICE("all"), &r->no_product);
}

static void put_earlier(struct report *r)
{
    const struct lot *l = &r->earlier;
    if (l->rows == 0)
        return;
    put(r, "order_of_earlier_file", SLICE("all"), l);
    warn("lines of orders that an earlier file has, too: %" PRIu64 ", the first in %s:%" PRIu64
         " (if the files overlap, duplicates = orders in the schema counts each order once)",
         l->rows, l->file, l->line);
}

static void report_free(struct report *r)
{
    overlap_end(&r->overlap);
    map_free(&r->day);
    map_free(&r->product);
    map_free(&r->currency);
    free(r->of_day);
    free(r->of_product);
    free(r->of_currency);
    free(r->of_state);
    free(r->is_sold);
    free(r->judged);
    arena_free(&r->names);
    free(r);
}

void report_end(struct report *r, struct out *o)
{
    table_begin(&r->table, o, NULL, COLUMNS, NULL);
    put(r, "lines", SLICE("all"), &r->all);
    put_kinds(r);
    put_states(r);
    for (uint32_t i = 0; i < r->currency.n; i++)
        put(r, "currency", map_key(&r->currency, i), &r->of_currency[i]);
    put_days(r);
    put(r, "guests", SLICE("all"), &r->guests);
    if (r->other_customer.rows)
        put(r, "other_customer", SLICE("all"), &r->other_customer);
    put_earlier(r);
    for (size_t i = 0; i < LARGEST && r->largest[i].lot.rows; i++)
        put(r, "largest_line", r->largest[i].name, &r->largest[i].lot);
    put_ids(r);
    put_products(r);
    table_end(&r->table);
    out_close(o);
    report_free(r);
}
