/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * utf8: is this text? Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629). */
#ifndef CSV_UTF8_H
#define CSV_UTF8_H

#include <stdbool.h>

#include "base/slice.h"

bool utf8_ascii(struct slice s); /* bytes below 0x80 alone */
bool utf8_valid(struct slice s);

#endif
