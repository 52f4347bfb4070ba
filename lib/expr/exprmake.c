/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "expr/exprmake.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/mem.h"
#include "expr/exprvalue.h"

struct expr_node *exprmake_wrong(struct exprmake *m, size_t at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    m->problem->at = at;
    vsnprintf(m->problem->say, sizeof m->problem->say, format, args);
    va_end(args);
    return NULL;
}

/* ---- nodes ---- */

static struct expr_node *leaf(struct exprmake *m, size_t at, enum expr_op op, enum expr_is is)
{
    struct expr_node *n = arena_alloc(&m->scope->arena, sizeof *n);
    *n = (struct expr_node){.op = op, .is = is, .as = {IS_CELL, IS_CELL}, .col = TSV_NONE, .at = at};
    return n;
}

static struct expr_node *node(struct exprmake *m, enum expr_op op, enum expr_is is, struct expr_node *a,
                              struct expr_node *b)
{
    struct expr_node *n = leaf(m, a->at, op, is);
    n->kid[0] = a;
    n->kid[1] = b;
    n->col = a->col == TSV_NONE && b ? b->col : a->col;
    return n;
}

static struct expr_node *of_number(struct exprmake *m, enum expr_op op, struct expr_node *x)
{
    struct expr_node *n = node(m, op, IS_NUMBER, x, NULL);
    n->as[0] = IS_NUMBER;
    return n;
}

/* ---- the kinds that parts must have ---- */

struct expr_node *exprmake_condition(struct exprmake *m, struct expr_node *x)
{
    if (x->is == IS_CONDITION)
        return x;
    return exprmake_wrong(m, x->at, "expected a condition, found a value (revenue > 2000, churned = 1)");
}

static bool is_value(struct exprmake *m, const struct expr_node *x)
{
    if (x->is == IS_CONDITION)
        exprmake_wrong(m, x->at, "expected a value, found a condition");
    return x->is != IS_CONDITION;
}

static const char *name_of(enum expr_is is)
{
    return is == IS_TEXT ? "a text" : is == IS_DATE ? "a date" : is == IS_NUMBER ? "a number" : "a number or a date";
}

static bool is_number(struct exprmake *m, const struct expr_node *x)
{
    if (x->is == IS_TEXT || x->is == IS_DATE)
        exprmake_wrong(m, x->at, "expected a number, found %s", name_of(x->is));
    return x->is != IS_TEXT && x->is != IS_DATE && is_value(m, x);
}

/* A text in the form of a date is a date if the other side may be one. */
static void become_date(struct expr_node *n, enum expr_is beside)
{
    date d;
    bool may = n->op == OP_CONST && n->is == IS_TEXT && beside != IS_TEXT && beside != IS_NUMBER;
    if (may && date_parse(n->value.text, &d)) {
        n->is = IS_DATE;
        n->value = (struct expr_value){.kind = EXPR_DATE, .day = d};
    }
}

/* Two sides that are compared: how each is read if it is a cell. */
static struct expr_node *matched(struct exprmake *m, enum expr_op op, enum expr_is is, struct expr_node *a,
                                 struct expr_node *b)
{
    if (!is_value(m, a) || !is_value(m, b))
        return NULL;
    become_date(a, b->is);
    become_date(b, a->is);
    bool same = a->is == IS_CELL || b->is == IS_CELL || a->is == b->is;
    bool may_be = a->is != IS_TEXT && b->is != IS_TEXT && (a->is == IS_VALUE || b->is == IS_VALUE);
    if (!same && !may_be)
        return exprmake_wrong(m, b->at, "%s is compared with %s", name_of(a->is), name_of(b->is));
    struct expr_node *n = node(m, op, is, a, b);
    n->as[0] = b->is;
    n->as[1] = a->is;
    return n;
}

/* ---- leaves ---- */

struct expr_node *exprmake_constant(struct exprmake *m, size_t at, enum expr_is is, struct expr_value v)
{
    struct expr_node *n = leaf(m, at, OP_CONST, is);
    n->value = v;
    return n;
}

static struct expr_node *cell(struct exprmake *m, size_t at, unsigned col)
{
    struct expr_node *n = leaf(m, at, OP_CELL, IS_CELL);
    n->col = col;
    return n;
}

