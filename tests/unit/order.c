/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/order.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/rng.h"
#include "shop/customer.h"

enum { NAMES = 40 };

/* Names of a few lengths, among them the empty one (a guest, no country). */
static struct slice name_of(uint64_t i)
{
    static char room[NAMES][24];
    char *p = room[i % NAMES];
    if (i % NAMES == 0)
        return SLICE("");
    return slice_of(p, (size_t)snprintf(p, sizeof room[0], "%.*s%u", (int)(i % 7) * 2, "a long name indeed",
                                        (unsigned)(i % NAMES)));
}

/* Two carried values, either of them empty at times. */
static struct slice pair(uint64_t i, uint64_t k)
{
    static char room[16][64];
    char *p = room[i * 4 + k];
    struct slice one = name_of(i), other = name_of(k);
    return slice_of(p, (size_t)snprintf(p, sizeof room[0], "%.*s\t%.*s", (int)one.n, one.p ? one.p : "", (int)other.n,
                                        other.p ? other.p : ""));
}

static int number_of(struct slice name)
{
    int i = 0;
    while (!slice_eq(name_of((uint64_t)i), name))
        i++;
    return i;
}

/* The smaller of two values, an empty one last. */
static int smaller(struct slice p, struct slice q)
{
    return number_of(p.n == 0 || (q.n && slice_cmp(q, p) < 0) ? q : p);
}

static void join_pair(struct order *sum, struct slice q)
{
    struct slice p = sum->carried, p0 = slice_cut(&p, '\t'), q0 = slice_cut(&q, '\t');
    sum->carried = pair((uint64_t)smaller(p0, q0), (uint64_t)smaller(p, q));
}

static struct order random_part(struct rng *r, bool by_item)
{
    struct order p = {.customer_id = name_of(rng_below(r, 12)),
                      .order_id = name_of(1 + rng_below(r, NAMES - 1)),
                      .country = name_of(rng_below(r, 4)),
                      .carried = pair(rng_below(r, 4), rng_below(r, 2) * rng_below(r, 4)),
                      .day = (date)(15000 + rng_below(r, 3)),
                      .time = (daytime)rng_below(r, 4) - 1,
                      .lines = 1};
    decimal amount = (decimal)rng_below(r, 1000);
    uint64_t kind = rng_below(r, 3);
    if (by_item)
        p.item = name_of(rng_below(r, 3));
    if (kind == 0) {
        p.sale_lines = 1;
        p.gross = amount;
        p.units = 1;
    } else if (kind == 1) {
        p.return_lines = 1;
        p.returned = -amount;
        p.units = p.returned_units = -1;
    }
    return p;
}

static void shuffle(struct rng *r, struct order *p, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = rng_below(r, i);
        struct order swap = p[i - 1];
        p[i - 1] = p[k];
        p[k] = swap;
    }
}

static bool same_texts(const struct order *p, const struct order *q)
{
    return slice_eq(p->customer_id, q->customer_id) && slice_eq(p->order_id, q->order_id) && slice_eq(p->item, q->item);
}

static void assert_same(const struct order *p, const struct order *q)
{
    cr_assert(same_texts(p, q) && slice_eq(p->country, q->country) && slice_eq(p->carried, q->carried), "%.*s %.*s",
              (int)p->order_id.n, p->order_id.p, (int)q->order_id.n, q->order_id.p);
    cr_assert(p->day == q->day && p->time == q->time && p->differs == q->differs);
    cr_assert(p->sale_lines == q->sale_lines && p->return_lines == q->return_lines && p->lines == q->lines);
    cr_assert(p->units == q->units && p->returned_units == q->returned_units);
    cr_assert(p->gross == q->gross && p->returned == q->returned);
}

