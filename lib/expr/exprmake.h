/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exprmake: the nodes of an expression, each checked as far as it can be before any row.
 *
 * A cell is read as what the other side is: a number, a date or a text. What can never be right is an error of the
 * expression, not of the first row. Each function returns NULL after an error, which exprmake_wrong has noted.
 */
#ifndef EXPR_EXPRMAKE_H
#define EXPR_EXPRMAKE_H

#include "expr/exprtree.h"

struct exprmake {
    struct expr_scope *scope;
    struct expr *expr;
    struct expr_problem *problem;
};

struct expr_node *exprmake_wrong(struct exprmake *m, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

struct expr_node *exprmake_constant(struct exprmake *m, size_t at, enum expr_is is, struct expr_value v);
struct expr_node *exprmake_column(struct exprmake *m, size_t at, struct slice name);
struct expr_node *exprmake_top(struct exprmake *m, size_t at, const struct expr_node *of, struct exact percent,
                               bool is_bottom);

struct expr_node *exprmake_negative(struct exprmake *m, struct expr_node *x);
struct expr_node *exprmake_computed(struct exprmake *m, enum expr_op op, struct expr_node *a, struct expr_node *b);
struct expr_node *exprmake_compared(struct exprmake *m, enum expr_op op, struct expr_node *a, struct expr_node *b);
struct expr_node *exprmake_is_empty(struct exprmake *m, struct expr_node *x);
struct expr_node *exprmake_not(struct exprmake *m, struct expr_node *x);
struct expr_node *exprmake_joined(struct exprmake *m, enum expr_op op, struct expr_node *a, struct expr_node *b);
struct expr_node *exprmake_condition(struct exprmake *m, struct expr_node *x); /* x, which must be one */

/* A function by its name, or NULL; its arguments are handed over one by one: `sofar` is NULL at the first. */
struct exprmake_function {
    const char *name;
    enum expr_op op;
    int most; /* arguments */
};
extern const char EXPRMAKE_FUNCTIONS[]; /* their names, for messages */
const struct exprmake_function *exprmake_function(struct slice name);
struct expr_node *exprmake_call(struct exprmake *m, const struct exprmake_function *f, struct expr_node *sofar,
                                struct expr_node *x);

#endif
