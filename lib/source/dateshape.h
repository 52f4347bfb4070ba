/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dateshape: dates and times in numbers only, read all at once.
 *
 * Month, day and hour have one digit or two, so a pattern like %m/%d/%Y %H:%M has 8 shapes: 00/0/0000 00:00 is one. The
 * length of a text, and which of its bytes are not digits, give the only possible shape; all its bytes then decide
 * whether it has this shape. Nothing branches on the number of digits, which nobody can predict in an unsorted log. */
#ifndef SOURCE_DATESHAPE_H
#define SOURCE_DATESHAPE_H

#include "base/decimal.h"

enum { DATESHAPE_LEAST = 8, DATESHAPE_MOST = 22 /* bytes of a text: words overlap */ };

struct dateshape {
    char text[DATESHAPE_MOST + 2];   /* '0' for a digit */
    char spread[DATESHAPE_MOST + 2]; /* 0x76 for a digit: the sum exceeds 0x7f for a byte above 9; otherwise 0x7f */
    size_t bytes;                    /* 0: no shape */
    uint8_t last[8]; /* byte of century, year, month, day, hour, minute, second; DATESHAPE_MOST + 1 without one */
};

struct dateshapes {
    size_t lengths;  /* of texts, from DATESHAPE_LEAST on; 0: the pattern has no shapes */
    uint64_t factor; /* multiplier of a hash that gives each shape its own place */
    struct dateshape shape[16];
};

/* Of a pattern that datefmt accepts. A pattern with names, other numbers or literal digits has no shapes, and no shape
 * has a minute or second of one digit. */
void dateshape_compile(struct dateshapes *f, const char *pattern);

/* 0x80 for each byte that is no digit. */
static inline uint64_t dateshape_marks(uint64_t word)
{
    const uint64_t each = 0x0101010101010101u;
    return ((word ^ '0' * each) + 0x76 * each) & 0x80 * each;
}

/* The place of the shape that a text can have. Its words overlap, the first at its begin, the last at its end. */
static inline size_t dateshape_place(const struct dateshapes *f, struct slice s, uint64_t word[3])
{
    word[0] = word_load(s.p);
    word[1] = word_load(s.p + (s.n - 8) / 2);
    word[2] = word_load(s.p + s.n - 8);
    uint64_t marks = dateshape_marks(word[0]) | dateshape_marks(word[1]) >> 1 | dateshape_marks(word[2]) >> 2;
    return (marks + s.n) * f->factor >> 60;
}

/* Sets number[i] to what the digits up to byte i make, of which there are two at most. The result has an 0x80 in each
 * byte that does not fit the shape. */
static inline uint64_t dateshape_word(const struct dateshape *shape, uint64_t word, size_t at, unsigned char *number)
{
    uint64_t digits = word ^ word_load(shape->text + at), numbers = digits + (digits << 8) * 10;
    memcpy(number + at, &numbers, 8);
    return (digits + word_load(shape->spread + at)) | digits;
}

struct dateshape_numbers {
    int year, month, day, hour, minute, second; /* 0 if the pattern has none */
};

/* False: it has none of the shapes; the pattern may read it nevertheless. */
static inline bool dateshape_read(const struct dateshapes *f, struct slice s, struct dateshape_numbers *to)
{
    uint64_t word[3];
    unsigned char number[DATESHAPE_MOST + 2];
    if (s.n - DATESHAPE_LEAST >= f->lengths)
        return false;
    const struct dateshape *shape = &f->shape[dateshape_place(f, s, word)];
    /* From the last word to the first: the word before contains the byte in front of a word's first byte. */
    uint64_t wrong = dateshape_word(shape, word[2], s.n - 8, number);
    wrong |= dateshape_word(shape, word[1], (s.n - 8) / 2, number);
    wrong |= dateshape_word(shape, word[0], 0, number);
    number[DATESHAPE_MOST + 1] = 0;
    if ((wrong & 0x8080808080808080u) || shape->bytes != s.n)
        return false;
    const uint8_t *last = shape->last;
    *to = (struct dateshape_numbers){100 * number[last[0]] + number[last[1]],
                                     number[last[2]],
                                     number[last[3]],
                                     number[last[4]],
                                     number[last[5]],
                                     number[last[6]]};
    return true;
}

#endif
