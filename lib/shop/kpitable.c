/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/kpitable.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/ratio.h"
#include "base/tool.h"
#include "tsv/columns.h"
#include "tsv/grouphead.h"
#include "tsv/table.h"

/* ---- columns ---- */

enum {
    PERIOD,
    BEGIN,
    END,
    COMPLETE,
    COMPLETE_BEFORE,
    COMPLETE_YEAR_BEFORE,
    BURN_IN,
    REVENUE,
    GROSS,
    RETURNED,
    LINES,
    UNITS,
    RETURNED_UNITS,
    ORDERS,
    ACTIVE_CUSTOMERS,
    GUEST_ORDERS,
    GUEST_REVENUE,
    GUEST_GROSS,
    GUEST_ITEMS,
    GROWTH,
    GROWTH_YEAR,
    AOV,
    ITEMS_PER_ORDER,
    PRICE_PER_ITEM,
    ORDERS_PER_CUSTOMER,
    REVENUE_PER_CUSTOMER,
    NEW_CUSTOMERS,
    NEW_REVENUE,
    EXISTING_CUSTOMERS,
    EXISTING_REVENUE,
    NEW_RATIO,
    NEW_TO_EXISTING,
    RETAINED,
    RETENTION_RATE,
    RETURNING_SHARE,
    REPEAT_CUSTOMERS,
    REPEAT_SHARE,
    CHURN_RATE,
    CUSTOMERS_LOST,
    REVENUE_LOST,
    REVENUE_LOST_SHARE,
    RETAINED_REVENUE,
    NET_REVENUE_RETENTION,
    BRIDGE_NEW,
    BRIDGE_KEPT,
    BRIDGE_REACTIVATED,
    BRIDGE_LOST,
    BRIDGE_GUESTS,
    BRIDGE_OTHER,
    EFFECT_CUSTOMERS,
    EFFECT_FREQUENCY,
    EFFECT_BASKET,
    EFFECT_PRICE,
    SIGNUPS,
    ACTIVATED,
    ACTIVATION_RATE,
    COLUMNS
};

