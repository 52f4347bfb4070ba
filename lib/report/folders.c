/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/folders.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"
#include "tsv/tsv.h"

struct folders folders_open(const char *const *folder, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        DIR *dir = opendir(folder[i]);
        if (!dir)
            die_errno(folder[i], "read the folder");
        closedir(dir);
    }
    return (struct folders){.folder = folder, .n = n};
}

void folders_close(struct folders *f)
{
    for (size_t i = 0; i < f->sheets; i++) {
        sheet_free(f->sheet[i]);
        free(f->sheet[i]);
    }
    free(f->sheet);
    arena_free(&f->names);
}

static const char *path_in(struct folders *f, size_t folder, struct slice name)
{
    struct buf path = {0};
    const char *dir = f->folder[folder];
    buf_addstr(&path, dir);
    if (path.n && path.p[path.n - 1] != '/')
        buf_addch(&path, '/');
    buf_add(&path, name.p, name.n);
    const char *found = arena_str(&f->names, buf_slice(&path));
    buf_free(&path);
    return access(found, F_OK) == 0 ? found : NULL;
}

const char *folders_in(struct folders *f, size_t folder, const char *name)
{
    return path_in(f, folder, slice_str(name));
}

static const char *find(struct folders *f, size_t from, size_t to, struct slice name)
{
    const char *path = NULL;
    for (size_t i = from; i < to && !path; i++)
        path = path_in(f, i, name);
    return path;
}

const char *folders_path(struct folders *f, const char *name)
{
    return find(f, 0, f->n, slice_str(name));
}

/* The first of the alternatives that some of the folders has. */
static const char *find_any(struct folders *f, size_t from, size_t to, struct slice names, struct slice *name)
{
    const char *path = NULL;
    while (names.p && !path) {
        *name = slice_cut(&names, '|');
        path = find(f, from, to, *name);
    }
    return path;
}

static const struct sheet *known(const struct folders *f, const char *path)
{
    for (size_t i = 0; i < f->sheets; i++)
        if (strcmp(f->sheet[i]->path, path) == 0)
            return f->sheet[i];
    return NULL;
}

const struct sheet *folders_sheet(struct folders *f, const char *name)
{
    struct slice one = {0};
    const char *path = find_any(f, 0, f->n, slice_str(name), &one);
    if (!path)
        die(STATUS_DATA, "%s: no folder has this table", name);
    const struct sheet *s = known(f, path);
    if (s)
        return s;
    struct sheet *new = mem_zero(1, sizeof *new);
    *new = sheet_read(path, arena_str(&f->names, one));
    f->sheet = mem_grow(f->sheet, &f->cap, f->sheets + 1, sizeof(struct sheet *));
    f->sheet[f->sheets++] = new;
    return new;
}

static bool has_columns(const char *path, struct slice columns, struct buf *why)
{
    struct tsv *t = tsv_open_table(path);
    bool all = true;
    while (columns.p && all) {
        struct slice name = slice_cut(&columns, ',');
        all = name.n == 0 || tsv_find_slice(t, name) != TSV_NONE;
        if (!all) {
            why->n = 0;
            buf_addstr(why, path);
            buf_addstr(why, ": no column \"");
            buf_add(why, name.p, name.n);
            buf_addstr(why, "\"");
        }
    }
    tsv_close(t);
    return all;
}

static enum folders_answer need(struct folders *f, size_t from, size_t to, const char *needs, struct buf *why)
{
    enum folders_answer answer = FOLDERS_ALL;
    for (struct slice rest = slice_str(needs); rest.p;) {
        struct slice columns = slice_cut(&rest, ' '), one, names;
        if (columns.n == 0)
            continue;
        names = slice_cut(&columns, ':');
        const char *path = find_any(f, from, to, names, &one);
        if (!path)
            return FOLDERS_ABSENT;
        if (answer == FOLDERS_ALL && !has_columns(path, columns, why))
            answer = FOLDERS_LACKS;
    }
    return answer;
}

enum folders_answer folders_need(struct folders *f, const char *needs, struct buf *why)
{
    return need(f, 0, f->n, needs, why);
}

enum folders_answer folders_need_in(struct folders *f, size_t folder, const char *needs, struct buf *why)
{
    return need(f, folder, folder + 1, needs, why);
}
