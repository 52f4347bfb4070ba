/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/zone.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum { LAST_YEAR = 9999, FILE_MOST = 1 << 18, OFFSET_MOST = 26 * 3600, CLOCK_MOST = 167 * 3600 };

/* offset[i], in seconds east of UTC, is in force before utc[i], offset[i + 1] from then on. Local times that change i
 * repeats or skips are before local[i]; both lists ascend. */
struct zone {
    size_t n;
    int64_t *utc, *local;
    int32_t *offset;
};

/* How many of the ascending times are <= t. */
static size_t count_until(const int64_t *time, size_t n, int64_t t)
{
    const int64_t *base = time;
    for (; n > 1; n -= n / 2)
        base = base[n / 2 - 1] <= t ? base + n / 2 : base;
    return (size_t)(base - time) + (n && *base <= t);
}

int64_t zone_to_local(const struct zone *z, int64_t utc)
{
    return utc + z->offset[count_until(z->utc, z->n, utc)];
}

int64_t zone_to_utc(const struct zone *z, int64_t local)
{
    return local - z->offset[count_until(z->local, z->n, local)];
}

bool zone_civil(int64_t seconds, date *day, daytime *time)
{
    int64_t d = seconds / 86400 - (seconds % 86400 < 0);
    if (d < date_of(1, 1, 1) || d > date_of(LAST_YEAR, 12, 31))
        return false;
    *day = (date)d;
    *time = (daytime)(seconds - d * 86400);
    return true;
}

static struct zone *zone_new(size_t changes)
{
    struct zone *z = mem_zero(1, sizeof *z);
    z->utc = mem_zero(changes, sizeof *z->utc);
    z->local = mem_zero(changes, sizeof *z->local);
    z->offset = mem_zero(changes + 1, sizeof *z->offset);
    return z;
}

void zone_free(struct zone *z)
{
    if (!z)
        return;
    free(z->utc);
    free(z->local);
    free(z->offset);
    free(z);
}

/* In order of time; the rule that follows a table may repeat changes that the table has. */
static void add_change(struct zone *z, int64_t utc, int offset)
{
    if (z->n == 0 || utc > z->utc[z->n - 1])
        z->utc[z->n++] = utc;
    if (utc == z->utc[z->n - 1])
        z->offset[z->n] = offset;
}

/* The rule for what comes after the table is a POSIX TZ value: "GMT0BST,M3.5.0/1,M10.5.0". */
struct change_day {
    char kind; /* 'M' for a weekday in a month, 'J' for a day 1 .. 365 without 29 February, '0' for a day 0 .. 365 */
    int month, week, day; /* week 5 is the last; of a week, day 0 is Sunday */
    int clock;            /* seconds after midnight, by the clocks before the change */
};

struct rule {
    int standard, summer; /* seconds east */
    bool has_summer;
    struct change_day start, end;
};

static int read_int(const char **p)
{
    int v = 0;
    while (**p >= '0' && **p <= '9' && v < 1000)
        v = v * 10 + *(*p)++ - '0';
    return v;
}

static int read_clock(const char **p)
{
    int sign = **p == '-' ? -1 : 1, seconds = 0;
    *p += **p == '-' || **p == '+';
    for (int unit = 3600; unit; unit /= 60) {
        seconds += unit * read_int(p);
        if (**p != ':')
            break;
        ++*p;
    }
    return sign * seconds;
}

/* A name such as BST or <+0330>, which is skipped, and how far west it is; without that, `missing`. */
static int read_offset(const char **p, int missing)
{
    if (**p == '<')
        *p += strcspn(*p, ">");
    *p += strcspn(*p, "+-,0123456789");
    return **p == 0 || **p == ',' ? missing : -read_clock(p);
}

static struct change_day read_change(const char **p)
{
    struct change_day c = {.kind = **p == ',' ? '0' : 0, .clock = 2 * 3600};
    *p += **p == ',';
    if (c.kind && (**p == 'M' || **p == 'J'))
        c.kind = *(*p)++;
    c.day = read_int(p);
    if (c.kind == 'M') {
        c.month = c.day;
        *p += **p == '.';
        c.week = read_int(p);
        *p += **p == '.';
        c.day = read_int(p);
    }
    if (**p == '/') {
        ++*p;
        c.clock = read_clock(p);
    }
    return c;
}

static bool change_fits(const struct change_day *c)
{
    if (c->kind == 0 || abs(c->clock) > CLOCK_MOST)
        return false;
    if (c->kind == 'M')
        return c->month >= 1 && c->month <= 12 && c->week >= 1 && c->week <= 5 && c->day <= 6;
    return c->day >= (c->kind == 'J' ? 1 : 0) && c->day <= 365;
}

static bool read_rule(const char *p, struct rule *r)
{
    r->standard = read_offset(&p, INT_MAX);
    r->has_summer = *p != 0;
    if (abs(r->standard) > OFFSET_MOST || !r->has_summer)
        return abs(r->standard) <= OFFSET_MOST;
    r->summer = read_offset(&p, r->standard + 3600);
    r->start = read_change(&p);
    r->end = read_change(&p);
    return *p == 0 && abs(r->summer) <= OFFSET_MOST && change_fits(&r->start) && change_fits(&r->end);
}

