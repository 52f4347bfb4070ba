/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/balance.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "tsv/table.h"

static const double MOST = 0.1;

void balance_begin(struct balance *b, struct tsv *in, struct opt_list columns, uint32_t arms)
{
    numbers_of(&b->columns, in, columns, NUMBERS_NAN, "it shows nothing about balance");
    b->value = mem_zero(columns.n, sizeof *b->value);
    b->of = mem_zero(columns.n * arms, sizeof *b->of);
    b->arms = arms;
}

bool balance_read(struct balance *b)
{
    for (unsigned j = 0; j < b->columns.d; j++)
        if (numbers_field(b->columns.in, b->columns.column[j], &b->value[j]) == NUMBERS_BAD)
            return false;
    return true;
}

void balance_add(struct balance *b, uint32_t arm)
{
    for (unsigned j = 0; j < b->columns.d; j++)
        if (!isnan(b->value[j]))
            moments_add(&b->of[arm * b->columns.d + j], b->value[j]);
}

double balance_difference(const struct moments *a, const struct moments *b)
{
    double variance = (moments_variance(a) + moments_variance(b)) / 2, difference = b->mean - a->mean;
    if (variance == 0)
        return difference == 0 ? 0 : (double)NAN;
    return difference / sqrt(variance);
}

enum { COLUMN, GROUP, CUSTOMERS, MEAN, SD, DIFFERENCE, COLUMNS };
static const struct column WRITTEN[] = {
    [COLUMN] = {"column", TYPE_TEXT},
    [GROUP] = {"group", TYPE_TEXT},
    [CUSTOMERS] = {"customers", TYPE_COUNT},
    [MEAN] = {"mean", TYPE_NUMBER},
    [SD] = {"sd", TYPE_NUMBER},
    [DIFFERENCE] = {"standardised_difference", TYPE_NUMBER},
    [COLUMNS] = {0},
};

static double difference_of(const struct balance *b, unsigned j, uint32_t arm)
{
    return arm ? balance_difference(&b->of[j], &b->of[arm * b->columns.d + j]) : (double)NAN;
}

static struct slice name_of(const struct balance *b, unsigned j)
{
    return b->columns.in->column[b->columns.column[j]];
}

static void write_one(struct table *t, const struct balance *b, const struct arms *arms, unsigned j, uint32_t arm)
{
    const struct moments *m = &b->of[arm * b->columns.d + j];
    const struct cell cell[COLUMNS] = {
        [COLUMN] = cell_text(name_of(b, j)),           [GROUP] = cell_text(arms->name[arm]),
        [CUSTOMERS] = cell_count((uint64_t)m->n),      [MEAN] = cell_number(m->n > 0 ? m->mean : (double)NAN),
        [SD] = cell_number(sqrt(moments_variance(m))), [DIFFERENCE] = cell_number(difference_of(b, j, arm)),
    };
    table_row(t, slice_of(NULL, 0), cell);
}

static void write_all(const struct balance *b, const struct arms *arms, const char *path)
{
    struct table t;
    struct out *o = out_create(path);
    table_begin(&t, o, NULL, WRITTEN, NULL);
    for (unsigned j = 0; j < b->columns.d; j++)
        for (uint32_t arm = 0; arm < b->arms; arm++)
            write_one(&t, b, arms, j, arm);
    table_end(&t);
    out_close(o);
}

static void warn_of(const struct balance *b, const struct arms *arms, unsigned j, uint32_t arm, double off)
{
    struct slice column = name_of(b, j), group = arms->name[arm], first = arms->name[0];
    warn(
        "the groups differ before the experiment: \"%.*s\" of group %.*s is %.2g standard deviations off that of %.*s, "
        "more than %g (use --strata, or another --salt before customers are contacted)",
        (int)column.n, column.p, (int)group.n, group.p, off, (int)first.n, first.p, MOST);
}

void balance_end(const struct balance *b, const struct arms *arms, const char *path)
{
    double worst = 0;
    uint32_t worst_arm = 0;
    unsigned worst_column = 0;
    for (unsigned j = 0; j < b->columns.d; j++)
        for (uint32_t arm = 1; arm < b->arms; arm++)
            if (fabs(difference_of(b, j, arm)) > worst) {
                worst = fabs(difference_of(b, j, arm));
                worst_column = j;
                worst_arm = arm;
            }
    if (path)
        write_all(b, arms, path);
    if (worst > MOST)
        warn_of(b, arms, worst_column, worst_arm, worst);
}

void balance_free(struct balance *b)
{
    numbers_free(&b->columns);
    free(b->value);
    free(b->of);
    *b = (struct balance){0};
}
