/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/datefmt.h"

#include "base/decimal.h"

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

/* ---- words ---- */

static const struct {
    const char *word;
    bool has_offset;
} WORD[] = {[DATEFMT_EXCEL] = {"excel", false},
            [DATEFMT_UNIX] = {"unix", true},
            [DATEFMT_UNIX_MS] = {"unix-ms", true},
            [DATEFMT_DAYS] = {"days since ", false}};

static bool compile_word(struct datefmt *f, const char *pattern, const char **problem)
{
    for (unsigned w = DATEFMT_EXCEL; w < DATEFMT_DAYS; w++)
        if (strcmp(pattern, WORD[w].word) == 0) {
            *f = (struct datefmt){.has_date = true, .has_time = true, .has_offset = WORD[w].has_offset, .word = w};
            return true;
        }
    if (strncmp(pattern, WORD[DATEFMT_DAYS].word, strlen(WORD[DATEFMT_DAYS].word)) != 0)
        return false;
    *f = (struct datefmt){.has_date = true, .word = DATEFMT_DAYS};
    if (!date_parse(slice_str(pattern + strlen(WORD[DATEFMT_DAYS].word)), &f->first))
        *problem = "has no day such as 2020-12-31";
    return true;
}

/* The digits that a conversion always has, or 0. */
static unsigned digits_of(char conversion)
{
    return conversion == 'Y' ? 4 : conversion && strchr("ymdHIMS", conversion) ? 2 : 0;
}

/* Of 1112024 by %d%m%Y nothing tells where the day ends, but for the digits that are behind it. */
static void part_numbers(struct datefmt *f)
{
    unsigned behind = 0;
    for (unsigned i = f->steps; i-- > 0;) {
        bool joins = !f->step[i].literal && i + 1 < f->steps;
        f->step[i].behind = (uint8_t)(joins ? behind : 0);
        bool beside = i > 0 && !f->step[i - 1].literal && digits_of(f->step[i - 1].conversion);
        f->step[i].least = beside ? 2 : 1;
        behind = digits_of(f->step[i].conversion) ? digits_of(f->step[i].conversion) + f->step[i].behind : 0;
    }
}

static void compile_shapes(struct datefmt *f, const char *pattern)
{
    char before[256];
    size_t n = strlen(pattern);
    f->ends_in_offset = n > 2 && n < sizeof before && strcmp(pattern + n - 2, "%z") == 0 && pattern[n - 3] != '%';
    if (f->ends_in_offset) {
        memcpy(before, pattern, n - 2);
        before[n - 2] = '\0';
    }
    dateshape_compile(&f->shapes, f->ends_in_offset ? before : pattern);
}

const char *datefmt_compile(struct datefmt *f, const char *pattern)
{
    struct seen seen = {0, 0};
    const char *why = NULL;
    if (compile_word(f, pattern, &why))
        return why;
    *f = (struct datefmt){.steps = 0};
    for (const char *p = pattern; *p; p++) {
        bool conversion = *p == '%' && p[1] != '%';
        p += *p == '%';
        if (conversion && (*p == 0 || !strchr("YymbBdaHIpMSfz", *p)))
            return "has an unknown conversion (there are %Y %y %m %b %B %d %a %H %I %p %M %S %f %z %%)";
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
    part_numbers(f);
    if (!problem && !f->has_date && !f->has_time)
        return "has neither a date nor a time";
    if (!problem)
        compile_shapes(f, pattern);
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

/* Does the text continue with this word, in any case? */
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
            return p + (goes_on(p, end, names[i]) ? strlen(names[i]) : i == 8 && goes_on(p, end, "sept") ? 4 : 3);
        }
    }
    return NULL;
}

/* In full, or its first 4 or 3 letters: Tues, Tue. */
static const char *read_weekday(const char *p, const char *end)
{
    static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (int i = 0; i < 7; i++) {
        char cut[5] = {names[i][0], names[i][1], names[i][2], names[i][3], 0};
        if (goes_on(p, end, names[i]))
            return p + strlen(names[i]);
        if (goes_on(p, end, cut))
            return p + 4;
        cut[3] = 0;
        if (goes_on(p, end, cut))
            return p + 3;
    }
    return NULL;
}

