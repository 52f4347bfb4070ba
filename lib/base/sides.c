/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sides.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"

/* Of a file: its device and inode, name NULL. Of one that is not there: its folder's, and its name. */
struct place {
    dev_t dev;
    ino_t ino;
    const char *name;
    const char *option; /* what writes it; NULL: it is read */
};

static struct place *places;
static size_t count, cap;

static bool place_of_descriptor(int fd, struct place *p)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    *p = (struct place){st.st_dev, st.st_ino, NULL, NULL};
    return true;
}

/* False if it has no place of its own: a device, a pipe, a folder that is missing. */
static bool place_of(const char *path, struct place *p)
{
    struct stat st;
    const char *slash = strrchr(path, '/');
    *p = (struct place){0};
    if (stat(path, &st) != 0) {
        char *folder = slash ? mem_str(slice_of(path, (size_t)(slash - path) + 1)) : NULL;
        bool there = stat(folder ? folder : ".", &st) == 0;
        free(folder);
        p->name = slash ? slash + 1 : path;
        if (!there)
            return false;
    } else if (!S_ISREG(st.st_mode)) {
        return false;
    }
    p->dev = st.st_dev;
    p->ino = st.st_ino;
    return true;
}

static const struct place *same(const struct place *p)
{
    for (size_t i = 0; i < count; i++) {
        const struct place *q = &places[i];
        bool alike = !p->name == !q->name && (!p->name || strcmp(p->name, q->name) == 0);
        if (p->dev == q->dev && p->ino == q->ino && alike)
            return q;
    }
    return NULL;
}

static void add(const struct place *p)
{
    places = mem_grow(places, &cap, count + 1, sizeof *places);
    places[count++] = *p;
}

void sides_input(const char *path)
{
    struct place p;
    if (strcmp(path, "-") == 0 ? place_of_descriptor(STDIN_FILENO, &p) : place_of(path, &p))
        add(&p);
}

void sides_standard_output(void)
{
    struct place p;
    if (!place_of_descriptor(STDOUT_FILENO, &p))
        return;
    const struct place *other = same(&p);
    if (other && other->option && strcmp(other->option, "standard output") == 0)
        return; /* told before: a test begins many tools */
    if (other)
        die(STATUS_USAGE, "standard output: the input file is the output file (write to another one, then mv)");
    p.option = "standard output";
    add(&p);
}

static void refuse_standard_output(const char *path, const char *option)
{
    static const char *const name[] = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strcmp(path, name[i]) == 0)
            die(STATUS_USAGE, "%s %s: standard output is the tool's own (name a file; /dev/stderr will do)", option,
                path);
}

void sides_output(const char *path, const char *option)
{
    struct place p;
    refuse_standard_output(path, option);
    if (!place_of(path, &p))
        return;
    const struct place *other = same(&p);
    if (other && !other->option)
        die(STATUS_USAGE, "%s would replace the input: %s", option, path);
    if (other)
        die(STATUS_USAGE, "%s and %s write the same file: %s", other->option, option, path);
    p.name = p.name ? mem_str(slice_str(p.name)) : NULL;
    p.option = mem_str(slice_str(option));
    add(&p);
}
