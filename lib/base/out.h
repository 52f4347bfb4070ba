/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * out: buffered output; a file is complete only after the last write has succeeded.
 *
 * out_stdout() is the tool's output; tool_end closes it and checks. out_create(PATH) is a side file: it is written
 * under a temporary name beside PATH and takes its own name at out_close, or, after out_hold, together with all others
 * at out_deliver. A tool that ends with an error leaves no file. If PATH exists and is not a regular file
 * (/dev/null, a named pipe), it is written directly. Write errors end the tool, status 3. out_threaded lets a second
 * thread write full buffers: to copy a large table into the kernel takes about as long as to make it. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/prefetch.h"
#include "base/slice.h"

struct out {
    char *p, *end; /* room for the next bytes; callers use it only through out_room */
    char *buf;
    int fd;
    const char *path;  /* for messages */
    const char *final; /* the name that the file takes in the end, or NULL */
    bool may_thread;   /* out_threaded was called, and a thread can be used */
    struct writer *behind;
    struct part *part; /* out.c's own */
};

struct out *out_stdout(void);
struct out *out_create(const char *path);
void out_close(struct out *o); /* flushes, checks, renames; frees `o` unless it is standard output */

/* All files appear together at out_deliver, once everything has been written: tools call both in tool.c. If one of them
 * cannot take its name, those that already have their names are removed again. */
void out_hold(void);
void out_deliver(void);

/* Adds a complete file that was written in another way: `temporary` is renamed to `final`. Both texts are copied. */
void out_adopt(const char *temporary, const char *final);

void out_flush(struct out *o); /* all is in the kernel when it returns */

/* From its first full buffer on, `o` is written by a thread of its own: the same bytes, in the same order. That is so
 * for pipes, sockets and regular files, and if there is a second core and a thread can be started; otherwise nothing
 * changes. A write error ends the tool as usual, but one buffer later. A tool that ends by die writes the buffers that
 * were handed over, as it would without a thread. */
void out_threaded(struct out *o);

void out_more(struct out *o, size_t n);

/* At least `n` bytes at the result: fill them and set o->p after them. */
static inline char *out_room(struct out *o, size_t n)
{
    if (__builtin_expect((size_t)(o->end - o->p) < n, 0))
        out_more(o, n);
    return o->p;
}

/* For each of many rows that are written at `p`: the other thread (out_threaded) has read the buffer, so its lines are
 * in the other core's cache and must come back before they can be written. */
static inline void out_prefetch(const char *p)
{
    enum { AHEAD = 1 << 11 };
    prefetch_write(p + AHEAD);
    prefetch_write(p + AHEAD + 64);
}

void out_bytes_slow(struct out *o, const char *p, size_t n);
static inline void out_bytes(struct out *o, const char *p, size_t n)
{
    if (__builtin_expect((size_t)(o->end - o->p) >= n, 1)) {
        if (n) {
            memcpy(o->p, p, n);
            o->p += n;
        }
    } else {
        out_bytes_slow(o, p, n);
    }
}
static inline void out_slice(struct out *o, struct slice s)
{
    out_bytes(o, s.p, s.n);
}
static inline void out_str(struct out *o, const char *s)
{
    out_bytes(o, s, strlen(s));
}
static inline void out_char(struct out *o, char c)
{
    *out_room(o, 1) = c;
    o->p++;
}
static inline void out_tab(struct out *o)
{
    out_char(o, '\t');
}

void out_uint(struct out *o, uint64_t v);
void out_int(struct out *o, int64_t v);
void out_money(struct out *o, decimal d);
void out_decimal(struct out *o, decimal d);
void out_double(struct out *o, double v); /* NaN (undefined) is written as an empty cell; inf ends the tool, status 1 */
void out_date(struct out *o, date d);     /* DATE_NONE is empty */
void out_time(struct out *o, daytime t);  /* TIME_NONE is empty */

#endif
