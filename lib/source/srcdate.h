/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * srcdate: dates and times as a source writes them, in the schema's patterns and zones. */
#ifndef SOURCE_SRCDATE_H
#define SOURCE_SRCDATE_H

#include "source/schema.h"

enum { SRCDATE_KEPT = 32 };

struct srcdate {
    const struct schema *schema;
    struct zone *from, *to;       /* NULL: as written */
    char last_text[SRCDATE_KEPT]; /* one-entry cache: most records have the date of the one before */
    size_t last_n;                /* 0: none */
    struct datefmt_value last;
};

/* Both zones are given, or none; otherwise the tool ends (status 2), since a conversion by half a rule would be
 * silently wrong. tz_from and tz_to NULL: as the schema says. */
void srcdate_init(struct srcdate *d, const struct schema *s, const char *tz_from, const char *tz_to);

enum srcdate_status { SRCDATE_SAME, SRCDATE_NEW, SRCDATE_BAD_DATE, SRCDATE_BAD_TIME };

/* Reads the date, and the time if it is in a column of its own and not empty, into d->last. SRCDATE_SAME: it is the
 * same as last time. A day alone has no zone, and is not converted. SRCDATE_KEPT bytes at day.p must be readable,
 * whatever day.n is. */
enum srcdate_status srcdate_read(struct srcdate *d, struct slice day, struct slice time);

/* The next srcdate_read reads its text, even if it is the same. */
void srcdate_forget(struct srcdate *d);

/* The message for a text that no format reads: the formats that were tried, and whether day and month seem to be
 * swapped. */
const char *srcdate_remedy(const struct schema_formats *formats, struct slice text);

void srcdate_free(struct srcdate *d);

#endif
