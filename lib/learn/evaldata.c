/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/evaldata.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

enum { FIRST_ROWS = 1024, MOST_CLASSES = 100 };

/* ---- columns ---- */

/* "-orders" is the column of this name, if there is one, else orders, turned round. */
static void find_column(const struct evaldata *d, struct evalcolumn *c, struct slice name)
{
    *c = (struct evalcolumn){.name = name, .col = tsv_find_slice(d->in, name)};
    if (c->col != TSV_NONE)
        return;
    c->falls = name.n > 1 && name.p[0] == '-' && d->choice->kind == EVALUATION_SCORE;
    c->col = tsv_need_slice(d->in, c->falls ? slice_of(name.p + 1, name.n - 1) : name);
}

static void begin(struct evaldata *d, struct tsv *in, const struct evaluation_choice *choice)
{
    *d = (struct evaldata){.choice = choice, .in = in, .columns = (unsigned)choice->baselines.n + 1};
    d->truth_col = tsv_need(in, choice->truth);
    d->amount_col = choice->amount ? tsv_need(in, choice->amount) : TSV_NONE;
    d->key_col = choice->key ? tsv_need(in, choice->key) : tsv_find(in, "customer_id");
    d->column = mem_zero(d->columns, sizeof *d->column);
    find_column(d, &d->column[0], slice_str(choice->predicted));
    for (unsigned j = 1; j < d->columns; j++)
        find_column(d, &d->column[j], choice->baselines.word[j - 1]);
    for (unsigned j = 0; j < d->columns; j++)
        d->column[j].is_chance = choice->kind == EVALUATION_SCORE && !d->column[j].falls;
}

static void make_room(struct evaldata *d)
{
    d->cap = d->cap ? 2 * d->cap : FIRST_ROWS;
    d->truth = mem_resize(d->truth, d->cap, sizeof *d->truth);
    for (unsigned j = 0; j < d->columns; j++)
        d->column[j].value = mem_resize(d->column[j].value, d->cap, sizeof(double));
    if (d->amount_col != TSV_NONE)
        d->amount = mem_resize(d->amount, d->cap, sizeof *d->amount);
    if (d->key_col == TSV_NONE)
        return;
    d->key_start = mem_resize(d->key_start, d->cap + 1, sizeof *d->key_start);
    if (d->choice->replicates)
        d->who = mem_resize(d->who, d->cap, sizeof *d->who);
}

/* ---- rows ---- */

static bool read_class(struct evaldata *d, unsigned col, double *v)
{
    struct slice text = tsv_field(d->in, col);
    if (text.n == 0)
        return tsv_bad(d->in, col, "is not a class", NULL);
    *v = map_put(&d->classes, text);
    if (d->classes.n > MOST_CLASSES)
        die(STATUS_DATA, "%s: more than %d classes in \"%s\" and \"%s\" (--value evaluates numbers)", d->in->name,
            MOST_CLASSES, d->choice->truth, d->choice->predicted);
    return true;
}

static bool read_truth(struct evaldata *d, double *v)
{
    const struct evaluation_choice *c = d->choice;
    struct slice text = tsv_field(d->in, d->truth_col);
    if (c->kind == EVALUATION_CLASS)
        return read_class(d, d->truth_col, v);
    if (c->kind == EVALUATION_SCORE && c->positive) {
        *v = slice_is(text, c->positive);
        return text.n || tsv_bad(d->in, d->truth_col, "is missing", NULL);
    }
    if (!tsv_double(d->in, d->truth_col, v))
        return false;
    return c->kind == EVALUATION_VALUE || *v == 0 || *v == 1 ||
           tsv_bad(d->in, d->truth_col, "is not 0 or 1", "--positive names the value that is predicted");
}

static bool read_column(struct evaldata *d, struct evalcolumn *c)
{
    double *v = &c->value[d->n];
    if (d->choice->kind == EVALUATION_CLASS)
        return read_class(d, c->col, v);
    if (!tsv_double(d->in, c->col, v))
        return false;
    if (c->falls)
        *v = -*v;
    *v += 0; /* -0 is 0 */
    return true;
}

static void read_key(struct evaldata *d, struct slice key)
{
    d->key_start[d->n] = d->key.n;
    buf_add_map(&d->key, key.p, key.n);
    d->key_start[d->n + 1] = d->key.n;
    if (d->who)
        d->who[d->n] = map_put(&d->customers, key);
}

static bool add_row(struct evaldata *d)
{
    if (d->n == d->cap)
        make_room(d);
    if (d->key_col != TSV_NONE && tsv_field(d->in, d->key_col).n == 0)
        return tsv_bad(d->in, d->key_col, "is empty, and identifies no customer", NULL);
    if (!read_truth(d, &d->truth[d->n]))
        return false;
    for (unsigned j = 0; j < d->columns; j++)
        if (!read_column(d, &d->column[j]))
            return false;
    if (d->amount && !tsv_double(d->in, d->amount_col, &d->amount[d->n]))
        return false;
    if (d->key_col != TSV_NONE)
        read_key(d, tsv_field(d->in, d->key_col));
    for (unsigned j = 0; j < d->columns; j++) {
        struct evalcolumn *c = &d->column[j];
        c->is_chance = c->is_chance && c->value[d->n] >= 0 && c->value[d->n] <= 1;
    }
    d->n++;
    return true;
}

void evaldata_read(struct evaldata *d, struct tsv *in, const struct evaluation_choice *choice)
{
    begin(d, in, choice);
    while (tsv_next(in))
        add_row(d);
    if (d->n >= UINT32_MAX)
        die(STATUS_DATA, "%zu rows are too many: 4294967294 at most", d->n);
}

struct slice evaldata_key(const struct evaldata *d, size_t row)
{
    if (!d->key_start)
        return slice_of("", 0);
    return slice_of(d->key.p + d->key_start[row], d->key_start[row + 1] - d->key_start[row]);
}

void evaldata_free(struct evaldata *d)
{
    for (unsigned j = 0; j < d->columns; j++)
        free(d->column[j].value);
    free(d->column);
    free(d->truth);
    free(d->amount);
    map_free(&d->classes);
    buf_unmap(&d->key);
    free(d->key_start);
    map_free(&d->customers);
    free(d->who);
    *d = (struct evaldata){0};
}
