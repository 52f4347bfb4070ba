/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sayahead.h"

#include <math.h>
#include <stdlib.h>

#include "report/beware.h"
#include "report/totals.h"

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
    say(html, " In {} {test|tests} on periods that are known its scaled error was {}", piece_cell(s, own, "n"),
        piece_cell(s, own, "mase"));
    say(html, sheet_cell(s, own, "coverage").n ? ", and {} of its intervals contained what came." : ".",
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
    say(html, "{} is expected to bring {}", piece_period(sheet_cell(s, 0, "period")), piece_cell(s, 0, "forecast"));
    if (sheet_cell(s, 0, "low").n && sheet_cell(s, 0, "high").n)
        say(html, ", between {} and {}", piece_cell(s, 0, "low"), piece_cell(s, 0, "high"));
    else
        buf_addstr(html, ", and there are too few past errors for an interval");
    if (s->rows > 1)
        say(html, "; the {} periods to {} together {}", piece_count(s->rows),
            piece_period(sheet_cell(s, s->rows - 1, "period")), piece_of(FIGURE_MONEY, sum));
    buf_addstr(html, ".");
    if (sheet_is(s, 0, "fallback", "1")) {
        buf_addstr(html,
                   " The data are too short to estimate a season: the forecast continues the last level and trend.");
        beware("forecast", "The forecast has no season: the data contain less than two whole cycles.", piece_count(0));
    }
    say_errors(html, f, sheet_cell(s, 0, "method"));
}

/* ---- the value of customers ---- */

/* "clv_90d" is what is expected within 90 days: says "90 days". */
static void say_horizon(struct buf *html, const char *column)
{
    static const char *const unit[] = {"d day", "w week", "m month", "y year"};
    const char *text = strchr(column, '_') + 1;
    size_t n = strlen(text) - 1;
    buf_add(html, text, n);
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
        if (text[n] == *unit[i])
            buf_addstr(html, unit[i] + 1);
    buf_addstr(html, n == 1 && *text == '1' ? "" : "s");
}

static void beware_of_models(struct folders *f)
{
    struct buf why = {0};
    if (folders_need(f, "models.tsv:section,name,value,family", &why) == FOLDERS_ALL) {
        const struct sheet *s = folders_sheet(f, "models.tsv");
        for (size_t i = 0; i < s->rows; i++)
            if (sheet_is(s, i, "section", "fit") && sheet_is(s, i, "name", "verdict") &&
                !sheet_is(s, i, "value", "optimum"))
                beware("clv", "The model {} is not identified by these data ({}): do not rely on its predictions.",
                       piece_text(sheet_cell(s, i, "family")), piece_text(sheet_cell(s, i, "value")));
    }
    buf_free(&why);
}

enum { BIAS_MANY = 10 };

/* How the chosen model did on a part of the data that it had not seen. */
static void say_test(struct buf *html, struct folders *f)
{
    struct buf why = {0};
    bool there = folders_need(f, "chosen.tsv:family scores.tsv:family,days,bought,expected,bias", &why) == FOLDERS_ALL;
    buf_free(&why);
    if (!there || folders_sheet(f, "chosen.tsv")->rows == 0) {
        buf_addstr(html, " These tables do not show how well the model predicts: clv.mk tests it.");
        return;
    }
    struct slice family = sheet_cell(folders_sheet(f, "chosen.tsv"), 0, "family");
    const struct sheet *s = folders_sheet(f, "scores.tsv");
    for (size_t i = 0; i < s->rows; i++) {
        double bias = sheet_number(s, i, "bias");
        if (!slice_eq(sheet_cell(s, i, "family"), family) || isnan(bias))
            continue;
        say(html, " Tried on {} {day|days} that it had not seen, the model expected {} {purchase|purchases}; {} came.",
            piece_cell(s, i, "days"), piece_cell(s, i, "expected"), piece_cell(s, i, "bought"));
        if (100 * fabs(bias) >= BIAS_MANY)
            beware(
                "clv",
                "In its test the model of the customers' value expected {} purchases than came: its values may be too {}.",
                piece_str(bias < 0 ? "fewer" : "more"), piece_str(bias < 0 ? "low" : "high"));
    }
}

void sayahead_clv(struct buf *html, struct folders *f)
{
    const char *path = folders_path(f, "clv.tsv");
    char *column = totals_horizon(path, "clv_");
    struct totals p = totals_of(path, column, "p_alive", NULL);
    if (!column || p.n == 0) {
        say(html, column ? "There are no customers."
                         : "The table has no column with the value of customers, such as clv_90d.");
    } else {
        say(html, "{} {customer is|customers are} expected to bring {} within ", piece_count(p.n),
            piece_of(FIGURE_MONEY, p.sum));
        say_horizon(html, column);
        say(html, ", in today's value; {} of them {is|are} still {a customer|customers}, by the model.",
            piece_of(FIGURE_COUNT, p.chance));
        if (!isnan(p.best_tenth))
            say(html, " The tenth with the highest value brings {} of it.", piece_of(FIGURE_SHARE, p.best_tenth));
        beware_of_models(f);
        say_test(html, f);
    }
    free(column);
    totals_free(&p);
}

/* ---- customers who will not come again ---- */

/* Is the model better than the simple scores it was compared with? */
static void say_verdicts(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "churn-verdicts.tsv");
    size_t better = 0, worse = 0, none = 0;
    for (size_t i = 0; i < s->rows; i++) {
        struct slice verdict = sheet_cell(s, i, "verdict");
        better += slice_is(verdict, "better");
        worse += slice_is(verdict, "worse");
        none += slice_is(verdict, "no difference shown");
    }
    if (s->rows == 0)
        return;
    say(html,
        " In {} {comparison|comparisons} with simple scores the model is better in {} and worse in {}; in {} no difference is shown.",
        piece_count(s->rows), piece_count(better), piece_count(worse), piece_count(none));
    if (worse)
        beware("churn", "The model of churn did worse than a simple score in {} of {} {comparison|comparisons}.",
               piece_count(worse), piece_count(s->rows));
}

void sayahead_churn(struct buf *html, struct folders *f)
{
    struct totals p = totals_of(folders_path(f, "churn.tsv"), "at_risk", "p_churn", "cut");
    if (p.n == 0) {
        say(html, "There are no customers.");
    } else {
        say(html,
            "Of {} {customer|customers} {} {is|are} expected to buy nothing in the days that the model predicts, from {} on. {} are at stake: "
            "what they would bring times the chance that they do not come again.",
            piece_count(p.n), piece_of(FIGURE_COUNT, p.chance),
            (struct piece){.kind = FIGURE_DATE, .text = buf_slice(&p.first_label)}, piece_of(FIGURE_MONEY, p.sum));
        if (!isnan(p.best_tenth))
            say(html, " {} of that is with one tenth of the customers: they are the first in churn.tsv.",
                piece_of(FIGURE_SHARE, p.best_tenth));
        say_verdicts(html, f);
    }
    totals_free(&p);
}
