/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/scan.h"

#include <stdlib.h>

#include "base/bits.h"
#include "base/mem.h"

enum { WORDS = SCAN_WINDOW / 64, BEFORE = 16 };

void scan_init(struct scan *s)
{
    *s = (struct scan){
        .end = (uint32_t *)mem_alloc((BEFORE + SCAN_WINDOW + BITS_SPARE) * sizeof *s->end) + BEFORE,
        .row = mem_alloc((SCAN_WINDOW + BITS_SPARE) * sizeof *s->row),
        .odd = mem_zero(WORDS, sizeof *s->odd),
        .high = mem_zero(WORDS, sizeof *s->high),
        .quote = mem_zero(WORDS, sizeof *s->quote),
        .doubled = mem_zero(WORDS, sizeof *s->doubled),
        .busy = mem_zero(WORDS + BITS_SPARE, 1),
    };
}

void scan_free(struct scan *s)
{
    free(s->end - BEFORE);
    free(s->row);
    free(s->odd);
    free(s->high);
    free(s->quote);
    free(s->doubled);
    free(s->busy);
}

bool scan_any(const uint64_t *bits, size_t from, size_t to)
{
    if (from >= to)
        return false;
    size_t i = from / 64, last = (to - 1) / 64;
    uint64_t begin = ~0ull << (from % 64), end = ~0ull >> (63 - (to - 1) % 64);
    if (i == last)
        return bits[i] & begin & end;
    if (bits[i] & begin)
        return true;
    for (i++; i < last; i++)
        if (bits[i])
            return true;
    return bits[last] & end;
}

size_t scan_first(const uint64_t *bits, size_t from, size_t to)
{
    while (from < to) {
        uint64_t left = bits[from / 64] >> (from % 64);
        if (left) {
            size_t at = from + (size_t)__builtin_ctzll(left);
            return at < to ? at : to;
        }
        from = (from / 64 + 1) * 64;
    }
    return to;
}

/* ---- 64 bytes to masks ---- */

/* Most blocks need nothing else. `special` are the bytes below 0x20 except LF, and those above 0x7f. */
struct masks {
    uint64_t delimiter, lf, quote, special;
};

/* What the special bytes are, if there are any. */
struct odds {
    uint64_t cr, tab, nul, high;
};

static inline struct masks masks_portable(const char *p, char delimiter, bool quotes)
{
    struct masks m = {bits_match_portable(p, delimiter), bits_match_portable(p, '\n'),
                      quotes ? bits_match_portable(p, '"') : 0, 0};
    for (int i = 0; i < 8; i++) {
        uint64_t w = word_load(p + 8 * i), top = 0x8080808080808080u;
        uint64_t below = ~((w & ~top) + 0x6060606060606060u); /* its top bit: the low seven are below 0x20 */
        m.special |= bits_gather((w | below) & top) << (8 * i);
    }
    m.special &= ~m.lf;
    return m;
}

static inline struct odds odds_portable(const char *p)
{
    struct odds o = {bits_match_portable(p, '\r'), bits_match_portable(p, '\t'), bits_match_portable(p, '\0'), 0};
    for (int i = 0; i < 8; i++)
        o.high |= bits_gather(word_load(p + 8 * i) & 0x8080808080808080u) << (8 * i);
    return o;
}

static inline uint64_t cr_portable(const char *p)
{
    return bits_match_portable(p, '\r');
}

static inline uint64_t prefix_xor_portable(uint64_t x)
{
    for (int i = 1; i < 64; i *= 2)
        x ^= x << i;
    return x;
}

#define put_portable bits_put_portable

/* The places of the LFs among the ends. Two a step at first, without a branch: short rows are rare. */
static inline uint32_t *put_rows_portable(uint32_t *row, uint64_t lf, uint64_t ends, uint32_t before)
{
    uint32_t *last = row + __builtin_popcountll(lf);
    do
        for (int i = 0; i < 2; i++, lf &= lf - 1)
            *row++ = before + (uint32_t)__builtin_popcountll(ends & ((lf & -lf) - 1));
    while (row < last);
    return last;
}

#ifdef BITS_X86
BITS_AVX2 struct masks masks_avx2(const char *p, char delimiter, bool quotes)
{
    __m256i a = bits_half(p), blank = _mm256_set1_epi8(' ');
    __m256i b = bits_half(p + 32);
    uint64_t lf = bits_match_avx2(a, b, '\n');
    return (struct masks){bits_match_avx2(a, b, delimiter), lf, quotes ? bits_match_avx2(a, b, '"') : 0,
                          bits_of(_mm256_cmpgt_epi8(blank, a), _mm256_cmpgt_epi8(blank, b)) &
                              ~lf}; /* above 0x7f is below 0 */
}

