/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/dropped.h"

#include "base/tool.h"

static struct out *file;

static void close_file(void)
{
    out_close(file);
}

struct out *dropped_file(struct slice header)
{
    if (!file && tool_shared.dropped) {
        file = out_create(tool_shared.dropped);
        out_slice(file, header);
        out_char(file, '\n');
        tool_at_end(close_file);
    }
    return file;
}
