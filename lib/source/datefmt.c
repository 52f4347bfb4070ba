/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/datefmt.h"

static unsigned digit(char c)
{
    return (unsigned)((unsigned char)c - '0');
}

static bool has(unsigned conversions, char c)
{
    return conversions >> (c & 31) & 1;
}

/* One bit a conversion: upper and lower case of a letter mean different things, so each case has a word. */
struct seen {
    unsigned upper, lower;
};

static const char *check_date(const struct seen *c, bool *has_date)
{
    int years = has(c->upper, 'Y') + has(c->lower, 'y');
    int months = has(c->lower, 'm') + has(c->lower, 'b') + has(c->upper, 'B');
    int days = has(c->lower, 'd');
    *has_date = years || months || days;
    if (years > 1)
        return "has more than one year";
    if (months > 1)
        return "has more than one month";
    if (*has_date && !years)
        return "has a date without a year (%Y or %y)";
    if (*has_date && !months)
        return "has a date without a month (%m, %b or %B)";
    if (*has_date && !days)
        return "has a date without a day (%d)";
    return NULL;
}

static const char *check_time(const struct seen *c, bool *has_time)
{
    bool twelve = has(c->upper, 'I'), half = has(c->lower, 'p');
    *has_time = has(c->upper, 'H') || twelve;
    if (has(c->upper, 'H') && twelve)
        return "has more than one hour";
    if (twelve && !half)
        return "has %I, which needs %p";
    if (half && !twelve)
        return "has %p, which needs %I";
    if (has(c->upper, 'M') && !*has_time)
        return "has %M without an hour (%H or %I)";
    if (has(c->upper, 'S') && !has(c->upper, 'M'))
        return "has %S without %M";
    if (has(c->lower, 'f') && !has(c->upper, 'S'))
        return "has %f without %S";
    if (has(c->lower, 'z') && !*has_time)
        return "has %z without an hour (%H or %I)";
    return NULL;
}

static const char *note(struct seen *seen, char c)
{
    unsigned *word = c < 'a' ? &seen->upper : &seen->lower;
    if (has(*word, c))
        return "has the same conversion twice";
    *word |= 1u << (c & 31);
    return NULL;
}

const char *datefmt_compile(struct datefmt *f, const char *pattern)
{
    struct seen seen = {0, 0};
    *f = (struct datefmt){.steps = 0};
    for (const char *p = pattern; *p; p++) {
        bool conversion = *p == '%' && p[1] != '%';
        p += *p == '%';
        if (conversion && (*p == 0 || !strchr("YymbBdHIpMSfz", *p)))
            return "has an unknown conversion (there are %Y %y %m %b %B %d %H %I %p %M %S %f %z %%)";
        const char *problem = conversion ? note(&seen, *p) : NULL;
        if (problem)
            return problem;
        bool joins = !conversion && f->steps && !f->step[f->steps - 1].literal;
        if (!joins && f->steps == DATEFMT_STEPS)
            return "is too long";
        if (!joins)
            f->steps++;
        if (conversion)
            f->step[f->steps - 1].conversion = *p;
        else
            f->step[f->steps - 1].literal = *p;
    }
    const char *problem = check_date(&seen, &f->has_date);
    if (!problem)
        problem = check_time(&seen, &f->has_time);
    f->has_offset = has(seen.lower, 'z');
    if (!problem && !f->has_date && !f->has_time)
        return "has neither a date nor a time";
    if (!problem)
        dateshape_compile(&f->shapes, pattern);
    return problem;
}

/* The parsers below read from p, before end, and return where they stopped, or NULL. */

static inline const char *read_number(const char *p, const char *end, int least, int most, int *out)
{
    int n = 0, v = 0;
    for (; n < most && p < end && digit(*p) <= 9; n++)
        v = v * 10 + (int)digit(*p++);
    *out = v;
    return n < least ? NULL : p;
}

/* Does the text go on with this lower-case word, in any case? */
static bool goes_on(const char *p, const char *end, const char *word)
{
    for (; *word; word++, p++)
        if (p == end || (*p | 32) != *word)
            return false;
    return true;
}

