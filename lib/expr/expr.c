/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles expressions, and makes the messages for wrong ones. How they are evaluated: exprrun.c. */
#include "expr/expr.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "expr/exprparse.h"
#include "tsv/columns.h"

void expr_begin(struct expr_scope *s, struct tsv *in)
{
    *s = (struct expr_scope){.in = in};
}

void expr_end(struct expr_scope *s)
{
    for (size_t i = 0; i < s->all_n; i++) {
        for (size_t k = 0; k < s->all[i]->tops; k++)
            free(s->all[i]->top[k]->top->number);
        free(s->all[i]->top);
    }
    free(s->all);
    free(s->added);
    free(s->name);
    arena_free(&s->arena);
    *s = (struct expr_scope){0};
}

/* ---- mistakes ---- */

/* Letters, not bytes, counted from 1. */
static size_t letters(struct slice text, size_t bytes)
{
    size_t n = 1;
    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)text.p[i] & 0xc0) != 0x80;
    return n;
}

static _Noreturn void lacks_column(const struct expr_scope *s, const char *place, struct slice name)
{
    size_t n = s->in->n;
    struct slice *have = mem_zero(n + s->n + 1, sizeof *have); /* lives until the exit that follows */
    memcpy(have, s->in->column, n * sizeof *have);
    for (size_t i = 0; i < s->n; i++)
        have[n++] = s->name[i];
    columns_lacks(s->in->name, have, (unsigned)n, name, place);
}

/* In a file, the text begins at a column of its line; else that is 0. */
static _Noreturn void refuse(const struct expr_scope *s, const char *where, size_t column, struct slice text,
                             const struct expr_problem *problem)
{
    size_t letter = letters(text, problem->at);
    if (problem->column.p) {
        char place[512];
        if (column)
            snprintf(place, sizeof place, ", as %s:%zu has it (a text is written in \"quote marks\")", where,
                     column + letter - 1);
        else
            snprintf(place, sizeof place, ", as %s has it (character %zu; a text is written in \"quote marks\")", where,
                     letter);
        lacks_column(s, place, problem->column);
    }
    if (column)
        die(STATUS_USAGE, "%s:%zu: %s", where, column + letter - 1, problem->say);
    die(STATUS_USAGE, "%s: character %zu of \"%.*s\": %s", where, letter, (int)text.n, text.p, problem->say);
}

/* ---- compiled ---- */

static struct expr *new_expr(struct expr_scope *s)
{
    struct expr *e = arena_alloc(&s->arena, sizeof *e);
    *e = (struct expr){.scope = s};
    s->all = mem_grow(s->all, &s->all_cap, s->all_n + 1, sizeof(struct expr *));
    s->all[s->all_n++] = e;
    return e;
}

struct expr *expr_parse(struct expr_scope *s, struct slice text, struct expr_problem *problem)
{
    struct exprparse p = exprparse_begin(s, text, problem);
    struct expr *e = new_expr(s);
    e->root = exprparse_one(&p, e);
    if (e->root && !exprparse_ended(&p))
        e->root = exprparse_unexpected(&p, "an operator or the end");
    return e->root ? e : NULL;
}

struct expr *expr_formula(struct expr_scope *s, const char *where, struct slice text)
{
    struct expr_problem problem = {0};
    struct expr *e = expr_parse(s, text, &problem);
    if (!e)
        refuse(s, where, 0, text, &problem);
    return e;
}

static struct expr *condition(struct expr_scope *s, const char *where, size_t column, struct slice text)
{
    struct expr_problem problem = {0};
    struct expr *e = expr_parse(s, text, &problem);
    struct exprmake m = {s, e, &problem};
    if (!e || !exprmake_condition(&m, e->root))
        refuse(s, where, column, text, &problem);
    return e;
}

struct expr *expr_condition(struct expr_scope *s, const char *where, struct slice text)
{
    return condition(s, where, 0, text);
}

struct expr *expr_condition_of_file(struct expr_scope *s, const char *file, uint64_t line, size_t column,
                                    struct slice text)
{
    char where[512];
    snprintf(where, sizeof where, "%s:%" PRIu64, file, line);
    return condition(s, where, column, text);
}

/* ---- columns that are added ---- */

static bool is_there(const struct expr_scope *s, struct slice name)
{
    for (size_t i = 0; i < s->n; i++)
        if (slice_eq(s->name[i], name))
            return true;
    return tsv_find_slice(s->in, name) != TSV_NONE;
}

/* NAME = EXPRESSION, added when it is complete: it cannot use itself. */
static bool add_one(struct expr_scope *s, struct exprparse *p)
{
    struct slice name;
    size_t at = (size_t)(p->now.raw.p - p->text.p);
    if (!exprparse_name(p, &name))
        return false;
    if (is_there(s, name))
        return exprmake_wrong(&p->make, at, "there is a column \"%.*s\" already", (int)name.n, name.p);
    struct expr *e = new_expr(s);
    e->root = exprparse_one(p, e);
    if (!e->root)
        return false;
    s->added = mem_grow(s->added, &s->added_cap, s->n + 1, sizeof(struct expr *));
    s->name = mem_grow(s->name, &s->name_cap, s->n + 1, sizeof *s->name);
    s->added[s->n] = e;
    s->name[s->n++] = name;
    return exprparse_ended(p) || exprparse_take(p, ";") || exprparse_unexpected(p, "an operator, ; or the end");
}

void expr_add(struct expr_scope *s, const char *where, struct slice text)
{
    struct expr_problem problem = {0};
    struct exprparse p = exprparse_begin(s, text, &problem);
    do {
        if (!add_one(s, &p))
            refuse(s, where, 0, text, &problem);
    } while (!exprparse_ended(&p));
}
