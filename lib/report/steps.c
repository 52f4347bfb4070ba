/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/steps.h"

#include <math.h>
#include <stdlib.h>

#include "base/shipped.h"
#include "report/html.h"
#include "report/prose.h"
#include "report/saywho.h"

enum { STEPS_MOST = 24 };

struct step {
    const struct sheet *profiles, *worth;
    size_t row;           /* of segment-opportunity.tsv */
    size_t revenue_share; /* of segment-profiles.tsv; its number of rows: none */
    double share;
};

static int by_share(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static struct step *steps_of(struct folders *f, size_t *n)
{
    const struct sheet *worth = folders_sheet(f, "segment-opportunity.tsv"),
                       *profiles = folders_sheet(f, "segment-profiles.tsv");
    struct step *step = mem_zero(worth->rows + 1, sizeof *step);
    for (size_t i = 0; i < worth->rows; i++) {
        size_t at = saywho_row(profiles, sheet_cell(worth, i, "label"), "", "revenue_share");
        double share = at < profiles->rows ? sheet_number(profiles, at, "value") : NAN;
        step[i] = (struct step){profiles, worth, i, at, isnan(share) ? -INFINITY : share};
    }
    *n = worth->rows;
    qsort(step, *n, sizeof *step, by_share);
    return step;
}

void steps_say(struct buf *html, struct folders *f)
{
    size_t n, best = 0;
    struct step *step = steps_of(f, &n);
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        double v = sheet_number(step[i].worth, step[i].row, "opportunity");
        if (v > most) {
            most = v;
            best = i;
        }
    }
    const struct sheet *s = folders_sheet(f, "segment-opportunity.tsv");
    if (most > 0)
        say(html,
            "The most is to be gained from {}: if each of its {} customers came to the average of {}, that would be {}. That is an upper end, from averages: an experiment shows what a step really brings.",
            piece_text(sheet_cell(s, step[best].row, "label")), piece_cell(s, step[best].row, "customers"),
            piece_text(sheet_cell(s, step[best].row, "next_label")), piece_cell(s, step[best].row, "opportunity"));
    else
        say(html, "No segment has a next better one to grow into.");
    free(step);
}

static void write_step(struct buf *html, const struct step *step, const struct sheet *advice)
{
    const struct sheet *s = step->worth;
    struct slice name = sheet_cell(s, step->row, "label"), next = sheet_cell(s, step->row, "next_label");
    size_t known = 0;
    while (known < advice->rows && !slice_eq(sheet_cell(advice, known, "segment"), name))
        known++;
    say(html, "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">",
        piece_text(name.n ? name : SLICE("(no segment)")), piece_cell(s, step->row, "customers"));
    if (step->revenue_share < step->profiles->rows)
        say(html, "{}", piece_value(step->profiles, step->revenue_share, "value", FIGURE_SHARE));
    say(html, "</td><td class=\"text\">{}</td><td class=\"n\">",
        piece_text(known < advice->rows ? sheet_cell(advice, known, "step") : slice_of("", 0)));
    if (sheet_cell(s, step->row, "opportunity").n)
        say(html, "{}", piece_cell(s, step->row, "opportunity"));
    say(html, "</td><td>{}</td></tr>\n", piece_text(next));
}

void steps_write(struct buf *html, struct folders *f)
{
    size_t n;
    char *path = shipped_path("report", "steps.tsv");
    struct sheet advice = sheet_read(path, "steps.tsv");
    struct step *step = steps_of(f, &n);
    buf_addstr(html,
               "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table: Steps\"><table>"
               "<caption>Next steps, the segment with the most revenue first</caption><thead><tr>"
               "<th scope=\"col\">Segment</th><th scope=\"col\" class=\"n\">Customers</th>"
               "<th scope=\"col\" class=\"n\">Of the revenue</th><th scope=\"col\">What to do</th>"
               "<th scope=\"col\" class=\"n\">At most to gain</th><th scope=\"col\">If they became</th></tr></thead>"
               "<tbody>\n");
    for (size_t i = 0; i < n && i < STEPS_MOST; i++)
        write_step(html, &step[i], &advice);
    buf_addstr(html, "</tbody></table></div>\n");
    if (n > STEPS_MOST)
        html_add(html, "<p class=\"note\">The first %d of %zu segments.</p>\n", STEPS_MOST, n);
    free(step);
    sheet_free(&advice);
    free(path);
}
