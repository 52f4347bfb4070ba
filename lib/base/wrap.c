/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wrap.h"

#include <stdio.h>

enum { WIDTH = 80 };

/* Prints a part of a text after those of its line, or on a new line if it would pass the last column. */
static void print_part(struct slice part, int *column, int indent)
{
    if (*column + 1 + (int)part.n > WIDTH)
        *column = printf("\n%*s", indent, "") - 1;
    else if (*column > 0)
        *column += printf(" ");
    *column += printf("%.*s", (int)part.n, part.p);
}

void wrap_word(struct slice word, int *column, int indent)
{
    size_t most = (size_t)(WIDTH - indent);
    while (word.n > most) {
        size_t n = most;
        while (n > 0 && word.p[n - 1] != '|')
            n--;
        if (n == 0)
            break;
        print_part((struct slice){word.p, n}, column, indent);
        word = (struct slice){word.p + n, word.n - n};
    }
    print_part(word, column, indent);
}

void wrap_text(const char *text, int *column, int indent)
{
    for (struct slice rest = slice_str(text); rest.n;)
        wrap_word(slice_cut(&rest, ' '), column, indent);
}
