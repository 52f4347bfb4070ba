/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * folders: the tables of one run or more, found by name in the folders that the tool was given.
 *
 * If several folders have a table of the same name, the first one counts. What a section needs is a text, as in the
 * plots:
 *
 *     "kpi-months.tsv:period,revenue orders.tsv:customer_id"
 *
 * A table may have alternatives, of which the first that exists is taken: "kpi-months.tsv|kpi-weeks.tsv:period". Tables
 * are read when they are first asked for, and stay until folders_close. */
#ifndef REPORT_FOLDERS_H
#define REPORT_FOLDERS_H

#include "base/mem.h"
#include "report/sheet.h"

struct folders {
    const char *const *folder;
    size_t n;
    struct sheet **sheet; /* those that were read */
    size_t sheets, cap;
    struct arena names;
};

/* Ends the tool, status 3, if one of them is no folder that can be read. */
struct folders folders_open(const char *const *folder, size_t n);
void folders_close(struct folders *f);

/* The path of the table, borrowed from `f`; NULL if no folder has it. folders_in: in this folder alone. */
const char *folders_path(struct folders *f, const char *name);
const char *folders_in(struct folders *f, size_t folder, const char *name);

/* The table, "NAME" or "NAME|NAME...", which must be there. */
const struct sheet *folders_sheet(struct folders *f, const char *name);

enum folders_answer { FOLDERS_ALL, FOLDERS_ABSENT /* a table */, FOLDERS_LACKS /* a table lacks a column */ };

/* Is all there that is needed? FOLDERS_LACKS: `why` becomes "PATH: no column ...", without the name of the tool. */
enum folders_answer folders_need(struct folders *f, const char *needs, struct buf *why);

/* The same of one folder, for programs that are given a folder. */
enum folders_answer folders_need_in(struct folders *f, size_t folder, const char *needs, struct buf *why);

#endif
