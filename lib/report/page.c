/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/page.h"

#include <limits.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/shipped.h"
#include "base/textfile.h"
#include "report/beware.h"
#include "report/cards.h"
#include "report/glossary.h"
#include "report/html.h"
#include "report/plot.h"
#include "report/sections.h"
#include "report/text.h"

enum { SECTIONS_MOST = 64 };

/* The sections that are made. */
struct plan {
    const struct section *section[SECTIONS_MOST];
    size_t n;
};

static bool wanted(const struct opt_list *only, const char *id)
{
    for (size_t i = 0; i < only->n; i++)
        if (slice_is(only->word[i], id))
            return true;
    return only->n == 0;
}

/* Ends the tool if there is no section. */
static struct plan plan_of(const struct page *p, struct folders *f)
{
    struct plan plan = {0};
    struct buf why = {0};
    for (const struct section *s = SECTIONS; s->id; s++) {
        if (!wanted(&p->only, s->id) || (s->personal && p->customers == 0))
            continue;
        enum folders_answer answer = folders_need(f, s->needs, &why);
        if (answer == FOLDERS_ALL)
            plan.section[plan.n++] = s;
        if (answer == FOLDERS_LACKS) {
            warn("%.*s, so the page has no section \"%s\"", (int)why.n, why.p, s->id);
            beware(NULL, "The section \"{}\" is left out: {}.", piece_str(s->title), piece_text(buf_slice(&why)));
        }
    }
    buf_free(&why);
    if (plan.n == 0)
        die(STATUS_DATA, "%s: has none of the tables that the sections are made from (retail.mk makes them)",
            f->folder[0]);
    return plan;
}

/* ---- links ---- */

/* `path` as it is seen from the folder `home`: both are made absolute, and what they share is left out. */
static void relative(struct buf *b, const char *path, const char *home)
{
    char to[PATH_MAX], from[PATH_MAX];
    if (!realpath(path, to) || !realpath(home, from)) {
        buf_addstr(b, path);
        return;
    }
    size_t shared = 0;
    for (size_t i = 0; to[i] && to[i] == from[i]; i++)
        if (to[i + 1] == '/' && (from[i + 1] == '/' || from[i + 1] == '\0'))
            shared = i + 1;
    for (const char *p = from + shared; (p = strchr(p, '/')); p++)
        buf_addstr(b, p[1] ? "../" : "");
    buf_addstr(b, to + shared + 1);
}

/* ---- a section ---- */

static void write_views(struct buf *html, const struct page *p, const struct section *s, struct folders *f)
{
    struct buf why = {0}, link = {0};
    for (const struct view *v = s->view; v < s->view + sizeof s->view / sizeof *s->view && v->table; v++) {
        if (folders_need(f, v->table, &why) != FOLDERS_ALL)
            continue;
        const struct sheet *sheet = folders_sheet(f, v->table);
        link.n = 0;
        relative(&link, sheet->path, p->home);
        struct view shown = *v;
        shown.most = s->personal ? p->customers : v->most;
        if (sheet->rows)
            view_write(html, &shown, sheet, buf_slice(&link));
        else
            html_add(html, "<p class=\"note\">%s has no rows.</p>\n", sheet->name);
    }
    buf_free(&why);
    buf_free(&link);
}

static void write_plots(struct buf *html, const char *names)
{
    struct buf plots = {0};
    if (plots_write(&plots, names)) {
        buf_addstr(html, "<div class=\"plots\">\n");
        html_buf(html, &plots);
        buf_addstr(html, "</div>\n");
    }
    buf_free(&plots);
}

/* Up to the first full stop before a blank; names in tags do not matter, since figures have no blank after a point. */
static struct slice first_sentence(struct slice said)
{
    const char *end = memmem(said.p, said.n, ". ", 2);
    return end ? slice_of(said.p, (size_t)(end + 1 - said.p)) : said;
}

/* What a manager reads first: a sentence of these sections. */
static void add_brief(struct buf *brief, const struct section *s, struct slice said)
{
    static const char *const of[] = {"kpi", "customers", "segments", "forecast", "steps"};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        if (strcmp(s->id, of[i]) != 0 || said.n == 0)
            continue;
        said = first_sentence(said);
        html_add(brief, "<li><a href=\"#%s\">%s</a> <span>", s->id, s->title);
        buf_add(brief, said.p, said.n);
        buf_addstr(brief, "</span></li>\n");
    }
}

static void write_section(struct buf *html, struct buf *brief, const struct page *p, const struct section *s,
                          struct folders *f)
{
    struct buf said = {0};
    html_add(html, "<section id=\"%s\"><h3>%s</h3>\n", s->id, s->title);
    if (s->sentence) {
        s->sentence(&said, f);
        buf_addstr(html, "<p class=\"say\">");
        html_buf(html, &said);
        buf_addstr(html, "</p>\n");
        add_brief(brief, s, buf_slice(&said));
    }
    buf_free(&said);
    buf_addstr(html, "<div class=\"show\">\n");
    write_plots(html, s->plots);
    if (s->write)
        s->write(html, f);
    write_views(html, p, s, f);
    buf_addstr(html, "</div></section>\n");
}

static void write_sections(struct buf *html, struct buf *brief, const struct page *p, const struct plan *plan,
                           struct folders *f)
{
    int part = -1;
    for (size_t i = 0; i < plan->n; i++) {
        const struct section *s = plan->section[i];
        if ((int)s->part != part) {
            part = (int)s->part;
            html_add(html, "%s<div class=\"part\" id=\"part-%d\"><h2>%s</h2>\n", "", part, SECTION_PART[part]);
        }
        write_section(html, brief, p, s, f);
        if (i + 1 == plan->n || plan->section[i + 1]->part != s->part)
            buf_addstr(html, "</div>\n");
    }
}

