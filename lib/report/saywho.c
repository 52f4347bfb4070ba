/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/saywho.h"

#include <math.h>

#include "report/beware.h"

enum { SMALL = 30 };

size_t saywho_row(const struct sheet *s, struct slice label, const char *column, const char *statistic)
{
    size_t i = 0;
    while (i < s->rows && !(slice_eq(sheet_cell(s, i, "label"), label) && sheet_is(s, i, "column", column) &&
                            sheet_is(s, i, "statistic", statistic)))
        i++;
    return i;
}

/* ---- labels: segments, clusters ---- */

struct labels {
    const struct sheet *s;
    size_t n, small;          /* labels; those with few customers */
    size_t best, least, most; /* rows: the largest revenue_share; the smallest and largest number of customers */
};

static struct labels labels_of(const struct sheet *s)
{
    struct labels l = {.s = s, .best = s->rows, .least = s->rows, .most = s->rows};
    double share = -INFINITY, few = INFINITY, many = -INFINITY;
    for (size_t i = 0; i < s->rows; i++) {
        if (sheet_is(s, i, "label", "(all)") || sheet_cell(s, i, "column").n)
            continue;
        bool size = sheet_is(s, i, "statistic", "customers"), brings = sheet_is(s, i, "statistic", "revenue_share");
        double v = size || brings ? sheet_number(s, i, "value") : NAN;
        l.n += size;
        l.small += size && v < SMALL;
        if (brings && v > share)
            share = v, l.best = i;
        if (size && v < few)
            few = v, l.least = i;
        if (size && v > many)
            many = v, l.most = i;
    }
    return l;
}

static struct piece label_at(const struct sheet *s, size_t row)
{
    struct slice name = sheet_cell(s, row, "label");
    return piece_text(name.n ? name : SLICE("(no label)"));
}

static struct piece value_at(const struct sheet *s, size_t row, enum figure_kind kind)
{
    return piece_value(s, row, "value", kind);
}

/* "Most revenue comes from Champions: 41.2%, with 15.8% of the customers." */
static void say_best(struct buf *html, const struct labels *l, const char *before)
{
    struct slice best = sheet_cell(l->s, l->best, "label");
    size_t share = saywho_row(l->s, best, "", "share");
    say(html, "Most revenue comes from {}{}: {}", piece_str(before), label_at(l->s, l->best),
        value_at(l->s, l->best, FIGURE_SHARE));
    if (share < l->s->rows)
        say(html, ", with {} of the customers", value_at(l->s, share, FIGURE_SHARE));
    buf_addstr(html, ". ");
}

static void say_sizes(struct buf *html, const struct labels *l, const char *before)
{
    if (l->n < 2)
        return;
    say(html, "The largest is {}{} with {} {customer|customers}, the smallest {}{} with {}", piece_str(before),
        label_at(l->s, l->most), value_at(l->s, l->most, FIGURE_COUNT), piece_str(before), label_at(l->s, l->least),
        value_at(l->s, l->least, FIGURE_COUNT));
    buf_addstr(html, l->small ? ": too few for its means to be relied on." : ".");
}

static void beware_of_small(const struct labels *l, const char *section, const char *what)
{
    if (l->small == 1)
        beware(section, "The {} {} has fewer than {} customers: its means may be chance.", piece_str(what),
               label_at(l->s, l->least), piece_count(SMALL));
    else if (l->small)
        beware(section, "{} {}s have fewer than {} customers: their means may be chance.", piece_count(l->small),
               piece_str(what), piece_count(SMALL));
}

void saywho_segments(struct buf *html, struct folders *f)
{
    struct labels l = labels_of(folders_sheet(f, "segment-profiles.tsv"));
    if (l.n == 0 || l.best == l.s->rows) {
        say(html, "There are no customers with a segment.");
        return;
    }
    say_best(html, &l, "");
    say_sizes(html, &l, "");
    beware_of_small(&l, "segments", "segment");
}

/* What the scan suggests, and whether that is what was done. */
static void say_scan(struct buf *html, struct folders *f, size_t clusters)
{
    struct buf why = {0};
    if (folders_need(f, "cluster-scan.tsv:k,silhouette,suggested", &why) == FOLDERS_ALL) {
        const struct sheet *s = folders_sheet(f, "cluster-scan.tsv");
        size_t suggested = sheet_find(s, "suggested", "1"), used = s->rows;
        for (size_t i = 0; i < s->rows; i++)
            if (sheet_number(s, i, "k") == (double)clusters)
                used = i;
        if (suggested < s->rows && suggested != used)
            say(html, " {} {cluster was|clusters were} asked for; the scan suggests {}.", piece_count(clusters),
                piece_cell(s, suggested, "k"));
        double silhouette = used < s->rows ? sheet_number(s, used, "silhouette") : NAN;
        if (!isnan(silhouette))
            say(html, " Their silhouette is {}, so they {}.", piece_cell(s, used, "silhouette"),
                piece_str(silhouette < 0.25  ? "hardly differ from one another: they divide one cloud of customers"
                          : silhouette < 0.5 ? "overlap at their edges"
                                             : "are well apart"));
    }
    buf_free(&why);
}

void saywho_clusters(struct buf *html, struct folders *f)
{
    struct labels l = labels_of(folders_sheet(f, "cluster-profiles.tsv"));
    if (l.n == 0 || l.best == l.s->rows) {
        say(html, "There are no clusters.");
        return;
    }
    say_best(html, &l, "cluster ");
    say_sizes(html, &l, "cluster ");
    say_scan(html, f, l.n);
    beware_of_small(&l, "clusters", "cluster");
}

/* ---- lifecycle ---- */

