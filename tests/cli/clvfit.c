/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* 220 customers in 13 patterns, times in weeks. */
#define TIMES             \
    "x\tt_x\tT\tweight\n" \
    "0\t0\t30\t90\n"      \
    "0\t0\t38.5\t60\n"    \
    "1\t2\t30\t14\n"      \
    "1\t20\t38.5\t12\n"   \
    "1\t35\t38.5\t9\n"    \
    "2\t5\t30\t6\n"       \
    "2\t28\t38.5\t10\n"   \
    "3\t12\t38.5\t4\n"    \
    "3\t29\t30\t5\n"      \
    "5\t30\t38.5\t3\n"    \
    "6\t38\t38.5\t4\n"    \
    "9\t15\t30\t1\n"      \
    "12\t37\t38.5\t2\n"
#define WEEKS "clvfit --times week --unit week "

/* The donations of Fader, Hardie and Shang (2010). */
#define GIFTS                                                                                            \
    "x\tt_x\tn\tweight\n6\t6\t6\t1203\n5\t6\t6\t728\n4\t6\t6\t512\n3\t6\t6\t357\n2\t6\t6\t234\n"         \
    "1\t6\t6\t129\n5\t5\t6\t335\n4\t5\t6\t284\n3\t5\t6\t225\n2\t5\t6\t173\n1\t5\t6\t119\n4\t4\t6\t240\n" \
    "3\t4\t6\t181\n2\t4\t6\t155\n1\t4\t6\t78\n3\t3\t6\t322\n2\t3\t6\t255\n1\t3\t6\t129\n2\t2\t6\t613\n"  \
    "1\t2\t6\t277\n1\t1\t6\t1091\n0\t0\t6\t3464\n"

/* The high-end customers of Fader and Hardie (2007). */
#define CONTRACTS "period\tsurvivors\n0\t1000\n1\t869\n2\t743\n3\t653\n4\t593\n5\t551\n6\t517\n7\t491\n"

#define SPEND                                                                                  \
    "x\tm_x\tweight\n1\t50.3\t8\n1\t12.1\t8\n1\t58.7\t8\n1\t19.1\t8\n1\t26.1\t8\n1\t52.1\t8\n" \
    "2\t66.4\t4\n2\t15.5\t4\n2\t18.2\t4\n2\t43.3\t4\n2\t50.8\t4\n3\t18.2\t2\n3\t37.7\t2\n"     \
    "3\t24.6\t2\n3\t21.9\t2\n5\t14.1\t1\n5\t110.5\t1\n5\t30.0\t1\n9\t86.1\t1\n9\t28.9\t1\n"

/* Rows of these sections; numbers with eight digits, since the last ones depend on the machine. */
#define SHOW(sections)                                                    \
    " | awk -F '\\t' -v OFS='\\t' '$1 ~ /^(" sections ")$/ {"             \
    " if ($3 ~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/) $3 = sprintf(\"%.8g\", $3);" \
    " print $2, $3 }'"
/* What --compare writes, numbers with five digits. */
#define COMPARED                                                                                    \
    " --compare c >/dev/null; sed 's/\\t\\(\\t\\|$\\)/\\t~\\1/g; s/\\t\\(\\t\\|$\\)/\\t~\\1/g' c |" \
    " awk -v OFS=' ' '{ for (i = 3; i <= NF; i++) if ($i ~ /^-?[0-9.]+$/) $i = sprintf(\"%.5g\", $i); $1 = $1; print }'"
#define WORDS SHOW("model|fit") " | grep -E 'verdict\t'"

#define CUSTOMERS "customer_id\tas_of\tx\tt_x\tT\tm_x\n"
#define DAY       "\t2011-12-31\t"
#define PRIOR     " --prior r=0.5:1,alpha=50:1,a=1:1,b=2:1"
#define TWO       CUSTOMERS "a" DAY "2\t40\t100\t9.50\nb" DAY "0\t0\t90\t\n"

/* The 220 in two shops, and with numbers and labels. */
#define SHOPS                                                                                                             \
    "x\tt_x\tT\tweight\tshop\tsize\n0\t0\t30\t50\tN\t1\n0\t0\t30\t40\tS\t2\n0\t0\t38.5\t40\tN\t2\n0\t0\t38.5\t20\tS\t4\n" \
    "1\t2\t30\t14\tN\t1\n1\t20\t38.5\t12\tS\t3\n1\t35\t38.5\t9\tN\t2\n2\t5\t30\t6\tN\t5\n2\t28\t38.5\t10\tS\t1\n"         \
    "3\t12\t38.5\t4\tN\t3\n3\t29\t30\t5\tS\t2\n5\t30\t38.5\t3\tN\t1\n6\t38\t38.5\t4\tS\t4\n9\t15\t30\t1\tN\t6\n"          \
    "12\t37\t38.5\t2\tS\t2\n"