/* A column that is added under another name is that column. */
static struct expr_node *added(struct exprmake *m, size_t at, struct expr *e)
{
    if (e->root->op == OP_CELL)
        return cell(m, at, e->root->col);
    struct expr_node *n = leaf(m, at, OP_ADDED, e->root->is == IS_CONDITION ? IS_NUMBER : e->root->is);
    n->added = e;
    n->col = e->root->col;
    return n;
}

struct expr_node *exprmake_column(struct exprmake *m, size_t at, struct slice name)
{
    const struct expr_scope *s = m->scope;
    for (size_t i = 0; i < s->n; i++)
        if (slice_eq(s->name[i], name))
            return added(m, at, s->added[i]);
    unsigned col = tsv_find_slice(s->in, name);
    if (col != TSV_NONE)
        return cell(m, at, col);
    m->problem->column = name;
    return exprmake_wrong(m, at, "there is no column \"%.*s\"", (int)name.n, name.p);
}

struct expr_node *exprmake_top(struct exprmake *m, size_t at, const struct expr_node *of, struct exact percent,
                               bool is_bottom)
{
    if (exact_sign(percent) <= 0 || exact_compare(percent, exact_int(100)) > 0)
        return exprmake_wrong(m, at, "a share above 0 %% and up to 100 %% is expected");
    if (of->op != OP_CELL)
        return exprmake_wrong(m, of->at, "the name of a column is expected, as %s %% is that of a column",
                              is_bottom ? "bottom" : "top");
    struct expr_node *n = leaf(m, at, OP_TOP, IS_NUMBER);
    struct expr *e = m->expr;
    n->col = of->col;
    n->top = arena_alloc(&m->scope->arena, sizeof *n->top);
    *n->top = (struct expr_top){.percent = percent, .is_bottom = is_bottom};
    e->top = mem_grow(e->top, &e->tops_cap, e->tops + 1, sizeof(struct expr_node *));
    e->top[e->tops++] = n;
    return n;
}

/* ---- computed ---- */

struct expr_node *exprmake_negative(struct exprmake *m, struct expr_node *x)
{
    return is_number(m, x) ? of_number(m, OP_NEGATIVE, x) : NULL;
}

/* What a sum or difference is, as far as that is known before the values are. */
static enum expr_is sum_is(enum expr_op op, enum expr_is a, enum expr_is b)
{
    if (op == OP_MINUS && (b == IS_DATE || a == IS_NUMBER))
        return IS_NUMBER;
    if (op == OP_PLUS && (a == IS_DATE || b == IS_DATE))
        return IS_DATE;
    if (b == IS_NUMBER && (a == IS_DATE || a == IS_NUMBER))
        return a;
    return IS_VALUE;
}

static bool is_wrong_date(enum expr_op op, enum expr_is a, enum expr_is b)
{
    if (op == OP_PLUS)
        return a == IS_DATE && b == IS_DATE;
    if (op == OP_MINUS)
        return a == IS_NUMBER && b == IS_DATE;
    return a == IS_DATE || b == IS_DATE;
}

struct expr_node *exprmake_computed(struct exprmake *m, enum expr_op op, struct expr_node *a, struct expr_node *b)
{
    bool is_sum = op == OP_PLUS || op == OP_MINUS;
    if (!is_value(m, a) || !is_value(m, b))
        return NULL;
    become_date(a, IS_CELL);
    become_date(b, IS_CELL);
    if (a->is == IS_TEXT || b->is == IS_TEXT)
        return exprmake_wrong(m, a->is == IS_TEXT ? a->at : b->at, "expected a number, found a text");
    if (is_wrong_date(op, a->is, b->is))
        return exprmake_wrong(m, a->is == IS_DATE ? a->at : b->at,
                              "expected a number, found a date (dates are subtracted from dates, and a number "
                              "of days is added or subtracted)");
    struct expr_node *n = node(m, op, is_sum ? sum_is(op, a->is, b->is) : IS_NUMBER, a, b);
    n->as[0] = n->as[1] = is_sum ? IS_VALUE : IS_NUMBER;
    return n;
}

/* ---- functions ---- */

static const struct exprmake_function FUNCTION[] = {{"round", OP_ROUND, 2},
                                                    {"abs", OP_ABS, 1},
                                                    {"min", OP_LEAST, 100},
                                                    {"max", OP_GREATEST, 100},
                                                    {"text", OP_TEXT, 1}};
const char EXPRMAKE_FUNCTIONS[] = "round, abs, min, max, text";

