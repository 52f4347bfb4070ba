/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn/confusion.h"

#include <math.h>

const char *const CONFUSION_NAME[CONFUSION_MEASURES] = {
    "accuracy", "balanced_accuracy",  "majority_accuracy", "macro_precision", "macro_recall",
    "macro_f1", "weighted_precision", "weighted_recall",   "weighted_f1",     "kappa"};
const char *const CONFUSION_OF_NAME[CONFUSION_OFS] = {"precision", "recall", "f1"};

static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

struct class_counts {
    double right, actual, predicted;
};

static struct class_counts counts_of(const double *count, unsigned k, unsigned class)
{
    struct class_counts c = {.right = count[class * k + class]};
    for (unsigned j = 0; j < k; j++) {
        c.actual += count[class * k + j];
        c.predicted += count[j * k + class];
    }
    return c;
}

/* Adds what one class is to the sums that means are made of; n: all rows. */
static void add_class(struct class_counts c, const double *of, double n, double *value)
{
    for (unsigned i = 0; i < CONFUSION_OFS; i++)
        if (!isnan(of[i])) {
            value[CONFUSION_MACRO_PRECISION + i] += of[i];
            value[CONFUSION_WEIGHTED_PRECISION + i] += of[i] * c.actual;
        }
    value[CONFUSION_ACCURACY] += c.right;
    value[CONFUSION_MAJORITY] = fmax(value[CONFUSION_MAJORITY], c.actual / n);
    value[CONFUSION_KAPPA] += c.actual / n * (c.predicted / n); /* what chance alone would get right, so far */
}

void confusion_measure(const double *count, unsigned k, double *value)
{
    double n = 0, recalls = 0, classes = 0;
    for (unsigned i = 0; i < k * k; i++)
        n += count[i];
    for (unsigned i = 0; i < CONFUSION_MEASURES; i++)
        value[i] = n > 0 ? 0 : NAN;
    for (unsigned i = 0; i < k; i++) {
        struct class_counts c = counts_of(count, k, i);
        double *of = value + CONFUSION_MEASURES + i * CONFUSION_OFS;
        of[CONFUSION_PRECISION] = ratio(c.right, c.predicted);
        of[CONFUSION_RECALL] = ratio(c.right, c.actual);
        of[CONFUSION_F1] = ratio(2 * c.right, c.predicted + c.actual);
        recalls += c.actual > 0 ? of[CONFUSION_RECALL] : 0;
        classes += c.actual > 0;
        if (n > 0)
            add_class(c, of, n, value);
    }
    for (unsigned i = 0; i < CONFUSION_OFS; i++) {
        value[CONFUSION_MACRO_PRECISION + i] /= k;
        value[CONFUSION_WEIGHTED_PRECISION + i] /= n;
    }
    value[CONFUSION_ACCURACY] /= n;
    value[CONFUSION_BALANCED] = ratio(recalls, classes);
    value[CONFUSION_KAPPA] = ratio(value[CONFUSION_ACCURACY] - value[CONFUSION_KAPPA], 1 - value[CONFUSION_KAPPA]);
}
