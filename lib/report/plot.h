/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot: pictures by gnuplot, as SVG in the page.
 *
 * pipelines/plots/NAME.gp states in its first comments which tables it needs (as in folders.h), its title and what it
 * shows. `gnuplot -c NAME.gp FOLDER PREFIX` prints one SVG. A few run at once, each into a pipe that is
 * read to its end. A plot whose tables are missing is left out. If gnuplot is missing or fails,
 * the page is made without that plot, with a warning.
 *
 * An SVG may only draw: one with a script, a link, an event or anything from elsewhere is refused, since names from the
 * tables are in it. */
#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include "report/folders.h"

/* Starts the plots of these names, blank-separated, each at most once. */
void plots_start(struct folders *f, const char *names);

/* Adds the plots of these names as figures, in this order; returns their number. */
size_t plots_write(struct buf *html, const char *names);

bool plots_missing(void); /* there was something to draw, but no gnuplot */
void plots_close(void);

/* Does the SVG only draw? It is what is between "<svg" and "</svg>". */
bool plot_is_plain(struct slice svg);

#endif
