# SPDX-License-Identifier: GPL-3.0-or-later
# models.py lifetimes|scipy rows|patterns CUSTOMERS OUTPUT: fits BG/NBD by the package lifetimes, or by the same likelihood
# written in numpy, with the optimiser of scipy. The time of the fit alone goes to $MARK: wall and CPU seconds.
# models.py lifetimes|scipy: their versions.
import os
import sys
import time

import numpy as np
import pandas as pd


def by_lifetimes(x, t_x, T, weight):
    from lifetimes import BetaGeoFitter

    fit = BetaGeoFitter(penalizer_coef=0.0).fit(x, t_x, T, weights=weight)
    return [fit.params_[name] for name in ("r", "alpha", "a", "b")]


# Fader, Hardie and Lee 2005, in logarithms, with its gradient.
def by_scipy(x, t_x, T, weight):
    from scipy.optimize import minimize
    from scipy.special import betaln, expit, gammaln, psi

    unit = T.max() / 10
    t_x, T, again, share = t_x / unit, T / unit, x > 0, weight / weight.sum()

    def loss(theta):
        r, alpha, a, b = np.exp(theta)
        R, A, before = r + x, alpha + T, b + np.maximum(x, 1) - 1
        longer = np.log(A / (alpha + t_x))
        w = np.where(again, np.log(a / before) + R * longer, -np.inf)
        lost = expit(w)
        value = gammaln(R) - gammaln(r) + r * np.log(alpha) - R * np.log(A) + betaln(a, b + x) - betaln(a, b) + np.logaddexp(0, w)
        both = psi(a + b) - psi(a + b + x)
        slope = [
            r * (psi(R) - psi(r) + np.log(alpha / A) + lost * longer),
            r - alpha * R * (1 / A + lost * (1 / (alpha + t_x) - 1 / A)),
            a * both + lost,
            b * (both + psi(b + x) - psi(b) - lost / before),
        ]
        return -share @ value, [-share @ s for s in slope]

    found = minimize(loss, np.full(4, 0.1), jac=True, tol=1e-7).x
    return np.exp(found) * [1, unit, 1, 1]


def main():
    program = {"lifetimes": by_lifetimes, "scipy": by_scipy}[sys.argv[1]]
    if len(sys.argv) == 2:
        print(__import__(sys.argv[1]).__version__)
        return
    table = pd.read_csv(sys.argv[3], sep="\t", usecols=["x", "t_x", "T"])
    table = table[table["T"] > 0].assign(weight=1)
    if sys.argv[2] == "patterns":
        table = table.groupby(["x", "t_x", "T"], as_index=False).sum()
    columns = [table[name].to_numpy(dtype=float) for name in ("x", "t_x", "T", "weight")]
    wall, cpu = time.perf_counter(), time.process_time()
    estimates = program(*columns)
    with open(os.environ["MARK"], "w") as mark:
        print(time.perf_counter() - wall, time.process_time() - cpu, file=mark)
    with open(sys.argv[4], "w") as out:
        for name, value in zip(("r", "alpha", "a", "b"), estimates):
            print("parameter", name, repr(float(value)), sep="\t", file=out)


main()
