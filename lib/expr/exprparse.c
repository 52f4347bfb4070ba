/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "expr/exprparse.h"

#include <string.h>
#include <strings.h>

#include "expr/exprvalue.h"

enum { DEEPEST = 200 };

static struct expr_node *parse_condition(struct exprparse *p);

/* ---- words ---- */

static size_t place(const struct exprparse *p)
{
    return (size_t)(p->now.raw.p - p->text.p);
}

static const char *const RESERVED[] = {"and", "or", "not", "in", "is", "empty"};

/* A word of the language, but for its letters; or NULL. */
static const char *meant(struct token t)
{
    for (size_t i = 0; t.kind == TOKEN_WORD && i < sizeof RESERVED / sizeof *RESERVED; i++)
        if (t.raw.n == strlen(RESERVED[i]) && strncasecmp(t.raw.p, RESERVED[i], t.raw.n) == 0 &&
            !slice_is(t.raw, RESERVED[i]))
            return RESERVED[i];
    return NULL;
}

struct expr_node *exprparse_unexpected(struct exprparse *p, const char *expected)
{
    struct token t = p->now;
    int n = t.raw.n < 60 ? (int)t.raw.n : 60;
    if (t.kind == TOKEN_WRONG)
        return exprmake_wrong(&p->make, place(p), "%.*s %.*s", n, t.raw.p, (int)t.value.n, t.value.p);
    if (t.kind == TOKEN_END)
        return exprmake_wrong(&p->make, place(p), "expected %s, found the end", expected);
    if (meant(t))
        return exprmake_wrong(&p->make, place(p), "%.*s is written %s", n, t.raw.p, meant(t));
    return exprmake_wrong(&p->make, place(p), "expected %s, found %.*s", expected, n, t.raw.p);
}

static void step(struct exprparse *p)
{
    p->now = exprlex_next(&p->lex);
}

static bool is_word(const struct exprparse *p, const char *word)
{
    return p->now.kind == TOKEN_WORD && slice_is(p->now.raw, word);
}

static bool take_word(struct exprparse *p, const char *word)
{
    bool is_it = is_word(p, word);
    if (is_it)
        step(p);
    return is_it;
}

bool exprparse_take(struct exprparse *p, const char *sign)
{
    bool is_it = p->now.kind == TOKEN_SIGN && slice_is(p->now.raw, sign);
    if (is_it)
        step(p);
    return is_it;
}

bool exprparse_ended(const struct exprparse *p)
{
    return p->now.kind == TOKEN_END;
}

/* Recursion is bounded: a text of a million brackets is refused and does not overflow the stack. */
static struct expr_node *deeper(struct exprparse *p, struct expr_node *(*part)(struct exprparse *))
{
    if (p->depth == DEEPEST)
        return exprmake_wrong(&p->make, place(p), "brackets, not and - are nested more than %d deep", DEEPEST);
    p->depth++;
    struct expr_node *n = part(p);
    p->depth--;
    return n;
}

/* ---- primary ---- */

static bool is_reserved(const struct exprparse *p)
{
    for (size_t i = 0; i < sizeof RESERVED / sizeof *RESERVED; i++)
        if (is_word(p, RESERVED[i]))
            return true;
    return false;
}

static struct expr_node *literal(struct exprparse *p)
{
    struct expr_value v = {.kind = EXPR_TEXT, .text = p->now.value};
    enum expr_is is = p->now.kind == TOKEN_TEXT ? IS_TEXT : p->now.kind == TOKEN_DATE ? IS_DATE : IS_NUMBER;
    size_t at = place(p);
    int32_t days = 0;
    bool fits = true;
    if (p->now.kind == TOKEN_DATE) {
        v.kind = EXPR_DATE;
        fits = date_parse(p->now.raw, &v.day);
    } else if (p->now.kind == TOKEN_SPAN) {
        fits = span_parse(p->now.raw, &days);
        v = exprvalue_int(days);
    } else if (p->now.kind == TOKEN_NUMBER) {
        fits = exprvalue_number(p->now.raw, &v);
        v.is_money = false; /* 0.25 * orders is not money */
    }
    if (!fits)
        return exprmake_wrong(&p->make, at, "%.*s is too large", (int)p->now.raw.n, p->now.raw.p);
    step(p);
    return exprmake_constant(&p->make, at, is, v);
}

