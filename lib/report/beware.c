/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/beware.h"

#include "base/map.h"
#include "report/html.h"

static struct map warnings;

void beware_pieces(const char *section, const char *format, const struct piece *piece)
{
    struct buf item = {0};
    say_pieces(&item, format, piece);
    html_add(&item, " <a href=\"#%s\">Where it matters</a>", section);
    map_put(&warnings, buf_slice(&item));
    buf_free(&item);
}

size_t beware_count(void)
{
    return warnings.n;
}

void beware_write(struct buf *html)
{
    for (uint32_t i = 0; i < warnings.n; i++) {
        struct slice item = map_key(&warnings, i);
        buf_addstr(html, "<li>");
        buf_add(html, item.p, item.n);
        buf_addstr(html, "</li>\n");
    }
    map_free(&warnings);
    warnings = (struct map){0};
}
