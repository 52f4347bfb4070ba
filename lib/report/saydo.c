/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/saydo.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "report/beware.h"

/* ---- the next campaign ---- */

struct listed { /* the customers with one action, or all */
    size_t customers, held_out;
    double expected;
};

static void add(struct listed *l, const struct sheet *s, size_t row)
{
    double expected = sheet_number(s, row, "expected_value");
    l->customers++;
    l->held_out += sheet_is(s, row, "holdout", "1");
    l->expected += isnan(expected) ? 0 : expected;
}

/* The sums over all; `best` becomes the action with the largest expected value, `name` its name. */
static struct listed sum_actions(const struct sheet *s, struct listed *best, struct slice *name)
{
    struct map names = {0};
    struct listed all = {0}, *of = mem_zero(s->rows + 1, sizeof *of);
    for (size_t i = 0; i < s->rows; i++) {
        add(&of[map_put(&names, sheet_cell(s, i, "action"))], s, i);
        add(&all, s, i);
    }
    for (size_t i = 0; i < s->rows; i++) {
        struct slice action = sheet_cell(s, i, "action");
        const struct listed *l = &of[map_get(&names, action)];
        if (best->customers == 0 || l->expected > best->expected) {
            *best = *l;
            *name = action;
        }
    }
    map_free(&names);
    free(of);
    return all;
}

void saydo_actions(struct buf *html, struct folders *f)
{
    struct listed best = {0};
    struct slice name = slice_of("", 0);
    struct listed all = sum_actions(folders_sheet(f, "campaign-actions.tsv"), &best, &name);
    if (all.customers == 0) {
        say(html, "No customer is on the action list.", piece_count(0));
        return;
    }
    say(html, "{} {customer is|customers are} on the action list, {} of them held out.", piece_count(all.customers),
        piece_count(all.held_out));
    say(html,
        all.held_out ? " Those must not be contacted: they show what the actions add."
                     : " Without a group that is held out it will not be known what the actions add.",
        piece_count(0));
    say(html, " The action with the largest expected value is \"{}\": {} from {} {customer|customers}.",
        piece_text(name), piece_of(FIGURE_MONEY, best.expected), piece_count(best.customers));
    say(html, " That is what these customers are expected to bring, not what the action adds.", piece_count(0));
}

/* ---- the last campaign ---- */

enum { SPLIT_DOUBT = 1 }; /* per cent: groups as unequal as that in fewer cases than this were not drawn as planned */

/* The part of the table that is about all customers: its first column has "(all)" there, whatever it is called. */
static bool of_all(const struct sheet *s, size_t row)
{
    return sheet_column(s, "group") == 0 || slice_is(sheet_at(s, row, 0), "(all)");
}

void saydo_experiment(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "campaign-last.tsv");
    size_t n = 0;
    for (size_t i = 0; i < s->rows; i++) {
        if (!of_all(s, i))
            continue;
        if (sheet_is(s, i, "name", "verdict")) {
            say(html, "{}Group {}: {}.", piece_str(n++ ? " " : ""), piece_text(sheet_cell(s, i, "group")),
                piece_text(sheet_cell(s, i, "value")));
        } else if (sheet_is(s, i, "name", "srm_p") && 100 * sheet_number(s, i, "value") < SPLIT_DOUBT) {
            beware("experiment",
                   "The groups of the last campaign are not as large as planned (P {}): its result is in doubt.",
                   piece_value(s, i, "value", FIGURE_NUMBER));
        }
    }
    if (n == 0)
        say(html, "The last campaign has shown nothing: there is no comparison of groups.");
}

/* ---- prices ---- */

void saydo_price(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "campaign-prices.tsv");
    size_t elastic = 0, rising = 0, shown = 0;
    for (size_t i = 0; i < s->rows; i++) {
        double low = sheet_number(s, i, "elasticity_low"), high = sheet_number(s, i, "elasticity_high");
        if (isnan(low) || isnan(high) || (low <= 0 && high >= 0))
            continue;
        shown++;
        elastic += high < -1;
        rising += low > 0;
    }
    if (s->rows == 0) {
        say(html, "There are no products with a price.");
        return;
    }
    say(html,
        "Of {} {product|products} {} {shows|show} that demand depends on the price. {} of them {is|are} elastic: a lower price brings more revenue.",
        piece_count(s->rows), piece_count(shown), piece_count(elastic));
    if (rising)
        say(html, " With {} demand rises with the price: something other than the price causes that.",
            piece_count(rising));
    say(html, " Unless the prices were changed at random, only an experiment confirms this.");
}
