/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * exprvalue: what can be done with the values of an expression (expr/expr.h).
 *
 * An empty operand makes the result empty. Functions that may fail return what is wrong, in words that follow the value
 * of a cell, or NULL. */
#ifndef EXPR_EXPRVALUE_H
#define EXPR_EXPRVALUE_H

#include "expr/exprtree.h"

struct expr_value exprvalue_int(int64_t n);
struct expr_value exprvalue_double(double v);

/* A cell or a literal: false if it is no number, or no number and no date. */
bool exprvalue_number(struct slice s, struct expr_value *out);
bool exprvalue_read(struct slice s, enum expr_is as, struct expr_value *out);

/* + - * / and those of one number. Dates may be subtracted, and days added. */
const char *exprvalue_compute(enum expr_op op, struct expr_value a, struct expr_value b, struct expr_value *out);

/* a / b rounded once, as an exact quotient if it is one. */
const char *exprvalue_round_quotient(struct expr_value a, struct expr_value b, unsigned places, struct expr_value *out);
struct expr_value exprvalue_round(struct expr_value a, unsigned places);

/* Can they be compared, that is, are both numbers, dates or texts? Neither may be empty. */
bool exprvalue_comparable(const struct expr_value *a, const struct expr_value *b);
int exprvalue_compare(const struct expr_value *a, const struct expr_value *b);

#endif
