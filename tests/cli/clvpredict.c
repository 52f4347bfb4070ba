/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* A model file, one row per value; the shell's printf makes the tabs. */
#define ROW(family, section, name, value) section "\\t" name "\\t" value "\\t" family "\\t\\n"
#define UNIT(family, unit)                ROW(family, "model", "unit", unit)
#define MODEL(name, family, rows) \
    "printf 'section\\tname\\tvalue\\tfamily\\tgroup\\n" ROW(family, "model", "format", "1") rows "' > " name "; "
#define BG(r, alpha, a, b)                    \
    ROW("bgnbd", "parameter", "r", r)         \
    ROW("bgnbd", "parameter", "alpha", alpha) \
    ROW("bgnbd", "parameter", "a", a) ROW("bgnbd", "parameter", "b", b)

#define WEEKS MODEL("m", "bgnbd", UNIT("bgnbd", "week") BG("0.243", "4.414", "0.793", "2.426"))
#define DAYS  MODEL("d", "bgnbd", UNIT("bgnbd", "day") BG("0.243", "30.898", "0.793", "2.426"))
#define SPEND(q)                                                                             \
    MODEL("s", "gammagamma",                                                                 \
          ROW("gammagamma", "parameter", "p", "6.25") ROW("gammagamma", "parameter", "q", q) \
              ROW("gammagamma", "parameter", "gamma", "15.44"))

/* CDNOW's sample: the BG/NBD in weeks and its covariance, as clvfit prints them. */
#define COVARIANCE(names, value) ROW("bgnbd", "covariance", names, value)
#define CDNOW                                                                                                         \
    MODEL("m", "bgnbd",                                                                                               \
          UNIT("bgnbd", "week") ROW("bgnbd", "model", "as_of", "1997-09-30")                                          \
              BG("0.2425945224301571", "4.413602019013505", "0.7929220172255833", "2.4259067768262743")               \
                  COVARIANCE("r,r", "0.0026793901618079653") COVARIANCE("r,alpha", "0.003461628661792105")            \
                      COVARIANCE("r,a", "-0.000456683798248245") COVARIANCE("r,b", "0.00011153055792089637")          \
                          COVARIANCE("alpha,alpha", "0.007343649910599973") COVARIANCE("alpha,a",                     \
                                                                                       "-0.0008188491167359164")      \
                              COVARIANCE("alpha,b", "0.0009828424019867705") COVARIANCE("a,a", "0.05486824056197286") \
                                  COVARIANCE("a,b", "0.06405731750030853") COVARIANCE("b,b", "0.08455518688564585"))

/* sBG of the high-end customers of Fader and Hardie (2007). */
#define CONTRACT      \
    MODEL("c", "sbg", \
          ROW("sbg", "parameter", "alpha", "0.668088351106446") ROW("sbg", "parameter", "beta", "3.80609496405827"))
/* Two groups, whose models differ in r. */
#define IN_GROUP(group, r)                                                                 \
    "model\\tformat\\t1\\tbgnbd\\t" group "\\nmodel\\tunit\\tday\\tbgnbd\\t" group         \
    "\\nmodel\\tby\\tcountry\\tbgnbd\\t" group "\\nparameter\\tr\\t" r "\\tbgnbd\\t" group \
    "\\nparameter\\talpha\\t30\\tbgnbd\\t" group "\\nparameter\\ta\\t1\\tbgnbd\\t" group   \
    "\\nparameter\\tb\\t3\\tbgnbd\\t" group "\\n"
#define GROUPS \
    "printf 'section\\tname\\tvalue\\tfamily\\tgroup\\n" IN_GROUP("UK", "0.5") IN_GROUP("France", "1") "' > g; "
/* The rate depends on a number and on a label. */
#define EFFECT(name, value)               ROW("bgnbd", "effect", name, value)
#define COVARIATE(section, number, value) ROW("bgnbd", section, number, value)
#define COVARIATES                                                                                   \
    MODEL("z", "bgnbd",                                                                              \
          UNIT("bgnbd", "day") BG("0.5", "30", "1", "3") COVARIATE("covariate", "1", "age")          \
              COVARIATE("covariate_centre", "1", "40") COVARIATE("covariate_scale", "1", "10")       \
                  COVARIATE("covariate", "2", "channel") COVARIATE("covariate_label", "2", "web")    \
                      COVARIATE("covariate_centre", "2", "0") COVARIATE("covariate_scale", "2", "1") \
                          EFFECT("rate_1", "0.1") EFFECT("dropout_1", "0") EFFECT("rate_2", "0.2")   \
                              EFFECT("dropout_2", "0"))