BITS_AVX2 struct odds odds_avx2(const char *p)
{
    __m256i a = bits_half(p);
    __m256i b = bits_half(p + 32);
    return (struct odds){bits_match_avx2(a, b, '\r'), bits_match_avx2(a, b, '\t'), bits_match_avx2(a, b, '\0'),
                         bits_of(a, b)};
}

BITS_AVX2 uint64_t cr_avx2(const char *p)
{
    return bits_match_avx2(bits_half(p), bits_half(p + 32), '\r');
}

__attribute__((target("pclmul,sse2"), always_inline)) static inline uint64_t prefix_xor_clmul(uint64_t x)
{
    __m128i r = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)x), _mm_set1_epi8((char)0xff), 0);
    return (uint64_t)_mm_cvtsi128_si64(r);
}

BITS_AVX2 uint32_t *put_avx2(uint32_t *to, uint64_t bits, uint32_t base)
{
    return bits_put_avx2(to, bits, base, 6);
}

BITS_AVX2 uint32_t *put_rows_avx2(uint32_t *row, uint64_t lf, uint64_t ends, uint32_t before)
{
    uint32_t *last = row + __builtin_popcountll(lf);
    uint64_t place = _pext_u64(lf, ends);
    for (;; row += 2) { /* two, as one word: as two they would be gathered in a vector first */
        uint64_t others = place & (place - 1);
        uint64_t two = (_tzcnt_u64(place) | _tzcnt_u64(others) << 32) + before * 0x100000001u;
        memcpy(row, &two, sizeof two);
        if (__builtin_expect(row + 2 >= last, 1))
            return last;
        place = others & (others - 1);
    }
}

BITS_AVX512 struct masks masks_avx512(const char *p, char delimiter, bool quotes)
{
    __m512i v = _mm512_loadu_si512(p);
    uint64_t lf = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\n'));
    return (struct masks){_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(delimiter)), lf,
                          quotes ? _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')) : 0,
                          _mm512_cmpgt_epi8_mask(_mm512_set1_epi8(' '), v) & ~lf};
}

BITS_AVX512 struct odds odds_avx512(const char *p)
{
    __m512i v = _mm512_loadu_si512(p);
    return (struct odds){_mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\r')),
                         _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\t')),
                         _mm512_cmpeq_epi8_mask(v, _mm512_setzero_si512()), _mm512_movepi8_mask(v)};
}

BITS_AVX512 uint64_t cr_avx512(const char *p)
{
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p), _mm512_set1_epi8('\r'));
}

#define put_rows_avx512 put_rows_avx2

#define put_avx512 bits_put_avx512
#endif

/* ---- masks to rows ---- */

/* What one step hands to the next. */
struct carry {
    uint64_t inside;                        /* all ones in a quoted value */
    uint64_t after_end;                     /* 1 where the byte before was a delimiter or LF, or there was none */
    uint64_t after_close;                   /* 1 where it was a closing quote mark */
    uint64_t odd, high, doubled, quote, cr; /* of all steps so far */
};

/* The ends of values, outside of quotes, of a step with quote marks or special bytes; *wrong gets the bits of misplaced
 * quote marks. `next_lf`: the byte after the 64 is an LF. */
static inline __attribute__((always_inline)) uint64_t step(struct scan *s, size_t word, const struct masks *m,
                                                           const struct odds *o, uint64_t inside, bool next_lf,
                                                           struct carry *c, uint64_t *wrong)
{
    uint64_t ends = (m->delimiter | m->lf) & ~inside;
    uint64_t lone_cr = o->cr & ~(m->lf >> 1 | (uint64_t)next_lf << 63);
    uint64_t odd = o->nul | lone_cr | (o->tab & ~ends) | (m->lf & inside);
    uint64_t open = m->quote & inside, close = m->quote & ~inside;
    uint64_t after_end = ends << 1 | c->after_end, after_close = close << 1 | c->after_close;
    uint64_t doubled = after_close & m->quote;
    *wrong = (open & ~(after_end | after_close)) | (after_close & ~(m->delimiter | m->lf | m->quote | o->cr));
    s->odd[word] = odd;
    s->high[word] = o->high;
    s->quote[word] = m->quote;
    s->doubled[word] = doubled;
    s->busy[word] = (odd | o->high | m->quote) != 0;
    c->odd |= odd;
    c->high |= o->high;
    c->doubled |= doubled;
    c->quote |= m->quote;
    c->inside = (uint64_t)((int64_t)inside >> 63);
    c->after_close = close >> 63;
    return ends;
}

/* Only steps with such bytes have written bits: the bits of the last block must be cleared, eight steps at a time. */
static void forget(struct scan *s)
{
    for (size_t i = 0; i < WORDS; i += 8) {
        uint64_t busy;
        memcpy(&busy, s->busy + i, sizeof busy);
        if (!busy)
            continue;
        memset(s->busy + i, 0, sizeof busy);
        memset(s->odd + i, 0, 8 * sizeof *s->odd);
        memset(s->high + i, 0, 8 * sizeof *s->high);
        memset(s->quote + i, 0, 8 * sizeof *s->quote);
        memset(s->doubled + i, 0, 8 * sizeof *s->doubled);
    }
}

