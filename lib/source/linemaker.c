/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/linemaker.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"

static const char NOTHING[LINE_PADDING + 1];

const struct line *line_maker_line(const struct line_maker *m)
{
    return &m->line;
}

bool line_maker_takes_back(const struct line_maker *m)
{
    return m->returns;
}

struct line *line_maker_edit(struct line_maker *m)
{
    return &m->line;
}

const struct line_simple *line_maker_simple(const struct line_maker *m)
{
    return m->repeat.cells && m->may_simple && !m->returns && !m->order_counts ? &m->simple : NULL;
}

static const struct map NO_MARKS; /* the long way has replaced them */

static bool is_there(const struct schema *s, enum lines_column c)
{
    return s->long_way ? s->column[c].from != SOURCE_NONE : source_is_plain(&s->column[c]);
}

struct line_maker *line_maker_new(struct schema *s, struct line_options options)
{
    struct line_maker *m = mem_zero(1, sizeof *m);
    m->schema = s;
    m->places = options.places < 0 ? s->round_money : options.places;
    m->no_description = options.no_description;
    m->value = (struct srcvalue){s->long_way ? &NO_MARKS : &s->missing, tool_counter("values_trimmed"),
                                 tool_counter("values_missing_mark")};
    linecolumns_init(&m->at, s);
    if (s->long_way)
        linecolumns_of_slots(&m->at, s);
    if (m->no_description)
        m->at.description = NULL;
    m->extra = mem_zero(s->extras + 1, sizeof *m->extra);
    m->line.extra = m->extra;
    m->line.day_text = slice_of(m->day, DATE_LEN);
    m->line.time_text = slice_of(m->time, 0);
    m->plain_numbers = s->number.point == '.' && m->places < 0 && s->money_unit == DECIMAL_ONE;
    m->plain_product = m->plain_numbers && !m->value.marks->n && is_there(s, LINES_QUANTITY) &&
                       is_there(s, LINES_UNIT_PRICE) && !s->column[LINES_AMOUNT].from;
    for (int c = 0; c < LINES_KIND; c++)
        m->line.text[c] = slice_of(NOTHING, 0);
    linekind_init(&m->kind, s);
    m->rounded = tool_counter("money_rounded");
    m->negated = tool_counter("returns_negated");
    srcdate_init(&m->date, s, options.tz_from, options.tz_to);
    return m;
}

static void warn_of_headers(const struct line_maker *m)
{
    if (m->headers)
        warn("records that repeat the header: %" PRIu64 "; the first: %s:%" PRIu64
             " (are these several exports? Name the files instead of joining them%s, so that an order in two of them "
             "counts once)",
             m->headers, m->header_file, m->header_line,
             m->schema->duplicates == DUPLICATES_ORDERS ? "" : ", with duplicates = orders in the schema");
}

void line_maker_free(struct line_maker *m)
{
    warn_of_headers(m);
    if (m->nobody[0])
        warn("customer \"%s\" counts as one customer, though such an id means a missing one (missing.customer_id = %s "
             "in the schema makes its lines those of guests)",
             m->nobody, m->nobody);
    buf_free(&m->number);
    buf_free(&m->order_text);
    srcdate_free(&m->date);
    linecolumns_free(&m->at);
    free(m->extra);
    free(m);
}
