/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sort.h"

#include <stdbool.h>

enum { FEW = 64, BYTES = sizeof(uint64_t), TEXT = BYTES - 1, HALF = 2048 /* items */, AHEAD = 12 };

/* Some bits of keys that lie side by side. In keys of digits half of each byte is always the same, so a wide window
 * covers two of them. A few items are sorted faster with few piles. */
struct window {
    int shift;
    unsigned mask;
};
enum { NARROW = 8, WIDE = 12, PILES = 1 << WIDE };

static unsigned pile_of(uint64_t key, struct window w)
{
    return (unsigned)(key >> w.shift) & w.mask;
}

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

/* How many items there are of each pile. */
static void count(const struct sort_item *item, size_t n, struct window w, uint32_t *piles)
{
    memset(piles, 0, (w.mask + 1) * sizeof *piles);
    for (size_t i = 0; i < n; i++)
        piles[pile_of(item[i].key, w)]++;
}

static void deal(const struct sort_item *from, struct sort_item *to, size_t n, struct window w)
{
    uint32_t at[PILES], sum = 0;
    count(from, n, w, at);
    for (unsigned v = 0; v <= w.mask; v++) {
        uint32_t here = at[v];
        at[v] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        to[at[pile_of(from[i].key, w)]++] = from[i];
}

/* From the lowest bits on; `differ` has those that differ. */
static void sort_some(struct sort_item *item, size_t n, struct sort_item *spare, uint64_t differ)
{
    struct sort_item *from = item, *to = spare;
    int bits = n < HALF ? NARROW : WIDE;
    while (differ) {
        struct window w = {__builtin_ctzll(differ), (1u << bits) - 1};
        deal(from, to, n, w);
        differ &= ~((uint64_t)w.mask << w.shift);
        struct sort_item *swap = from;
        from = to;
        to = swap;
    }
    if (from != item)
        memcpy(item, from, n * sizeof *item);
}

/* By the highest bits that differ, in place: an item in a wrong pile is swapped into the pile where it belongs (P.
 * McIlroy, K. Bostic and M. McIlroy, "Engineering radix sort", 1993). */
static void part(struct sort_item *item, size_t n, struct window w, uint32_t *end)
{
    uint32_t next[PILES], sum = 0;
    count(item, n, w, end);
    for (unsigned v = 0; v <= w.mask; v++) {
        next[v] = sum;
        sum += end[v];
        end[v] = sum;
    }
    for (unsigned v = 0; v <= w.mask; v++)
        while (next[v] < end[v]) {
            struct sort_item x = item[next[v]];
            for (unsigned to; (to = pile_of(x.key, w)) != v;) {
                struct sort_item y = item[next[to]];
                item[next[to]++] = x;
                x = y;
            }
            item[next[v]++] = x;
        }
}

static void sort_many(struct sort_item *item, size_t n, struct sort_item *spare, uint64_t differ)
{
    uint32_t end[PILES], begin = 0;
    int high = 64 - __builtin_clzll(differ);
    struct window w = {high > WIDE ? high - WIDE : 0, PILES - 1};
    part(item, n, w, end);
    for (unsigned v = 0; v < PILES; begin = end[v++])
        if (end[v] - begin > 1)
            sort_keys(item + begin, end[v] - begin, spare);
}

void sort_keys(struct sort_item *item, size_t n, struct sort_item *spare)
{
    uint64_t differ = 0;
    if (n < FEW) {
        sort_few(item, n);
        return;
    }
    for (size_t i = 1; i < n; i++)
        differ |= item[i].key ^ item[0].key;
    if (differ == 0)
        return;
    if (n > SORT_SPARE)
        sort_many(item, n, spare, differ);
    else
        sort_some(item, n, spare, differ);
}

/* ---- texts ---- */

static uint32_t load_half(const char *p)
{
    uint32_t w;
    memcpy(&w, p, sizeof w);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? w : __builtin_bswap32(w);
}

/* Seven bytes from `depth` on, zeros after the text's end, and below them how many there are: 8 if the text goes on. So
 * two texts with equal keys are the same unless that number is 8, whatever bytes they hold. */
static inline uint64_t key_at(struct slice text, size_t depth)
{
    uint64_t w = 0;
    size_t left = text.n - depth;
    const char *p = text.p + depth;
    if (left >= BYTES) {
        memcpy(&w, p, sizeof w);
        w = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? w : __builtin_bswap64(w);
        return (w & ~(uint64_t)0xff) | BYTES;
    }
    if (left >= 4) /* two halves that may overlap, to the left and to the right */
        return (uint64_t)load_half(p) << 32 | (uint64_t)load_half(p + left - 4) << 8 * (BYTES - left) | left;
    for (size_t i = 0; i < left; i++)
        w |= (uint64_t)(unsigned char)p[i] << 8 * (TEXT - i);
    return w | left;
}

uint64_t sort_key(struct slice text)
{
    return key_at(text, 0);
}

static bool goes_on(uint64_t key)
{
    return (key & 0xff) == BYTES;
}

/* The keys of what follows the first `depth` bytes. */
static void read_keys(struct sort_item *item, size_t n, size_t depth, const struct sort_source *source)
{
    for (size_t i = 0; i < n; i++) {
        if (i + AHEAD < n)
            source->fetch(source->from, item[i + AHEAD].of);
        item[i].key = key_at(source->text(source->from, item[i].of), depth);
    }
}

/* Is item[i] one of several that are not yet distinguished? Then its text will be needed. */
static void fetch_alike(const struct sort_item *item, size_t i, size_t n, const struct sort_source *source)
{
    if (i + 1 < n && goes_on(item[i].key) && (item[i].key == item[i + 1].key || item[i].key == item[i - 1].key))
        source->fetch(source->from, item[i].of);
}

/* Texts whose first `depth` bytes are the same, and which are not shorter. Their keys are of what follows. */
static void sort_from(struct sort_item *item, size_t n, size_t depth, struct sort_item *spare,
                      const struct sort_source *source)
{
    for (;; depth += TEXT) { /* a long common beginning, as ids may have, needs no recursion */
        sort_keys(item, n, spare);
        if (n == 1 || item[0].key != item[n - 1].key || !goes_on(item[0].key))
            break;
        read_keys(item, n, depth + TEXT, source);
    }
    for (size_t i = 0, end; i < n; i = end) {
        uint64_t key = item[i].key;
        fetch_alike(item, i + AHEAD, n, source);
        for (end = i + 1; end < n && item[end].key == key; end++)
            fetch_alike(item, end + AHEAD, n, source);
        if (end - i > 1 && goes_on(key)) {
            read_keys(item + i, end - i, depth + TEXT, source);
            sort_from(item + i, end - i, depth + TEXT, spare, source);
            continue;
        }
        item[i].key = 1;
        for (size_t k = i + 1; k < end; k++)
            item[k].key = 0;
    }
}

void sort_texts(struct sort_item *item, size_t n, struct sort_item *spare, const struct sort_source *source)
{
    if (n)
        sort_from(item, n, 0, spare, source);
}
