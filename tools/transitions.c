/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "segment/drift.h"
#include "segment/snapshots.h"
#include "tsv/kept.h"
#include "tsv/table.h"

static const char *label, *key = "customer_id", *measure;
static bool paths, drift, previous;
static struct opt_list only;

static const struct opt OPTIONS[] = {
    OPT_TEXT("label", &label, "NAME", "the column with the label"),
    OPT_TEXT("key", &key, "NAME", "the column that tells the same customer"),
    OPT_TEXT("measure", &measure, "NAME", "the column to sum (default revenue if it is there)",
             .excludes = "paths|drift|previous"),
    OPT_FLAG("paths", &paths, "counts the sequences of labels instead", .excludes = "drift|previous"),
    OPT_FLAG("drift", &drift, "writes how much moved between two tables instead", .excludes = "previous"),
    OPT_FLAG("previous", &previous, "writes the newest table with each customer's earlier label and number of moves"),
    OPT_LIST("only", &only, "LIST", "the columns to write, in this order"),
    {0},
};
static const struct column COLUMNS[] = {{"customer_id", TYPE_ID}, {"stage", TYPE_TEXT}, {"revenue", TYPE_MONEY}, {0}};

static const struct tool SPEC = {
    .name = "transitions",
    .purpose = "counts how customers moved between the labels of two or more tables",
    .shape = SHAPE_SNAPSHOTS,
    .reads = "any table",
    .writes = "one row for each label before and after",
    .columns = COLUMNS,
    .memory = "O(customers) times the number of tables",
    .options = OPTIONS,
    .needs = "label",
    .example = "--label stage",
};

static struct snapshots all;
static struct table table;

static void write_row(const struct cell *cell)
{
    table_row(&table, slice_of("", 0), cell);
}

static void read_all(void)
{
    uint32_t i;
    while (snapshots_next(&all, &i))
        ;
}

/* ---- the matrix of each pair of tables ---- */

struct move {
    uint32_t from, to; /* places in the order of labels; SNAPSHOTS_NONE is the last */
    uint32_t key;
};

