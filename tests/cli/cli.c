/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the rows of all tests/cli/NAME.c, some in each Criterion test. CLI_ONLY=NAME in the environment runs those of
 * one file.
 */
#include "cli.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern const struct cli_row __start_cli_rows[], __stop_cli_rows[];
extern const struct cli_file __start_cli_files[], __stop_cli_files[];

/* The results of a row; `report` is what the sanitizers of its processes wrote. */
struct result {
    char *out, *err, *report;
    int status;
};

static const char *file_of(const struct cli_row *row)
{
    const struct cli_file *found = __start_cli_files;
    for (const struct cli_file *f = __start_cli_files; f < __stop_cli_files; f++)
        if (f->rows <= row && f->rows >= found->rows)
            found = f;
    return found->name;
}

static char *slurp(const char *folder, const char *name)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    if (!f || getdelim(&text, &size, EOF, f) < 0) {
        free(text);
        text = strdup("");
    }
    if (f)
        fclose(f);
    return text;
}

static void spill(const char *folder, const char *name, const char *text)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    cr_assert(f && fputs(text, f) >= 0 && fclose(f) == 0, "cannot write %s", path);
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *where)
{
    (void)s, (void)type, (void)where;
    return remove(path);
}

/* TILLROLL_BUILD says where the build is, .build without it; the tests are started in the source tree. */
static void set_environment(const char *folder)
{
    const char *build = getenv("TILLROLL_BUILD");
    char *root = realpath(".", NULL), *bin = realpath(build ? build : ".build", NULL);
    if (!root || !bin) { /* not an assertion, which would never end in this child process */
        fputs("run this in the source tree, with TILLROLL_BUILD=FOLDER where it is not .build\n", stderr);
        _exit(125);
    }
    char text[2 * PATH_MAX];
    snprintf(text, sizeof text, "%s/bin:%s", bin, getenv("PATH"));
    setenv("PATH", text, 1);
    setenv("TILLROLL_ROOT", root, 1);
    setenv("LC_ALL", "C", 1);
    setenv("TZ", "UTC", 1);
    setenv("HOME", folder, 1);
    setenv("TMPDIR", folder, 1);
    const char *const noise[] = {"BASH_ENV", "CDPATH", "LANGUAGE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "NO_COLOR"};
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++)
        unsetenv(noise[i]);
    snprintf(text, sizeof text, "exitcode=99:detect_leaks=1:log_path=%s/sanitizer", folder);
    setenv("ASAN_OPTIONS", text, 1);
    snprintf(text, sizeof text, "exitcode=99:print_stacktrace=1:log_path=%s/sanitizer", folder);
    setenv("UBSAN_OPTIONS", text, 1);
    free(root);
    free(bin);
}

/* The child's part: never returns. */
static void run_command(const char *folder, const char *command)
{
    set_environment(folder);
    static const struct {
        const char *name;
        int fd, flags;
    } ends[] = {{"in", 0, O_RDONLY}, {"out", 1, O_WRONLY | O_CREAT}, {"err", 2, O_WRONLY | O_CREAT | O_APPEND}};
    if (chdir(folder) != 0)
        _exit(125);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (dup2(open(ends[i].name, ends[i].flags, 0600), ends[i].fd) < 0)
            _exit(125);
    if (mkdir("work", 0700) != 0 || chdir("work") != 0)
        _exit(125);
    execlp("timeout", "timeout", "--kill-after=5", "120", "bash", "-c", command, (char *)NULL);
    _exit(127);
}

/* The first of the reports that the row's processes wrote. */
static char *sanitizer_report(const char *folder)
{
    char pattern[PATH_MAX];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/sanitizer.*", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return strdup("");
    char *report = slurp(folder, strrchr(found.gl_pathv[0], '/') + 1);
    globfree(&found);
    return report;
}

static struct result run_row(const struct cli_row *row)
{
    char folder[] = "/tmp/tillroll-cli.XXXXXX";
    cr_assert(mkdtemp(folder), "cannot make a folder in /tmp");
    spill(folder, "in", row->in ? row->in : "");
    pid_t child = fork();
    if (child == 0)
        run_command(folder, row->command);
    int state = 0;
    waitpid(child, &state, 0);
    struct result r = {.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state)};
    r.out = slurp(folder, "out");
    r.err = slurp(folder, "err");
    r.report = sanitizer_report(folder);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return r;
}

/* Written as in the table of rows, so that it can be compared by eye; cut off, since a table may have a megabyte. */
static void show(const char *what, const char *text)
{
    fprintf(stderr, "  %s:\n", what);
    size_t shown = 0;
    for (const char *p = text; *p && shown < 4000; p++, shown++)
        if (*p == '\n')
            fputs("\\n\n", stderr);
        else if (*p == '\t')
            fputs("\\t", stderr);
        else if ((unsigned char)*p < ' ')
            fprintf(stderr, "\\%03o", (unsigned char)*p);
        else
            fputc(*p, stderr);
    fprintf(stderr, "%s\n", text[shown] ? " ... (more)" : "");
}

static bool fits(const struct cli_row *row, const struct result *r)
{
    bool err = !row->err || (*row->err ? strstr(r->err, row->err) != NULL : *r->err == '\0');
    return err && !*r->report && (!row->out || strcmp(row->out, r->out) == 0) && row->status == r->status;
}

static void explain(const struct cli_row *row, const struct result *r)
{
    fprintf(stderr, "FAILED tests/cli/%s.c: %s\n  $ %s\n", file_of(row), row->name, row->command);
    if (row->status != r->status)
        fprintf(stderr, "  status %d, expected %d\n", r->status, row->status);
    if (row->out && strcmp(row->out, r->out) != 0) {
        show("standard output expected", row->out);
        show("standard output", r->out);
    }
    if (row->err)
        show(*row->err ? "standard error expected to hold" : "standard error expected to be empty", row->err);
    show("standard error", r->err);
    if (*r->report)
        show("sanitizer", r->report);
}

/* A test runs several successive rows, since starting a test costs as much as running a row. A parameter is the number
 * of the first row: Criterion passes parameters to another process, in which pointers may differ. */
enum { SOME = 8 };

static bool is_wanted(const struct cli_row *row)
{
    const char *only = getenv("CLI_ONLY");
    return !only || strcmp(only, file_of(row)) == 0;
}

static void free_rows(struct criterion_test_params *p)
{
    cr_free(p->params);
}

ParameterizedTestParameters(cli, rows)
{
    size_t n = (size_t)(__stop_cli_rows - __start_cli_rows), wanted = 0, kept = 0;
    size_t *first = cr_malloc((n ? n : 1) * sizeof *first);
    for (size_t i = 0; i < n; i++) {
        if (!is_wanted(__start_cli_rows + i))
            continue;
        if (!kept || i - first[kept - 1] >= SOME)
            first[kept++] = i;
        wanted++;
    }
    fprintf(stderr, "cli: %zu rows\n", wanted);
    return cr_make_param_array(size_t, first, kept, free_rows);
}

static bool holds(const struct cli_row *row)
{
    struct result r = run_row(row);
    bool ok = fits(row, &r);
    if (!ok)
        explain(row, &r);
    free(r.out);
    free(r.err);
    free(r.report);
    return ok;
}

ParameterizedTest(size_t *first, cli, rows)
{
    size_t failed = 0;
    for (const struct cli_row *row = __start_cli_rows + *first;
         row < __stop_cli_rows && row - __start_cli_rows < (ptrdiff_t)*first + SOME; row++)
        failed += is_wanted(row) && !holds(row);
    cr_assert(failed == 0, "%zu rows of this test failed", failed);
}
