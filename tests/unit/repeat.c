/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/repeat.h"

#include <criterion/criterion.h>

#include "base/rng.h"
#include "tsv/feed.h"

enum { COLUMNS = 6, LONGEST_VALUE = 60, ROOM = COLUMNS * (LONGEST_VALUE + 3) + FEED_PADDING };

/* A record whose values have few letters and lengths, so that many are equal. */
struct made {
    char bytes[ROOM];
    int32_t at[COLUMNS + 1];
    struct record record;
};

static void make(struct made *m, struct rng *r, size_t longest)
{
    char *p = m->bytes;
    memset(m->bytes, (int)('0' + rng_below(r, 10)), sizeof m->bytes); /* the bytes after a record are undefined */
    m->at[0] = -1;
    for (unsigned i = 0; i < COLUMNS; i++) {
        size_t n = (size_t)rng_below(r, 3) ? longest : rng_below(r, longest + 1);
        memset(p, 'a', n);
        if (n && rng_below(r, 4) == 0)
            p[rng_below(r, n)] = 'b';
        p += n;
        m->at[i + 1] = (int32_t)(p - m->bytes);
        *p++ = ',';
    }
    m->record = (struct record){m->bytes + 1, m->at, 1};
}

static bool same(const struct made *a, const struct made *b, const bool *chosen)
{
    for (unsigned i = 0; i < COLUMNS; i++)
        if (chosen[i] && !slice_eq(record_value(a->record, i), record_value(b->record, i)))
            return false;
    return true;
}

Test(repeat, same_means_equal_values)
{
    struct rng r;
    rng_seed(&r, 7, 0);
    unsigned equal = 0, long_runs = 0;
    struct repeat repeat = {0}; /* the rest of the last round does not matter */
    for (unsigned round = 0; round < 20000; round++) {
        struct made a, b;
        bool chosen[COLUMNS];
        size_t longest = rng_below(&r, 8) ? rng_below(&r, 5) : rng_below(&r, LONGEST_VALUE + 1);
        int32_t cells = 0;
        for (unsigned i = 0; i < COLUMNS; i++)
            chosen[i] = rng_below(&r, 2);
        repeat_init(&repeat, chosen, COLUMNS);
        make(&a, &r, longest);
        make(&b, &r, longest);
        if (rng_below(&r, 3) == 0)
            memcpy(b.bytes, a.bytes, sizeof a.bytes), memcpy(b.at, a.at, sizeof a.at);
        cr_assert(!repeat_same(&repeat, a.record), "nothing is remembered yet");
        repeat_remember(&repeat, a.record);
        for (unsigned i = 0; i < repeat.runs; i++)
            cells += (a.at[repeat.run[i].end] - a.at[repeat.run[i].first] + REPEAT_CELL - 1) / REPEAT_CELL;
        bool want = repeat.runs > 0 && cells <= REPEAT_CELLS && same(&a, &b, chosen);
        cr_assert_eq(repeat_same(&repeat, b.record), want, "round %u, %d cells", round, cells);
        cr_assert(!want || repeat_may(&repeat, a.record, b.record.begin + b.at[repeat.run[0].first]), "round %u",
                  round);
        equal += want;
        long_runs += want && cells > 4;
        repeat_forget(&repeat);
        cr_assert(!repeat_same(&repeat, a.record), "forgotten");
    }
    cr_assert(equal > 1000 && long_runs > 20, "%u were equal, %u of them long", equal, long_runs);
}

Test(repeat, a_NUL_ends_the_last_value_of_a_file)
{
    struct repeat r;
    const int32_t at[] = {-1, 1, 4}, shorter[] = {-1, 1, 3};
    char text[8 + FEED_PADDING] = "a\tbc\n", last[8 + FEED_PADDING] = "a\tb\0\n";
    repeat_init(&r, (const bool[]){true, true}, 2);
    repeat_remember(&r, (struct record){text + 1, at, 1});
    cr_expect(repeat_same(&r, (struct record){text + 1, at, 1}));
    cr_expect(!repeat_same(&r, (struct record){last + 1, shorter, 1}));
}

Test(repeat, neighbours_are_one_run)
{
    struct repeat r;
    repeat_init(&r, (const bool[]){true, false, true, true, false}, 5);
    cr_assert(r.runs == 2 && r.run[0].first == 0 && r.run[0].end == 1 && r.run[1].first == 2 && r.run[1].end == 4);
    bool every_second[2 * REPEAT_RUNS + 1] = {0};
    for (unsigned i = 0; i <= 2 * REPEAT_RUNS; i += 2)
        every_second[i] = true;
    repeat_init(&r, every_second, 2 * REPEAT_RUNS + 1);
    cr_assert(r.runs == 0, "more runs than are compared");
}
