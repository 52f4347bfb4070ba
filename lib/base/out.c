/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/writer.h"

enum { BUFFER = 1 << 19 };

static struct out standard = {.fd = STDOUT_FILENO, .path = "standard output"};

/* A file under its temporary name, to be removed if the tool ends early. */
struct part {
    char *name, *final;
    bool closed;
    bool kept; /* it has its name; what had that before has the temporary one */
    struct part *next;
};
static struct part *parts, *delivered;
static bool hold;

struct out *out_stdout(void)
{
    if (!standard.buf) {
        standard.buf = standard.p = mem_alloc(BUFFER);
        standard.end = standard.buf + BUFFER;
#ifdef F_SETPIPE_SZ
        fcntl(STDOUT_FILENO, F_SETPIPE_SZ, 1 << 20); /* a 64 KiB pipe costs 1.67 times the time; no pipe: no matter */
#endif
    }
    return &standard;
}

static void remove_unfinished(void)
{
    for (struct part *p = parts; p; p = p->next)
        unlink(p->name);
    for (struct part *p = delivered; p; p = p->next)
        if (p->kept)
            unlink(p->name);
}

/* The names of open files lead to a descriptor, which is opened again or, for standard error, shared. */
static bool is_descriptor(const char *path)
{
    return strncmp(path, "/dev/fd/", 8) == 0 || strncmp(path, "/proc/", 6) == 0 || strcmp(path, "/dev/stderr") == 0;
}

