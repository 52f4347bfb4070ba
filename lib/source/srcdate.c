/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/srcdate.h"

#include <stdio.h>

#include "base/die.h"
#include "source/zone.h"

#define RARE __attribute__((noinline))

static struct zone *open_zone(const char *name)
{
    const char *problem = NULL;
    struct zone *z = zone_open(name, &problem);
    if (!z)
        die(STATUS_USAGE, "time zone \"%s\": %s", name, problem);
    return z;
}

/* Both are options, and keys of the schema. */
static _Noreturn void needs_zone(const struct schema *s, const char *name, const char *option, const char *zone,
                                 const char *other, const char *what)
{
    if (option)
        die(STATUS_USAGE, "--%s %s needs --%s ZONE%s", name, zone, other, what);
    die(STATUS_USAGE, "%s: %s = %s needs %s, too%s", s->path, name, zone, other, what);
}

void srcdate_init(struct srcdate *d, const struct schema *s, const char *tz_from, const char *tz_to)
{
    const char *from = tz_from ? tz_from : s->tz_from, *to = tz_to ? tz_to : s->tz_to;
    bool as_written = to ? strcmp(to, "as-written") == 0 : s->keeps_offset;
    to = as_written ? NULL : to;
    *d = (struct srcdate){.schema = s};
    bool offsets = false, bare = false;
    for (size_t i = 0; i < s->dates.n + s->times.n; i++) {
        const struct datefmt *f = i < s->dates.n ? &s->dates.format[i] : &s->times.format[i - s->dates.n];
        offsets |= f->has_offset;
        bare |= f->has_time && !f->has_offset;
    }
    if (offsets && !to && !as_written)
        die(STATUS_USAGE,
            "%s: a date-format has %%z, so that --tz-to ZONE is needed: the zone in which days are counted "
            "(as-written: each time in its own offset)",
            s->path);
    if (to && !from && (bare || !offsets))
        needs_zone(s, "tz-to", tz_to, to, "tz-from", ", the zone of the source's times");
    if (from && !to)
        needs_zone(s, "tz-from", tz_from, from, "tz-to", "");
    d->to = to ? open_zone(to) : NULL;
    d->from = from ? open_zone(from) : to ? open_zone("UTC") : NULL;
}

static RARE bool parse_any(const struct schema_formats *list, size_t first, struct slice text, struct datefmt_value *v)
{
    for (size_t i = first; i < list->n; i++)
        if (datefmt_parse(&list->format[i], text, v))
            return true;
    return false;
}

/* A day alone has no zone. False if the day leaves the years 0001 to 9999. */
static bool convert_zone(const struct srcdate *d, struct datefmt_value *v)
{
    if (!d->to || v->time == TIME_NONE)
        return true;
    int64_t local = zone_seconds(v->day, v->time);
    int64_t utc = v->has_offset ? local - v->offset : zone_to_utc(d->from, local);
    if (!zone_civil(zone_to_local(d->to, utc), &v->day, &v->time))
        return false;
    date_civil(v->day, &v->year, &v->month, &v->of_month);
    return true;
}

static void keep(struct srcdate *d, struct slice day, bool alone)
{
    memcpy(d->last_text, day.p, SRCDATE_KEPT);
    d->last_n = alone && day.n <= SRCDATE_KEPT ? day.n : 0;
}

static enum srcdate_status forget(struct srcdate *d, enum srcdate_status why)
{
    d->last_n = 0;
    return why;
}

static RARE enum srcdate_status read_any(struct srcdate *d, struct slice day, struct slice time)
{
    const struct schema *s = d->schema;
    struct datefmt_value t;
    if (time.n == 0 && d->last_n && slice_eq(day, slice_of(d->last_text, d->last_n)))
        return SRCDATE_SAME;
    keep(d, day, time.n == 0);
    if (!parse_any(&s->dates, 0, day, &d->last))
        return forget(d, SRCDATE_BAD_DATE);
    if (time.n) {
        if (!parse_any(&s->times, 0, time, &t))
            return forget(d, SRCDATE_BAD_TIME);
        d->last.time = t.time;
        d->last.has_offset |= t.has_offset;
        d->last.offset = t.has_offset ? t.offset : d->last.offset;
    }
    return convert_zone(d, &d->last) ? SRCDATE_NEW : forget(d, SRCDATE_BAD_DATE);
}

/* In an unsorted log dates do not repeat the date before: nearly always it is a new date in the first format. */
enum srcdate_status srcdate_read(struct srcdate *d, struct slice day, struct slice time)
{
    const struct schema_formats *dates = &d->schema->dates;
    if (memcmp(d->last_text, day.p, 8) == 0 || time.n || d->to)
        return read_any(d, day, time);
    keep(d, day, true);
    if (datefmt_parse(dates->format, day, &d->last) || parse_any(dates, 1, day, &d->last))
        return SRCDATE_NEW;
    return forget(d, SRCDATE_BAD_DATE);
}

void srcdate_forget(struct srcdate *d)
{
    d->last_n = 0;
    memset(d->last_text, 0, sizeof d->last_text);
}

/* The pattern with %d and %m exchanged. */
static bool reads_swapped(const char *pattern, struct slice text)
{
    char swapped[256];
    size_t n = 0;
    struct datefmt f;
    struct datefmt_value v;
    for (const char *p = pattern; *p && n + 1 < sizeof swapped; p++, n++) {
        bool number = n && p[-1] == '%';
        swapped[n] = number && *p == 'd' ? 'm' : number && *p == 'm' ? 'd' : *p;
    }
    swapped[n] = '\0';
    return !datefmt_compile(&f, swapped) && datefmt_parse(&f, text, &v);
}

const char *srcdate_remedy(const struct schema_formats *formats, struct slice text)
{
    static char remedy[400];
    bool swapped = false;
    int n = snprintf(remedy, sizeof remedy, "none of the schema's formats reads it:");
    for (size_t i = 0; i < formats->n && n < (int)sizeof remedy - 100; i++) {
        n += snprintf(remedy + n, sizeof remedy - (size_t)n, "%s %.60s", i ? "," : "", formats->pattern[i]);
        swapped |= text.n && reads_swapped(formats->pattern[i], text);
    }
    if (swapped)
        snprintf(remedy + n, sizeof remedy - (size_t)n, "; are day and month swapped?");
    return remedy;
}

void srcdate_free(struct srcdate *d)
{
    zone_free(d->from);
    zone_free(d->to);
}
