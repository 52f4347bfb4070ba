/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define SIX                  \
    "customer_id\tx\tg\ty\n" \
    "a\t1\tu\t0\n"           \
    "b\t2\tv\t0\n"           \
    "c\t3\tu\t1\n"           \
    "d\t4\tv\t0\n"           \
    "e\t5\tu\t1\n"           \
    "f\t6\tw\t1\n"
#define DATED                                    \
    "as_of\tcut\tlabel_end\tx\ty\n"              \
    "2011-03-13\t2011-03-14\t2011-06-12\t1\t0\n" \
    "2011-03-13\t2011-03-14\t2011-06-12\t2\t1\n" \
    "2011-06-11\t2011-06-12\t2011-09-10\t3\t0\n" \
    "2011-06-11\t2011-06-12\t2011-09-10\t4\t1\n"
#define COEFS " | awk -F'\\t' -v OFS='\\t' '$3 == \"coef\" { print $2, $4 }'"

CLI_ROWS(learn) = {
    {"least squares", "learn --target y --family ols --columns x" COEFS, "x\ty\n0\t1\n1\t3\n2\t3\n3\t5\n4\t3\n",
     "(Intercept)\t1.8\nx\t0.6\n", "", 0},
    {"a logit of labels: the logarithm of the odds ratio",
     "learn --target y --family logit --columns g --base g=u | grep -E 'g=v.(coef|odds_ratio)' | cut -c 1-27",
     "g\ty\nu\t1\nu\t0\nv\t1\nv\t0\nv\t0\nu\t0\nu\t1\nv\t0\n",
     "term\tg=v\tcoef\t-1.0986122886\nterm\tg=v\todds_ratio\t0.33333\n", "", 0},
    {"the commonest label is the base", "learn --target x --family ols --columns g | grep -E 'g.(base|label)'", SIX,
     "column\tg\tbase\tu\ncolumn\tg\tlabel\tv\ncolumn\tg\tlabel\tw\n", "", 0},
    {"numbers that are labels", "learn --target y --family ols --columns x --labels x --base x=2" COEFS,
     "x\ty\n1\t1\n2\t3\n3\t9\n1\t2\n2\t4\n3\t7\n", "(Intercept)\t3.5\nx=1\t-2\nx=3\t4.5\n", "", 0},
    {"a class that has a name", "learn --target y --family logit --columns x --positive yes | grep -E 'itive|gative'",
     "x\ty\n1\tno\n2\tyes\n3\tno\n4\tyes\n", "model\t\tpositive\tyes\nmodel\t\tnegative\tno\nfit\t\tpositives\t2\n", "",
     0},
    {"a third class", "learn --target y --family logit --columns x --positive yes", "x\ty\n1\tno\n2\tyes\n3\tna\n",
     NULL, ":4: column \"y\": \"na\" is a third value", 1},
    {"no class at all", "learn --target x --family logit --columns g", SIX, NULL,
     ":3: column \"x\": \"2\" is not 0 or 1 (--positive", 1},
    {"ids teach nothing", "learn --target y --family ols --columns customer_id,x", SIX, NULL,
     "column \"customer_id\" identifies rows and is not a measure", 1},
    {"neither do dates", "learn --target y --family ols --columns d", "d\ty\n2011-01-01\t1\n", NULL,
     "column \"d\" contains dates", 1},
    {"the target itself", "learn --target y --family ols --columns x,y", SIX, NULL, "\"y\" is the target itself", 2},
    {"named twice", "learn --target y --family ols --columns x,x", SIX, NULL, "\"x\" is given twice", 2},
    {"a column made of the target", "learn --target y --family logit --columns z,x",
     "x\tz\ty\n1\t0\t0\n2\t9\t1\n1\t1\t0\n", NULL,
     "column \"z\" alone determines \"y\" (AUC 1.0000): it is most likely derived from it (--force takes it)", 1},
    {"labels made of it", "learn --target y --family ols --columns g", "g\ty\na\t1\na\t1\nb\t2\nb\t2\nc\t5\n", NULL,
     "column \"g\" alone determines \"y\" (correlation 1.0000)", 1},
    {"perfect separation is told, and which way",
     "learn --target y --family logit --columns x --force | grep -E 'separate|likelihood.-?0'",
     "x\ty\n1\t1\n2\t1\n3\t0\n4\t0\n", NULL,
     "\"x\" separates all rows by \"y\": its coefficient has no finite estimate (-inf)", 0},
    {"a constant column", "learn --target y --family logit --columns x,k" COEFS,
     "x\tk\ty\n1\t7\t0\n2\t7\t1\n3\t7\t0\n4\t7\t1\n", NULL,
     "term \"k\" is the same in all rows, and has no coefficient", 0},
    {"a column that others make up for", "learn --target y --family ols --columns a,b,c" COEFS,
     "a\tb\tc\ty\n1\t2\t3\t1\n2\t1\t3\t2\n3\t5\t8\t1\n4\t1\t5\t5\n5\t0\t5\t2\n", NULL,
     "term \"c\" is a combination of others, and has no coefficient: a, b", 0},
    {"an empty value", "learn --target y --family ols --columns x", "x\ty\n1\t1\n\t2\n", NULL,
     ":3: column \"x\": \"\" is missing, and the model depends on it (learn --impute median", 1},
    {"an empty value becomes the median, and is told from it",
     "learn --target y --family ols --columns x --impute median | grep -E 'fill|indicator|=.*coef'",
     "x\ty\n1\t1\n\t9\n3\t2\n7\t1\n\t8\n",
     "column\tx\tfill\t3\ncolumn\tx\tindicator\t1\nterm\tx=(missing)\tcoef\t7.142857142857143\n", "", 0},
    {"an empty label is a label, before the others too",
     "learn --target y --family ols --columns g --impute median | grep -E 'g.(base|label)|g=.*coef'",
     "g\ty\n\t1\n\t2\nu\t5\nu\t7\nu\t3\n",
     "column\tg\tbase\tu\ncolumn\tg\tlabel\t(missing)\nterm\tg=(missing)\tcoef\t-3.5\n", "", 0},
    {"an empty column", "learn --target y --family ols --columns x --impute median", "x\ty\n\t1\n\t2\n", NULL,
     "column \"x\" is empty in all rows", 1},
    {"one class", "learn --target y --family logit --columns x", "x\ty\n1\t1\n2\t1\n", NULL,
     "all rows (2) are of one class", 1},
    {"one row", "learn --target y --family ols --columns x", "x\ty\n1\t1\n", NULL, "too few rows (1)", 1},
    {"no rows", "learn --target y --family ols --columns x", "x\ty\n", NULL, "no rows to learn from", 1},
    {"squares that no double holds", "learn --target y --family ols --columns x" COEFS,
     "x\ty\n1e300\t1\n2e300\t3\n3e300\t3\n4e300\t5\n5e300\t3\n", "(Intercept)\t1.2\nx\t6e-301\n", "", 0},
    {"squares that vanish", "learn --target y --family ols --columns x | grep -c 'x.coef.2.999999'",
     "x\ty\n1e-300\t1\n2e-300\t2\n3e-300\t1\n4e-300\t1\n5e-300\t3\n", "1\n", "", 0},
    {"a target whose squares no double holds", "learn --target y --family ols --columns x",
     "x\ty\n1\t1e300\n2\t2e300\n3\t1e300\n", NULL,
     "column \"y\": its values, or their squares, add up to more than a double can hold", 1},
    {"a column that no double adds up", "learn --target y --family ols --columns x",
     "x\ty\n1e308\t1\n2\t2\n1.5e308\t3\n1.6e308\t4\n", NULL,
     "column \"x\": its values, or their squares, add up to more than a double can hold", 1},
    {"no number", "learn --target y --family ols --columns x", "x\ty\n1\t1\nx\t2\n", NULL, ":3: column \"x\": \"x\"",
     1},
    {"log1p of -1", "learn --target y --family ols --columns x --log1p all", "x\ty\n1\t1\n-1\t2\n", NULL,
     ":3: column \"x\": \"-1\" has no log1p", 1},
    {"a label after the cut that is scored", "learn --target y --family logit --columns x --cut 2011-09-09", DATED,
     NULL, ":4: column \"label_end\": \"2011-09-10\" is after --cut", 1},
    {"labels that end by then", "learn --target y --family logit --columns x --cut 2011-09-10 | grep label_end", DATED,
     "model\t\tlabel_end\t2011-09-10\n", "", 0},
    {"features that know the label", "learn --target y --family logit --columns x",
     "as_of\tcut\tx\ty\n2011-06-12\t2011-06-12\t1\t0\n", NULL,
     ":2: column \"as_of\": \"2011-06-12\" is not before the row's cut", 1},
    {"ridge needs its weight", "learn --target y --family ridge --columns x", SIX, NULL, "--lambda", 2},
    {"a base that is none", "learn --target y --family ols --columns g --base g=z", SIX, NULL,
     "column \"g\" has no label \"z\"", 1},
    {"an option for a column that is not used", "learn --target y --family ols --columns x --log1p z", SIX, NULL,
     "--log1p: \"z\" is not one of --columns", 2},
};