static int by_labels(const void *a, const void *b)
{
    const struct move *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

static uint32_t place_of(const uint32_t *order, uint32_t i)
{
    return i == SNAPSHOTS_NONE ? i : order[i];
}

/* The moves between a table and the next, sorted; those who are in neither are in none. */
static size_t gather(unsigned pair, const uint32_t *order, struct move *move)
{
    size_t n = 0;
    for (uint32_t i = 0; i < all.keys.n; i++) {
        uint32_t from = snapshots_at(&all, i, pair)->label, to = snapshots_at(&all, i, pair + 1)->label;
        if (from != SNAPSHOTS_NONE || to != SNAPSHOTS_NONE)
            move[n++] = (struct move){place_of(order, from), place_of(order, to), i};
    }
    qsort(move, n, sizeof *move, by_labels);
    return n;
}

/* What customers bring in one of the tables; 0 if they are not there yet, or no more. */
static struct cell sum_of(const struct move *move, size_t n, unsigned snapshot)
{
    struct amount_sum sum = {0};
    struct amount total;
    for (size_t i = 0; i < n; i++)
        amount_add(&sum, snapshots_at(&all, move[i].key, snapshot)->amount);
    if (snapshots_at(&all, move->key, snapshot)->label == SNAPSHOTS_NONE)
        amount_add(&sum, amount_exact(0));
    if (!amount_total(&sum, &total))
        die(STATUS_DATA, "the sum of the measure " AMOUNT_BEYOND);
    return all.is_money && total.kind == AMOUNT_EXACT ? cell_money(total.exact) : cell_amount(total);
}

static size_t run_of(const struct move *move, size_t n, bool of_both)
{
    size_t i = 1;
    while (i < n && move[i].from == move->from && (!of_both || move[i].to == move->to))
        i++;
    return i;
}

static void write_from(const struct move *move, size_t n, unsigned pair)
{
    for (size_t i = 0, count; i < n; i += count) {
        count = run_of(move + i, n - i, true);
        const struct snapshots_at *from = snapshots_at(&all, move[i].key, pair), *to = from + 1;
        const struct cell cell[] = {cell_count(pair + 1),
                                    cell_text(snapshots_label(&all, from->label)),
                                    cell_text(snapshots_label(&all, to->label)),
                                    cell_count(count),
                                    cell_number((double)count / (double)n),
                                    sum_of(move + i, count, pair),
                                    sum_of(move + i, count, pair + 1)};
        write_row(cell);
    }
}

static char *joined(const char *a, const char *b)
{
    struct buf name = {0};
    buf_addstr(&name, a);
    buf_addstr(&name, b);
    buf_addch(&name, '\0');
    return name.p;
}

static void write_matrix(void)
{
    bool sums = all.measure != TSV_NONE;
    char *before = joined(measure, "_from"), *after = joined(measure, "_to");
    const struct column column[] = {{"pair", TYPE_COUNT},   {"from", TYPE_TEXT},
                                    {"to", TYPE_TEXT},      {"customers", TYPE_COUNT},
                                    {"share", TYPE_NUMBER}, {sums ? before : NULL, TYPE_NUMBER},
                                    {after, TYPE_NUMBER},   {0}};
    table_begin(&table, out_stdout(), NULL, column, &only);
    read_all();
    uint32_t *order = snapshots_order(&all);
    struct move *move = mem_zero(all.keys.n + (size_t)1, sizeof *move);
    for (unsigned pair = 0; pair + 1 < all.n; pair++) {
        size_t n = gather(pair, order, move);
        for (size_t i = 0, count; i < n; i += count) {
            count = run_of(move + i, n - i, false);
            write_from(move + i, count, pair);
        }
    }
    table_end(&table);
    free(order);
    free(move);
    free(before);
    free(after);
}

/* ---- paths ---- */

struct path {
    struct slice text;
    uint64_t customers;
};

static int by_customers(const void *a, const void *b)
{
    const struct path *x = a, *y = b;
    if (x->customers != y->customers)
        return x->customers > y->customers ? -1 : 1;
    return slice_cmp(x->text, y->text);
}

static uint32_t path_of(struct map *texts, uint32_t customer)
{
    struct buf text = {0};
    for (unsigned i = 0; i < all.n; i++) {
        struct slice word = snapshots_label(&all, snapshots_at(&all, customer, i)->label);
        buf_addstr(&text, i ? " > " : "");
        buf_add(&text, word.p, word.n);
    }
    uint32_t path = map_put(texts, buf_slice(&text));
    buf_free(&text);
    return path;
}

static void write_paths(void)
{
    static const struct column column[] = {{"path", TYPE_TEXT}, {"customers", TYPE_COUNT}, {"share", TYPE_NUMBER}, {0}};
    struct map texts = {0};
    table_begin(&table, out_stdout(), NULL, column, &only);
    read_all();
    struct path *path = mem_zero(all.keys.n + (size_t)1, sizeof *path);
    for (uint32_t i = 0; i < all.keys.n; i++)
        path[path_of(&texts, i)].customers++;
    for (uint32_t i = 0; i < texts.n; i++)
        path[i].text = map_key(&texts, i);
    qsort(path, texts.n, sizeof *path, by_customers);
    for (uint32_t i = 0; i < texts.n; i++) {
        const struct cell cell[] = {cell_text(path[i].text), cell_count(path[i].customers),
                                    cell_number((double)path[i].customers / (double)all.keys.n)};
        write_row(cell);
    }
    table_end(&table);
    free(path);
    map_free(&texts);
}

/* ---- drift ---- */

static void write_drift(void)
{
    static const struct column column[] = {{"pair", TYPE_COUNT},
                                           {"customers_before", TYPE_COUNT},
                                           {"customers_after", TYPE_COUNT},
                                           {"in_both", TYPE_COUNT},
                                           {"moved", TYPE_COUNT},
                                           {"share_moved", TYPE_NUMBER},
                                           {"adjusted_rand", TYPE_NUMBER},
                                           {"psi", TYPE_NUMBER},
                                           {0}};
    table_begin(&table, out_stdout(), NULL, column, &only);
    read_all();
    for (unsigned pair = 0; all.keys.n && pair + 1 < all.n; pair++) {
        struct drift d = drift_of(&all, pair);
        double moved = d.both ? (double)d.moved / (double)d.both : (double)NAN;
        const struct cell cell[] = {cell_count(pair + 1), cell_count(d.before), cell_count(d.after),
                                    cell_count(d.both),   cell_count(d.moved),  cell_number(moved),
                                    cell_number(d.ari),   cell_number(d.psi)};
        write_row(cell);
    }
    table_end(&table);
}

/* ---- the newest table, with what was before ---- */

struct customer {
    struct kept_row row;
    uint32_t key;
};

static uint64_t moves_of(uint32_t customer)
{
    uint64_t moves = 0;
    for (unsigned i = 0; i + 1 < all.n; i++) {
        uint32_t from = snapshots_at(&all, customer, i)->label, to = snapshots_at(&all, customer, i + 1)->label;
        moves += from != SNAPSHOTS_NONE && to != SNAPSHOTS_NONE && from != to;
    }
    return moves;
}

static void write_newest(struct tsv *in)
{
    struct kept kept = kept_of(sizeof(struct customer));
    char *name = joined("previous_", label);
    const struct column column[] = {{name, TYPE_TEXT}, {"moves", TYPE_COUNT}, {0}};
    uint32_t i;
    table_begin(&table, out_stdout(), in, column, &only);
    while (snapshots_next(&all, &i))
        if (in->file + 1 == all.n)
            ((struct customer *)kept_add(&kept, in->row))->key = i;
    for (struct kept_walk w = {0}; kept_next(&kept, &w);) {
        i = ((const struct customer *)w.record)->key;
        const struct cell cell[] = {cell_text(snapshots_label(&all, snapshots_at(&all, i, all.n - 2)->label)),
                                    cell_count(moves_of(i))};
        table_row(&table, w.row, cell);
    }
    table_end(&table);
    kept_free(&kept);
    free(name);
}

int main(int argc, char **argv)
{
    tool_begin(argc, argv, &SPEC);
    struct tsv *in = tsv_open();
    unsigned sum = measure ? tsv_need(in, measure) : tsv_find(in, "revenue");
    measure = measure ? measure : "revenue";
    snapshots_begin(&all, in, key, label, sum);
    if (previous)
        write_newest(in);
    else if (paths)
        write_paths();
    else if (drift)
        write_drift();
    else
        write_matrix();
    snapshots_end(&all);
    free(only.word);
    tsv_close(in);
    return tool_end();
}
