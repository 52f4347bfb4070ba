/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/beware.h"

#include <stdlib.h>

#include "base/map.h"
#include "report/html.h"

static struct map warnings;
static const char **sections; /* of each; borrowed, NULL for none */
static size_t cap;

void beware_pieces(const char *section, const char *format, const struct piece *piece)
{
    struct buf text = {0};
    say_pieces(&text, format, piece);
    uint32_t i = map_put(&warnings, buf_slice(&text));
    sections = mem_grow(sections, &cap, i + (size_t)1, sizeof *sections);
    sections[i] = section;
    buf_free(&text);
}

size_t beware_count(void)
{
    return warnings.n;
}

struct slice beware_text(size_t i)
{
    return map_key(&warnings, (uint32_t)i);
}

void beware_write(struct buf *html)
{
    for (size_t i = 0; i < beware_count(); i++) {
        struct slice text = beware_text(i);
        buf_addstr(html, "<li>");
        buf_add(html, text.p, text.n);
        if (sections[i])
            html_add(html, " <a href=\"#%s\">Where it matters</a>", sections[i]);
        buf_addstr(html, "</li>\n");
    }
}

void beware_free(void)
{
    map_free(&warnings);
    free(sections);
    warnings = (struct map){0};
    sections = NULL;
    cap = 0;
}