static double customers_at(const struct sheet *s, size_t row)
{
    static const char *const stage[] = {"new", "reengaged", "star", "active", "churn"};
    double sum = 0;
    for (size_t i = 0; i < sizeof stage / sizeof *stage; i++) {
        double v = sheet_number(s, row, stage[i]);
        sum += isnan(v) ? 0 : v;
    }
    return sum;
}

void saywho_lifecycle(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "lifecycle-months.tsv");
    size_t now = s->rows;
    for (size_t i = 0; i < s->rows; i++)
        if (sheet_is(s, i, "complete", "1"))
            now = i;
    if (now == s->rows || customers_at(s, now) == 0) {
        say(html, "No month is whole, or it has no customers.");
        return;
    }
    double share = sheet_number(s, now, "churn") / customers_at(s, now);
    say(html,
        "At the end of {} {} of {} {customer|customers} ({}) had stopped buying, {} {was a star|were stars} and {} had come back.",
        piece_period(sheet_cell(s, now, "month")), piece_cell(s, now, "churn"),
        piece_count((size_t)customers_at(s, now)), piece_of(FIGURE_SHARE, share), piece_cell(s, now, "star"),
        piece_cell(s, now, "reengaged"));
    if (now == 0 || customers_at(s, now - 1) == 0)
        return;
    double before = sheet_number(s, now - 1, "churn") / customers_at(s, now - 1);
    if (share == before)
        say(html, " A month earlier it was the same share.");
    else
        say(html, " A month earlier {} had stopped, {} points {}.", piece_of(FIGURE_SHARE, before),
            piece_of(FIGURE_POINTS, fabs(share - before)), piece_str(share > before ? "less" : "more"));
}

/* ---- moves between segments ---- */

/* The largest move to another segment: of customers who had one before, and have one now. */
static size_t largest_move(const struct sheet *s)
{
    size_t best = s->rows;
    double most = 0;
    for (size_t i = 0; i < s->rows; i++) {
        struct slice from = sheet_cell(s, i, "from"), to = sheet_cell(s, i, "to");
        double v = sheet_number(s, i, "customers");
        if (slice_eq(from, to) || slice_is(from, "(none)") || slice_is(to, "(none)") || !(v > most))
            continue;
        most = v;
        best = i;
    }
    return best;
}

void saywho_moves(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "segment-drift.tsv"), *moves = folders_sheet(f, "segment-moves.tsv");
    if (s->rows == 0) {
        say(html, "There are no two whole months to compare.");
        return;
    }
    say(html, "In {} {} of {} {customer|customers} ({}) moved to another segment.",
        piece_period(sheet_cell(s, 0, "month")), piece_cell(s, 0, "moved"), piece_cell(s, 0, "in_both"),
        piece_cell(s, 0, "share_moved"));
    size_t most = largest_move(moves);
    if (most < moves->rows)
        say(html, " The largest move is from {} to {}: {} {customer, who has|customers, who have} brought {}.",
            piece_text(sheet_cell(moves, most, "from")), piece_text(sheet_cell(moves, most, "to")),
            piece_cell(moves, most, "customers"), piece_cell(moves, most, "revenue_to"));
}

/* ---- concentration ---- */

static size_t statistic(const struct sheet *s, const char *name, const char *percent)
{
    size_t i = 0;
    while (i < s->rows && !(sheet_is(s, i, "statistic", name) && sheet_is(s, i, "percent", percent)))
        i++;
    return i;
}

/* "The best 10% of the customers bring 43.8%; 815 of 2,000 make 80%." */
static void say_concentration(struct buf *html, const struct sheet *s, const char *what)
{
    size_t top = statistic(s, "top_share", "10"), make = statistic(s, "rows_that_make", "80"),
           rows = statistic(s, "rows", ""), negative = statistic(s, "negative_rows", "");
    if (top == s->rows || make == s->rows || rows == s->rows || sheet_cell(s, top, "value").n == 0) {
        say(html, "There is no revenue to divide among {}. ", piece_str(what));
        return;
    }
    say(html, "The best 10% of {} bring {} of the revenue; {} of {} {makes|make} 80% of it. ", piece_str(what),
        value_at(s, top, FIGURE_SHARE), value_at(s, make, FIGURE_COUNT), value_at(s, rows, FIGURE_COUNT));
    if (negative < s->rows && sheet_number(s, negative, "value") > 0)
        say(html, "{} of them brought less than nothing and {counts|count} as 0. ",
            value_at(s, negative, FIGURE_COUNT));
}

void saywho_concentration(struct buf *html, struct folders *f)
{
    struct buf why = {0};
    say_concentration(html, folders_sheet(f, "customer-concentration.tsv"), "the customers");
    if (folders_need(f, "product-concentration.tsv:statistic,percent,value", &why) == FOLDERS_ALL)
        say_concentration(html, folders_sheet(f, "product-concentration.tsv"), "the products");
    buf_free(&why);
}

/* ---- correlations ---- */

void saywho_correlations(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "correlations.tsv");
    size_t best = s->rows;
    double most = -1;
    for (size_t i = 0; i < s->rows; i++) {
        double v = sheet_is(s, i, "statistic", "spearman") ? fabs(sheet_number(s, i, "value")) : NAN;
        if (v > most) {
            most = v;
            best = i;
        }
    }
    if (best == s->rows) {
        say(html, "No correlation can be computed from these customers.");
        return;
    }
    say(html, "The strongest rank correlation is that of {} and {}: {}. ", piece_cell(s, best, "column"),
        piece_cell(s, best, "with"), value_at(s, best, FIGURE_NUMBER));
    say(html, "A correlation does not tell which of two is the cause of the other.");
}
