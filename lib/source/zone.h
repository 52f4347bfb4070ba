/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zone: local time of a named place to UTC and back.
 *
 * Zones have IANA names, "Europe/London", and are read from the TZif files (RFC 8536) in $TZDIR or /usr/share/zoneinfo.
 * The C library's own way, TZ and tzset, silently takes an unknown name as UTC, and has only one zone at a time. Both
 * sides count seconds from 1970-01-01 00:00:00, of the local clock or of UTC, without leap seconds. */
#ifndef SOURCE_ZONE_H
#define SOURCE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

struct zone;

/* NULL if the zone cannot be read; *problem then tells why in words that follow the name ("is not a time zone"), and is
 * never freed. "UTC" needs no files. zone_free frees the zone. */
struct zone *zone_open(const char *name, const char **problem);
void zone_free(struct zone *z);

int64_t zone_to_local(const struct zone *z, int64_t utc);

/* A local time that the clocks showed twice means the first instant. A time that they skipped is moved forward by what
 * was skipped: 02:30 in a night that goes from 02:00 to 03:00 means 03:30. */
int64_t zone_to_utc(const struct zone *z, int64_t local);

/* Converts a day and a time of day to such seconds, and back: false if the day leaves the years 0001 to 9999. */
static inline int64_t zone_seconds(date day, daytime time)
{
    return (int64_t)day * 86400 + time;
}
bool zone_civil(int64_t seconds, date *day, daytime *time);

#endif