/* Devices and pipes are written directly: a rename would put a file in their place. */
static bool is_special(const char *path)
{
    struct stat st;
    return is_descriptor(path) || (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

static struct part *part_new(char *name, char *final)
{
    struct part *p = mem_alloc(sizeof *p);
    p->name = name;
    p->final = final;
    p->closed = p->kept = false;
    p->next = parts;
    cleanup_add(remove_unfinished);
    parts = p;
    return p;
}

static void open_special(struct out *o, const char *path)
{
    o->path = mem_str(slice_str(path));
    o->fd = strcmp(path, "/dev/stderr") == 0 ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
                                             : open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void open_part(struct out *o, const char *path)
{
    char *real = realpath(path, NULL), *name; /* for a link, the file that it points to is replaced */
    char *final = real ? real : mem_str(slice_str(path));
    if (asprintf(&name, "%s.part.%ld", final, (long)getpid()) < 0)
        die(STATUS_ENV, "out of memory");
    o->part = part_new(name, final);
    o->path = name;
    o->final = final;
    o->fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

struct out *out_create(const char *path)
{
    struct out *o = mem_zero(1, sizeof *o);
    if (is_special(path))
        open_special(o, path);
    else
        open_part(o, path);
    if (o->fd < 0)
        die_errno(path, "create");
    o->buf = o->p = mem_alloc(BUFFER);
    o->end = o->buf + BUFFER;
    return o;
}

void out_hold(void)
{
    hold = true;
}

void out_adopt(const char *temporary, const char *final)
{
    part_new(mem_str(slice_str(temporary)), mem_str(slice_str(final)))->closed = true;
}

static void part_free(struct part *p)
{
    free(p->name);
    free(p->final);
    free(p);
}

/* A file that is there gives its name to the new one and takes the temporary one, so that it can be put back; some file
 * systems cannot exchange two. */
static bool take_name(struct part *p)
{
    struct stat st;
    p->kept = stat(p->final, &st) == 0 && S_ISREG(st.st_mode) &&
              renameat2(AT_FDCWD, p->name, AT_FDCWD, p->final, RENAME_EXCHANGE) == 0;
    return p->kept || rename(p->name, p->final) == 0;
}

/* What has its name already is no result without the rest: what was there before comes back. */
static _Noreturn void take_back(const char *final, int problem)
{
    for (struct part *p = delivered; p; p = p->next)
        if (!p->kept)
            unlink(p->final);
        else if (rename(p->name, p->final) == 0)
            p->kept = false;
    errno = problem;
    die_errno(final, "create");
}

static void deliver(struct part **at)
{
    struct part *p = *at;
    if (!take_name(p))
        take_back(p->final, errno);
    *at = p->next;
    p->next = delivered;
    delivered = p;
}

void out_deliver(void)
{
    for (struct part **at = &parts; *at;)
        if ((*at)->closed)
            deliver(at);
        else
            at = &(*at)->next;
    while (delivered) {
        struct part *p = delivered;
        if (p->kept)
            unlink(p->name);
        delivered = p->next;
        part_free(p);
    }
}

/* 0, or the errno of the write that failed. */
static int write_all(void *out, const char *p, size_t n)
{
    const struct out *o = out;
    while (n) {
        ssize_t k = write(o->fd, p, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return errno;
        p += k;
        n -= (size_t)k;
    }
    return 0;
}

static void check(const struct out *o, int error)
{
    if (!error)
        return;
    if (error == EPIPE)
        raise(SIGPIPE); /* the other thread takes no signals; and if this one is ignored, once more is no matter */
    errno = error;
    die_errno(o->final ? o->final : o->path, "write");
}

void out_flush(struct out *o)
{
    if (o->behind)
        check(o, writer_wait(o->behind));
    size_t n = (size_t)(o->p - o->buf);
    o->p = o->buf;
    check(o, write_all(o, o->buf, n));
}

void out_threaded(struct out *o)
{
    o->may_thread = true;
}

/* A tool that ends by die writes all that was handed over, as it would without the thread. On a signal nothing is
 * waited for.
 */
static void finish_behind(void)
{
    if (standard.behind)
        writer_wait(standard.behind);
}

static bool is_behind(struct out *o)
{
    if (o->behind || !o->may_thread)
        return o->may_thread;
    if (writer_pays(o->fd))
        o->behind = writer_start(write_all, o);
    if (o->behind && o == &standard && at_quick_exit(finish_behind) != 0)
        die(STATUS_ENV, "out of memory");
    o->may_thread = o->behind;
    return o->may_thread;
}

/* The buffer is empty afterwards, but what was in it may be on its way. */
static void pass_on(struct out *o)
{
    size_t n = (size_t)(o->p - o->buf), size = (size_t)(o->end - o->buf);
    if (n == 0 || !is_behind(o)) {
        out_flush(o);
        return;
    }
    check(o, writer_wait(o->behind));
    o->buf = o->p = writer_hand(o->behind, o->buf, n, size);
    o->end = o->buf + size;
}

void out_more(struct out *o, size_t n)
{
    pass_on(o);
    if ((size_t)(o->end - o->buf) >= n)
        return;
    o->buf = o->p = mem_resize(o->buf, n, 1);
    o->end = o->buf + n;
}

void out_bytes_slow(struct out *o, const char *p, size_t n)
{
    pass_on(o);
    for (size_t room; n > (room = (size_t)(o->end - o->p)); p += room, n -= room) {
        memcpy(o->p, p, room);
        o->p += room;
        pass_on(o);
    }
    memcpy(o->p, p, n);
    o->p += n;
}

void out_close(struct out *o)
{
    out_flush(o);
    writer_end(o->behind);
    o->behind = NULL;
    if (close(o->fd) != 0 && errno != EINTR)
        die_errno(o->final ? o->final : o->path, "write");
    free(o->buf);
    o->buf = o->p = o->end = NULL;
    if (o == &standard)
        return;
    if (o->part)
        o->part->closed = true;
    else
        free((void *)(uintptr_t)o->path);
    free(o);
    if (!hold)
        out_deliver();
}

void out_uint(struct out *o, uint64_t v)
{
    o->p += num_print_uint(out_room(o, NUM_ROOM), v);
}
void out_int(struct out *o, int64_t v)
{
    o->p += num_print_int(out_room(o, NUM_ROOM), v);
}
void out_money(struct out *o, decimal d)
{
    o->p += decimal_print_money(out_room(o, DECIMAL_ROOM), d);
}
void out_decimal(struct out *o, decimal d)
{
    o->p += decimal_print(out_room(o, DECIMAL_ROOM), d);
}

void out_double(struct out *o, double v)
{
    if (isinf(v))
        die(STATUS_DATA, "%s: an infinite result", o->path);
    if (!isnan(v))
        o->p += num_print_double(out_room(o, NUM_ROOM), v);
}

void out_date(struct out *o, date d)
{
    if (d == DATE_NONE)
        return;
    date_print(out_room(o, DATE_LEN), d);
    o->p += DATE_LEN;
}

void out_time(struct out *o, daytime t)
{
    if (t == TIME_NONE)
        return;
    time_print(out_room(o, TIME_LEN), t);
    o->p += TIME_LEN;
}
