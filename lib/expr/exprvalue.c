/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "expr/exprvalue.h"

#include <math.h>

#include "base/num.h"

#define TOO_LARGE "makes a number that is too large (exact ones have at most 38 digits)"

struct expr_value exprvalue_int(int64_t n)
{
    return (struct expr_value){.kind = EXPR_EXACT, .exact = exact_int(n)};
}

struct expr_value exprvalue_double(double v)
{
    return (struct expr_value){.kind = EXPR_DOUBLE, .v = v};
}

static double as_double(const struct expr_value *a)
{
    return a->kind == EXPR_EXACT ? exact_double(a->exact) : a->v;
}

static bool is_number(const struct expr_value *a)
{
    return a->kind == EXPR_EXACT || a->kind == EXPR_DOUBLE;
}

/* ---- read ---- */

/* Tables write money with at least two places, and other decimals without zeros at their end: 15.30 is surely money,
 * and 15.37 is taken as money too. */
static bool has_two_places(struct slice s)
{
    const char *point = memchr(s.p, '.', s.n);
    return point && s.p + s.n - point > 2;
}

bool exprvalue_number(struct slice s, struct expr_value *out)
{
    struct amount a;
    if (!amount_parse(s, &a))
        return false;
    *out = (struct expr_value){.kind = EXPR_EMPTY};
    if (a.kind == AMOUNT_EXACT)
        *out = (struct expr_value){EXPR_EXACT, has_two_places(s), .exact = exact_of(a.exact)};
    if (a.kind == AMOUNT_DOUBLE)
        *out = exprvalue_double(a.v);
    return true;
}

static bool read_date(struct slice s, struct expr_value *out)
{
    *out = (struct expr_value){.kind = EXPR_DATE};
    return date_parse(s, &out->day);
}

bool exprvalue_read(struct slice s, enum expr_is as, struct expr_value *out)
{
    *out = (struct expr_value){.kind = EXPR_EMPTY};
    if (s.n == 0)
        return true;
    if (as != IS_TEXT && as != IS_DATE && exprvalue_number(s, out))
        return true;
    if (as != IS_TEXT && as != IS_NUMBER && read_date(s, out))
        return true;
    *out = (struct expr_value){.kind = EXPR_TEXT, .text = s};
    return as == IS_TEXT || as == IS_CELL;
}

/* ---- computed ---- */

static const char *finite_double(double v, struct expr_value *out)
{
    *out = exprvalue_double(v);
    return isfinite(v) ? NULL : TOO_LARGE;
}

static const char *compute_exact(enum expr_op op, struct expr_value a, struct expr_value b, struct expr_value *out)
{
    enum exact_status status;
    *out = (struct expr_value){.kind = EXPR_EXACT, .is_money = a.is_money || b.is_money};
    if (op == OP_OVER)
        return finite_double(exact_quotient(a.exact, b.exact), out);
    if (op == OP_TIMES)
        status = exact_mul(a.exact, b.exact, &out->exact);
    else
        status = exact_add(a.exact, op == OP_MINUS ? exact_minus(b.exact) : b.exact, &out->exact);
    if (status == EXACT_BEYOND)
        *out = exprvalue_double(exact_double(a.exact) * exact_double(b.exact));
    return status == EXACT_RANGE ? TOO_LARGE : NULL;
}

static const char *compute_double(enum expr_op op, double a, double b, struct expr_value *out)
{
    return finite_double(op == OP_PLUS ? a + b : op == OP_MINUS ? a - b : op == OP_TIMES ? a * b : a / b, out);
}

