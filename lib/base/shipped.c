/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/shipped.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"

static int visible(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static _Noreturn void list_and_die(const char *dir, const char *kind, const char *name)
{
    struct dirent **entry = NULL;
    int n = scandir(dir, &entry, visible, alphasort);
    struct buf have = {0};
    for (int i = 0; i < n; i++) {
        buf_addstr(&have, i ? ", " : "; have: ");
        buf_addstr(&have, entry[i]->d_name);
    }
    die(STATUS_USAGE, "no \"%s\" among the %s%.*s (a path needs a slash: ./%s)", name, kind, (int)have.n,
        have.p ? have.p : "", name);
}

char *shipped_path(const char *kind, const char *name)
{
    static const char *const home[] = {"../../share/tillroll", "../../pipelines"};
    char self[PATH_MAX], dir[2 * PATH_MAX], path[3 * PATH_MAX];
    if (strchr(name, '/'))
        return strdup(name);
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    self[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash)
        *slash = '\0';
    for (size_t i = 0; i < sizeof home / sizeof *home; i++) {
        snprintf(dir, sizeof dir, "%s/%s/%s", self, home[i], kind);
        snprintf(path, sizeof path, "%s/%s", dir, name);
        if (access(path, F_OK) == 0)
            return strdup(path);
    }
    list_and_die(dir, kind, name);
}