/* am, p.m. */
static const char *read_half(const char *p, const char *end, int *half)
{
    *half = p < end && (*p | 32) == 'p' ? 12 : 0;
    if (goes_on(p, end, "a.m.") || goes_on(p, end, "p.m."))
        return p + 4;
    return goes_on(p, end, "am") || goes_on(p, end, "pm") ? p + 2 : NULL;
}

/* Z, UTC, +H:MM, +HH, +HHMM, +HH:MM */
static const char *read_offset(const char *p, const char *end, int32_t *offset)
{
    *offset = 0;
    if (p < end && *p == 'Z')
        return p + 1;
    if (goes_on(p, end, "utc") || goes_on(p, end, "gmt"))
        return p + 3;
    if (p == end || (*p != '+' && *p != '-'))
        return NULL;
    int sign = *p == '-' ? -1 : 1, hours, minutes = 0;
    p = read_number(p + 1, end, 2 - (end - p > 2 && p[2] == ':'), 2, &hours);
    if (!p || hours > 23)
        return NULL;
    const char *more = p < end && *p == ':' ? p + 1 : p;
    if (more < end && digit(*more) <= 9)
        p = read_number(more, end, 2, 2, &minutes);
    *offset = sign * (hours * 3600 + minutes * 60);
    return minutes > 59 ? NULL : p;
}

/* Of one digit or two. */
static inline const char *read_two(const struct datefmt_step *step, const char *p, const char *end, int *out)
{
    int most = 2, digits = 0;
    if (step->behind) {
        while (digits < step->behind + 2 && p + digits < end && digit(p[digits]) <= 9)
            digits++;
        most = digits - step->behind;
    }
    return most < step->least ? NULL : read_number(p, end, step->least, most, out);
}

struct fields {
    int year, month, day, hour, minute, second;
    int half; /* hours added by AM or PM */
    int32_t offset;
};

