/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions evaluated. Each function is false if the row was set aside. */
#include <stdlib.h>

#include "base/mem.h"
#include "expr/exprvalue.h"

static bool eval(const struct expr *e, const struct expr_node *n, enum expr_is as, struct expr_value *out);

static struct expr_value empty(void)
{
    return (struct expr_value){.kind = EXPR_EMPTY};
}

static struct expr_value truth(bool is)
{
    return exprvalue_int(is);
}

static bool is_true(const struct expr_value *v)
{
    return v->kind != EXPR_EMPTY && exact_sign(v->exact) != 0;
}

static bool is_false(const struct expr_value *v)
{
    return v->kind != EXPR_EMPTY && exact_sign(v->exact) == 0;
}

/* ---- cells ---- */

static bool bad(const struct expr *e, const struct expr_node *n, const char *problem, const char *remedy)
{
    return !e->scope->is_trying && tsv_bad(e->scope->in, n->col == TSV_NONE ? 0 : n->col, problem, remedy);
}

static bool cell(const struct expr *e, const struct expr_node *n, enum expr_is as, struct expr_value *out)
{
    if (exprvalue_read(tsv_field(e->scope->in, n->col), as, out))
        return true;
    if (as == IS_NUMBER)
        return bad(e, n, "is not a number", "the expression needs one; texts are compared with \"texts\"");
    if (as == IS_DATE)
        return bad(e, n, "is not a date", "the expression needs one, YYYY-MM-DD");
    return bad(e, n, "is neither a number nor a date", "the expression needs one");
}

/* ---- conditions ---- */

/* What is not needed is not read: kind = "sale" and amount > 5 reads only the amounts of sales. */
static bool joined(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    bool (*decides)(const struct expr_value *) = n->op == OP_AND ? is_false : is_true;
    struct expr_value a, b;
    if (!eval(e, n->kid[0], IS_CELL, &a))
        return false;
    *out = a;
    if (decides(&a))
        return true;
    if (!eval(e, n->kid[1], IS_CELL, &b))
        return false;
    if (decides(&b) || a.kind != EXPR_EMPTY)
        *out = b;
    return true;
}

static bool holds_of(enum expr_op op, int c)
{
    switch (op) {
    case OP_EQUAL:
        return c == 0;
    case OP_UNEQUAL:
        return c != 0;
    case OP_LESS:
        return c < 0;
    case OP_LESS_EQUAL:
        return c <= 0;
    case OP_GREATER:
        return c > 0;
    default:
        return c >= 0;
    }
}

static bool both(const struct expr *e, const struct expr_node *n, struct expr_value *a, struct expr_value *b)
{
    return eval(e, n->kid[0], n->as[0], a) && eval(e, n->kid[1], n->as[1], b);
}

/* Two cells that are not both numbers or both dates: their bytes tell whether they are equal, but not which one is
 * less. */
static bool unlike(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    bool cells = n->kid[0]->op == OP_CELL && n->kid[1]->op == OP_CELL;
    if (!cells || (n->op != OP_EQUAL && n->op != OP_UNEQUAL))
        return bad(e, n, "is compared with something of another kind",
                   "numbers with numbers, dates with dates; text(NAME) is the text of a cell");
    struct slice a = tsv_field(e->scope->in, n->kid[0]->col), b = tsv_field(e->scope->in, n->kid[1]->col);
    *out = truth(slice_eq(a, b) == (n->op == OP_EQUAL));
    return true;
}

static bool compared(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    struct expr_value a, b;
    if (!both(e, n, &a, &b))
        return false;
    *out = empty();
    if (a.kind == EXPR_EMPTY || b.kind == EXPR_EMPTY)
        return true;
    bool ordered = n->as[0] == IS_CELL && n->as[1] == IS_CELL && a.kind == EXPR_TEXT;
    if (!exprvalue_comparable(&a, &b) || (ordered && n->op >= OP_LESS))
        return unlike(e, n, out);
    *out = truth(holds_of(n->op, exprvalue_compare(&a, &b)));
    return true;
}

static bool is_empty(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    struct expr_value v;
    if (!eval(e, n->kid[0], IS_TEXT, &v))
        return false;
    *out = truth(v.kind == EXPR_EMPTY);
    return true;
}

static bool opposite(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    if (!eval(e, n->kid[0], IS_CELL, out))
        return false;
    if (out->kind != EXPR_EMPTY)
        *out = truth(is_false(out));
    return true;
}

/* ---- values ---- */

static bool computed(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    struct expr_value a, b;
    if (!both(e, n, &a, &b))
        return false;
    const char *problem = exprvalue_compute(n->op, a, b, out);
    return !problem || bad(e, n, problem, NULL);
}

static bool extreme(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    struct expr_value a, b;
    if (!both(e, n, &a, &b))
        return false;
    *out = empty();
    if (a.kind == EXPR_EMPTY || b.kind == EXPR_EMPTY)
        return true;
    if (!exprvalue_comparable(&a, &b))
        return unlike(e, n, out);
    int c = exprvalue_compare(&a, &b);
    *out = (n->op == OP_LEAST ? c <= 0 : c >= 0) ? a : b;
    out->is_money = a.is_money || b.is_money;
    return true;
}

