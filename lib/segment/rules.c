/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/rules.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/shipped.h"
#include "base/textfile.h"

/* ---- reading ---- */

/* Letters, not bytes, from 1, as an editor counts them. */
static size_t column_of(struct slice line, const char *at)
{
    size_t n = 1;
    for (const char *p = line.p; p < at; p++)
        n += ((unsigned char)*p & 0xc0) != 0x80;
    return n;
}

static void check_order(const struct rules *r, uint64_t line)
{
    const struct rule *before = r->n ? &r->rule[r->n - 1] : NULL;
    if (before && !before->condition)
        die(STATUS_USAGE,
            "%s:%" PRIu64 ": no row can reach this rule, as line %" PRIu64 " takes all that are left (put"
            " the rule with else last)",
            r->path, line, before->line);
}

static struct slice label_of(const struct rules *r, struct slice line, const char *colon, uint64_t number)
{
    if (!colon)
        die(STATUS_USAGE, "%s:%" PRIu64 ":%zu: expected a colon, as in LABEL : CONDITION", r->path, number,
            column_of(line, line.p + line.n));
    struct slice label = slice_trim(slice_of(line.p, (size_t)(colon - line.p)));
    if (label.n == 0)
        die(STATUS_USAGE, "%s:%" PRIu64 ":1: a label is expected before the colon", r->path, number);
    if (memchr(label.p, '\t', label.n))
        die(STATUS_USAGE, "%s:%" PRIu64 ":%zu: a label cannot contain a tab", r->path, number,
            column_of(line, memchr(label.p, '\t', label.n)));
    return label;
}

static void read_rule(struct rules *r, struct slice line, uint64_t number)
{
    const char *colon = memchr(line.p, ':', line.n);
    struct rule rule = {.label = label_of(r, line, colon, number), .line = number};
    struct slice rest = slice_of(colon + 1, (size_t)(line.p + line.n - colon - 1)), text = slice_trim(rest);
    size_t column = column_of(line, text.n ? text.p : line.p + line.n);
    check_order(r, number);
    if (text.n == 0)
        die(STATUS_USAGE, "%s:%" PRIu64 ":%zu: a condition is expected after the colon, or else", r->path, number,
            column);
    if (!slice_is(text, "else"))
        rule.condition = expr_condition_of_file(r->scope, r->path, number, column, text);
    r->rule = mem_grow(r->rule, &r->cap, r->n + 1, sizeof *r->rule);
    r->rule[r->n++] = rule;
}

/* What a file from another system ends its lines with is no part of the rule. */
static struct slice without_cr(struct slice line)
{
    return slice_of(line.p, line.n - (line.n && line.p[line.n - 1] == '\r'));
}

void rules_load(struct rules *r, struct expr_scope *s, const char *name)
{
    *r = (struct rules){.path = shipped_path("rules", name), .scope = s};
    textfile_read(r->path, "", &r->text);
    struct slice text = buf_slice(&r->text);
    for (uint64_t number = 1; text.p; number++) {
        struct slice line = without_cr(slice_cut(&text, '\n')), shown = slice_trim(line);
        if (shown.n && *shown.p != '#')
            read_rule(r, line, number);
    }
    if (r->n == 0)
        die(STATUS_USAGE, "%s: has no rule (a rule is a line LABEL : CONDITION)", r->path);
}

void rules_free(struct rules *r)
{
    free(r->rule);
    free(r->path);
    buf_free(&r->text);
}

/* ---- rows ---- */

/* A rule that has no row yet may be one that none can reach. */
static void note_taken(struct rules *r, size_t from)
{
    for (size_t i = from; i < r->n; i++) {
        struct rule *rule = &r->rule[i];
        if (rule->rows == 0)
            rule->taken += !rule->condition || expr_might_hold(rule->condition);
    }
}

bool rules_find(struct rules *r, struct slice *label)
{
    bool holds = false;
    size_t i = 0;
    expr_row(r->scope);
    for (; i < r->n && !holds; i++) {
        holds = !r->rule[i].condition;
        if (!holds && !expr_holds(r->rule[i].condition, &holds))
            return false;
    }
    *label = holds ? r->rule[i - 1].label : slice_of("", 0);
    r->rows++;
    r->unmatched += !holds;
    if (holds) {
        r->rule[i - 1].rows++;
        note_taken(r, i);
    }
    return true;
}

/* What is wrong with a rule that no row got its label from. */
static void report(const struct rules *r, const struct rule *rule)
{
    if (!rule->condition)
        warn("%s:%" PRIu64 ": no row is left for \"%.*s\"", r->path, rule->line, (int)rule->label.n, rule->label.p);
    else if (rule->taken)
        warn("%s:%" PRIu64 ": \"%.*s\" is unreachable: earlier rules take all rows that match it: %" PRIu64
             " (put it before them)",
             r->path, rule->line, (int)rule->label.n, rule->label.p, rule->taken);
    else
        warn("%s:%" PRIu64 ": \"%.*s\" matches no row", r->path, rule->line, (int)rule->label.n, rule->label.p);
}

void rules_report(const struct rules *r)
{
    for (size_t i = 0; r->rows && i < r->n; i++)
        if (r->rule[i].rows == 0)
            report(r, &r->rule[i]);
}
