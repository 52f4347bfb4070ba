/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "report/figure.h"
#include "report/glossary.h"
#include "report/page.h"
#include "report/sections.h"

static bool text;
static struct page page = {.title = "Customer report", .home = "."};

static const struct opt OPTIONS[] = {
    OPT_TEXT("title", &page.title, "TEXT", "the title of the page"),
    OPT_FLAG("text", &text, "writes the most important as text of 80 columns instead"),
    OPT_LIST("only", &page.only, "LIST", "the sections to make, by their ids"),
    OPT_UINT("customers", &page.customers, "N", "lists the N customers with the most revenue", .most = 1000,
             .excludes = "text"),
    OPT_TEXT("currency", &figure_style.currency, "SIGN", "the sign before amounts of money"),
    OPT_CHOICE("grouping", &figure_style.grouping, FIGURE_GROUPINGS, "what is between groups of three digits"),
    OPT_TEXT("home", &page.home, "FOLDER", "where the page will be kept: links lead to the tables from there"),
    {0},
};

static const struct tool SPEC = {
    .name = "report",
    .purpose = "makes one page of HTML from the tables of a run",
    .shape = SHAPE_PAGE,
    .reads = "folders of tables",
    .writes = "HTML, or text",
    .memory = "O(rows of the tables that it shows)",
    .options = OPTIONS,
    .example = "",
};

static void check_sections(void)
{
    const char *name[64];
    size_t n = 0;
    for (const struct section *s = SECTIONS; s->id; s++)
        name[n++] = s->id;
    for (size_t i = 0; i < page.only.n; i++) {
        struct slice id = page.only.word[i];
        const struct section *s = section_find(id);
        opt_goes_with(s && s->personal, page.customers > 0, "only list", "customers");
        if (s)
            continue;
        struct buf have = {0};
        for (size_t j = 0; j < n; j++) {
            buf_addstr(&have, j ? ", " : "");
            buf_addstr(&have, name[j]);
        }
        const char *near = die_nearest(id, name, n);
        die(STATUS_USAGE, "--only: there is no section \"%.*s\"%s%s%s; there are: %.*s", (int)id.n, id.p,
            near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "", (int)have.n, have.p);
    }
}

int main(int argc, char **argv)
{
    struct buf written = {0};
    tool_begin(argc, argv, &SPEC);
    check_sections();
    if (strcmp(tool_file(0), "-") == 0)
        die(STATUS_USAGE, "no folder was given (report FOLDER > page.html)");
    const char **folder = mem_zero((size_t)tool_files(), sizeof *folder);
    for (int i = 0; i < tool_files(); i++)
        folder[i] = tool_file(i);
    struct folders f = folders_open(folder, (size_t)tool_files());
    glossary_open();
    (text ? page_text : page_write)(&written, &page, &f);
    out_bytes(out_stdout(), written.p, written.n);
    glossary_close();
    folders_close(&f);
    buf_free(&written);
    free(folder);
    free(page.only.word);
    return tool_end();
}
