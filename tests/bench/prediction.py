# SPDX-License-Identifier: GPL-3.0-or-later
# prediction.py FILE OUT: a logit of y on the columns x1 ... without a penalty, by scikit-learn's lbfgs; its coefficients and
# log likelihood go to OUT as a model of learn has them. The time of reading (by pandas) and of the fit, without the start of
# Python, goes to $MARK: wall and CPU seconds; that of the fit alone to standard error.
import os
import sys
import time

import numpy
import pandas
from sklearn.linear_model import LogisticRegression

table, out = sys.argv[1], sys.argv[2]
wall, cpu = time.perf_counter(), time.process_time()
data = pandas.read_csv(table, sep="\t")
names = [name for name in data.columns if name.startswith("x")]
y, x = data["y"].to_numpy(), data[names].to_numpy()
alone = time.process_time()
model = LogisticRegression(penalty="none", solver="lbfgs", max_iter=1000).fit(x, y)
print("  the fit alone: %.2f CPU s" % (time.process_time() - alone), file=sys.stderr)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
margin = model.intercept_[0] + x @ model.coef_[0]
with open(out, "w") as file:
    print("fit\t\tlog_likelihood\t%.17g" % -numpy.logaddexp(0, numpy.where(y > 0, -margin, margin)).sum(), file=file)
    for name, value in zip(["(Intercept)"] + names, [model.intercept_[0], *model.coef_[0]]):
        print("term\t%s\tcoef\t%.17g" % (name, value), file=file)
with open(os.environ["MARK"], "w") as file:
    print(wall, cpu, file=file)
