/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/glossary.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "base/opt.h"
#include "base/shipped.h"
#include "report/html.h"

static struct {
    char *path;
    struct sheet rows;
    struct map names;
    struct glossary_word **word; /* by their numbers in the map */
    size_t cap;
} glossary;

static struct glossary_word *add(struct slice name)
{
    uint32_t i = map_put(&glossary.names, name);
    glossary.word = mem_grow(glossary.word, &glossary.cap, i + (size_t)1, sizeof(struct glossary_word *));
    glossary.word[i] = mem_zero(1, sizeof **glossary.word);
    glossary.word[i]->name = name;
    return glossary.word[i];
}

void glossary_open(void)
{
    glossary.path = shipped_path("report", "glossary.tsv");
    glossary.rows = sheet_read(glossary.path, "glossary.tsv");
    for (size_t row = 0; row < glossary.rows.rows; row++) {
        struct glossary_word *w = add(sheet_cell(&glossary.rows, row, "name"));
        int kind = opt_word_index(FIGURE_WORDS, sheet_cell(&glossary.rows, row, "kind"));
        if (kind < 0)
            die(STATUS_ENV, "%s:%zu: invalid kind, expected " FIGURE_WORDS, glossary.path, row + 2);
        w->kind = (enum figure_kind)kind;
        w->label = sheet_cell(&glossary.rows, row, "label");
        w->compares = slice_is(sheet_cell(&glossary.rows, row, "compares"), "1");
        w->definition = sheet_cell(&glossary.rows, row, "definition");
    }
}

void glossary_close(void)
{
    for (uint32_t i = 0; i < glossary.names.n; i++)
        free(glossary.word[i]);
    free(glossary.word);
    map_free(&glossary.names);
    sheet_free(&glossary.rows);
    free(glossary.path);
}

static uint32_t of_table(const char *table, struct slice name)
{
    struct buf both = {0};
    buf_addstr(&both, table);
    buf_addch(&both, ':');
    buf_add(&both, name.p, name.n);
    uint32_t i = map_get(&glossary.names, buf_slice(&both));
    buf_free(&both);
    return i;
}

struct glossary_word *glossary_find(const char *table, struct slice name)
{
    uint32_t i = of_table(table, name);
    if (i == MAP_NONE)
        i = map_get(&glossary.names, name);
    if (i != MAP_NONE)
        return glossary.word[i];
    struct glossary_word *w = add(name);
    w->label = name;
    return w;
}

struct slice glossary_column(const struct glossary_word *w)
{
    struct slice rest = w->name, before = slice_cut(&rest, ':');
    return rest.p ? rest : before;
}

void glossary_id(struct buf *b, const struct glossary_word *w)
{
    buf_addstr(b, "def-");
    for (size_t i = 0; i < w->name.n; i++)
        buf_addch(b, (char)(isalnum((unsigned char)w->name.p[i]) ? w->name.p[i] : '-'));
}

bool glossary_list(struct buf *html)
{
    bool any = false;
    for (uint32_t i = 0; i < glossary.names.n; i++) {
        const struct glossary_word *w = glossary.word[i];
        if (!w->used || w->definition.n == 0)
            continue;
        buf_addstr(html, any ? "" : "<dl class=\"glossary\">\n");
        any = true;
        struct slice column = glossary_column(w);
        html_add(html, "<div><dt>%.*s <code>%.*s</code></dt><dd id=\"", (int)w->label.n, w->label.p, (int)column.n,
                 column.p);
        glossary_id(html, w);
        html_add(html, "\">%.*s</dd></div>\n", (int)w->definition.n, w->definition.p);
    }
    buf_addstr(html, any ? "</dl>\n" : "");
    return any;
}
