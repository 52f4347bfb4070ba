/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/srcnum.h"

#include <ctype.h>

static const struct slice BLANKS[] = {
    {" ", 1},
    {"\xc2\xa0", 2},     /* no-break space */
    {"\xe2\x80\xaf", 3}, /* narrow no-break space */
    {"\xe2\x80\x89", 3}, /* thin space */
    {"\xe2\x80\x87", 3}, /* figure space */
};
static const struct slice APOSTROPHES[] = {{"'", 1}, {"\xe2\x80\x99", 3}};
static const struct slice MINUS = {"\xe2\x88\x92", 3}; /* the mathematical one */

enum { BLANK_COUNT = sizeof BLANKS / sizeof *BLANKS, APOSTROPHE_COUNT = sizeof APOSTROPHES / sizeof *APOSTROPHES };

static bool starts(struct slice *s, struct slice with)
{
    if (with.n == 0 || !slice_starts(*s, with))
        return false;
    *s = slice_of(s->p + with.n, s->n - with.n);
    return true;
}

static bool ends(struct slice *s, struct slice with)
{
    if (with.n == 0 || s->n < with.n || memcmp(s->p + s->n - with.n, with.p, with.n) != 0)
        return false;
    s->n -= with.n;
    return true;
}

static struct slice without_blanks(struct slice s)
{
    for (size_t i = 0; i < BLANK_COUNT; i++)
        if (starts(&s, BLANKS[i]) || ends(&s, BLANKS[i]))
            i = (size_t)-1;
    return s;
}

/* ---- the sign ---- */

static bool take_money(const struct srcnum *m, struct slice *s)
{
    for (size_t i = 0; i < m->money.n; i++)
        if (starts(s, m->money.of[i]) || ends(s, m->money.of[i]))
            return true;
    return false;
}

static bool take_minus(const struct srcnum *m, struct slice *s)
{
    if (m->brackets && s->n > 2 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
        *s = slice_of(s->p + 1, s->n - 2);
        return true;
    }
    return starts(s, SLICE("-")) || starts(s, MINUS) || (m->trailing_minus && (ends(s, SLICE("-")) || ends(s, MINUS)));
}

static bool take_sign(const struct srcnum *m, struct slice *s, bool *negative)
{
    *negative = take_minus(m, s);
    return *negative || starts(s, SLICE("+"));
}

/* Removes blanks, one sign and one currency sign, in any order. */
static struct slice peel(const struct srcnum *m, struct slice s, bool *negative)
{
    bool money = false, sign = false;
    *negative = false;
    for (;;) {
        s = without_blanks(s);
        if (!money && (money = take_money(m, &s)))
            continue;
        if (sign || !(sign = take_sign(m, &s, negative)))
            return s;
    }
}

/* ---- digits ---- */

static size_t mark_at(const struct srcnum *m, struct slice s)
{
    bool blank = slice_eq(m->thousands, BLANKS[0]);
    bool apostrophe = slice_eq(m->thousands, APOSTROPHES[0]) || slice_eq(m->thousands, APOSTROPHES[1]);
    for (size_t i = 0; blank && i < BLANK_COUNT; i++)
        if (slice_starts(s, BLANKS[i]))
            return BLANKS[i].n;
    for (size_t i = 0; apostrophe && i < APOSTROPHE_COUNT; i++)
        if (slice_starts(s, APOSTROPHES[i]))
            return APOSTROPHES[i].n;
    return m->thousands.n && slice_starts(s, m->thousands) ? m->thousands.n : 0;
}

/* The digits before the point, with marks between all groups or none; 0 with *bad if the marks are elsewhere. */
static size_t read_whole(const struct srcnum *m, struct slice s, struct buf *out, bool *bad)
{
    size_t i = 0, group = 0, groups = 0, between = m->indian ? 2 : 3;
    while (i < s.n && !*bad) {
        size_t mark = mark_at(m, slice_of(s.p + i, s.n - i));
        if (mark) {
            *bad = group == 0 || (groups ? group != between : group > between);
            groups++;
            group = 0;
            i += mark;
        } else if (isdigit((unsigned char)s.p[i])) {
            buf_addch(out, s.p[i++]);
            group++;
        } else {
            break;
        }
    }
    *bad |= groups && group != 3;
    return i;
}

