/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/saykpi.h"

#include <math.h>

#include "report/beware.h"
#include "report/kpis.h"
#include "stats/interval.h"

enum { CHANGES_LEAST = 4 };
static const double TAILS = 0.025;

static struct piece period_at(const struct sheet *s, size_t row)
{
    return piece_period(sheet_cell(s, row, "period"));
}

/* ---- revenue ---- */

static void beware_of_periods(const struct kpis *k)
{
    const struct sheet *s = k->s;
    if (s->rows && sheet_is(s, s->rows - 1, "complete", "0"))
        beware("kpi", "{} is not over in these data: it is shown, but nothing is compared with it.",
               period_at(s, s->rows - 1));
    if (s->rows && sheet_is(s, 0, "burn_in", "1"))
        beware(
            "kpi",
            "The data begin in {}: all customers of that period count as new, since their earlier orders are not known.",
            period_at(s, 0));
}

/* Is the last change unusual among those before it? Only whole periods count. */
static void say_usual(struct buf *html, const struct kpis *k, double growth)
{
    double low = INFINITY, high = -INFINITY;
    size_t n = 0;
    for (size_t i = 1; i < k->now; i++) {
        double v = sheet_number(k->s, i, "growth");
        if (isnan(v) || !sheet_is(k->s, i, "complete", "1") || !sheet_is(k->s, i - 1, "complete", "1"))
            continue;
        low = fmin(low, v);
        high = fmax(high, v);
        n++;
    }
    if (n < CHANGES_LEAST)
        say(html,
            n ? " Only {} earlier {change|changes} can be compared with it."
              : " No earlier change can be compared with it.",
            piece_count(n));
    else
        say(html, " The {} changes before it were between {} and {}, so {}.", piece_count(n),
            piece_signed(FIGURE_SHARE, low), piece_signed(FIGURE_SHARE, high),
            piece_str(growth > high  ? "it is the largest rise in these data"
                      : growth < low ? "no period before did worse"
                                     : "a change of this size is usual here"));
}

static void say_year(struct buf *html, const struct kpis *k)
{
    unsigned year = sheet_column(k->s, "growth_year");
    if (year == SHEET_NONE)
        return;
    if (sheet_at(k->s, k->now, year).n && !sheet_is(k->s, k->now, "complete_year_before", "0"))
        say(html, " Against the same period a year before it is {}.", piece_cell_signed(k->s, k->now, "growth_year"));
    else
        buf_addstr(html, " There is no whole period of a year before to compare with, so a season cannot be told from "
                         "growth.");
}

static const char *more(double v)
{
    return v > 0 ? "more" : "less";
}

static void say_growth(struct buf *html, const struct kpis *k)
{
    const struct sheet *s = k->s;
    struct piece now = period_at(s, k->now), before = period_at(s, k->before),
                 revenue = piece_cell(s, k->now, "revenue"), was = piece_cell(s, k->before, "revenue"),
                 growth = piece_cell(s, k->now, "growth");
    if (isnan(growth.v)) {
        say(html, "{} brought {}; {} had brought {}.", now, revenue, before, was);
        return;
    }
    growth.v = fabs(growth.v);
    struct piece size = piece_of(FIGURE_SHARE, growth.v);
    if (growth.v == 0)
        say(html, "{} brought {}, exactly as much as {}.", now, revenue, before);
    else
        say(html, "{} brought {}, {} {} than {} ({}).", now, revenue, size,
            piece_str(more(sheet_number(s, k->now, "growth"))), before, was);
    say_usual(html, k, sheet_number(s, k->now, "growth"));
}

void saykpi_revenue(struct buf *html, struct folders *f)
{
    struct kpis k = kpis_of(f);
    beware_of_periods(&k);
    if (!kpis_has(&k, k.now)) {
        say(html,
            k.s->rows ? "No period is whole in these data, so nothing can be compared." : "There are no periods.");
        return;
    }
    if (kpis_has(&k, k.before))
        say_growth(html, &k);
    else
        say(html, "{} brought {}. No whole period comes before it, so there is nothing to compare with.",
            period_at(k.s, k.now), piece_cell(k.s, k.now, "revenue"));
    say_year(html, &k);
}

/* ---- the change and its parts ---- */

static const struct {
    const char *column, *gain, *loss;
} PART[] = {
    {"bridge_new", "customers who bought for the first time", "new customers, who returned more than they bought"},
    {"bridge_kept", "customers of both periods, who bought for more", "customers of both periods, who bought for less"},
    {"bridge_reactivated", "customers who came back after a period without an order",
     "customers who came back, and returned more than they bought"},
    {"bridge_lost", "customers of the period before who did not buy again, and had returned more than they bought",
     "customers of the period before who did not buy again"},
    {"bridge_guests", "orders without a customer", "orders without a customer"},
    {"bridge_other", "fewer returns of customers who bought nothing", "returns of customers who bought nothing"},
};
enum { PARTS = sizeof PART / sizeof *PART };

