/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/srcnum.h"

/* Thousands marks stand between groups of three digits or not at all; .5 and 5. get their zero. False: not so. */
static bool plain_number(const struct srcnum *s, struct slice text, struct buf *out)
{
    size_t i = 0, group = 0;
    bool grouped = false, sign = text.n && (text.p[0] == '-' || text.p[0] == '+');
    out->n = 0;
    if (sign)
        buf_addch(out, text.p[i++]);
    size_t whole = out->n;
    for (; i < text.n && text.p[i] != s->point && text.p[i] != 'e' && text.p[i] != 'E'; i++) {
        if (s->thousands && text.p[i] == s->thousands) {
            if (group == 0 || group > 3 || (grouped && group != 3))
                return false;
            grouped = true;
            group = 0;
            continue;
        }
        if (text.p[i] < '0' || text.p[i] > '9')
            return false; /* a point, where the mark is another, may stand for thousands */
        buf_addch(out, text.p[i]);
        group++;
    }
    if (grouped && group != 3)
        return false;
    bool no_whole = out->n == whole, has_point = i < text.n && text.p[i] == s->point;
    if (no_whole)
        buf_addch(out, '0');
    if (has_point) {
        size_t point = out->n;
        buf_addch(out, '.');
        for (i++; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
            buf_addch(out, text.p[i]);
        if (out->n == point + 1) {
            if (no_whole)
                return false; /* a point alone */
            out->n = point;
        }
    } else if (no_whole) {
        return false;
    }
    if (i < text.n) /* 1E+05, as spreadsheets write it */
        buf_addch(out, text.p[i] == 'E' ? 'e' : text.p[i]);
    if (i + 1 < text.n)
        buf_add(out, text.p + i + 1, text.n - i - 1);
    return true;
}

static enum decimal_status parse(struct slice text, int places, decimal *out)
{
    return places < 0 ? decimal_parse(text, out) : decimal_parse_round(text, places, out);
}

enum decimal_status srcnum_parse(const struct srcnum *marks, struct slice text, int places, struct buf *scratch,
                                 decimal *out)
{
    enum decimal_status status = marks->point == '.' ? parse(text, places, out) : DECIMAL_NOT;
    if (status == DECIMAL_NOT && plain_number(marks, text, scratch))
        status = parse(buf_slice(scratch), places, out);
    return status;
}
