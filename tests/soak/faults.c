/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * faults: a library to preload that makes calls of one function fail.
 *
 * FAULT_CALL names the function, FAULT_AT the call that fails, counted from 1 over all threads; with FAULT_ON every
 * later one fails as well. FAULT_COUNT is a file to which the number of calls is written at the end. Messages
 * (descriptor 2) are left alone. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t alignment, size_t n);

static atomic_ulong own, *calls = &own;
static const char *chosen = "";
static unsigned long at;
static bool on;

static bool fails(const char *call, int error)
{
    if (strcmp(call, chosen) != 0)
        return false;
    unsigned long n = atomic_fetch_add(calls, 1) + 1;
    if (n != at && !(on && n > at && at))
        return false;
    errno = error;
    return true;
}

__attribute__((constructor)) static void begin(void)
{
    const char *call = getenv("FAULT_CALL"), *which = getenv("FAULT_AT"), *path = getenv("FAULT_COUNT");
    int fd = path ? open(path, O_RDWR) : -1;
    void *shared = fd >= 0 ? mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (fd >= 0)
        close(fd);
    if (shared != MAP_FAILED)
        calls = shared;
    at = which ? strtoul(which, NULL, 10) : 0;
    on = getenv("FAULT_ON") != NULL;
    chosen = call ? call : "";
}

/* The real function: looked up once. */
#define REAL(type, name)   \
    static type (*real)(); \
    if (!real)             \
    real = (type(*)())dlsym(RTLD_NEXT, name)

void *malloc(size_t n)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_malloc(n);
}
void *calloc(size_t count, size_t size)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}
void *realloc(void *p, size_t n)
{
    return n && fails("malloc", ENOMEM) ? NULL : __libc_realloc(p, n);
}
void *aligned_alloc(size_t alignment, size_t n)
{
    return fails("malloc", ENOMEM) ? NULL : __libc_memalign(alignment, n);
}
int posix_memalign(void **p, size_t alignment, size_t n)
{
    if (fails("malloc", ENOMEM))
        return ENOMEM;
    *p = __libc_memalign(alignment, n);
    return *p ? 0 : ENOMEM;
}

void *mmap(void *p, size_t n, int protection, int flags, int fd, off_t offset)
{
    REAL(void *, "mmap");
    return fails("mmap", ENOMEM) ? MAP_FAILED : real(p, n, protection, flags, fd, offset);
}
void *mremap(void *p, size_t old, size_t n, int flags, ...)
{
    REAL(void *, "mremap");
    return fails("mmap", ENOMEM) ? MAP_FAILED : real(p, old, n, flags);
}
ssize_t read(int fd, void *p, size_t n)
{
    REAL(ssize_t, "read");
    return fails("read", EIO) ? -1 : real(fd, p, n);
}
ssize_t pread(int fd, void *p, size_t n, off_t offset)
{
    REAL(ssize_t, "pread");
    return fails("read", EIO) ? -1 : real(fd, p, n, offset);
}
ssize_t write(int fd, const void *p, size_t n)
{
    REAL(ssize_t, "write");
    return fd != 2 && fails("write", ENOSPC) ? -1 : real(fd, p, n);
}
ssize_t pwrite(int fd, const void *p, size_t n, off_t offset)
{
    REAL(ssize_t, "pwrite");
    return fails("write", ENOSPC) ? -1 : real(fd, p, n, offset);
}
int open(const char *path, int flags, ...)
{
    REAL(int, "open");
    va_list more;
    va_start(more, flags);
    int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0;
    va_end(more);
    return fails("open", EMFILE) ? -1 : real(path, flags, mode);
}
int openat(int folder, const char *path, int flags, ...)
{
    REAL(int, "openat");
    va_list more;
    va_start(more, flags);
    int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0;
    va_end(more);
    return fails("open", EMFILE) ? -1 : real(folder, path, flags, mode);
}
int close(int fd)
{
    REAL(int, "close");
    int status = real(fd);
    return fd != 2 && fails("close", EIO) ? -1 : status;
}
int rename(const char *from, const char *to)
{
    REAL(int, "rename");
    return fails("rename", EIO) ? -1 : real(from, to);
}
off_t lseek(int fd, off_t offset, int whence)
{
    REAL(off_t, "lseek");
    return fails("lseek", EINVAL) ? -1 : real(fd, offset, whence);
}
int fstat(int fd, struct stat *s)
{
    REAL(int, "fstat");
    return fails("fstat", EIO) ? -1 : real(fd, s);
}
int stat(const char *path, struct stat *s)
{
    REAL(int, "stat");
    return fails("stat", EACCES) ? -1 : real(path, s);
}
ssize_t readlink(const char *path, char *to, size_t n)
{
    REAL(ssize_t, "readlink");
    return fails("readlink", EACCES) ? -1 : real(path, to, n);
}
iconv_t iconv_open(const char *to, const char *from)
{
    REAL(iconv_t, "iconv_open");
    return fails("iconv_open", ENOMEM) ? (iconv_t)-1 : real(to, from);
}
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*fn)(void *), void *argument)
{
    REAL(int, "pthread_create");
    return fails("thread", EAGAIN) ? EAGAIN : real(thread, attributes, fn, argument);
}
