/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/labelled.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/tool.h"
#include "stats/eigen.h"

/* ---- reading ---- */

static void find_columns(struct labelled *t, const struct labelled_of *of)
{
    struct tsv *in = t->in;
    t->sum_col[LABELLED_MEASURE] = of->measure ? tsv_need(in, of->measure) : tsv_find(in, "revenue");
    t->sum_col[LABELLED_GROSS] = tsv_find(in, "gross");
    t->sum_col[LABELLED_ORDERS] = tsv_find(in, "orders");
    t->text_col[LABELLED_COUNTRY] = tsv_find(in, "country");
    t->text_col[LABELLED_PRODUCT] = tsv_find(in, "product_id");
    t->key_col = of->key ? tsv_need(in, of->key) : tsv_find(in, "customer_id");
}

static bool read_sums(const struct labelled *t, struct amount *a)
{
    for (int i = 0; i < LABELLED_SUMS; i++) {
        a[i] = (struct amount){.kind = AMOUNT_EMPTY};
        if (t->sum_col[i] != TSV_NONE && !amount_read(t->in, t->sum_col[i], &a[i]))
            return false;
    }
    return true;
}

static void add_sums(struct labelled_sums *of, const struct amount *a)
{
    of->rows++;
    for (int i = 0; i < LABELLED_SUMS; i++)
        amount_add(&of->sum[i], a[i]);
}

/* The current row, whose numbers are row `row` of t->m. */
static void add_row(struct labelled *t, size_t row, const struct amount *a)
{
    uint32_t before = t->groups.n, label = groups_put(&t->groups, t->in);
    t->label = mem_grow(t->label, &t->label_cap, row + 1, sizeof *t->label);
    t->label[row] = label;
    t->of = mem_grow(t->of, &t->of_cap, t->groups.n, sizeof *t->of);
    if (label == before)
        t->of[label] = (struct labelled_sums){0};
    add_sums(&t->of[label], a);
    add_sums(&t->all, a);
    for (int i = 0; i < LABELLED_TEXTS; i++)
        if (t->text_col[i] != TSV_NONE)
            census_count(&t->of[label].text[i], tsv_field(t->in, t->text_col[i]));
    t->key_start = mem_grow(t->key_start, &t->key_cap, row + 2, sizeof *t->key_start);
    t->key_start[row] = t->keys.n;
    if (t->key_col != TSV_NONE)
        buf_add(&t->keys, tsv_field(t->in, t->key_col).p, tsv_field(t->in, t->key_col).n);
    t->key_start[row + 1] = t->keys.n;
}

/* False: the row has no label, or one that stands for all of them. */
static bool is_labelled(struct labelled *t)
{
    struct slice label = tsv_field(t->in, t->groups.col[0]);
    if (label.n == 0)
        tool_drop("no_label", 1);
    else if (slice_is(label, LABELLED_ALL))
        return tsv_bad(t->in, t->groups.col[0], "is reserved for all rows", "use another label");
    return label.n > 0;
}

static void find_moments(struct labelled *t)
{
    double *value = mem_zero(t->m.rows + 1, sizeof *value);
    t->moments = mem_zero(t->m.d + 1, sizeof *t->moments);
    t->rest = mem_zero(t->m.d + 1, sizeof *t->rest);
    for (unsigned j = 0; j < t->m.d; j++) {
        t->moments[j] = moments_of(value, labelled_values(t, j, UINT32_MAX, value));
        t->rest[j] = labelled_moments(t, j, UINT32_MAX, value).mean;
    }
    free(value);
}

void labelled_read(struct labelled *t, struct tsv *in, const struct labelled_of *of)
{
    struct slice label = slice_str(of->label), no_measure[] = {label, SLICE("rfm_code")}; /* a code is no number */
    struct opt_list but = {no_measure, 1 + (tsv_find(in, "rfm_code") != TSV_NONE)};
    struct amount a[LABELLED_SUMS];
    *t = (struct labelled){.in = in};
    groups_of(&t->groups, in, (struct opt_list){&label, 1});
    find_columns(t, of);
    if (of->columns.n)
        numbers_of(&t->m, in, of->columns, NUMBERS_NAN, "its mean has no meaning");
    else
        numbers_of_types(&t->m, in, but, NUMBERS_NAN);
    while (tsv_next(in))
        if (is_labelled(t) && read_sums(t, a) && numbers_add(&t->m))
            add_row(t, t->m.rows - 1, a);
    if (t->m.rows || of->columns.n)
        numbers_end(&t->m, NULL);
    if (t->m.rows == 0 && tool_rows.dropped)
        warn("%s: column \"%s\" is empty in all rows: no row has a label", in->name, of->label);
    t->order = groups_sorted(&t->groups);
    find_moments(t);
}

