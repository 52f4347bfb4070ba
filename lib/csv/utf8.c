/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/utf8.h"

#include <stdint.h>

#define TOP_BITS 0x8080808080808080u

bool utf8_ascii(struct slice s)
{
    uint64_t any = 0, word;
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) {
        memcpy(&word, s.p + i, 8);
        any |= word;
    }
    for (; i < s.n; i++)
        any |= (unsigned char)s.p[i];
    return !(any & TOP_BITS);
}

/* Bytes of the sequence that begins at p, or 0. The range of the second byte makes it strict (Unicode 15, table
 * 3-7). */
static size_t sequence(const unsigned char *p, size_t n)
{
    unsigned lead = p[0], low = 0x80, high = 0xbf;
    size_t len = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (lead == 0xe0)
        low = 0xa0;
    else if (lead == 0xed)
        high = 0x9f;
    else if (lead == 0xf0)
        low = 0x90;
    else if (lead == 0xf4)
        high = 0x8f;
    if (len > n || (len > 1 && (p[1] < low || p[1] > high)))
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return len;
}

static bool is_ascii_word(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return !(word & TOP_BITS);
}

bool utf8_valid(struct slice s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = 0, len; i < s.n; i += len) {
        if (i + 8 <= s.n && is_ascii_word(s.p + i))
            len = 8;
        else if ((len = sequence(p + i, s.n - i)) == 0)
            return false;
    }
    return true;
}
