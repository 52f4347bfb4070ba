/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guesskind: what is no plain sale, by the order's id or the product's name.
 *
 * C536379 below 0 beside 536365 above it: C is what the id of a return begins with. A product called POST or Versand is
 * no product. Both are written with the first line that has them. */
#ifndef LOOK_GUESSKIND_H
#define LOOK_GUESSKIND_H

#include "base/out.h"
#include "look/guesslook.h"

void guesskind_write(struct guesslook *l, struct out *o);

#endif
