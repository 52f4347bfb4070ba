/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/linekind.h"

void linekind_init(struct linekind *k, const struct schema *s)
{
    *k = (struct linekind){.schema = s};
    for (uint32_t i = 0; i < s->charge_code.n; i++)
        k->charge_begins[(unsigned char)map_key(&s->charge_code, i).p[0]] = true;
    for (size_t i = 0; i < s->charge.n; i++)
        k->charge_begins[(unsigned char)s->charge.prefix[i].p[0]] = true;
    for (size_t i = 0; i < s->returns.n; i++)
        k->return_begins[(unsigned char)s->returns.prefix[i].p[0]] = true;
}

static bool has_prefix(struct slice s, const struct schema_prefixes *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (slice_starts(s, list->prefix[i]))
            return true;
    return false;
}

bool linekind_returns(const struct linekind *k, struct slice order_id)
{
    return has_prefix(order_id, &k->schema->returns);
}

static bool has(const struct map *words, struct slice word)
{
    return words->n && map_get(words, word) != MAP_NONE;
}

static bool is_charge(const struct linekind *k, struct slice product)
{
    return linekind_may_charge(k, product) &&
           (has(&k->schema->charge_code, product) || has_prefix(product, &k->schema->charge));
}

enum kind linekind_of(const struct linekind *k, struct slice product, bool returns, decimal quantity,
                      const decimal *price, decimal amount)
{
    const struct schema *s = k->schema;
    bool no_product = is_charge(k, product) || (price && *price < 0);
    if (!s->zero_is_sale && (price ? *price == 0 : amount == 0))
        return KIND_FREE;
    if (no_product)
        return amount < 0 || returns ? KIND_CREDIT : KIND_CHARGE;
    return returns || quantity < 0 || amount < 0 ? KIND_RETURN : KIND_SALE;
}
