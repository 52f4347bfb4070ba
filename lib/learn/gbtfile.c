/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/gbtfile.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/hash.h"

enum { HASH_ROOM = 17 };

static const char *print_hash(struct slice text, char *hash)
{
    snprintf(hash, HASH_ROOM, "%016" PRIx64, hash_slice(text, HASH_MODEL));
    return hash;
}

static void write_terms(struct figures_out *w, const struct gbt *m)
{
    for (unsigned k = 0; k < m->head.design.terms; k++) {
        char *name = design_term(&m->head.design, k);
        w->key[LEARNED_TERM] = slice_str(name);
        figures_put(w, "term", "splits", cell_number(m->splits[k]));
        figures_put(w, "term", "gain", cell_number(gbt_number((float)m->gain[k])));
        free(name);
    }
    w->key[LEARNED_TERM] = slice_of("", 0);
}

void gbtfile_write(const struct gbt *m, const double *alone, struct out *o)
{
    char hash[HASH_ROOM];
    struct figures_out w = {o, &LEARNED_LAYOUT, {{0}}};
    struct slice trees = booster_text(m->trees);
    learned_write_model(&w, &m->head);
    learned_write_columns(&w, &m->head.design);
    for (unsigned i = 0; i < GBT_FITS; i++)
        if (!isnan(m->fit[i]))
            figures_put(&w, "fit", GBT_FIT_NAME[i], cell_number(m->fit[i]));
    learned_write_alone(&w, &m->head.design, alone, m->head.kind != EXAMPLES_VALUE);
    write_terms(&w, m);
    figures_put(&w, "trees", "hash", cell_str(print_hash(trees, hash)));
    figures_put(&w, "trees", "xgboost", cell_text(trees));
}

static void read_trees(struct gbt *m, const struct figures *f, char *hash)
{
    char own[HASH_ROOM];
    struct slice value = figures_field(f, LEARNED_VALUE);
    if (figures_is(f, LEARNED_NAME, "hash")) {
        snprintf(hash, HASH_ROOM, "%.*s", (int)(value.n < HASH_ROOM ? value.n : 0), value.p);
    } else if (figures_is(f, LEARNED_NAME, "xgboost") && !m->trees) {
        if (strcmp(print_hash(value, own), hash) == 0)
            m->trees = booster_read(value, m->head.design.terms, gbt_outputs(m));
        if (!m->trees)
            die(STATUS_USAGE, "%s:%" PRIu64 ": the trees are not those that learn wrote (was the file changed?)",
                f->t->name, f->t->line);
    }
}

void gbtfile_read(struct gbt *m, struct learned *head, struct figures *f)
{
    static const char *const KNOWN[] = {"trees", "fit", "alone", "term", NULL};
    char hash[HASH_ROOM] = "";
    *m = (struct gbt){.head = *head};
    *head = (struct learned){.label_end = DATE_NONE};
    for (; f->more; figures_next(f))
        if (figures_section(f, KNOWN) == 0)
            read_trees(m, f, hash);
    if (!m->trees)
        figures_lacks(f, "trees", "the model");
}
