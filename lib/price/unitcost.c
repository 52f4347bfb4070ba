/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/unitcost.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "price/guards.h"

void unitcost_begin(struct unitcost *u, const char *path, struct opt_list product)
{
    *u = (struct unitcost){.path = path};
    if (path) {
        keyed_read(&u->table, path, product);
        keyed_need(&u->table, "cost");
    }
}

static decimal parse(const struct unitcost *u, uint32_t row)
{
    decimal c = 0;
    struct slice text = keyed_field(&u->table, row, keyed_need(&u->table, "cost"));
    enum decimal_status status = decimal_parse(text, &c);
    if (status != DECIMAL_OK || c < 0)
        die(STATUS_USAGE, "%s:%" PRIu64 ": column \"cost\": \"%.*s\" %s", u->table.place[row].file,
            u->table.place[row].line, (int)text.n, text.p,
            status != DECIMAL_OK ? decimal_problem(status) : "is below 0, which no cost can be");
    return c;
}

static decimal find(struct unitcost *u, const struct groups *products, uint32_t product)
{
    if (!u->path)
        return 0;
    struct slice *key = mem_zero(products->keys, sizeof *key);
    for (unsigned k = 0; k < products->keys; k++)
        key[k] = groups_key(products, product, k);
    uint32_t row = keyed_find(&u->table, key);
    free(key);
    u->missing += row == KEYED_NONE;
    return row == KEYED_NONE ? GUARDS_NONE : parse(u, row);
}

decimal unitcost_of(struct unitcost *u, const struct groups *products, uint32_t product)
{
    u->cost = mem_grow(u->cost, &u->cap, product + (size_t)1, sizeof *u->cost);
    for (; u->products <= product; u->products++)
        u->cost[u->products] = find(u, products, u->products);
    return u->cost[product];
}

void unitcost_warn(const struct unitcost *u)
{
    if (u->missing)
        warn("%" PRIu32 " of %" PRIu32 " products %s no cost in %s: their margins are left out", u->missing,
             u->products, u->missing == 1 ? "has" : "have", u->path);
}

void unitcost_free(struct unitcost *u)
{
    if (u->path)
        keyed_free(&u->table);
    free(u->cost);
}