/* One body for every level: the functions called NAME_level are inlined into it. Most steps hold only plain text
 * outside of quotes: a loop of their own handles them, small enough for the registers. */
#define SCAN_BODY(level, prefix_xor)                                                                   \
    struct carry c = {.after_end = 1};                                                                 \
    uint32_t *end = s->end, *row = s->row;                                                             \
    size_t i = 0;                                                                                      \
    forget(s);                                                                                         \
    s->misquoted = false;                                                                              \
    while (i < n && !s->misquoted) {                                                                   \
        struct masks m = masks_##level(p + i, delimiter, quotes);                                      \
        uint64_t valid = ~(uint64_t)0, wrong = 0, ends = m.delimiter | m.lf;                           \
        if (n - i >= 64 && !(m.quote | m.special | c.inside | c.after_close)) {                        \
            do {                                                                                       \
                ends = m.delimiter | m.lf;                                                             \
                row = put_rows_##level(row, m.lf, ends, (uint32_t)(end - s->end));                     \
                end = put_##level(end, ends, (uint32_t)i);                                             \
                i += 64;                                                                               \
                if (n - i < 64)                                                                        \
                    break;                                                                             \
                m = masks_##level(p + i, delimiter, quotes);                                           \
            } while (!(m.quote | m.special));                                                          \
            c.after_end = ends >> 63;                                                                  \
            continue;                                                                                  \
        }                                                                                              \
        if (n - i < 64) {                                                                              \
            valid = ~(~(uint64_t)0 << (n - i));                                                        \
            m = (struct masks){m.delimiter & valid, m.lf & valid, m.quote & valid, m.special & valid}; \
            ends &= valid;                                                                             \
        }                                                                                              \
        uint64_t rare = m.special;                                                                     \
        bool next_lf = false;                                                                          \
        if (m.special) { /* often it is the CR of a line's end */                                      \
            uint64_t cr = cr_##level(p + i) & valid;                                                   \
            next_lf = i + 64 < n && p[i + 64] == '\n';                                                 \
            rare &= ~(cr & (m.lf >> 1 | (uint64_t)next_lf << 63));                                     \
            c.cr |= cr;                                                                                \
        }                                                                                              \
        if (m.quote | rare | c.inside | c.after_close) {                                               \
            struct odds o = {0};                                                                       \
            if (m.special) {                                                                           \
                o = odds_##level(p + i);                                                               \
                o = (struct odds){o.cr & valid, o.tab & valid, o.nul & valid, o.high & valid};         \
            }                                                                                          \
            ends = step(s, i / 64, &m, &o, prefix_xor(m.quote) ^ c.inside, next_lf, &c, &wrong);       \
            if (__builtin_expect((wrong & valid) != 0, 0)) {                                           \
                ends &= (wrong & -wrong) - 1;                                                          \
                s->misquoted = true;                                                                   \
            }                                                                                          \
        }                                                                                              \
        c.after_end = ends >> 63;                                                                      \
        row = put_rows_##level(row, m.lf & ends, ends, (uint32_t)(end - s->end));                      \
        end = put_##level(end, ends, (uint32_t)i);                                                     \
        i += 64;                                                                                       \
    }                                                                                                  \
    s->rows = (uint32_t)(row - s->row);                                                                \
    s->any_odd = c.odd;                                                                                \
    s->any_high = c.high;                                                                              \
    s->any_doubled = c.doubled;                                                                        \
    s->any_quote = c.quote;                                                                            \
    s->any_cr = c.cr;

static void scan_portable(struct scan *s, const char *p, size_t n, char delimiter, bool quotes)
{
    SCAN_BODY(portable, prefix_xor_portable)
}

#ifdef BITS_X86
__attribute__((target("pclmul," BITS_HAS_AVX2))) static void scan_avx2(struct scan *s, const char *p, size_t n,
                                                                       char delimiter, bool quotes)
{
    SCAN_BODY(avx2, prefix_xor_clmul)
}

__attribute__((target("pclmul," BITS_HAS_AVX512))) static void scan_avx512(struct scan *s, const char *p, size_t n,
                                                                           char delimiter, bool quotes)
{
    SCAN_BODY(avx512, prefix_xor_clmul)
}
#endif

void scan_block(struct scan *s, enum cpu_level level, const char *p, size_t n, char delimiter, bool quotes)
{
    switch (level) {
#ifdef BITS_X86
    case CPU_AVX512:
        scan_avx512(s, p, n, delimiter, quotes);
        return;
    case CPU_AVX2:
        scan_avx2(s, p, n, delimiter, quotes);
        return;
#endif
    default:
        scan_portable(s, p, n, delimiter, quotes);
        return;
    }
}