/* ---- around them ---- */

static void write_contents(struct buf *html, const struct plan *plan)
{
    int part = -1;
    buf_addstr(html, "<nav class=\"contents\" aria-label=\"Contents\"><h2>Contents</h2>\n<ul>\n");
    for (size_t i = 0; i < plan->n; i++) {
        const struct section *s = plan->section[i];
        if ((int)s->part != part) {
            html_add(html, "%s<li><a href=\"#part-%d\">%s</a><ul>\n", "", (int)s->part, SECTION_PART[s->part]);
            part = (int)s->part;
        }
        html_add(html, "<li><a href=\"#%s\">%s</a></li>\n", s->id, s->title);
        if (i + 1 == plan->n || plan->section[i + 1]->part != s->part)
            buf_addstr(html, "</ul></li>\n");
    }
    buf_addstr(html, "<li><a href=\"#definitions\">Definitions</a></li>\n</ul></nav>\n");
}

static void add_file(struct buf *html, const char *name)
{
    char *path = shipped_path("report", name);
    textfile_read(path, "", html);
    free(path);
}

static void write_head(struct buf *html, const char *title)
{
    html_add(
        html,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>%s</title>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"tillroll %s\">\n<style>\n",
        title, TILLROLL_VERSION);
    add_file(html, "style.css");
    buf_addstr(html, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the figures</a>\n");
}

static void write_warnings(struct buf *html)
{
    if (plots_missing())
        beware(NULL, "This page has no plots, since gnuplot was not installed where it was made.", piece_count(0));
    if (beware_count() == 0)
        return;
    buf_addstr(html,
               "<aside class=\"beware\" aria-labelledby=\"beware\"><h2 id=\"beware\">Read with care</h2>\n<ul>\n");
    beware_write(html);
    buf_addstr(html, "</ul></aside>\n");
}

static void write_top(struct buf *html, const struct page *p, struct folders *f, bool cards)
{
    html_add(html, "<header><h1>%s</h1>\n", p->title);
    if (cards) {
        struct kpis k = kpis_of(f);
        if (kpis_has(&k, k.now))
            say(html, "<p class=\"lead\">{}, the last whole period of these data</p>\n",
                piece_period(sheet_cell(k.s, k.now, "period")));
        cards_write(html, &k);
    }
    buf_addstr(html, "</header>\n");
}

static void write_brief(struct buf *html, const struct buf *brief)
{
    if (brief->n == 0)
        return;
    buf_addstr(html, "<section class=\"brief\" aria-labelledby=\"brief\"><h2 id=\"brief\">In short</h2>\n<ul>\n");
    html_buf(html, brief);
    buf_addstr(html, "</ul></section>\n");
}

static bool planned(const struct plan *plan, const char *id)
{
    for (size_t i = 0; i < plan->n; i++)
        if (strcmp(plan->section[i]->id, id) == 0)
            return true;
    return false;
}

static void write_definitions(struct buf *html)
{
    buf_addstr(html, "<section id=\"definitions\"><h2>Definitions</h2>\n");
    if (!glossary_list(html))
        buf_addstr(html, "<p>There are no measures on this page.</p>\n");
    buf_addstr(html, "</section>\n");
}

static void write_foot(struct buf *html)
{
    html_add(
        html,
        "</main>\n<footer><p>Made by report of tillroll %s from the tables that the sections name.</p></footer>\n<script>\n",
        TILLROLL_VERSION);
    add_file(html, "sort.js");
    buf_addstr(html, "</script>\n</body></html>\n");
}

void page_write(struct buf *html, const struct page *p, struct folders *f)
{
    struct buf top = {0}, body = {0}, brief = {0};
    struct plan plan = plan_of(p, f);
    for (size_t i = 0; i < plan.n; i++)
        plots_start(f, plan.section[i]->plots);
    write_top(&top, p, f, planned(&plan, "kpi"));
    write_sections(&body, &brief, p, &plan, f);
    write_head(html, p->title);
    html_buf(html, &top);
    write_brief(html, &brief);
    write_contents(html, &plan);
    buf_addstr(html, "<main id=\"main\">\n");
    write_warnings(html);
    html_buf(html, &body);
    write_definitions(html);
    write_foot(html);
    plots_close();
    beware_free();
    buf_free(&top);
    buf_free(&body);
    buf_free(&brief);
}

/* The warnings are found by the sections as they make their sentences. */
static void text_warnings(struct buf *text, const struct plan *plan, struct folders *f)
{
    struct buf unused = {0};
    for (size_t i = 0; i < plan->n; i++)
        if (plan->section[i]->sentence)
            plan->section[i]->sentence(&unused, f);
    buf_free(&unused);
    buf_addstr(text, beware_count() ? "\nRead with care\n\n" : "");
    for (size_t i = 0; i < beware_count(); i++)
        text_item(text, beware_text(i));
}

void page_text(struct buf *text, const struct page *p, struct folders *f)
{
    struct plan plan = plan_of(p, f);
    buf_addstr(text, p->title);
    buf_addch(text, '\n');
    if (planned(&plan, "kpi"))
        text_cards(text, f);
    if (planned(&plan, "segments"))
        text_segments(text, f);
    text_warnings(text, &plan, f);
    beware_free();
}
