/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * phantom: orders that never were: every sale and charge line of them came back whole, each within the window. */
#ifndef RETURNS_PHANTOM_H
#define RETURNS_PHANTOM_H

#include "returns/netting.h"

/* Counts n->phantom_orders and sets `phantom` of their lines. */
void phantom_find(struct netting *n);

#endif
