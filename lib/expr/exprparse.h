/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exprparse: the grammar of expressions, a function for each rule, the loosest first:
 *
 *     condition   and, or
 *     not         not
 *     comparison  = != < <= > >= in is
 *     sum         + -
 *     product     * /
 *     unary       -
 *     primary     name, number, date, "text", function(...), ( ... ) */
#ifndef EXPR_EXPRPARSE_H
#define EXPR_EXPRPARSE_H

#include "expr/exprlex.h"
#include "expr/exprmake.h"

struct exprparse {
    struct exprmake make;
    struct exprlex lex;
    struct slice text;
    struct token now;
    unsigned depth;
};

struct exprparse exprparse_begin(struct expr_scope *s, struct slice text, struct expr_problem *problem);

/* One expression, up to the first word that does not belong to it. NULL: there is a problem. */
struct expr_node *exprparse_one(struct exprparse *p, struct expr *e);

/* NAME = ; false: there is a problem. */
bool exprparse_name(struct exprparse *p, struct slice *name);

bool exprparse_take(struct exprparse *p, const char *sign); /* if it comes next */
bool exprparse_ended(const struct exprparse *p);

/* Notes that the next word is not `expected`. */
struct expr_node *exprparse_unexpected(struct exprparse *p, const char *expected);

#endif
