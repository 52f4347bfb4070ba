/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rfmlimits: the limits of scores as a file of limits: the measures recency, frequency and monetary, and the choices
 * method, bins, frequency and monetary. */
#ifndef SEGMENT_RFMLIMITS_H
#define SEGMENT_RFMLIMITS_H

#include "base/out.h"
#include "segment/scores.h"

void rfmlimits_write(struct scores *s, struct out *o);

/* *s says what is asked for: method, frequency and monetary, or -1, and classes, or 0, if the file decides. Ends the
 * tool as limits_read does. */
void rfmlimits_read(struct scores *s, const char *path);

#endif
