/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/bad.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sides.h"
#include "base/tool.h"

static struct map headers; /* header number i belongs to raw_file[i] */
static struct out **raw_file, *why_file;
static size_t raw_cap;

static void close_files(void)
{
    for (uint32_t i = 0; i < headers.n; i++)
        out_close(raw_file[i]);
    out_close(why_file);
    free(raw_file);
    map_free(&headers);
}

/* If the file is not a regular one (/dev/null, a pipe), the reasons are not written. */
static void open_why(bool beside)
{
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s.why", tool_shared.bad);
    why_file = out_create(beside ? name : "/dev/null");
    out_str(why_file, "file\tline\tcolumn\tvalue\tproblem\n");
    tool_at_end(close_files);
}

/* FILE for the records below the first header, FILE.2 for those below another one ... */
static struct out *raw_below(struct slice header)
{
    uint32_t before = headers.n, i = map_put(&headers, header);
    if (i < before)
        return raw_file[i];
    char name[PATH_MAX];
    if (i)
        snprintf(name, sizeof name, "%s.%u", tool_shared.bad, i + 1);
    const char *path = i ? name : tool_shared.bad;
    if (i)
        sides_output(path, "--bad (FILE.N)");
    raw_file = mem_grow(raw_file, &raw_cap, headers.n, sizeof(struct out *));
    raw_file[i] = out_create(path);
    out_slice(raw_file[i], header);
    if (!why_file)
        open_why(raw_file[i]->final);
    return raw_file[i];
}

/* A value or name for a table: no tabs or line ends. */
static void out_clean(struct out *o, struct slice s)
{
    for (size_t i = 0; i < s.n; i++)
        out_char(o, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
}

static void write_bad(const struct bad_place *at, const char *column, struct slice value, const char *problem)
{
    struct out *raw = raw_below(at->header);
    out_slice(raw, at->raw);
    if (at->raw.n && at->raw.p[at->raw.n - 1] != '\n')
        out_char(raw, '\n');
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
    die(at->status ? at->status : STATUS_DATA, "%s:%" PRIu64 ": %s%s%s%s", at->file, at->line, where, what, problem,
        how);
}

void bad_begin(struct slice header)
{
    if (tool_shared.bad)
        raw_below(header);
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
