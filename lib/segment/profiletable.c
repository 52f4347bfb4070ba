/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/profiletable.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "stats/dist.h"
#include "stats/test.h"
#include "tsv/table.h"

/* ---- what is told of a label ---- */

enum { CUSTOMERS, SHARE, MEASURE_SHARE, AOV, COUNTRY, PRODUCT, MEDOID, PERSONA, FACTS };
enum { MEAN, MEDIAN, Q1, Q3, Z, STATISTICS };
static const char *const STATISTIC[] = {"mean", "median", "q1", "q3", "z"};

enum { TELLING = 3 /* columns of a persona */ };

struct profile {
    struct cell fact[FACTS];
    double (*value)[STATISTICS]; /* of each column */
    struct buf persona;
};

static void describe(const struct labelled *t, unsigned j, uint32_t label, double *value, double *spare, double *out)
{
    size_t n = labelled_values(t, j, label, value);
    for (int i = 0; i < STATISTICS; i++)
        out[i] = NAN;
    if (n == 0)
        return;
    static const unsigned quarter[] = {[MEDIAN] = 2, [Q1] = 1, [Q3] = 3};
    out[MEAN] = moments_of(value, n).mean;
    out[Z] = labelled_mean_z(t, j, label, spare);
    quantile_sort_double(value, spare, n);
    for (int i = MEDIAN; i <= Q3; i++) {
        struct quantile_place p = quantile_place(n, quarter[i], 4);
        out[i] = quantile_double(value[p.low], value[p.part ? p.low + 1 : p.low], p);
    }
}

/* The columns in which the label lies farthest from all, with their z-scores: revenue +1.23, orders -0.40. */
static void tell(const struct labelled *t, struct profile *p)
{
    bool *is_told = mem_zero(t->m.d + 1, sizeof *is_told);
    for (int i = 0; i < TELLING; i++) {
        unsigned best = UINT32_MAX;
        for (unsigned j = 0; j < t->m.d; j++)
            if (!is_told[j] && !isnan(p->value[j][Z]) &&
                (best == UINT32_MAX || labelled_is_larger(fabs(p->value[j][Z]), fabs(p->value[best][Z]))))
                best = j;
        if (best == UINT32_MAX)
            break;
        char z[64];
        double at = fabs(p->value[best][Z]) < 0.005 ? 0 : p->value[best][Z]; /* never -0.00 */
        snprintf(z, sizeof z, " %+.2f", at);
        is_told[best] = true;
        buf_addstr(&p->persona, i ? ", " : "");
        buf_add(&p->persona, labelled_column(t, best).p, labelled_column(t, best).n);
        buf_addstr(&p->persona, z);
    }
    free(is_told);
}

static struct cell commonest(const struct census *c)
{
    uint32_t i = census_commonest(c);
    return i == MAP_NONE ? cell_empty() : cell_text(map_key(&c->values, i));
}

static double aov_of(const struct labelled *t, const struct labelled_sums *s)
{
    int money = t->sum_col[LABELLED_GROSS] == TSV_NONE ? LABELLED_MEASURE : LABELLED_GROSS;
    return labelled_ratio(&s->sum[money], &s->sum[LABELLED_ORDERS]);
}

static void set_facts(const struct labelled *t, uint32_t label, struct profile *p)
{
    const struct labelled_sums *s = label == UINT32_MAX ? &t->all : &t->of[label];
    size_t medoid = label == UINT32_MAX || t->key_col == TSV_NONE ? SIZE_MAX : labelled_medoid(t, label);
    p->fact[CUSTOMERS] = cell_count(s->rows);
    p->fact[SHARE] = cell_number(t->all.rows ? (double)s->rows / (double)t->all.rows : (double)NAN);
    p->fact[MEASURE_SHARE] = cell_number(labelled_ratio(&s->sum[LABELLED_MEASURE], &t->all.sum[LABELLED_MEASURE]));
    p->fact[AOV] = cell_number(aov_of(t, s));
    p->fact[COUNTRY] = commonest(&s->text[LABELLED_COUNTRY]);
    p->fact[PRODUCT] = commonest(&s->text[LABELLED_PRODUCT]);
    p->fact[MEDOID] = medoid == SIZE_MAX ? cell_empty() : cell_text(labelled_key(t, medoid));
    tell(t, p);
    p->fact[PERSONA] = cell_text(buf_slice(&p->persona));
}