static int64_t change_second(const struct change_day *c, int year)
{
    date day = date_of(year, 1, 1) + c->day;
    if (c->kind == 'J')
        day -= c->day < 60 || !date_valid(year, 2, 29);
    if (c->kind == 'M') {
        date first = date_of(year, c->month, 1);
        day = first + (c->day + 7 - date_weekday(first) % 7) % 7 + 7 * (c->week - 1);
        if (day - first >= 28 && !date_valid(year, c->month, day - first + 1))
            day -= 7;
    }
    return (int64_t)day * 86400 + c->clock;
}

/* The rule is written out up to the last year, so the lookup needs no code for it. */
static void add_rule(struct zone *z, const struct rule *r)
{
    date day;
    daytime time;
    int year = 1, month, of_month;
    if (z->n == 0)
        z->offset[0] = r->standard;
    else if (zone_civil(z->utc[z->n - 1], &day, &time))
        date_civil(day, &year, &month, &of_month);
    for (; r->has_summer && year <= LAST_YEAR; year++) {
        int64_t start = change_second(&r->start, year) - r->standard;
        int64_t end = change_second(&r->end, year) - r->summer;
        if (start < end)
            add_change(z, start, r->summer);
        add_change(z, end, r->standard);
        if (start >= end)
            add_change(z, start, r->summer);
    }
}

static int64_t big_endian(const unsigned char *p, int bytes)
{
    uint64_t v = *p & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++)
        v = v << 8 | p[i];
    return (int64_t)v;
}

/* A TZif file is a header and a block with times of 32 bits, which is skipped, then the same with 64, then the rule. */
struct block {
    uint64_t leaps, times, types, size; /* the size with its header */
};

static bool read_header(const unsigned char *p, const unsigned char *end, unsigned width, struct block *b)
{
    if (end - p < 44 || memcmp(p, "TZif", 4) != 0)
        return false;
    uint64_t count[6];
    for (int i = 0; i < 6; i++)
        count[i] = (uint64_t)big_endian(p + 20 + 4 * i, 4) & UINT32_MAX;
    *b = (struct block){.leaps = count[2], .times = count[3], .types = count[4]};
    b->size = 44 + count[0] + count[1] + count[2] * (width + 4) + count[3] * (width + 1) + count[4] * 6 + count[5];
    return b->size + 2 <= (uint64_t)(end - p); /* two line feeds follow at least */
}

static bool add_table(struct zone *z, const unsigned char *time, const struct block *b)
{
    const unsigned char *type = time + 8 * b->times, *offset = type + b->times;
    for (uint64_t i = 0; i < b->types; i++)
        if (llabs(big_endian(offset + 6 * i, 4)) > OFFSET_MOST)
            return false;
    z->offset[0] = (int32_t)big_endian(offset, 4);
    for (uint64_t i = 0; i < b->times; i++) {
        int64_t utc = big_endian(time + 8 * i, 8);
        if (type[i] >= b->types || utc < INT64_MIN / 2 || utc > INT64_MAX / 2 || (i && utc <= z->utc[i - 1]))
            return false;
        add_change(z, utc, (int)big_endian(offset + 6 * type[i], 4));
    }
    return true;
}

static void find_local(struct zone *z)
{
    for (size_t i = 0; i < z->n; i++) {
        int32_t before = z->offset[i], after = z->offset[i + 1];
        z->local[i] = z->utc[i] + (before > after ? before : after);
        if (i && z->local[i] < z->local[i - 1])
            z->local[i] = z->local[i - 1];
    }
}

static struct zone *parse(unsigned char *p, size_t n, const char **problem)
{
    unsigned char *end = p + n;
    struct block b;
    *problem = "has a time zone file that is damaged or too old";
    if (!read_header(p, end, 4, &b) || p[4] < '2')
        return NULL;
    p += b.size;
    if (!read_header(p, end, 8, &b) || b.types == 0 || p[b.size] != '\n' || end[-1] != '\n')
        return NULL;
    if (b.leaps) {
        *problem = "counts leap seconds, which dates and times here do not";
        return NULL;
    }
    end[-1] = 0;
    const char *text = (const char *)p + b.size + 1;
    struct zone *z = zone_new(b.times + 2 * LAST_YEAR);
    struct rule rule = {.has_summer = false};
    if (!add_table(z, p + 44, &b) || (*text && !read_rule(text, &rule))) {
        zone_free(z);
        return NULL;
    }
    if (*text)
        add_rule(z, &rule);
    find_local(z);
    return z;
}

struct zone *zone_open(const char *name, const char **problem)
{
    if (strcmp(name, "UTC") == 0)
        return zone_new(0);
    const char *folder = getenv("TZDIR");
    if (!folder || !*folder)
        folder = "/usr/share/zoneinfo";
    *problem = "needs the time zone files, which are not installed (install tzdata, or set TZDIR)";
    if (access(folder, X_OK) != 0)
        return NULL;
    *problem = "is not a time zone (an example is Europe/London)";
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = length < PATH_MAX && *name != '.' && !strstr(name, "/.") ? fopen(path, "rb") : NULL;
    if (!file)
        return NULL;
    unsigned char *bytes = mem_alloc(FILE_MOST);
    size_t n = fread(bytes, 1, FILE_MOST, file);
    fclose(file);
    struct zone *z = n >= 4 && memcmp(bytes, "TZif", 4) == 0 ? parse(bytes, n, problem) : NULL;
    free(bytes);
    return z;
}
