/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * netting: the lines of a shop net of its returns, as netreturns writes them.
 *
 *     struct netting n = {.pairing = {.any_price = true, .window = 86400}};
 *     netting_read(&n, in);              // all lines
 *     netting_pair(&n);                  // who takes back what, and which orders were phantoms
 *     netting_write(&n, &table);         // the lines that are left, in their order
 *     netting_pairs(&n, "pairs.tsv");    // and the pairs, as a table of their own
 *     netting_count(&n);                 // what is told in --stats
 *     netting_end(&n);
 *
 * A phantom order is one of which every sale and charge line came back whole, each within the window. */
#ifndef RETURNS_NETTING_H
#define RETURNS_NETTING_H

#include "returns/linekept.h"
#include "returns/pairing.h"
#include "tsv/table.h"

struct netting {
    struct pairing pairing; /* its options are set by the caller */
    unsigned threads;       /* and so are these two: 0 is as many as there are cores, */
    size_t part;            /* and LINEKEPT_PART; nothing depends on them */
    struct linekept lines;
    struct netting_line {
        struct slice row; /* with its LF */
        off_t place;
        decimal quantity, amount;
        enum kind kind;
        bool phantom;
    } * line; /* by the number of the line in `pairing` */
    size_t line_cap;
    struct buf *text; /* the rows of `line`, by part of `lines` */
    uint64_t phantom_orders;
};

void netting_read(struct netting *n, struct tsv *in);
void netting_pair(struct netting *n);
void netting_write(struct netting *n, struct table *t);
void netting_pairs(struct netting *n, const char *path);
void netting_count(struct netting *n);
void netting_end(struct netting *n);

/* Does the line sell, and did it come back whole, within the window? */
bool netting_gone(const struct netting *n, uint32_t line);

#endif
