/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bgloglik: the log-likelihood that BG/NBD and MBG/NBD share.
 *
 * Both lose customers after a purchase with probability p ~ Beta(a, b). A customer with x repeat purchases has survived
 * at least k chances to be lost: k = x in the BG/NBD, in which there is none after the first purchase, and k = x + 1 in
 * the MBG/NBD. With R = r + x, A = alpha + T and w, the logarithm of the odds of lost to alive (-inf if k = 0),
 *     ln L = ln G(R)/G(r) + r ln alpha - R ln A + ln B(a, b + k)/B(a, b) + ln(1 + e^w)
 *     w = ln a - ln(b + k - 1) + R ln(A / (alpha + t_x))
 * (Fader, Hardie and Lee 2005; Batislam, Denizel and Filiztekin 2007). */
#ifndef BTYD_BGLOGLIK_H
#define BTYD_BGLOGLIK_H

#include "btyd/family.h"
#include "btyd/patterns.h"

enum { BG_R, BG_ALPHA, BG_A, BG_B }; /* the order of the parameters */

/* Adds patterns from .. to - 1 to *sum, as in family.h; extra = k - x. */
void bgloglik_add(const double *parameter, unsigned extra, const struct patterns *p, size_t from, size_t to,
                  struct family_value *sum);

#endif
