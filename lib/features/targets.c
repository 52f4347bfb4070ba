/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/targets.h"

#include "base/die.h"

const struct column TARGETS_COLUMN[TARGETS] = {
    [TARGET_CHURNED] = {"churned", TYPE_COUNT},         [TARGET_ORDERS] = {"future_orders", TYPE_COUNT},
    [TARGET_REVENUE] = {"future_revenue", TYPE_MONEY},  [TARGET_NEXT_DAYS] = {"next_days", TYPE_COUNT},
    [TARGET_TOP_SPENDER] = {"top_spender", TYPE_COUNT},
};

void targets_choose(struct opt_list words, bool wanted[TARGETS])
{
    for (size_t i = 0; i < words.n; i++) {
        struct slice word = words.word[i];
        int target = opt_word_index(TARGETS_WORDS, word);
        if (target < 0)
            die(STATUS_USAGE, "--target: \"%.*s\" is not a target (" TARGETS_WORDS ")", (int)word.n, word.p);
        wanted[target] = true;
    }
}

void targets_cells(const struct future *f, bool top, struct cell cell[TARGETS])
{
    cell[TARGET_CHURNED] = cell_count(!f->bought);
    cell[TARGET_ORDERS] = cell_count(f->orders);
    cell[TARGET_REVENUE] = cell_money(f->revenue);
    cell[TARGET_NEXT_DAYS] = f->days < 0 ? cell_empty() : cell_int(f->days);
    cell[TARGET_TOP_SPENDER] = cell_count(top);
}
