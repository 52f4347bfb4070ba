/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/trialtable.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

enum { GROUP, NAME, VALUE, OWN };

void trialtable_begin(struct trialtable *t, struct opt_list by, int digits)
{
    static const struct column own[OWN] = {{"group", TYPE_TEXT}, {"name", TYPE_TEXT}, {"value", TYPE_TEXT}};
    *t = (struct trialtable){.keys = (unsigned)by.n, .digits = digits};
    t->columns = mem_zero(by.n + OWN + 1, sizeof *t->columns);
    t->cell = mem_zero(by.n + OWN, sizeof *t->cell);
    for (size_t i = 0; i < by.n; i++)
        t->columns[i] = (struct column){mem_str(by.word[i]), TYPE_TEXT};
    for (unsigned i = 0; i < OWN; i++)
        t->columns[by.n + i] = own[i];
    table_begin(&t->table, out_stdout(), NULL, t->columns, NULL);
}

void trialtable_segment(struct trialtable *t, const struct groups *segments, uint32_t segment)
{
    for (unsigned k = 0; k < t->keys; k++)
        t->cell[k] = segment == MAP_NONE ? cell_str("(all)") : cell_text(groups_key(segments, segment, k));
}

void trialtable_group(struct trialtable *t, struct slice group)
{
    t->cell[t->keys + GROUP] = cell_text(group);
}

void trialtable_text(struct trialtable *t, const char *name, struct slice value)
{
    t->cell[t->keys + NAME] = cell_str(name);
    t->cell[t->keys + VALUE] = cell_text(value);
    table_row(&t->table, slice_of(NULL, 0), t->cell);
}

void trialtable_number(struct trialtable *t, const char *name, double value)
{
    char text[NUM_ROOM];
    if (!isfinite(value))
        return;
    int n = t->digits ? num_print_rounded(text, value, t->digits) : num_print_double(text, value);
    trialtable_text(t, name, slice_of(text, (size_t)n));
}

void trialtable_count(struct trialtable *t, const char *name, uint64_t value)
{
    char text[NUM_ROOM];
    trialtable_text(t, name, slice_of(text, (size_t)num_print_uint(text, value)));
}

void trialtable_interval(struct trialtable *t, const char *low, const char *high, struct interval i)
{
    trialtable_number(t, low, i.low);
    trialtable_number(t, high, i.high);
}

void trialtable_end(struct trialtable *t)
{
    table_end(&t->table);
    for (unsigned i = 0; i < t->keys; i++)
        free((char *)t->columns[i].name);
    free(t->columns);
    free(t->cell);
}
