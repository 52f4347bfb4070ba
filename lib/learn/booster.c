/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/booster.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

#ifdef WITHOUT_XGBOOST

static _Noreturn void refuse(void)
{
    die(STATUS_USAGE, "family gbt: this tillroll was built without XGBoost (install libxgboost-dev and build it again,"
                      " without WITH_XGBOOST=0)");
}

void booster_need(void)
{
    refuse();
}
booster_rows booster_rows_of(const float *x, const float *y, size_t n, unsigned columns)
{
    (void)x, (void)y, (void)n, (void)columns;
    refuse();
}
void booster_rows_free(booster_rows rows)
{
    (void)rows;
}
booster booster_begin(const struct booster_choice *choice, booster_rows rows, booster_rows later)
{
    (void)choice, (void)rows, (void)later;
    refuse();
}
void booster_grow(booster b, unsigned round, booster_rows rows)
{
    (void)b, (void)round, (void)rows;
    refuse();
}
booster booster_first(booster b, unsigned rounds)
{
    (void)b, (void)rounds;
    refuse();
}
void booster_free(booster b)
{
    (void)b;
}
const float *booster_predict(booster b, booster_rows rows, enum booster_output what)
{
    (void)b, (void)rows, (void)what;
    refuse();
}
void booster_gain(booster b, unsigned columns, double *splits, double *gain)
{
    (void)b, (void)columns, (void)splits, (void)gain;
    refuse();
}
struct slice booster_text(booster b)
{
    (void)b;
    refuse();
}
booster booster_read(struct slice text, unsigned columns, unsigned outputs)
{
    (void)text, (void)columns, (void)outputs;
    refuse();
}

#else

#include <xgboost/c_api.h>

/* The first line: after it comes a stack trace. */
static void check(int status)
{
    const char *said = XGBGetLastError();
    if (status != 0)
        die(STATUS_ENV, "XGBoost: %.*s", (int)strcspn(said, "\n"), said);
}

/* XGBoost reads a model in as many threads as there are processors, whatever its nthread, and they wait busily. OpenMP
 * is there with XGBoost, whichever it was built with: so the name is looked up at the start and not linked. */
extern void omp_set_num_threads(int n) __attribute__((weak));

void booster_need(void)
{
    if (omp_set_num_threads)
        omp_set_num_threads(1);
    check(XGBSetGlobalConfig("{\"verbosity\": 0}"));
}

/* ---- rows ---- */

booster_rows booster_rows_of(const float *x, const float *y, size_t n, unsigned columns)
{
    DMatrixHandle rows;
    check(XGDMatrixCreateFromMat(x, n, columns, NAN, &rows));
    if (y)
        check(XGDMatrixSetFloatInfo(rows, "label", y, n));
    return rows;
}

void booster_rows_free(booster_rows rows)
{
    if (rows)
        check(XGDMatrixFree(rows));
}

/* ---- a booster ---- */

static void set_number(booster b, const char *name, double v)
{
    char text[32];
    snprintf(text, sizeof text, "%.9g", v);
    check(XGBoosterSetParam(b, name, text));
}

booster booster_begin(const struct booster_choice *choice, booster_rows rows, booster_rows later)
{
    const DMatrixHandle kept[] = {rows, later};
    BoosterHandle b;
    check(XGBoosterCreate(kept, later ? 2 : 1, &b));
    check(XGBoosterSetParam(b, "nthread", "1"));
    check(XGBoosterSetParam(b, "tree_method", "hist"));
    check(XGBoosterSetParam(b, "objective", choice->objective));
    if (choice->classes)
        set_number(b, "num_class", choice->classes);
    set_number(b, "max_depth", choice->depth);
    set_number(b, "eta", choice->rate);
    set_number(b, "lambda", choice->lambda);
    set_number(b, "min_child_weight", choice->least);
    set_number(b, "base_score", choice->base);
    return b;
}

void booster_grow(booster b, unsigned round, booster_rows rows)
{
    check(XGBoosterUpdateOneIter(b, (int)round, rows));
}

booster booster_first(booster b, unsigned rounds)
{
    BoosterHandle first;
    check(XGBoosterSlice(b, 0, (int)rounds, 1, &first));
    return first;
}

void booster_free(booster b)
{
    if (b)
        check(XGBoosterFree(b));
}

/* Sets *n, the values of each row. */
static const float *predict(booster b, booster_rows rows, int what, bst_ulong *n)
{
    char config[128];
    const bst_ulong *shape;
    bst_ulong dimensions;
    const float *result;
    snprintf(
        config, sizeof config,
        "{\"type\": %d, \"training\": false, \"iteration_begin\": 0, \"iteration_end\": 0, \"strict_shape\": true}",
        what);
    check(XGBoosterPredictFromDMatrix(b, rows, config, &shape, &dimensions, &result));
    *n = 1;
    for (bst_ulong i = 1; i < dimensions; i++)
        *n *= shape[i];
    return result;
}

const float *booster_predict(booster b, booster_rows rows, enum booster_output what)
{
    bst_ulong n;
    return predict(b, rows, (int)what, &n);
}

/* XGBoost names the columns f0, f1, ..., and says nothing of those that no tree splits by. */
static void take_score(booster b, const char *config, unsigned columns, double *value)
{
    bst_ulong n, dimensions;
    const bst_ulong *shape;
    const char **name;
    const float *score;
    memset(value, 0, columns * sizeof *value);
    check(XGBoosterFeatureScore(b, config, &n, &name, &dimensions, &shape, &score));
    for (bst_ulong i = 0; i < n; i++) {
        uint64_t column;
        if (num_uint(slice_str(name[i] + 1), &column) && column < columns)
            value[column] = (double)score[i];
    }
}

void booster_gain(booster b, unsigned columns, double *splits, double *gain)
{
    take_score(b, "{\"importance_type\": \"weight\"}", columns, splits);
    take_score(b, "{\"importance_type\": \"total_gain\"}", columns, gain);
}

/* ---- as text ---- */

struct slice booster_text(booster b)
{
    bst_ulong n;
    const char *text;
    check(XGBoosterSaveModelToBuffer(b, "{\"format\": \"json\"}", &n, &text));
    return slice_of(text, n);
}

static bool fits(booster b, unsigned columns, unsigned outputs)
{
    bst_ulong n;
    check(XGBoosterGetNumFeature(b, &n));
    if (n != columns)
        return false;
    float *nothing = mem_zero(columns, sizeof *nothing);
    for (unsigned k = 0; k < columns; k++)
        nothing[k] = NAN;
    booster_rows row = booster_rows_of(nothing, NULL, 1, columns);
    predict(b, row, BOOSTER_MARGIN, &n);
    booster_rows_free(row);
    free(nothing);
    return n == outputs;
}

booster booster_read(struct slice text, unsigned columns, unsigned outputs)
{
    BoosterHandle b;
    check(XGBoosterCreate(NULL, 0, &b));
    check(XGBoosterSetParam(b, "nthread", "1"));
    check(XGBoosterLoadModelFromBuffer(b, text.p, text.n));
    if (fits(b, columns, outputs))
        return b;
    booster_free(b);
    return NULL;
}

#endif