/* Of a label, or of all rows (UINT32_MAX). */
static struct profile profile_of(const struct labelled *t, uint32_t label)
{
    struct profile p = {.value = mem_zero(t->m.d + 1, sizeof *p.value)};
    double *value = mem_zero(t->m.rows + 1, sizeof *value), *spare = mem_zero(t->m.rows + 1, sizeof *spare);
    for (unsigned j = 0; j < t->m.d; j++)
        describe(t, j, label, value, spare, p.value[j]);
    free(value);
    free(spare);
    set_facts(t, label, &p);
    return p;
}

static void profile_free(struct profile *p)
{
    free(p->value);
    buf_free(&p->persona);
}

/* The facts that the table has columns for, and their names; "revenue_share" is named after the measure. */
struct facts {
    bool is_there[FACTS];
    const char *name[FACTS];
    char *measure_share;
};
static const enum column_type FACT_TYPE[FACTS] = {
    [CUSTOMERS] = TYPE_COUNT, [SHARE] = TYPE_NUMBER, [MEASURE_SHARE] = TYPE_NUMBER, [AOV] = TYPE_NUMBER,
    [COUNTRY] = TYPE_TEXT,    [PRODUCT] = TYPE_TEXT, [MEDOID] = TYPE_TEXT,          [PERSONA] = TYPE_TEXT};

static struct facts facts_of(const struct labelled *t)
{
    struct facts f = {.name = {[CUSTOMERS] = "customers",
                               [SHARE] = "share",
                               [AOV] = "aov",
                               [COUNTRY] = "commonest_country",
                               [PRODUCT] = "commonest_product_id",
                               [MEDOID] = "medoid",
                               [PERSONA] = "persona"}};
    bool has_measure = t->sum_col[LABELLED_MEASURE] != TSV_NONE;
    struct buf name = {0};
    if (has_measure)
        buf_add(&name, t->in->column[t->sum_col[LABELLED_MEASURE]].p, t->in->column[t->sum_col[LABELLED_MEASURE]].n);
    buf_addstr(&name, "_share");
    buf_addch(&name, '\0');
    f.measure_share = name.p;
    f.name[MEASURE_SHARE] = name.p;
    f.is_there[CUSTOMERS] = f.is_there[SHARE] = f.is_there[PERSONA] = true;
    f.is_there[MEASURE_SHARE] = has_measure;
    f.is_there[AOV] =
        t->sum_col[LABELLED_ORDERS] != TSV_NONE && (has_measure || t->sum_col[LABELLED_GROSS] != TSV_NONE);
    f.is_there[COUNTRY] = t->text_col[LABELLED_COUNTRY] != TSV_NONE;
    f.is_there[PRODUCT] = t->text_col[LABELLED_PRODUCT] != TSV_NONE;
    f.is_there[MEDOID] = t->key_col != TSV_NONE;
    return f;
}

/* ---- the long form ---- */

struct writer_of {
    struct table table;
    struct slice label;
};

/* A value is a text in the long form, as it may be a number or a name. */
static void put(struct writer_of *w, struct slice column, const char *statistic, struct cell value)
{
    char room[NUM_ROOM];
    if (value.kind != CELL_TEXT)
        value = cell_text(slice_of(room, (size_t)(cell_put(room, &value, 0) - room)));
    const struct cell cell[] = {cell_text(w->label), cell_text(column), cell_str(statistic), value};
    table_row(&w->table, slice_of("", 0), cell);
}

static void put_label(struct writer_of *w, const struct labelled *t, const struct facts *f, uint32_t label)
{
    struct profile p = profile_of(t, label);
    bool is_all = label == UINT32_MAX;
    w->label = is_all ? slice_str(LABELLED_ALL) : labelled_name(t, label);
    for (int i = 0; i < FACTS; i++)
        if (f->is_there[i] && !(is_all && i >= COUNTRY))
            put(w, slice_of("", 0), f->name[i], p.fact[i]);
    for (unsigned j = 0; j < t->m.d; j++)
        for (int i = 0; i < (is_all ? Z : STATISTICS); i++)
            put(w, labelled_column(t, j), STATISTIC[i], cell_number(p.value[j][i]));
    profile_free(&p);
}

static double log10_of(double log)
{
    return log / M_LN10;
}

