/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/version.h"

#include <string.h>

#include "tsv/amount.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does it begin as the picture says? 0 is a digit. */
static bool begins(struct slice v, const char *picture)
{
    for (size_t i = 0; picture[i]; i++)
        if (i == v.n || (picture[i] == '0' ? !is_digit(v.p[i]) : v.p[i] != picture[i]))
            return false;
    return true;
}

static bool is_day(struct slice v)
{
    return begins(v, "0000-00-00") && (v.n == 10 || v.p[10] == ' ' || v.p[10] == 'T');
}

/* 2.3.2024, 02/03/24, 2-3-24: day or month first. */
static bool is_other_day(struct slice v)
{
    static const char *const PICTURE[] = {"0.0", "00.0", "0/0", "00/0", "0-0", "00-0"};
    for (size_t i = 0; i < sizeof PICTURE / sizeof *PICTURE; i++)
        if (begins(v, PICTURE[i]))
            return true;
    return false;
}

/* What stands after the time: Z, +01:00, " UTC", or nothing. */
static struct slice offset_of(struct slice v)
{
    size_t i = 10;
    while (i < v.n && (is_digit(v.p[i]) || strchr(":. T", v.p[i])))
        i++;
    return slice_of(v.p + i, v.n - i);
}

static enum version_kind kind_of(struct slice v)
{
    struct amount a;
    if (amount_parse(v, &a))
        return VERSION_NUMBER;
    return is_day(v) ? VERSION_DAY : VERSION_TEXT;
}

static const char *check_offset(struct version_order *o, struct slice v, bool first, const char **remedy)
{
    struct slice offset = offset_of(v);
    *remedy = "bring the times to one zone first";
    if (offset.n > sizeof o->offset)
        return "is no time";
    if (first) {
        memcpy(o->offset, offset.p, offset.n);
        o->offset_n = (unsigned char)offset.n;
    }
    return slice_eq(offset, slice_of(o->offset, o->offset_n)) ? NULL
                                                              : "has another offset from UTC than the versions "
                                                                "before it";
}

const char *version_check(struct version_order *o, struct slice v, const char **remedy)
{
    static const char *const OTHER[] = {
        [VERSION_NUMBER] = "is not a number, as the versions before it are",
        [VERSION_DAY] = "is no day as YYYY-MM-DD, as the versions before it are",
        [VERSION_TEXT] = "is a number or a day, and the versions before it are other text",
    };
    if (v.n == 0)
        return NULL;
    enum version_kind kind = kind_of(v);
    bool first = o->kind == VERSION_UNKNOWN;
    if (first)
        o->kind = kind;
    *remedy = "the versions of a table must be of one kind, for one order to hold for all";
    if (kind != o->kind)
        return OTHER[o->kind];
    if (kind == VERSION_DAY)
        return check_offset(o, v, first, remedy);
    *remedy = "write days as YYYY-MM-DD: their bytes are in order then";
    return kind == VERSION_TEXT && is_other_day(v) ? "is a day whose bytes are in no order" : NULL;
}

int version_compare(const struct version_order *o, struct slice a, struct slice b)
{
    struct amount x, y;
    if (o->kind != VERSION_NUMBER || !a.n || !b.n || !amount_parse(a, &x) || !amount_parse(b, &y))
        return slice_cmp(a, b);
    int order = amount_compare(x, y);
    bool beyond = x.kind == AMOUNT_DOUBLE && y.kind == AMOUNT_DOUBLE && a.n == b.n;
    return order == 0 && beyond ? slice_cmp(a, b) : order; /* nanoseconds since 1970 have more digits than a double */
}