#define SHOP_OF(customers) \
    "simulate --customers " #customers " --seed 1 | aggregate --by customer --as-of 2011-12-31 >made; "
/* 20 customers without a repeat purchase are labelled z, the others a or b in turn. */
#define LABELLED                                                                              \
    "awk -F '\\t' -v OFS='\\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == \"x\") c = i }" \
    " { print $0, NR == 1 ? \"grp\" : $c == \"0\" && ++n <= 20 ? \"z\" : ++k % 2 ? \"a\" : \"b\" }' made >in; "

CLI_ROWS(clvfit) = {
    /* ---- the unit of the input ---- */
    {"times of patterns are kept in the file", WEEKS "--family nbd" SHOW("model") " | grep times", TIMES,
     "times\tweek\n", "", 0},
    {"times of patterns in no unit are days, with a warning", "clvfit --family nbd | grep -c times", TIMES, "0\n",
     "times of patterns are taken to be days (--times names their unit)", 1},
    {"times of customers are days", WEEKS "--family nbd", TWO, "",
     "stdin: --times goes with patterns, which have a column weight: customers' times are days", 2},

    /* ---- the estimates of 40 digits, of 30 for donations and Pareto/NBD ---- */
    {"BG/NBD", WEEKS "--family bgnbd" SHOW("parameter|standard_error"), TIMES,
     "r\t0.20341041\nalpha\t5.994619\na\t0.66289024\nb\t2.1157797\n"
     "r\t0.04192413\nalpha\t2.0688551\na\t0.56368776\nb\t2.22827\n",
     "", 0},
    {"MBG/NBD", WEEKS "--family mbgnbd" SHOW("parameter|standard_error"), TIMES,
     "r\t0.36008914\nalpha\t7.3772901\na\t0.81401893\nb\t1.7712731\n"
     "r\t0.15925503\nalpha\t2.6257226\na\t0.60822271\nb\t2.4189684\n",
     "", 0},
    {"Pareto/NBD", WEEKS "--family paretonbd" SHOW("parameter|standard_error"), TIMES,
     "r\t0.48675975\nalpha\t13.868315\ns\t0.23775174\nbeta\t2.1530715\n"
     "r\t0.16507442\nalpha\t4.1052411\ns\t0.11306434\nbeta\t2.8119263\n",
     "", 0},
    {"NBD", WEEKS "--family nbd" SHOW("parameter|standard_error"), TIMES,
     "r\t0.32306602\nalpha\t14.991647\nr\t0.066054597\nalpha\t3.7093725\n", "", 0},
    {"BG/BB", "clvfit --family bgbb" SHOW("parameter|standard_error"), GIFTS,
     "alpha\t1.2035224\nbeta\t0.74971636\ngamma\t0.65671821\ndelta\t2.7834422\n"
     "alpha\t0.069391362\nbeta\t0.029447717\ngamma\t0.051009859\ndelta\t0.320819\n",
     "", 0},
    {"sBG", "clvfit --family sbg" SHOW("parameter|standard_error"), CONTRACTS,
     "alpha\t0.66808835\nbeta\t3.806095\nalpha\t0.10373493\nbeta\t0.78553169\n", "", 0},
    {"Gamma-Gamma", "clvfit --family gammagamma" SHOW("parameter|standard_error"), SPEND,
     "p\t7.2950395\nq\t4.5832258\ngamma\t18.61123\np\t5.430057\nq\t1.6186601\ngamma\t20.797784\n", "", 0},

    /* ---- the model file ---- */
    {"all of it, but for digits",
     WEEKS
     "--family nbd | awk -F '\\t' -v OFS='\\t' '$3 ~ /[0-9][.e][-0-9]/ || $2 ~ /^st(eps|arts)/ { $3 = \"~\" } { print }'",
     TIMES,
     "section\tname\tvalue\tfamily\tgroup\n"
     "model\tformat\t1\tnbd\t\nmodel\ttillroll\t~\tnbd\t\nmodel\tfamily\tnbd\tnbd\t\nmodel\tunit\tweek\tnbd\t\n"
     "model\ttimes\tweek\tnbd\t\nmodel\tas_of\t\tnbd\t\nmodel\tcustomers\t220\tnbd\t\nmodel\tpatterns\t13\tnbd\t\n"
     "fit\tverdict\toptimum\tnbd\t\nfit\tverdict_text\t~\tnbd\t\nfit\tlog_likelihood\t~\tnbd\t\nfit\taic\t~\tnbd\t\n"
     "fit\tbic\t~\tnbd\t\nfit\tgradient_norm\t~\tnbd\t\nfit\thessian\tnegative definite\tnbd\t\n"
     "fit\tleast_curvature\t~\tnbd\t\nfit\tlargest_curvature\t~\tnbd\t\nfit\tstarts\t~\tnbd\t\n"
     "fit\tstarts_agreeing\t~\tnbd\t\nfit\tsteps\t~\tnbd\t\nparameter\tr\t~\tnbd\t\nparameter\talpha\t~\tnbd\t\n"
     "standard_error\tr\t~\tnbd\t\nstandard_error\talpha\t~\tnbd\t\ncovariance\tr,r\t~\tnbd\t\n"
     "covariance\tr,alpha\t~\tnbd\t\ncovariance\talpha,alpha\t~\tnbd\t\n",
     "", 0},
    {"likelihoods, criteria", WEEKS "--family bgnbd" SHOW("fit") " | grep -E '^(log|aic|bic|nbd)'", TIMES,
     "log_likelihood\t-712.73134\naic\t1433.4627\nbic\t1447.0372\nnbd_log_likelihood\t-718.94941\n"
     "nbd_ratio\t12.43614\n",
     "", 0},
    {"covariance of logarithms: errors by the delta method",
     WEEKS "--family bgnbd | awk -F '\\t' '$1 == \"parameter\" { p = $3 } $1 == \"standard_error\" { e[$2] = $3 }"
           " $1 == \"parameter\" { v[$2] = $3 } $1 == \"covariance\" && split($2, n, \",\") && n[1] == n[2] {"
           " printf \"%s %.6f\\n\", n[1], e[n[1]] / (v[n[1]] * sqrt($3)) }'",
     TIMES, "r 1.000000\nalpha 1.000000\na 1.000000\nb 1.000000\n", "", 0},
    {"two runs, any number of threads",
     "cat >in; for t in 1 2 7; do clvfit --family bgnbd,paretonbd --times day --bootstrap 9 --threads $t in | sha256sum; done | sort -u | wc -l",
     TIMES, "1\n", "--bootstrap 9: too few replicates", 0},
    {"rows in any order, patterns in parts",
     "cat >in; { head -n 1 in; sed 1d in | tac | sed 's/\\t90$/\\t80/'; printf '0\\t0\\t30\\t10\\n'; } >other;"
     " clvfit --family bgnbd --times day in >a; clvfit --family bgnbd --times day other | cmp a",
     TIMES, "", "", 0},

    /* ---- time ---- */
    {"days by default: alpha is seven times that of weeks",
     "awk -v OFS='\\t' 'NR > 1 { $2 *= 7; $3 *= 7 } { print }' | clvfit --family bgnbd --times day" SHOW("parameter"),
     TIMES, "r\t0.20341041\nalpha\t41.962333\na\t0.66289024\nb\t2.1157797\n", "", 0},
    {"a model in weeks of days",
     "awk -v OFS='\\t' 'NR > 1 { $2 *= 7; $3 *= 7 } { print }' | clvfit --family bgnbd --times day --unit week" SHOW(
         "parameter|model") " | grep -E 'unit|alpha'",
     TIMES, "unit\tweek\nalpha\t5.994619\n", "", 0},
    {"a month is 30 days, a year 365",
     "awk -v OFS='\\t' 'NR > 1 { $2 *= 7; $3 *= 7 } { print }' >in;"
     " for u in month year; do clvfit --family nbd --times day --unit $u in" SHOW("parameter") " | grep alpha; done",
     TIMES, "alpha\t3.4980511\nalpha\t0.28751105\n", "", 0},
    {"spend has no unit, periods have the one that is given",
     "cat >in; clvfit --family sbg in >a; clvfit --family sbg --unit year in >b; grep -h unit a b", CONTRACTS,
     "model\tunit\t\tsbg\t\nmodel\tunit\tyear\tsbg\t\n", "", 0},

    /* ---- several families and groups ---- */
    {"a comparison", WEEKS "--family bgnbd,paretonbd,nbd" COMPARED, TIMES,
     "family group customers patterns parameters log_likelihood aic bic verdict r alpha a b s beta\n"
     "bgnbd ~ 220 13 4 -712.73 1433.5 1447 optimum 0.20341 5.9946 0.66289 2.1158 ~ ~\n"
     "paretonbd ~ 220 13 4 -713.41 1434.8 1448.4 optimum 0.48676 13.868 ~ ~ 0.23775 2.1531\n"
     "nbd ~ 220 13 2 -718.95 1441.9 1448.7 optimum 0.32307 14.992 ~ ~ ~ ~\n",
     "", 0},
    {"a comparison, rounded", WEEKS "--family nbd --compare c --digits 2 >/dev/null; cut -f 6- c", TIMES,
     "log_likelihood\taic\tbic\tverdict\tr\talpha\n-718.95\t1441.9\t1448.69\toptimum\t0.32\t14.99\n", "", 0},
    {"digits of no comparison", WEEKS "--family nbd --digits 2", TIMES, "", "--digits goes with --compare", 2},
    {"models one behind the other", WEEKS "--family nbd,bgnbd | cut -f 4 | uniq -c | awk '{ print $2 }'", TIMES,
     "family\nnbd\nbgnbd\n", "", 0},
    {"purchases and spend of one table",
     "clvfit --family nbd,gammagamma --prior r=1:1,alpha=50:1,p=2:1,q=2:1,gamma=9:1" SHOW(
         "model") " | grep -E 'family|customers'",
     TWO, "family\tnbd\ncustomers\t2\nfamily\tgammagamma\ncustomers\t1\n", "", 0},
    {"groups in the order of the bytes, each alone", WEEKS "--family nbd --by shop" COMPARED, SHOPS,
     "family group customers patterns parameters log_likelihood aic bic verdict r alpha\n"
     "nbd N 127 8 2 -336.61 677.21 682.9 optimum 0.36698 22.167\n"
     "nbd S 93 7 2 -380.51 765.03 770.09 optimum 0.32197 11.408\n",
     "", 0},
    {"a group is what it would be alone",
     "cat >in; awk '$5 != \"S\"' in | clvfit --family bgnbd --times week >alone;"
     " clvfit --family bgnbd --times week --by shop in 2>&1 | awk '$NF == \"N\"' | cut -f 1-4 | grep -v '^model.by' >group;"
     " sed 1d alone | cut -f 1-4 | cmp - group",
     SHOPS, "", "", 0},
    {"group and its column are in the file",
     WEEKS "--family nbd --by shop | awk -F '\\t' '$2 == \"by\" { print $3, $5 }'", SHOPS, "shop \nshop N\nshop S\n",
     "", 0},
    {"a group without a fit is left out", "clvfit --family nbd --by customer_id" COMPARED "; echo $?", TWO,
     "family group customers patterns parameters log_likelihood aic bic verdict r alpha\n"
     "nbd a 1 1 2 -9.824 23.648 19.648 few_customers 8.8861e+06 4.4431e+08\n"
     "nbd b 1 1 2 ~ ~ ~ no_repeat ~ ~\n0\n",
     "clvfit: nbd, customer_id b: none of the 1 customers bought again\n", 0},
    {"no group with a fit", "clvfit --family nbd --by as_of", CUSTOMERS "b" DAY "0\t0\t90\t\n", NULL,
     "none of the 1 customers bought again", 1},

    /* ---- covariates ---- */
    {"labels and numbers, their tests",
     WEEKS "--family nbd --covariates shop,size" SHOW("covariate.*|effect.*|standard_error"), SHOPS,
     "1\tshop\n1\tS\n1\tN\n1\t0\n1\t1\n1\t3.2983996\n1\t1\n1\t0.069347418\n"
     "2\tsize\n2\t2.0409091\n2\t1.0842505\n2\t7.7761944\n2\t1\n2\t0.0052939201\n"
     "rate_1\t0.50333865\nrate_2\t0.30889134\nr\t0.080686896\nalpha\t6.8440325\nrate_1\t0.27703732\n"
     "rate_2\t0.11381521\nrate_1\t0.069238203\nrate_2\t0.0066481704\n",
     "", 0},
    {"a column that is the same for all is none",
     "awk '{ print $0 \"\\t\" (NR == 1 ? \"k\" : 7) }' | " WEEKS
     "--family nbd --covariates k,shop" SHOW("covariate.*") " | head -n 2",
     SHOPS, "1\tshop\n1\tS\n", "", 0},
    {"not for spend", "clvfit --family gammagamma --covariates x", SPEND, "", "--covariates goes with bgnbd", 2},
    {"too many labels",
     "{ echo 'x\tt_x\tT\tweight\tl'; for i in {1..18}; do printf '%d\\t2\\t9\\t5\\tl%d\\n' $((i % 4 + 1)) $i; done; } |"
     " clvfit --family nbd --covariates l",
     NULL, "", "column \"l\": more than 16 covariates", 1},

    {"a label whose customers never came again is at fault, and the other errors stay",
     SHOP_OF(2000) LABELLED
     "clvfit --family bgnbd --unit week --covariates grp in | awk -F '\\t' '$1 == \"standard_error\" { print $2, ($3 > 0) }'",
     NULL, "r 1\nalpha 1\na 1\nb 1\nrate_1 1\ndropout_1 1\nrate_2 0\ndropout_2 0\n",
     "clvfit: bgnbd: the likelihood still rises as rate_2 (grp z: 20 customers, none of whom came again) leaves for minus"
     " infinity; it is -16 here; give this label one name in common with another, or leave these customers out\n",
     0},
    {"a covariate without error is no reason to have no intervals of the others",
     SHOP_OF(2000) LABELLED
     "clvfit --family bgnbd --unit week --covariates grp in 2>/dev/null >m; clvpredict --model m --horizon 90d --interval"
     " 0.9 in 2>/dev/null | cut -f 18-21 | awk 'NR > 1 && $3 != \"\" { print $1, ($4 != \"\") }' | sort -u",
     NULL, "a 1\nb 1\nz 1\n", "", 0},
    {"collinear columns are named before the fit",
     SHOP_OF(200) "awk -v OFS='\\t' '{ print $0, NR == 1 ? \"u\" : NR % 7, NR == 1 ? \"v\" : 2 * (NR % 7) + 1 }' made |"
                  " clvfit --family bgnbd --covariates u,v",
     NULL, NULL, "clvfit: bgnbd: v follows from the covariates before it, most of all from u: their effects", 1},
    {"a label that is the other column's label is collinear too",
     "awk '{ print $0 \"\\t\" (NR == 1 ? \"street\" : $5 == \"N\" ? \"a\" : \"b\") }' | " WEEKS
     "--family nbd --covariates size,shop,street",
     SHOPS, NULL, "street b follows from the covariates before it, most of all from shop S", 1},

    /* ---- small groups ---- */
    {"the fit of all customers stands in for small groups",
     SHOP_OF(
         2000) "clvfit --family mbgnbd,gammagamma --by country --compare c made 2>err | awk -F '\\t' '$2 == \"pooled\" "
               "{ print $1, $3, $4 }'; grep -c few c; grep -q 'fit: 35 of 37' err",
     NULL, "model 1 mbgnbd\nmodel 1 gammagamma\n65\n", NULL, 0},
    {"not if it is no better", "clvfit --family nbd --by customer_id | grep -c pooled", TWO, "0\n", NULL, 1},
    {"what is fitted by groups predicts its own input",
     SHOP_OF(2000) "clvfit --family mbgnbd,gammagamma --by country made 2>/dev/null >m;"
                   " clvpredict --model m --spend m --horizon 90d made | wc -l",
     NULL, "2001\n", "customers in groups without a model of their own: 214", 0},

    /* ---- dropout, spend, days ---- */
    {"dropout is nothing by the likelihood ratio", "clvfit --family bgnbd --times week --unit week" WORDS " | cut -f 2",
     "x\tt_x\tT\tweight\n0\t0\t30\t90\n1\t20\t30\t30\n1\t28\t30\t20\n2\t25\t30\t20\n2\t29\t30\t10\n3\t27\t30\t9\n5\t29\t30"
     "\t5\n",
     "dropout_not_identified\n", "difference is", 0},
    {"spend that grows with the number of purchases",
     "{ printf 'x\\tm_x\\tweight\\n'; for x in {1..6}; do for d in 1 2 3 4 5; do"
     " printf '%d\\t%d\\t10\\n' $x $((4 * (2 + 3 * x) + d)); done; done; } | clvfit --family gammagamma |"
     " awk '$2 == \"spend_correlation\" { print ($3 > 0.9) }'",
     NULL, "1\n", "number and mean value of purchases are correlated, 1.00", 0},
    {"spend that does not", "clvfit --family gammagamma" SHOW("fit") " | grep spend", SPEND,
     "spend_correlation\t0.14689659\n", "", 0},
    {"more repeat purchase days than days", "clvfit --family bgnbd", CUSTOMERS "a" DAY "12\t5\t100\t9.50\n", NULL,
     "column \"x\": \"12\" repeat purchases do not fit in t_x days", 1},

    /* ---- prior ---- */
    {"a prior that says nothing does not make few customers enough",
     "clvfit --family bgnbd --prior r=1:1000" WORDS " | cut -f 2", TWO, "few_customers\n",
     "2 for 4 parameters, 40 would do", 0},
    {"a prior of one parameter leaves the others to the customers",
     "clvfit --family bgnbd --prior r=1:1" WORDS " | cut -f 2", TWO, "few_customers\n",
     "2 for 3 parameters, 30 would do", 0},
    {"few customers and a prior", "clvfit --family bgnbd" PRIOR WORDS, TWO, "verdict\toptimum\n", "", 0},
    {"the prior is in the file, as normal logarithms", "clvfit --family bgnbd" PRIOR SHOW("prior_.*"), TWO,
     "r\t-0.69314718\nr\t1\nalpha\t3.912023\nalpha\t1\na\t0\na\t1\nb\t0.69314718\nb\t1\n", "", 0},
    {"a prior that is sure",
     "clvfit --family nbd --prior r=2:0.0001,alpha=30:0.0001 |"
     " awk '$1 == \"parameter\" { printf \"%s %.4f\\n\", $2, $3 }'",
     TWO, "r 2.0000\nalpha 30.0000\n", "", 0},
    {"no prior of that form", "clvfit --family nbd --prior r=2", "", "", "\"r=2\" is not NAME=MEDIAN:SD", 2},
    {"no prior of 0", "clvfit --family nbd --prior r=0:1", "", "", "is not NAME=MEDIAN:SD, both above 0", 2},
    {"no such parameter", "clvfit --family nbd --prior a=1:1", "", "", "\"a\" is not a parameter of --family", 2},

    /* ---- bootstrap ---- */
    {"replicates and what they amount to",
     "clvfit --family sbg --bootstrap 200 | awk -F '\\t' '$1 == \"bootstrap\" && $2 ~ /,alpha$/ { n++; s += $3 }"
     " $1 == \"standard_error\" && $2 == \"alpha\" { e = $3 } $1 == \"bootstrap_error\" && $2 == \"alpha\" { b = $3 }"
     " $1 == \"bootstrap_2.5%\" && $2 == \"alpha\" { low = $3 } $1 == \"bootstrap_97.5%\" && $2 == \"alpha\" { high = $3 }"
     " END { print n, (s / n > 0.6 && s / n < 0.75), (b / e > 0.8 && b / e < 1.25), (low < 0.6 && high > 0.75) }'",
     CONTRACTS, "200 1 1 1\n", "", 0},
    {"a seed",
     "cat >in; for s in 1 2 2; do clvfit --family sbg --bootstrap 3 --seed $s in | grep '^bootstrap.1,alpha'; done |"
     " cut -f 3 | uniq | wc -l",
     CONTRACTS, "2\n", "--bootstrap 3: too few replicates for quantiles of 2.5 and 97.5 %", 0},
    {"no customers to draw", "clvfit --family nbd --bootstrap 5", "x\tt_x\tT\tweight\n1\t1\t2\t1.5\n0\t0\t2\t60\n",
     NULL, "weights must be whole numbers; one is 1.5", 1},

    /* ---- verdicts ---- */
    {"nothing to fit", "clvfit --family bgnbd", CUSTOMERS, "", "clvfit: nothing to fit: there are no rows", 1},
    {"nobody bought again", "clvfit --family mbgnbd", CUSTOMERS "a" DAY "0\t0\t90\t\nb" DAY "0\t0\t9\t\n", "",
     "clvfit: mbgnbd: none of the 2 customers bought again", 1},
    {"nobody was lost", "clvfit --family sbg", "period\tsurvivors\n0\t90\n1\t90\n", "",
     "sbg: none of the 90 customers was lost", 1},
    {"one customer", "clvfit --family bgnbd | cut -f 1 | uniq", CUSTOMERS "a" DAY "2\t40\t100\t9.50\n",
     "section\nmodel\nfit\nparameter\nstandard_error\n",
     "clvfit: bgnbd: too few customers: 1 for 4 parameters, 40 would do (--prior says what is known before)", 0},
    {"all alike", "clvfit --family paretonbd" WORDS, "x\tt_x\tT\tweight\n3\t60\t100\t50\n",
     "verdict\tdropout_not_identified\n",
     "clvfit: paretonbd: dropout is not identified: log-likelihood -675.984, and -675.984 of the NBD, which has none",
     0},
    {"nobody left", "clvfit --family bgnbd" SHOW("fit") " | grep -E '^(verdict|hessian)\t'",
     "x\tt_x\tT\tweight\n0\t0\t90\t90\n1\t90\t90\t50\n2\t90\t90\t40\n5\t90\t90\t30\n9\t90\t90\t9\n",
     "verdict\tdropout_not_identified\nhessian\tno maximum inside\n", "clvfit: bgnbd: dropout is not identified", 0},
    {"all spend the same", "clvfit --family gammagamma" SHOW("fit") " | grep 'verdict\t'",
     "x\tm_x\tweight\n1\t5\t50\n2\t5\t50\n", "verdict\tedge\n", "the likelihood still rises as ", 0},
    {"a loss that is geometric", "clvfit --family sbg" SHOW("fit") " | grep 'verdict\t'",
     "period\tsurvivors\n0\t1000\n1\t500\n2\t250\n3\t125\n", "verdict\tflat\n",
     "sbg: the likelihood is flat along a direction", 0},
    {"10,000 purchases",
     "clvfit --family bgnbd,mbgnbd,paretonbd,nbd"
     " --compare c >/dev/null; awk -F '\\t' 'NR > 1 { print $1, ($6 < 0) }' c",
     "x\tt_x\tT\tweight\n10000\t9999\t10000\t50\n0\t0\t10000\t50\n1\t1\t10000\t50\n7000\t8000\t9000\t50\n", NULL, NULL,
     0},

    /* ---- rows that are left out ---- */
    {"each by its reason", "clvfit --family bgnbd" PRIOR " --stats s >m; grep dropped s; grep customers m",
     TWO "c" DAY "\t\t\t\nd" DAY "0\t0\t0\t\ne" DAY "\t\t\t\n",
     "rows_dropped\t3\ndropped_no_purchase_day\t2\ndropped_no_time\t1\nmodel\tcustomers\t2\tbgnbd\t\n", "", 0},
    {"of spend",
     "clvfit --family gammagamma --prior p=2:1,q=2:1,gamma=9:1 --stats s --dropped d >m; grep dropped_ s; cut -f 1 d",
     TWO "c" DAY "1\t9\t20\t0.00\nd" DAY "1\t9\t20\t-4\ne" DAY "\t\t\t\n",
     "dropped_no_repeat_purchase\t1\ndropped_no_spend\t2\ndropped_no_purchase_day\t1\ncustomer_id\nb\nc\nd\ne\n", "",
     0},
    {"none left", "clvfit --family nbd", CUSTOMERS "e" DAY "\t\t\t\n", "", "nothing to fit: no row is usable", 1},
    {"none seen for any time", "clvfit --family nbd", CUSTOMERS "e" DAY "0\t0\t0\t\n", "",
     "nothing to fit: no row is usable", 1},
    {"an empty covariate, a weight of 0",
     "clvfit --family nbd --times day --covariates c --stats s >m; grep dropped_ s",
     "x\tt_x\tT\tweight\tc\n1\t3\t9\t50\ta\n0\t0\t9\t50\ta\n3\t8\t9\t20\ta\n0\t0\t9\t9\t\n0\t0\t9\t0\tb\n",
     "dropped_no_covariate\t1\ndropped_no_weight\t1\n", "", 0},

    /* ---- rows that contradict themselves ---- */
    {"the last purchase after the end", "clvfit --family bgnbd", CUSTOMERS "a" DAY "2\t101\t100\t\n", "",
     "stdin:2: column \"t_x\": \"101\" is later than T", 1},
    {"purchases without a time", "clvfit --family bgnbd", CUSTOMERS "a" DAY "2\t0\t100\t\n", "",
     "column \"t_x\": \"0\" does not fit x: a customer without repeat purchase has 0 in both", 1},
    {"a time without purchases", "clvfit --family bgnbd", CUSTOMERS "a" DAY "0\t9\t100\t\n", "",
     "column \"t_x\": \"9\" does not fit x", 1},
    {"before the first purchase", "clvfit --family bgnbd", CUSTOMERS "a" DAY "0\t0\t-1\t\n", "",
     "column \"T\": \"-1\" is not a count", 1},
    {"a negative time of a pattern", "clvfit --family bgnbd", "x\tt_x\tT\tweight\n0\t0\t-1.5\t3\n", "",
     "column \"T\": \"-1.5\" is negative", 1},
    {"a negative weight", "clvfit --family bgnbd", "x\tt_x\tT\tweight\n0\t0\t1.5\t-3\n", "",
     "column \"weight\": \"-3\" is negative", 1},
    {"two as-of days", "clvfit --family bgnbd", TWO "c\t2012-01-01\t0\t0\t90\t\n", "",
     "column \"as_of\": \"2012-01-01\" is not the 2011-12-31 of the rows before it", 1},
    {"more purchases than opportunities", "clvfit --family bgbb", "x\tt_x\tn\n3\t2\t6\n", "",
     "purchases do not fit in t_x opportunities", 1},
    {"a purchase after the last opportunity", "clvfit --family bgbb", "x\tt_x\tn\n3\t7\t6\n", "",
     "\"7\" is more than n", 1},
    {"a period is missing", "clvfit --family sbg", "period\tsurvivors\n0\t9\n2\t7\n", "",
     "\"2\" does not follow the period before it", 1},
    {"no beginning", "clvfit --family sbg", "period\tsurvivors\n1\t9\n2\t7\n", "", "\"1\" does not follow", 1},
    {"more than there were", "clvfit --family sbg", "period\tsurvivors\n0\t9\n1\t10\n", "",
     "\"10\" is more than in the period before", 1},
    {"neither lost nor there", "clvfit --family sbg", "x\tT\n2\t3\n", "", "\"2\" is neither 1, lost, nor 0", 1},
    {"a bad row is set aside",
     "clvfit --family nbd --prior r=1:1,alpha=50:1 --on-bad skip --bad b | grep customers; sed 1d b",
     TWO "c" DAY "2\t101\t100\t\n", "model\tcustomers\t2\tnbd\t\nc" DAY "2\t101\t100\t\n",
     "malformed records that were set aside", 0},

    /* ---- other shapes of the same data ---- */
    {"contracts customer by customer", "clvfit --family sbg" SHOW("parameter"),
     "x\tT\tweight\n1\t1\t131\n1\t2\t126\n1\t3\t90\n1\t4\t60\n1\t5\t42\n1\t6\t34\n1\t7\t26\n0\t7\t491\n",
     "alpha\t0.66808835\nbeta\t3.806095\n", "", 0},
    {"retention in per cent", "clvfit --family sbg" SHOW("parameter"),
     "period\tsurvivors\n0\t100\n1\t86.9\n2\t74.3\n3\t65.3\n4\t59.3\n5\t55.1\n6\t51.7\n7\t49.1\n",
     "alpha\t0.66808835\nbeta\t3.806095\n", "", 0},
    {"donors one by one",
     "awk -v OFS='\\t' 'NR == 1 { print $1, $2, $3 } NR > 1 { for (i = 0; i < $4; i++) print $1, $2, $3 }' |"
     " clvfit --family bgbb" SHOW("parameter"),
     GIFTS, "alpha\t1.2035224\nbeta\t0.74971636\ngamma\t0.65671821\ndelta\t2.7834422\n", "", 0},
    {"customers are patterns in whole days",
     "cat >in; clvfit --family nbd --prior r=1:1,alpha=50:1 in | grep -v as_of >a;"
     " { printf 'x\\tt_x\\tT\\tweight\\n2\\t40\\t100\\t1\\n0\\t0\\t90\\t1\\n'; } | clvfit --family nbd --times day --prior r=1:1,alpha=50:1 |"
     " grep -v as_of | cmp a; clvfit --family nbd --prior r=1:1,alpha=50:1 in | grep as_of",
     TWO, "model\tas_of\t2011-12-31\tnbd\t\n", "", 0},

    /* ---- the command line ---- */
    {"no such family", "clvfit --family bgnb", "", "", "--family: no family \"bgnb\"; did you mean bgnbd?", 2},
    {"a family twice", "clvfit --family nbd,bgnbd,nbd", "", "", "--family: nbd is given twice", 2},
    {"families of other tables", "clvfit --family bgnbd,bgbb", "", "", "bgbb and sbg read tables of their own", 2},
    {"neither customers nor patterns", "clvfit --family bgnbd", "x\tt_x\tT\n1\t2\t3\n", "",
     "no column \"as_of\" (customers have it, patterns a weight); have: x, t_x, T", 1},
    {"no such group", "clvfit --family bgnbd --by shops", SHOPS, "", "no column \"shops\"", 1},
    {"no such covariate", "clvfit --family bgnbd --covariates sizes", SHOPS, "", "no column \"sizes\"", 1},
};