/* The fold as the header defines it: by a search of all parts for every order. */
static struct order folded(const struct order *part, size_t n, size_t first)
{
    struct order sum = part[first];
    for (size_t i = first + 1; i < n; i++) {
        const struct order *p = &part[i];
        if (!same_texts(p, &part[first]))
            continue;
        bool sells = p->sale_lines, sold = sum.sale_lines;
        bool earlier = p->day != sum.day ? p->day < sum.day : p->time < sum.time;
        if (sells != sold ? sells : earlier) {
            sum.day = p->day;
            sum.time = p->time;
            sum.country = p->country;
            sum.carried = p->carried;
        } else if (sells == sold && p->day == sum.day && p->time == sum.time) {
            sum.country = name_of((uint64_t)smaller(sum.country, p->country));
            join_pair(&sum, p->carried);
        }
        sum.differs |= !slice_eq(p->carried, part[first].carried);
        sum.sale_lines += p->sale_lines;
        sum.return_lines += p->return_lines;
        sum.lines += p->lines;
        sum.units += p->units;
        sum.returned_units += p->returned_units;
        sum.gross += p->gross;
        sum.returned += p->returned;
    }
    return sum;
}

static int compare(const void *a, const void *b)
{
    const struct order *p = a, *q = b;
    int c = slice_cmp(p->customer_id, q->customer_id);
    if (!c)
        c = p->day != q->day ? (p->day < q->day ? -1 : 1) : (p->time > q->time) - (p->time < q->time);
    return c ? c : slice_cmp(p->order_id, q->order_id);
}

static size_t fold_all(struct order *part, size_t n, struct order *to)
{
    size_t orders = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < orders && !same_texts(&to[k], &part[i]))
            k++;
        if (k == orders)
            to[orders++] = folded(part, n, i);
    }
    qsort(to, orders, sizeof *to, compare);
    return orders;
}

static void assert_gives(struct orders *o, const struct order *want, size_t n)
{
    struct order got;
    date newest = DATE_NONE;
    orders_end(o);
    for (size_t i = 0; i < n; i++) {
        cr_assert(orders_next(o, &got), "%zu of %zu", i, n);
        assert_same(&got, &want[i]);
        newest = got.day > newest ? got.day : newest;
    }
    cr_assert(!orders_next(o, &got));
    cr_assert_eq(orders_newest(o), newest);
}

/* For every order of the parts, folded before or not, in memory or on disk. */
Test(order, one_result_by_every_way)
{
    enum { PARTS = 3000 };
    static struct order part[PARTS], want[PARTS], half[PARTS];
    struct rng r;
    rng_seed(&r, 5, 0);
    for (int round = 0; round < 12; round++) {
        for (int i = 0; i < PARTS; i++)
            part[i] = random_part(&r, false);
        size_t n = fold_all(part, PARTS, want), halves = fold_all(part, PARTS / 2, half);
        struct orders *o = orders_new(round % 2 ? 0 : UINT64_MAX, false);
        shuffle(&r, part + PARTS / 2, PARTS - PARTS / 2);
        for (int i = PARTS / 2; i < PARTS; i++)
            orders_add(o, &part[i]);
        shuffle(&r, half, halves);
        for (size_t i = 0; i < halves; i++)
            orders_add(o, &half[i]);
        assert_gives(o, want, n);
        orders_free(o);
    }
}

/* ---- sorted parts, until one is not ---- */

enum { SORTED = 3000, OF_ONE = 100 };

/* A few guests, then customers of many orders; some ids are smaller than the one before. */
static void make_sorted(struct order *part, struct rng *r)
{
    static char customer[SORTED / OF_ONE][16], id[SORTED][16];
    for (int i = 0; i < SORTED; i++) {
        char *c = customer[i / OF_ONE];
        snprintf(c, sizeof customer[0], "customer %d", 100 + i / OF_ONE);
        uint64_t number = rng_below(r, 9) ? 10000 + (uint64_t)i : 90000 - (uint64_t)i;
        int n = snprintf(id[i], sizeof id[i], "%lu", (unsigned long)number);
        part[i] = (struct order){.customer_id = i < OF_ONE ? SLICE("") : slice_str(c),
                                 .order_id = slice_of(id[i], (size_t)n),
                                 .carried = pair((uint64_t)i % 4, 0),
                                 .day = 15000 + i % OF_ONE,
                                 .time = (daytime)rng_below(r, 2) - 1,
                                 .sale_lines = 1,
                                 .lines = 1,
                                 .units = i,
                                 .gross = i};
    }
}

