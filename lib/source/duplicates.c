/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/duplicates.h"

bool duplicates_line(struct duplicates *d, const struct line *l)
{
    const int64_t number[] = {l->day, l->time, l->quantity, l->unit_price, l->amount, l->kind, l->has_price};
    d->key.n = 0;
    buf_add(&d->key, number, sizeof number);
    for (size_t i = 0; i < LINES_COLUMNS + d->schema->extras; i++)
        if (i < LINES_KIND ? TABLE_LINES[i].type == TYPE_ID || TABLE_LINES[i].type == TYPE_TEXT : i > LINES_KIND) {
            struct slice v = i < LINES_KIND ? l->text[i] : l->extra[i - LINES_COLUMNS];
            buf_add(&d->key, v.p, v.n);
            buf_addch(&d->key, '\t');
        }
    uint32_t before = d->lines.n;
    return map_put(&d->lines, buf_slice(&d->key)) < before;
}

void duplicates_free(struct duplicates *d)
{
    map_free(&d->lines);
    buf_free(&d->key);
}
