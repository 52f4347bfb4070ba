/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/view.h"

#include <math.h>

#include "report/grid.h"
#include "report/html.h"

/* The name leads to its definition, which is shown on hover and on focus. */
static void write_head(struct buf *html, const struct grid_head *h)
{
    const struct glossary_word *w = h->word;
    struct slice column = glossary_column(w);
    buf_addstr(html, figure_is_number(w->kind) ? "<th class=\"n\"" : "<th");
    html_add(html, " scope=\"col\" data-c=\"%.*s\">", (int)column.n, column.p);
    if (w->definition.n == 0) {
        html_add(html, "%.*s</th>", (int)h->label.n, h->label.p);
        return;
    }
    buf_addstr(html, "<a class=\"term\" href=\"#");
    glossary_id(html, w);
    buf_addstr(html, "\" aria-describedby=\"");
    glossary_id(html, w);
    html_add(html, "\">%.*s<span class=\"tip\" aria-hidden=\"true\"><b>%.*s</b> %.*s</span></a></th>", (int)h->label.n,
             h->label.p, (int)w->label.n, w->label.p, (int)w->definition.n, w->definition.p);
}

static void add_value(struct buf *text, enum figure_kind kind, struct slice raw, double v, int places)
{
    struct slice label = kind == FIGURE_MEASURE ? glossary_find("", raw)->label : raw;
    if (kind == FIGURE_PERIOD || kind == FIGURE_DATE)
        figure_period(text, raw);
    else if (!figure_is_number(kind))
        buf_add(text, label.p, label.n);
    else if (kind == FIGURE_FLAG)
        buf_addstr(text, v != 0 ? "yes" : "no");
    else if (fabs(v) >= 1e8)
        figure_short(text, kind, v);
    else
        figure_print(text, kind, v, places);
}

static void write_title(struct buf *html, enum figure_kind kind, double v, const struct buf *shown)
{
    struct buf full = {0};
    if (figure_is_number(kind) && kind != FIGURE_FLAG)
        figure_full(&full, kind, v);
    if (full.n && !slice_eq(buf_slice(&full), buf_slice(shown)))
        html_add(html, " title=\"%.*s\"", (int)full.n, full.p);
    buf_free(&full);
}

static enum figure_kind kind_of(const struct grid *g, const struct grid_head *h, struct grid_spot spot)
{
    if (!h->by_statistic || spot.row >= g->s->rows)
        return h->word->kind;
    enum figure_kind kind = glossary_find(g->s->name, sheet_cell(g->s, spot.row, "statistic"))->kind;
    return figure_is_number(kind) ? kind : FIGURE_NUMBER;
}

static bool is_part(const struct grid *g, size_t i)
{
    unsigned complete = sheet_column(g->s, "age") != SHEET_NONE ? SHEET_NONE : sheet_column(g->s, "complete");
    struct grid_spot spot = g->spot[i * g->columns];
    return complete != SHEET_NONE && spot.row < g->s->rows && slice_is(sheet_at(g->s, spot.row, complete), "0");
}

static void write_cell(struct buf *html, const struct grid *g, size_t i, size_t j)
{
    const struct grid_head *h = &g->head[j];
    struct grid_spot spot = g->spot[i * g->columns + j];
    enum figure_kind kind = kind_of(g, h, spot);
    if (!grid_has(g, spot) || (h->word->compares && is_part(g, i))) {
        buf_addstr(html, j ? "<td></td>" : "<th scope=\"row\"></th>");
        return;
    }
    struct slice raw = sheet_at(g->s, spot.row, spot.column);
    double v = figure_is_number(kind) ? sheet_number_at(g->s, spot.row, spot.column) : NAN;
    struct buf text = {0};
    add_value(&text, kind, raw, v, h->by_statistic ? figure_needs(kind, v, figure_places(kind, v)) : h->places);
    buf_addstr(html, j ? "<td" : "<th scope=\"row\"");
    buf_addstr(html, figure_is_number(kind) ? " class=\"n\"" : "");
    html_add(html, " data-v=\"%.*s\" data-line=\"%zu\"", (int)raw.n, raw.p, spot.row + 2);
    write_title(html, kind, v, &text);
    if (g->hottest > 0 && j > 2 && v >= 0)
        html_add(html, " style=\"--heat:%d%%\"", (int)(100 * v / g->hottest));
    html_add(html, ">%.*s</%s>", (int)text.n, text.p, j ? "td" : "th");
    buf_free(&text);
}

static bool write_rows(struct buf *html, const struct grid *g)
{
    bool any_part = false;
    buf_addstr(html, "<tbody>\n");
    for (size_t i = 0; i < g->rows; i++) {
        bool part = is_part(g, i);
        any_part |= part;
        buf_addstr(html, part ? "<tr class=\"part\">" : "<tr>");
        for (size_t j = 0; j < g->columns; j++)
            write_cell(html, g, i, j);
        buf_addstr(html, "</tr>\n");
    }
    buf_addstr(html, "</tbody></table></div>\n");
    return any_part;
}

static void write_note(struct buf *html, const struct grid *g, const struct view *v, struct slice link, bool part)
{
    buf_addstr(html, "<p class=\"note\">");
    if (part)
        buf_addstr(html, "Rows in italics are of a period that is not whole, which is compared with no other. ");
    if (g->rows < g->all)
        html_add(html, "%s %zu of %zu rows%s. ",
                 v->newest ? "The last"
                 : v->by   ? "The largest"
                           : "The first",
                 g->rows, g->all, v->form == VIEW_TRIANGLE ? ", at most 24 ages" : "");
    buf_addstr(html, "The whole table: <a href=\"");
    html_path(html, link);
    html_add(html, "\">%s</a></p>\n", g->s->name);
}

static const char *const FORM[] = {"rows", "long", "triangle"};

void view_write(struct buf *html, const struct view *v, const struct sheet *s, struct slice link)
{
    struct grid g = grid_of(v, s);
    buf_addstr(html, "<div class=\"view\">\n");
    html_add(html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table: %s\">", v->caption);
    html_add(html, "<table data-t=\"%s\" data-form=\"%s\"><caption>%s</caption>\n<thead><tr>", s->name, FORM[v->form],
             v->caption);
    for (size_t j = 0; j < g.columns; j++)
        write_head(html, &g.head[j]);
    buf_addstr(html, "</tr></thead>\n");
    bool part = write_rows(html, &g);
    write_note(html, &g, v, link, part);
    buf_addstr(html, "</div>\n");
    grid_free(&g);
}
