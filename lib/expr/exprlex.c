/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "expr/exprlex.h"

#include "base/date.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_in_word(char c)
{
    return begins_word(c) || is_digit(c) || c == '.';
}

static struct token token(enum token_kind kind, struct slice s, size_t n)
{
    struct slice raw = slice_of(s.p, n);
    return (struct token){kind, raw, raw};
}

static struct token wrong(struct slice s, size_t n, struct slice why)
{
    return (struct token){TOKEN_WRONG, slice_of(s.p, n), why};
}

/* ---- in marks ---- */

static struct slice without_doubles(struct slice s, char mark, struct arena *a)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        p[n++] = s.p[i];
        i += s.p[i] == mark;
    }
    return slice_of(p, n);
}

static struct token quoted(struct exprlex *l, enum token_kind kind)
{
    struct slice s = l->rest;
    char mark = s.p[0];
    bool doubled = false;
    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] != mark)
            continue;
        if (i + 1 < s.n && s.p[i + 1] == mark) {
            doubled = true;
            i++;
            continue;
        }
        struct token t = token(kind, s, i + 1);
        t.value = slice_of(s.p + 1, i - 1);
        if (doubled)
            t.value = without_doubles(t.value, mark, l->arena);
        return t;
    }
    return wrong(s, s.n, mark == '"' ? SLICE("has no second quote mark") : SLICE("has no second backquote"));
}

/* ---- numbers and dates ---- */

static size_t digits_from(struct slice s, size_t i)
{
    while (i < s.n && is_digit(s.p[i]))
        i++;
    return i;
}

static bool is_like_date(struct slice s)
{
    if (s.n < DATE_LEN || (s.n > DATE_LEN && is_in_word(s.p[DATE_LEN])))
        return false;
    for (size_t i = 0; i < DATE_LEN; i++)
        if (i == 4 || i == 7 ? s.p[i] != '-' : !is_digit(s.p[i]))
            return false;
    return true;
}

/* digits[.digits][e[+-]digits] */
static size_t number_size(struct slice s)
{
    size_t n = digits_from(s, 0);
    if (n + 1 < s.n && s.p[n] == '.' && is_digit(s.p[n + 1]))
        n = digits_from(s, n + 1);
    if (n < s.n && s.p[n] == 'e') {
        size_t sign = n + 1 < s.n && (s.p[n + 1] == '-' || s.p[n + 1] == '+');
        size_t end = digits_from(s, n + 1 + sign);
        n = end > n + 1 + sign ? end : n;
    }
    return n;
}

static struct token number(struct slice s)
{
    date d;
    if (is_like_date(s)) {
        struct token t = token(TOKEN_DATE, s, DATE_LEN);
        return date_parse(t.raw, &d) ? t : wrong(s, DATE_LEN, SLICE("is no day that exists"));
    }
    size_t n = number_size(s), end = n;
    while (end < s.n && is_in_word(s.p[end]))
        end++;
    if (end == n)
        return token(TOKEN_NUMBER, s, n);
    if (end == n + 1 && strchr("dwmy", s.p[n]))
        return token(TOKEN_SPAN, s, end);
    return wrong(s, end,
                 SLICE("is neither a number nor a length of time such as 90d (a name that begins with a digit is "
                       "written in backquotes)"));
}

/* ---- signs ---- */

static struct token sign(struct slice s)
{
    static const struct {
        struct slice sign, why;
    } other[] = {{SLICE("=="), SLICE("is written =")},
                 {SLICE("<>"), SLICE("is written !=")},
                 {SLICE("&&"), SLICE("is written and")},
                 {SLICE("||"), SLICE("is written or")},
                 {SLICE("'"), SLICE("is no mark of a text: these are \"quote marks\"")},
                 {SLICE("!="), {0}},
                 {SLICE("<="), {0}},
                 {SLICE(">="), {0}},
                 {SLICE("!"), SLICE("is written not")}};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (slice_starts(s, other[i].sign))
            return other[i].why.p ? wrong(s, other[i].sign.n, other[i].why) : token(TOKEN_SIGN, s, other[i].sign.n);
    if (memchr("(),;:=<>+-*/%", s.p[0], 13))
        return token(TOKEN_SIGN, s, 1);
    return wrong(s, 1, SLICE("means nothing here (a name that is not a plain word is written in backquotes)"));
}

static struct token find(struct exprlex *l)
{
    struct slice s = l->rest;
    size_t n = 1;
    if (s.n == 0)
        return token(TOKEN_END, s, 0);
    if (s.p[0] == '"' || s.p[0] == '`')
        return quoted(l, s.p[0] == '"' ? TOKEN_TEXT : TOKEN_NAME);
    if (is_digit(s.p[0]))
        return number(s);
    if (!begins_word(s.p[0]))
        return sign(s);
    while (n < s.n && is_in_word(s.p[n]))
        n++;
    return token(TOKEN_WORD, s, n);
}

struct token exprlex_next(struct exprlex *l)
{
    while (l->rest.n && memchr(" \t\n", l->rest.p[0], 3))
        l->rest = slice_of(l->rest.p + 1, l->rest.n - 1);
    struct token t = find(l);
    l->rest = slice_of(l->rest.p + t.raw.n, l->rest.n - t.raw.n);
    return t;
}