static const struct column COLUMN[] = {
    [PERIOD] = {"period", TYPE_TEXT},
    [BEGIN] = {"begin", TYPE_DATE},
    [END] = {"end", TYPE_DATE},
    [COMPLETE] = {"complete", TYPE_COUNT},
    [COMPLETE_BEFORE] = {"complete_before", TYPE_COUNT},
    [COMPLETE_YEAR_BEFORE] = {"complete_year_before", TYPE_COUNT},
    [BURN_IN] = {"burn_in", TYPE_COUNT},
    [REVENUE] = {"revenue", TYPE_MONEY},
    [GROSS] = {"gross", TYPE_MONEY},
    [RETURNED] = {"returned", TYPE_MONEY},
    [LINES] = {"lines", TYPE_COUNT},
    [UNITS] = {"units", TYPE_DECIMAL},
    [RETURNED_UNITS] = {"returned_units", TYPE_DECIMAL},
    [ORDERS] = {"orders", TYPE_COUNT},
    [ACTIVE_CUSTOMERS] = {"active_customers", TYPE_COUNT},
    [GUEST_ORDERS] = {"guest_orders", TYPE_COUNT},
    [GUEST_REVENUE] = {"guest_revenue", TYPE_MONEY},
    [GUEST_GROSS] = {"guest_gross", TYPE_MONEY},
    [GUEST_ITEMS] = {"guest_items", TYPE_DECIMAL},
    [GROWTH] = {"growth", TYPE_NUMBER},
    [GROWTH_YEAR] = {"growth_year", TYPE_NUMBER},
    [AOV] = {"aov", TYPE_NUMBER},
    [ITEMS_PER_ORDER] = {"items_per_order", TYPE_NUMBER},
    [PRICE_PER_ITEM] = {"price_per_item", TYPE_NUMBER},
    [ORDERS_PER_CUSTOMER] = {"orders_per_customer", TYPE_NUMBER},
    [REVENUE_PER_CUSTOMER] = {"revenue_per_customer", TYPE_NUMBER},
    [NEW_CUSTOMERS] = {"new_customers", TYPE_COUNT},
    [NEW_REVENUE] = {"new_revenue", TYPE_MONEY},
    [EXISTING_CUSTOMERS] = {"existing_customers", TYPE_COUNT},
    [EXISTING_REVENUE] = {"existing_revenue", TYPE_MONEY},
    [NEW_RATIO] = {"new_ratio", TYPE_NUMBER},
    [NEW_TO_EXISTING] = {"new_to_existing", TYPE_NUMBER},
    [RETAINED] = {"retained", TYPE_COUNT},
    [RETENTION_RATE] = {"retention_rate", TYPE_NUMBER},
    [RETURNING_SHARE] = {"returning_share", TYPE_NUMBER},
    [REPEAT_CUSTOMERS] = {"repeat_customers", TYPE_COUNT},
    [REPEAT_SHARE] = {"repeat_share", TYPE_NUMBER},
    [CHURN_RATE] = {"churn_rate", TYPE_NUMBER},
    [CUSTOMERS_LOST] = {"customers_lost", TYPE_COUNT},
    [REVENUE_LOST] = {"revenue_lost", TYPE_MONEY},
    [REVENUE_LOST_SHARE] = {"revenue_lost_share", TYPE_NUMBER},
    [RETAINED_REVENUE] = {"retained_revenue", TYPE_MONEY},
    [NET_REVENUE_RETENTION] = {"net_revenue_retention", TYPE_NUMBER},
    [BRIDGE_NEW] = {"bridge_new", TYPE_MONEY},
    [BRIDGE_KEPT] = {"bridge_kept", TYPE_MONEY},
    [BRIDGE_REACTIVATED] = {"bridge_reactivated", TYPE_MONEY},
    [BRIDGE_LOST] = {"bridge_lost", TYPE_MONEY},
    [BRIDGE_GUESTS] = {"bridge_guests", TYPE_MONEY},
    [BRIDGE_OTHER] = {"bridge_other", TYPE_MONEY},
    [EFFECT_CUSTOMERS] = {"effect_customers", TYPE_NUMBER},
    [EFFECT_FREQUENCY] = {"effect_frequency", TYPE_NUMBER},
    [EFFECT_BASKET] = {"effect_basket", TYPE_NUMBER},
    [EFFECT_PRICE] = {"effect_price", TYPE_NUMBER},
    [SIGNUPS] = {"signups", TYPE_COUNT},
    [ACTIVATED] = {"activated", TYPE_COUNT},
    [ACTIVATION_RATE] = {"activation_rate", TYPE_NUMBER},
};

/* ---- what the sums make ---- */

static int64_t revenue(const int64_t *s)
{
    return s[KPI_GROSS] + s[KPI_RETURNED];
}

static int64_t active(const int64_t *s)
{
    return s[KPI_NEW_CUSTOMERS] + s[KPI_EXISTING_CUSTOMERS];
}

static int64_t active_revenue(const int64_t *s)
{
    return s[KPI_NEW_REVENUE] + s[KPI_EXISTING_REVENUE];
}

static int64_t customers_revenue(const int64_t *s)
{
    return revenue(s) - s[KPI_GUEST_REVENUE];
}

static int64_t retained_now(const int64_t *s)
{
    return s[KPI_EXISTING_REVENUE] - s[KPI_REACTIVATED_REVENUE];
}

static int64_t items(const int64_t *s)
{
    return s[KPI_UNITS] - s[KPI_RETURNED_UNITS];
}

/* ---- cells ---- */

/* Empty if b is not above 0. */
static struct cell ratio(int64_t a, int64_t b)
{
    return b > 0 ? cell_number(ratio_wide(a, b)) : cell_empty();
}

