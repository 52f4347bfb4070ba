/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sort.h"

#include <stdbool.h>

enum { FEW = 64, BYTES = sizeof(uint64_t), VALUES = 256, TEXT = BYTES - 1 };

static void sort_few(struct sort_item *item, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct sort_item x = item[i];
        size_t k = i;
        for (; k && item[k - 1].key > x.key; k--)
            item[k] = item[k - 1];
        item[k] = x;
    }
}

static unsigned byte_of(uint64_t key, int b)
{
    return key >> 8 * b & (VALUES - 1);
}

/* Deals the items out by byte b of their keys; count[v] of them have v there. */
static void deal(const struct sort_item *from, struct sort_item *to, size_t n, const uint32_t *count, int b)
{
    size_t at[VALUES], sum = 0;
    for (int v = 0; v < VALUES; v++) {
        at[v] = sum;
        sum += count[v];
    }
    for (size_t i = 0; i < n; i++)
        to[at[byte_of(from[i].key, b)]++] = from[i];
}

void sort_keys(struct sort_item *item, size_t n, struct sort_item *spare)
{
    if (n < FEW) {
        sort_few(item, n);
        return;
    }
    uint32_t count[BYTES][VALUES] = {0};
    for (size_t i = 0; i < n; i++)
        for (int b = 0; b < BYTES; b++)
            count[b][byte_of(item[i].key, b)]++;
    struct sort_item *from = item, *to = spare;
    for (int b = 0; b < BYTES; b++) {
        if (count[b][byte_of(item[0].key, b)] == n)
            continue; /* all are alike there */
        deal(from, to, n, count[b], b);
        struct sort_item *swap = from;
        from = to;
        to = swap;
    }
    if (from != item)
        memcpy(item, from, n * sizeof *item);
}

/* ---- texts ---- */

/* Seven bytes from `depth` on, zeros behind the text's end, and below them how many there are: 8 where it goes on. So
 * texts are the same where their keys are and do not say 8, whatever bytes they hold. */
static uint64_t key_at(struct slice text, size_t depth)
{
    uint64_t w = 0;
    size_t left = text.n - depth;
    const char *p = text.p + depth;
    if (left >= BYTES) {
        memcpy(&w, p, sizeof w);
        w = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? w : __builtin_bswap64(w);
        return (w & ~(uint64_t)0xff) | BYTES;
    }
    for (size_t i = 0; i < left; i++)
        w |= (uint64_t)(unsigned char)p[i] << 8 * (TEXT - i);
    return w | left;
}

/* Texts whose first `depth` bytes are the same, and which are not shorter. */
static void sort_from(struct sort_item *item, size_t n, size_t depth, struct sort_item *spare, sort_text *text,
                      const void *from)
{
    do { /* what begins alike, ids perhaps, comes to its end by no recursion */
        for (size_t i = 0; i < n; i++)
            item[i].key = key_at(text(from, item[i].of), depth);
        sort_keys(item, n, spare);
        depth += TEXT;
    } while (item[0].key == item[n - 1].key && (item[0].key & 0xff) == BYTES && n > 1);
    for (size_t i = 0, end; i < n; i = end) {
        uint64_t key = item[i].key;
        for (end = i + 1; end < n && item[end].key == key; end++)
            item[end].key = 0;
        if (end - i > 1 && (key & 0xff) == BYTES)
            sort_from(item + i, end - i, depth, spare, text, from);
        else
            item[i].key = 1;
    }
}

void sort_texts(struct sort_item *item, size_t n, struct sort_item *spare, sort_text *text, const void *from)
{
    if (n)
        sort_from(item, n, 0, spare, text, from);
}
