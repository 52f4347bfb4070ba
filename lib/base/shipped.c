/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/shipped.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"

static int is_shown(const struct dirent *e)
{
    return e->d_name[0] != '.' && e->d_type != DT_DIR;
}

/* From the program's folder: installed; in .build/bin; in .build/VARIANT/bin. */
static const char *const HOME[] = {"../../share/tillroll", "../../pipelines", "../../../pipelines"};
enum { HOMES = sizeof HOME / sizeof *HOME };

/* The folder that this program is in. */
static void find_self(char self[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", self, PATH_MAX - 1);
    if (n < 0)
        die_errno("/proc/self/exe", "find this program's folder by");
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (slash)
        *slash = '\0';
}

void shipped_each(const char *kind, void (*each)(const char *name, void *user), void *user)
{
    char self[PATH_MAX], dir[2 * PATH_MAX];
    find_self(self);
    for (size_t h = 0; h < HOMES; h++) {
        struct dirent **entry = NULL;
        snprintf(dir, sizeof dir, "%s/%s/%s", self, HOME[h], kind);
        int n = scandir(dir, &entry, is_shown, alphasort);
        for (int i = 0; i < n; i++) {
            each(entry[i]->d_name, user);
            free(entry[i]);
        }
        free(entry);
    }
}

static void add_name(const char *name, void *user)
{
    struct buf *have = user;
    buf_addstr(have, have->n ? ", " : "; have: ");
    buf_addstr(have, name);
}

static _Noreturn void list_and_die(const char *kind, const char *name)
{
    struct buf have = {0};
    shipped_each(kind, add_name, &have);
    die(STATUS_USAGE, "no \"%s\" among the %s%.*s (a path needs a slash: ./%s)", name, kind, (int)have.n,
        have.p ? have.p : "", name);
}

char *shipped_path(const char *kind, const char *name)
{
    char self[PATH_MAX], path[2 * PATH_MAX];
    struct stat st;
    int problem = 0; /* of a place where it could be */
    if (strchr(name, '/'))
        return mem_str(slice_str(name));
    find_self(self);
    for (size_t i = 0; i < HOMES; i++) {
        snprintf(path, sizeof path, "%s/%s/%s/%s", self, HOME[i], kind, name);
        bool there = stat(path, &st) == 0;
        if (there && S_ISREG(st.st_mode))
            return mem_str(slice_str(path));
        if (!there && errno != ENOENT && errno != ENOTDIR)
            problem = errno;
    }
    if (problem) {
        errno = problem;
        die_errno(name, "look for");
    }
    list_and_die(kind, name);
}
