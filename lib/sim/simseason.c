/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/simseason.h"

#include <stdlib.h>

#include "base/mem.h"

/* Thousandths. The year rises to November, as gift shops' years do; days times weights make 365000. */
static const int MONTH[12] = {800, 815, 900, 880, 940, 920, 900, 930, 1110, 1200, 1490, 1110};
static const int WEEKDAY[7] = {1090, 1200, 1160, 1300, 1150, 0, 1100}; /* Monday to Sunday; sums to 7000 */

static uint64_t day_weight(enum season_kind kind, date d)
{
    int year, month, day;
    if (kind == SEASON_NONE)
        return 1000000;
    date_civil(d, &year, &month, &day);
    return (uint64_t)MONTH[month - 1] * (uint64_t)WEEKDAY[date_weekday(d) - 1];
}

void simseason_make(struct simseason *s, enum season_kind kind, date first, int32_t days)
{
    uint64_t millionths = 0;
    s->days = days;
    s->start = mem_zero((size_t)days + 1, sizeof *s->start);
    for (int32_t d = 0; d < days; d++) {
        millionths += day_weight(kind, first + d);
        s->start[d + 1] = (double)millionths / 1000000;
    }
}

void simseason_free(struct simseason *s)
{
    free(s->start);
}

/* The last d with start[d] <= t: of days that begin at one time only the last has a length. */
int32_t simseason_day(const struct simseason *s, double t)
{
    int32_t low = 0, high = s->days + 1; /* start[low] <= t, and t < start[high] if there were one */
    if (!(t < s->start[s->days]))
        return s->days;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        *(s->start[middle] <= t ? &low : &high) = middle;
    }
    return low;
}

int32_t simseason_open(const struct simseason *s, int32_t day)
{
    while (day < s->days && !(s->start[day] < s->start[day + 1]))
        day++;
    return day;
}
