/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * idcheck: ids that programs have damaged, or that mean "no customer".
 *
 * A spreadsheet writes 123456789012 as 1.23457E+11: several customers become one. Other programs write NULL or nan for
 * a missing customer: all guests become one customer. */
#ifndef SOURCE_IDCHECK_H
#define SOURCE_IDCHECK_H

#include <stdbool.h>

#include "base/slice.h"

bool idcheck_damaged(struct slice id);
bool idcheck_nobody(struct slice id);

#endif
