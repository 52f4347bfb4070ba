/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cards.h"

#include <math.h>
#include <stdio.h>

#include "report/glossary.h"
#include "report/html.h"

static const char *const COLUMN[CARDS_MOST] = {"revenue",
                                               "orders",
                                               "aov",
                                               "active_customers",
                                               "new_customers",
                                               "revenue_per_customer",
                                               "retention_rate",
                                               "net_revenue_retention"};
enum { SPARKS = 13 };

size_t cards_of(const struct kpis *k, struct card *card)
{
    size_t n = 0;
    for (size_t i = 0; i < CARDS_MOST && kpis_has(k, k->now); i++) {
        unsigned column = sheet_column(k->s, COLUMN[i]);
        if (column == SHEET_NONE || sheet_at(k->s, k->now, column).n == 0)
            continue;
        struct card c = {.column = COLUMN[i], .now = piece_cell(k->s, k->now, COLUMN[i]), .change = NAN};
        c.before = kpis_has(k, k->before) ? piece_cell(k->s, k->before, COLUMN[i]) : piece_of(c.now.kind, NAN);
        c.points = c.now.kind == FIGURE_SHARE;
        if (c.points)
            c.change = c.now.v - c.before.v;
        else if (c.before.v > 0)
            c.change = c.now.v / c.before.v - 1;
        card[n++] = c;
    }
    return n;
}

/* The whole periods up to the last one, as a line without scales: the plots have them. */
static void write_spark(struct buf *html, const struct kpis *k, const char *column)
{
    double v[SPARKS], low = INFINITY, high = -INFINITY;
    int n = 0;
    for (size_t i = k->now + 1; i-- > 0 && n < SPARKS && sheet_is(k->s, i, "complete", "1"); n++) {
        v[n] = sheet_number(k->s, i, column);
        low = fmin(low, v[n]);
        high = fmax(high, v[n]);
    }
    if (n < 3 || !(high > low))
        return;
    buf_addstr(html, "<svg class=\"spark\" viewBox=\"0 0 120 30\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                     "<polyline points=\"");
    for (int i = n; i-- > 0;) {
        char point[64];
        if (isnan(v[i]))
            continue;
        snprintf(point, sizeof point, "%.1f,%.1f ", 2 + 116.0 * (n - 1 - i) / (n - 1),
                 27 - 24 * (v[i] - low) / (high - low));
        buf_addstr(html, point);
    }
    buf_addstr(html, "\"/></svg>");
}

static void write_change(struct buf *html, const struct kpis *k, const struct card *c)
{
    struct piece period = piece_period(sheet_cell(k->s, kpis_has(k, k->before) ? k->before : 0, "period"));
    if (isnan(c->before.v)) {
        buf_addstr(html, "<dd class=\"change\">nothing to compare with</dd>");
    } else if (isnan(c->change)) {
        say(html, "<dd class=\"change\">{} in {}</dd>", c->before, period);
    } else {
        double v = c->change;
        struct piece change = piece_signed(c->points ? FIGURE_POINTS : FIGURE_SHARE, v);
        html_add(html, "<dd class=\"change %s\"><span aria-hidden=\"true\">%s</span> ",
                 v > 0   ? "up"
                 : v < 0 ? "down"
                         : "same",
                 v > 0   ? "\xe2\x96\xb2"
                 : v < 0 ? "\xe2\x96\xbc"
                         : "\xe2\x96\xac");
        say(html, c->points ? "<b>{} points</b> on {}, {}</dd>" : "<b>{}</b> on {}, {}</dd>", change, period,
            c->before);
    }
}

static void write_card(struct buf *html, const struct kpis *k, const struct card *c)
{
    struct glossary_word *w = glossary_find(k->s->name, slice_str(c->column));
    w->used = true;
    buf_addstr(html, "<div class=\"card\"><dt><a class=\"term\" href=\"#");
    glossary_id(html, w);
    buf_addstr(html, "\" aria-describedby=\"");
    glossary_id(html, w);
    html_add(html, "\">%.*s<span class=\"tip\" aria-hidden=\"true\"><b>%.*s</b> %.*s</span></a></dt>", (int)w->label.n,
             w->label.p, (int)w->label.n, w->label.p, (int)w->definition.n, w->definition.p);
    say(html, "<dd class=\"now\">{}</dd>", c->now);
    write_change(html, k, c);
    buf_addstr(html, "<dd class=\"line\">");
    write_spark(html, k, c->column);
    buf_addstr(html, "</dd></div>\n");
}

void cards_write(struct buf *html, const struct kpis *k)
{
    struct card card[CARDS_MOST];
    size_t n = cards_of(k, card);
    buf_addstr(html, n ? "<dl class=\"cards\">\n" : "");
    for (size_t i = 0; i < n; i++)
        write_card(html, k, &card[i]);
    buf_addstr(html, n ? "</dl>\n" : "");
}
