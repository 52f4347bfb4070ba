/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/zone.h"

static struct zone *need_zone(const char *name)
{
    const char *problem = "";
    struct zone *z = zone_open(name, &problem);
    cr_assert_not_null(z, "\"%s\" %s: these tests need the Debian package tzdata", name, problem);
    return z;
}

static int64_t seconds_of(const char *text)
{
    date day;
    daytime time;
    cr_assert(date_parse(slice_of(text, 10), &day) && time_parse(slice_str(text + 11), &time), "%s", text);
    return zone_seconds(day, time);
}

static const char *show(int64_t seconds)
{
    static char text[] = "YYYY-MM-DD HH:MM:SS";
    date day;
    daytime time;
    cr_assert(zone_civil(seconds, &day, &time));
    date_print(text, day);
    time_print(text + 11, time);
    return text;
}

/* A local time, the instant that it means, and what the clock shows then: computed with Python's zoneinfo (fold 0). The
 * two local times differ if the clocks skipped the first. */
static const struct {
    const char *zone, *local, *utc, *again;
} ROWS[] = {
    {"Europe/London", "2011-03-27 00:59:59", "2011-03-27 00:59:59", "2011-03-27 00:59:59"},
    {"Europe/London", "2011-03-27 01:00:00", "2011-03-27 01:00:00", "2011-03-27 02:00:00"},
    {"Europe/London", "2011-03-27 01:30:00", "2011-03-27 01:30:00", "2011-03-27 02:30:00"},
    {"Europe/London", "2011-03-27 01:59:59", "2011-03-27 01:59:59", "2011-03-27 02:59:59"},
    {"Europe/London", "2011-03-27 02:00:00", "2011-03-27 01:00:00", "2011-03-27 02:00:00"},
    {"Europe/London", "2011-10-30 00:59:59", "2011-10-29 23:59:59", "2011-10-30 00:59:59"},
    {"Europe/London", "2011-10-30 01:00:00", "2011-10-30 00:00:00", "2011-10-30 01:00:00"},
    {"Europe/London", "2011-10-30 01:59:59", "2011-10-30 00:59:59", "2011-10-30 01:59:59"},
    {"Europe/London", "2011-10-30 02:00:00", "2011-10-30 02:00:00", "2011-10-30 02:00:00"},
    {"Europe/London", "1800-01-01 00:00:00", "1800-01-01 00:01:15", "1800-01-01 00:00:00"},
    {"Europe/London", "1941-07-01 12:00:00", "1941-07-01 10:00:00", "1941-07-01 12:00:00"},
    {"Europe/London", "1970-01-01 00:00:00", "1969-12-31 23:00:00", "1970-01-01 00:00:00"},
    {"Europe/London", "2050-03-27 01:30:00", "2050-03-27 01:30:00", "2050-03-27 02:30:00"},
    {"Europe/London", "2050-07-01 12:00:00", "2050-07-01 11:00:00", "2050-07-01 12:00:00"},
    {"Europe/London", "2050-10-30 01:30:00", "2050-10-30 00:30:00", "2050-10-30 01:30:00"},
    {"Europe/London", "9998-07-01 12:00:00", "9998-07-01 11:00:00", "9998-07-01 12:00:00"},
    {"America/New_York", "2024-03-10 01:59:59", "2024-03-10 06:59:59", "2024-03-10 01:59:59"},
    {"America/New_York", "2024-03-10 02:00:00", "2024-03-10 07:00:00", "2024-03-10 03:00:00"},
    {"America/New_York", "2024-03-10 02:59:59", "2024-03-10 07:59:59", "2024-03-10 03:59:59"},
    {"America/New_York", "2024-03-10 03:00:00", "2024-03-10 07:00:00", "2024-03-10 03:00:00"},
    {"America/New_York", "2024-11-03 00:59:59", "2024-11-03 04:59:59", "2024-11-03 00:59:59"},
    {"America/New_York", "2024-11-03 01:00:00", "2024-11-03 05:00:00", "2024-11-03 01:00:00"},
    {"America/New_York", "2024-11-03 01:30:00", "2024-11-03 05:30:00", "2024-11-03 01:30:00"},
    {"America/New_York", "2024-11-03 01:59:59", "2024-11-03 05:59:59", "2024-11-03 01:59:59"},
    {"America/New_York", "2024-11-03 02:00:00", "2024-11-03 07:00:00", "2024-11-03 02:00:00"},
    {"America/New_York", "1883-11-18 12:00:00", "1883-11-18 16:56:02", "1883-11-18 12:00:00"},
    {"America/New_York", "1942-02-09 02:30:00", "1942-02-09 07:30:00", "1942-02-09 03:30:00"},
    {"America/New_York", "1945-08-14 19:00:00", "1945-08-14 23:00:00", "1945-08-14 19:00:00"},
    {"America/New_York", "2006-04-02 02:30:00", "2006-04-02 07:30:00", "2006-04-02 03:30:00"},
    {"America/New_York", "2100-03-14 02:30:00", "2100-03-14 07:30:00", "2100-03-14 03:30:00"},
    {"America/New_York", "2100-11-07 01:30:00", "2100-11-07 05:30:00", "2100-11-07 01:30:00"},
    {"America/New_York", "9998-01-01 00:00:00", "9998-01-01 05:00:00", "9998-01-01 00:00:00"},
    {"Asia/Kolkata", "1800-01-01 00:00:00", "1799-12-31 18:06:32", "1800-01-01 00:00:00"},
    {"Asia/Kolkata", "1905-12-31 23:59:59", "1905-12-31 18:38:49", "1905-12-31 23:59:59"},
    {"Asia/Kolkata", "1906-01-01 00:00:00", "1905-12-31 18:38:50", "1906-01-01 00:08:50"},
    {"Asia/Kolkata", "1941-10-01 00:30:00", "1941-09-30 19:00:00", "1941-10-01 01:30:00"},
    {"Asia/Kolkata", "1945-10-14 23:30:00", "1945-10-14 17:00:00", "1945-10-14 23:30:00"},
    {"Asia/Kolkata", "2011-12-09 12:50:00", "2011-12-09 07:20:00", "2011-12-09 12:50:00"},
    {"Asia/Kolkata", "2050-06-01 00:00:00", "2050-05-31 18:30:00", "2050-06-01 00:00:00"},
    {"Australia/Lord_Howe", "2021-04-04 01:29:59", "2021-04-03 14:29:59", "2021-04-04 01:29:59"},
    {"Australia/Lord_Howe", "2021-04-04 01:30:00", "2021-04-03 14:30:00", "2021-04-04 01:30:00"},
    {"Australia/Lord_Howe", "2021-04-04 01:45:00", "2021-04-03 14:45:00", "2021-04-04 01:45:00"},
    {"Australia/Lord_Howe", "2021-04-04 01:59:59", "2021-04-03 14:59:59", "2021-04-04 01:59:59"},
    {"Australia/Lord_Howe", "2021-04-04 02:00:00", "2021-04-03 15:30:00", "2021-04-04 02:00:00"},
    {"Australia/Lord_Howe", "2021-10-03 01:59:59", "2021-10-02 15:29:59", "2021-10-03 01:59:59"},
    {"Australia/Lord_Howe", "2021-10-03 02:00:00", "2021-10-02 15:30:00", "2021-10-03 02:30:00"},
    {"Australia/Lord_Howe", "2021-10-03 02:29:59", "2021-10-02 15:59:59", "2021-10-03 02:59:59"},
    {"Australia/Lord_Howe", "2021-10-03 02:30:00", "2021-10-02 15:30:00", "2021-10-03 02:30:00"},
    {"Australia/Lord_Howe", "1981-03-01 00:00:00", "1981-02-28 14:00:00", "1981-03-01 00:30:00"},
    {"Australia/Lord_Howe", "2090-04-02 01:45:00", "2090-04-01 14:45:00", "2090-04-02 01:45:00"},
    {"Australia/Lord_Howe", "2090-10-01 02:15:00", "2090-09-30 15:45:00", "2090-10-01 02:45:00"},
};

