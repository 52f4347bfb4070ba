/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages about records that are not lines. */
#include <stdio.h>

#include "base/tool.h"
#include "source/linemaker.h"

/* The value as the source writes it, a missing mark too. */
static struct slice written(const struct line_maker *m, const struct csvin *in, enum lines_column c)
{
    const struct source *s = &m->schema->column[c];
    if (m->line.text[c].n || !source_is_plain(s) || s->at < 0)
        return m->line.text[c];
    return slice_trim(csvin_field(in, (unsigned)s->at));
}

/* Sets the record aside because of one of its values; the message has the source's name for it. */
bool linebad_value(const struct line_maker *m, const struct csvin *in, enum lines_column c, const char *problem,
                   const char *remedy)
{
    const struct source *s = &m->schema->column[c];
    bool named = s->from && s->from != SOURCE_TEMPLATE;
    struct slice called = named ? s->name : slice_str(TABLE_LINES[c].name);
    char name[256];
    if (m->lenient)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)called.n, called.p);
    return csvin_bad(in, name, written(m, in, c), problem, remedy);
}

bool linebad_empty(const struct line_maker *m, const struct csvin *in, enum lines_column c, const char *problem,
                   const char *remedy)
{
    if (written(m, in, c).n)
        problem = "means a missing value, but a value is needed";
    return linebad_value(m, in, c, problem, remedy);
}

static void drop_header(struct line_maker *m, const struct csvin *in)
{
    tool_drop("repeated_header", 1);
    if (m->headers++)
        return;
    m->header_file = in->name;
    m->header_line = in->line;
}

bool line_is_no_record(struct line_maker *m, const struct csvin *in)
{
    bool empty = true, header = in->column;
    for (unsigned i = 0; i < in->n && (empty || header); i++) {
        struct slice v = slice_trim(csvin_field(in, i));
        empty &= v.n == 0;
        header &= header && slice_eq(v, in->column[i]);
    }
    if ((!empty && !header) || m->lenient || in->n < 2)
        return false;
    if (header)
        drop_header(m, in);
    else
        tool_drop("empty_record", 1);
    return true;
}

const char *line_maker_number_remedy(const struct line_maker *m, struct slice text, enum decimal_status status)
{
    const char *remedy = status == DECIMAL_NOT ? srcnum_remedy(&m->schema->number, text) : NULL;
    if (remedy)
        return remedy;
    return status == DECIMAL_NOT ? "the schema's decimal-mark, thousands-mark and missing say how numbers are written"
           : status == DECIMAL_PLACES_OVER ? "round-money = 6 in the schema, or --round-money 6, rounds half to even"
                                           : NULL;
}
