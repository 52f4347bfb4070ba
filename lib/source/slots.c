/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/slots.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/tool.h"
#include "base/word.h"
#include "source/line.h"

static const char NOTHING[LINE_PADDING];

static bool named(const struct schema *s, const struct slices *names, size_t slot)
{
    for (size_t i = 0; i < names->n; i++)
        if (schema_slot(s, names->of[i]) == (int)slot)
            return true;
    return false;
}

static void init_slot(struct slots *t, struct schema *s, unsigned i)
{
    struct slot *slot = &t->of[i];
    slot->from = schema_source(s, (int)i);
    slot->fill = named(s, &s->fill_down, i) || i == SLOT_STATUS;
    slot->lower = named(s, &s->lower_case, i);
    for (size_t k = 0; k < s->marks; k++)
        if (schema_slot(s, s->mark[k].name) == (int)i)
            map_put(&slot->marks, s->mark[k].mark);
    t->value[i] = slice_of(NOTHING, 0);
}

static bool is_odd(const struct source *from)
{
    return from->from == SOURCE_TEMPLATE || from->from == SOURCE_FIRST;
}

static bool is_field(const struct slots *t, const struct slot *slot)
{
    return source_is_plain(slot->from) && t->marks.marks->n == 0 && slot->marks.n == 0 && !slot->lower;
}

/* Into the lists by what is to be done. */
static void sort_slot(struct slots *t, unsigned i)
{
    struct slot *slot = &t->of[i];
    if (is_field(t, slot))
        t->field[t->fields++] = (struct slots_field){i, 0};
    else if (!is_odd(slot->from))
        t->other[t->others++] = i;
    if (slot->fill && i != LINES_ORDER_ID)
        t->fill[t->fills++] = i;
}

void slots_init(struct slots *t, struct schema *s)
{
    *t = (struct slots){.n = schema_slots(s)};
    t->value = mem_zero(t->n, sizeof *t->value);
    t->of = mem_zero(t->n, sizeof *t->of);
    t->field = mem_zero(t->n, sizeof *t->field);
    t->other = mem_zero(t->n, sizeof *t->other);
    t->fill = mem_zero(t->n, sizeof *t->fill);
    t->marks = (struct srcvalue){&s->missing, tool_counter("values_trimmed"), tool_counter("values_missing_mark")};
    for (unsigned i = 0; i < t->n; i++) {
        init_slot(t, s, i);
        if (t->of[i].from->from != SOURCE_NONE)
            sort_slot(t, i);
    }
    t->odd = t->others;
    for (unsigned i = 0; i < t->n; i++)
        if (is_odd(t->of[i].from))
            t->other[t->others++] = i;
}

void slots_find(struct slots *t, const struct csvin *in, const char *path)
{
    for (size_t i = 0; i < t->n; i++)
        source_find(t->of[i].from, in, path);
    for (size_t i = 0; i < t->fields; i++)
        t->field[i].column = (unsigned)t->of[t->field[i].slot].from->at;
}

/* Eight bytes at once; those after the value do no harm. */
static bool has_capitals(struct slice v)
{
    const uint64_t each = 0x0101010101010101u, top = 0x80 * each;
    for (size_t i = 0; i < v.n; i += 8) {
        uint64_t word = word_load(v.p + i), low = word & ~top;
        if ((low + (0x80 - 'A') * each) & ~(low + (0x7f - 'Z') * each) & ~word & top)
            return true;
    }
    return false;
}

/* Into the room where it is put together, unless it is there. */
static struct slice lower(struct slot *slot, struct slice v)
{
    if (!has_capitals(v))
        return v;
    if (v.p != slot->made.p) {
        slot->made.n = 0;
        buf_room(&slot->made, v.n + LINE_PADDING);
        buf_add(&slot->made, v.p, v.n);
    }
    for (size_t i = 0; i < v.n; i++)
        slot->made.p[i] = (char)tolower((unsigned char)slot->made.p[i]);
    return slice_of(slot->made.p, v.n);
}

static void take_other(struct slots *t, unsigned i, const struct csvin *in)
{
    struct slot *slot = &t->of[i];
    struct slice v = source_value(slot->from, in, t->value, &t->marks, &slot->made);
    if (slot->marks.n && map_get(&slot->marks, v) != MAP_NONE) {
        v.n = 0;
        ++*t->marks.missing;
    }
    if (v.n && slot->lower)
        v = lower(slot, v);
    t->value[i] = v.n ? v : slice_of(NOTHING, 0);
}

void slots_take(struct slots *t, const struct csvin *in)
{
    for (const struct slots_field *f = t->field, *end = f + t->fields; f < end; f++)
        t->value[f->slot] = srcvalue_trim(&t->marks, csvin_field(in, f->column));
    for (size_t i = t->odd; i < t->others; i++) /* one that is not yet made is empty */
        t->value[t->other[i]] = slice_of(NOTHING, 0);
    for (size_t i = 0; i < t->others; i++)
        take_other(t, t->other[i], in);
}

void slots_keep(struct slots *t, size_t i)
{
    struct buf *kept = &t->of[i].kept;
    kept->n = 0;
    buf_room(kept, t->value[i].n + LINE_PADDING);
    kept->n = (size_t)(line_put(kept->p, t->value[i]) - kept->p);
}

void slots_fill(struct slots *t, size_t i)
{
    if (t->of[i].kept.p)
        t->value[i] = buf_slice(&t->of[i].kept);
}

void slots_fill_order(struct slots *t)
{
    if (!t->of[LINES_ORDER_ID].fill)
        return;
    if (t->value[LINES_ORDER_ID].n)
        slots_keep(t, LINES_ORDER_ID);
    else
        slots_fill(t, LINES_ORDER_ID);
}

void slots_free(struct slots *t)
{
    for (size_t i = 0; i < t->n; i++) {
        buf_free(&t->of[i].made);
        buf_free(&t->of[i].kept);
        map_free(&t->of[i].marks);
    }
    free(t->value);
    free(t->of);
    free(t->field);
    free(t->other);
    free(t->fill);
}
