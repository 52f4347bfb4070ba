/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * version: which of two versions of a row is the newer.
 *
 * Numbers compare by their values, days and times (2024-03-02, 2024-03-02 10:15:00) and any other text by their bytes.
 * The first version that is not empty decides the kind, and all others must be of this kind: 9, 10 and 9a have no
 * consistent order. Text that would be in a wrong order by its bytes is refused: 02.03.2024, or times of several
 * offsets from UTC. An empty version is older than any other. */
#ifndef TSV_VERSION_H
#define TSV_VERSION_H

#include "base/slice.h"

struct version_order {
    enum version_kind { VERSION_UNKNOWN, VERSION_NUMBER, VERSION_DAY, VERSION_TEXT } kind;
    char offset[8]; /* of times: the text after the first time, Z or +01:00 */
    unsigned char offset_n;
};

/* NULL, or why v has no place in the order, with *remedy. Call it for each version before it is compared.
 */
const char *version_check(struct version_order *o, struct slice v, const char **remedy);

/* Below 0: a is the older one. */
int version_compare(const struct version_order *o, struct slice a, struct slice b);

#endif