static const char *read_month(const char *p, const char *end, int *month)
{
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    for (int i = 0; i < 12; i++) {
        const char abbreviated[] = {names[i][0], names[i][1], names[i][2], 0};
        if (goes_on(p, end, abbreviated)) {
            *month = i + 1;
            return p + (goes_on(p, end, names[i]) ? strlen(names[i]) : 3);
        }
    }
    return NULL;
}

/* Z, +HH, +HHMM, +HH:MM */
static const char *read_offset(const char *p, const char *end, int32_t *offset)
{
    *offset = 0;
    if (p < end && *p == 'Z')
        return p + 1;
    if (p == end || (*p != '+' && *p != '-'))
        return NULL;
    int sign = *p == '-' ? -1 : 1, hours, minutes = 0;
    p = read_number(p + 1, end, 2, 2, &hours);
    if (!p || hours > 23)
        return NULL;
    const char *more = p < end && *p == ':' ? p + 1 : p;
    if (more < end && digit(*more) <= 9)
        p = read_number(more, end, 2, 2, &minutes);
    *offset = sign * (hours * 3600 + minutes * 60);
    return minutes > 59 ? NULL : p;
}

struct fields {
    int year, month, day, hour, minute, second;
    int half; /* hours added by AM or PM */
    int32_t offset;
};

static inline const char *read_field(char conversion, const char *p, const char *end, struct fields *t)
{
    int fraction;
    switch (conversion) {
    case 'Y':
        return read_number(p, end, 4, 4, &t->year);
    case 'y':
        p = read_number(p, end, 2, 2, &t->year);
        t->year += t->year >= 69 ? 1900 : 2000;
        return p;
    case 'm':
        return read_number(p, end, 1, 2, &t->month);
    case 'b':
    case 'B':
        return read_month(p, end, &t->month);
    case 'd':
        return read_number(p, end, 1, 2, &t->day);
    case 'H':
        return read_number(p, end, 1, 2, &t->hour);
    case 'I':
        p = read_number(p, end, 1, 2, &t->hour);
        if (t->hour < 1 || t->hour > 12)
            return NULL;
        t->hour %= 12; /* 12 AM is midnight */
        return p;
    case 'p':
        t->half = p < end && (*p | 32) == 'p' ? 12 : 0;
        return goes_on(p, end, "am") || goes_on(p, end, "pm") ? p + 2 : NULL;
    case 'M':
        return read_number(p, end, 1, 2, &t->minute);
    case 'S':
        return read_number(p, end, 1, 2, &t->second);
    case 'f':
        return read_number(p, end, 1, 9, &fraction);
    case 'z':
        return read_offset(p, end, &t->offset);
    default:
        return p;
    }
}

static inline bool finish(const struct datefmt *f, const struct fields *t, struct datefmt_value *v)
{
    if (f->has_date && !date_valid(t->year, t->month, t->day))
        return false;
    if (t->hour > 23 || t->minute > 59 || t->second > 59)
        return false;
    v->day = f->has_date ? date_of(t->year, t->month, t->day) : DATE_NONE;
    v->year = t->year;
    v->month = t->month;
    v->of_month = t->day;
    v->time = f->has_time ? ((t->hour + t->half) * 60 + t->minute) * 60 + t->second : TIME_NONE;
    v->has_offset = f->has_offset;
    v->offset = t->offset;
    return true;
}

static __attribute__((noinline)) bool read_steps(const struct datefmt *f, struct slice s, struct datefmt_value *v)
{
    struct fields t = {0};
    if (s.n == 0)
        return false;
    const char *p = s.p, *end = p + s.n;
    for (unsigned i = 0; i < f->steps; i++) {
        p = read_field(f->step[i].conversion, p, end, &t);
        if (!p)
            return false;
        char literal = f->step[i].literal;
        if (literal && (p == end || *p++ != literal))
            return false;
    }
    return p == end && finish(f, &t, v);
}

bool datefmt_parse(const struct datefmt *f, struct slice s, struct datefmt_value *v)
{
    struct dateshape_numbers t;
    if (!dateshape_read(&f->shapes, s, &t))
        return read_steps(f, s, v);
    return finish(f, &(struct fields){t.year, t.month, t.day, t.hour, t.minute, t.second, 0, 0}, v);
}