/* The numbers of the rows below the header, with this many digits. */
#define ROUND(digits)                                                                                 \
    " | awk -F '\\t' -v OFS='\\t' 'NR > 1 { for (i = 1; i <= NF; i++) if ($i ~ /^-?[0-9]+[.][0-9]/) " \
    "$i = sprintf(\"%." digits "g\", $i) } 1'"

#define LAST " | tail -n 1"

#define REPLICATE(number, r)                            \
    ROW("bgnbd", "bootstrap", number ",r", r)           \
    ROW("bgnbd", "bootstrap", number ",alpha", "4.414") \
    ROW("bgnbd", "bootstrap", number ",a", "0.793") ROW("bgnbd", "bootstrap", number ",b", "2.426")
/* CDNOW's Gamma-Gamma and its covariance. */
#define GAMMAS                                             \
    ROW("gammagamma", "parameter", "p", "6.2495722713238") \
    ROW("gammagamma", "parameter", "q", "3.744224667132") ROW("gammagamma", "parameter", "gamma", "15.443520962589")
#define GAMMA_COVARIANCE                                              \
    ROW("gammagamma", "covariance", "p,p", "0.036260494507219534")    \
    ROW("gammagamma", "covariance", "p,q", "-0.009912984805620344")   \
    ROW("gammagamma", "covariance", "p,gamma", "-0.0497635323864174") \
    ROW("gammagamma", "covariance", "q,q", "0.006004414327331931")    \
    ROW("gammagamma", "covariance", "q,gamma", "0.01715499934266237") \
    ROW("gammagamma", "covariance", "gamma,gamma", "0.07253932036789426")
#define DONATIONS                                                                                \
    MODEL("b", "bgbb",                                                                           \
          ROW("bgbb", "parameter", "alpha", "1.2035") ROW("bgbb", "parameter", "beta", "0.7497") \
              ROW("bgbb", "parameter", "gamma", "0.6567") ROW("bgbb", "parameter", "delta", "2.7834"))
#define HEAD_TO(more) "customer_id\tas_of\tx\tt_x\tT\tm_x\t" more "\n"

#define HEAD     "customer_id\tas_of\tx\tt_x\tT\tm_x\n"
#define PATTERNS "x\tt_x\tT\tweight\n"
#define ONE      HEAD "0001\t1997-09-30\t2\t213\t272\t22.345\n"
#define WORTH    "x\tt_x\tT\tm_x\tweight\n2\t213.01\t272.02\t22.35\t1\n1\t11.97\t272.02\t11.77\t1\n0\t0\t272.02\t\t1\n"
#define TEXTBOOK "revenue\tx\tt_x\tT\n10\t0\t0\t3\n10\t0\t0\t730\n40.50\t3\t365\t730\n-2\t\t\t\n"