/* The part with the largest value of this sign; PARTS if there is none. */
static int largest_part(const struct kpis *k, double sign)
{
    int best = PARTS;
    double most = 0;
    for (int i = 0; i < PARTS; i++) {
        double v = sign * sheet_number(k->s, k->now, PART[i].column);
        if (v > most) {
            most = v;
            best = i;
        }
    }
    return best;
}

static struct piece part_piece(const struct kpis *k, int i)
{
    return piece_cell_signed(k->s, k->now, PART[i].column);
}

static void say_parts(struct buf *html, const struct kpis *k)
{
    int gain = largest_part(k, 1), loss = largest_part(k, -1);
    double up = gain < PARTS ? part_piece(k, gain).v : 0, down = loss < PARTS ? -part_piece(k, loss).v : 0;
    if (gain == PARTS && loss == PARTS) {
        say(html, " No part of it changed.");
    } else if (up >= down) {
        say(html, " The largest part is {}: {}", part_piece(k, gain), piece_str(PART[gain].gain));
        say(html, down > 0 ? "; the largest loss is {}: {}." : ". There is no loss.",
            down > 0 ? part_piece(k, loss) : piece_count(0), piece_str(down > 0 ? PART[loss].loss : ""));
    } else {
        say(html, " The largest part is {}: {}", part_piece(k, loss), piece_str(PART[loss].loss));
        say(html, up > 0 ? "; the largest gain is {}: {}." : ". There is no gain.",
            up > 0 ? part_piece(k, gain) : piece_count(0), piece_str(up > 0 ? PART[gain].gain : ""));
    }
}

void saykpi_bridge(struct buf *html, struct folders *f)
{
    struct kpis k = kpis_of(f);
    if (!kpis_has(&k, k.now) || !kpis_has(&k, k.before)) {
        say(html, "A change needs two whole periods, one after the other, and there are none.");
        return;
    }
    double change = sheet_number(k.s, k.now, "revenue") - sheet_number(k.s, k.before, "revenue");
    say(html, "From {} to {} revenue changed by {}.", period_at(k.s, k.before), period_at(k.s, k.now),
        piece_signed(FIGURE_MONEY, change));
    say_parts(html, &k);
    if (sheet_is(k.s, k.before, "burn_in", "1"))
        say(html, " The data begin in {}, so that new and returning customers cannot be told apart yet.",
            period_at(k.s, k.before));
}

/* ---- new and returning customers ---- */

void saykpi_customers(struct buf *html, struct folders *f)
{
    struct kpis k = kpis_of(f);
    if (!kpis_has(&k, k.now)) {
        say(html, "No period is whole in these data.");
        return;
    }
    if (sheet_number(k.s, k.now, "active_customers") > 0)
        say(html, "Of {} {customer|customers} who bought in {}, {} bought for the first time ({}).",
            piece_cell(k.s, k.now, "active_customers"), period_at(k.s, k.now), piece_cell(k.s, k.now, "new_customers"),
            piece_cell(k.s, k.now, "new_ratio"));
    else
        say(html, "No customer bought in {}.", period_at(k.s, k.now));
    double retained = sheet_number(k.s, k.now, "retained"), lost = sheet_number(k.s, k.now, "customers_lost");
    if (isnan(retained) || isnan(lost) || !kpis_has(&k, k.before))
        return;
    struct interval i =
        interval_wilson((struct interval_share){(uint64_t)retained, (uint64_t)(retained + lost)}, TAILS);
    say(html, " Of the customers of {}, {} bought again ({}), and {} did not; those had brought {}.",
        period_at(k.s, k.before), piece_cell(k.s, k.now, "retained"), piece_cell(k.s, k.now, "retention_rate"),
        piece_cell(k.s, k.now, "customers_lost"), piece_cell(k.s, k.now, "revenue_lost"));
    if (retained + lost > 0)
        say(html, " With this number of customers the rate is between {} and {} (95% interval).",
            piece_of(FIGURE_SHARE, i.low), piece_of(FIGURE_SHARE, i.high));
}

/* ---- cohorts ---- */

struct again {
    struct interval_share last, earlier; /* who came again one period after the first order */
    size_t row;                          /* of the last cohort at age 1 */
    size_t cohorts;
};

static struct again count_again(const struct sheet *s)
{
    struct again a = {.row = s->rows};
    for (size_t i = 0; i < s->rows; i++) {
        double n = sheet_number(s, i, "customers"), k = sheet_number(s, i, "active");
        if (sheet_number(s, i, "age") != 1 || !sheet_is(s, i, "complete", "1") || !(n > 0) || isnan(k))
            continue;
        a.earlier.k += a.last.k;
        a.earlier.n += a.last.n;
        a.last = (struct interval_share){(uint64_t)k, (uint64_t)n};
        a.row = i;
        a.cohorts++;
    }
    return a;
}

static double share(struct interval_share s)
{
    return (double)s.k / (double)s.n;
}

