/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/limits.h"

#include <stdbool.h>

#include "base/die.h"
#include "base/num.h"
#include "tsv/tsv.h"

static const char *const COLUMNS[] = {"measure", "limit", "value",  "score", "rows",      "lowest",
                                      "highest", "mean",  "method", "bins",  "frequency", "monetary"};

static void write_value(struct out *o, enum scores_measure m, int64_t v)
{
    if (m == SCORES_MONETARY)
        out_money(o, v);
    else
        out_int(o, v);
    out_tab(o);
}

static void write_class(const struct scores *s, enum scores_measure m, unsigned class, struct out *o)
{
    const struct scores_class *c = &s->class[m][class];
    out_slice(o, scores_word(SCORES_NAMES, (int)m));
    out_tab(o);
    out_uint(o, class + 1);
    out_tab(o);
    if (class + 1 < s->classes)
        out_double(o, s->limit[m][class]);
    out_tab(o);
    out_uint(o, scores_of_class(s, m, class));
    out_tab(o);
    out_uint(o, c->rows);
    out_tab(o);
    if (c->rows) {
        write_value(o, m, c->lowest);
        write_value(o, m, c->highest);
        out_double(o, c->mean);
    } else {
        out_str(o, "\t\t");
    }
    out_tab(o);
    out_slice(o, scores_word(SCORES_METHODS, s->method));
    out_tab(o);
    out_uint(o, s->classes);
    out_tab(o);
    out_slice(o, scores_word(SCORES_FREQUENCIES, s->frequency));
    out_tab(o);
    out_slice(o, scores_word(SCORES_MONETARIES, s->monetary));
    out_char(o, '\n');
}

void limits_write(const struct scores *s, struct out *o)
{
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        out_str(o, i ? "\t" : "");
        out_str(o, COLUMNS[i]);
    }
    out_char(o, '\n');
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        for (unsigned c = 0; c < s->classes; c++)
            write_class(s, m, c, o);
}

/* ---- reading it ---- */

static const char MADE[] = "a table of limits, made by rfm --limits-out";

struct limits_file {
    struct tsv *t;
    unsigned measure, limit, value, method, bins, frequency, monetary; /* columns */
    bool seen[SCORES_MEASURES][SCORES_MOST];
};

static int read_word(const struct limits_file *f, unsigned col, const char *words)
{
    struct slice rest = slice_str(words);
    for (int i = 0; rest.p; i++)
        if (slice_eq(slice_cut(&rest, '|'), tsv_field(f->t, col)))
            return i;
    tsv_unusable(f->t, col, "is not a word that can stand here");
}

static void agree(const struct limits_file *f, unsigned col, int value, int wanted)
{
    if (wanted != value)
        tsv_unusable(f->t, col,
                     f->t->line == 2 ? "is not what the command line says (leave that option out)"
                                     : "differs from the rows before it");
}

/* What is asked for holds, or else what the first row says. */
static void read_choices(const struct limits_file *f, struct scores *s)
{
    int method = read_word(f, f->method, SCORES_METHODS);
    int frequency = read_word(f, f->frequency, SCORES_FREQUENCIES);
    int monetary = read_word(f, f->monetary, SCORES_MONETARIES);
    unsigned classes = (unsigned)tsv_made_uint(f->t, f->bins, 2, SCORES_MOST);
    s->method = s->method < 0 ? method : s->method;
    s->frequency = s->frequency < 0 ? frequency : s->frequency;
    s->monetary = s->monetary < 0 ? monetary : s->monetary;
    s->classes = s->classes == 0 ? classes : s->classes;
    agree(f, f->method, method, s->method);
    agree(f, f->bins, (int)classes, (int)s->classes);
    agree(f, f->frequency, frequency, s->frequency);
    agree(f, f->monetary, monetary, s->monetary);
}

static void read_limit(struct limits_file *f, struct scores *s)
{
    int m = read_word(f, f->measure, SCORES_NAMES);
    unsigned class = (unsigned)tsv_made_uint(f->t, f->limit, 1, s->classes) - 1;
    if (f->seen[m][class])
        tsv_unusable(f->t, f->limit, "is there already for this measure");
    f->seen[m][class] = true;
    if (class + 1 == s->classes) {
        if (tsv_field(f->t, f->value).n)
            tsv_unusable(f->t, f->value, "limits the last class, which has no limit");
    } else if (!num_double(tsv_field(f->t, f->value), &s->limit[m][class])) {
        tsv_unusable(f->t, f->value, "is not a number");
    }
}

static void check_limits(const struct limits_file *f, const struct scores *s)
{
    for (unsigned m = 0; m < SCORES_MEASURES; m++)
        for (unsigned c = 0; c + 1 < s->classes; c++) {
            struct slice measure = scores_word(SCORES_NAMES, (int)m);
            if (!f->seen[m][c])
                die(STATUS_USAGE, "%s: no limit %u of %.*s", f->t->name, c + 1, (int)measure.n, measure.p);
            if (c && s->limit[m][c] < s->limit[m][c - 1])
                die(STATUS_USAGE, "%s: limit %u of %.*s is below limit %u", f->t->name, c + 1, (int)measure.n,
                    measure.p, c);
        }
}

void limits_read(struct scores *s, const char *path)
{
    struct limits_file f = {.t = tsv_open_file(path)};
    f.measure = tsv_made_need(f.t, "measure", MADE);
    f.limit = tsv_made_need(f.t, "limit", MADE);
    f.value = tsv_made_need(f.t, "value", MADE);
    f.method = tsv_made_need(f.t, "method", MADE);
    f.bins = tsv_made_need(f.t, "bins", MADE);
    f.frequency = tsv_made_need(f.t, "frequency", MADE);
    f.monetary = tsv_made_need(f.t, "monetary", MADE);
    bool any = false;
    for (; tsv_next(f.t); any = true) {
        read_choices(&f, s);
        read_limit(&f, s);
    }
    if (!any)
        die(STATUS_USAGE, "%s: no limits in it", f.t->name);
    check_limits(&f, s);
    tsv_close(f.t);
}
