/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that end with a name chosen by the user. */
#include "source/schemareader.h"

static void add_extra(struct schemareader *r, struct slice name)
{
    struct schema *s = r->schema;
    if (name.n == 0 || source_target(name) != LINES_COLUMNS || slice_is(name, "kind"))
        schemareader_wrong(r, "needs a name that the lines table does not have");
    for (size_t i = 0; i < s->extras; i++)
        if (slice_eq(name, s->extra[i].name))
            schemareader_wrong(r, "occurs twice");
    s->extra = schemareader_longer(r, s->extra, s->extras, sizeof *s->extra);
    s->extra[s->extras++] = (struct schema_extra){arena_copy(&s->arena, name), schemareader_source(r)};
}

/* order.charge.shipping: `name` is "charge.shipping". */
static void add_money(struct schemareader *r, struct slice name, bool once)
{
    static const struct {
        struct slice prefix;
        enum kind kind;
    } KINDS[] = {{{"charge.", 7}, KIND_CHARGE}, {{"credit.", 7}, KIND_CREDIT}, {{"return.", 7}, KIND_RETURN}};
    struct schema *s = r->schema;
    for (size_t i = 0; i < 3; i++)
        if (slice_starts(name, KINDS[i].prefix) && name.n > KINDS[i].prefix.n) {
            struct slice called = slice_of(name.p + KINDS[i].prefix.n, name.n - KINDS[i].prefix.n);
            if (schema_slot(s, called) >= 0)
                schemareader_wrong(r, "has a name that something else has already");
            s->money = schemareader_longer(r, s->money, s->moneys, sizeof *s->money);
            s->money[s->moneys++] =
                (struct schema_money){arena_copy(&s->arena, called), schemareader_source(r), KINDS[i].kind, once};
            return;
        }
    schemareader_wrong(
        r, once ? "is not one of order.charge.NAME, order.credit.NAME, order.return.NAME, order.amount, order.total"
                : "is not one of line.charge.NAME, line.credit.NAME, line.return.NAME");
}

static void add_mark(struct schemareader *r, struct slice name)
{
    struct schema *s = r->schema;
    s->mark = schemareader_longer(r, s->mark, s->marks, sizeof *s->mark);
    s->mark[s->marks++] = (struct schema_marks){arena_copy(&s->arena, name), arena_copy(&s->arena, r->value)};
}

/* no-record.COLUMN = Total*: whether COLUMN is a slot is known when all keys are. */
static void add_rule(struct schemareader *r, struct slice name, bool is_order)
{
    struct schema *s = r->schema;
    struct schema_rule rule = {.slot = -1, .pattern = arena_copy(&s->arena, r->value), .is_order = is_order};
    const char *problem = source_parse(&rule.source, &s->arena, name);
    if (problem || name.n == 0)
        schemareader_wrong(r, problem ? problem : "names no column");
    if (slice_is(rule.pattern, "\"\""))
        rule.pattern.n = 0;
    rule.prefix = rule.pattern.n && rule.pattern.p[rule.pattern.n - 1] == '*';
    rule.pattern.n -= rule.prefix;
    s->rule = schemareader_longer(r, s->rule, s->rules, sizeof *s->rule);
    s->rule[s->rules++] = rule;
}

static void add_no_record(struct schemareader *r, struct slice name)
{
    add_rule(r, name, false);
}

static void add_order_record(struct schemareader *r, struct slice name)
{
    add_rule(r, name, true);
}

static void add_order_money(struct schemareader *r, struct slice name)
{
    add_money(r, name, true);
}

static void add_line_money(struct schemareader *r, struct slice name)
{
    add_money(r, name, false);
}

/* Keys that end with a name of the user's. */
bool schemareader_named(struct schemareader *r)
{
    static const struct {
        struct slice prefix;
        void (*add)(struct schemareader *, struct slice name);
    } NAMED[] = {{{"extra.", 6}, add_extra},          {{"order.", 6}, add_order_money},
                 {{"line.", 5}, add_line_money},      {{"missing.", 8}, add_mark},
                 {{"no-record.", 10}, add_no_record}, {{"order-record.", 13}, add_order_record}};
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        if (slice_starts(r->key, NAMED[i].prefix)) {
            NAMED[i].add(r, slice_of(r->key.p + NAMED[i].prefix.n, r->key.n - NAMED[i].prefix.n));
            return true;
        }
    return false;
}
