/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * models DRAWS SEED: the properties of the customer models (tests/unit/domain.h), over this many draws of each
 * family. */
#include <stdio.h>
#include <stdlib.h>

#include "../unit/domain.h"

int main(int argc, char **argv)
{
    static const char *const family[] = {"bgnbd", "mbgnbd", "paretonbd", "nbd", "bgbb", "sbg", "gammagamma"};
    if (argc != 3)
        return 2;
    unsigned long draws = strtoul(argv[1], NULL, 10), seed = strtoul(argv[2], NULL, 10), bad = 0, passed = 0,
                  failed = 0;
    for (size_t k = 0; k < sizeof family / sizeof *family; k++, bad ? failed++ : passed++) {
        const struct family *f = family_find(family[k]);
        char why[512];
        struct rng r;
        rng_seed(&r, seed, k);
        bad = 0;
        for (unsigned long i = 0; i < draws; i++) {
            struct domain_draw d = domain_draw(f, &r, 0);
            if (domain_check(f, &d, why, sizeof why) && bad++ < 5)
                printf("FAILED models: draw %lu of seed %lu: %s\n", i, seed, why);
        }
        printf("models: %s: %lu of %lu draws fail\n", family[k], bad, draws);
        fflush(stdout);
    }
    printf("models: %lu passed, %lu failed\n", passed, failed);
    return failed != 0;
}