static struct expr_node *arguments(struct exprparse *p, const struct exprmake_function *f)
{
    struct expr_node *sofar = NULL;
    for (int i = 0; i == 0 || exprparse_take(p, ","); i++) {
        if (i == f->most)
            return exprmake_wrong(&p->make, place(p), "%s() takes no more than %d", f->name, f->most);
        struct expr_node *x = deeper(p, parse_condition);
        sofar = x ? exprmake_call(&p->make, f, sofar, x) : NULL;
        if (!sofar)
            return NULL;
    }
    return exprparse_take(p, ")") ? sofar : exprparse_unexpected(p, "a comma or )");
}

static struct expr_node *name(struct exprparse *p)
{
    struct token t = p->now;
    size_t at = place(p);
    step(p);
    if (t.kind == TOKEN_NAME || !exprparse_take(p, "("))
        return exprmake_column(&p->make, at, t.value);
    const struct exprmake_function *f = exprmake_function(t.raw);
    return f ? arguments(p, f)
             : exprmake_wrong(&p->make, at, "there is no function \"%.*s\" (there are %s)", (int)t.raw.n, t.raw.p,
                              EXPRMAKE_FUNCTIONS);
}

static struct expr_node *parse_primary(struct exprparse *p)
{
    if (exprparse_take(p, "(")) {
        struct expr_node *n = deeper(p, parse_condition);
        return !n || exprparse_take(p, ")") ? n : exprparse_unexpected(p, ")");
    }
    if (p->now.kind == TOKEN_NAME || (p->now.kind == TOKEN_WORD && !is_reserved(p)))
        return name(p);
    if (p->now.kind >= TOKEN_NUMBER && p->now.kind <= TOKEN_TEXT)
        return literal(p);
    return exprparse_unexpected(p, "a value");
}

/* ---- arithmetic ---- */

static struct expr_node *parse_unary(struct exprparse *p)
{
    if (!exprparse_take(p, "-"))
        return parse_primary(p);
    struct expr_node *x = deeper(p, parse_unary);
    return x ? exprmake_negative(&p->make, x) : NULL;
}

static struct expr_node *parse_product(struct exprparse *p)
{
    struct expr_node *n = parse_unary(p);
    while (n) {
        bool times = exprparse_take(p, "*");
        if (!times && !exprparse_take(p, "/"))
            break;
        struct expr_node *x = parse_unary(p);
        n = x ? exprmake_computed(&p->make, times ? OP_TIMES : OP_OVER, n, x) : NULL;
    }
    return n;
}

static struct expr_node *parse_sum(struct exprparse *p)
{
    struct expr_node *n = parse_product(p);
    while (n) {
        bool plus = exprparse_take(p, "+");
        if (!plus && !exprparse_take(p, "-"))
            break;
        struct expr_node *x = parse_product(p);
        n = x ? exprmake_computed(&p->make, plus ? OP_PLUS : OP_MINUS, n, x) : NULL;
    }
    return n;
}

/* ---- comparisons ---- */

static struct expr_node *negated(struct exprparse *p, struct expr_node *n, bool is_negated)
{
    return n && is_negated ? exprmake_not(&p->make, n) : n;
}

static struct expr_node *parse_empty(struct exprparse *p, struct expr_node *x)
{
    bool is_not = take_word(p, "not");
    if (!take_word(p, "empty"))
        return exprparse_unexpected(p, is_not ? "empty" : "empty or not empty");
    return negated(p, exprmake_is_empty(&p->make, x), is_not);
}

static struct expr_node *parse_list(struct exprparse *p, struct expr_node *left, bool is_not)
{
    struct expr_node *any = NULL;
    if (!exprparse_take(p, "("))
        return exprparse_unexpected(p, "( and a list of values");
    do {
        struct expr_node *x = parse_sum(p);
        x = x ? exprmake_compared(&p->make, OP_EQUAL, left, x) : NULL;
        any = x && any ? exprmake_joined(&p->make, OP_OR, any, x) : x;
    } while (any && exprparse_take(p, ","));
    if (any && !exprparse_take(p, ")"))
        return exprparse_unexpected(p, "a comma or )");
    return negated(p, any, is_not);
}

