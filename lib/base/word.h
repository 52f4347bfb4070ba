/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * word: eight bytes of text as a number. */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stdint.h>
#include <string.h>

/* Eight bytes, the first the lowest, on any machine. */
static inline uint64_t word_load(const char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(w) : w;
}

#endif