Test(zone, changes_of_the_clocks)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct zone *z = need_zone(ROWS[i].zone);
        int64_t utc = zone_to_utc(z, seconds_of(ROWS[i].local));
        cr_expect_str_eq(show(utc), ROWS[i].utc, "%s %s is %s UTC", ROWS[i].zone, ROWS[i].local, show(utc));
        int64_t local = zone_to_local(z, seconds_of(ROWS[i].utc));
        cr_expect_str_eq(show(local), ROWS[i].again, "%s UTC is %s in %s", ROWS[i].utc, show(local), ROWS[i].zone);
        zone_free(z);
    }
}

/* Of two instants with the same local time the first is meant; so the conversion there and back can only give an
 * earlier instant, by the time that the clocks were put back. */
Test(zone, there_and_back)
{
    static const char *const names[] = {"Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"};
    for (int i = 0; i < 4; i++) {
        struct zone *z = need_zone(names[i]);
        int repeated = 0, steps = 0;
        for (int64_t utc = seconds_of("1960-01-01 00:00:00"); utc < seconds_of("2060-01-01 00:00:00"); utc += 1201) {
            int64_t local = zone_to_local(z, utc), first = zone_to_utc(z, local);
            cr_assert(zone_to_local(z, first) == local && (first == utc || utc - first == 3600 || utc - first == 1800),
                      "%s: %s UTC", names[i], show(utc));
            repeated += first != utc;
            steps++;
        }
        cr_expect(i == 2 ? repeated == 0 : repeated > 50 && repeated < steps / 1000, "%s: %d", names[i], repeated);
        zone_free(z);
    }
}

