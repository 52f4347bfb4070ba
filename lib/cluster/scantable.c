/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/scantable.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

static const char *const NAME[SCAN_COLUMNS] = {
    [SCAN_K] = "k",
    [SCAN_INERTIA] = "inertia",
    [SCAN_GAIN] = "gain",
    [SCAN_SILHOUETTE] = "silhouette",
    [SCAN_MEASURED_ROWS] = "measured_rows",
    [SCAN_CALINSKI_HARABASZ] = "calinski_harabasz",
    [SCAN_DAVIES_BOULDIN] = "davies_bouldin",
    [SCAN_STABILITY_ARI] = "stability_ari",
    [SCAN_STABILITY_JACCARD] = "stability_jaccard",
    [SCAN_SMALLEST] = "smallest_rows",
    [SCAN_SUGGESTED] = "suggested",
    [SCAN_RULE] = "rule",
};

/* ---- what is asked for ---- */

static enum clusterscan_column column_of(struct slice word)
{
    for (unsigned c = 0; c < SCAN_COLUMNS; c++)
        if (slice_is(word, NAME[c]))
            return (enum clusterscan_column)c;
    const char *near = die_nearest(word, NAME, SCAN_COLUMNS);
    die(STATUS_USAGE, "--only: the scan has no column \"%.*s\"%s%s%s", (int)word.n, word.p,
        near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
}

static void choose_range(struct clusterscan *s, const char *text)
{
    const char *dots = strstr(text, "..");
    if (!dots)
        die(STATUS_USAGE, "--scan: \"%s\" is not what it takes: A..B, as 2..10", text);
    s->low = clusters_number("--scan", slice_of(text, (size_t)(dots - text)));
    s->high = clusters_number("--scan", slice_str(dots + 2));
    if (s->low > s->high)
        die(STATUS_USAGE, "--scan: \"%s\" is not what it takes: the lower number comes first", text);
}

void scantable_choose(struct clusterscan *s, const char *range, struct opt_list only)
{
    choose_range(s, range);
    s->columns = 0;
    for (unsigned c = 0; c < SCAN_COLUMNS && only.n == 0; c++)
        s->column[s->columns++] = (enum clusterscan_column)c;
    for (size_t i = 0; i < only.n; i++) {
        enum clusterscan_column c = column_of(only.word[i]);
        if (clusterscan_wants(s, c))
            die(STATUS_USAGE, "--only: \"%s\" is named twice", NAME[c]);
        s->column[s->columns++] = c;
    }
}

/* ---- the table ---- */

static void write_value(const struct clusterscan_row *r, enum clusterscan_column c, enum measures_rule rule,
                        struct out *o)
{
    const double number[SCAN_COLUMNS] = {
        [SCAN_INERTIA] = r->inertia,
        [SCAN_GAIN] = r->gain,
        [SCAN_SILHOUETTE] = r->silhouette,
        [SCAN_CALINSKI_HARABASZ] = r->scores.calinski_harabasz,
        [SCAN_DAVIES_BOULDIN] = r->scores.davies_bouldin,
        [SCAN_STABILITY_ARI] = r->ari,
        [SCAN_STABILITY_JACCARD] = r->jaccard,
    };
    if (c == SCAN_K)
        out_uint(o, r->k);
    else if (c == SCAN_MEASURED_ROWS)
        out_uint(o, r->measured_rows);
    else if (c == SCAN_SMALLEST)
        out_uint(o, r->smallest);
    else if (c == SCAN_SUGGESTED)
        out_uint(o, r->suggested);
    else if (c == SCAN_RULE)
        out_str(o, r->suggested ? measures_rule_text(rule) : "");
    else
        out_double(o, number[c]);
}

static void write_rows(const struct clusterscan *s, const struct clusterscan_row *row, enum measures_rule rule,
                       struct slice group, struct out *o)
{
    for (unsigned i = 0; i < s->high - s->low + 1; i++) {
        out_slice(o, group);
        for (unsigned c = 0; c < s->columns; c++) {
            if (c || group.n)
                out_tab(o);
            write_value(&row[i], s->column[c], rule, o);
        }
        out_char(o, '\n');
    }
}

static void write_header(const struct clusterscan *s, struct slice by, struct out *o)
{
    out_slice(o, by);
    for (unsigned c = 0; c < s->columns; c++) {
        if (c || by.n)
            out_tab(o);
        out_str(o, NAME[s->column[c]]);
    }
    out_char(o, '\n');
}

/* Of few distinct points there are few clusters: the scan ends there. */
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
    write_header(scan, m->by, o);
    for (uint32_t g = 0; g < t->groups.n && t->points; g++) {
        struct clusterscan s = *scan;
        struct clusterpart part;
        enum measures_rule rule = MEASURES_NONE;
        struct slice name = groups_key(&t->groups, g, 0);
        clusterpart_take(&part, t, g);
        if (scan_part(&s, m, &part, row, &rule))
            write_rows(&s, row, rule, name, o);
        else
            clusterpart_refuse(&part, m, name, &without);
        clusterpart_close(&part, t);
    }
    clusterwarn_say(&without, m->by, "without a scan");
    free(row);
}
