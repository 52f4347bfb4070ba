/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/made.h"

#include <stdlib.h>

#include "tsv/feed.h"

static void room_for_values(struct record_buf *b, size_t n)
{
    b->at = mem_grow(b->at, &b->at_cap, n + 1, sizeof *b->at);
}

void record_begin(struct record_buf *b, size_t values, size_t bytes)
{
    b->bytes.n = b->n = 0;
    room_for_values(b, values);
    buf_room(&b->bytes, bytes + values + FEED_PADDING);
    b->at[0] = -1;
}

void record_push(struct record_buf *b, const void *p, size_t n)
{
    room_for_values(b, b->n + 1);
    buf_add(&b->bytes, p, n);
    buf_room(&b->bytes, 1);
    record_ends(b, b->bytes.p + b->bytes.n);
}

struct record record_made(struct record_buf *b)
{
    buf_room(&b->bytes, FEED_PADDING);
    return (struct record){b->bytes.p + 1, b->at, 1};
}

uint64_t record_respace(struct record_buf *b)
{
    uint64_t changed = 0;
    for (uint32_t v = 0; v < b->n; v++)
        for (int32_t i = b->at[v] + 1; i < b->at[v + 1]; i++)
            if (b->bytes.p[i] == '\t' || b->bytes.p[i] == '\n' || b->bytes.p[i] == '\r') {
                b->bytes.p[i] = ' ';
                changed++;
            }
    return changed;
}

bool record_reencode(struct record_buf *b, iconv_t encoding)
{
    int32_t from = 0;
    b->converted.n = 0;
    for (uint32_t i = 1; i <= b->n; i++) {
        char *p = b->bytes.p + from;
        size_t left = (size_t)(b->at[i] - from), room = 4 * left + 8;
        from = b->at[i] + 1;
        buf_room(&b->converted, room);
        char *to = b->converted.p + b->converted.n;
        iconv(encoding, NULL, NULL, NULL, NULL);
        if (iconv(encoding, &p, &left, &to, &room) == (size_t)-1 ||
            iconv(encoding, NULL, NULL, &to, &room) == (size_t)-1) /* the bytes that it held back */
            return false;
        b->converted.n = (size_t)(to - b->converted.p);
        b->at[i] = (int32_t)b->converted.n;
        buf_addch(&b->converted, '\n');
    }
    struct buf swap = b->bytes;
    b->bytes = b->converted;
    b->converted = swap;
    return true;
}

void record_free(struct record_buf *b)
{
    buf_free(&b->bytes);
    buf_free(&b->converted);
    free(b->at);
}
