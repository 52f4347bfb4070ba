/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/grouptable.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "shop/tables.h"
#include "tsv/columns.h"

/* ---- keys ---- */

/* No column has this name: if it is near one of the fixed words, the message takes it for a misspelt option. */
static _Noreturn void unknown(const struct tsv *in, struct slice word, struct slice name)
{
    static const char *const known[] = {"order",   "customer", "day",     "week",    "month",
                                        "quarter", "year",     "country", "product", "product_id"};
    const char *near = die_nearest(word, known, sizeof known / sizeof *known);
    enum period_unit window;
    if (!near && !period_unit_parse(word, &window))
        tsv_need_slice(in, name);
    die(STATUS_USAGE,
        "--by: \"%.*s\" is not valid, expected order, customer, " GROUPTABLE_WORDS
        "%s%s%s; and no column of the table has this name",
        (int)word.n, word.p, near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
}

/* The column that a word names; one that belongs to the line makes all of them columns of the line. */
static struct slice column_of_word(struct slice word, const struct tsv *in, struct extras *x)
{
    const struct slice item = SLICE("item:");
    struct slice name = word;
    bool of_line = slice_starts(word, item);
    if (of_line)
        name = slice_of(word.p + item.n, word.n - item.n);
    else if (slice_is(word, "product"))
        name = SLICE("product_id");
    of_line |= slice_is(name, "product_id") || slice_is(name, "description");
    if (of_line && x->item.n == 0)
        x->item = word;
    else if (!of_line && tsv_find_slice(in, name) == TSV_NONE)
        unknown(in, word, name);
    return name;
}

/* The key's name. */
static struct slice key_of_word(struct grouptable_key *k, struct slice word, const struct tsv *in, struct extras *x)
{
    if (slice_is(word, "order") || slice_is(word, "customer"))
        die(STATUS_USAGE, "--by %.*s must be the only word: it cannot be combined with other keys", (int)word.n,
            word.p);
    *k = (struct grouptable_key){.kind = GROUP_PERIOD};
    if (period_unit_parse(word, &k->unit) && !period_is_window(k->unit)) /* an order is in many windows */
        return word;
    k->kind = slice_is(word, "country") ? GROUP_COUNTRY : GROUP_COLUMN;
    if (k->kind == GROUP_COUNTRY)
        return word;
    struct slice name = column_of_word(word, in, x);
    k->column = extras_key(x, name);
    return name;
}

void grouptable_by(struct grouptable *g, struct opt_list by, const struct tsv *in, struct extras *extras)
{
    struct slice *name = mem_zero(by.n, sizeof *name);
    *g = (struct grouptable){.keys = (unsigned)by.n, .key = mem_zero(by.n, sizeof *g->key), .extras = extras};
    g->value = mem_zero(by.n, sizeof *g->value);
    for (size_t i = 0; i < by.n; i++)
        name[i] = key_of_word(&g->key[i], by.word[i], in, extras);
    groups_of_keys(&g->groups, (struct opt_list){name, by.n});
    free(name);
}

static struct slice value_of(const struct grouptable *g, struct grouptable_key *k, const struct order *p)
{
    if (k->kind == GROUP_COUNTRY)
        return p->country;
    if (k->kind == GROUP_COLUMN)
        return extras_value(g->extras, p, k->column);
    period now = period_of(k->unit, p->day);
    if (now != k->last || !k->size) {
        k->last = now;
        k->size = period_print(k->name, k->unit, now);
    }
    return slice_of(k->name, (size_t)k->size);
}

/* ---- sums ---- */

static struct group *find_group(struct grouptable *g, const struct slice *key)
{
    uint32_t before = g->groups.n, i = groups_put_keys(&g->groups, key);
    g->group = mem_grow(g->group, &g->cap, (size_t)i + 1, sizeof *g->group);
    if (i == before)
        g->group[i] = (struct group){0};
    return &g->group[i];
}

static _Noreturn void beyond(struct grouptable *g, const struct slice *key, const char *what)
{
    for (unsigned k = 0; k < g->keys; k++) {
        buf_addstr(&g->text, k ? ", " : "");
        buf_add(&g->text, g->groups.name[k].p, g->groups.name[k].n);
        buf_addstr(&g->text, " \"");
        buf_add(&g->text, key[k].p, key[k].n);
        buf_addstr(&g->text, "\"");
    }
    die(STATUS_DATA, "the %.*s of %.*s exceed %s", what[0] == '1' ? 6 : 4, what[0] == '1' ? "counts" : "sums",
        (int)g->text.n, g->text.p, what);
}

static void add(struct grouptable *g, const struct slice *key, decimal *sum, decimal d)
{
    if (!decimal_add(sum, d))
        beyond(g, key, "9223372036854.775807");
}

static void add_count(struct grouptable *g, const struct slice *key, uint64_t *sum, uint64_t n)
{
    if (__builtin_add_overflow(*sum, n, sum))
        beyond(g, key, "18446744073709551615");
}

/* Updates the group's carried values from the current order. */
static void take(struct grouptable *g, const struct group *of, const struct order *p)
{
    unsigned carried = extras_carried(g->extras);
    size_t end = ((size_t)(of - g->group) + 1) * carried;
    g->taken = mem_grow(g->taken, &g->taken_cap, end, sizeof *g->taken);
    for (; g->taken_n < end; g->taken_n++)
        g->taken[g->taken_n] = (struct extras_taken){0};
    extras_take(g->extras, g->taken + end - carried, p);
}

void grouptable_add(struct grouptable *g, const struct order *p, uint64_t customer, uint64_t order)
{
    struct slice *key = g->value;
    for (unsigned k = 0; k < g->keys; k++)
        key[k] = value_of(g, &g->key[k], p);
    struct group *to = find_group(g, key);
    if (p->sale_lines && order != to->last_order) {
        to->orders++;
        to->last_order = order;
    }
    to->lines += p->lines;
    add(g, key, &to->units, p->units);
    add(g, key, &to->returned_units, p->returned_units);
    add(g, key, &to->gross, p->gross);
    add(g, key, &to->returned, p->returned);
    if (customer != to->last_customer) { /* guests come first, so that 0 is "none counted yet" as well */
        to->customers++;
        to->last_customer = customer;
    }
    if (extras_carried(g->extras))
        take(g, to, p);
}

/* A row of a group table, its columns in the order of TABLE_GROUP. */
static bool read_group(struct tsv *in, const unsigned *col, struct group *out)
{
    decimal revenue;
    if (!tsv_uint(in, col[0], &out->orders) || !tsv_uint(in, col[1], &out->customers) ||
        !tsv_uint(in, col[2], &out->lines) || !tsv_decimal(in, col[3], &out->units) ||
        !tsv_decimal(in, col[4], &out->returned_units) || !tsv_decimal(in, col[5], &out->gross) ||
        !tsv_decimal(in, col[6], &out->returned) || !tsv_decimal(in, col[7], &revenue))
        return false;
    if (out->gross < 0)
        return tsv_bad(in, col[5], "is below 0", "what is taken back belongs to \"returned\"");
    if (out->returned > 0)
        return tsv_bad(in, col[6], "is above 0", "what is taken back counts below 0");
    return revenue == out->gross + out->returned || tsv_bad(in, col[7], "is not gross + returned", NULL);
}

/* An invalid day or month would become a group of its own. */
static bool read_keys(struct tsv *in, const struct grouptable *g, const unsigned *col)
{
    period p;
    for (unsigned k = 0; k < g->keys; k++) {
        g->value[k] = tsv_field(in, col[k]);
        if (g->key[k].kind == GROUP_PERIOD && !period_parse(g->key[k].unit, g->value[k], &p))
            return tsv_bad(in, col[k], "is not a valid period", period_form(g->key[k].unit));
    }
    return true;
}

static void merge_group(struct grouptable *g, const struct group *part)
{
    struct group *to = find_group(g, g->value);
    add_count(g, g->value, &to->orders, part->orders);
    add_count(g, g->value, &to->customers, part->customers);
    add_count(g, g->value, &to->lines, part->lines);
    add(g, g->value, &to->units, part->units);
    add(g, g->value, &to->returned_units, part->returned_units);
    add(g, g->value, &to->gross, part->gross);
    add(g, g->value, &to->returned, part->returned);
}

void grouptable_merge(struct grouptable *g, struct tsv *in)
{
    unsigned *key = tsv_need_list(in, (struct opt_list){g->groups.name, g->keys}), col[9];
    if (tsv_find(in, "lines") != TSV_NONE && tsv_find(in, "returned_units") == TSV_NONE)
        columns_lacks(in->name, in->column, in->n, SLICE("returned_units"), TABLES_OLD);
    for (int i = 0; TABLE_GROUP[i].name; i++)
        col[i] = tsv_need(in, TABLE_GROUP[i].name);
    while (tsv_next(in)) {
        struct group part;
        if (read_keys(in, g, key) && read_group(in, col, &part))
            merge_group(g, &part);
    }
    free(key);
}

static void write_row(const struct grouptable *g, uint32_t i, struct out *o)
{
    const struct group *p = &g->group[i];
    const uint64_t count[] = {p->orders, p->customers, p->lines};
    const decimal money[] = {p->gross, p->returned, p->gross + p->returned};
    for (unsigned k = 0; k < g->keys; k++) {
        if (k)
            out_tab(o);
        out_slice(o, groups_key(&g->groups, i, k));
    }
    for (int k = 0; k < 3; k++) {
        out_tab(o);
        out_uint(o, count[k]);
    }
    out_tab(o);
    out_decimal(o, p->units);
    out_tab(o);
    out_decimal(o, p->returned_units);
    for (int k = 0; k < 3; k++) {
        out_tab(o);
        out_money(o, money[k]);
    }
    if (g->taken)
        extras_write(g->extras, g->taken + (size_t)i * extras_carried(g->extras), o);
    out_char(o, '\n');
    tool_rows.out++;
}

void grouptable_write(const struct grouptable *g, struct out *o)
{
    uint32_t *sorted = groups_sorted(&g->groups);
    for (unsigned k = 0; k < g->keys; k++) {
        out_slice(o, g->groups.name[k]);
        out_tab(o);
    }
    tables_header(o, TABLE_GROUP);
    extras_header(g->extras, o);
    out_char(o, '\n');
    for (uint32_t i = 0; i < g->groups.n; i++)
        write_row(g, sorted[i], o);
    free(sorted);
}

void grouptable_free(struct grouptable *g)
{
    groups_free(&g->groups);
    buf_free(&g->text);
    extras_taken_free(g->taken, g->taken_n);
    free(g->key);
    free(g->value);
    free(g->group);
}
