/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/standingcells.h"

const struct column STANDING_COLUMN[STANDING_CELLS] = {
    [STANDING_COUNTRY] = {"country", TYPE_TEXT},
    [STANDING_RECENCY] = {"recency_days", TYPE_COUNT},
    [STANDING_TENURE] = {"tenure_days", TYPE_COUNT},
    [STANDING_ORDERS] = {"orders", TYPE_COUNT},
    [STANDING_DAYS] = {"purchase_days", TYPE_COUNT},
    [STANDING_REVENUE] = {"revenue", TYPE_MONEY},
    [STANDING_GROSS] = {"gross", TYPE_MONEY},
    [STANDING_X] = {"x", TYPE_COUNT},
    [STANDING_T_X] = {"t_x", TYPE_COUNT},
    [STANDING_T] = {"T", TYPE_COUNT},
    [STANDING_M_X] = {"m_x", TYPE_NUMBER},
    [STANDING_GAP_MEAN] = {"gap_mean", TYPE_NUMBER},
    [STANDING_GAP_SD] = {"gap_sd", TYPE_NUMBER},
    [STANDING_GAP_1] = {"gap_1", TYPE_COUNT},
    {"gap_2", TYPE_COUNT},
    {"gap_3", TYPE_COUNT},
    [STANDING_OVERDUE] = {"overdue_ratio", TYPE_NUMBER},
    [STANDING_SHARE_30D] = {"share_30d", TYPE_NUMBER},
    [STANDING_SHARE_90D] = {"share_90d", TYPE_NUMBER},
    [STANDING_TREND] = {"trend", TYPE_NUMBER},
    [STANDING_CUT_MONTH] = {"cut_month", TYPE_COUNT},
    [STANDING_SEASON] = {"season_share", TYPE_NUMBER},
    [STANDING_LINES_PER_ORDER] = {"lines_per_order", TYPE_NUMBER},
    [STANDING_ITEMS_PER_ORDER] = {"items_per_order", TYPE_NUMBER},
    [STANDING_PRICE_PER_ITEM] = {"price_per_item", TYPE_NUMBER},
    [STANDING_RETURN_SHARE] = {"return_share", TYPE_NUMBER},
    [STANDING_AOV] = {"aov", TYPE_NUMBER},
    [STANDING_REVENUE_PER_DAY] = {"revenue_per_day", TYPE_NUMBER},
};

/* In its place: a cell that is chosen from two and then copied takes as long as to compute it. */
static inline void set_quotient(struct cell *c, wide_int a, wide_int b)
{
    c->kind = b > 0 ? CELL_NUMBER : CELL_EMPTY;
    if (b > 0)
        c->number = ratio_wide(a, b);
}

static inline void set_gap(struct cell *c, const struct standing *k, size_t i)
{
    c->kind = k->gap[i] < 0 ? CELL_EMPTY : CELL_INT;
    c->whole = k->gap[i];
}

static void set_rhythm(const struct standing *k, struct cell *cell)
{
    int64_t recency = (int64_t)k->as_of - k->last, t_x = (int64_t)k->last - k->first, x = (int64_t)k->days - 1;
    cell[STANDING_RECENCY] = cell_int(recency);
    cell[STANDING_TENURE] = cell[STANDING_T] = cell_int((int64_t)k->as_of - k->first);
    cell[STANDING_X] = cell_int(x);
    cell[STANDING_T_X] = cell_int(t_x);
    set_quotient(&cell[STANDING_GAP_MEAN], t_x, x);
    cell[STANDING_GAP_SD] = cell_number(k->gap_sd);
    for (size_t i = 0; i < STANDING_GAPS; i++)
        set_gap(&cell[STANDING_GAP_1 + i], k, i);
    set_quotient(&cell[STANDING_OVERDUE], (wide_int)recency * x, t_x);
    set_quotient(&cell[STANDING_TREND], (int64_t)k->later - (int64_t)k->earlier, x);
}

static void set_season(const struct standing *k, struct cell *cell)
{
    int year, month, day;
    date_civil(k->cut, &year, &month, &day);
    cell[STANDING_CUT_MONTH] = cell_int(month);
    set_quotient(&cell[STANDING_SEASON], (wide_int)k->same_quarter, (wide_int)k->days);
}

static void set_money(const struct standing *k, struct cell *cell)
{
    const wide_int orders = (wide_int)k->orders * DECIMAL_ONE, tenure = (wide_int)k->as_of - k->first;
    decimal revenue = k->gross + k->returned;
    cell[STANDING_REVENUE] = cell_money(revenue);
    cell[STANDING_GROSS] = cell_money(k->gross);
    set_quotient(&cell[STANDING_M_X], k->repeat, (wide_int)(k->days - 1) * DECIMAL_ONE);
    set_quotient(&cell[STANDING_SHARE_30D], k->gross_30d, k->gross);
    set_quotient(&cell[STANDING_SHARE_90D], k->gross_90d, k->gross);
    set_quotient(&cell[STANDING_LINES_PER_ORDER], (wide_int)k->lines, (wide_int)k->orders);
    set_quotient(&cell[STANDING_ITEMS_PER_ORDER], k->sold, orders);
    set_quotient(&cell[STANDING_PRICE_PER_ITEM], k->gross, k->sold);
    set_quotient(&cell[STANDING_RETURN_SHARE], -(wide_int)k->returned, k->gross);
    set_quotient(&cell[STANDING_AOV], k->gross, orders);
    set_quotient(&cell[STANDING_REVENUE_PER_DAY], revenue, tenure * DECIMAL_ONE);
}

void standing_cells(const struct standing *k, struct cell cell[STANDING_CELLS])
{
    cell[STANDING_COUNTRY] = cell_text(k->country);
    cell[STANDING_ORDERS] = cell_count(k->orders);
    cell[STANDING_DAYS] = cell_count(k->days);
    set_rhythm(k, cell);
    set_season(k, cell);
    set_money(k, cell);
}