Test(zone, utc_needs_no_files)
{
    setenv("TZDIR", "/nowhere", 1);
    const char *problem = NULL;
    struct zone *z = zone_open("UTC", &problem);
    cr_assert_not_null(z);
    cr_expect_eq(zone_to_utc(z, 1323435000), 1323435000);
    cr_expect_eq(zone_to_local(z, -1), -1);
    zone_free(z);
    cr_expect_null(zone_open("Europe/London", &problem));
    cr_expect(problem && strstr(problem, "tzdata"), "%s", problem);
    zone_free(NULL);
}

Test(zone, unknown_names_are_refused)
{
    static const char *const names[] = {
        "",       "Europe/Londn", "Europe", "europe/london",   "../zoneinfo/Europe/London",
        "GMT+25", "CET-1CEST",    ".",      "Europe/../Japan", "zone.tab"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *problem = NULL;
        cr_expect_null(zone_open(names[i], &problem), "\"%s\"", names[i]);
        cr_expect(problem && *problem);
    }
    char long_name[9000];
    memset(long_name, 'a', sizeof long_name);
    long_name[sizeof long_name - 1] = 0;
    const char *problem = NULL;
    cr_expect_null(zone_open(long_name, &problem));
}

/* Zone files of our own: a header and an empty block of 32-bit data, then one type, changes, a rule. */

struct change {
    int64_t utc;
    unsigned char type;
};

static size_t put(unsigned char *p, int64_t v, int bytes)
{
    for (int i = bytes; i-- > 0; v >>= 8)
        p[i] = (unsigned char)v;
    return (size_t)bytes;
}

static size_t put_header(unsigned char *p, char version, int leaps, int times, int types, int chars)
{
    memset(p, 0, 44);
    memcpy(p, "TZif", 4);
    p[4] = (unsigned char)version;
    put(p + 28, leaps, 4);
    put(p + 32, times, 4);
    put(p + 36, types, 4);
    put(p + 40, chars, 4);
    return 44;
}

static size_t make_file(unsigned char *p, const int32_t *east, int types, const struct change *change, int times,
                        const char *rule)
{
    unsigned char *start = p;
    p += put_header(p, '2', 0, 0, 0, 0);
    p += put_header(p, '2', 0, times, types, 4);
    for (int i = 0; i < times; i++)
        p += put(p, change[i].utc, 8);
    for (int i = 0; i < times; i++)
        *p++ = change[i].type;
    for (int i = 0; i < types; i++) {
        p += put(p, east[i], 4);
        p += put(p, 0, 2);
    }
    memcpy(p, "LMT\0\n", 5);
    p += 5;
    memcpy(p, rule, strlen(rule));
    p += strlen(rule);
    *p++ = '\n';
    return (size_t)(p - start);
}

