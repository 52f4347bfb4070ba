/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules: labels by conditions, of which the first that holds counts.
 *
 * A rule file has a rule a line, LABEL : CONDITION, the condition as tillroll-expr(7) describes it. `else` in its place
 * holds for every row that is left. Empty lines and those that begin with # say nothing. A mistake ends the tool,
 * status 2, with file, line and column; a column that is not there, status 1.
 *
 *     struct expr_scope scope;
 *     struct rules r;
 *     expr_begin(&scope, in);
 *     rules_load(&r, &scope, "big-and-silent");
 *     while (tsv_next(in))
 *         if (rules_find(&r, &label))
 *             ... label, empty where no rule holds ...
 *     rules_report(&r);
 *     rules_free(&r);
 *     expr_end(&scope);
 *
 * With expr_is_late(&scope) the rows are needed twice, as expr.h says. */
#ifndef SEGMENT_RULES_H
#define SEGMENT_RULES_H

#include "base/mem.h"
#include "expr/expr.h"

struct rule {
    struct slice label;
    uint64_t line;
    struct expr *condition; /* NULL: else */
    uint64_t rows;          /* that have got this label from it */
    uint64_t taken;         /* that it holds for, and an earlier rule had them; counted as long as rows = 0 */
};

struct rules {
    char *path;
    struct buf text;
    struct expr_scope *scope;
    struct rule *rule;
    size_t n, cap;
    uint64_t rows, unmatched;
};

/* A shipped file's name, or a path with a slash. */
void rules_load(struct rules *r, struct expr_scope *s, const char *name);

/* Of the current row; the label lives until rules_free. False: the row was set aside. */
bool rules_find(struct rules *r, struct slice *label);

/* Warns of each rule that gave no row its label: none fits it, or earlier rules have taken all that do. Says nothing if
 * there were no rows. */
void rules_report(const struct rules *r);

void rules_free(struct rules *r);

#endif
