/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * features: what was known of each customer before a cut, and what they did from it on. */
#include <stdlib.h>

#include "base/tool.h"
#include "clv/expects.h"
#include "features/cuts.h"
#include "features/sides.h"
#include "features/standingcells.h"
#include "features/targets.h"
#include "features/topshare.h"
#include "segment/cutscores.h"
#include "shop/orderin.h"
#include "tsv/kept.h"
#include "tsv/table.h"

static struct opt_list cut_words, target_words, only;
static int32_t every, window, horizon;
static const char *people_path, *lines_path, *model_path, *family, *limits_in, *limits_out;
static bool scores;
static uint64_t digits, memory = UINT64_MAX;
static double top_share = 0.2;
static date from = DATE_NONE, as_of = DATE_NONE;

static const struct opt OPTIONS[] = {
    OPT_LIST("cut", &cut_words, "DATE,...", "the first unknown day, one or more (default: --as-of + 1)",
             .excludes = "every"),
    OPT_SPAN("every", &every, "SPAN", "a cut every SPAN, back from the last possible one", .least = 1, .most = 1000000),
    OPT_DATE("from", &from, "DATE", "the earliest cut", .goes_with = "every"),
    OPT_SPAN("window", &window, "SPAN", "uses only this time before each cut (default: all)", .least = 1,
             .most = 1000000),
    OPT_LIST("target", &target_words, "LIST", "the targets to compute: churn, orders, revenue, next_days, top_share"),
    OPT_SPAN("horizon", &horizon, "SPAN", "time from each cut that targets and expectations are computed for",
             .least = 1, .most = 1000000, .needed_by = "target", .goes_with = "target|model"),
    OPT_NUMBER("top-share", &top_share, "SHARE", "share of customers who count as top", .most = 1, .open = true,
               .goes_with = "target"),
    OPT_INFILE("people", &people_path, "FILE", "a table of customer_id, signup_date: adds the days since then"),
    OPT_INFILE("lines", &lines_path, "FILE", "the lines of the orders: adds the number of different products"),
    OPT_INFILE("model", &model_path, "FILE", "a model made by clvfit before the cuts: adds its expectations"),
    OPT_TEXT("family", &family, "NAME", "the family to use, if the file has several", .goes_with = "model"),
    OPT_FLAG("scores", &scores, "adds scores 1 to 5 of recency, orders and revenue, by quintiles at the first cut"),
    OPT_OUTFILE("limits-out", &limits_out, "FILE", "writes the limits (implies --scores)", .excludes = "limits"),
    OPT_INFILE("limits", &limits_in, "FILE", "uses limits written by --limits-out, or by rfm (implies --scores)"),
    ORDERIN_AS_OF(&as_of),
    TABLE_DIGITS(&digits),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    ORDERIN_MEMORY(&memory),
    {0},
};

static const struct tool SPEC = {
    .name = "features",
    .purpose = "computes features of customers before a cut, and targets after it",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "one row per customer and cut: features and targets",
    .columns = ORDERIN_COLUMNS,
    .memory = "O(orders), or --memory SIZE; and O(rows) if a column needs all of them",
    .options = OPTIONS,
    .drops = true,
    .example = "--every 30d",
};

/* ---- columns ---- */

enum { ID, CUT, AS_OF, WINDOW_START, LABEL_END, MOST_COLUMNS = 80 };
static const struct column KEY_COLUMN[] = {[ID] = {"customer_id", TYPE_ID},
                                           [CUT] = {"cut", TYPE_DATE},
                                           [AS_OF] = {"as_of", TYPE_DATE},
                                           [WINDOW_START] = {"window_start", TYPE_DATE},
                                           [LABEL_END] = {"label_end", TYPE_DATE}};

static bool wanted[TARGETS];
static int32_t ahead; /* the days of the targets, 0: there are none */
static struct sides sides;
static struct column side_column[SIDES_MOST];
static size_t side_count;
static struct expects expects;
static struct cutscores cutscores;
static struct column columns[MOST_COLUMNS];
static size_t column_count;

static void add_columns(const struct column *c, size_t n)
{
    memcpy(columns + column_count, c, n * sizeof *c);
    column_count += n;
}

static void choose_targets(void)
{
    targets_choose(target_words, wanted);
    ahead = target_words.n ? horizon : 0;
    opt_goes_with(opt_given(&top_share), wanted[TARGET_TOP_SPENDER], "--top-share", "--target top_share");
}

static void choose_columns(void)
{
    add_columns(KEY_COLUMN, ahead ? LABEL_END + 1 : LABEL_END);
    add_columns(STANDING_COLUMN, STANDING_CELLS);
    add_columns(side_column, side_count);
    add_columns(expects.column, expects.n);
    add_columns(CUTSCORES_COLUMN, scores ? SCORES_MEASURES : 0);
    for (int i = 0; i < TARGETS; i++)
        if (wanted[i])
            add_columns(&TARGETS_COLUMN[i], 1);
}

/* ---- a row ---- */

static struct table table;
static struct cell row[MOST_COLUMNS];
static size_t cells; /* of the row, so far */

static void put(struct cell c)
{
    row[cells++] = c;
}

