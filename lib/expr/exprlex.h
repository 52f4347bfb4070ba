/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exprlex: the words of an expression (expr/expr.h).
 *
 * "text" and `name` contain their own mark if it is doubled. A text in the form of a date is one: 2011-12-09 is not a
 * difference of numbers. */
#ifndef EXPR_EXPRLEX_H
#define EXPR_EXPRLEX_H

#include "base/arena.h"
#include "base/slice.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER, /* 2000, 0.25, 1e6 */
    TOKEN_SPAN,   /* 90d */
    TOKEN_DATE,
    TOKEN_TEXT,
    TOKEN_WORD, /* a name, a function or a word of the language */
    TOKEN_NAME, /* in backquotes: always a name */
    TOKEN_SIGN, /* ( ) , ; : = != < <= > >= + - * / % */
    TOKEN_WRONG /* value tells what is wrong with it */
};

struct token {
    enum token_kind kind;
    struct slice raw;   /* as it is written */
    struct slice value; /* without its marks */
};

struct exprlex {
    struct slice rest;
    struct arena *arena; /* for texts that contain their own mark */
};

struct token exprlex_next(struct exprlex *l);

#endif