static void break_sorted(struct order *part, int how)
{
    const int end = SORTED - 1, middle = SORTED / 2;
    const struct order swap[] = {part[0], part[end]};
    if (how == 1) {
        part[0] = part[1];
        part[1] = swap[0];
    } else if (how == 2) {
        part[end] = part[end - 1];
        part[end - 1] = swap[1];
    } else if (how == 3) {
        part[middle] = part[middle - 1];
    } else if (how == 4) {
        part[middle + 40].order_id = part[middle + 10].order_id;
    } else if (how == 5) {
        part[end].order_id = part[end - OF_ONE / 2].order_id;
    } else if (how == 6) {
        part[OF_ONE - 1].order_id = part[0].order_id;
    }
}

Test(order, sorted_parts_until_one_is_not)
{
    static struct order part[SORTED], want[SORTED];
    struct rng r;
    for (int how = 0; how < 7; how++) {
        rng_seed(&r, 8, 0);
        make_sorted(part, &r);
        break_sorted(part, how);
        size_t n = fold_all(part, SORTED, want);
        cr_assert_eq(n, SORTED - (how > 2));
        for (int disk = 0; disk < 2; disk++) {
            struct orders *o = orders_new(disk ? 0 : UINT64_MAX, false);
            for (int i = 0; i < SORTED; i++)
                orders_add(o, &part[i]);
            assert_gives(o, want, n);
            orders_free(o);
        }
    }
}

Test(order, a_part_by_item_has_the_moment_of_its_whole_order)
{
    enum { PARTS = 1500 };
    static struct order part[PARTS], whole[PARTS];
    struct rng r;
    struct order got;
    rng_seed(&r, 6, 0);
    for (int disk = 0; disk < 2; disk++) {
        struct orders *o = orders_new(disk ? 0 : UINT64_MAX, true);
        for (int i = 0; i < PARTS; i++) {
            part[i] = random_part(&r, true);
            orders_add(o, &part[i]);
            part[i].item.n = 0;
        }
        size_t n = fold_all(part, PARTS, whole), seen = 0;
        uint64_t lines = 0;
        for (orders_end(o); orders_next(o, &got); seen++, lines += got.lines)
            for (size_t k = 0; k < n; k++)
                if (slice_eq(got.customer_id, whole[k].customer_id) && slice_eq(got.order_id, whole[k].order_id))
                    cr_assert(got.day == whole[k].day && got.time == whole[k].time);
        cr_assert_gt(seen, n);
        cr_assert_eq(lines, PARTS);
        orders_free(o);
    }
}

Test(order, nothing_in_nothing_out)
{
    struct orders *o = orders_new(UINT64_MAX, false);
    struct order p;
    orders_end(o);
    cr_assert(!orders_next(o, &p));
    cr_assert_eq(orders_newest(o), DATE_NONE);
    orders_free(o);
}

Test(order, ids_of_a_megabyte)
{
    for (int disk = 0; disk < 2; disk++) {
        struct orders *o = orders_new(disk ? 0 : UINT64_MAX, false);
        struct order p = {.lines = 1}, got;
        char *id = mem_alloc(1 << 20);
        memset(id, 'x', 1 << 20);
        for (int i = 0; i < 1100; i++) {
            p.order_id = slice_of(id, i % 500 == 3 ? 1u << 20 : 10u + (unsigned)i % 3);
            orders_add(o, &p);
        }
        orders_end(o);
        uint64_t lines = 0, longest = 0;
        for (int i = 0; orders_next(o, &got); i++) {
            lines += got.lines;
            longest = got.order_id.n;
        }
        cr_assert_eq(lines, 1100);
        cr_assert_eq(longest, 1 << 20, "it comes last");
        free(id);
        orders_free(o);
    }
}
