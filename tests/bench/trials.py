# SPDX-License-Identifier: GPL-3.0-or-later
# trials.py DRAWS FILE OUT: the bootstrap of a difference of means in numpy, each group drawn again with replacement;
# the quantiles of the differences go to OUT. The time of the draws alone goes to $MARK: wall and CPU seconds.
import os
import sys
import time

import numpy

draws, table, out = int(sys.argv[1]), sys.argv[2], sys.argv[3]
groups, values = [], []
with open(table) as rows:
    header = next(rows).rstrip("\n").split("\t")
    group, value = header.index("group"), header.index("revenue")
    for row in rows:
        fields = row.rstrip("\n").split("\t")
        groups.append(fields[group])
        values.append(float(fields[value]))
values = numpy.array(values)
is_a = numpy.array(groups) == "A"
a, b = values[is_a], values[~is_a]
random = numpy.random.default_rng(1)
wall, cpu = time.perf_counter(), time.process_time()
difference = numpy.empty(draws)
for i in range(draws):
    difference[i] = b[random.integers(0, len(b), len(b))].mean() - a[random.integers(0, len(a), len(a))].mean()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
low, high = numpy.quantile(difference, [0.025, 0.975])
with open(out, "w") as file:
    print("B\tbootstrap_low\t%.17g\nB\tbootstrap_high\t%.17g" % (low, high), file=file)
with open(os.environ["MARK"], "w") as file:
    print(wall, cpu, file=file)