void saykpi_cohorts(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "cohorts.tsv");
    struct again a = count_again(s);
    if (a.row == s->rows) {
        say(html, "No cohort has been seen for a whole period after its first one.");
        return;
    }
    say(html, "Of {} {customer|customers} who first bought in {}, {} bought again in the period after it ({}).",
        piece_cell(s, a.row, "customers"), piece_period(sheet_cell(s, a.row, "cohort")), piece_cell(s, a.row, "active"),
        piece_cell(s, a.row, "retention"));
    if (a.cohorts < 2) {
        say(html, " It is the only cohort that has been seen that long.");
        return;
    }
    struct interval i = interval_newcombe(a.earlier, a.last, TAILS);
    say(html, " Of the {} {customer|customers} of the {} {cohort|cohorts} before it {} did.", piece_count(a.earlier.n),
        piece_count(a.cohorts - 1), piece_of(FIGURE_SHARE, share(a.earlier)));
    say(html, " The difference of {} points is between {} and {} (95%), so {}.",
        piece_signed(FIGURE_POINTS, share(a.last) - share(a.earlier)), piece_signed(FIGURE_POINTS, i.low),
        piece_signed(FIGURE_POINTS, i.high),
        piece_str(i.low > 0    ? "the newer customers do come back more often"
                  : i.high < 0 ? "the newer customers do come back less often"
                               : "it may be chance"));
}

void saykpi_second(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "second-orders.tsv");
    size_t all = sheet_find(s, "cohort", "all");
    if (all == s->rows || !(sheet_number(s, all, "customers") > 0)) {
        say(html, "There are no customers.");
        return;
    }
    double share_90 = sheet_number(s, all, "share_by_90d");
    say(html, "Of {} {customer|customers} {} {has|have} ordered a second time.", piece_cell(s, all, "customers"),
        piece_cell(s, all, "with_second_order"));
    if (!isnan(share_90))
        say(html, " Within 90 days of the first order an estimated {} do.", piece_cell(s, all, "share_by_90d"));
    if (sheet_cell(s, all, "median_days").n)
        say(html, " Half of all customers do within {} {day|days}.", piece_cell(s, all, "median_days"));
    else
        say(html, " Less than half do in the time that was seen.");
}

/* ---- products and countries ---- */

static struct piece product(const struct sheet *s, size_t row)
{
    struct slice name = sheet_cell(s, row, "description");
    return piece_text(name.n ? name : sheet_cell(s, row, "product_id"));
}

/* The net table has the same products after returns: is the first still the first? */
static void say_net(struct buf *html, struct folders *f, struct slice first)
{
    struct buf why = {0};
    if (folders_need(f, "top-products-net.tsv:product_id,revenue", &why) == FOLDERS_ALL) {
        const struct sheet *s = folders_sheet(f, "top-products-net.tsv");
        if (s->rows && slice_eq(sheet_cell(s, 0, "product_id"), first))
            say(html, " It is the first after returns too, with {}.", piece_cell(s, 0, "revenue"));
        else if (s->rows)
            say(html, " After returns {} is the first, with {}.", product(s, 0), piece_cell(s, 0, "revenue"));
    }
    buf_free(&why);
}

void saykpi_products(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "top-products.tsv");
    if (s->rows == 0 || !(sheet_number(s, 0, "gross") > 0)) {
        say(html, "No product was sold.");
        return;
    }
    size_t last = s->rows - 1;
    say(html, "{} was sold most: {}, {} of all.", product(s, 0), piece_cell(s, 0, "gross"), piece_cell(s, 0, "share"));
    if (s->rows > 1)
        say(html, " The first {} products together make {}.", piece_count(s->rows),
            piece_cell(s, last, "cumulated_share"));
    say_net(html, f, sheet_cell(s, 0, "product_id"));
}

void saykpi_countries(struct buf *html, struct folders *f)
{
    const struct sheet *s = folders_sheet(f, "countries.tsv");
    double total = 0, most = -INFINITY;
    size_t best = 0;
    for (size_t i = 0; i < s->rows; i++) {
        double v = sheet_number(s, i, "revenue");
        total += isnan(v) ? 0 : v;
        if (v > most) {
            most = v;
            best = i;
        }
    }
    struct slice name = s->rows ? sheet_cell(s, best, "country") : slice_of("", 0);
    struct piece country = piece_text(name.n ? name : SLICE("(no country)"));
    if (s->rows == 0)
        say(html, "There are no orders.");
    else if (s->rows == 1)
        say(html, "All revenue, {}, is from {}.", piece_cell(s, 0, "revenue"), country);
    else if (total > 0 && most <= total)
        say(html, "{} brings {} ({} of the revenue); {} other {country brings|countries bring} the rest.", country,
            piece_cell(s, best, "revenue"), piece_of(FIGURE_SHARE, most / total), piece_count(s->rows - 1));
    else
        say(html, "{} brings the most, {}, of {} in all.", country, piece_cell(s, best, "revenue"),
            piece_of(FIGURE_MONEY, total));
}
