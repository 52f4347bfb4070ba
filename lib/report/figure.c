/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/figure.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "base/num.h"

struct figure_style figure_style = {.currency = ""};

static const struct {
    const char *between, *point;
} GROUPING[] = {{",", "."}, {".", ","}, {"\xe2\x80\xaf", "."}, {"", "."}};

int figure_places(enum figure_kind kind, double largest)
{
    double v = fabs(largest);
    switch (kind) {
    case FIGURE_MONEY:
        return v >= 1000 ? 0 : 2;
    case FIGURE_SHARE:
    case FIGURE_POINTS:
        return 1;
    case FIGURE_NUMBER:
        return v >= 1000 ? 0 : v >= 10 ? 1 : v >= 1 ? 2 : 3;
    default:
        return 0;
    }
}

/* The digits of "1234567.89" with groups and the point of the style. */
static void group(struct buf *b, const char *digits)
{
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0)
            buf_addstr(b, GROUPING[figure_style.grouping].between);
        buf_addch(b, digits[i]);
    }
    if (digits[whole]) {
        buf_addstr(b, GROUPING[figure_style.grouping].point);
        buf_addstr(b, digits + whole + 1);
    }
}

static bool all_zero(const char *digits)
{
    return digits[strspn(digits, "0.")] == '\0';
}

/* The shop's money may be in trillions, and no double has more than 309 digits before the point. */
enum { DIGITS_ROOM = 400 };

static void print_unit(struct buf *b, enum figure_kind kind, double v, int places, const char *unit)
{
    char digits[DIGITS_ROOM];
    snprintf(digits, sizeof digits, "%.*f", places, fabs(v));
    if (v < 0 && !all_zero(digits))
        buf_addstr(b, "\xe2\x88\x92");
    if (kind == FIGURE_MONEY)
        buf_addstr(b, figure_style.currency);
    group(b, digits);
    buf_addstr(b, unit);
}

static double shown(enum figure_kind kind, double v)
{
    return kind == FIGURE_SHARE || kind == FIGURE_POINTS ? 100 * v : v;
}

void figure_print(struct buf *b, enum figure_kind kind, double v, int places)
{
    print_unit(b, kind, shown(kind, v), places, kind == FIGURE_SHARE ? "%" : "");
}

void figure_short(struct buf *b, enum figure_kind kind, double v)
{
    static const struct {
        double from;
        const char *name;
    } unit[] = {{1e9, "bn"}, {1e6, "M"}, {1e3, "k"}};
    double least = kind == FIGURE_MONEY ? 9999.5 : 999999.5;
    bool large = kind != FIGURE_SHARE && kind != FIGURE_POINTS && fabs(v) >= least;
    for (size_t i = 0; large && i < sizeof unit / sizeof *unit; i++) {
        double scaled = v / unit[i].from;
        if (fabs(scaled) < 0.99995)
            continue;
        print_unit(b, kind, scaled, fabs(scaled) < 9.995 ? 2 : 1, unit[i].name);
        return;
    }
    int places = figure_places(kind, v);
    figure_print(b, kind, v, kind == FIGURE_NUMBER ? figure_needs(kind, v, places) : places);
}

int figure_needs(enum figure_kind kind, double v, int most)
{
    char text[NUM_ROOM];
    if (most == 0)
        return 0;
    int n = num_print_rounded(text, shown(kind, v), most);
    const char *point = memchr(text, '.', (size_t)n);
    return point ? (int)(text + n - point) - 1 : 0;
}

void figure_full(struct buf *b, enum figure_kind kind, double v)
{
    int least = kind == FIGURE_MONEY ? 2 : 0, places = figure_needs(kind, v, 4);
    figure_print(b, kind, v, places > least ? places : least);
}

void figure_period(struct buf *b, struct slice period)
{
    static const char *const month[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    char day[DATE_LEN] = "0000-00-01";
    date d;
    int y, m, number;
    if (period.n <= DATE_LEN)
        memcpy(day, period.p, period.n);
    if ((period.n != 7 && period.n != DATE_LEN) || !date_parse(slice_of(day, DATE_LEN), &d)) {
        buf_add(b, period.p, period.n);
        return;
    }
    char text[64];
    date_civil(d, &y, &m, &number);
    int n = period.n == 7 ? snprintf(text, sizeof text, "%s %d", month[m - 1], y)
                          : snprintf(text, sizeof text, "%d %s %d", number, month[m - 1], y);
    buf_add(b, text, (size_t)n);
}
