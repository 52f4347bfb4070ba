/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wrap: text on standard output within the 80 columns of a terminal.
 *
 * *column counts the filled columns of the current line, and grows. New lines are indented by `indent`, below 80. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include "base/slice.h"

/* Prints a word after a blank, or on a new line if it does not fit. A word that is too long for any line is cut after a
 * bar, since such words are lists of choices; without a bar it is printed as it is. */
void wrap_word(struct slice word, int *column, int indent);

/* The same for each word of a text; one blank separates words. */
void wrap_text(const char *text, int *column, int indent);

#endif