void labelled_free(struct labelled *t)
{
    for (uint32_t i = 0; i < t->groups.n; i++)
        for (int k = 0; k < LABELLED_TEXTS; k++)
            census_free(&t->of[i].text[k]);
    free(t->of);
    free(t->order);
    free(t->label);
    free(t->moments);
    free(t->rest);
    free(t->key_start);
    buf_free(&t->keys);
    groups_free(&t->groups);
    numbers_free(&t->m);
}

/* ---- what marks a label ---- */

size_t labelled_values(const struct labelled *t, unsigned j, uint32_t label, double *value)
{
    size_t n = 0;
    for (size_t i = 0; i < t->m.rows; i++)
        if ((label == UINT32_MAX || t->label[i] == label) && !isnan(t->m.value[j][i]))
            value[n++] = t->m.value[j][i];
    return n;
}

static double distance_of(const struct labelled *t, unsigned j, double v)
{
    return v - t->moments[j].mean - t->rest[j];
}

struct moments labelled_moments(const struct labelled *t, unsigned j, uint32_t label, double *value)
{
    struct moments m = moments_around(value, labelled_values(t, j, label, value), t->moments[j].mean);
    m.mean -= t->rest[j];
    return m;
}

double labelled_z(const struct labelled *t, unsigned j, double distance)
{
    const struct moments *m = &t->moments[j];
    return m->squares > 0 ? distance / sqrt(m->squares / m->n) : (double)NAN;
}

double labelled_mean_z(const struct labelled *t, unsigned j, uint32_t label, double *value)
{
    struct moments m = labelled_moments(t, j, label, value);
    return m.n > 0 ? labelled_z(t, j, m.mean) : (double)NAN;
}

double labelled_ratio(const struct amount_sum *part, const struct amount_sum *of)
{
    if (part->n == 0 || amount_sum_double(of) <= 0)
        return NAN;
    if (part->doubles || of->doubles)
        return amount_sum_double(part) / amount_sum_double(of);
    return ratio_wide(part->exact, of->exact);
}

struct slice labelled_key(const struct labelled *t, size_t row)
{
    return slice_of(t->keys.p + t->key_start[row], t->key_start[row + 1] - t->key_start[row]);
}

/* The mean z-scores of a label's rows, 0 if a column does not vary. */
static void centre_of(const struct labelled *t, uint32_t label, double *value, double *centre)
{
    for (unsigned j = 0; j < t->m.d; j++) {
        double z = labelled_mean_z(t, j, label, value);
        centre[j] = isnan(z) ? 0 : z;
    }
}

/* The squared distance of a row to the centre; NaN if the row lacks a value. */
static double distance(const struct labelled *t, size_t row, const double *centre)
{
    double sum = 0;
    for (unsigned j = 0; j < t->m.d; j++) {
        double v = t->m.value[j][row], z = labelled_z(t, j, distance_of(t, j, v));
        if (isnan(v))
            return NAN;
        sum += isnan(z) ? 0 : (z - centre[j]) * (z - centre[j]);
    }
    return sum;
}

/* Sets how far each row of the label is from its centre, NaN for other rows, and returns the least of it. */
static double set_distances(const struct labelled *t, uint32_t label, double *far)
{
    double *value = mem_zero(t->m.rows + 1, sizeof *value), *centre = mem_zero(t->m.d + 1, sizeof *centre);
    double least = INFINITY;
    centre_of(t, label, value, centre);
    for (size_t i = 0; i < t->m.rows; i++) {
        far[i] = t->label[i] == label ? distance(t, i, centre) : (double)NAN;
        least = fmin(least, far[i]);
    }
    free(value);
    free(centre);
    return least;
}

/* Equal distances, such as those of the two rows of a label, may differ by their rounding errors. */
size_t labelled_medoid(const struct labelled *t, uint32_t label)
{
    double *far = mem_zero(t->m.rows + 1, sizeof *far), limit = set_distances(t, label, far) * (1 + 1e-9) + 1e-18;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < t->m.rows; i++)
        if (far[i] <= limit && (best == SIZE_MAX || slice_cmp(labelled_key(t, i), labelled_key(t, best)) < 0))
            best = i;
    free(far);
    return best;
}

/* ---- the map ---- */

