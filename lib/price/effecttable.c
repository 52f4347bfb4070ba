/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/effecttable.h"

#include <math.h>

#include "tsv/table.h"

static const struct column COLUMNS[] = {
    {"change", TYPE_TEXT},
    {"lines", TYPE_COUNT},
    {"units", TYPE_DECIMAL},
    {"revenue", TYPE_MONEY},
    {"new_revenue", TYPE_MONEY},
    {"given_away", TYPE_MONEY},
    {"discount", TYPE_NUMBER},
    {"share", TYPE_NUMBER},
    {"costed", TYPE_NUMBER},
    {"margin", TYPE_MONEY},
    {"new_margin", TYPE_MONEY},
    {"break_even", TYPE_NUMBER},
    {"floored", TYPE_COUNT},
    {"capped", TYPE_COUNT},
    {"short_of_margin", TYPE_COUNT},
    {"elasticity", TYPE_NUMBER},
    {"elasticity_low", TYPE_NUMBER},
    {"elasticity_high", TYPE_NUMBER},
    {"elastic_units", TYPE_NUMBER},
    {"elastic_revenue", TYPE_NUMBER},
    {"elastic_revenue_low", TYPE_NUMBER},
    {"elastic_revenue_high", TYPE_NUMBER},
    {"elastic_margin", TYPE_NUMBER},
    {"elastic_margin_low", TYPE_NUMBER},
    {"elastic_margin_high", TYPE_NUMBER},
    {0},
};

static double share(wide_int part, wide_int all)
{
    return all > 0 ? ratio_wide(part, all) : (double)NAN;
}

static void put(struct table *t, struct slice text, const struct effect *e, wide_int all, const double *elasticity)
{
    const double *revenue = e->elastic_revenue, *margin = e->elastic_margin;
    const struct cell row[] = {
        cell_text(text),
        cell_count(e->lines),
        cell_decimal(effect_money(e->units * DECIMAL_ONE)),
        cell_money(effect_money(e->revenue)),
        cell_money(effect_money(e->next)),
        cell_money(effect_money(e->revenue - e->next)),
        cell_number(effect_discount(e)),
        cell_number(share(e->revenue - e->next, all)),
        cell_number(share(e->known, e->revenue)),
        cell_money(effect_money(e->known - e->cost)),
        cell_money(effect_money(e->known_next - e->cost)),
        cell_number(effect_break_even(e)),
        cell_count(e->floored),
        cell_count(e->capped),
        cell_count(e->is_short),
        cell_number(elasticity[EFFECT_AT]),
        cell_number(elasticity[EFFECT_LOW]),
        cell_number(elasticity[EFFECT_HIGH]),
        cell_number(e->elastic_units[EFFECT_AT]),
        cell_number(revenue[EFFECT_AT]),
        cell_number(fmin(revenue[EFFECT_LOW], revenue[EFFECT_HIGH])),
        cell_number(fmax(revenue[EFFECT_LOW], revenue[EFFECT_HIGH])),
        cell_number(margin[EFFECT_AT]),
        cell_number(fmin(margin[EFFECT_LOW], margin[EFFECT_HIGH])),
        cell_number(fmax(margin[EFFECT_LOW], margin[EFFECT_HIGH])),
    };
    table_row(t, slice_of("", 0), row);
}

void effecttable_write(const char *path, struct effecttable_rule *rule, size_t n, const double elasticity[EFFECT_ENDS],
                       int digits)
{
    struct table t;
    struct out *o = out_create(path);
    struct effect all = {0};
    table_begin(&t, o, NULL, COLUMNS, NULL);
    t.digits = digits;
    for (size_t i = 0; i < n; i++) {
        effect_merge(&all, &rule[i].effect);
        effect_settle(&rule[i].effect);
    }
    effect_settle(&all);
    for (size_t i = 0; i < n; i++)
        put(&t, rule[i].text, &rule[i].effect, all.revenue, elasticity);
    put(&t, SLICE("(all)"), &all, all.revenue, elasticity);
    table_end(&t);
    out_close(o);
}
