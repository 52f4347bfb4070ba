/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/table.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "base/mem.h"
#include "tsv/columns.h"

/* ---- columns ---- */

/* The indexes of the words among the n names. */
static unsigned *choose(const struct slice *name, unsigned n, struct opt_list only)
{
    unsigned *place = mem_zero(only.n, sizeof *place);
    struct map names = {0}, words = {0};
    for (unsigned i = 0; i < n; i++)
        map_put(&names, name[i]);
    for (size_t i = 0; i < only.n; i++) {
        place[i] = map_get(&names, only.word[i]);
        if (place[i] == MAP_NONE)
            columns_unknown("--only", name, n, only.word[i]);
        if (map_put(&words, only.word[i]) != i)
            die(STATUS_USAGE, "--only: \"%.*s\" is given twice", (int)only.word[i].n, only.word[i].p);
    }
    map_free(&names);
    map_free(&words);
    return place;
}

static size_t count(const struct column *columns)
{
    size_t n = 0;
    while (columns && columns[n].name)
        n++;
    return n;
}

static unsigned carried_columns(const struct table *t)
{
    return t->carried ? t->carried->n : 0;
}

/* All names, carried ones first. */
static struct slice *names_of(const struct table *t)
{
    unsigned n = carried_columns(t);
    struct slice *name = mem_zero(n + t->columns, sizeof *name);
    for (unsigned i = 0; i < n; i++)
        name[i] = t->carried->column[i];
    for (size_t i = 0; i < t->columns; i++)
        name[n + i] = slice_str(t->column[i].name);
    return name;
}

static void refuse_twice(const struct table *t)
{
    struct map own = {0};
    for (size_t i = 0; i < t->columns; i++) {
        if (t->carried)
            tsv_must_lack(t->carried, t->column[i].name);
        if (map_put(&own, slice_str(t->column[i].name)) != i)
            die(STATUS_USAGE, "two columns would be called \"%s\"", t->column[i].name);
    }
    map_free(&own);
}

unsigned *table_only(const struct column *columns, struct opt_list only)
{
    const struct table t = {.column = columns, .columns = count(columns)};
    struct slice *name = names_of(&t);
    unsigned *place = choose(name, (unsigned)t.columns, only);
    free(name);
    return place;
}

void table_begin(struct table *t, struct out *o, const struct tsv *carried, const struct column *columns,
                 const struct opt_list *only)
{
    *t = (struct table){.out = o, .column = columns, .columns = count(columns), .carried = carried};
    t->counts = o == out_stdout();
    tool_open_tables++;
    refuse_twice(t);
    struct slice *name = names_of(t);
    size_t all = carried_columns(t) + t->columns;
    if (only && only->n) {
        t->places = only->n;
        t->place = choose(name, (unsigned)all, *only);
        t->field = mem_zero(all, sizeof *t->field);
    }
    for (size_t i = 0; i < (t->place ? t->places : all); i++) {
        if (i)
            out_tab(o);
        out_slice(o, name[t->place ? t->place[i] : i]);
    }
    out_char(o, '\n');
    free(name);
}

bool table_wants(const struct table *t, size_t i)
{
    for (size_t k = 0; k < t->places; k++)
        if (t->place[k] == carried_columns(t) + i)
            return true;
    return !t->place;
}

void table_end(struct table *t)
{
    free(t->place);
    free(t->field);
    *t = (struct table){0};
    tool_open_tables--;
}

/* ---- rows ---- */

/* A carried value is text whatever its column holds; a sum may be exact or not, as its values were. */
enum {
    TEXTS = 1 << CELL_EMPTY | 1 << CELL_TEXT,
    NUMBERS = TEXTS | 1 << CELL_COUNT | 1 << CELL_INT | 1 << CELL_MONEY | 1 << CELL_DECIMAL | 1 << CELL_NUMBER
};
static const unsigned FITS[] = {
    [TYPE_ID] = TEXTS,
    [TYPE_TEXT] = TEXTS,
    [TYPE_DATE] = TEXTS | 1 << CELL_DATE,
    [TYPE_TIME] = TEXTS | 1 << CELL_TIME,
    [TYPE_MONEY] = NUMBERS,
    [TYPE_DECIMAL] = NUMBERS,
    [TYPE_COUNT] = TEXTS | 1 << CELL_COUNT | 1 << CELL_INT,
    [TYPE_NUMBER] = NUMBERS,
    [TYPE_KIND] = TEXTS,
    [TYPE_STARS] = TEXTS | 1 << CELL_COUNT,
    [TYPE_PERIOD] = TEXTS,
};

