/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sides: no output replaces an input or another output.
 *
 * Every file that the tool reads or writes is registered once, before anything is read. Files are compared by what they
 * are (device and inode), and files that are not there yet by their folder and name, so that a link, `./` or another
 * spelling changes nothing. Devices, pipes and terminals are never compared. */
#ifndef BASE_SIDES_H
#define BASE_SIDES_H

/* A file that is read; "-" is standard input. */
void sides_input(const char *path);

/* A file that will be written, and what the user knows it by: "--bad", "--bad (FILE.why)". Ends the tool, status 2, if
 * that would destroy an input or output that was registered before, or if it is standard output. */
void sides_output(const char *path, const char *option);

/* Standard output, after the inputs: `tool f >> f` would never end. */
void sides_standard_output(void);

#endif
