/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/orderkeys.h"

#include <stdlib.h>

#include "base/die.h"

/* A column of the table, by its word; one of the line makes all of them columns of the line. */
static void begin_column(struct orderkey *k, struct slice word, struct slice *name, const struct tsv *in,
                         struct extras *x)
{
    const struct slice item = SLICE("item:");
    bool of_line = slice_starts(word, item);
    *name = of_line ? slice_of(word.p + item.n, word.n - item.n) : word;
    if (slice_is(*name, "product"))
        *name = SLICE("product_id");
    of_line |= slice_is(*name, "product_id") || slice_is(*name, "description");
    if (of_line && x->item.n == 0)
        x->item = word;
    else if (!of_line)
        tsv_need_slice(in, *name);
    k->kind = ORDERKEY_COLUMN;
    k->column = extras_key(x, *name);
}

static void begin_key(struct orderkeys *keys, struct orderkey *k, struct slice word, struct slice *name,
                      const struct tsv *in, struct extras *x)
{
    const struct people *people = keys->people;
    *name = word;
    k->person = people ? tsv_find_slice(people->table.file, word) : TSV_NONE;
    if (slice_is(word, "customer_id"))
        die(STATUS_USAGE, "--by customer_id: each customer would be a group");
    if (slice_is(word, "country"))
        k->kind = ORDERKEY_COUNTRY;
    else if (k->person != TSV_NONE && tsv_find_slice(in, word) == TSV_NONE)
        k->kind = ORDERKEY_PERSON;
    else
        begin_column(k, word, name, in, x);
}

void orderkeys_begin(struct orderkeys *k, struct opt_list by, const struct tsv *in, struct extras *extras,
                     const struct people *people)
{
    struct slice *name = mem_zero(by.n, sizeof *name);
    *k = (struct orderkeys){.extras = extras, .people = people};
    k->key = mem_zero(by.n, sizeof *k->key);
    k->value = mem_zero(by.n, sizeof *k->value);
    for (size_t i = 0; i < by.n; i++)
        begin_key(k, &k->key[i], by.word[i], &name[i], in, extras);
    groups_of_keys(&k->groups, (struct opt_list){name, by.n});
    free(name);
}

static struct slice person_value(const struct orderkeys *k, unsigned i, uint32_t person)
{
    if (person == KEYED_NONE)
        return (struct slice){0};
    return keyed_field(&k->people->table, person, k->key[i].person);
}

uint32_t orderkeys_group(struct orderkeys *k, const struct order *p, uint32_t person)
{
    if (k->groups.keys == 0)
        return k->groups.n ? 0 : groups_put_keys(&k->groups, k->value);
    for (unsigned i = 0; i < k->groups.keys; i++)
        k->value[i] = k->key[i].kind == ORDERKEY_COUNTRY  ? p->country
                      : k->key[i].kind == ORDERKEY_COLUMN ? extras_value(k->extras, p, k->key[i].column)
                                                          : person_value(k, i, person);
    return groups_put_keys(&k->groups, k->value);
}

void orderkeys_need_person(const struct orderkeys *k)
{
    for (unsigned i = 0; i < k->groups.keys; i++)
        if (k->key[i].person == TSV_NONE)
            die(STATUS_USAGE, "--by %.*s: %s has no such column, so the group in which people signed up is unknown",
                (int)k->groups.name[i].n, k->groups.name[i].p, k->people->path);
}

uint32_t orderkeys_person(struct orderkeys *k, uint32_t person)
{
    for (unsigned i = 0; i < k->groups.keys; i++)
        k->value[i] = person_value(k, i, person);
    return groups_put_keys(&k->groups, k->value);
}

void orderkeys_free(struct orderkeys *k)
{
    groups_free(&k->groups);
    free(k->key);
    free(k->value);
}
