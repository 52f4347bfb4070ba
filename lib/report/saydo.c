/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/saydo.h"

#include <math.h>

#include "report/beware.h"

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
        "Of {} products {} show that demand depends on the price. {} of them are elastic: a lower price brings more revenue.",
        piece_count(s->rows), piece_count(shown), piece_count(elastic));
    if (rising)
        say(html, " With {} demand rises with the price, which prices alone do not do: something else is behind it.",
            piece_count(rising));
    say(html, " Unless the prices were changed at random, only an experiment confirms this.");
}
