/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessnumber.h"

static const struct slice SIGN[] = {
    {"EUR", 3},          {"USD", 3},      {"GBP", 3},       {"CHF", 3},          {"CAD", 3},  {"AUD", 3},
    {"INR", 3},          {"JPY", 3},      {"SEK", 3},       {"NOK", 3},          {"DKK", 3},  {"PLN", 3},
    {"BRL", 3},          {"kr", 2},       {"z\xc5\x82", 3}, {"R$", 2},           {"US$", 3},  {"$", 1},
    {"\xe2\x82\xac", 3}, {"\xc2\xa3", 2}, {"\xc2\xa5", 2},  {"\xe2\x82\xb9", 3}, {"\x80", 1}, {"\xa3", 1},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool ends(struct slice s, struct slice with)
{
    return s.n >= with.n && memcmp(s.p + s.n - with.n, with.p, with.n) == 0;
}

static struct slice strip(struct slice s)
{
    for (bool more = true; more;) {
        s = slice_trim(s);
        more = slice_starts(s, SLICE("\xc2\xa0")) || ends(s, SLICE("\xc2\xa0"));
        if (slice_starts(s, SLICE("\xc2\xa0")))
            s = slice_of(s.p + 2, s.n - 2);
        else if (more)
            s.n -= 2;
    }
    return s;
}

static struct slice strip_sign(struct slice s, struct slice *sign)
{
    for (size_t i = 0; i < sizeof SIGN / sizeof *SIGN; i++) {
        if (s.n <= SIGN[i].n)
            continue;
        if (slice_starts(s, SIGN[i])) {
            *sign = SIGN[i];
            return strip(slice_of(s.p + SIGN[i].n, s.n - SIGN[i].n));
        }
        if (ends(s, SIGN[i])) {
            *sign = SIGN[i];
            return strip(slice_of(s.p, s.n - SIGN[i].n));
        }
    }
    return s;
}

/* One minus or plus, at either end. */
static struct slice strip_minus(struct slice s)
{
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        return strip(slice_of(s.p + 1, s.n - 1));
    if (s.n && s.p[s.n - 1] == '-')
        return strip(slice_of(s.p, s.n - 1));
    return s;
}

/* Digits with marks between them, and one after the last digit at most. */
static bool is_core(struct slice s)
{
    bool digits = false;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = i + 1 < s.n && memcmp(s.p + i, "\xc2\xa0", 2) == 0;
        bool curly = i + 2 < s.n && memcmp(s.p + i, "\xe2\x80\x99", 3) == 0;
        digits |= is_digit(s.p[i]);
        if (blank || curly)
            i += blank ? 1 : 2;
        else if (!is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != ',' && s.p[i] != '\'' && s.p[i] != ' ')
            return false;
    }
    return digits;
}

bool guessnumber_core(struct slice s, struct slice *core, struct slice *sign)
{
    *sign = (struct slice){0};
    s = strip(s);
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
        s = strip(slice_of(s.p + 1, s.n - 2));
    s = strip_minus(s);
    s = strip_sign(s, sign);
    *core = strip_minus(s);
    return core->n > 0 && is_core(*core);
}

double guessnumber_share(const struct guessfile *g, unsigned column)
{
    uint64_t values = 0, numbers = 0;
    struct slice core, sign;
    for (uint32_t i = 0; i < g->rows; i++) {
        struct slice s = guessfile_cell(g, i, column);
        values += s.n > 0;
        numbers += s.n && guessnumber_core(s, &core, &sign);
    }
    return values ? (double)numbers / (double)values : 0;
}

static void add_sign(struct guessnumber *n, struct slice sign)
{
    for (unsigned i = 0; i < n->signs; i++)
        if (slice_eq(n->sign[i], sign))
            return;
    if (sign.n && n->signs < GUESSNUMBER_SIGNS)
        n->sign[n->signs++] = sign;
}

/* What the marks of one number show. */
static void add_marks(struct guessnumber *n, struct slice core, struct slice whole, uint64_t line)
{
    size_t points = 0, commas = 0, last = core.n;
    for (size_t i = 0; i < core.n; i++) {
        points += core.p[i] == '.';
        commas += core.p[i] == ',';
        if (core.p[i] == '.' || core.p[i] == ',')
            last = i;
        n->groups_apostrophe |= core.p[i] == '\'' || core.p[i] == '\xe2';
        n->groups_blank |= core.p[i] == ' ' || core.p[i] == '\xc2';
    }
    if (last == core.n)
        return;
    size_t behind = core.n - last - 1;
    bool comma_last = core.p[last] == ',';
    bool groups = comma_last ? commas > 1 : points > 1; /* the last mark cannot be the decimal mark */
    n->groups_point |= (points && comma_last && !groups) || points > 1;
    n->groups_comma |= (commas && !comma_last && !groups) || commas > 1;
    n->long_places |= !groups && behind > 6;
    if (!groups && behind == 3 && !(points && commas) && last > 0 && last <= 3 && core.p[0] != '0') {
        n->open_at = n->open++ ? n->open_at : whole;
        n->open_line = n->open == 1 ? line : n->open_line;
    } else if (comma_last != groups) { /* a comma before decimals, or points between groups */
        n->comma_at = n->comma++ ? n->comma_at : whole;
        n->comma_line = n->comma == 1 ? line : n->comma_line;
    } else {
        n->point_at = n->point++ ? n->point_at : whole;
        n->point_line = n->point == 1 ? line : n->point_line;
    }
}

void guessnumber_add(struct guessnumber *n, const struct guessfile *g, unsigned column)
{
    struct slice core, sign;
    for (uint32_t i = 0; i < g->rows; i++) {
        struct slice s = guessfile_cell(g, i, column);
        if (s.n == 0 || !guessnumber_core(s, &core, &sign))
            continue;
        add_sign(n, sign);
        n->brackets |= s.p[0] == '(' || s.p[s.n - 1] == ')';
        n->trailing_minus |= core.p + core.n < s.p + s.n && core.p[core.n] == '-';
        add_marks(n, core, s, g->line[i]);
    }
}

struct srcnum guessnumber_marks(const struct guessnumber *n, char point)
{
    struct srcnum marks = {.point = point, .brackets = n->brackets, .trailing_minus = n->trailing_minus};
    if (point == '.' && n->groups_comma)
        marks.thousands = SLICE(",");
    else if (point == ',' && n->groups_point)
        marks.thousands = SLICE(".");
    else if (n->groups_apostrophe)
        marks.thousands = SLICE("\xe2\x80\x99");
    else if (n->groups_blank)
        marks.thousands = SLICE(" ");
    marks.money = (struct slices){(struct slice *)n->sign, n->signs};
    return marks;
}