/* top 20 %, bottom 20 %, or a sum that may begin with a column called top. */
static struct expr_node *parse_right(struct exprparse *p, const struct expr_node *left)
{
    struct exprparse before = *p;
    size_t at = place(p);
    bool is_bottom = take_word(p, "bottom");
    if ((!is_bottom && !take_word(p, "top")) || p->now.kind != TOKEN_NUMBER) {
        *p = before;
        return parse_sum(p);
    }
    struct expr_node *number = literal(p);
    if (!number || !exprparse_take(p, "%"))
        return number ? exprparse_unexpected(p, "%") : NULL;
    struct exact none = {0};
    return exprmake_top(&p->make, at, left, number->value.kind == EXPR_EXACT ? number->value.exact : none, is_bottom);
}

static bool take_comparison(struct exprparse *p, enum expr_op *op)
{
    static const char *const sign[] = {"=", "!=", "<", "<=", ">", ">="};
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
        if (exprparse_take(p, sign[i])) {
            *op = OP_EQUAL + (enum expr_op)i;
            return true;
        }
    return false;
}

static struct expr_node *parse_signs(struct exprparse *p, struct expr_node *n)
{
    enum expr_op op;
    if (!take_comparison(p, &op))
        return n;
    struct expr_node *right = parse_right(p, n);
    n = right ? exprmake_compared(&p->make, op, n, right) : NULL;
    struct exprparse before = *p;
    if (n && take_comparison(p, &op)) {
        *p = before;
        return exprparse_unexpected(p, "and, or or the end");
    }
    return n;
}

static struct expr_node *parse_comparison(struct exprparse *p)
{
    struct expr_node *n = parse_sum(p);
    if (!n)
        return NULL;
    if (take_word(p, "is"))
        return parse_empty(p, n);
    bool is_not = take_word(p, "not");
    if (take_word(p, "in"))
        return parse_list(p, n, is_not);
    return is_not ? exprparse_unexpected(p, "in") : parse_signs(p, n);
}

/* ---- conditions ---- */

static struct expr_node *parse_not(struct exprparse *p)
{
    if (!take_word(p, "not"))
        return parse_comparison(p);
    struct expr_node *n = deeper(p, parse_not);
    return n ? exprmake_not(&p->make, n) : NULL;
}

static struct expr_node *parse_and(struct exprparse *p)
{
    struct expr_node *n = parse_not(p);
    while (n && take_word(p, "and")) {
        struct expr_node *x = parse_not(p);
        n = x ? exprmake_joined(&p->make, OP_AND, n, x) : NULL;
    }
    return n;
}

static struct expr_node *parse_condition(struct exprparse *p)
{
    struct expr_node *n = parse_and(p);
    while (n && take_word(p, "or")) {
        struct expr_node *x = parse_and(p);
        n = x ? exprmake_joined(&p->make, OP_OR, n, x) : NULL;
    }
    return n;
}

/* ---- the whole ---- */

struct exprparse exprparse_begin(struct expr_scope *s, struct slice text, struct expr_problem *problem)
{
    struct exprparse p = {.make = {.scope = s, .problem = problem}, .lex = {text, &s->arena}, .text = text};
    *problem = (struct expr_problem){0};
    step(&p);
    return p;
}

struct expr_node *exprparse_one(struct exprparse *p, struct expr *e)
{
    p->make.expr = e;
    return parse_condition(p);
}

bool exprparse_name(struct exprparse *p, struct slice *name)
{
    struct token t = p->now;
    if ((t.kind != TOKEN_WORD && t.kind != TOKEN_NAME) || is_reserved(p) || t.value.n == 0)
        return exprparse_unexpected(p, "the name of a new column");
    *name = t.value;
    step(p);
    return exprparse_take(p, "=") || exprparse_unexpected(p, "=");
}
