/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/rfmlimits.h"

#include "segment/limits.h"

_Static_assert((int)SCORES_MOST == (int)LIMITS_MOST, "a file has room for all classes of scores");

enum { METHOD, BINS, FREQUENCY, MONETARY, CHOICES };

struct rfm {
    struct limits limits;
    struct limits_choice choice[CHOICES];
    struct limits_measure measure[SCORES_MEASURES];
};

/* The limits are those of s itself. */
static void set(struct rfm *r, struct scores *s)
{
    *r = (struct rfm){
        .choice = {[METHOD] = {"method", SCORES_METHODS, s->method},
                   [BINS] = {"bins", NULL, (int)s->classes},
                   [FREQUENCY] = {"frequency", SCORES_FREQUENCIES, s->frequency},
                   [MONETARY] = {"monetary", SCORES_MONETARIES, s->monetary}},
    };
    for (int m = 0; m < SCORES_MEASURES; m++)
        r->measure[m] = (struct limits_measure){scores_word(SCORES_NAMES, m), s->limit[m], NULL};
    r->limits = (struct limits){
        "a table of limits, made by rfm --limits-out", r->measure, SCORES_MEASURES, r->choice, CHOICES, NULL};
}

static struct cell value_cell(enum scores_measure m, int64_t v)
{
    return m == SCORES_MONETARY ? cell_money(v) : cell_int(v);
}

void rfmlimits_write(struct scores *s, struct out *o)
{
    struct limits_class class[SCORES_MEASURES][SCORES_MOST];
    struct rfm r;
    set(&r, s);
    for (unsigned m = 0; m < SCORES_MEASURES; m++) {
        for (unsigned c = 0; c < s->classes; c++) {
            const struct scores_class *of = &s->class[m][c];
            class[m][c] = (struct limits_class){scores_of_class(s, m, c), of->rows, value_cell(m, of->lowest),
                                                value_cell(m, of->highest), of->mean};
        }
        r.measure[m].class = class[m];
    }
    limits_write(&r.limits, o);
}

void rfmlimits_read(struct scores *s, const char *path)
{
    struct rfm r;
    set(&r, s);
    limits_read(&r.limits, path);
    s->method = r.choice[METHOD].value;
    s->classes = (unsigned)r.choice[BINS].value;
    s->frequency = r.choice[FREQUENCY].value;
    s->monetary = r.choice[MONETARY].value;
}
