/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cpu: which vector registers the processor has, for code that exists once for each level. All levels give the same
 * results. */
#ifndef BASE_CPU_H
#define BASE_CPU_H

enum cpu_level { CPU_PORTABLE, CPU_AVX2, CPU_AVX512, CPU_LEVELS };

enum cpu_level cpu_best(void); /* that this processor has */

#endif
