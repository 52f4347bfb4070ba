/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/dateshape.h"

/* The shape whose month, day and hour are one digit where `single` has bit 1, 2 and 3. False if there is none that says
 * it all: one digit must stand alone, or it would be read together with the digits beside it. */
static bool make_shape(struct dateshape *shape, const char *pattern, unsigned single)
{
    static const char numbers[] = "YmdHMS";
    *shape = (struct dateshape){.bytes = 0};
    memset(shape->last, DATESHAPE_MOST + 1, sizeof shape->last);
    size_t n = 0;
    const char *p = pattern;
    for (; *p && n + 4 <= sizeof shape->text; p++) {
        bool literal = *p != '%' || *++p == '%';
        const char *number = strchr(numbers, *p);
        if (literal ? (unsigned char)*p >= 0x80 || (*p >= '0' && *p <= '9') : !number)
            return false;
        unsigned k = literal ? 0 : (unsigned)(number - numbers), one = single >> k & 1;
        size_t bytes = literal ? 1 : k == 0 ? 4 : 2 - one;
        if (one && ((n && shape->text[n - 1] == '0') || (p[1] == '%' && p[2] != '%')))
            return false;
        memset(shape->text + n, literal ? *p : '0', bytes);
        memset(shape->spread + n, literal ? 0x7f : 0x76, bytes);
        n += bytes;
        if (literal)
            continue;
        single &= ~(1u << k);
        shape->last[k + 1] = (uint8_t)(n - 1);
        if (k == 0)
            shape->last[0] = (uint8_t)(n - 3);
    }
    shape->bytes = n;
    return !*p && !single && n >= DATESHAPE_LEAST && n <= DATESHAPE_MOST;
}

/* False: two of them have the same place. */
static bool place_shapes(struct dateshapes *f, const char *pattern)
{
    struct dateshape shape;
    uint64_t word[3];
    memset(f->shape, 0, sizeof f->shape);
    for (unsigned single = 0; single < 16; single += 2) {
        if (!make_shape(&shape, pattern, single))
            continue;
        size_t place = dateshape_place(f, slice_of(shape.text, shape.bytes), word);
        if (f->shape[place].bytes)
            return false;
        f->shape[place] = shape;
    }
    return true;
}

void dateshape_compile(struct dateshapes *f, const char *pattern)
{
    struct dateshape shape;
    *f = (struct dateshapes){.factor = 1};
    if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || !make_shape(&shape, pattern, 0))
        return;
    for (int i = 0; i < 100000 && f->lengths == 0; i++) { /* the texts differ, so some factor separates them */
        f->factor = f->factor * 6364136223846793005u + 2; /* D. Knuth's, from MMIX */
        if (place_shapes(f, pattern))
            f->lengths = DATESHAPE_MOST - DATESHAPE_LEAST + 1;
    }
}