static struct zone *open_bytes(const unsigned char *p, size_t n, const char **problem)
{
    char folder[] = P_tmpdir "/zone-XXXXXX", path[64];
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/Test", folder);
    FILE *f = fopen(path, "wb");
    cr_assert(f && fwrite(p, 1, n, f) == n && fclose(f) == 0);
    setenv("TZDIR", folder, 1);
    struct zone *z = zone_open("Test", problem);
    unlink(path);
    rmdir(folder);
    return z;
}

static struct zone *open_rule(const char *rule)
{
    unsigned char bytes[512];
    const int32_t east[] = {-75};
    const char *problem = "";
    size_t n = make_file(bytes, east, 1, NULL, 0, rule);
    struct zone *z = open_bytes(bytes, n, &problem);
    cr_assert_not_null(z, "%s %s", rule, problem);
    return z;
}

/* By the rules of POSIX and RFC 8536, section 3.3.1, computed by hand: at `utc` the clocks are `east` of it. */
static const struct {
    const char *rule, *utc;
    int32_t east;
} RULES[] = {
    {"CET-1", "2024-07-01 00:00:00", 3600},
    {"<-03>3", "2024-07-01 00:00:00", -10800},
    {"<+0330>-3:30", "2024-07-01 00:00:00", 12600},
    {"AAA-1:02:03", "2024-07-01 00:00:00", 3723},
    {"AAA+1:02:03", "2024-07-01 00:00:00", -3723},
    /* without a time of day 02:00 is meant, without an offset an hour */
    {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10 06:59:59", -18000},
    {"EST5EDT,M3.2.0,M11.1.0", "2024-03-10 07:00:00", -14400},
    {"EST5EDT,M3.2.0,M11.1.0", "2024-11-03 05:59:59", -14400},
    {"EST5EDT,M3.2.0,M11.1.0", "2024-11-03 06:00:00", -18000},
    /* the last Sunday of a February with 29 days that begins on a Thursday is the 25th */
    {"AAA0BBB,M2.5.0/0,M12.5.2/0", "2024-02-24 23:59:59", 0},
    {"AAA0BBB,M2.5.0/0,M12.5.2/0", "2024-02-25 00:00:00", 3600},
    {"AAA0BBB,M2.5.0/0,M12.5.2/0", "2024-12-30 22:59:59", 3600},
    {"AAA0BBB,M2.5.0/0,M12.5.2/0", "2024-12-30 23:00:00", 0},
    /* in the south, summer spans the year's end */
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2024-01-01 00:00:00", 39600},
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2024-04-06 15:59:59", 39600},
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2024-04-06 16:00:00", 36000},
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2024-10-05 16:00:00", 39600},
    /* Ireland's winter is its summer time, an hour less */
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2024-01-01 00:00:00", 0},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2024-03-31 00:59:59", 0},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2024-03-31 01:00:00", 3600},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2024-10-27 01:00:00", 0},
    /* times before the day and far after it: Saturday 22:00 local; Thursday's 50th hour, Saturday 02:00 */
    {"<-02>2<-01>,M3.5.0/-2,M10.5.0/-1", "2024-03-30 23:59:59", -7200},
    {"<-02>2<-01>,M3.5.0/-2,M10.5.0/-1", "2024-03-31 00:00:00", -3600},
    {"EET-2EEST,M4.4.4/50,M10.4.4/50", "2024-04-26 23:59:59", 7200},
    {"EET-2EEST,M4.4.4/50,M10.4.4/50", "2024-04-27 00:00:00", 10800},
    /* day 60 without leap days is 1 March always; day 59 from 0 is 29 February in a leap year, else 1 March */
    {"AAA0BBB,J60/0,J300/0", "2023-03-01 00:00:00", 3600},
    {"AAA0BBB,J60/0,J300/0", "2024-02-29 23:59:59", 0},
    {"AAA0BBB,J60/0,J300/0", "2024-03-01 00:00:00", 3600},
    {"AAA0BBB,J59/0,J300/0", "2024-02-28 00:00:00", 3600},
    {"AAA0BBB,59/0,300/0", "2023-02-28 23:59:59", 0},
    {"AAA0BBB,59/0,300/0", "2023-03-01 00:00:00", 3600},
    {"AAA0BBB,59/0,300/0", "2024-02-28 23:59:59", 0},
    {"AAA0BBB,59/0,300/0", "2024-02-29 00:00:00", 3600},
    /* summer all year */
    {"XXX3EDT4,0/0,J365/23", "2024-07-01 00:00:00", -14400},
    {"XXX3EDT4,0/0,J365/23", "2024-12-31 23:59:59", -14400},
    {"XXX3EDT4,0/0,J365/23", "2025-01-01 02:59:59", -14400},
    {"XXX3EDT4,0/0,J365/23", "2025-01-01 03:00:00", -14400},
};