static void check(const struct table *t, const struct cell *cell)
{
    for (size_t i = 0; i < t->columns; i++) {
        if (!(FITS[t->column[i].type] >> cell[i].kind & 1))
            die(STATUS_ENV, "column \"%s\": a cell of another type (a defect of this tool: please report it)",
                t->column[i].name);
        if (cell[i].kind == CELL_NUMBER && isinf(cell[i].number))
            die(STATUS_DATA, "%s: column \"%s\": an infinite result", t->out->path, t->column[i].name);
    }
}

static size_t room_of(const struct table *t, struct slice carried, const struct cell *cell)
{
    size_t room = carried.n + 1 + t->places;
    for (size_t i = 0; i < t->columns; i++)
        room += cell_room(&cell[i]) + 1;
    return room;
}

static char *put_whole(const struct table *t, char *p, struct slice carried, const struct cell *cell)
{
    if (t->carried) {
        p = slice_put(p, carried);
        *p++ = '\t';
    }
    for (size_t i = 0; i < t->columns; i++) {
        p = cell_put(p, &cell[i], t->digits);
        *p++ = '\t';
    }
    return p;
}

/* The current row is cut already. */
static void cut(struct table *t, struct slice row)
{
    unsigned n = carried_columns(t);
    bool current = n && row.p == t->carried->row.p;
    for (unsigned i = 0; i < n; i++)
        t->field[i] = current ? tsv_field(t->carried, i) : slice_cut(&row, '\t');
}

static char *put_chosen(struct table *t, char *p, struct slice carried, const struct cell *cell)
{
    unsigned n = carried_columns(t);
    cut(t, carried);
    for (size_t k = 0; k < t->places; k++) {
        unsigned i = t->place[k];
        p = i < n ? slice_put(p, t->field[i]) : cell_put(p, &cell[i - n], t->digits);
        *p++ = '\t';
    }
    return p;
}

void table_row(struct table *t, struct slice carried, const struct cell *cell)
{
    check(t, cell);
    char *p = out_room(t->out, room_of(t, carried, cell));
    p = t->place ? put_chosen(t, p, carried, cell) : put_whole(t, p, carried, cell);
    p[-1] = '\n';
    t->out->p = p;
    tool_rows.out += t->counts;
}

/* With --only the cells are taken apart again. */
static char *put_chosen_text(struct table *t, char *p, struct slice carried, struct slice cells)
{
    unsigned n = carried_columns(t);
    cut(t, carried);
    for (size_t i = 0; i < t->columns; i++)
        t->field[n + i] = slice_cut(&cells, '\t');
    for (size_t k = 0; k < t->places; k++) {
        p = slice_put(p, t->field[t->place[k]]);
        *p++ = '\t';
    }
    return p;
}

static char *put_whole_text(const struct table *t, char *p, struct slice carried, struct slice cells)
{
    if (t->carried) {
        p = slice_put(p, carried);
        *p++ = '\t';
    }
    p = slice_put(p, cells);
    return p + 1;
}

void table_text(struct table *t, struct slice carried, struct slice cells)
{
    char *p = out_room(t->out, carried.n + cells.n + 2 + t->places);
    p = t->place ? put_chosen_text(t, p, carried, cells) : put_whole_text(t, p, carried, cells);
    p[-1] = '\n';
    t->out->p = p;
    tool_rows.out += t->counts;
}

void table_made(struct table *t, struct slice rows, uint64_t n)
{
    if (t->place)
        die(STATUS_ENV, "rows with all columns where --only chose some (a defect of this tool: please report it)");
    out_slice(t->out, rows);
    tool_rows.out += t->counts ? n : 0;
}
