/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/outcomes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/num.h"

/* ---- columns ---- */

static struct opt_list one(struct slice *word, const char *name)
{
    *word = slice_str(name);
    return (struct opt_list){word, 1};
}

/* A column of the table that has the groups. */
static unsigned known_before(const struct outcomes *o, struct slice name)
{
    return tsv_need_slice(o->plan->assigned ? o->assigned.file : o->in, name);
}

static void find_columns(struct outcomes *o)
{
    const struct outcomes_plan *p = o->plan;
    o->key = tsv_need(o->in, p->key);
    o->outcome = tsv_need(o->in, p->outcome);
    o->per_at = p->per ? tsv_need(o->in, p->per) : TSV_NONE;
    o->day = p->day ? tsv_need(o->in, p->day) : TSV_NONE;
    o->arm_at = known_before(o, slice_str(p->arm));
    o->before_at = p->before ? known_before(o, slice_str(p->before)) : TSV_NONE;
    o->since = p->since ? known_before(o, slice_str(p->since)) : TSV_NONE;
    o->by = mem_zero(p->by.n + 1, sizeof *o->by);
    o->keys = mem_zero(p->by.n + 1, sizeof *o->keys);
    for (size_t i = 0; i < p->by.n; i++)
        o->by[i] = known_before(o, p->by.word[i]);
}

/* ---- a customer ---- */

static struct slice before_field(const struct outcomes *o, uint32_t row, unsigned col)
{
    return row == KEYED_NONE ? tsv_field(o->in, col) : keyed_field(&o->assigned, row, col);
}

/* What is wrong in the table of groups is wrong in a file of its own, or in the row at hand. False: set aside. */
static bool refuse(struct outcomes *o, uint32_t row, unsigned col, const char *problem, const char *remedy)
{
    if (row == KEYED_NONE)
        return tsv_bad(o->in, col, problem, remedy);
    struct slice value = keyed_field(&o->assigned, row, col), name = o->assigned.file->column[col];
    die(STATUS_DATA, "%s:%" PRIu64 ": column \"%.*s\": \"%.*s\" %s (%s)", o->plan->assigned,
        o->assigned.place[row].line, (int)name.n, name.p, (int)value.n, value.p, problem, remedy);
}

static bool read_arm(struct outcomes *o, uint32_t row, uint32_t *arm)
{
    struct slice name = before_field(o, row, o->arm_at);
    if (name.n == 0)
        return refuse(o, row, o->arm_at, "is empty where a group is needed", "pick --where leaves such rows out");
    *arm = o->plan->planned ? arms_find(o->plan->planned, name) : map_put(&o->names, name);
    return *arm != ARMS_NONE || refuse(o, row, o->arm_at, "is not one of --groups", "name it there with its share");
}

/* Did the outcome come after the customer was assigned? */
static bool is_after(struct outcomes *o, uint32_t row, const struct outcomes_row *r)
{
    date since;
    if (!o->plan->since || r->day == DATE_NONE)
        return true;
    if (!date_parse(before_field(o, row, o->since), &since))
        return refuse(o, row, o->since, "is not a date", "the day on which the customer was assigned, YYYY-MM-DD");
    return r->day >= since ||
           tsv_bad(o->in, o->day, "is before the customer was assigned (--since): it cannot be an outcome of it", NULL);
}

/* What was known before: group, segment and value. */
static bool read_before(struct outcomes *o, uint32_t row, struct outcomes_row *r)
{
    if (!read_arm(o, row, &r->arm) || !is_after(o, row, r))
        return false;
    if (o->plan->before && !num_double(before_field(o, row, o->before_at), &r->before))
        return refuse(o, row, o->before_at, "is not a number", "it is 0 for a customer without a past");
    for (size_t i = 0; i < o->plan->by.n; i++)
        o->keys[i] = before_field(o, row, o->by[i]);
    r->segment = groups_put_keys(&o->segments, o->keys);
    return true;
}

static void add(struct outcomes *o, const struct outcomes_row *r)
{
    o->row = mem_grow(o->row, &o->cap, o->n + 1, sizeof *o->row);
    o->row[o->n++] = *r;
    o->negative += r->value < 0;
    o->is_rate &= r->value == 0 || r->value == 1;
}

static bool read_outcome(struct outcomes *o, struct outcomes_row *r)
{
    r->day = DATE_NONE;
    if (!tsv_double(o->in, o->outcome, &r->value))
        return false;
    if (o->plan->per && !tsv_double(o->in, o->per_at, &r->per))
        return false;
    if (!o->plan->day || tsv_field(o->in, o->day).n == 0)
        return true;
    if (!tsv_date(o->in, o->day, &r->day))
        return false;
    return o->plan->start == DATE_NONE || r->day >= o->plan->start ||
           tsv_bad(o->in, o->day, "is before the experiment began (--start): it cannot be an outcome of it", NULL);
}

static void remember(struct outcomes *o, struct slice id)
{
    char line[32];
    snprintf(line, sizeof line, ":%" PRIu64 ")", o->in->line);
    buf_addch(&o->example, '"');
    buf_add(&o->example, id.p, id.n);
    buf_addstr(&o->example, "\" (");
    buf_addstr(&o->example, o->in->name);
    buf_addstr(&o->example, line);
    buf_addch(&o->example, '\0');
}

