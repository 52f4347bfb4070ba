/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/rfmin.h"

#include <stdio.h>

static unsigned need_word(const struct tsv *in, const char *words, int i)
{
    char name[32];
    struct slice word = scores_word(words, i);
    snprintf(name, sizeof name, "%.*s", (int)word.n, word.p);
    return tsv_need(in, name);
}

void rfmin_begin(struct rfmin *r, const struct tsv *in, const struct scores *s)
{
    r->as_of = asof_of(tsv_need(in, "as_of"));
    r->last_date = tsv_need(in, "last_date");
    r->frequency = need_word(in, SCORES_FREQUENCIES, s->frequency);
    r->monetary = need_word(in, SCORES_MONETARIES, s->monetary);
}

/* Nearly all are small. */
static bool read_count(struct tsv *in, unsigned col, uint64_t *out)
{
    int64_t small;
    if (!decimal_whole(tsv_field(in, col), &small) || small < 0)
        return tsv_uint(in, col, out);
    *out = (uint64_t)small;
    return true;
}

bool rfmin_read(struct rfmin *r, struct tsv *in, struct rfmin_row *out)
{
    date last = DATE_NONE, before = r->as_of.day;
    int64_t *v = out->value;
    uint64_t count;
    if (!read_count(in, r->frequency, &count) || !tsv_decimal(in, r->monetary, &v[SCORES_MONETARY]) ||
        (tsv_field(in, r->last_date).n && !tsv_date(in, r->last_date, &last)))
        return false;
    if (count > INT64_MAX)
        return tsv_bad(in, r->frequency, "is too large", NULL);
    if (!asof_read(&r->as_of, in))
        return false;
    if (last > r->as_of.day) {
        r->as_of.day = before; /* a row that is set aside does not choose it */
        return tsv_bad(in, r->last_date, "is after the as-of day", "aggregate --as-of leaves such orders out");
    }
    v[SCORES_FREQUENCY] = (int64_t)count;
    v[SCORES_RECENCY] = last == DATE_NONE ? RFMIN_NEVER : r->as_of.day - last;
    return true;
}
