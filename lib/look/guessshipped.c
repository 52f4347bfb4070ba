/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessshipped.h"

#include "base/shipped.h"
#include "look/guesswrite.h"
#include "source/schema.h"

struct asked {
    struct guesslook *look;
    struct out *out;
    unsigned found;
};

static bool reads_date(const struct schema *s, struct slice text)
{
    for (size_t i = 0; i < s->dates.n; i++)
        if (guessdate_reads(&s->dates.format[i], text))
            return true;
    return false;
}

/* All of them; a date that is made of several columns is not tried. */
static bool reads_dates(const struct schema *s, const struct guessfile *g)
{
    const struct source *day = &s->column[LINES_DATE];
    unsigned c = 0;
    while (c < g->n && (day->from != SOURCE_NAME || !slice_eq(day->name, g->column[c])))
        c++;
    for (uint32_t i = 0; i < g->rows && c < g->n; i++)
        if (guessfile_cell(g, i, c).n && !reads_date(s, guessfile_cell(g, i, c)))
            return false;
    return true;
}

static bool is_column(const struct source *s, const struct guesslook *l, enum guessrole r)
{
    return s->from == SOURCE_NAME && guesslook_has(l, r) && slice_eq(s->name, l->file.column[l->role[r]]);
}

/* Do nearly all orders add up to their totals? Schemas of one vendor differ in whether the prices hold the tax. */
static bool adds_up(const struct schema *s, struct guesslook *l)
{
    static const enum guessrole BESIDE[] = {ROLE_SHIPPING, ROLE_TAX, ROLE_TIP, ROLE_DISCOUNT};
    unsigned with = 0;
    if (!is_column(&s->order_total, l, ROLE_TOTAL))
        return true;
    for (size_t m = 0; m < s->moneys; m++)
        for (size_t b = 0; b < sizeof BESIDE / sizeof *BESIDE; b++)
            if (is_column(&s->money[m].source, l, BESIDE[b]))
                with |= 1U << BESIDE[b];
    struct guessfits f = guesslook_adds_up(l, with);
    return f.yes >= 4 * f.no;
}

static bool reads(const struct schema *s, struct guesslook *l)
{
    const struct guessfile *g = &l->file;
    bool blanks = s->dialect.format == FORMAT_BLANKS;
    if (!s->dialect.header || s->dialect.format == FORMAT_FIXED || blanks != !g->delimiter)
        return false;
    if (!blanks && s->dialect.delimiter != g->delimiter)
        return false;
    return (!l->point || s->number.point == l->point) && schema_fits(s, g->column, g->n) && reads_dates(s, g) &&
           adds_up(s, l);
}

static void try_schema(const char *name, void *user)
{
    struct asked *a = user;
    struct schema *s = schema_load(name);
    if (reads(s, a->look)) {
        a->found++;
        guesswrite_note(a->out, "the shipped schema %s reads this file: clean --schema %s", name, name);
    }
    schema_free(s);
}

void guessshipped_write(struct guesslook *l, struct out *o)
{
    struct asked a = {l, o, 0};
    if (l->file.header)
        shipped_each("schemas", try_schema, &a);
    if (a.found > 1)
        guesswrite_note(o, "the comments at the beginning of these schemas tell which of them is for which shop");
}
