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

static int visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

/* From the program's folder: installed; in .build/bin; in .build/VARIANT/bin. */
static const char *const HOME[] = {"../../share/tillroll", "../../pipelines", "../../../pipelines"};
enum { HOMES = sizeof HOME / sizeof *HOME };

static void add_names(struct buf *have, const char *dir)
{
    struct dirent **entry = NULL;
    int n = scandir(dir, &entry, visible, alphasort);
    for (int i = 0; i < n; i++) {
        buf_addstr(have, have->n ? ", " : "; have: ");
        buf_addstr(have, entry[i]->d_name);
        free(entry[i]);
    }
    free(entry);
}

static _Noreturn void list_and_die(const char *self, const char *kind, const char *name)
{
    struct buf have = {0};
    char dir[2 * PATH_MAX];
    for (size_t i = 0; i < HOMES; i++) {
        snprintf(dir, sizeof dir, "%s/%s/%s", self, HOME[i], kind);
        add_names(&have, dir);
    }
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
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n < 0)
        die_errno("/proc/self/exe", "find this program's folder by");
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (slash)
        *slash = '\0';
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
    list_and_die(self, kind, name);
}