CLI_ROWS(clvpredict) = {
    /* ---- figures: 30-digit evaluations of CDNOW's customers; weeks times 7 are days ---- */
    {"P(alive) and expected purchases", WEEKS "clvpredict --model m --horizon 39w,52w" ROUND("10"),
     PATTERNS "2\t249.97\t272.02\t1\n1\t35\t272.02\t1\n7\t206.01\t272.02\t1\n0\t0\t272.02\t1\n",
     "x\tt_x\tT\tweight\tp_alive\texpected_39w\texpected_52w\n"
     "2\t249.97\t272.02\t1\t0.7847906126\t1.324255135\t1.683602444\n"
     "1\t35\t272.02\t1\t0.3147857712\t0.3015562248\t0.3856122103\n"
     "7\t206.01\t272.02\t1\t0.6417563459\t3.337053275\t4.198855585\n"
     "0\t0\t272.02\t1\t1\t0.195098052\t0.2520730223\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"the same, rounded", WEEKS "clvpredict --model m --horizon 39w,52w --digits 3",
     PATTERNS "2\t249.97\t272.02\t1\n1\t35\t272.02\t1\n7\t206.01\t272.02\t1\n0\t0\t272.02\t1\n",
     "x\tt_x\tT\tweight\tp_alive\texpected_39w\texpected_52w\n"
     "2\t249.97\t272.02\t1\t0.785\t1.324\t1.684\n"
     "1\t35\t272.02\t1\t0.315\t0.302\t0.386\n"
     "7\t206.01\t272.02\t1\t0.642\t3.337\t4.199\n"
     "0\t0\t272.02\t1\t1\t0.195\t0.252\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"P(alive) later, and chances of 0 and more purchases",
     WEEKS "clvpredict --model m --alive-in 39w --horizon 39w --pmf 6 | cut -f 5-" ROUND("9"),
     PATTERNS "2\t213.01\t272.02\t1\n",
     "p_alive\tp_alive_39w\texpected_39w\tp0_39w\tp1_39w\tp2_39w\tp3_39w\tp4_39w\tp5_39w\n"
     "0.72657857\t0.567138036\t1.22602817\t0.445372862\t0.239318937\t0.144183222\t0.080850056\t0.0435449691\t0.0228638129\n",
     "", 0},
    {"discounted purchases without horizon",
     WEEKS "clvpredict --model m --dert --discount 0.0028888 --discount-period 1w | cut -f 6" ROUND("5"),
     PATTERNS "2\t213.01\t272.02\t1\n7\t206.01\t272.02\t1\n26\t216.02\t217\t1\n",
     "dert\n"
     "4.9677\n"
     "12.237\n"
     "68.634\n",
     "", 0},
    {"value: twelve months of 4.345 weeks at 1 % each",
     WEEKS SPEND("3.74") "clvpredict --model m --spend s --horizon 52.14w --step 4.345w --discount 0.01"
                         " --discount-period 4.345w | cut -f 7-" ROUND("9"),
     WORTH,
     "expected_52.14w\texpected_value\tclv_52.14w\n"
     "1.56215423\t24.6637139\t36.2892111\n"
     "0.260410961\t18.9168521\t4.63729466\n"
     "0.252669576\t35.2189781\t8.36900436\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"margin and cost of acquisition",
     WEEKS SPEND("3.74") "clvpredict --model m --spend s --horizon 52.14w --step 4.345w --discount 0.01"
                         " --discount-period 4.345w --margin 0.5 --acquisition-cost 10 | cut -f 9" ROUND("9"),
     WORTH,
     "clv_52.14w\n"
     "8.14460556\n"
     "-7.68135267\n"
     "-5.81549782\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"value without horizon",
     WEEKS SPEND("3.74") "clvpredict --model m --spend s --dert --margin 0.25 | cut -f 6-" ROUND("9"), WORTH,
     "p_alive\tdert\texpected_value\tclv\n"
     "0.72657857\t6.36946067\t24.6637139\t39.2736389\n"
     "0.212100985\t1.14271198\t18.9168521\t5.40412836\n"
     "1\t1.30333897\t35.2189781\t11.4755666\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"the unit of time is the model's own affair",
     WEEKS DAYS
     "cat >in; for m in m d; do clvpredict --model $m --horizon 39w,1y --dert --pmf 3 --alive-in 1y in" ROUND(
         "9") " >$m.out; done; cmp m.out d.out && wc -l <m.out",
     ONE, "2\n", "", 0},
    {"intervals by the delta method",
     CDNOW "clvpredict --model m --horizon 39w --interval 0.9 | cut -f 7-15" ROUND("7"), ONE,
     "p_alive\tp_alive_low\tp_alive_high\texpected_39w\texpected_39w_low\texpected_39w_high\tnext_date\tnext_date_low\tnext_date_high\n"
     "0.7266203\t0.699145\t0.7524748\t1.225994\t1.153868\t1.30263\t1998-01-18\t1997-10-08\t2000-01-28\n",
     "", 0},
    {"intervals by the bootstrap: quantiles of the replicates",
     MODEL("m", "bgnbd",
           UNIT("bgnbd", "week") BG("0.243", "4.414", "0.793", "2.426") REPLICATE("1", "0.2") REPLICATE("2", "0.3")
               REPLICATE("3", "0.25")) "clvpredict --model m --horizon 39w --interval 0.5 | cut -f 5-10" ROUND("9"),
     PATTERNS "0\t0\t272.02\t1\n",
     "p_alive\tp_alive_low\tp_alive_high\texpected_39w\texpected_39w_low\texpected_39w_high\n"
     "1\t1\t1\t0.195098052\t0.17980964\t0.219266706\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"two models in the interval of a value",
     CDNOW MODEL(
         "s", "gammagamma",
         GAMMAS
             GAMMA_COVARIANCE) "clvpredict --model m --spend s --horizon 39w --interval 0.9 | cut -f 16-21" ROUND("7"),
     ONE,
     "expected_value\texpected_value_low\texpected_value_high\tclv_39w\tclv_39w_low\tclv_39w_high\n"
     "24.65392\t23.82469\t25.51201\t29.11845\t27.1676\t31.20938\n",
     "", 0},
    {"new customers",
     WEEKS SPEND("3.74") "clvpredict --model m --spend s --new --horizon 39w --pmf 4 --dert" ROUND("9"), NULL,
     "expected_39w\tp0_39w\tp1_39w\tp2_39w\tp3_39w\tdert\texpected_value\tclv_39w\tclv\n"
     "1.19672319\t0.573786352\t0.199395281\t0.0854297595\t0.0458603538\t4.36869314\t35.2189781\t40.7414565\t153.860908\n",
     "", 0},

    /* ---- the table ---- */
    {"rows as they were, with the columns in this order",
     CDNOW SPEND(
         "3.74") "clvpredict --model m --spend s --horizon 30d,1y --alive-in 2w --pmf 1 --dert | head -n 1 | tr '\\t' '\\n'",
     ONE,
     "customer_id\n"
     "as_of\n"
     "x\n"
     "t_x\n"
     "T\n"
     "m_x\n"
     "p_alive\n"
     "p_alive_2w\n"
     "expected_30d\n"
     "expected_1y\n"
     "p0_30d\n"
     "p0_1y\n"
     "next_date\n"
     "dert\n"
     "expected_value\n"
     "clv_30d\n"
     "clv_1y\n"
     "clv\n"
     "again_date\n",
     "", 0},
    {"and with intervals", CDNOW "clvpredict --model m --horizon 30d --pmf 1 --interval 0.9 | head -n 1 | cut -f 6-",
     ONE,
     "m_x\tp_alive\tp_alive_low\tp_alive_high\texpected_30d\texpected_30d_low\texpected_30d_high\tp0_30d\tp0_30d_low\tp0_30d_high\tnext_date\tnext_date_low\tnext_date_high\tagain_date\tagain_date_low\tagain_date_high\n",
     "", 0},
    {"the next purchase, if they are still there, with half a chance", CDNOW "clvpredict --model m | cut -f 1,8,9",
     ONE "0002\t1997-09-30\t1\t12\t272\t11.77\n0157\t1997-09-30\t29\t264\t266\t26.26\n0003\t1997-09-30\t0\t0\t272\t\n",
     "customer_id\tnext_date\tagain_date\n"
     "0001\t1998-01-18\t1998-04-25\n"
     "0002\t1998-05-15\t\n"
     "0157\t1997-10-08\t1997-10-08\n"
     "0003\t2011-05-12\t2011-05-12\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"who is gone has no date by which they come again, even if they come often",
     MODEL("d", "bgnbd", UNIT("bgnbd", "day") BG("0.5", "30", "1", "3")) "clvpredict --model d | cut -f 7-" ROUND("3"),
     HEAD "a\t2011-01-01\t20\t60\t700\t9\nb\t2011-01-01\t2\t600\t700\t9\n",
     "p_alive\tnext_date\tagain_date\n5.08e-18\t2011-01-27\t\n0.735\t2011-08-23\t2012-02-28\n", "", 0},
    {"a date that is none stays empty",
     MODEL("d", "bgnbd", UNIT("bgnbd", "day") BG("0.01", "3000", "1", "1")) "clvpredict --model d | tail -n 1",
     HEAD "a\t2011-01-01\t0\t0\t100\t\n", "a\t2011-01-01\t0\t0\t100\t\t1\t\t\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"without a purchase day", CDNOW "clvpredict --model m --horizon 1y --stats s; grep no_purchase s",
     HEAD "a\t1997-09-30\t\t\t\t\n",
     HEAD_TO("p_alive\texpected_1y\tnext_date\tagain_date") "a\t1997-09-30\t\t\t\t\t\t\t\t\nno_purchase_day\t1\n", "",
     0},
    {"no rows", CDNOW "clvpredict --model m", HEAD, HEAD_TO("p_alive\tnext_date\tagain_date"), "", 0},
    {"seen for no time, and for long, with many purchases",
     CDNOW "clvpredict --model m --horizon 1y --pmf 1 --dert | cut -f 7-11" ROUND("6"),
     HEAD "a\t1997-09-30\t0\t0\t0\t\nb\t1997-09-30\t10000\t70000\t70000\t\nc\t1997-09-30\t10000\t10000\t70000\t\n",
     "p_alive\texpected_1y\tp0_1y\tnext_date\tdert\n"
     "1\t1.44656\t0.538618\t1999-02-20\t4.36348\n"
     "0.999921\t52.0096\t7.92746e-05\t1997-10-05\t525.137\n"
     "0\t0\t1\t1997-10-05\t0\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"more repeat purchase days than days", CDNOW "clvpredict --model m", HEAD "a\t1997-09-30\t12\t5\t70\t9\n", NULL,
     "column \"x\": \"12\" repeat purchases do not fit in t_x days", 1},
    {"the same bytes from any number of threads",
     CDNOW MODEL(
         "s", "gammagamma",
         GAMMAS
             GAMMA_COVARIANCE) "awk 'BEGIN { OFS = \"\\t\"; print \"as_of\", \"x\", \"t_x\", \"T\", \"m_x\"; for (i = 0; i < 70000; i++) "
                               "print \"1997-09-30\", i % 7, i % 7 ? i % 260 + 7 : 0, 270 + i % 97, i % 7 ? i % 31 : \"\" }' >in; "
                               "for n in 1 2 7; do clvpredict --model m --spend s --horizon 30d,1y --interval 0.9 --threads $n in | cksum; done | uniq -c | "
                               "awk '{ print $1 }'; clvpredict --model m in | wc -l",
     NULL, "3\n70001\n", "BG/NBD cannot see that such a customer has left", 0},
    {"customers who look alike have the same numbers, in any company",
     CDNOW SPEND(
         "3.74") "cat >in; clvpredict --model m --spend s --horizon 1y in | tail -n 1 >a; "
                 "(head -n 1 in; sed -n 3p in) | clvpredict --model m --spend s --horizon 1y | tail -n 1 | cmp - a && echo same",
     ONE "a\t1997-09-30\t2\t213\t272\t5\n", "same\n", "", 0},

    /* ---- groups and covariates ---- */
    {"each group its model", GROUPS "clvpredict --model g --horizon 90d | cut -f 1,7-" ROUND("9"),
     "country\tas_of\tx\tt_x\tT\tm_x\nUK\t2011-01-01\t0\t0\t60\t\nFrance\t2011-01-01\t0\t0\t60\t\n",
     "country\tp_alive\texpected_90d\tnext_date\tagain_date\tpooled\n"
     "UK\t1\t0.428348312\t2011-09-28\t2011-09-28\t0\n"
     "France\t1\t0.817766167\t2011-04-01\t2011-04-01\t0\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"a group without a model", GROUPS "clvpredict --model g",
     "country\tas_of\tx\tt_x\tT\tm_x\nMalta\t2011-01-01\t0\t0\t60\t\n", NULL,
     "stdin:2: column \"country\": \"Malta\" is a group without a model", 1},
    {"groups without their column", GROUPS "clvpredict --model g", ONE, "", "no column \"country\"", 1},
    {"new customers of each group", GROUPS "clvpredict --model g --new --horizon 90d" ROUND("9"), NULL,
     "country\texpected_90d\n"
     "UK\t1.04390176\n"
     "France\t1.89356993\n",
     "", 0},
    {"covariates change the rate", COVARIATES "clvpredict --model z --horizon 90d | cut -f 1,2,8" ROUND("9"),
     "age\tchannel\tas_of\tx\tt_x\tT\n40\tshop\t2011-01-01\t0\t0\t60\n50\tshop\t2011-01-01\t0\t0\t60\n"
     "30\tweb\t2011-01-01\t0\t0\t60\n",
     "age\tchannel\texpected_90d\n"
     "40\tshop\t0.428348312\n"
     "50\tshop\t0.440507057\n"
     "30\tweb\t0.440507057\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"as a rate that is so much higher",
     MODEL("d", "bgnbd",
           UNIT("bgnbd", "day")
               BG("0.5", "27.145122541078788", "1", "3")) "clvpredict --model d --horizon 90d | cut -f 7" ROUND("9"),
     "age\tas_of\tx\tt_x\tT\n50\t2011-01-01\t0\t0\t60\n",
     "expected_90d\n"
     "0.440507057\n",
     "BG/NBD cannot see that such a customer has left", 0},
    {"a covariate that is not a number", COVARIATES "clvpredict --model z",
     "age\tchannel\tas_of\tx\tt_x\tT\nold\tshop\t2011-01-01\t0\t0\t60\n", NULL,
     "column \"age\": \"old\" is not a number", 1},
    {"a covariate that is missing", COVARIATES "clvpredict --model z --stats s; grep no_cov s",
     "age\tchannel\tas_of\tx\tt_x\tT\n40\t\t2011-01-01\t0\t0\t60\n",
     "age\tchannel\tas_of\tx\tt_x\tT\tp_alive\tnext_date\tagain_date\n40\t\t2011-01-01\t0\t0\t60\t\t\t\nno_covariate\t1\n",
     "", 0},
    {"a label that the model does not know is counted",
     COVARIATES
     "sed 's/^\\(covariate\\)_label\\(.*\\)web\\(.*\\)/&\\n\\1_base\\2shop\\3/' z >y; clvpredict --model y | wc -l",
     "age\tchannel\tas_of\tx\tt_x\tT\n40\tshop\t2011-01-01\t1\t9\t60\n40\tfair\t2011-01-01\t1\t9\t60\n", "3\n",
     "customers with a label that the model does not know: 1; it counts as the most frequent one", 0},
    {"no model of the group, and one of all customers",
     GROUPS "sed -n '/\\tUK$/s/\\tUK$/\\t/p' g | sed 's/^\\(model\\t\\)by\\(.*\\)country\\(.*\\)/&\\n\\1pooled\\2"
            "1\\3/' >>g; clvpredict --model g --stats s | cut -f 1,9; grep pooled s",
     "country\tas_of\tx\tt_x\tT\nUK\t2011-01-01\t1\t9\t60\nPeru\t2011-01-01\t1\t9\t60\nMalta\t2011-01-01\t\t\t\n",
     "country\tpooled\nUK\t0\nPeru\t1\nMalta\t\npooled_model\t1\n",
     "customers in groups without a model of their own: 1; the model of all customers is used", 0},

    /* ---- other families ---- */
    {"opportunities: BG/BB",
     DONATIONS "clvpredict --model b --horizon 5 --dert --discount 0.1 --discount-period 1" ROUND("10"),
     "x\tt_x\tn\n0\t0\t6\n4\t5\t6\n1\t1\t6\n6\t6\t6\n",
     "x\tt_x\tn\tp_alive\texpected_5\tdert\n"
     "0\t0\t6\t0.1081370764\t0.07286508837\t0.1147560433\n"
     "4\t5\t6\t0.6968044619\t2.030043104\t3.197137607\n"
     "1\t1\t6\t0.06946346794\t0.08569752786\t0.1349659959\n"
     "6\t6\t6\t0.930435059\t3.752566562\t5.909959082\n",
     "", 0},
    {"contracts: survival, retention, lifetime",
     CONTRACT "clvpredict --model c --alive-in 1 --horizon 5 --dert --discount 0.1 --discount-period 1" ROUND("10"),
     "age\n0\n1\n4\n12\n",
     "age\tsurvival\tretention\tremaining\tp_alive_1\texpected_5\tdel\tderl\n"
     "0\t1\t0.8506792628\t\t0.8506792628\t3.439081072\t5.922253496\t5.414478845\n"
     "1\t0.8506792628\t0.8779565256\t\t0.8779565256\t3.656627727\t6.364888722\t5.901377594\n"
     "4\t0.6099191353\t0.9211619189\t\t0.9211619189\t4.048365413\t7.269733347\t6.896706681\n"
     "12\t0.3779990716\t0.9594463447\t\t0.9594463447\t4.461341732\t8.465378801\t8.211916681\n",
     "", 0},
    {"contracts: the lost, and an end",
     MODEL("c", "sbg",
           ROW("sbg", "parameter", "alpha", "2") ROW("sbg", "parameter", "beta", "3")) "clvpredict --model c",
     "T\tx\n4\t0\n4\t1\n",
     "T\tx\tsurvival\tretention\tremaining\n"
     "4\t0\t0.21428571428571488\t0.7777777777777778\t7\n"
     "4\t1\t0.21428571428571488\t0\t0\n",
     "", 0},

    /* ---- models that do not fit ---- */
    {"a model that has seen the future", CDNOW "clvpredict --model m", HEAD "a\t1997-09-29\t0\t0\t60\t\n", NULL,
     "m: the model was fitted to data up to 1997-09-30, after the as-of day 1997-09-29 of these", 1},
    {"several families", WEEKS "sed s/bgnbd/mbgnbd/g m | tail -n +2 >>m; clvpredict --model m", ONE, "",
     "has models of several families, bgnbd and mbgnbd (choose one with --family)", 2},
    {"one of several families",
     WEEKS "sed s/bgnbd/mbgnbd/g m | tail -n +2 >>m; clvpredict --model m --family mbgnbd | cut -f 7" ROUND("9"), ONE,
     "p_alive\n"
     "0.774429049\n",
     "", 0},
    {"a family that is not there", WEEKS "clvpredict --model m --family nbd", ONE, "", "no model of nbd in it", 2},
    {"spend is not a model of purchases", SPEND("3.74") "clvpredict --model s", ONE, "",
     "s: no model of purchases in it", 2},
    {"purchases are no model of spend", WEEKS "clvpredict --model m --spend m", ONE, "", "m: no model of spend", 2},
    {"no unit of time", MODEL("m", "bgnbd", BG("1", "1", "1", "1")) "clvpredict --model m", ONE, "",
     "m: no unit of time", 2},
    {"patterns in the unit that the model's were in",
     MODEL("m", "bgnbd",
           UNIT("bgnbd", "day") ROW("bgnbd", "model", "times", "week") BG("0.243", "30.898", "0.793", "2.426")) DAYS
     "printf 'x\\tt_x\\tT\\tweight\\n2\\t213.5\\t273\\t1\\n' | clvpredict --model d | cut -f 5" ROUND(
         "9") "; "
              "clvpredict --model m | cut -f 5" ROUND("9"),
     PATTERNS "2\t30.5\t39\t1\n", "p_alive\n0.726033247\np_alive\n0.726033247\n", "", 0},
    {"no covariance: no interval but that of the next date, which needs none",
     WEEKS SPEND("3.74") "clvpredict --model m --spend s --horizon 39w --interval 0.9 | cut -f 7-21" ROUND("9") LAST,
     ONE, "0.726589722\t\t\t1.22611581\t\t\t1998-01-18\t1997-10-08\t2000-01-27\t24.6596129\t\t\t29.1280668\t\t\n",
     "m: a model in it has no covariance, so that its intervals are empty", 0},
    {"no expected value", WEEKS SPEND("0.9") "clvpredict --model m --spend s | cut -f 7-" ROUND("9"), WORTH,
     "expected_value\n"
     "30.3125\n"
     "27.652439\n"
     "\n",
     "rows without an expected value: 1", 0},
    {"two as-of days", CDNOW "clvpredict --model m", ONE "b\t1997-10-01\t0\t0\t60\t\n", NULL,
     "column \"as_of\": \"1997-10-01\" is not the 1997-09-30 of the rows before it", 1},

    /* ---- impossible rows ---- */
    {"a last purchase after the end", CDNOW "clvpredict --model m", HEAD "a\t1997-09-30\t1\t61\t60\t5\n", NULL,
     "stdin:2: column \"t_x\": \"61\" is later than T", 1},
    {"a repeat purchase at no time", CDNOW "clvpredict --model m", HEAD "a\t1997-09-30\t1\t0\t60\t5\n", NULL,
     "column \"t_x\": \"0\" does not fit x", 1},
    {"half a day", CDNOW "clvpredict --model m", HEAD "a\t1997-09-30\t1\t3.5\t60\t5\n", NULL,
     "column \"t_x\": \"3.5\" is not a count", 1},
    {"no mean value", CDNOW SPEND("3.74") "clvpredict --model m --spend s", HEAD "a\t1997-09-30\t1\t3\t60\t\n", NULL,
     "", 0},
    {"who bought for nothing, or less, has no value, and is counted",
     CDNOW SPEND(
         "3.74") "clvpredict --model m --spend s --stats s2 | awk -F '\\t' '{ print $1, $9 }'; grep no_spend s2",
     HEAD "a\t1997-09-30\t2\t3\t60\t\nb\t1997-09-30\t2\t3\t60\t-4\nc\t1997-09-30\t2\t3\t60\t0\n",
     "customer_id expected_value\na \nb \nc 6.332020997375327\nno_spend\t2\n", "", 0},
    {"three replicates are too few for an interval",
     "simulate --customers 150 --seed 5 | aggregate --by customer --as-of 2011-12-31 >c; clvfit --family mbgnbd"
     " --bootstrap 3 c >m; clvpredict --model m --horizon 1y --interval 0.9 c | wc -l",
     NULL, "151\n", "m: too few replicates (3) for an interval of 0.9", 0},
    {"intervals of value are quantiles of the products of the replicates",
     "simulate --customers 150 --seed 5 | aggregate --by customer --as-of 2011-12-31 >c; clvfit --family"
     " bgnbd,gammagamma --bootstrap 200 c >m; clvpredict --model m --spend m --horizon 1y --interval 0.9 c |"
     " awk -F '\\t' '$1 == 10027 { printf \"%.0f %.0f\\n\", $(NF - 4), $(NF - 3) }'",
     NULL, "581 2037\n", "customers who bought once: 59", 0},
    {"set aside, and the others predicted",
     CDNOW "clvpredict --model m --on-bad skip --bad b --stats s | cut -f 1; cat b; grep -E 'rows_(in|out|bad)' s",
     HEAD "a\t1997-09-30\t1\t61\t60\t5\nb\t1997-09-30\t1\t6\t60\t5\nshort\n",
     "customer_id\nb\n" HEAD "a\t1997-09-30\t1\t61\t60\t5\nshort\nrows_in\t3\nrows_out\t1\nrows_bad\t2\n",
     "malformed records that were set aside", 0},
    {"a column that is there already", CDNOW "clvpredict --model m", "p_alive\tas_of\tx\tt_x\tT\n", "",
     "there is a column \"p_alive\" already", 1},
    {"customers without a column", CDNOW "clvpredict --model m", "as_of\tx\tt_x\n", "", "no column \"T\"", 1},

    /* ---- textbook formulas ---- */
    {"historic: the revenue so far", "clvpredict --method historic" ROUND("10"), TEXTBOOK,
     "revenue\tx\tt_x\tT\taverage_purchase\tpurchases_a_year\tlifespan_years\tclv_historic\n"
     "10\t0\t0\t3\t10\t\t0\t10\n"
     "10\t0\t0\t730\t10\t\t0\t10\n"
     "40.5\t3\t365\t730\t10.125\t4\t1\t40.5\n"
     "-2\t\t\t\t\t\t\t\n",
     "", 0},
    {"simple: with a floor under those who are new", "clvpredict --method simple" ROUND("10"), TEXTBOOK,
     "revenue\tx\tt_x\tT\taverage_purchase\tpurchases_a_year\tlifespan_years\tclv_simple\n"
     "10\t0\t0\t3\t10\t1\t3\t30\n"
     "10\t0\t0\t730\t10\t0.5\t3\t15\n"
     "40.5\t3\t365\t730\t10.125\t2\t3\t60.75\n"
     "-2\t\t\t\t\t\t\t\n",
     "", 0},
    {"simple, rounded", "clvpredict --method simple --digits 1", TEXTBOOK,
     "revenue\tx\tt_x\tT\taverage_purchase\tpurchases_a_year\tlifespan_years\tclv_simple\n"
     "10\t0\t0\t3\t10\t1\t3\t30\n"
     "10\t0\t0\t730\t10\t0.5\t3\t15\n"
     "40.50\t3\t365\t730\t10.1\t2\t3\t60.8\n"
     "-2\t\t\t\t\t\t\t\n",
     "", 0},
    {"simple, otherwise",
     "clvpredict --method simple --floor 90d --lifespan 2y --margin 0.5 --acquisition-cost 3 | cut -f 6-" ROUND("10"),
     TEXTBOOK,
     "purchases_a_year\tlifespan_years\tclv_simple\n"
     "4.055555556\t2\t37.55555556\n"
     "0.5\t2\t2\n"
     "2\t2\t17.25\n"
     "\t\t\n",
     "", 0},

    /* ---- wrong options ---- */
    {"no way", "clvpredict", "", "", "needs --model FILE or --method historic|simple", 2},
    {"two ways", "clvpredict --model m --method simple", "", "", "--model does not go with --method", 2},
    {"a horizon for a formula", "clvpredict --method simple --horizon 1y", "", "", "--horizon goes with --model", 2},
    {"a lifespan for a model", "clvpredict --model m --lifespan 1y", "", "", "--lifespan goes with --method simple", 2},
    {"a number is not a length", WEEKS "clvpredict --model m --horizon 30", ONE, "", "--horizon: 30 has no unit", 2},
    {"no length", WEEKS "clvpredict --model m --horizon 1q", ONE, "", "\"1q\" is not a length of time", 2},
    {"a length twice", WEEKS "clvpredict --model m --horizon 1y,1y", ONE, "", "--horizon: 1y is given twice", 2},
    {"days of a model that counts periods", CONTRACT "clvpredict --model c --horizon 30d", "age\n0\n", "",
     "--horizon: the model counts periods, whose length is unknown", 2},
    {"half a period", CONTRACT "clvpredict --model c --horizon 1.5", "age\n0\n", "",
     "is not a whole number of the model's periods", 2},
    {"a rate for no period", CONTRACT "clvpredict --model c --dert", "age\n0\n", "",
     "needs --discount-period N, in periods", 2},
    {"without end, undiscounted", WEEKS "clvpredict --model m --dert --discount 0", ONE, "",
     "--dert needs a --discount above 0", 2},
    {"chances of no horizon", WEEKS "clvpredict --model m --pmf 3", ONE, "", "--pmf goes with --horizon", 2},
    {"an interval of all", WEEKS "clvpredict --model m --interval 1", ONE, "",
     "--interval 1 is out of range (above 0 and below 1", 2},
    {"new customers in a file", WEEKS "clvpredict --model m --new m", ONE, "", "--new reads nothing, but", 2},
};
