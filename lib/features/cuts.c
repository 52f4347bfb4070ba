/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/cuts.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

static void add(struct cuts *c, date day)
{
    c->cut = mem_grow(c->cut, &c->cap, c->n + 1, sizeof *c->cut);
    c->cut[c->n++] = day;
}

static int later_first(const void *a, const void *b)
{
    date x = *(const date *)a, y = *(const date *)b;
    return (x < y) - (x > y);
}

static void add_words(struct cuts *c, struct opt_list words)
{
    char text[DATE_LEN];
    for (size_t i = 0; i < words.n; i++) {
        struct slice word = words.word[i];
        date day;
        if (!date_parse(word, &day))
            die(STATUS_USAGE, "--cut: \"%.*s\": %s", (int)word.n, word.p, date_problem(word));
        add(c, day);
    }
    if (c->n)
        qsort(c->cut, c->n, sizeof *c->cut, later_first);
    for (size_t i = 1; i < c->n; i++) {
        if (c->cut[i] == c->cut[i - 1]) {
            date_print(text, c->cut[i]);
            die(STATUS_USAGE, "--cut: %.*s is given twice", DATE_LEN, text);
        }
    }
}

void cuts_begin(struct cuts *c, struct opt_list words, int32_t every, date from, date last)
{
    *c = (struct cuts){.every = every, .from = from};
    add_words(c, words);
    if (words.n == 0 && last != DATE_NONE && (from == DATE_NONE || last >= from))
        add(c, last);
}

static bool has_room(const struct cuts *c, date day)
{
    int64_t next = c->n ? (int64_t)c->cut[c->n - 1] - c->every : DATE_NONE;
    return c->every > 0 && next > day && (c->from == DATE_NONE || next >= c->from);
}

size_t cuts_after(struct cuts *c, date day)
{
    while (has_room(c, day))
        add(c, c->cut[c->n - 1] - c->every);
    size_t low = 0, high = c->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->cut[middle] > day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

date cuts_window(date cut, int32_t days)
{
    const date first = date_of(1, 1, 1);
    if (days == 0)
        return DATE_NONE;
    return cut - days < first ? first : cut - days;
}

/* What lies after the last day of the data has not been seen: no purchase there would mean nothing. */
void cuts_check(const struct cuts *c, int32_t ahead, date seen)
{
    char cut[DATE_LEN], last[DATE_LEN];
    if (c->n == 0 || seen == DATE_NONE)
        return;
    date_print(cut, c->cut[0]);
    date_print(last, seen);
    if (c->cut[0] - 1 > seen)
        die(STATUS_DATA,
            "the cut %.*s is more than a day after %.*s, the last day of the data (give an earlier --cut, or --as-of "
            "if the orders are complete up to a later day)",
            DATE_LEN, cut, DATE_LEN, last);
    if (c->cut[0] + ahead - 1 > seen)
        die(STATUS_DATA,
            "the horizon of %" PRId32
            "d from %.*s on runs past %.*s, the last day of the data (give a shorter --horizon or an earlier "
            "--cut)",
            ahead, DATE_LEN, cut, DATE_LEN, last);
}

void cuts_free(struct cuts *c)
{
    free(c->cut);
}
