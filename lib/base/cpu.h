/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cpu: which registers the processor has, for code that there is once for each level. All levels find the same. */
#ifndef BASE_CPU_H
#define BASE_CPU_H

enum cpu_level { CPU_PORTABLE, CPU_AVX2, CPU_AVX512, CPU_LEVELS };

enum cpu_level cpu_best(void); /* that this processor has */

#endif
