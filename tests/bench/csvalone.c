/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csvalone FILE: the time that libcsv alone takes to split a file into records and fields, which it only counts. */
#include <csv.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

struct found {
    uint64_t fields, records;
};

static void on_field(void *p, size_t n, void *data)
{
    (void)p;
    (void)n;
    ((struct found *)data)->fields++;
}

static void on_record(int c, void *data)
{
    (void)c;
    ((struct found *)data)->records++;
}

int main(int argc, char **argv)
{
    static char block[1 << 18];
    struct found f = {0};
    struct csv_parser parser;
    ssize_t n;
    int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (fd < 0 || csv_init(&parser, CSV_STRICT) != 0)
        return 2;
    while ((n = read(fd, block, sizeof block)) > 0)
        if (csv_parse(&parser, block, (size_t)n, on_field, on_record, &f) != (size_t)n)
            return 1;
    csv_fini(&parser, on_field, on_record, &f);
    csv_free(&parser);
    printf("%" PRIu64 " records, %" PRIu64 " fields\n", f.records, f.fields);
    return n < 0;
}
