/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prose: sentences with figures in them.
 *
 *     say(b, "{} brought {}, {} more than {}. ", piece_period(name), piece_cell(s, row, "revenue"),
 *         piece_of(FIGURE_SHARE, growth), piece_period(before));
 *
 * Each {} is replaced by the next piece, escaped. A figure is written short, with its full value on hover; one that is
 * a cell of a table names the table, line and column, so that a test can compare the two. {customer|customers} agrees
 * with the number before it: it is the first word if that number reads as 1, and the second otherwise. */
#ifndef REPORT_PROSE_H
#define REPORT_PROSE_H

#include "report/figure.h"
#include "report/sheet.h"

struct piece {
    enum figure_kind kind;
    double v;
    struct slice text;
    bool sign;             /* a plus before what is above 0 */
    const struct sheet *s; /* where it is from, or NULL */
    size_t row;
    unsigned column;
};

struct piece piece_text(struct slice s);
struct piece piece_str(const char *s);
struct piece piece_period(struct slice s);
struct piece piece_of(enum figure_kind kind, double v);
struct piece piece_signed(enum figure_kind kind, double v);
struct piece piece_count(size_t n);
/* Of the kind that the glossary knows for the column. */
struct piece piece_cell(const struct sheet *s, size_t row, const char *column);
struct piece piece_cell_signed(const struct sheet *s, size_t row, const char *column);
/* The cell `value` of a long table, as a measure of this name. */
struct piece piece_value(const struct sheet *s, size_t row, const char *column, enum figure_kind kind);

#define say(b, format, ...) say_pieces(b, format, (const struct piece[]){__VA_ARGS__})
void say_pieces(struct buf *b, const char *format, const struct piece *piece);

void prose_piece(struct buf *b, const struct piece *p);

#endif