/* Decimals over a count. */
static struct cell mean(int64_t a, int64_t n)
{
    return n > 0 ? cell_number(decimal_mean(a, (uint64_t)n)) : cell_empty();
}

static struct cell growth(const int64_t *now, const int64_t *before)
{
    int64_t base = before ? revenue(before) : 0;
    return base > 0 ? cell_number(ratio_wide((wide_int)revenue(now) - base, base)) : cell_empty();
}

static struct cell count(int64_t n)
{
    return cell_count((uint64_t)n);
}

static void set_sums(struct cell *c, const int64_t *s)
{
    c[REVENUE] = cell_money(revenue(s));
    c[GROSS] = cell_money(s[KPI_GROSS]);
    c[RETURNED] = cell_money(s[KPI_RETURNED]);
    c[LINES] = count(s[KPI_LINES]);
    c[UNITS] = cell_decimal(s[KPI_UNITS]);
    c[RETURNED_UNITS] = cell_decimal(s[KPI_RETURNED_UNITS]);
    c[ORDERS] = count(s[KPI_ORDERS]);
    c[ACTIVE_CUSTOMERS] = count(active(s));
    c[GUEST_ORDERS] = count(s[KPI_GUEST_ORDERS]);
    c[GUEST_REVENUE] = cell_money(s[KPI_GUEST_REVENUE]);
    c[GUEST_GROSS] = cell_money(s[KPI_GUEST_GROSS]);
    c[GUEST_ITEMS] = cell_decimal(s[KPI_GUEST_ITEMS]);
    c[NEW_CUSTOMERS] = count(s[KPI_NEW_CUSTOMERS]);
    c[NEW_REVENUE] = cell_money(s[KPI_NEW_REVENUE]);
    c[EXISTING_CUSTOMERS] = count(s[KPI_EXISTING_CUSTOMERS]);
    c[EXISTING_REVENUE] = cell_money(s[KPI_EXISTING_REVENUE]);
    c[REPEAT_CUSTOMERS] = count(s[KPI_REPEAT_CUSTOMERS]);
    c[SIGNUPS] = count(s[KPI_SIGNUPS]);
    c[ACTIVATED] = count(s[KPI_ACTIVATED]);
}

static void set_ratios(struct cell *c, const int64_t *s)
{
    c[AOV] = mean(s[KPI_GROSS], s[KPI_ORDERS]);
    c[ITEMS_PER_ORDER] = mean(items(s), s[KPI_ORDERS]);
    c[PRICE_PER_ITEM] = ratio(s[KPI_GROSS], items(s));
    c[ORDERS_PER_CUSTOMER] = ratio(s[KPI_ORDERS] - s[KPI_GUEST_ORDERS], active(s));
    c[REVENUE_PER_CUSTOMER] = mean(active_revenue(s), active(s));
    c[NEW_RATIO] = ratio(s[KPI_NEW_CUSTOMERS], active(s));
    c[NEW_TO_EXISTING] = ratio(s[KPI_NEW_CUSTOMERS], s[KPI_EXISTING_CUSTOMERS]);
    c[REPEAT_SHARE] = ratio(s[KPI_REPEAT_CUSTOMERS], active(s));
    c[ACTIVATION_RATE] = ratio(s[KPI_ACTIVATED], s[KPI_SIGNUPS]);
}

