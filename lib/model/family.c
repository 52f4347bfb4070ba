/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/family.h"

#include <string.h>

const struct family *family_find(const char *name)
{
    static const struct family *const all[] = {&FAMILY_BGNBD, &FAMILY_MBGNBD, &FAMILY_PARETONBD,  &FAMILY_NBD,
                                               &FAMILY_BGBB,  &FAMILY_SBG,    &FAMILY_GAMMAGAMMA, NULL};
    const struct family *const *f = all;
    while (*f && strcmp((*f)->name, name) != 0)
        f++;
    return *f;
}