const struct exprmake_function *exprmake_function(struct slice name)
{
    for (size_t i = 0; i < sizeof FUNCTION / sizeof *FUNCTION; i++)
        if (slice_is(name, FUNCTION[i].name))
            return &FUNCTION[i];
    return NULL;
}

/* round(x), and the second argument, which must be a constant. */
static struct expr_node *rounded(struct exprmake *m, struct expr_node *sofar, struct expr_node *x)
{
    int64_t places = 0;
    if (!sofar) {
        sofar = is_number(m, x) ? of_number(m, OP_ROUND, x) : NULL;
    } else if (x->op != OP_CONST || x->value.kind != EXPR_EXACT || !exact_whole(x->value.exact, &places) ||
               places > EXACT_PLACES) {
        return exprmake_wrong(m, x->at, "a number of places is expected, 0 to %d", EXACT_PLACES);
    }
    if (sofar)
        sofar->value = exprvalue_int(places);
    return sofar;
}

static struct expr_node *text_of(struct exprmake *m, struct expr_node *x)
{
    if (x->op != OP_CELL)
        return exprmake_wrong(m, x->at, "the name of a column is expected, as text() is that of a cell");
    struct expr_node *n = node(m, OP_TEXT, IS_TEXT, x, NULL);
    n->as[0] = IS_TEXT;
    return n;
}

static struct expr_node *extreme(struct exprmake *m, enum expr_op op, struct expr_node *sofar, struct expr_node *x)
{
    become_date(x, IS_CELL);
    if (x->is == IS_TEXT)
        return exprmake_wrong(m, x->at, "expected a number or a date, found a text");
    struct expr_node *n = matched(m, op, IS_VALUE, sofar ? sofar : x, x); /* of one value it is that one */
    for (int i = 0; n && i < 2; i++) {
        enum expr_is is = n->kid[i]->is;
        n->as[i] = n->as[i] == IS_CELL ? IS_VALUE : n->as[i];
        n->is = is == IS_NUMBER || is == IS_DATE ? is : n->is;
    }
    return n;
}

struct expr_node *exprmake_call(struct exprmake *m, const struct exprmake_function *f, struct expr_node *sofar,
                                struct expr_node *x)
{
    switch (f->op) {
    case OP_ROUND:
        return rounded(m, sofar, x);
    case OP_ABS:
        return is_number(m, x) ? of_number(m, OP_ABS, x) : NULL;
    case OP_TEXT:
        return text_of(m, x);
    default:
        return extreme(m, f->op, sofar, x);
    }
}

/* ---- conditions ---- */

/* "900" > "2000" as texts: hardly what the user means. */
static bool is_number_in_quotes(const struct expr_node *n)
{
    struct expr_value v;
    return n->op == OP_CONST && n->is == IS_TEXT && n->value.text.n && exprvalue_number(n->value.text, &v);
}

static bool may_be_compared(struct exprmake *m, enum expr_op op, const struct expr_node *n)
{
    if (op >= OP_LESS && is_number_in_quotes(n))
        exprmake_wrong(m, n->at, "the number is in quote marks (then texts are compared, letter by letter)");
    else if (n->op == OP_CONST && n->is == IS_TEXT && n->value.text.n == 0)
        exprmake_wrong(m, n->at, "an empty text equals nothing (use: is empty, is not empty)");
    else
        return true;
    return false;
}

struct expr_node *exprmake_compared(struct exprmake *m, enum expr_op op, struct expr_node *a, struct expr_node *b)
{
    if (!may_be_compared(m, op, a) || !may_be_compared(m, op, b))
        return NULL;
    return matched(m, op, IS_CONDITION, a, b);
}

struct expr_node *exprmake_is_empty(struct exprmake *m, struct expr_node *x)
{
    if (!is_value(m, x))
        return NULL;
    struct expr_node *n = node(m, OP_IS_EMPTY, IS_CONDITION, x, NULL);
    n->as[0] = IS_TEXT;
    return n;
}

struct expr_node *exprmake_not(struct exprmake *m, struct expr_node *x)
{
    return exprmake_condition(m, x) ? node(m, OP_NOT, IS_CONDITION, x, NULL) : NULL;
}

struct expr_node *exprmake_joined(struct exprmake *m, enum expr_op op, struct expr_node *a, struct expr_node *b)
{
    if (!exprmake_condition(m, a) || !exprmake_condition(m, b))
        return NULL;
    return node(m, op, IS_CONDITION, a, b);
}
