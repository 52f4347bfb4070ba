/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sayahead.h"

#include <math.h>

#include "report/beware.h"

/* ---- the forecast of revenue ---- */

/* The row of a method in all tests on known periods; the number of rows if there is none. */
static size_t tests_of(const struct sheet *s, struct slice method)
{
    size_t i = 0;
    while (i < s->rows && !(sheet_is(s, i, "step", "all") && sheet_is(s, i, "evaluation", "rolling") &&
                            slice_eq(sheet_cell(s, i, "method"), method)))
        i++;
    return i;
}

static void say_better(struct buf *html, const struct sheet *s, size_t better)
{
    struct piece method = piece_text(sheet_cell(s, better, "method"));
    say(html, " The method \"{}\" did better there: {}.", method, piece_cell(s, better, "mase"));
    beware("forecast", "In tests on periods that are known, the forecast was further off than the method \"{}\".",
           method);
}

/* How the method did on periods that are known, and whether another one did better. */
static void say_errors(struct buf *html, struct folders *f, struct slice method)
{
    struct buf why = {0};
    bool there =
        folders_need(f, "forecast-errors.tsv:evaluation,method,step,n,mase,coverage,verdict", &why) == FOLDERS_ALL;
    buf_free(&why);
    if (!there)
        return;
    const struct sheet *s = folders_sheet(f, "forecast-errors.tsv");
    size_t own = tests_of(s, method), best = 0;
    while (best < s->rows && !(sheet_is(s, best, "verdict", "use") && sheet_is(s, best, "evaluation", "rolling")))
        best++;
    if (own == s->rows || !(sheet_number(s, own, "n") > 0))
        return;
    say(html, " In {} tests on periods that are known its scaled error was {}", piece_cell(s, own, "n"),
        piece_cell(s, own, "mase"));
    say(html, sheet_cell(s, own, "coverage").n ? ", and {} of its intervals held what came." : ".",
        piece_cell(s, own, "coverage"));
    if (best < s->rows && best != own)
        say_better(html, s, best);
}

void sayahead_forecast(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "forecast.tsv");
    double sum = 0;
    if (s->rows == 0) {
        say(html, "There is nothing to forecast from.");
        return;
    }
    for (size_t i = 0; i < s->rows; i++)
        sum += sheet_number(s, i, "forecast");
    say(html, "{} is expected to bring {}, between {} and {}", piece_period(sheet_cell(s, 0, "period")),
        piece_cell(s, 0, "forecast"), piece_cell(s, 0, "low"), piece_cell(s, 0, "high"));
    if (s->rows > 1)
        say(html, "; the {} periods to {} together {}", piece_count(s->rows),
            piece_period(sheet_cell(s, s->rows - 1, "period")), piece_of(FIGURE_MONEY, sum));
    buf_addstr(html, ".");
    if (sheet_is(s, 0, "fallback", "1")) {
        buf_addstr(html, " The data are too short to know a season: the last level and trend go on as they are.");
        beware("forecast", "The forecast knows no season: the data hold less than two whole cycles.", piece_count(0));
    }
    say_errors(html, f, sheet_cell(s, 0, "method"));
}