/* A number without its sign, in the form of the tables. False: it is not a number. */
static bool read_digits(const struct srcnum *m, struct slice s, struct buf *out)
{
    bool bad = false;
    size_t begin = out->n, i = read_whole(m, s, out, &bad), whole = out->n - begin, places = 0;
    if (bad)
        return false;
    if (whole == 0)
        buf_addch(out, '0');
    if (i < s.n && s.p[i] == m->point) {
        size_t point = out->n;
        buf_addch(out, '.');
        for (i++; i < s.n && isdigit((unsigned char)s.p[i]); i++, places++)
            buf_addch(out, s.p[i]);
        out->n = places ? out->n : point;
    }
    if (whole + places == 0)
        return false;
    if (i < s.n && s.p[i] != 'e' && s.p[i] != 'E')
        return false;
    if (i < s.n) /* 1E+05, as spreadsheets write it */
        buf_addch(out, 'e');
    buf_add(out, s.p + i + (i < s.n), s.n - i - (i < s.n));
    return true;
}

static enum decimal_status parse(struct slice text, int places, decimal *out)
{
    return places < 0 ? decimal_parse(text, out) : decimal_parse_round(text, places, out);
}

enum decimal_status srcnum_parse(const struct srcnum *marks, struct slice text, int places, struct buf *scratch,
                                 decimal *out)
{
    bool negative;
    enum decimal_status status = marks->point == '.' ? parse(text, places, out) : DECIMAL_NOT;
    if (status != DECIMAL_NOT)
        return status;
    scratch->n = 0;
    struct slice number = peel(marks, text, &negative);
    if (negative)
        buf_addch(scratch, '-');
    return read_digits(marks, number, scratch) ? parse(buf_slice(scratch), places, out) : DECIMAL_NOT;
}

/* ---- remedies ---- */

/* Tries each permission by itself and then all together: the one that reads the text is missing in the schema. */
const char *srcnum_remedy(const struct srcnum *marks, struct slice text)
{
    static const char *const SIGNS[] = {"$",  "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "EUR", "USD", "GBP", "CHF",
                                        "kr", "R$",           "US$",      "CAD",      "AUD", "INR", "JPY", "Rs."};
    enum { SIGN_COUNT = sizeof SIGNS / sizeof *SIGNS };
    struct slice sign[SIGN_COUNT];
    struct buf scratch = {0};
    struct srcnum with = *marks;
    const char *found = NULL;
    decimal d;
    for (size_t i = 0; i < SIGN_COUNT; i++)
        sign[i] = slice_str(SIGNS[i]);
    with.brackets = true;
    if (srcnum_parse(&with, text, 0, &scratch, &d) <= DECIMAL_ROUNDED)
        found = "number-form = brackets in the schema reads it as less than 0";
    with.brackets = marks->brackets, with.trailing_minus = true;
    if (!found && srcnum_parse(&with, text, 0, &scratch, &d) <= DECIMAL_ROUNDED)
        found = "number-form = trailing-minus in the schema reads it";
    with.brackets = true;
    with.money = (struct slices){sign, SIGN_COUNT};
    if (!found && srcnum_parse(&with, text, 0, &scratch, &d) <= DECIMAL_ROUNDED)
        found = "money-sign in the schema lists the signs of money that are allowed there";
    with.indian = true;
    with.thousands = SLICE(",");
    if (!found && marks->point == '.' && srcnum_parse(&with, text, 0, &scratch, &d) <= DECIMAL_ROUNDED &&
        marks->thousands.n)
        found = "number-form = indian-groups in the schema reads groups of two digits";
    buf_free(&scratch);
    return found;
}
