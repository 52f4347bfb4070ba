/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csvheader: where a file's table begins.
 *
 * Files of other kinds are refused, and the message names the kind. Above the header there may be empty lines, the line
 * sep=; of a spreadsheet and, if the reader knows which columns it needs (csvin_open_below), titles and comments: the
 * first line that has these columns is the header, or else the one that has most of them. */
#ifndef CSV_CSVHEADER_H
#define CSV_CSVHEADER_H

#include "csv/csvin.h"

/* Of the file that was just opened: the next record is its first. Ends the tool if there is no table. */
void csvheader_read(struct csvin *in);

#endif
