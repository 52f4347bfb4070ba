/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * confusion: what a matrix of actual and predicted classes says.
 *
 * count[a * k + p] rows are of class a and were taken for class p. A base of 0 has no value, NaN, but in the means over
 * classes it counts as 0: a class that is never predicted is no reason to leave it out of the mean. */
#ifndef LEARN_CONFUSION_H
#define LEARN_CONFUSION_H

enum confusion_measure {
    CONFUSION_ACCURACY,
    CONFUSION_BALANCED,
    CONFUSION_MAJORITY, /* what is right if the commonest class is always taken */
    CONFUSION_MACRO_PRECISION,
    CONFUSION_MACRO_RECALL,
    CONFUSION_MACRO_F1,
    CONFUSION_WEIGHTED_PRECISION,
    CONFUSION_WEIGHTED_RECALL,
    CONFUSION_WEIGHTED_F1,
    CONFUSION_KAPPA,
    CONFUSION_MEASURES
};
extern const char *const CONFUSION_NAME[CONFUSION_MEASURES];

/* and for each class */
enum confusion_of { CONFUSION_PRECISION, CONFUSION_RECALL, CONFUSION_F1, CONFUSION_OFS };
extern const char *const CONFUSION_OF_NAME[CONFUSION_OFS];

/* CONFUSION_MEASURES values, and then CONFUSION_OFS for each of the k classes. */
void confusion_measure(const double *count, unsigned k, double *value);

#endif
