/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/slots.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/tool.h"

static bool named(const struct schema *s, const struct slices *names, size_t slot)
{
    for (size_t i = 0; i < names->n; i++)
        if (schema_slot(s, names->of[i]) == (int)slot)
            return true;
    return false;
}

void slots_init(struct slots *t, struct schema *s)
{
    *t = (struct slots){.n = schema_slots(s)};
    t->of = mem_zero(t->n, sizeof *t->of);
    t->order = mem_zero(t->n, sizeof *t->order);
    t->value = (struct srcvalue){&s->missing, tool_counter("values_trimmed"), tool_counter("values_missing_mark")};
    for (size_t i = 0; i < t->n; i++) {
        struct slot *slot = &t->of[i];
        slot->from = schema_source(s, (int)i);
        slot->odd = slot->from->from == SOURCE_TEMPLATE || slot->from->from == SOURCE_FIRST;
        slot->plain = source_is_plain(slot->from) && s->missing.n == 0;
        slot->fill = named(s, &s->fill_down, i) || i == SLOT_STATUS;
        slot->lower = named(s, &s->lower_case, i);
        slot->value = slice_of("", 0);
        for (size_t k = 0; k < s->marks; k++)
            if (schema_slot(s, s->mark[k].name) == (int)i)
                map_put(&slot->marks, s->mark[k].mark);
    }
    for (int odd = 0; odd < 2; odd++)
        for (size_t i = 0; i < t->n; i++)
            if (t->of[i].from->from != SOURCE_NONE && t->of[i].odd == odd)
                t->order[t->used++] = i;
}

static void lower(struct slot *slot)
{
    if (slot->value.p != slot->made.p) {
        slot->made.n = 0;
        buf_add(&slot->made, slot->value.p, slot->value.n);
    }
    for (size_t i = 0; i < slot->value.n; i++)
        slot->made.p[i] = (char)tolower((unsigned char)slot->made.p[i]);
    slot->value.p = slot->value.n ? slot->made.p : slot->value.p;
}

void slots_take(struct slots *t, const struct csvin *in)
{
    struct slice lines[LINES_KIND];
    for (int i = 0; i < LINES_KIND; i++)
        lines[i] = slice_of("", 0);
    for (size_t k = 0; k < t->used; k++) {
        size_t i = t->order[k];
        struct slot *slot = &t->of[i];
        if (slot->plain)
            slot->value = srcvalue_trim(&t->value, csvin_field(in, (unsigned)slot->from->at));
        else
            slot->value = source_value(slot->from, in, lines, &t->value, &slot->made);
        if (slot->marks.n && map_get(&slot->marks, slot->value) != MAP_NONE) {
            slot->value.n = 0;
            ++*t->value.missing;
        }
        if (slot->lower)
            lower(slot);
        if (i < LINES_KIND)
            lines[i] = slot->value;
    }
}

void slots_keep(struct slot *slot)
{
    slot->kept.n = 0;
    buf_room(&slot->kept, slot->value.n + 1);
    buf_add(&slot->kept, slot->value.p, slot->value.n);
}

void slots_fill_order(struct slots *t)
{
    struct slot *id = &t->of[LINES_ORDER_ID];
    if (id->fill && id->value.n == 0 && id->kept.p)
        id->value = buf_slice(&id->kept);
    else if (id->fill)
        slots_keep(id);
}

void slots_free(struct slots *t)
{
    for (size_t i = 0; i < t->n; i++) {
        buf_free(&t->of[i].made);
        buf_free(&t->of[i].kept);
        map_free(&t->of[i].marks);
    }
    free(t->of);
    free(t->order);
}