static void put_standing(const struct history *h, const struct standing *k)
{
    put(cell_text(h->id));
    put(cell_date(k->cut));
    put(cell_date(k->as_of));
    put(cell_date(cuts_window(k->cut, window)));
    if (ahead)
        put(cell_date(k->cut + ahead));
    standing_cells(k, row + cells);
    cells += STANDING_CELLS;
}

static void put_sides(const struct history *h, const struct standing *k)
{
    double value[EXPECTS_MOST];
    sides_cells(&sides, h->id, cuts_window(k->cut, window), k->cut, row + cells);
    cells += side_count;
    if (model_path)
        expects_of(&expects, k->cut, (int64_t)k->days - 1, (int64_t)k->last - k->first, (int64_t)k->as_of - k->first,
                   value);
    for (size_t i = 0; i < expects.n; i++)
        put(cell_number(value[i]));
}

/* What may depend on all rows, and so stands after the other cells. */
struct last {
    int64_t value[SCORES_MEASURES];
    struct future future;
    bool top;
};

static void put_last(const struct last *l)
{
    struct cell target[TARGETS];
    targets_cells(&l->future, l->top, target);
    if (scores) {
        cutscores_cells(&cutscores, l->value, row + cells);
        cells += SCORES_MEASURES;
    }
    for (int i = 0; i < TARGETS; i++)
        if (wanted[i])
            put(target[i]);
}

/* ---- rows that wait for the last ---- */

struct waiting {
    struct kept_row row;
    struct last last;
};
static struct kept kept = {.size = sizeof(struct waiting)};
static struct buf text; /* of a row that waits, with tabs between the cells */
static struct topshare spent;
static struct cuts cuts;

static void keep(const struct standing *k, const struct last *l)
{
    text.n = 0;
    cell_add(&text, row, cells, (int)digits);
    topshare_add(&spent, k->cut, l->future.revenue);
    cutscores_add(&cutscores, k->cut, l->value);
    ((struct waiting *)kept_add(&kept, buf_slice(&text)))->last = *l;
}

static void write_kept(void)
{
    topshare_end(&spent, top_share);
    cutscores_end(&cutscores, every || cuts.n == 0 ? DATE_NONE : cuts.cut[cuts.n - 1]);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        struct waiting *r = w.record;
        text.n = cells = 0;
        buf_add(&text, w.row.p, w.row.n);
        r->last.top = topshare_has(&spent, w.i);
        put_last(&r->last);
        cell_add(&text, row, cells, (int)digits);
        table_text(&table, slice_of(NULL, 0), buf_slice(&text));
    }
    kept_free(&kept);
    topshare_free(&spent);
}

static struct out *limits_file;
static void close_limits(void)
{
    cutscores_write(&cutscores, limits_file);
    out_close(limits_file);
}

/* ---- customers ---- */

static void write_row(const struct history *h, const struct standing *k)
{
    struct last l = {0};
    cells = 0;
    put_standing(h, k);
    put_sides(h, k);
    if (ahead)
        future_of(h, k, k->cut + ahead, &l.future);
    if (scores)
        cutscores_values(&cutscores, k, l.value);
    if (wanted[TARGET_TOP_SPENDER] || cutscores.learns) {
        keep(k, &l);
    } else {
        put_last(&l);
        table_row(&table, slice_of(NULL, 0), row);
    }
}

static void write_customer(const struct history *h)
{
    struct standing k;
    size_t rows = 0;
    for (size_t i = h->days ? cuts_after(&cuts, h->day[0].day) : 0; i-- > 0;) {
        if (!standing_at(h, cuts_window(cuts.cut[i], window), cuts.cut[i], &k))
            continue;
        write_row(h, &k);
        rows++;
    }
    *tool_counter(h->days ? "not_known_then" : "no_purchase_day") += rows == 0;
}

static void read_customers(struct tsv *in)
{
    uint64_t *guest_orders = tool_counter("guest_orders");
    struct history h;
    history_read(&h, in, memory, as_of, &(const struct extras){.by_day = true}); /* no line counts before its day */
    cuts_begin(&cuts, cut_words, every, from, h.as_of == DATE_NONE ? DATE_NONE : h.as_of + 1 - ahead);
    cuts_check(&cuts, ahead, h.as_of);
    while (history_next(&h)) {
        if (h.guest)
            ++*guest_orders;
        else
            write_customer(&h);
    }
    history_free(&h);
}

static void open_sides(void)
{
    scores = scores || limits_in || limits_out;
    side_count = sides_open(&sides, people_path, lines_path, side_column);
    if (model_path)
        expects_read(&expects, model_path, family, horizon);
    if (scores)
        cutscores_begin(&cutscores, limits_in);
    if (!limits_out)
        return;
    limits_file = out_create(limits_out);
    tool_at_end(close_limits);
}

static void close_sides(void)
{
    sides_close(&sides);
    if (model_path)
        expects_free(&expects);
    cuts_free(&cuts);
    buf_free(&text);
    free(cut_words.word);
    free(target_words.word);
    free(only.word);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    choose_targets();
    open_sides();
    choose_columns();
    struct tsv *in = tsv_open();
    table_begin(&table, out_stdout(), NULL, columns, &only);
    table.digits = (int)digits;
    read_customers(in);
    write_kept();
    table_end(&table);
    close_sides();
    tsv_close(in);
    return tool_end();
}