static const char *compute_date(enum expr_op op, struct expr_value a, struct expr_value b, struct expr_value *out)
{
    int64_t days;
    if (a.kind == EXPR_DATE && b.kind == EXPR_DATE) {
        *out = exprvalue_int((int64_t)a.day - b.day);
        return op == OP_MINUS ? NULL : "is a date, and dates are not added";
    }
    struct expr_value day = a.kind == EXPR_DATE ? a : b, length = a.kind == EXPR_DATE ? b : a;
    if (op == OP_MINUS && b.kind == EXPR_DATE)
        return "is subtracted from a number, but is a date";
    if (op != OP_PLUS && op != OP_MINUS)
        return "is a date but a number is needed";
    if (length.kind != EXPR_EXACT || !exact_whole(length.exact, &days))
        return "makes a length of time that is no whole number of days";
    int64_t sum = op == OP_PLUS ? day.day + (days % INT32_MAX) : day.day - (days % INT32_MAX);
    *out = (struct expr_value){.kind = EXPR_DATE, .day = (date)sum};
    bool is_day = days > -INT32_MAX && days < INT32_MAX && sum >= date_of(1, 1, 1) && sum <= date_of(9999, 12, 31);
    return is_day ? NULL : "makes a day outside of the years 0001 to 9999";
}

static bool is_zero(const struct expr_value *a)
{
    return a->kind == EXPR_EXACT ? exact_sign(a->exact) == 0 : a->kind == EXPR_DOUBLE && a->v == 0;
}

const char *exprvalue_compute(enum expr_op op, struct expr_value a, struct expr_value b, struct expr_value *out)
{
    *out = (struct expr_value){.kind = EXPR_EMPTY};
    if (a.kind == EXPR_EMPTY || b.kind == EXPR_EMPTY)
        return NULL;
    if (a.kind == EXPR_DATE || b.kind == EXPR_DATE)
        return compute_date(op, a, b, out);
    if (op == OP_OVER && is_zero(&b))
        return NULL;
    if (a.kind == EXPR_EXACT && b.kind == EXPR_EXACT)
        return compute_exact(op, a, b, out);
    return compute_double(op, as_double(&a), as_double(&b), out);
}

struct expr_value exprvalue_round(struct expr_value a, unsigned places)
{
    struct expr_value out = {.kind = EXPR_EXACT, .is_money = places > 1};
    if (a.kind == EXPR_EXACT)
        out.exact = exact_round(a.exact, places);
    else if (a.kind != EXPR_DOUBLE || !exact_round_double(a.v, places, &out.exact))
        return a;
    return out;
}

const char *exprvalue_round_quotient(struct expr_value a, struct expr_value b, unsigned places, struct expr_value *out)
{
    *out = (struct expr_value){.kind = EXPR_EXACT, .is_money = places > 1};
    if (a.kind == EXPR_EXACT && b.kind == EXPR_EXACT && !is_zero(&b) &&
        exact_round_quotient(a.exact, b.exact, places, &out->exact))
        return NULL;
    const char *problem = exprvalue_compute(OP_OVER, a, b, out);
    *out = exprvalue_round(*out, places);
    return problem;
}

/* ---- compared ---- */

bool exprvalue_comparable(const struct expr_value *a, const struct expr_value *b)
{
    return a->kind == b->kind || (is_number(a) && is_number(b));
}

int exprvalue_compare(const struct expr_value *a, const struct expr_value *b)
{
    if (a->kind == EXPR_TEXT)
        return slice_cmp(a->text, b->text);
    if (a->kind == EXPR_DATE)
        return (a->day > b->day) - (a->day < b->day);
    if (a->kind == EXPR_EXACT && b->kind == EXPR_EXACT)
        return exact_compare(a->exact, b->exact);
    double x = as_double(a), y = as_double(b);
    return (x > y) - (x < y);
}

/* ---- written ---- */

struct slice expr_text(const struct expr_value *v, char room[EXPR_ROOM])
{
    size_t n = 0;
    switch (v->kind) {
    case EXPR_TEXT:
        return v->text;
    case EXPR_EXACT:
        n = (size_t)exact_print(room, v->exact, v->is_money ? 2 : 0);
        break;
    case EXPR_DOUBLE:
        n = (size_t)num_print_double(room, v->v);
        break;
    case EXPR_DATE:
        date_print(room, v->day);
        n = DATE_LEN;
        break;
    default:
        break;
    }
    return slice_of(room, n);
}
