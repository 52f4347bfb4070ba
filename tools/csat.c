/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "base/ratio.h"
#include "base/tool.h"
#include "stats/interval.h"
#include "tsv/amount.h"
#include "tsv/groups.h"
#include "tsv/table.h"

enum { STARS = 5, SCORE = 10, PROMOTER = 9, PASSIVE = 7, SUSPICIOUS_N = 30 };

static struct opt_list by, only;
static const char *measure = "stars";
static double level = 0.95;
static bool nps;
static uint64_t digits;

static const struct opt OPTIONS[] = {
    OPT_LIST("by", &by, "LIST", "one row for each group of these columns (default: one row for all ratings)"),
    OPT_TEXT("measure", &measure, "NAME", "the column of the ratings; with --nps the default is score"),
    OPT_FLAG("nps", &nps, "the ratings are scores from 0 to 10: writes the net promoter score instead"),
    OPT_NUMBER("level", &level, "P", "confidence level of the interval", .most = 1, .open = true),
    TABLE_DIGITS(&digits),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"stars", TYPE_STARS}, {0}};

static const struct tool SPEC = {
    .name = "csat",
    .purpose = "averages ratings, with intervals, or computes the net promoter score",
    .shape = SHAPE_FOLD,
    .reads = "ratings",
    .writes = "one row per group: n, mean, low, high, share_4_5 and more; with --nps n, promoters, nps and more",
    .columns = COLUMNS,
    .memory = "O(groups)",
    .options = OPTIONS,
    .drops = true,
    .example = "",
};

/* How many ratings there are of each value. */
struct ratings {
    uint64_t of[SCORE + 1];
};

struct csat {
    struct groups groups;
    struct ratings *group;
    size_t cap;
};

/* ---- reading ---- */

static bool read_rating(struct tsv *in, unsigned col, unsigned *out)
{
    struct amount a;
    if (!amount_read(in, col, &a))
        return false;
    decimal least = nps ? 0 : DECIMAL_ONE, most = (nps ? SCORE : STARS) * (decimal)DECIMAL_ONE;
    if (a.kind != AMOUNT_EXACT || a.exact < least || a.exact > most || a.exact % DECIMAL_ONE)
        return nps ? tsv_bad(in, col, "is not a score", "scores are whole numbers from 0 to 10")
                   : tsv_bad(in, col, "is not a number of stars", "stars are 1, 2, 3, 4 or 5");
    *out = (unsigned)(a.exact / DECIMAL_ONE);
    return true;
}

static void read_all(struct csat *c, struct tsv *in, unsigned col)
{
    unsigned value = 0;
    while (tsv_next(in)) {
        if (!groups_keyed(&c->groups, in))
            continue;
        if (tsv_field(in, col).n == 0) {
            tsv_drop(in, "no_rating");
            continue;
        }
        if (!read_rating(in, col, &value))
            continue;
        uint32_t before = c->groups.n, g = groups_put(&c->groups, in);
        if (g == before) {
            c->group = mem_grow(c->group, &c->cap, g + (size_t)1, sizeof *c->group);
            c->group[g] = (struct ratings){0};
        }
        c->group[g].of[value]++;
    }
}

/* ---- what they come to ---- */

struct summary {
    uint64_t n;
    struct moments moments;
    struct interval interval;
};

/* Of values, each with the number of times that it occurs; the mean is one division of integers. */
static struct summary summarize(const uint64_t *times, const int *value, int values)
{
    struct summary s = {0};
    wide_int sum = 0;
    for (int i = 0; i < values; i++) {
        s.n += times[i];
        sum += (wide_int)times[i] * value[i];
    }
    s.moments = (struct moments){.n = (double)s.n, .mean = ratio_double(sum, s.n)};
    for (int i = 0; i < values; i++)
        s.moments.squares += (double)times[i] * (value[i] - s.moments.mean) * (value[i] - s.moments.mean);
    s.interval = interval_mean(&s.moments, (1 - level) / 2);
    return s;
}

static const struct column STARS_COLUMNS[] = {
    {"n", TYPE_COUNT},          {"mean", TYPE_NUMBER},   {"low", TYPE_NUMBER},       {"high", TYPE_NUMBER},
    {"share_4_5", TYPE_NUMBER}, {"stars_1", TYPE_COUNT}, {"stars_2", TYPE_COUNT},    {"stars_3", TYPE_COUNT},
    {"stars_4", TYPE_COUNT},    {"stars_5", TYPE_COUNT}, {"suspicious", TYPE_COUNT}, {0},
};