static void read_row(struct outcomes *o)
{
    struct outcomes_row r = {0};
    struct slice id = tsv_field(o->in, o->key);
    uint32_t row = KEYED_NONE;
    if (!groups_keyed(&o->once.keys, o->in))
        return;
    if (o->plan->assigned) {
        row = keyed_find(&o->assigned, &id);
        if (row == KEYED_NONE) {
            if (o->unknown++ == 0)
                remember(o, id);
            tsv_drop(o->in, "no_group");
            return;
        }
    }
    if (read_outcome(o, &r) && keyed_put(&o->once, o->in) != KEYED_NONE && read_before(o, row, &r))
        add(o, &r);
}

static void add_those_without(struct outcomes *o)
{
    for (uint32_t row = 0; row < o->assigned.n; row++) {
        struct outcomes_row r = {.day = DATE_NONE};
        if (o->assigned.is_used[row] || !read_before(o, row, &r))
            continue;
        o->without++;
        add(o, &r);
    }
}

/* ---- groups in order ---- */

static const struct slice *names_sorted; /* for qsort */

static int by_name(const void *a, const void *b)
{
    return slice_cmp(names_sorted[*(const uint32_t *)a], names_sorted[*(const uint32_t *)b]);
}

/* Sets the names, the baseline first, and to[number while reading] = number. */
static void order_arms(struct outcomes *o, uint32_t *to)
{
    uint32_t n = o->arms, first = 0;
    struct slice *name = mem_zero(n, sizeof *name);
    uint32_t *order = mem_zero(n, sizeof *order);
    for (uint32_t i = 0; i < n; i++) {
        name[i] = o->plan->planned ? o->plan->planned->name[i] : map_key(&o->names, i);
        order[i] = i;
    }
    names_sorted = name;
    if (!o->plan->planned)
        qsort(order, n, sizeof *order, by_name);
    if (o->plan->baseline) {
        while (first < n && !slice_is(name[order[first]], o->plan->baseline))
            first++;
        if (first == n)
            die(STATUS_DATA, "no customer is in the group \"%s\" of --baseline", o->plan->baseline);
    }
    for (; first > 0; first--) {
        uint32_t other = order[first];
        order[first] = order[first - 1];
        order[first - 1] = other;
    }
    for (uint32_t i = 0; i < n; i++) {
        o->arm[i] = name[order[i]];
        to[order[i]] = i;
    }
    free(name);
    free(order);
}

static int by_value(const void *left, const void *right)
{
    const struct outcomes_row *a = left, *b = right;
    if (a->arm != b->arm)
        return a->arm < b->arm ? -1 : 1;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    if (a->per != b->per)
        return a->per < b->per ? -1 : 1;
    return a->before < b->before ? -1 : a->before > b->before;
}

static void make_columns(struct outcomes *o)
{
    o->value = mem_zero(o->n + 1, sizeof *o->value);
    o->per = o->plan->per ? mem_zero(o->n + 1, sizeof *o->per) : NULL;
    o->before = o->plan->before ? mem_zero(o->n + 1, sizeof *o->before) : NULL;
    o->segment = mem_zero(o->n + 1, sizeof *o->segment);
    for (size_t i = 0; i < o->n; i++) {
        const struct outcomes_row *r = &o->row[i];
        o->value[i] = r->value;
        o->segment[i] = r->segment;
        if (o->per)
            o->per[i] = r->per;
        if (o->before)
            o->before[i] = r->before;
        o->end[r->arm]++;
    }
    for (uint32_t i = 1; i < o->arms; i++)
        o->end[i] += o->end[i - 1];
}

static void arrange(struct outcomes *o)
{
    o->arms = o->plan->planned ? o->plan->planned->n : o->names.n;
    o->arm = mem_zero(o->arms + 1, sizeof *o->arm);
    o->end = mem_zero(o->arms + 1, sizeof *o->end);
    if (o->n == 0)
        return;
    uint32_t *to = mem_zero(o->arms, sizeof *to);
    order_arms(o, to);
    for (size_t i = 0; i < o->n; i++)
        o->row[i].arm = to[o->row[i].arm];
    qsort(o->row, o->n, sizeof *o->row, by_value);
    make_columns(o);
    free(o->row);
    o->row = NULL;
    free(to);
    if (o->arms < 2)
        die(STATUS_DATA, "all customers are in the group \"%.*s\": there is nothing to compare it with",
            (int)o->arm[0].n, o->arm[0].p);
    for (uint32_t i = 0; i < o->arms; i++)
        if (outcomes_count(o, i) == 0)
            die(STATUS_DATA, "the group \"%.*s\" of --groups has no customers", (int)o->arm[i].n, o->arm[i].p);
}

void outcomes_read(struct outcomes *o, const struct outcomes_plan *plan, struct tsv *in)
{
    struct slice here, there;
    *o = (struct outcomes){.plan = plan, .in = in, .is_rate = true};
    if (plan->assigned)
        keyed_read(&o->assigned, plan->assigned, one(&there, plan->key));
    find_columns(o);
    keyed_of(&o->once, in, one(&here, plan->key));
    groups_of_keys(&o->segments, plan->by);
    while (tsv_next(in))
        read_row(o);
    if (plan->assigned)
        add_those_without(o);
    arrange(o);
}

void outcomes_free(struct outcomes *o)
{
    free(o->arm);
    free(o->end);
    free(o->value);
    free(o->per);
    free(o->before);
    free(o->segment);
    free(o->by);
    free(o->keys);
    free(o->row);
    groups_free(&o->segments);
    keyed_free(&o->once);
    keyed_free(&o->assigned);
    map_free(&o->names);
    buf_free(&o->example);
    *o = (struct outcomes){0};
}
