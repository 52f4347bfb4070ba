/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/future.h"

#include <stdio.h>

struct future future_after(const struct tsv *in, date label_end)
{
    struct future f = {TSV_NONE, label_end, ""};
    char day[DATE_LEN];
    if (label_end == DATE_NONE)
        return f;
    f.column = tsv_find(in, "cut");
    if (f.column == TSV_NONE) {
        f.column = tsv_find(in, "as_of");
        f.first--;
    }
    date_print(day, label_end);
    snprintf(f.problem, sizeof f.problem,
             "is too early for a model of labels that end on %.*s: the model has seen this row's future", DATE_LEN,
             day);
    return f;
}

bool future_is_open(const struct future *f, struct tsv *in)
{
    date day;
    if (f->column == TSV_NONE)
        return true;
    if (!tsv_date(in, f->column, &day))
        return false;
    return day >= f->first ||
           tsv_bad(in, f->column, f->problem, "learn --cut learns from earlier rows only; --in-sample predicts anyway");
}
