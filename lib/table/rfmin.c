/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/rfmin.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/die.h"

static unsigned need_word(const struct tsv *in, const char *words, int i)
{
    char name[32];
    struct slice word = scores_word(words, i);
    snprintf(name, sizeof name, "%.*s", (int)word.n, word.p);
    return tsv_need(in, name);
}

void rfmin_begin(struct rfmin *r, const struct tsv *in, const struct scores *s)
{
    *r = (struct rfmin){.day = DATE_NONE};
    r->as_of = tsv_need(in, "as_of");
    r->last_date = tsv_need(in, "last_date");
    r->frequency = need_word(in, SCORES_FREQUENCIES, s->frequency);
    r->monetary = need_word(in, SCORES_MONETARIES, s->monetary);
}

/* Nearly always the bytes of the row before. */
static bool read_day(const struct rfmin *r, struct tsv *in, date *day)
{
    struct slice text = in->field[r->as_of];
    *day = r->day;
    if (r->day != DATE_NONE && slice_eq(text, slice_of(r->day_text, DATE_LEN)))
        return true;
    if (!tsv_date(in, r->as_of, day))
        return false;
    if (r->day != DATE_NONE)
        die(STATUS_DATA,
            "%s:%" PRIu64 ": column \"as_of\": \"%.*s\" is not the %.*s of the rows before it"
            " (a table has one as-of day)",
            in->name, in->line, DATE_LEN, text.p, DATE_LEN, r->day_text);
    return true;
}

bool rfmin_read(struct rfmin *r, struct tsv *in, struct rfmin_row *out)
{
    uint64_t count;
    date day, last;
    int64_t *v = out->value;
    if (!read_day(r, in, &day) || !tsv_uint(in, r->frequency, &count) ||
        !tsv_decimal(in, r->monetary, &v[SCORES_MONETARY]))
        return false;
    if (count > INT64_MAX)
        return tsv_bad(in, r->frequency, "is too large", NULL);
    v[SCORES_FREQUENCY] = (int64_t)count;
    v[SCORES_RECENCY] = RFMIN_NEVER;
    if (in->field[r->last_date].n) {
        if (!tsv_date(in, r->last_date, &last))
            return false;
        if (last > day)
            return tsv_bad(in, r->last_date, "is after the as-of day", "aggregate --as-of leaves such orders out");
        v[SCORES_RECENCY] = day - last;
    }
    if (r->day == DATE_NONE) {
        r->day = day;
        memcpy(r->day_text, in->field[r->as_of].p, DATE_LEN);
    }
    return true;
}
