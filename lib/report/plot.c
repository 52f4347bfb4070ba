/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/plot.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/shipped.h"
#include "base/textfile.h"
#include "report/html.h"

enum { PLOTS_MOST = 64, AT_ONCE = 4, SVG_MOST = 400000 };

struct plot {
    char name[48];
    struct buf title, about;
    struct buf svg; /* what it printed */
    pid_t process;
    int out, err; /* a pipe, -1 when it was read; its messages, a file in memory */
    int status;
};

static struct plot plots[PLOTS_MOST];
static size_t count;
static bool missing;

bool plots_missing(void)
{
    return missing;
}

/* ---- the file of a plot ---- */

/* The rest of the first line that begins with "# WHAT: ". */
static struct slice remark(struct slice text, const char *what)
{
    while (text.p) {
        struct slice line = slice_cut(&text, '\n');
        if (line.n == 0 || line.p[0] != '#')
            continue;
        line = slice_trim(slice_of(line.p + 1, line.n - 1));
        if (slice_starts(line, slice_str(what)) && line.p[strlen(what)] == ':')
            return slice_trim(slice_of(line.p + strlen(what) + 1, line.n - strlen(what) - 1));
    }
    return slice_of("", 0);
}

/* The path of the plot, NULL if there is none of this name: then there is nothing to draw. */
static char *path_of(const char *name)
{
    char *path, *home = shipped_path("report", "style.css"), *slash = strrchr(home, '/');
    size_t room = strlen(home) + strlen(name) + 32;
    path = mem_alloc(room);
    *slash = '\0';
    snprintf(path, room, "%s/../plots/%s.gp", home, name);
    free(home);
    if (access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

/* ---- running it ---- */

static int file_in_memory(void)
{
    int fd = memfd_create("messages", MFD_CLOEXEC);
    if (fd < 0)
        die_errno("plots", "make a file in memory");
    return fd;
}

/* All that is in the file or the pipe. A pipe ends after the last of the programs that write into it. */
static void read_all(int fd, struct buf *text)
{
    for (ssize_t n = 1; n != 0;) {
        buf_room(text, 1 << 16);
        n = read(fd, text->p + text->n, 1 << 16);
        if (n < 0 && errno != EINTR)
            die_errno("plots", "read what gnuplot prints");
        text->n += n > 0 ? (size_t)n : 0;
    }
}

static void finish(struct plot *p)
{
    if (p->out < 0)
        return;
    read_all(p->out, &p->svg);
    close(p->out);
    p->out = -1;
    while (waitpid(p->process, &p->status, 0) < 0)
        if (errno != EINTR)
            die_errno(p->name, "wait for gnuplot");
}

/* posix_spawnp's answer; what it prints goes into `out`, its messages into p->err. */
static int spawn(struct plot *p, const char *path, const char *folder, int out)
{
    char prefix[64];
    snprintf(prefix, sizeof prefix, "%s-", p->name);
    char *argv[] = {"gnuplot", "-c", (char *)path, (char *)folder, prefix, NULL};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, p->err, STDERR_FILENO);
    int problem = posix_spawnp(&p->process, argv[0], &files, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    return problem;
}

/* False if it does not run. */
static bool start(struct plot *p, const char *path, const char *folder)
{
    int pipes[2];
    if (pipe2(pipes, O_CLOEXEC) != 0)
        die_errno(p->name, "make a pipe");
    p->err = file_in_memory();
    p->out = pipes[0];
    int problem = spawn(p, path, folder, pipes[1]);
    close(pipes[1]);
    if (problem == 0)
        return true;
    if (problem != ENOENT)
        warn("cannot run gnuplot: %s; the page has no plot %s", strerror(problem), p->name);
    else if (!missing)
        warn("gnuplot is not installed, so the page has no plots (apt-get install gnuplot-nox)");
    missing |= problem == ENOENT;
    close(p->out);
    close(p->err);
    return false;
}

static struct plot *plot_named(struct slice name)
{
    for (size_t i = 0; i < count; i++)
        if (slice_is(name, plots[i].name))
            return &plots[i];
    return NULL;
}

static void free_plot(struct plot *p)
{
    buf_free(&p->title);
    buf_free(&p->about);
    buf_free(&p->svg);
}

/* The first folder that has all that the plot needs; NULL if there is none. */
static const char *folder_for(struct folders *f, const char *needs)
{
    struct buf why = {0};
    const char *folder = NULL;
    for (size_t i = 0; i < f->n && !folder; i++)
        if (folders_need_in(f, i, needs, &why) == FOLDERS_ALL)
            folder = f->folder[i];
    buf_free(&why);
    return folder;
}

static void start_one(struct folders *f, struct slice name)
{
    struct buf text = {0};
    struct plot p = {.out = -1};
    if (count == PLOTS_MOST || name.n >= sizeof p.name || plot_named(name))
        return;
    memcpy(p.name, name.p, name.n);
    char *path = path_of(p.name);
    if (!path)
        return;
    textfile_read(path, "", &text);
    char *needs = mem_str(remark(buf_slice(&text), "needs"));
    const char *folder = folder_for(f, needs);
    if (folder) {
        struct slice title = remark(buf_slice(&text), "title"), about = remark(buf_slice(&text), "desc");
        buf_add(&p.title, title.p, title.n);
        buf_add(&p.about, about.p, about.n);
        if (count >= AT_ONCE)
            finish(&plots[count - AT_ONCE]);
        if (start(&p, path, folder))
            plots[count++] = p;
        else
            free_plot(&p);
    }
    free(needs);
    free(path);
    buf_free(&text);
}

void plots_start(struct folders *f, const char *names)
{
    for (struct slice rest = slice_str(names ? names : ""); rest.p;) {
        struct slice name = slice_cut(&rest, ' ');
        if (name.n)
            start_one(f, name);
    }
}

/* ---- what it drew ---- */

static bool name_in(struct slice name, const char *const *list)
{
    for (; *list; list++)
        if (slice_is(name, *list))
            return true;
    return false;
}

static size_t length_of_name(const char *p, const char *end)
{
    size_t n = 0;
    while (p + n < end && (isalnum((unsigned char)p[n]) || p[n] == '-' || p[n] == ':'))
        n++;
    return n;
}

/* The attributes of a tag: none begins with "on"; a link leads to a place in the SVG itself. */
static bool plain_attributes(const char *p, const char *end)
{
    while (p < end) {
        size_t n = length_of_name(p, end);
        if (n == 0) {
            p++;
            continue;
        }
        struct slice name = slice_of(p, n);
        bool link = slice_is(name, "href") || slice_is(name, "xlink:href");
        p += n;
        while (p < end && (isspace((unsigned char)*p) || *p == '='))
            p++;
        char quote = p < end ? *p : '\0';
        if (quote != '"' && quote != '\'')
            return false;
        const char *value = p + 1, *close = memchr(value, quote, (size_t)(end - value));
        if (!close || slice_starts(name, SLICE("on")) || (link && *value != '#'))
            return false;
        p = close + 1;
    }
    return true;
}

static bool plain_style(struct slice text)
{
    return !memmem(text.p, text.n, "url(", 4) && !memmem(text.p, text.n, "@import", 7);
}

bool plot_is_plain(struct slice svg)
{
    static const char *const tags[] = {"svg",      "g",        "path",    "text",    "tspan", "rect",  "line",
                                       "circle",   "polygon",  "ellipse", "use",     "defs",  "title", "desc",
                                       "polyline", "clipPath", "style",   "pattern", NULL};
    const char *p = svg.p, *end = svg.p + svg.n;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        const char *close = memchr(p, '>', (size_t)(end - p));
        bool comment = end - p > 4 && memcmp(p, "<!--", 4) == 0;
        if (!close)
            return false;
        if (!comment) {
            const char *name = p + 1 + (p[1] == '/');
            size_t n = length_of_name(name, close);
            if (!name_in(slice_of(name, n), tags) || !plain_attributes(name + n, close - (close[-1] == '/')))
                return false;
        }
        p = close + 1;
    }
    return plain_style(svg);
}

/* From "<svg" to "</svg>": without the lines about XML before it. */
static struct slice svg_in(const struct buf *text)
{
    const char *from = text->n ? memmem(text->p, text->n, "<svg", 4) : NULL;
    const char *to = from ? memmem(from, (size_t)(text->p + text->n - from), "</svg>", 6) : NULL;
    return to ? slice_of(from, (size_t)(to + 6 - from)) : slice_of(NULL, 0);
}

static void complain(const struct plot *p, const char *what)
{
    struct buf text = {0};
    if (lseek(p->err, 0, SEEK_SET) == 0)
        read_all(p->err, &text);
    struct slice rest = buf_slice(&text), line = {"", 0};
    while (rest.p && line.n == 0)
        line = slice_trim(slice_cut(&rest, '\n'));
    warn("the page has no plot %s: %s%s%.*s", p->name, what, line.n ? ": " : "", (int)line.n, line.p);
    buf_free(&text);
}

static const char *problem_of(const struct plot *p, struct slice svg)
{
    return p->status                           ? "gnuplot failed"
           : svg.n > SVG_MOST                  ? "it is too large"
           : svg.n == 0 || !plot_is_plain(svg) ? "what gnuplot printed is not a plain SVG"
                                               : NULL;
}

/* A plot that has nothing to show prints nothing. */
static bool write_one(struct buf *html, struct plot *p)
{
    finish(p);
    struct slice svg = svg_in(&p->svg);
    if (p->svg.n == 0 && p->status == 0)
        return false;
    const char *problem = problem_of(p, svg);
    if (problem) {
        complain(p, problem);
        return false;
    }
    html_add(html, "<figure class=\"plot\" id=\"plot-%s\">", p->name);
    buf_add(html, svg.p, svg.n);
    html_add(html, "<figcaption><b>%.*s%s</b> %.*s</figcaption></figure>\n", (int)p->title.n, p->title.p,
             p->title.n && strchr("?!.", p->title.p[p->title.n - 1]) ? "" : ".", (int)p->about.n, p->about.p);
    return true;
}

size_t plots_write(struct buf *html, const char *names)
{
    size_t n = 0;
    for (struct slice rest = slice_str(names ? names : ""); rest.p;) {
        struct plot *p = plot_named(slice_cut(&rest, ' '));
        n += p && write_one(html, p);
    }
    return n;
}

void plots_close(void)
{
    for (size_t i = 0; i < count; i++) {
        finish(&plots[i]);
        close(plots[i].err);
        free_plot(&plots[i]);
    }
    count = 0;
}
