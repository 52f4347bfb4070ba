/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * idcheck: ids that programs have damaged, or that mean nobody.
 *
 * A spreadsheet writes 123456789012 as 1.23457E+11: two customers become one. Others write NULL or nan for a customer
 * that is not there: all guests become one. */
#ifndef SOURCE_IDCHECK_H
#define SOURCE_IDCHECK_H

#include <stdbool.h>

#include "base/slice.h"

bool idcheck_damaged(struct slice id);
bool idcheck_nobody(struct slice id);

#endif