Test(zone, rules_behind_the_table)
{
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        struct zone *z = open_rule(RULES[i].rule);
        int64_t utc = seconds_of(RULES[i].utc);
        cr_expect_eq(zone_to_local(z, utc) - utc, RULES[i].east, "%s at %s: %d", RULES[i].rule, RULES[i].utc,
                     (int)(zone_to_local(z, utc) - utc));
        zone_free(z);
    }
}

/* To the second, in every year: 1 March 00:00 and 27 October 00:00 summer time, an hour ahead. */
Test(zone, every_change_of_every_year)
{
    struct zone *z = open_rule("AAA0BBB,J60/0,J300/0");
    for (int year = 1; year <= 9999; year++) {
        int64_t start = zone_seconds(date_of(year, 3, 1), 0), end = zone_seconds(date_of(year, 10, 27), 0) - 3600;
        cr_assert_eq(zone_to_local(z, start - 1), start - 1, "%d", year);
        cr_assert_eq(zone_to_local(z, start), start + 3600, "%d", year);
        cr_assert_eq(zone_to_local(z, end - 1), end - 1 + 3600, "%d", year);
        cr_assert_eq(zone_to_local(z, end), end, "%d", year);
        cr_assert_eq(zone_to_utc(z, start - 1), start - 1, "%d", year);
        cr_assert_eq(zone_to_utc(z, start), start, "%d", year); /* skipped: moved on by an hour, to 01:00 */
        cr_assert_eq(zone_to_utc(z, start + 3599), start + 3599, "%d", year);
        cr_assert_eq(zone_to_utc(z, start + 3600), start, "%d", year);
        cr_assert_eq(zone_to_utc(z, end), end - 3600, "%d", year); /* twice: the first */
        cr_assert_eq(zone_to_utc(z, end + 3599), end - 1, "%d", year);
        cr_assert_eq(zone_to_utc(z, end + 3600), end + 3600, "%d", year);
    }
    zone_free(z);
}

Test(zone, table_then_rule)
{
    static const int32_t east[] = {-75, 0, 3600};
    const struct change change[] = {{seconds_of("1900-01-01 00:00:00"), 1}, {seconds_of("2000-07-01 00:00:00"), 2}};
    unsigned char bytes[512];
    const char *problem = "";
    size_t n = make_file(bytes, east, 3, change, 2, "GMT0BST,M3.5.0/1,M10.5.0");
    struct zone *z = open_bytes(bytes, n, &problem);
    cr_assert_not_null(z, "%s", problem);
    cr_expect_eq(zone_to_local(z, change[0].utc - 1), change[0].utc - 1 - 75);
    cr_expect_eq(zone_to_local(z, change[0].utc), change[0].utc);
    cr_expect_eq(zone_to_local(z, change[1].utc - 1), change[1].utc - 1); /* the rule does not apply to March 2000 */
    cr_expect_eq(zone_to_local(z, change[1].utc), change[1].utc + 3600);
    int64_t october = seconds_of("2000-10-29 01:00:00");
    cr_expect_eq(zone_to_local(z, october - 1), october - 1 + 3600);
    cr_expect_eq(zone_to_local(z, october), october);
    zone_free(z);

    /* The last entry of the table is valid until the rule's next change. */
    n = make_file(bytes, east, 3, change, 2, "GMT0BST,M3.5.0/1,M6.1.0");
    z = open_bytes(bytes, n, &problem);
    cr_assert_not_null(z, "%s", problem);
    cr_expect_eq(zone_to_local(z, change[1].utc), change[1].utc + 3600);
    int64_t june = seconds_of("2001-06-03 01:00:00");
    cr_expect_eq(zone_to_local(z, june - 1), june - 1 + 3600);
    cr_expect_eq(zone_to_local(z, june), june);
    zone_free(z);
}

