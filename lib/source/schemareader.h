/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * schemareader: a schema whose lines are being read; for schema.c and schemanamed.c only. */
#ifndef SOURCE_SCHEMAREADER_H
#define SOURCE_SCHEMAREADER_H

#include "source/schema.h"

struct schemareader {
    struct schema *schema;
    unsigned line;
    struct slice key, value;
    struct slice comment; /* the line before, if it is one */
    struct {
        unsigned line, n;
        char text[512];
    } open; /* the first question without an answer, and how many there are */
};

/* Ends the tool: path:line: key = "value" and the problem. */
_Noreturn void schemareader_wrong(const struct schemareader *r, const char *problem);

/* The value as a source. */
struct source schemareader_source(struct schemareader *r);

/* A list in the arena, one longer. */
void *schemareader_longer(struct schemareader *r, const void *list, size_t n, size_t size);

/* Keys that end with a name of the user's: extra.NAME, order.charge.NAME, missing.NAME. False: it is none. */
bool schemareader_named(struct schemareader *r);

#endif
