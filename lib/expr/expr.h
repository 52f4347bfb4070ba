/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expr: conditions and formulas over the columns of a table, as tillroll-expr(7) describes them.
 *
 * An expression is compiled once against the columns of a table and evaluated for each row. Its words are the same in
 * every tool:
 *
 *     revenue > 2000 and recency_days > 90
 *     country in ("France", "Spain") or first_date >= 2011-12-01
 *     round(gross / orders, 2)
 *
 * A cell has no type of its own: the other side of a comparison or computation decides how it is read. A row with a
 * cell that cannot be read in this way is a bad record; the message has its file, line and column. A result computed
 * from an empty cell is empty. A condition that depends on an empty cell is neither true nor false, but empty too;
 * `holds` is then false.
 *
 *     struct expr_scope s;
 *     expr_begin(&s, in);
 *     expr_add(&s, "--add", slice_str("aov = gross / orders; late = last_date > 2011-12-01"));
 *     struct expr *where = expr_condition(&s, "--where", slice_str("aov > 20"));
 *     while (tsv_next(in)) {
 *         bool holds;
 *         expr_row(&s);
 *         if (!expr_holds(where, &holds))
 *             continue;                             // the row was set aside
 *         ...
 *         if (expr_value(s.added[0], &v))
 *             ... expr_text(v, room) ...
 *     }
 *     expr_end(&s);
 *
 * `revenue >= top 20 %`, or `<= bottom 20 %`, needs all rows before it can be decided for one: expr_is_late tells so.
 * Then a first pass calls expr_gather for each row, and expr_settle after the last; only the second pass asks for
 * values. */
#ifndef EXPR_EXPR_H
#define EXPR_EXPR_H

#include "base/arena.h"
#include "base/exact.h"
#include "tsv/tsv.h"

enum { EXPR_ROOM = EXACT_ROOM };

/* A truth is the number 1 or 0, or empty. */
struct expr_value {
    enum expr_kind { EXPR_EMPTY, EXPR_EXACT, EXPR_DOUBLE, EXPR_DATE, EXPR_TEXT } kind;
    bool is_money; /* of EXPR_EXACT: written with at least two places, like one of the cells that it is made of */
    union {
        struct exact exact;
        double v;
        date day;
        struct slice text; /* of the row, or of the expression */
    };
};

struct expr; /* lives until expr_end */

struct expr_scope {
    struct tsv *in;
    struct expr **added; /* n of them, in order: each may use those before it */
    struct slice *name;  /* of each */
    size_t n;
    struct arena arena;
    struct expr **all; /* added ones and others */
    size_t all_n, all_cap, added_cap, name_cap;
    bool is_trying; /* what cannot be read is no matter: expr_might_hold */
};

void expr_begin(struct expr_scope *s, struct tsv *in);
void expr_end(struct expr_scope *s);

/* Compiles; `where` is the name of the place in messages: "--where", "rules.txt:3". A column that is not there ends the
 * tool, status 1, any other mistake status 2; both messages name the character and what was expected. */
struct expr *expr_condition(struct expr_scope *s, const char *where, struct slice text);
struct expr *expr_formula(struct expr_scope *s, const char *where, struct slice text); /* of any kind */

/* A condition in a file, from this column of the line on: messages have the place as FILE:LINE:COLUMN. */
struct expr *expr_condition_of_file(struct expr_scope *s, const char *file, uint64_t line, size_t column,
                                    struct slice text);

/* Compiles "NAME = EXPRESSION; NAME = EXPRESSION": columns to be added. */
void expr_add(struct expr_scope *s, const char *where, struct slice text);

/* A new row: results of the row before are dropped. */
void expr_row(struct expr_scope *s);

/* Of the current row. False: it was set aside. */
bool expr_value(struct expr *e, struct expr_value *out);
bool expr_holds(struct expr *e, bool *out);

/* Would it hold? False, too, if a cell that it needs cannot be read; the row stays as it is. */
bool expr_might_hold(struct expr *e);

/* The value as it is written, in `room`, or borrowed if it is a text. */
struct slice expr_text(const struct expr_value *v, char room[EXPR_ROOM]);

/* ---- `top 20 %`, `bottom 20 %` ---- */

bool expr_is_late(const struct expr_scope *s);
bool expr_gather(struct expr_scope *s); /* false: the row was set aside */
void expr_settle(struct expr_scope *s);

/* ---- for tests: compiles without ending the tool ---- */

struct expr_problem {
    size_t at;           /* bytes into the text */
    char say[256];       /* what is wrong */
    struct slice column; /* the missing column; otherwise p is NULL */
};
struct expr *expr_parse(struct expr_scope *s, struct slice text, struct expr_problem *problem); /* NULL: there is one */

#endif