Test(zone, damaged_files_are_refused)
{
    static const int32_t east[] = {-75, 0};
    const struct change change[] = {{-1000, 1}, {1000, 0}}, backwards[] = {{1000, 1}, {-1000, 0}}, none[] = {{0, 7}};
    static const char *const rules[] = {"GMT",
                                        "GMT0BST,",
                                        "GMT0BST,M13.1.0,M10.5.0",
                                        "GMT0BST,M3.6.0,M10.5.0",
                                        "GMT0BST,M3.5.7,M10.5.0",
                                        "GMT0BST,J0,J5",
                                        "GMT0BST,J366,J5",
                                        "GMT0BST,366,5",
                                        "GMT0BST,M3.5.0",
                                        "GMT0BST,M3.5.0,M10.5.0x",
                                        "GMT99",
                                        "GMT0BST99,J1,J2",
                                        "GMT0BST,M3.5.0/999,M10.5.0",
                                        "<GMT",
                                        "GMT0BST,M3.5.0,M10.5.0,J4",
                                        "GMT0BST,M3.5.0M10.5.0"};
    unsigned char bytes[512];
    const char *problem = NULL;
    size_t n = make_file(bytes, east, 2, change, 2, "GMT0");
    for (size_t cut = 0; cut < n; cut++)
        cr_expect_null(open_bytes(bytes, cut, &problem), "cut to %zu bytes", cut);
    struct zone *whole = open_bytes(bytes, n, &problem);
    cr_expect_not_null(whole);
    zone_free(whole);
    bytes[4] = 0;
    cr_expect_null(open_bytes(bytes, n, &problem), "version 1");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        cr_expect_null(open_bytes(bytes, make_file(bytes, east, 2, change, 2, rules[i]), &problem), "%s", rules[i]);
    cr_expect_null(open_bytes(bytes, make_file(bytes, east, 2, backwards, 2, "GMT0"), &problem), "not ascending");
    cr_expect_null(open_bytes(bytes, make_file(bytes, east, 2, none, 1, "GMT0"), &problem), "no such type");
    cr_expect_null(open_bytes(bytes, make_file(bytes, east, 0, none, 0, "GMT0"), &problem), "no types");
    n = make_file(bytes, east, 2, change, 2, "GMT0");
    put(bytes + 44 + 32, UINT32_MAX, 4);
    cr_expect_null(open_bytes(bytes, n, &problem), "more changes than bytes");
}

Test(zone, civil_keeps_within_the_calendar)
{
    date day;
    daytime time;
    cr_expect(zone_civil(-1, &day, &time) && day == -1 && time == 86399);
    cr_expect(zone_civil(0, &day, &time) && day == 0 && time == 0);
    cr_expect(zone_civil(86399, &day, &time) && day == 0 && time == 86399);
    int64_t first = zone_seconds(date_of(1, 1, 1), 0), last = zone_seconds(date_of(9999, 12, 31), 86399);
    cr_expect(zone_civil(first, &day, &time) && day == date_of(1, 1, 1) && time == 0);
    cr_expect(zone_civil(last, &day, &time) && day == date_of(9999, 12, 31) && time == 86399);
    cr_expect_not(zone_civil(first - 1, &day, &time));
    cr_expect_not(zone_civil(last + 1, &day, &time));
    cr_expect_not(zone_civil(INT64_MIN, &day, &time));
    cr_expect_not(zone_civil(INT64_MAX, &day, &time));
}
