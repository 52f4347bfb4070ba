/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guesswrite.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "csv/utf8.h"

enum { LINE = 1024, TEXTS = 16, ROOM = 256, SHOWN = 40, KEY = 14 };

static void write_line(struct out *o, const char *begin, const char *format, va_list args)
{
    char text[LINE];
    vsnprintf(text, sizeof text, format, args);
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    out_str(o, begin);
    out_str(o, text);
    out_char(o, '\n');
}

void guesswrite_note(struct out *o, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line(o, "# ", format, args);
    va_end(args);
}

void guesswrite_key(struct out *o, const char *key, const char *format, ...)
{
    char begin[LINE];
    va_list args;
    snprintf(begin, sizeof begin, "%-*s = ", KEY, key);
    va_start(args, format);
    write_line(o, begin, format, args);
    va_end(args);
}

void guesswrite_ask(struct out *o, const char *key, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line(o, "# ", format, args);
    va_end(args);
    guesswrite_key(o, key, "?");
}

static char *next_text(void)
{
    static char text[TEXTS][ROOM];
    static unsigned next;
    return text[next++ % TEXTS];
}

bool guesswrite_can(struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
            return false;
    return s.n > 0 && s.n < 200 && utf8_valid(s) && slice_eq(slice_trim(s), s) && !slice_is(s, "?") &&
           !slice_is(s, "\"\"");
}

static bool is_name(const struct guessfile *g, unsigned column)
{
    struct slice name = g->column[column];
    if (!g->header || !guesswrite_can(name) || strchr("#@\"", name.p[0]))
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (strchr("|{}\"", name.p[i]))
            return false;
    for (unsigned i = 0; i < g->n; i++)
        if (i != column && slice_eq(g->column[i], name))
            return false;
    return true;
}

const char *guesswrite_column(const struct guessfile *g, unsigned column)
{
    char *text = next_text();
    if (is_name(g, column))
        snprintf(text, ROOM, "%.*s", (int)g->column[column].n, g->column[column].p);
    else
        snprintf(text, ROOM, "#%u", column + 1);
    return text;
}

const char *guesswrite_whole(struct slice s)
{
    char *text = next_text();
    snprintf(text, ROOM, "%.*s", (int)s.n, s.n ? s.p : "");
    return text;
}

const char *guesswrite_place(const struct guessfile *g, uint64_t line)
{
    char *text = next_text();
    uint64_t file = line >> GUESSFILE_LINE_BITS;
    line &= (1ULL << GUESSFILE_LINE_BITS) - 1;
    if (file)
        snprintf(text, ROOM, "line %" PRIu64 " of %.200s", line, g->joined[file - 1].name);
    else
        snprintf(text, ROOM, "line %" PRIu64, line);
    return text;
}

const char *guesswrite_line(const struct guessfile *g, uint32_t row)
{
    return guesswrite_place(g, g->line[row]);
}

const char *guesswrite_value(struct slice s)
{
    char *text = next_text();
    size_t n = s.n < SHOWN ? s.n : SHOWN;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    snprintf(text, ROOM, "%.*s%s", (int)n, n ? s.p : "", n < s.n ? "..." : "");
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
    return text;
}
