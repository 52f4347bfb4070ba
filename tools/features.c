/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * features: what was known of each customer before a cut, and what they did from it on. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "shop/cuts.h"
#include "shop/orderin.h"
#include "shop/standingcells.h"
#include "shop/topshare.h"
#include "tsv/kept.h"
#include "tsv/table.h"

#define TARGETS "churn|orders|revenue|next_days|top_share"
enum { CHURNED, FUTURE_ORDERS, FUTURE_REVENUE, NEXT_DAYS, TOP_SPENDER, ALL_TARGETS };
static const struct column TARGET_COLUMN[] = {
    [CHURNED] = {"churned", TYPE_COUNT},
    [FUTURE_ORDERS] = {"future_orders", TYPE_COUNT},
    [FUTURE_REVENUE] = {"future_revenue", TYPE_MONEY},
    [NEXT_DAYS] = {"next_days", TYPE_COUNT},
    [TOP_SPENDER] = {"top_spender", TYPE_COUNT},
};

static struct opt_list cut_words, target_words, only;
static int32_t every, window, horizon;
static uint64_t digits, memory = UINT64_MAX;
static double top_share = 0.2;
static date from = DATE_NONE, as_of = DATE_NONE;

static const struct opt OPTIONS[] = {
    OPT_LIST("cut", &cut_words, "DATE,...",
             "the first day that is not known; a row a customer and cut (default: the day after --as-of)",
             .excludes = "every"),
    OPT_SPAN("every", &every, "SPAN", "a cut each SPAN, back from the last that leaves room for --horizon", .least = 1,
             .most = 1000000),
    OPT_DATE("from", &from, "DATE", "no cut before it", .goes_with = "every"),
    OPT_SPAN("window", &window, "SPAN", "uses only this much before each cut (default: all)", .least = 1,
             .most = 1000000),
    OPT_LIST("target", &target_words, "LIST", "what is to be predicted: churn, orders, revenue, next_days, top_share",
             .needed_by = "horizon"),
    OPT_SPAN("horizon", &horizon, "SPAN", "targets are of this many days from the cut on", .least = 1, .most = 1000000,
             .needed_by = "target"),
    OPT_NUMBER("top-share", &top_share, "SHARE", "of the customers are top spenders", .most = 1, .open = true,
               .goes_with = "target"),
    ORDERIN_AS_OF(&as_of),
    TABLE_DIGITS(&digits),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    ORDERIN_MEMORY(&memory),
    {0},
};

static const struct tool SPEC = {
    .name = "features",
    .purpose = "writes what was known of each customer before a cut, and what came after it",
    .shape = SHAPE_FOLD,
    .reads = "lines or orders",
    .writes = "one row a customer and cut: features and targets",
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

static bool wanted[ALL_TARGETS];
static struct column columns[MOST_COLUMNS];
static size_t column_count;

static void add_columns(const struct column *c, size_t n)
{
    memcpy(columns + column_count, c, n * sizeof *c);
    column_count += n;
}

static void choose_targets(void)
{
    for (size_t i = 0; i < target_words.n; i++) {
        struct slice word = target_words.word[i];
        int target = opt_word_index(TARGETS, word);
        if (target < 0)
            die(STATUS_USAGE, "--target: \"%.*s\" is no target (" TARGETS ")", (int)word.n, word.p);
        wanted[target] = true;
    }
    opt_goes_with(opt_given(&top_share), wanted[TOP_SPENDER], "--top-share", "--target top_share");
}

static void choose_columns(void)
{
    add_columns(KEY_COLUMN, horizon ? LABEL_END + 1 : LABEL_END);
    add_columns(STANDING_COLUMN, STANDING_CELLS);
    for (int i = 0; i < ALL_TARGETS; i++)
        if (wanted[i])
            add_columns(&TARGET_COLUMN[i], 1);
}

/* ---- a row ---- */

static struct table table;
static struct buf text; /* of the cells of a row, with tabs between them */

static void put(struct cell c)
{
    if (text.n)
        buf_addch(&text, '\t');
    buf_room(&text, cell_room(&c));
    text.n = (size_t)(cell_put(text.p + text.n, &c, (int)digits) - text.p);
}

static date window_of(date cut)
{
    const date first = date_of(1, 1, 1);
    if (window == 0)
        return DATE_NONE;
    return cut - window < first ? first : cut - window;
}

static void put_standing(const struct history *h, const struct standing *k)
{
    struct cell cell[STANDING_CELLS];
    text.n = 0;
    put(cell_text(h->id));
    put(cell_date(k->cut));
    put(cell_date(k->as_of));
    put(cell_date(window_of(k->cut)));
    if (horizon)
        put(cell_date(k->cut + horizon));
    standing_cells(k, cell);
    for (int i = 0; i < STANDING_CELLS; i++)
        put(cell[i]);
}

/* What stands after the other cells, and may depend on all rows. */
static void put_targets(const struct future *f, bool top)
{
    const struct cell cell[] = {[CHURNED] = cell_count(!f->bought),
                                [FUTURE_ORDERS] = cell_count(f->orders),
                                [FUTURE_REVENUE] = cell_money(f->revenue),
                                [NEXT_DAYS] = f->days < 0 ? cell_empty() : cell_int(f->days),
                                [TOP_SPENDER] = cell_count(top)};
    for (int i = 0; i < ALL_TARGETS; i++)
        if (wanted[i])
            put(cell[i]);
}

/* ---- rows that wait for the last ---- */

struct waiting {
    struct kept_row row;
    struct future future;
};
static struct kept kept;
static struct topshare spent;

static void keep(const struct standing *k, const struct future *f)
{
    topshare_add(&spent, k->cut, f->revenue);
    ((struct waiting *)kept_add(&kept, buf_slice(&text)))->future = *f;
}

static void write_kept(void)
{
    topshare_end(&spent, top_share);
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        const struct waiting *r = w.record;
        text.n = 0;
        buf_add(&text, w.row.p, w.row.n);
        put_targets(&r->future, topshare_has(&spent, w.i));
        table_text(&table, slice_of(NULL, 0), buf_slice(&text));
    }
    kept_free(&kept);
    topshare_free(&spent);
}

