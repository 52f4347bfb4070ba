/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kmeans/matching.h"

#include <math.h>
#include <stdlib.h>

enum { NONE = -1 };

/* Prices u of rows and v of columns with cost >= u + v, and equality for pairs. Rows are added one at a time, along the
 * cheapest path of pairs that are exchanged; the new prices follow from its length. */
struct matching {
    const double *cost;
    int rows, columns;
    double *u, *v;
    int *mate;     /* of each column: a row */
    double *least; /* of each column: reduced cost of the cheapest path to it */
    int *from;     /* of each column: the column before it on that path */
    bool *settled; /* columns whose path is final */
};

/* The open column that is cheapest to reach, after the row of column `last` was examined (NONE: the new row itself).
 * Prices change by the cost of the path. */
static int reach(struct matching *m, int row, int last, int added)
{
    int next = NONE;
    for (int c = 0; c < m->columns; c++) {
        if (m->settled[c])
            continue;
        double more = m->cost[row * m->columns + c] - m->u[row] - m->v[c];
        if (more < m->least[c]) {
            m->least[c] = more;
            m->from[c] = last;
        }
        if (next == NONE || m->least[c] < m->least[next])
            next = c;
    }
    double step = m->least[next];
    m->u[added] += step;
    for (int c = 0; c < m->columns; c++)
        if (m->settled[c]) {
            m->u[m->mate[c]] += step;
            m->v[c] -= step;
        } else {
            m->least[c] -= step;
        }
    return next;
}

static void add_row(struct matching *m, int added)
{
    int row = added, last = NONE;
    for (int c = 0; c < m->columns; c++) {
        m->least[c] = INFINITY;
        m->settled[c] = false;
    }
    for (;;) {
        last = reach(m, row, last, added);
        if (m->mate[last] == NONE)
            break;
        m->settled[last] = true;
        row = m->mate[last];
    }
    for (int c = last; c != NONE; c = m->from[c])
        m->mate[c] = m->from[c] == NONE ? added : m->mate[m->from[c]];
}

static void solve(struct matching *m, unsigned *to)
{
    double least = 0, same = 0;
    for (int c = 0; c < m->columns; c++)
        m->mate[c] = NONE;
    for (int r = 0; r < m->rows; r++)
        add_row(m, r);
    for (int c = 0; c < m->columns; c++)
        if (m->mate[c] != NONE)
            to[m->mate[c]] = (unsigned)c;
    for (int r = 0; r < m->rows; r++) {
        least += m->cost[r * m->columns + (int)to[r]];
        same += m->cost[r * m->columns + r];
    }
    for (int r = 0; r < m->rows && same <= least; r++)
        to[r] = (unsigned)r;
}

bool matching_least(const double *cost, unsigned rows, unsigned columns, unsigned *to)
{
    struct matching m = {.cost = cost,
                         .rows = (int)rows,
                         .columns = (int)columns,
                         .u = calloc(rows + 1, sizeof *m.u),
                         .v = calloc(columns + 1, sizeof *m.v),
                         .mate = calloc(columns + 1, sizeof *m.mate),
                         .least = calloc(columns + 1, sizeof *m.least),
                         .from = calloc(columns + 1, sizeof *m.from),
                         .settled = calloc(columns + 1, sizeof *m.settled)};
    bool room = m.u && m.v && m.mate && m.least && m.from && m.settled;
    if (room)
        solve(&m, to);
    free(m.u);
    free(m.v);
    free(m.mate);
    free(m.least);
    free(m.from);
    free(m.settled);
    return room;
}