static void put_anova(struct writer_of *w, struct slice column, const struct test_anova *a)
{
    put(w, column, "eta_squared", cell_number(a->eta_squared));
    put(w, column, "within_share", cell_number(1 - a->eta_squared));
    put(w, column, "F", cell_number(isinf(a->test.statistic) ? (double)NAN : a->test.statistic));
    put(w, column, "p_F", cell_number(a->test.p));
    put(w, column, "log10_p_F",
        cell_number(isinf(a->test.statistic) ? (double)NAN
                                             : log10_of(dist_f_log_tail(a->test.statistic, a->test.df, a->test.df2))));
}

static void put_tests(struct writer_of *w, const struct labelled *t, unsigned j, double *value, uint32_t *label)
{
    size_t n = 0, k = t->groups.n;
    struct moments *group = mem_zero(k + 1, sizeof *group);
    struct test h;
    for (uint32_t i = 0; i < k; i++)
        group[i] = labelled_moments(t, j, i, value);
    for (size_t i = 0; i < t->m.rows; i++)
        if (!isnan(t->m.value[j][i])) {
            value[n] = t->m.value[j][i];
            label[n++] = t->label[i];
        }
    struct test_anova a = test_anova(group, k);
    if (!test_kruskal(value, label, n, k, &h))
        die(STATUS_ENV, "out of memory");
    put_anova(w, labelled_column(t, j), &a);
    put(w, labelled_column(t, j), "kruskal_H", cell_number(h.statistic));
    put(w, labelled_column(t, j), "p_H", cell_number(h.p));
    put(w, labelled_column(t, j), "log10_p_H", cell_number(log10_of(dist_chi_square_log_tail(h.statistic, h.df))));
    free(group);
}

void profiletable_long(const struct labelled *t, struct out *out, const struct opt_list *only)
{
    static const struct column column[] = {
        {"label", TYPE_TEXT}, {"column", TYPE_TEXT}, {"statistic", TYPE_TEXT}, {"value", TYPE_TEXT}, {0}};
    struct writer_of w;
    struct facts f = facts_of(t);
    table_begin(&w.table, out, NULL, column, only);
    for (uint32_t i = 0; i < t->groups.n; i++)
        put_label(&w, t, &f, t->order[i]);
    if (t->m.rows)
        put_label(&w, t, &f, UINT32_MAX);
    double *value = mem_zero(t->m.rows + 1, sizeof *value);
    uint32_t *label = mem_zero(t->m.rows + 1, sizeof *label);
    for (unsigned j = 0; t->m.rows && j < t->m.d; j++)
        put_tests(&w, t, j, value, label);
    table_end(&w.table);
    free(value);
    free(label);
    free(f.measure_share);
}

/* ---- the wide form ---- */

static char *joined(const char *statistic, struct slice column)
{
    struct buf name = {0};
    buf_addstr(&name, statistic);
    buf_addch(&name, '_');
    buf_add(&name, column.p, column.n);
    buf_addch(&name, '\0');
    return name.p;
}

void profiletable_wide(const struct labelled *t, struct out *out, const struct opt_list *only)
{
    size_t most = 1 + (size_t)FACTS + (size_t)STATISTICS * t->m.d, n = 0, first;
    struct column *column = mem_zero(most + 1, sizeof *column);
    struct cell *cell = mem_zero(most, sizeof *cell);
    struct facts f = facts_of(t);
    struct table table;
    column[n++] = (struct column){"label", TYPE_TEXT};
    for (int i = 0; i < FACTS; i++)
        if (f.is_there[i])
            column[n++] = (struct column){f.name[i], FACT_TYPE[i]};
    first = n;
    for (unsigned j = 0; j < t->m.d; j++)
        for (int i = 0; i < STATISTICS; i++)
            column[n++] = (struct column){joined(STATISTIC[i], labelled_column(t, j)), TYPE_NUMBER};
    table_begin(&table, out, NULL, column, only);
    for (uint32_t i = 0; i < t->groups.n; i++) {
        struct profile p = profile_of(t, t->order[i]);
        cell[0] = cell_text(labelled_name(t, t->order[i]));
        for (size_t at = 1, k = 0; k < FACTS; k++)
            if (f.is_there[k])
                cell[at++] = p.fact[k];
        for (unsigned j = 0; j < t->m.d; j++)
            for (int k = 0; k < STATISTICS; k++)
                cell[first + j * (size_t)STATISTICS + (size_t)k] = cell_number(p.value[j][k]);
        table_row(&table, slice_of("", 0), cell);
        profile_free(&p);
    }
    table_end(&table);
    for (size_t i = first; i < n; i++)
        free((void *)(uintptr_t)column[i].name);
    free(column);
    free(cell);
    free(f.measure_share);
}
