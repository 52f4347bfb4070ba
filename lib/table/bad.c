/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/bad.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"

static struct out *raw_file, *why_file;

static void close_files(void)
{
    out_close(raw_file);
    out_close(why_file);
}

static void open_files(struct slice header)
{
    struct buf why = {0};
    buf_addstr(&why, tool_shared.bad);
    buf_add(&why, ".why", sizeof ".why");
    raw_file = out_create(tool_shared.bad);
    why_file = out_create(why.p);
    buf_free(&why);
    out_slice(raw_file, header);
    out_str(why_file, "file\tline\tcolumn\tvalue\tproblem\n");
    tool_at_end(close_files);
}

/* A value or name for a table: no tabs or line ends. */
static void out_clean(struct out *o, struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        out_char(o, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
}

static void write_bad(const struct bad_place *at, const char *column, struct slice value, const char *problem)
{
    if (!raw_file)
        open_files(at->header);
    out_slice(raw_file, at->raw);
    if (at->raw.n && at->raw.p[at->raw.n - 1] != '\n')
        out_char(raw_file, '\n');
    out_clean(why_file, slice_str(at->file));
    out_tab(why_file);
    out_uint(why_file, at->line);
    out_tab(why_file);
    out_clean(why_file, slice_str(column ? column : ""));
    out_tab(why_file);
    out_clean(why_file, value);
    out_tab(why_file);
    out_str(why_file, problem);
    out_char(why_file, '\n');
}

/* file:line: column "name": "value" problem (remedy) */
static _Noreturn void say(const struct bad_place *at, const char *column, struct slice value, const char *problem,
                          const char *remedy)
{
    enum { SHOWN = 100 };
    char where[256] = "", what[SHOWN + 16] = "", how[512] = "";
    if (column)
        snprintf(where, sizeof where, "column \"%.200s\": ", column);
    if (value.p)
        snprintf(what, sizeof what, "\"%.*s\"%s ", value.n > SHOWN ? SHOWN : (int)value.n, value.p,
                 value.n > SHOWN ? "..." : "");
    if (remedy)
        snprintf(how, sizeof how, " (%s)", remedy);
    die(STATUS_DATA, "%s:%" PRIu64 ": %s%s%s%s", at->file, at->line, where, what, problem, how);
}

bool bad_record(const struct bad_place *at, const char *column, struct slice value, const char *problem,
                const char *remedy)
{
    if (!tool_shared.on_bad)
        say(at, column, value, problem, remedy);
    tool_rows.bad++;
    if (tool_rows.bad > tool_shared.max_bad) {
        warn("more than %" PRIu64 " malformed records (--max-bad); the last one:", tool_shared.max_bad);
        say(at, column, value, problem, remedy);
    }
    if (tool_shared.bad)
        write_bad(at, column, value, problem);
    return false;
}

void bad_file(const struct bad_place *at, const char *column, struct slice value, const char *problem,
              const char *remedy)
{
    say(at, column, value, problem, remedy);
}
