/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *tool_name = "tillroll";

void die_name(const char *name)
{
    tool_name = name;
}

/* One write a line. A message longer than the buffer (a long value is cut before it comes here) loses its end. */
static void say(const char *format, va_list arg)
{
    char line[4096];
    int n = snprintf(line, sizeof line, "%s: ", tool_name);
    int more = vsnprintf(line + n, sizeof line - (size_t)n - 1, format, arg);
    size_t len = (size_t)n + (size_t)(more < 0 ? 0 : more);
    if (len > sizeof line - 2)
        len = sizeof line - 2;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)line[i] < ' ' || line[i] == 127)
            line[i] = '?';
    line[len++] = '\n';
    ssize_t written = write(STDERR_FILENO, line, len);
    (void)written; /* no message can be written any more */
}

void die(int status, const char *format, ...)
{
    va_list arg;
    va_start(arg, format);
    say(format, arg);
    va_end(arg);
    quick_exit(status); /* the process ends, which frees its memory: no leak check is wanted here */
}

void die_errno(const char *path, const char *verb)
{
    die(STATUS_ENV, "%s: cannot %s: %s", path, verb, strerror(errno));
}

void warn(const char *format, ...)
{
    va_list arg;
    va_start(arg, format);
    say(format, arg);
    va_end(arg);
}

/* Levenshtein distance, where swapping two neighbours costs one as well; words over 40 bytes are not compared. */
static unsigned distance(struct slice a, struct slice b)
{
    enum { MOST = 40 };
    unsigned row[3][MOST + 1];
    if (a.n > MOST || b.n > MOST)
        return UINT32_MAX;
    for (unsigned j = 0; j <= b.n; j++)
        row[0][j] = j;
    for (unsigned i = 1; i <= a.n; i++) {
        unsigned *now = row[i % 3], *above = row[(i + 2) % 3], *above2 = row[(i + 1) % 3];
        now[0] = i;
        for (unsigned j = 1; j <= b.n; j++) {
            unsigned best = above[j - 1] + (a.p[i - 1] != b.p[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && above2[j - 2] + 1 < best)
                best = above2[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[a.n % 3][b.n];
}

/* The shortest name that `word` begins, if it says enough: recency is meant for recency_days. */
static const char *begun_by(struct slice word, const char *const *name, size_t n)
{
    const char *shortest = NULL;
    for (size_t i = 0; i < n && word.n >= 3; i++)
        if (slice_starts(slice_str(name[i]), word) && (!shortest || strlen(name[i]) < strlen(shortest)))
            shortest = name[i];
    return shortest;
}

const char *die_nearest(struct slice word, const char *const *name, size_t n)
{
    const char *nearest = NULL, *begun = begun_by(word, name, n);
    unsigned best = (unsigned)(word.n < 3 ? word.n : word.n / 3 + 2); /* all letters changed is another word */
    for (size_t i = 0; i < n; i++) {
        unsigned d = distance(word, slice_str(name[i]));
        bool added = d == 1 && strlen(name[i]) > word.n; /* x and xs */
        if (d < best || (added && !nearest))
            best = d, nearest = name[i];
    }
    bool is_begun = begun && (!nearest || best > 1 || distance(word, slice_str(begun)) == 1); /* --guest: --guests */
    return is_begun ? begun : nearest;
}