/* Above 4.8 of 5 and not by chance: sum / n > 24 / 5, in integers. */
static bool is_suspicious(const struct ratings *r, uint64_t n)
{
    uint64_t sum = 0;
    for (unsigned k = 1; k <= STARS; k++)
        sum += r->of[k] * k;
    return n >= SUSPICIOUS_N && sum * 5 > n * 24;
}

static void put_stars(struct cell *cell, const struct ratings *r)
{
    static const int value[] = {1, 2, 3, 4, 5};
    struct summary s = summarize(r->of + 1, value, STARS);
    const struct cell row[] = {cell_count(s.n),
                               cell_number(s.moments.mean),
                               cell_number(s.interval.low),
                               cell_number(s.interval.high),
                               cell_number(ratio_double((wide_int)(r->of[4] + r->of[5]), s.n)),
                               cell_count(r->of[1]),
                               cell_count(r->of[2]),
                               cell_count(r->of[3]),
                               cell_count(r->of[4]),
                               cell_count(r->of[5]),
                               cell_count(is_suspicious(r, s.n))};
    memcpy(cell, row, sizeof row);
}

static const struct column NPS_COLUMNS[] = {
    {"n", TYPE_COUNT},    {"promoters", TYPE_COUNT}, {"passives", TYPE_COUNT}, {"detractors", TYPE_COUNT},
    {"nps", TYPE_NUMBER}, {"low", TYPE_NUMBER},      {"high", TYPE_NUMBER},    {0},
};

/* The mean of 100 for a promoter, 0, and -100 for a detractor. */
static void put_nps(struct cell *cell, const struct ratings *r)
{
    static const int value[] = {-100, 0, 100};
    uint64_t times[3] = {0};
    for (unsigned k = 0; k <= SCORE; k++)
        times[(k >= PASSIVE) + (k >= PROMOTER)] += r->of[k];
    struct summary s = summarize(times, value, 3);
    const struct cell row[] = {cell_count(s.n),
                               cell_count(times[2]),
                               cell_count(times[1]),
                               cell_count(times[0]),
                               cell_number(s.moments.mean),
                               cell_number(s.interval.low),
                               cell_number(s.interval.high)};
    memcpy(cell, row, sizeof row);
}

/* ---- writing ---- */

/* The keys' columns, then the others. */
static struct column *columns_of(const struct groups *g)
{
    const struct column *own = nps ? NPS_COLUMNS : STARS_COLUMNS;
    size_t n = 0;
    while (own[n].name)
        n++;
    struct column *all = mem_zero(g->keys + n + 1, sizeof *all);
    for (unsigned k = 0; k < g->keys; k++)
        all[k] = (struct column){mem_str(g->name[k]), TYPE_TEXT};
    memcpy(all + g->keys, own, n * sizeof *all);
    return all;
}

static void write_group(const struct csat *c, struct table *t, uint32_t g, struct cell *cell)
{
    for (unsigned k = 0; k < c->groups.keys; k++)
        cell[k] = cell_text(groups_key(&c->groups, g, k));
    (nps ? put_nps : put_stars)(cell + c->groups.keys, &c->group[g]);
    table_row(t, slice_of("", 0), cell);
}

static void write_all(struct csat *c, struct table *t)
{
    uint32_t *order = groups_sorted(&c->groups);
    struct cell *cell = mem_zero(t->columns + 1, sizeof *cell);
    for (uint32_t i = 0; i < c->groups.n; i++)
        write_group(c, t, order[i], cell);
    free(cell);
    free(order);
}

int main(int argc, char **argv)
{
    struct csat c = {0};
    struct table t;
    tool_begin(argc, argv, &SPEC);
    if (nps && !opt_given(&measure))
        measure = "score";
    struct tsv *in = tsv_open();
    unsigned col = tsv_need(in, measure);
    groups_of(&c.groups, in, by);
    struct column *columns = columns_of(&c.groups);
    table_begin(&t, out_stdout(), NULL, columns, &only);
    t.digits = (int)digits;
    read_all(&c, in, col);
    write_all(&c, &t);
    table_end(&t);
    for (unsigned k = 0; k < c.groups.keys; k++)
        free((char *)columns[k].name);
    free(columns);
    groups_free(&c.groups);
    free(c.group);
    free(by.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
