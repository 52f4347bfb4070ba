/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/grouptable.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "shop/tables.h"
#include "tsv/columns.h"

/* ---- keys ---- */

static bool key_of_word(struct slice word, struct grouptable_key *out)
{
    *out = (struct grouptable_key){.kind = GROUP_PERIOD};
    if (slice_is(word, "country"))
        out->kind = GROUP_COUNTRY;
    else if (slice_is(word, "product") || slice_is(word, "product_id"))
        out->kind = GROUP_PRODUCT;
    else
        return period_unit_parse(word, &out->unit) && out->unit <= PERIOD_YEAR; /* an order is in many windows */
    return true;
}

void grouptable_by(struct grouptable *g, struct opt_list by)
{
    static const char *const word[] = {"order",   "customer", "day",     "week",    "month",
                                       "quarter", "year",     "country", "product", "product_id"};
    struct slice *name = mem_zero(by.n, sizeof *name);
    *g = (struct grouptable){.keys = (unsigned)by.n, .key = mem_zero(by.n, sizeof *g->key)};
    g->value = mem_zero(by.n, sizeof *g->value);
    for (size_t i = 0; i < by.n; i++) {
        if (slice_is(by.word[i], "order") || slice_is(by.word[i], "customer"))
            die(STATUS_USAGE, "--by %.*s stands alone: it is no key of a group", (int)by.word[i].n, by.word[i].p);
        if (!key_of_word(by.word[i], &g->key[i])) {
            const char *near = die_nearest(by.word[i], word, sizeof word / sizeof *word);
            die(STATUS_USAGE, "--by: \"%.*s\" is not what it takes: order, customer, " GROUPTABLE_WORDS "%s%s%s",
                (int)by.word[i].n, by.word[i].p, near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
        }
        name[i] = g->key[i].kind == GROUP_PRODUCT ? SLICE("product_id") : by.word[i];
    }
    groups_of_keys(&g->groups, (struct opt_list){name, by.n});
    free(name);
}

bool grouptable_has(const struct grouptable *g, int kind)
{
    for (unsigned k = 0; k < g->keys; k++)
        if ((int)g->key[k].kind == kind)
            return true;
    return false;
}

static struct slice value_of(struct grouptable_key *k, const struct order *p)
{
    if (k->kind == GROUP_COUNTRY)
        return p->country;
    if (k->kind == GROUP_PRODUCT)
        return p->product_id;
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
    die(STATUS_DATA, "the %.*s of %.*s go beyond %s", what[0] == '1' ? 6 : 4, what[0] == '1' ? "counts" : "sums",
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

void grouptable_add(struct grouptable *g, const struct order *p, uint64_t customer)
{
    struct slice *key = g->value;
    for (unsigned k = 0; k < g->keys; k++)
        key[k] = value_of(&g->key[k], p);
    struct group *to = find_group(g, key);
    to->orders += p->sale_lines > 0;
    to->lines += p->lines;
    add(g, key, &to->units, p->units);
    add(g, key, &to->returned_units, p->returned_units);
    add(g, key, &to->gross, p->gross);
    add(g, key, &to->returned, p->returned);
    if (customer != to->last_customer) { /* guests come first, so that 0 is "none counted yet" as well */
        to->customers++;
        to->last_customer = customer;
    }
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

/* A day or a month that is none would be a group of its own. */
static bool read_keys(struct tsv *in, const struct grouptable *g, const unsigned *col)
{
    period p;
    for (unsigned k = 0; k < g->keys; k++) {
        g->value[k] = tsv_field(in, col[k]);
        if (g->key[k].kind == GROUP_PERIOD && !period_parse(g->key[k].unit, g->value[k], &p))
            return tsv_bad(in, col[k], "is no such period", period_form(g->key[k].unit));
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
    out_char(o, '\n');
    for (uint32_t i = 0; i < g->groups.n; i++)
        write_row(g, sorted[i], o);
    free(sorted);
}

void grouptable_free(struct grouptable *g)
{
    groups_free(&g->groups);
    buf_free(&g->text);
    free(g->key);
    free(g->value);
    free(g->group);
}