struct scores {
    size_t n;    /* rows that lack no value */
    double **z;  /* z[j][i]; 0 in a column that does not vary */
    size_t *row; /* which they are */
};

static struct scores scores_of(const struct labelled *t)
{
    struct scores s = {0, mem_zero(t->m.d + 1, sizeof *s.z), mem_zero(t->m.rows + 1, sizeof *s.row)};
    for (size_t i = 0; i < t->m.rows; i++) {
        bool is_whole = true;
        for (unsigned j = 0; j < t->m.d; j++)
            is_whole = is_whole && !isnan(t->m.value[j][i]);
        if (is_whole)
            s.row[s.n++] = i;
    }
    for (unsigned j = 0; j < t->m.d; j++) {
        s.z[j] = mem_zero(s.n + 1, sizeof **s.z);
        for (size_t i = 0; i < s.n; i++)
            s.z[j][i] = t->m.value[j][s.row[i]];
        struct moments m = moments_of(s.z[j], s.n);
        double sd = sqrt(m.squares / m.n);
        for (size_t i = 0; i < s.n; i++)
            s.z[j][i] = sd > 0 ? (s.z[j][i] - m.mean) / sd : 0;
    }
    return s;
}

static void scores_free(struct scores *s, unsigned d)
{
    for (unsigned j = 0; j < d; j++)
        free(s->z[j]);
    free(s->z);
    free(s->row);
}

static void correlate(const struct scores *s, unsigned d, double *a)
{
    for (unsigned j = 0; j < d; j++)
        for (unsigned k = 0; k <= j; k++) {
            double sum = 0;
            for (size_t i = 0; i < s->n; i++)
                sum += s->z[j][i] * s->z[k][i];
            a[j * d + k] = a[k * d + j] = s->n ? sum / (double)s->n : 0;
        }
}

/* The largest eigenvalue's place, but for `not`. */
static unsigned largest(const double *a, unsigned d, unsigned not )
{
    unsigned best = UINT32_MAX;
    for (unsigned j = 0; j < d; j++)
        if (j != not &&(best == UINT32_MAX || a[j * d + j] > a[best * d + best]))
            best = j;
    return best;
}

static void take_component(struct labelled_map *map, unsigned c, const double *v, unsigned d, unsigned from)
{
    double most = 0;
    for (unsigned j = 0; j < d; j++) {
        map->column[j][c] = v[j * d + from];
        most = labelled_is_larger(fabs(map->column[j][c]), fabs(most)) ? map->column[j][c] : most;
    }
    for (unsigned j = 0; j < d && most < 0; j++)
        map->column[j][c] = -map->column[j][c];
}

static void place_labels(const struct labelled *t, const struct scores *s, struct labelled_map *map)
{
    uint64_t *rows = mem_zero(t->groups.n + (size_t)1, sizeof *rows);
    for (size_t i = 0; i < s->n; i++) {
        uint32_t label = t->label[s->row[i]];
        rows[label]++;
        for (unsigned j = 0; j < t->m.d; j++)
            for (int c = 0; c < 2; c++)
                map->label[label][c] += s->z[j][i] * map->column[j][c];
    }
    for (uint32_t i = 0; i < t->groups.n; i++)
        for (int c = 0; c < 2; c++)
            map->label[i][c] /= (double)rows[i];
    free(rows);
}

struct labelled_map labelled_map(const struct labelled *t)
{
    unsigned d = t->m.d, first, second;
    struct labelled_map map = {{NAN, NAN}, mem_zero(d + 1, sizeof *map.column), NULL};
    double *a = mem_zero((size_t)d * d + 1, sizeof *a), *v = mem_zero((size_t)d * d + 1, sizeof *v), trace = 0;
    struct scores s = scores_of(t);
    map.label = mem_zero(t->groups.n + (size_t)1, sizeof *map.label);
    correlate(&s, d, a);
    for (unsigned j = 0; j < d; j++)
        trace += a[j * d + j];
    eigen_symmetric(a, v, d);
    first = largest(a, d, UINT32_MAX);
    second = largest(a, d, first);
    take_component(&map, 0, v, d, first);
    take_component(&map, 1, v, d, second);
    map.share[0] = a[first * d + first] / trace;
    map.share[1] = a[second * d + second] / trace;
    place_labels(t, &s, &map);
    scores_free(&s, d);
    free(a);
    free(v);
    return map;
}

void labelled_map_free(struct labelled_map *map)
{
    free(map->column);
    free(map->label);
}
