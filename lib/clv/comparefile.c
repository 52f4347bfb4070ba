/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/comparefile.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tsv/table.h"

enum { FAMILY, GROUP, CUSTOMERS, PATTERNS, PARAMETERS, LOG_LIKELIHOOD, AIC, BIC, VERDICT, ESTIMATES };
static const struct column COLUMNS[ESTIMATES] = {
    [FAMILY] = {"family", TYPE_TEXT},
    [GROUP] = {"group", TYPE_TEXT},
    [CUSTOMERS] = {"customers", TYPE_NUMBER},
    [PATTERNS] = {"patterns", TYPE_COUNT},
    [PARAMETERS] = {"parameters", TYPE_COUNT},
    [LOG_LIKELIHOOD] = {"log_likelihood", TYPE_NUMBER},
    [AIC] = {"aic", TYPE_NUMBER},
    [BIC] = {"bic", TYPE_NUMBER},
    [VERDICT] = {"verdict", TYPE_TEXT},
};

static struct table table;
static struct column *column; /* those, and the estimates, a column a name */
static struct cell *cell;
static size_t columns;

static void close_file(void)
{
    out_close(table.out);
    table_end(&table);
    free(column);
    free(cell);
}

static void add_name(const char *parameter)
{
    for (size_t i = ESTIMATES; i < columns; i++)
        if (strcmp(column[i].name, parameter) == 0)
            return;
    column[columns++] = (struct column){parameter, TYPE_NUMBER};
}

void comparefile_begin(const char *path, const struct family *const *family, size_t n, int digits)
{
    column = mem_zero(ESTIMATES + n * FAMILY_PARAMETERS + 1, sizeof *column);
    memcpy(column, COLUMNS, sizeof COLUMNS);
    columns = ESTIMATES;
    for (size_t i = 0; i < n; i++)
        for (unsigned k = 0; k < family[i]->n; k++)
            add_name(family[i]->parameter[k]);
    cell = mem_zero(columns, sizeof *cell);
    table_begin(&table, out_create(path), NULL, column, NULL);
    table.digits = digits;
    tool_at_end(close_file);
}

static double estimate(const struct fit *f, const char *parameter)
{
    for (unsigned k = 0; k < f->family->n && fit_usable(f->verdict); k++)
        if (strcmp(parameter, f->family->parameter[k]) == 0)
            return f->parameter[k];
    return NAN;
}

void comparefile_write(const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    if (!column)
        return;
    cell[FAMILY] = cell_str(f->family->name);
    cell[GROUP] = cell_str(m->group ? m->group : "");
    cell[CUSTOMERS] = cell_number(f->customers);
    cell[PATTERNS] = cell_count(f->patterns);
    cell[PARAMETERS] = cell_count(f->n);
    cell[LOG_LIKELIHOOD] = cell_number(f->loglik);
    cell[AIC] = cell_number(f->aic);
    cell[BIC] = cell_number(f->bic);
    cell[VERDICT] = cell_str(MODEL_VERDICT[f->verdict]);
    for (size_t i = ESTIMATES; i < columns; i++)
        cell[i] = cell_number(estimate(f, column[i].name));
    table_row(&table, slice_of(NULL, 0), cell);
}