/* ---- customers ---- */

static struct cuts cuts;

static void write_row(const struct history *h, const struct standing *k)
{
    struct future f = {0};
    put_standing(h, k);
    if (horizon)
        future_of(h, k, k->cut + horizon, &f);
    if (wanted[TOP_SPENDER]) {
        keep(k, &f);
        return;
    }
    put_targets(&f, false);
    table_text(&table, slice_of(NULL, 0), buf_slice(&text));
}

static void write_customer(const struct history *h)
{
    struct standing k;
    size_t rows = 0;
    for (size_t i = h->days ? cuts_after(&cuts, h->day[0].day) : 0; i-- > 0;) {
        if (!standing_at(h, window_of(cuts.cut[i]), cuts.cut[i], &k))
            continue;
        write_row(h, &k);
        rows++;
    }
    *tool_counter(h->days ? "not_known_then" : "no_purchase_day") += rows == 0;
}

/* What lies after the last day that is seen has not been seen: no purchase there would mean nothing. */
static void check_cuts(date seen)
{
    char cut[DATE_LEN], last[DATE_LEN];
    if (cuts.n == 0 || seen == DATE_NONE)
        return;
    date_print(cut, cuts.cut[0]);
    date_print(last, seen);
    if (cuts.cut[0] - 1 > seen)
        die(STATUS_DATA,
            "the cut %.*s leaves days between it and %.*s, the last day that is seen, of which nothing is"
            " known (an earlier --cut; --as-of tells up to which day the orders are complete)",
            DATE_LEN, cut, DATE_LEN, last);
    if (cuts.cut[0] + horizon - 1 > seen)
        die(STATUS_DATA,
            "the %" PRId32 " days from %.*s on run past %.*s, the last day that is seen (a shorter"
            " --horizon or an earlier --cut)",
            horizon, DATE_LEN, cut, DATE_LEN, last);
}

static void read_customers(struct tsv *in)
{
    uint64_t *guest_orders = tool_counter("guest_orders");
    struct history h;
    history_read(&h, in, memory, as_of, NULL);
    cuts_begin(&cuts, cut_words, every, from, h.as_of == DATE_NONE ? DATE_NONE : h.as_of + 1 - horizon);
    check_cuts(h.as_of);
    while (history_next(&h)) {
        if (h.guest)
            ++*guest_orders;
        else
            write_customer(&h);
    }
    history_free(&h);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    choose_targets();
    choose_columns();
    kept = kept_of(sizeof(struct waiting));
    struct tsv *in = tsv_open();
    table_begin(&table, out_stdout(), NULL, columns, &only);
    read_customers(in);
    if (wanted[TOP_SPENDER])
        write_kept();
    table_end(&table);
    cuts_free(&cuts);
    buf_free(&text);
    free(cut_words.word);
    free(target_words.word);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
