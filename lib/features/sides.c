/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/sides.h"

size_t sides_open(struct sides *s, const char *people, const char *lines, struct column column[SIDES_MOST])
{
    size_t n = 0;
    *s = (struct sides){.has_people = people != NULL, .has_lines = lines != NULL};
    if (people) {
        signup_read(&s->signup, people);
        column[n++] = (struct column){"days_since_signup", TYPE_COUNT};
    }
    if (lines) {
        breadth_read(&s->breadth, lines);
        column[n++] = (struct column){"products", TYPE_COUNT};
    }
    return n;
}

static struct cell count_or_empty(int64_t n)
{
    return n < 0 ? cell_empty() : cell_int(n);
}

void sides_cells(struct sides *s, struct slice customer_id, date from, date cut, struct cell cell[SIDES_MOST])
{
    size_t n = 0;
    if (s->has_people)
        cell[n++] = count_or_empty(signup_days(&s->signup, customer_id, cut - 1));
    if (s->has_lines)
        cell[n] = count_or_empty(breadth_products(&s->breadth, customer_id, from, cut));
}

void sides_close(struct sides *s)
{
    if (s->has_people)
        signup_free(&s->signup);
    if (s->has_lines)
        breadth_free(&s->breadth);
}
