/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cpu.h"

#include <stdbool.h>

#include "base/bits.h"

enum cpu_level cpu_best(void)
{
#ifdef BITS_X86
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi2");
    if (avx2 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vbmi2"))
        return CPU_AVX512;
    if (avx2)
        return CPU_AVX2;
#endif
    return CPU_PORTABLE;
}