static inline const char *read_field(const struct datefmt_step *step, const char *p, const char *end, struct fields *t)
{
    int fraction;
    switch (step->conversion) {
    case 'Y':
        return read_number(p, end, 4, 4, &t->year);
    case 'y':
        p = read_number(p, end, 2, 2, &t->year);
        t->year += t->year >= 69 ? 1900 : 2000;
        return p;
    case 'm':
        return read_two(step, p, end, &t->month);
    case 'b':
    case 'B':
        return read_month(p, end, &t->month);
    case 'd':
        return read_two(step, p, end, &t->day);
    case 'H':
        return read_two(step, p, end, &t->hour);
    case 'I':
        p = read_two(step, p, end, &t->hour);
        if (t->hour < 1 || t->hour > 12)
            return NULL;
        t->hour %= 12; /* 12 AM is midnight */
        return p;
    case 'p':
        return read_half(p, end, &t->half);
    case 'a':
        return read_weekday(p, end);
    case 'M':
        return read_two(step, p, end, &t->minute);
    case 'S':
        return read_two(step, p, end, &t->second);
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

/* Seconds of the epoch, or of a day alone if `with_time` is not set. */
static bool finish_seconds(int64_t seconds, bool with_time, struct datefmt_value *v)
{
    int64_t day = seconds / 86400 - (seconds % 86400 < 0);
    if (day < date_of(1, 1, 1) || day > date_of(9999, 12, 31))
        return false;
    v->day = (date)day;
    date_civil(v->day, &v->year, &v->month, &v->of_month);
    v->time = with_time ? (daytime)(seconds - day * 86400) : TIME_NONE;
    v->offset = 0;
    return true;
}

/* A spreadsheet's day 25569 is 1970-01-01; what a fraction means is rounded to the second. */
static bool read_word(const struct datefmt *f, struct slice s, struct datefmt_value *v)
{
    enum { EPOCH = 25569, DAY = 86400 };
    decimal d;
    v->has_offset = f->has_offset;
    if (decimal_parse_round(s, DECIMAL_PLACES, &d) > DECIMAL_ROUNDED)
        return false;
    bool whole = d % DECIMAL_ONE == 0;
    switch (f->word) {
    case DATEFMT_EXCEL:
        return d >= DECIMAL_ONE && d < 3000000 * (decimal)DECIMAL_ONE &&
               finish_seconds((int64_t)(((__int128)d * DAY + DECIMAL_ONE / 2) / DECIMAL_ONE) - (int64_t)EPOCH * DAY,
                              !whole, v);
    case DATEFMT_UNIX:
        return d >= 0 && finish_seconds(d / DECIMAL_ONE, true, v);
    case DATEFMT_UNIX_MS:
        return d >= 0 && whole && finish_seconds(d / DECIMAL_ONE / 1000, true, v);
    default:
        return whole && d / DECIMAL_ONE < 4000000 && d / DECIMAL_ONE > -4000000 &&
               finish_seconds((f->first + (int64_t)(d / DECIMAL_ONE)) * DAY, false, v);
    }
}

/* A no-break space, plain or narrow, if the pattern has a blank. */
static const char *read_literal(char literal, const char *p, const char *end)
{
    if (p < end && *p == literal)
        return p + 1;
    if (literal == ' ' && end - p >= 2 && memcmp(p, "\xc2\xa0", 2) == 0)
        return p + 2;
    return literal == ' ' && end - p >= 3 && memcmp(p, "\xe2\x80\xaf", 3) == 0 ? p + 3 : NULL;
}

static __attribute__((noinline)) bool read_steps(const struct datefmt *f, struct slice s, struct datefmt_value *v)
{
    struct fields t = {0};
    if (s.n == 0)
        return false;
    if (f->word)
        return read_word(f, s, v);
    const char *p = s.p, *end = p + s.n;
    for (unsigned i = 0; i < f->steps; i++) {
        p = read_field(&f->step[i], p, end, &t);
        if (!p)
            return false;
        if (f->step[i].literal && !(p = read_literal(f->step[i].literal, p, end)))
            return false;
    }
    return p == end && finish(f, &t, v);
}

/* The pattern with one common sign for day, month and short year; *order gets which they were. */
static void sketch(const char *pattern, char *shape, char *order, size_t room)
{
    size_t n = 0, k = 0;
    for (const char *p = pattern; *p && n + 2 < room; p++) {
        if (*p == '%' && p[1] && strchr("dmy", p[1])) {
            order[k++] = *++p;
            shape[n++] = '\1';
        } else {
            shape[n++] = *p;
        }
    }
    shape[n] = order[k] = '\0';
}

bool datefmt_conflict(const char *a, const char *b)
{
    char shape[2][256], order[2][256];
    sketch(a, shape[0], order[0], sizeof *shape);
    sketch(b, shape[1], order[1], sizeof *shape);
    return strcmp(shape[0], shape[1]) == 0 && strcmp(order[0], order[1]) != 0;
}

/* Where an offset in figures begins at the end of the text, or the end. */
static const char *find_offset(struct slice s)
{
    const char *end = s.p + s.n;
    for (size_t n = 5; n <= 6 && n < s.n; n++) /* +0100, +01:00 */
        if (end[-(ptrdiff_t)n] == '+' || end[-(ptrdiff_t)n] == '-')
            return end - n;
    return end;
}

bool datefmt_parse(const struct datefmt *f, struct slice s, struct datefmt_value *v)
{
    struct dateshape_numbers t;
    const char *end = s.p + s.n, *tail = f->ends_in_offset ? find_offset(s) : end;
    int32_t offset = 0;
    if (!dateshape_read(&f->shapes, slice_of(s.p, (size_t)(tail - s.p)), &t) ||
        (f->ends_in_offset && read_offset(tail, end, &offset) != end))
        return read_steps(f, s, v);
    return finish(f, &(struct fields){t.year, t.month, t.day, t.hour, t.minute, t.second, 0, offset}, v);
}