/* A quotient is rounded exactly: by way of a double, 5.35 / 2 would be 2.67. */
static bool rounded(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    const struct expr_node *x = n->kid[0];
    struct expr_value a, b;
    const char *problem = NULL;
    unsigned places = (unsigned)n->value.exact.v;
    if (x->op == OP_OVER) {
        if (!both(e, x, &a, &b))
            return false;
        problem = exprvalue_round_quotient(a, b, places, out);
    } else {
        if (!eval(e, x, IS_NUMBER, &a))
            return false;
        *out = exprvalue_round(a, places);
        problem = a.kind == EXPR_DATE ? "makes a date but a number is needed" : NULL;
    }
    return !problem || bad(e, n, problem, NULL);
}

static bool signed_number(const struct expr *e, const struct expr_node *n, struct expr_value *out)
{
    if (!eval(e, n->kid[0], IS_NUMBER, out))
        return false;
    if (out->kind == EXPR_DATE)
        return bad(e, n, "makes a date but a number is needed", NULL);
    if (out->kind == EXPR_EXACT && (n->op == OP_NEGATIVE || exact_sign(out->exact) < 0))
        out->exact = exact_minus(out->exact);
    if (out->kind == EXPR_DOUBLE && (n->op == OP_NEGATIVE || out->v < 0))
        out->v = -out->v;
    return true;
}

static bool eval(const struct expr *e, const struct expr_node *n, enum expr_is as, struct expr_value *out)
{
    switch (n->op) {
    case OP_CONST:
    case OP_TOP:
        *out = n->value;
        return true;
    case OP_CELL:
        return cell(e, n, as, out);
    case OP_ADDED:
        return expr_value(n->added, out);
    case OP_AND:
    case OP_OR:
        return joined(e, n, out);
    case OP_NOT:
        return opposite(e, n, out);
    case OP_IS_EMPTY:
        return is_empty(e, n, out);
    case OP_ROUND:
        return rounded(e, n, out);
    case OP_NEGATIVE:
    case OP_ABS:
        return signed_number(e, n, out);
    case OP_LEAST:
    case OP_GREATEST:
        return extreme(e, n, out);
    case OP_TEXT:
        return eval(e, n->kid[0], IS_TEXT, out);
    case OP_PLUS:
    case OP_MINUS:
    case OP_TIMES:
    case OP_OVER:
        return computed(e, n, out);
    default:
        return compared(e, n, out);
    }
}

/* ---- of the current row ---- */

void expr_row(struct expr_scope *s)
{
    for (size_t i = 0; i < s->all_n; i++)
        s->all[i]->is_known = false;
}

/* Computed once, when it is first needed. If it is a plain column, it keeps the column's text. */
bool expr_value(struct expr *e, struct expr_value *out)
{
    if (!e->is_known) {
        if (!eval(e, e->root, IS_TEXT, &e->value))
            return false;
        e->is_known = true;
    }
    *out = e->value;
    return true;
}

bool expr_holds(struct expr *e, bool *out)
{
    struct expr_value v;
    if (!expr_value(e, &v))
        return false;
    *out = is_true(&v);
    return true;
}

bool expr_might_hold(struct expr *e)
{
    bool holds = false;
    e->scope->is_trying = true;
    bool is_read = expr_holds(e, &holds);
    e->scope->is_trying = false;
    return is_read && holds;
}

/* ---- `top 20 %` ---- */

bool expr_is_late(const struct expr_scope *s)
{
    for (size_t i = 0; i < s->all_n; i++)
        if (s->all[i]->tops)
            return true;
    return false;
}

static bool is_number(struct expr_scope *s, struct expr_node *n)
{
    struct amount a;
    return amount_read(s->in, n->col, &a);
}

static bool gather(struct expr_scope *s, struct expr_node *n)
{
    struct amount a;
    struct expr_top *t = n->top;
    if (amount_read(s->in, n->col, &a) && a.kind != AMOUNT_EMPTY) {
        t->number = mem_grow(t->number, &t->cap, t->n + 1, sizeof *t->number);
        t->number[t->n++] = a;
    }
    return true;
}

static bool each_top(struct expr_scope *s, bool (*visit)(struct expr_scope *, struct expr_node *))
{
    for (size_t i = 0; i < s->all_n; i++)
        for (size_t k = 0; k < s->all[i]->tops; k++)
            if (!visit(s, s->all[i]->top[k]))
                return false;
    return true;
}

bool expr_gather(struct expr_scope *s)
{
    return each_top(s, is_number) && each_top(s, gather);
}

/* The least of the top p % of n numbers, or the largest of the bottom p %; their count is rounded up. */
static bool settle(struct expr_scope *s, struct expr_node *n)
{
    struct expr_top *t = n->top;
    (void)s;
    n->value = empty();
    if (t->n) {
        wide_int hundred = 100, of = (wide_int)t->n * t->percent.v;
        for (unsigned i = 0; i < t->percent.places; i++)
            hundred *= 10;
        amount_sort(t->number, t->n);
        size_t count = (size_t)((of + hundred - 1) / hundred);
        struct amount a = t->number[t->is_bottom ? count - 1 : t->n - count];
        n->value = a.kind == AMOUNT_EXACT ? (struct expr_value){.kind = EXPR_EXACT, .exact = exact_of(a.exact)}
                                          : exprvalue_double(a.v);
    }
    free(t->number);
    *t = (struct expr_top){.percent = t->percent, .is_bottom = t->is_bottom};
    return true;
}

void expr_settle(struct expr_scope *s)
{
    each_top(s, settle);
}
