# SPDX-License-Identifier: GPL-3.0-or-later
# kmeans.py steps FILE K ITERATIONS | scan FILE | version: the work of tests/bench/kmeans.c in scikit-learn, with
# OMP_NUM_THREADS threads. Prints seconds, CPU seconds and the sum of squares, between tabs.
import sys
import time

import numpy
import sklearn
from sklearn.cluster import KMeans


def load(name):
    return numpy.fromfile(name).reshape(-1, 3)


def steps(name, k, most):
    x, begin = load(name), load(f"{name}.{k}")
    began, used = time.monotonic(), time.process_time()
    fit = KMeans(n_clusters=k, init=begin, n_init=1, max_iter=most, tol=0).fit(x)
    return time.monotonic() - began, time.process_time() - used, fit.inertia_


def scan(name):
    x = load(name)
    began, used = time.monotonic(), time.process_time()
    for k in range(2, 11):
        fit = KMeans(n_clusters=k, n_init=10, random_state=1).fit(x)
    return time.monotonic() - began, time.process_time() - used, fit.inertia_


if sys.argv[1] == "version":
    print(sklearn.__version__)
else:
    seconds, cpu, inertia = scan(sys.argv[2]) if sys.argv[1] == "scan" else steps(sys.argv[2], *map(int, sys.argv[3:]))
    print(f"{seconds:.4f}\t{cpu:.4f}\t{float(inertia)!r}")
