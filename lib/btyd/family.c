/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/family.h"

#include <string.h>

const struct family *const FAMILIES[FAMILY_KINDS] = {&FAMILY_BGNBD, &FAMILY_MBGNBD, &FAMILY_PARETONBD, &FAMILY_NBD,
                                                     &FAMILY_BGBB,  &FAMILY_SBG,    &FAMILY_GAMMAGAMMA};

void family_value_copy(const struct family_value *from, unsigned n, struct newton_value *to)
{
    to->value = from->value;
    for (unsigned i = 0; i < n; i++) {
        to->gradient[i] = from->gradient[i];
        memcpy(to->hessian[i], from->hessian[i], n * sizeof from->hessian[i][0]);
    }
}

const struct family *family_find(const char *name)
{
    for (size_t i = 0; i < FAMILY_KINDS; i++)
        if (strcmp(FAMILIES[i]->name, name) == 0)
            return FAMILIES[i];
    return NULL;
}