static void set_kept(struct cell *c, const int64_t *s, const int64_t *before)
{
    int64_t revenue_lost = active_revenue(before) - s[KPI_RETAINED_BEFORE], lost = active(before) - s[KPI_RETAINED];
    c[RETAINED] = count(s[KPI_RETAINED]);
    c[RETENTION_RATE] = ratio(s[KPI_RETAINED], active(before));
    c[RETURNING_SHARE] = ratio(s[KPI_RETAINED], active(s));
    c[CHURN_RATE] = ratio(lost, active(before));
    c[CUSTOMERS_LOST] = count(lost);
    c[REVENUE_LOST] = cell_money(revenue_lost);
    c[REVENUE_LOST_SHARE] = ratio(revenue_lost, customers_revenue(before));
    c[RETAINED_REVENUE] = cell_money(s[KPI_RETAINED_REVENUE]);
    c[NET_REVENUE_RETENTION] = ratio(s[KPI_RETAINED_REVENUE], active_revenue(before));
    c[BRIDGE_NEW] = cell_money(s[KPI_NEW_REVENUE]);
    c[BRIDGE_KEPT] = cell_money(retained_now(s) - s[KPI_RETAINED_BEFORE]);
    c[BRIDGE_REACTIVATED] = cell_money(s[KPI_REACTIVATED_REVENUE]);
    c[BRIDGE_LOST] = cell_money(-revenue_lost);
    c[BRIDGE_GUESTS] = cell_money(s[KPI_GUEST_REVENUE] - before[KPI_GUEST_REVENUE]);
    c[BRIDGE_OTHER] =
        cell_money(customers_revenue(s) - active_revenue(s) - customers_revenue(before) + active_revenue(before));
}

/* The change of gross as a product of four factors, by its mean over the logarithms: L(a, b) = (a - b) / ln(a / b)
 * times the logarithm of each factor's change. They sum to the change, as the logarithms sum to that of gross (Ang
 * 2004, LMDI). All that is of customers. */
static void set_effects(struct cell *c, const int64_t *s, const int64_t *before)
{
    const int64_t *of[] = {before, s};
    double factor[2][4], gross[2];
    for (int i = 0; i < 2; i++) {
        double customers = (double)active(of[i]), orders = (double)(of[i][KPI_ORDERS] - of[i][KPI_GUEST_ORDERS]);
        double units = (double)(items(of[i]) - of[i][KPI_GUEST_ITEMS]) / DECIMAL_ONE;
        gross[i] = (double)(of[i][KPI_GROSS] - of[i][KPI_GUEST_GROSS]) / DECIMAL_ONE;
        if (!(gross[i] > 0 && customers > 0 && orders > 0 && units > 0))
            return;
        const double values[] = {customers, orders / customers, units / orders, gross[i] / units};
        for (int k = 0; k < 4; k++)
            factor[i][k] = values[k];
    }
    double change = gross[1] - gross[0], size = change == 0 ? gross[0] : change / log1p(change / gross[0]);
    for (int k = 0; k < 4; k++)
        c[EFFECT_CUSTOMERS + k] = cell_number(size * log(factor[1][k] / factor[0][k]));
}

/* ---- rows ---- */

/* The number of a period that may be compared with. */
static const int64_t *comparable(const struct kpitable *t, uint32_t group, uint32_t i)
{
    if (i == TIMELINE_NONE || (t->complete_only && !t->complete[i]))
        return NULL;
    return t->sums->group[group][i].sum;
}

static struct cell complete(const struct kpitable *t, uint32_t i)
{
    return i == TIMELINE_NONE ? cell_empty() : count(t->complete[i]);
}

static void write_row(const struct kpitable *t, struct table *to, struct cell *cell, uint32_t group, uint32_t i)
{
    const int64_t *s = t->sums->group[group][i].sum;
    struct cell *c = cell + t->groups->keys;
    uint32_t last = timeline_before(t->time, i), year_before = timeline_year_before(t->time, i);
    const int64_t *before = comparable(t, group, last);
    char name[PERIOD_ROOM];
    period p = t->time->base + (period)i;
    for (int k = 0; k < COLUMNS; k++)
        c[k] = cell_empty();
    c[PERIOD] = cell_text(slice_of(name, (size_t)period_print(name, t->time->unit, p)));
    c[BEGIN] = cell_date(period_begin(t->time->unit, p));
    c[END] = cell_date(period_end(t->time->unit, p));
    c[COMPLETE] = count(t->complete[i]);
    c[COMPLETE_BEFORE] = complete(t, last);
    c[COMPLETE_YEAR_BEFORE] = complete(t, year_before);
    c[BURN_IN] = count(t->burn_in[i]);
    set_sums(c, s);
    set_ratios(c, s);
    c[GROWTH] = growth(s, before);
    c[GROWTH_YEAR] = growth(s, comparable(t, group, year_before));
    if (before) {
        set_kept(c, s, before);
        set_effects(c, s, before);
    }
    table_row(to, (struct slice){0}, cell);
}

