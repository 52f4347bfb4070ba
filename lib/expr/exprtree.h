/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exprtree: a compiled expression: what expr.c makes and exprrun.c walks. */
#ifndef EXPR_EXPRTREE_H
#define EXPR_EXPRTREE_H

#include "expr/expr.h"
#include "tsv/amount.h"

/* What a part of an expression is, as far as it is known before any row. */
enum expr_is {
    IS_CONDITION,
    IS_NUMBER,
    IS_DATE,
    IS_TEXT,
    IS_VALUE, /* a number or a date */
    IS_CELL,  /* depends on the other side */
};

enum expr_op {
    OP_CONST,
    OP_CELL,
    OP_ADDED, /* the value of a column that is added */
    OP_TOP,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_IS_EMPTY,
    OP_EQUAL,
    OP_UNEQUAL,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_GREATER,
    OP_GREATER_EQUAL,
    OP_PLUS,
    OP_MINUS,
    OP_TIMES,
    OP_OVER,
    OP_NEGATIVE,
    OP_ROUND,
    OP_ABS,
    OP_LEAST,
    OP_GREATEST,
    OP_TEXT,
};

struct expr_node {
    enum expr_op op;
    enum expr_is is;
    struct expr_node *kid[2];
    enum expr_is as[2];      /* how each is read if it is a cell */
    unsigned col;            /* of OP_CELL and OP_TOP; of others one of their columns, for messages */
    struct expr *added;      /* of OP_ADDED */
    struct expr_value value; /* of OP_CONST, and of OP_TOP once it is settled; of OP_ROUND the places */
    struct expr_top *top;    /* of OP_TOP */
    size_t at;               /* bytes into the text */
};

/* The numbers of a column, gathered row by row. */
struct expr_top {
    struct exact percent;
    bool is_bottom;
    struct amount *number;
    size_t n, cap;
};

struct expr {
    struct expr_scope *scope;
    struct expr_node *root;
    struct expr_node **top; /* its tops */
    size_t tops, tops_cap;
    bool is_known; /* of the current row */
    struct expr_value value;
};

#endif
