/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusters: a table's clusters, with all that is needed to label another table by them.
 *
 * A value is transformed as its column says (model/scaling.h), and a row belongs to the cluster whose centre is
 * nearest, of equally near ones the first. With a column `by` each of its values is a group with figures and clusters
 * of its own; without one there is one group, whose name is empty. The arrays column and log1p are from mem_alloc;
 * texts and groups belong to the arena, or are borrowed from the caller. */
#ifndef CLUSTER_CLUSTERS_H
#define CLUSTER_CLUSTERS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/slice.h"
#include "kmeans/scaling.h"

enum { CLUSTERS_MOST = 999 /* in a group */ };

/* Arrays have k elements, or columns, or k x columns: centre[cluster * columns + column]. k = 0: the group has none. */
struct clusters_group {
    unsigned k;
    struct scaling *scaling;
    double *centre;      /* in scaled units */
    double *mean;        /* of the values as they are in the table */
    struct slice *label; /* 1 .. k if no names were given */
    uint64_t *rows;
    double *weight;    /* of these rows; their number if nothing is weighted */
    uint64_t rows_all; /* rows of the group */
    double inertia;    /* in scaled units */
};

struct clusters {
    unsigned columns;
    struct slice *column;
    bool *log1p;
    enum scaling_kind scale;
    struct slice by, weights; /* columns; empty if there are none */
    uint64_t seed, starts;
    struct map names; /* of the groups, by number */
    struct clusters_group *group;
    size_t groups_cap;
    struct arena arena;
};

/* The group of this name, made if it is new. */
struct clusters_group *clusters_group(struct clusters *m, struct slice name);

/* The group of this name, or NULL if there is none or it has no clusters. */
const struct clusters_group *clusters_find(const struct clusters *m, struct slice name);

/* Gives a group room for k clusters, of 0 rows, and names them 1 .. k. */
void clusters_make(struct clusters *m, struct clusters_group *g, unsigned k);

/* A number of clusters from an option's value; ends the tool, status 2, if it is none. */
unsigned clusters_number(const char *option, struct slice text);

void clusters_free(struct clusters *m);

#endif
