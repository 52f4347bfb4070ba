/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/html.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/die.h"

static const char *entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return c < ' ' || c == 0x7f ? "\xef\xbf\xbd" : NULL;
    }
}

/* The bytes of the character at p, 0 if it is none: no overlong form, no surrogate, nothing above U+10FFFF. */
static size_t character(const unsigned char *p, size_t n)
{
    size_t length = *p < 0x80 ? 1 : *p < 0xc2 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf5 ? 4 : 0;
    if (length == 0 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (*p == 0xe0 && p[1] < 0xa0) || (*p == 0xf0 && p[1] < 0x90);
    bool outside = (*p == 0xed && p[1] > 0x9f) || (*p == 0xf4 && p[1] > 0x8f);
    return overlong || outside ? 0 : length;
}

void html_text(struct buf *b, struct slice s)
{
    for (size_t i = 0, length; i < s.n; i += length ? length : 1) {
        const unsigned char *p = (const unsigned char *)s.p + i;
        const char *other = entity(*p);
        length = character(p, s.n - i);
        if (other || length == 0)
            buf_addstr(b, other ? other : "\xef\xbf\xbd");
        else
            buf_add(b, p, length);
    }
}

static void add_number(struct buf *b, long long v)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%lld", v);
    buf_add(b, text, (size_t)n);
}

void html_add(struct buf *b, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    for (const char *p = format; *p; p++) {
        if (*p != '%') {
            buf_addch(b, *p);
        } else if (*++p == 's') {
            html_text(b, slice_str(va_arg(list, const char *)));
        } else if (strncmp(p, ".*s", 3) == 0) {
            int n = va_arg(list, int);
            html_text(b, slice_of(va_arg(list, const char *), (size_t)n));
            p += 2;
        } else if (*p == 'z') {
            add_number(b, (long long)va_arg(list, size_t));
            p++;
        } else if (*p == 'u') {
            add_number(b, va_arg(list, unsigned));
        } else if (*p == 'd') {
            add_number(b, va_arg(list, int));
        } else if (*p == '%') {
            buf_addch(b, '%');
        } else {
            die(STATUS_ENV, "html_add has no conversion %%%c", *p);
        }
    }
    va_end(list);
}

void html_path(struct buf *b, struct slice path)
{
    char code[4];
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (isalnum(c) || (c && strchr("-._~/", c))) {
            buf_addch(b, (char)c);
        } else {
            snprintf(code, sizeof code, "%%%02X", c);
            buf_addstr(b, code);
        }
    }
}
