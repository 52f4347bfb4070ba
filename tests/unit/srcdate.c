/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "source/srcdate.h"

/* Each text after each other one: the result does not depend on the text before. */
static const char *const TEXT[] = {
    "12/1/2010 8:26",
    "12/1/2010 8:27",
    "12/1/2010 18:26",
    "2010-12-01 08:26:00",
    "2010-12-01 08:26:07",
    "12/1/20",
    "12/1/2010 8:2",
    "12/1/2010 8:26 x",
    "",
    "NA",
    "13/1/2010 8:26",
    "3 Feb 2012 ............................",
    "3 Feb 2012 ...........................,",
};
enum { TEXTS = sizeof TEXT / sizeof *TEXT };

static enum srcdate_status read_text(struct srcdate *d, const char *text, const char *time)
{
    char padded[128] = {0};
    memcpy(padded, text, strlen(text));
    return srcdate_read(d, slice_of(padded, strlen(text)), slice_str(time));
}

static bool same(const struct datefmt_value *a, const struct datefmt_value *b)
{
    return a->day == b->day && a->time == b->time && a->has_offset == b->has_offset && a->offset == b->offset;
}

Test(srcdate, what_was_before_tells_nothing)
{
    struct datefmt dates[3], times[1];
    struct schema s = {.dates = {.format = dates, .n = 3}, .times = {.format = times, .n = 1}, .path = "test"};
    cr_assert(!datefmt_compile(&dates[0], "%m/%d/%Y %H:%M") && !datefmt_compile(&dates[1], "%Y-%m-%d %H:%M:%S") &&
              !datefmt_compile(&dates[2], "%d %b %Y ............................") &&
              !datefmt_compile(&times[0], "%H:%M"));
    for (int i = 0; i < TEXTS; i++)
        for (int k = 0; k < TEXTS; k++)
            for (int timed = 0; timed < 3; timed++) {
                struct srcdate alone, second;
                srcdate_init(&alone, &s, NULL, NULL);
                srcdate_init(&second, &s, NULL, NULL);
                enum srcdate_status want = read_text(&alone, TEXT[k], timed == 2 ? "9:30" : "");
                enum srcdate_status first = read_text(&second, TEXT[i], timed == 1 ? "9:30" : "");
                enum srcdate_status is = read_text(&second, TEXT[k], timed == 2 ? "9:30" : "");
                bool again = i == k && !timed && first == SRCDATE_NEW && strlen(TEXT[k]) <= SRCDATE_KEPT;
                cr_assert_eq(is, again ? SRCDATE_SAME : want, "\"%s\" after \"%s\"", TEXT[k], TEXT[i]);
                cr_assert(want != SRCDATE_NEW || same(&alone.last, &second.last), "\"%s\" after \"%s\"", TEXT[k],
                          TEXT[i]);
                srcdate_free(&alone);
                srcdate_free(&second);
            }
}