static void write_group(const struct kpitable *t, struct table *to, struct cell *cell, uint32_t group)
{
    grouphead_cells(t->groups, group, cell);
    for (uint32_t i = 0; i < t->time->n; i++)
        if (t->complete[i] || !t->complete_only)
            write_row(t, to, cell, group, i);
}

/* Which of the names it is, or `n`. */
static size_t place_of(struct slice word, const struct slice *name, size_t n)
{
    size_t i = 0;
    while (i < n && !slice_eq(word, name[i]))
        i++;
    return i;
}

static void check_measures(struct opt_list measure, const struct slice *name, size_t n, size_t first)
{
    for (size_t i = 0; i < measure.n; i++) {
        struct slice word = measure.word[i];
        size_t at = place_of(word, name, n);
        if (at == n)
            columns_unknown("--measure", name, (unsigned)n, word);
        if (at < first)
            die(STATUS_USAGE, "--measure %.*s: this column stands first anyway", (int)word.n, word.p);
        if (place_of(word, measure.word, i) < i)
            die(STATUS_USAGE, "--measure: \"%.*s\" is given twice", (int)word.n, word.p);
    }
}

/* Keys and period, the columns of --measure, and then all others; or none, if there is no --measure. */
static struct opt_list order_columns(const struct kpitable *t, const struct column *all)
{
    struct opt_list list = {0};
    if (t->measure.n == 0)
        return t->only;
    size_t first = t->groups->keys + (size_t)1, n = 0;
    struct slice *name = mem_zero(first + COLUMNS, sizeof *name);
    for (; all[n].name; n++)
        name[n] = slice_str(all[n].name);
    check_measures(t->measure, name, n, first);
    list.word = mem_zero(n, sizeof *list.word);
    for (size_t i = 0; i < n; i++) {
        if (i == first)
            for (size_t k = 0; k < t->measure.n; k++)
                list.word[list.n++] = t->measure.word[k];
        if (place_of(name[i], t->measure.word, t->measure.n) == t->measure.n)
            list.word[list.n++] = name[i];
    }
    free(name);
    return list;
}

static void count_incomplete(const struct kpitable *t)
{
    uint64_t *counter = t->complete_only ? tool_counter("periods_incomplete") : NULL;
    for (uint32_t i = 0; counter && i < t->time->n; i++)
        *counter += !t->complete[i];
}

void kpitable_write(const struct kpitable *t, struct out *o)
{
    struct table to;
    struct grouphead head;
    const struct column *columns = grouphead_columns(&head, t->groups, COLUMN, t->people ? COLUMNS : SIGNUPS);
    struct opt_list list = order_columns(t, columns);
    struct cell *cell = mem_zero(t->groups->keys + (size_t)COLUMNS, sizeof *cell);
    uint32_t *sorted = groups_sorted(t->groups);
    table_begin(&to, o, NULL, columns, list.n ? &list : NULL);
    to.digits = t->digits;
    for (uint32_t g = 0; g < t->groups->n; g++)
        write_group(t, &to, cell, sorted[g]);
    table_end(&to);
    count_incomplete(t);
    if (t->measure.n)
        free(list.word);
    free(sorted);
    free(cell);
    grouphead_free(&head);
}
