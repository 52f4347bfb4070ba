/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/filekind.h"

#include <strings.h>

static const struct kind {
    struct slice magic;
    const char *what, *remedy;
} KIND[] = {
    {{"\x1f\x8b", 2}, "is compressed by gzip", "zcat FILE | ..."},
    {{"\x28\xb5\x2f\xfd", 4}, "is compressed by zstd", "zstd -dc FILE | ..."},
    {{"BZh", 3}, "is compressed by bzip2", "bzcat FILE | ..."},
    {{"\xfd"
      "7zXZ",
      5},
     "is compressed by xz",
     "xzcat FILE | ..."},
    {{"\x04\x22\x4d\x18", 4}, "is compressed by lz4", "lz4 -dc FILE | ..."},
    {{"7z\xbc\xaf\x27\x1c", 6}, "is a 7-Zip archive", "7z x -so FILE | ..."},
    {{"PAR1", 4},
     "is a Parquet file",
     "duckdb -c \"copy (from 'FILE') to '/dev/stdout' (format csv)\" | ... turns it into CSV"},
    {{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8},
     "is a spreadsheet of the old kind (.xls)",
     "libreoffice --convert-to csv FILE, or save it as CSV"},
    {{"%PDF", 4}, "is a PDF", "export the table as CSV"},
    {{"SQLite format 3", 15}, "is an SQLite database", "sqlite3 -header -csv FILE 'select * from TABLE' | ..."},
    {{"\xff\xfe\0\0", 4}, "is UTF-32", "iconv -f UTF-32 -t UTF-8 FILE | ..."},
    {{"\0\0\xfe\xff", 4}, "is UTF-32", "iconv -f UTF-32 -t UTF-8 FILE | ..."},
    {{"\xff\xfe", 2}, "is UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | ..."},
    {{"\xfe\xff", 2}, "is UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | ..."},
};

/* A spreadsheet is a ZIP archive too; the name of its first part tells. */
static const char *zip(struct slice begin, const char **remedy)
{
    struct slice name = begin.n > 30 ? slice_of(begin.p + 30, begin.n - 30) : slice_of("", 0);
    *remedy = "unzip -p FILE | ... where it holds one CSV file";
    if (slice_starts(name, SLICE("[Content_Types]")) || slice_starts(name, SLICE("xl/")) ||
        slice_starts(name, SLICE("_rels/")) || slice_starts(name, SLICE("docProps/"))) {
        *remedy = "libreoffice --convert-to csv FILE, or save it as CSV";
        return "is a spreadsheet (.xlsx)";
    }
    if (slice_starts(name, SLICE("mimetype"))) {
        *remedy = "libreoffice --convert-to csv FILE, or save it as CSV";
        return "is a spreadsheet (.ods)";
    }
    return "is a ZIP archive, or a spreadsheet";
}

static bool looks_like(struct slice begin, const char *tag)
{
    size_t n = strlen(tag);
    return begin.n >= n && strncasecmp(begin.p, tag, n) == 0;
}

/* Text files of other kinds. */
static const char *markup(struct slice text, const char **remedy)
{
    if (slice_starts(text, SLICE("\xef\xbb\xbf")))
        text = slice_of(text.p + 3, text.n - 3);
    while (text.n && strchr(" \t\r\n", text.p[0]))
        text = slice_of(text.p + 1, text.n - 1);
    *remedy = "open it in a spreadsheet and save it as CSV; pages called .xls are no spreadsheets";
    if (looks_like(text, "<html") || looks_like(text, "<!doctype html") || looks_like(text, "<table"))
        return "is an HTML page";
    if (looks_like(text, "<?xml"))
        return "is XML";
    *remedy = "jq -r '[.order_id, .date, .amount] | @csv' FILE | ... writes the fields that are needed as CSV";
    if (looks_like(text, "{\"") || looks_like(text, "{ \""))
        return "is JSON Lines, or JSON";
    *remedy = "jq -r '.[] | [.order_id, .date, .amount] | @csv' FILE | ... writes the fields that are needed as CSV";
    return looks_like(text, "[{") || looks_like(text, "[\n") ? "is JSON" : NULL;
}

const char *filekind_of(struct slice begin, const char **remedy)
{
    if (slice_starts(begin, SLICE("PK\x03\x04")))
        return zip(begin, remedy);
    for (size_t i = 0; i < sizeof KIND / sizeof *KIND; i++)
        if (slice_starts(begin, KIND[i].magic)) {
            *remedy = KIND[i].remedy;
            return KIND[i].what;
        }
    return markup(begin, remedy);
}

const char *filekind_of_binary(struct slice begin, const char **remedy)
{
    for (size_t i = 0; i < begin.n; i++) {
        unsigned char c = (unsigned char)begin.p[i];
        if (c < '\t' || (c > '\r' && c < ' ') || c > 0xf4)
            return filekind_of(begin, remedy);
    }
    return NULL;
}
