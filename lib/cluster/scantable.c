/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/scantable.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/table.h"

static const struct column COLUMNS[] = {
    [SCAN_K] = {"k", TYPE_COUNT},
    [SCAN_INERTIA] = {"inertia", TYPE_NUMBER},
    [SCAN_GAIN] = {"gain", TYPE_NUMBER},
    [SCAN_SILHOUETTE] = {"silhouette", TYPE_NUMBER},
    [SCAN_MEASURED_ROWS] = {"measured_rows", TYPE_COUNT},
    [SCAN_CALINSKI_HARABASZ] = {"calinski_harabasz", TYPE_NUMBER},
    [SCAN_DAVIES_BOULDIN] = {"davies_bouldin", TYPE_NUMBER},
    [SCAN_STABILITY_ARI] = {"stability_ari", TYPE_NUMBER},
    [SCAN_STABILITY_JACCARD] = {"stability_jaccard", TYPE_NUMBER},
    [SCAN_SMALLEST] = {"smallest_rows", TYPE_COUNT},
    [SCAN_SUGGESTED] = {"suggested", TYPE_COUNT},
    [SCAN_RULE] = {"rule", TYPE_TEXT},
    [SCAN_COLUMNS] = {0},
};

/* ---- what is asked for ---- */

static void choose_range(struct clusterscan *s, const char *text)
{
    const char *dots = strstr(text, "..");
    if (!dots)
        die(STATUS_USAGE, "--scan: \"%s\" is not valid, expected A..B, as 2..10", text);
    s->low = clusters_number("--scan", slice_of(text, (size_t)(dots - text)));
    s->high = clusters_number("--scan", slice_str(dots + 2));
    if (s->low > s->high)
        die(STATUS_USAGE, "--scan: \"%s\" is not valid, the lower number comes first", text);
}

void scantable_choose(struct clusterscan *s, const char *range, struct opt_list only)
{
    choose_range(s, range);
    unsigned *place = table_only(COLUMNS, only);
    s->columns = only.n ? (unsigned)only.n : SCAN_COLUMNS;
    for (unsigned c = 0; c < s->columns; c++)
        s->column[c] = (enum clusterscan_column)(only.n ? place[c] : c);
    free(place);
}

/* ---- the table ---- */

static struct cell cell_of(const struct clusterscan_row *r, enum clusterscan_column c, enum measures_rule rule)
{
    const struct cell cell[SCAN_COLUMNS] = {
        [SCAN_K] = cell_count(r->k),
        [SCAN_INERTIA] = cell_number(r->inertia),
        [SCAN_GAIN] = cell_number(r->gain),
        [SCAN_SILHOUETTE] = cell_number(r->silhouette),
        [SCAN_MEASURED_ROWS] = cell_count(r->measured_rows),
        [SCAN_CALINSKI_HARABASZ] = cell_number(r->scores.calinski_harabasz),
        [SCAN_DAVIES_BOULDIN] = cell_number(r->scores.davies_bouldin),
        [SCAN_STABILITY_ARI] = cell_number(r->ari),
        [SCAN_STABILITY_JACCARD] = cell_number(r->jaccard),
        [SCAN_SMALLEST] = cell_count(r->smallest),
        [SCAN_SUGGESTED] = cell_count(r->suggested),
        [SCAN_RULE] = cell_str(r->suggested ? measures_rule_text(rule) : ""),
    };
    return cell[c];
}

/* After the name of the group, if there are groups. */
static void write_rows(const struct clusterscan *s, const struct clusterscan_row *row, enum measures_rule rule,
                       struct slice group, struct table *t)
{
    struct cell cell[1 + SCAN_COLUMNS];
    size_t n = t->columns - s->columns;
    cell[0] = cell_text(group);
    for (unsigned i = 0; i < s->high - s->low + 1; i++) {
        for (unsigned c = 0; c < s->columns; c++)
            cell[n + c] = cell_of(&row[i], s->column[c], rule);
        table_row(t, slice_of(NULL, 0), cell);
    }
}

static void choose_columns(const struct clusterscan *s, const char *by, struct column *column)
{
    if (*by)
        *column++ = (struct column){by, TYPE_TEXT};
    for (unsigned c = 0; c < s->columns; c++)
        *column++ = COLUMNS[s->column[c]];
    *column = (struct column){0};
}

/* There cannot be more clusters than distinct points: the scan ends there. */
static bool scan_part(struct clusterscan *s, const struct clusters *m, struct clusterpart *p,
                      struct clusterscan_row *row, enum measures_rule *rule)
{
    unsigned high = s->high;
    if (!clusterpart_open(p, m, s->low, high, s->threads))
        return false;
    s->high = p->most;
    if (s->high < high && m->by.n == 0)
        warn("the scan ends at %u: there are no more distinct points", s->high);
    return clusterscan_run(s, m, p, row, rule);
}

void scantable_write(const struct clusterscan *scan, const struct clusters *m, struct clusterin *t, struct out *o)
{
    struct clusterscan_row *row = mem_zero(scan->high - scan->low + 1, sizeof *row);
    struct clusterwarn without = {0};
    struct column column[2 + SCAN_COLUMNS];
    struct table table;
    char *by = mem_str(m->by);
    choose_columns(scan, by, column);
    table_begin(&table, o, NULL, column, NULL);
    for (uint32_t g = 0; g < t->groups.n && t->points; g++) {
        struct clusterscan s = *scan;
        struct clusterpart part;
        enum measures_rule rule = MEASURES_NONE;
        struct slice name = groups_key(&t->groups, g, 0);
        clusterpart_take(&part, t, g);
        if (scan_part(&s, m, &part, row, &rule))
            write_rows(&s, row, rule, name, &table);
        else
            clusterpart_refuse(&part, m, name, &without);
        clusterpart_close(&part, t);
    }
    clusterwarn_say(&without, m->by, "without a scan");
    table_end(&table);
    free(by);
    free(row);
}
