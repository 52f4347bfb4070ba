/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/utf8.h"

#include <criterion/criterion.h>
#include <stdint.h>

static size_t encode(char *p, uint32_t c)
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; --i; c >>= 6)
        p[i] = (char)(0x80 | (c & 0x3f));
    p[0] = (char)(lead[n] | c);
    return n;
}

Test(utf8, every_scalar_value_is_text)
{
    char p[8];
    for (uint32_t c = 0; c < 0x110000; c++) {
        size_t n = encode(p, c);
        bool surrogate = c >= 0xd800 && c < 0xe000;
        cr_assert_eq(utf8_valid(slice_of(p, n)), !surrogate, "U+%04X", c);
        cr_assert(n == 1 || !utf8_valid(slice_of(p, n - 1)), "U+%04X cut short", c);
        cr_assert_eq(utf8_ascii(slice_of(p, n)), c < 0x80);
    }
    for (uint32_t c = 0x110000; c < 0x200000; c += 0x1001)
        cr_assert(!utf8_valid(slice_of(p, encode(p, c))));
}

/* Of all combinations of three bytes, those are text that an independent decoder without tables accepts. */
static size_t decode(const unsigned char *p, size_t n)
{
    size_t len = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : 5;
    uint32_t c = len == 1 ? p[0] : p[0] & (0x7fu >> len);
    if (len > n)
        return 0;
    for (size_t i = 1; i < len; i++) {
        if (p[i] >> 6 != 2)
            return 0;
        c = c << 6 | (p[i] & 0x3f);
    }
    bool shortest = len == 1 || (len == 2 ? c >= 0x80 : c >= 0x800);
    return shortest && (c < 0xd800 || c > 0xdfff) ? len : 0;
}

Test(utf8, every_three_bytes)
{
    unsigned char p[3];
    for (uint32_t all = 0; all < 1 << 24; all++) {
        p[0] = (unsigned char)(all >> 16), p[1] = (unsigned char)(all >> 8), p[2] = (unsigned char)all;
        if (p[0] < 0x80 && p[1] < 0x80)
            continue; /* nothing new */
        size_t i = 0, len = 1;
        while (i < 3 && len)
            i += len = decode(p + i, 3 - i);
        cr_assert_eq(utf8_valid(slice_of((char *)p, 3)), len != 0, "%02x %02x %02x", p[0], p[1], p[2]);
    }
}

Test(utf8, ascii_sees_every_byte)
{
    char text[40];
    for (size_t n = 0; n <= sizeof text; n++)
        for (size_t at = 0; at < n; at++) {
            memset(text, 'a', sizeof text);
            cr_assert(utf8_ascii(slice_of(text, n)));
            text[at] = (char)0x80;
            cr_assert(!utf8_ascii(slice_of(text, n)));
            cr_assert(utf8_ascii(slice_of(text, at)));
            cr_assert(!utf8_valid(slice_of(text, n)));
        }
    cr_assert(utf8_ascii(slice_of(NULL, 0)) && utf8_valid(slice_of(NULL, 0)));
}

/* Eight bytes of ASCII are skipped at once: a wrong byte is found at any place among them. */
Test(utf8, every_place_of_a_text_is_checked)
{
    char p[32];
    for (size_t n = 1; n <= sizeof p; n++)
        for (size_t i = 0; i < n; i++) {
            memset(p, 'a', n);
            cr_assert(utf8_valid(slice_of(p, n)));
            p[i] = (char)0xff;
            cr_assert_not(utf8_valid(slice_of(p, n)), "byte %zu of %zu", i, n);
            p[i] = (char)0xc3;
            cr_assert_not(utf8_valid(slice_of(p, n)), "a lead at %zu of %zu", i, n);
            if (i + 1 == n)
                continue;
            p[i + 1] = (char)0xa9;
            cr_assert(utf8_valid(slice_of(p, n)), "a letter at %zu of %zu", i, n);
        }
}
