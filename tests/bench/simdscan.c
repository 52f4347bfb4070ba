/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simdscan FILE: finds every comma, line end and quote mark with the widest vectors of the processor, and counts them.
 * It reads the file once and compares each byte once: no reader of CSV can be faster, so its time is the unit S. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { BLOCK = 1 << 18 };

struct found {
    uint64_t comma, lf, quote;
};

static void scan_bytes(const char *p, size_t n, struct found *f)
{
    for (size_t i = 0; i < n; i++) {
        f->comma += p[i] == ',';
        f->lf += p[i] == '\n';
        f->quote += p[i] == '"';
    }
}

#if defined(__x86_64__)
__attribute__((target("avx512bw,popcnt"))) static void scan_avx512(const char *p, size_t n, struct found *f)
{
    __m512i comma = _mm512_set1_epi8(','), lf = _mm512_set1_epi8('\n'), quote = _mm512_set1_epi8('"');
    for (size_t i = 0; i < n; i += 64) {
        __m512i v = _mm512_loadu_si512(p + i);
        f->comma += (uint64_t)_mm_popcnt_u64(_mm512_cmpeq_epi8_mask(v, comma));
        f->lf += (uint64_t)_mm_popcnt_u64(_mm512_cmpeq_epi8_mask(v, lf));
        f->quote += (uint64_t)_mm_popcnt_u64(_mm512_cmpeq_epi8_mask(v, quote));
    }
}

__attribute__((target("avx2,popcnt"))) static void scan_avx2(const char *p, size_t n, struct found *f)
{
    __m256i comma = _mm256_set1_epi8(','), lf = _mm256_set1_epi8('\n'), quote = _mm256_set1_epi8('"');
    for (size_t i = 0; i < n; i += 32) {
        __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
        f->comma += (unsigned)_mm_popcnt_u32((unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, comma)));
        f->lf += (unsigned)_mm_popcnt_u32((unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, lf)));
        f->quote += (unsigned)_mm_popcnt_u32((unsigned)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, quote)));
    }
}
#endif

static void scan(const char *p, size_t n, struct found *f)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw")) {
        scan_avx512(p, n, f);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        scan_avx2(p, n, f);
        return;
    }
#endif
    scan_bytes(p, n, f);
}

int main(int argc, char **argv)
{
    static char block[BLOCK + 64];
    struct found f = {0};
    ssize_t n;
    int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (fd < 0)
        return 2;
    while ((n = read(fd, block, BLOCK)) > 0) {
        memset(block + n, 0, 64); /* the last vector is whole */
        scan(block, (size_t)n, &f);
    }
    printf("%" PRIu64 " commas, %" PRIu64 " line ends, %" PRIu64 " quote marks\n", f.comma, f.lf, f.quote);
    return n < 0;
}
