/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sides.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/map.h"
#include "base/mem.h"

/* Of a file: its device and inode, name NULL. Of one that is not there: its folder's, and its name. */
struct place {
    dev_t dev;
    ino_t ino;
    const char *name;
};

static struct map places;         /* by their keys, since a tool may write 65,536 files */
static const char **place_option; /* what writes it; NULL: it is read */
static size_t cap;

static bool place_of_descriptor(int fd, struct place *p)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    *p = (struct place){st.st_dev, st.st_ino, NULL};
    return true;
}

/* False if it has no identity: a device, a pipe, a folder that is missing. */
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

static struct buf key_of(const struct place *p)
{
    struct buf key = {0};
    buf_add(&key, &p->dev, sizeof p->dev);
    buf_add(&key, &p->ino, sizeof p->ino);
    if (p->name)
        buf_add(&key, p->name, strlen(p->name));
    return key;
}

/* False if it is there already; then *other is what writes it. */
static bool add(const struct place *p, const char *option, const char **other)
{
    struct buf key = key_of(p);
    uint32_t before = places.n, i = map_put(&places, slice_of(key.p, key.n));
    buf_free(&key);
    if (i < before) {
        *other = place_option[i];
        return false;
    }
    place_option = mem_grow(place_option, &cap, places.n, sizeof *place_option);
    place_option[i] = option;
    return true;
}

void sides_input(const char *path)
{
    struct place p;
    const char *other;
    if (strcmp(path, "-") == 0 ? place_of_descriptor(STDIN_FILENO, &p) : place_of(path, &p))
        add(&p, NULL, &other);
}

void sides_standard_output(void)
{
    static const char NAME[] = "standard output";
    struct place p;
    const char *other;
    if (!place_of_descriptor(STDOUT_FILENO, &p) || add(&p, NAME, &other))
        return;
    if (other && strcmp(other, NAME) == 0)
        return; /* registered before: a test begins many tools */
    die(STATUS_USAGE, "standard output: the input file is the output file (write to another one, then mv)");
}

static void refuse_standard_output(const char *path, const char *option)
{
    static const char *const name[] = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strcmp(path, name[i]) == 0)
            die(STATUS_USAGE, "%s %s: standard output is the tool's own (name a file, or /dev/stderr)", option, path);
}

void sides_output(const char *path, const char *option)
{
    struct place p;
    const char *other;
    refuse_standard_output(path, option);
    if (!place_of(path, &p) || add(&p, mem_str(slice_str(option)), &other))
        return;
    if (!other)
        die(STATUS_USAGE, "%s would replace the input: %s", option, path);
    die(STATUS_USAGE, "%s and %s write the same file: %s", other, option, path);
}
