/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "btyd/paretonbd.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "btyd/buyer.h"
#include "btyd/family.h"
#include "stats/special.h"

static const struct family *const F = &FAMILY_PARETONBD;

static double off(double got, double want)
{
    return got == want ? 0 : fabs(got - want) / fabs(want);
}

static struct patterns one_pattern(double *x, double *t_x, double *T)
{
    static double one = 1;
    return (struct patterns){.n = 1, .x = x, .t_x = t_x, .T = T, .weight = &one, .total = 1};
}

static void likelihood(const double *parameter, double x, double t_x, double T, struct family_value *v)
{
    struct patterns p = one_pattern(&x, &t_x, &T);
    memset(v, 0, sizeof *v);
    F->loglik(parameter, &p, 0, 1, v);
}

/* ---- against 40 digits ---- */

/* Evaluated with 40 digits (mpmath): rho, the counts and dert by Gauss and Legendre's rule on pieces of the logarithmic
 * range, halved until each is short and the integrand changes by less than e^25 on it; rho also by the closed form with
 * 2F1 at 60 digits, which agrees. Values below 1e-300 are 0 here. */
enum { LN_L, LOG_ODDS, ALIVE_IN, EXPECT, EXPECT_NEW, RESIDUAL, COUNT, COUNT_NEW, FIGURES };
static const struct {
    double of[10]; /* parameters, x, t_x, T, t, delta, n */
    double want[FIGURES];
} EXACT[] = {
    {{0.553, 10.578, 0.606, 11.669, 2, 30.43, 38.86, 39, 0.0029, 1},
     {-9.55428324515041, 1.89361849805681, 0.614552729605061, 1.4551231932576, 1.21300284428102, 6.20717604453548,
      0.219287497900964, 0.165562947277175}},
    {{0.553, 10.578, 0.606, 10.578, 2, 30.43, 38.86, 39, 0.0029, 3},
     {-9.59715018668009, 1.86799588852719, 0.608932344468794, 1.44544301539325, 1.17607880358643, 6.13399899137894,
      0.0949954578507557, 0.0476598039780338}},
    {{0.553, 10.578, 1, 11.669, 2, 30.43, 38.86, 39, 0.0029, 0},
     {-10.0420765475625, 1.35307130197441, 0.448479539592958, 1.18605228227934, 0.895763236886433, 3.56409970232647,
      0.499494104349487, 0.665342432859683}},
    {{0.553, 10.578, 0.606, 1000000, 2, 30.43, 38.86, 39, 0.0029, 5},
     {-8.8063589735169, 11.9439221888184, 0.999969869243855, 2.01394021707497, 2.03883013311418, 17.8032132168317,
      0.0473170013593276, 0.0378906499521267}},
    {{10.465, 0.00798565181, 3.0516, 2.82, 500, 4, 37, 10, 0.003, 0},
     {1888.82124973894, -1134.4151850832, 0, 0, 1720.68971549858, 0, 1, 0.000911759596953452}},
    {{10.465, 0.00798565181, 3.0516, 2.82, 40, 5, 6, 3, 0.003, 7},
     {-5.71902158522311, -6.27187254921163, 0.000771495380942139, 0.0307382263545323, 1393.91620061632,
      0.0664917566024681, 5.23117165793797e-5, 0.000903179673544171}},
    {{0.5143, 2.8845, 0.2856, 14.1087, 254, 97.14286, 97.28571, 52, 0.003, 100},
     {-19.6232922175118, 7.7242705258279, 0.895966437014996, 124.660527206712, 7.09307900144138, 619.525225266245,
      0.00235226814053488, 4.11280127028944e-5}},
    {{1, 1, 1, 1, 0, 0, 0.01, 0.01, 0.1, 0},
     {-0.00990082712800266, 4.60018264447705, 0.980343625000121, 0.009754266069018, 0.00995033085316808,
      1.98673618036535, 0.990341207732721, 0.99014802470346}},
    {{0.001, 0.001, 0.001, 0.001, 0, 0, 10000, 10000, 1e-05, 2},
     {-0.0159882048696175, 4.11165128426355, 0.983201560307638, 0.000983503225627206, 9849.96100164007,
      0.00981903431882072, 0.000122971363641544, 0.00049181243465704}},
    {{10000, 10000, 10000, 10000, 10000, 9999, 10000, 10000, 1e-05, 9000},
     {-16931.0479885797, -0.148953524389932, 0, 0.925753210561288, 1.000100010001, 0.925734692163802, 0, 0}},
    {{10000, 0.001, 0.001, 10000, 10000, 0.01, 10000, 0.01, 1, 3},
     {117055.116692848, -274373.478862137, 0, 0, 99999.99995, 0, 0, 1.00010000996095e-14}},
    {{0.001, 10000, 10000, 0.001, 1, 0.005, 0.01, 10000, 1, 1},
     {-17933.7127884321, -6061.35803620359, 0, 0, 1.000100010001e-14, 0, 0, 1.00010000998097e-14}},
    {{0.001, 10000, 10000, 0.001, 0, 0, 10000, 10000, 1e-05, 0},
     {-1.00010000999099e-14, -161180.95820273, 0, 0, 1.000100010001e-14, 0, 1, 0.99999999999999}},
    {{2, 5, 2, 5, 10, 7, 7, 3, 0.5, 4},
     {-10.8486336014217, INFINITY, 0.64, 2.4, 0.75, 1.54073069516014, 0.114128827937452, 0.0199948911155973}},
    {{3, 2, 1.000000001, 4, 6, 1, 30, 100, 0.001, 2},
     {-0.855236786803499, -20.4855552388969, 3.21818138606896e-10, 1.66340153387989e-8, 19.5485791962833,
      3.56098187937391e-8, 8.36793684093135e-11, 0.084259923167419}},
    {{0.4, 3, 0.9999999, 4, 6, 1, 30, 100, 0.001, 2},
     {-6.14351415811843, -13.2473243360108, 4.47851004424082e-7, 1.59622314803853e-5, 1.73765177001664,
      3.41716786419515e-5, 1.41934679499138e-7, 0.0546556300632997}},
    {{0.553, 10.578, 3.7, 5000000, 2, 30.43, 38.86, 39, 0.0028846153846153843, 12},
     {-8.80636274390396, 11.7441239312414, 0.999963205225771, 2.01393205932367, 2.0388248054446, 17.8972857275283,
      0.000492117047970185, 0.00484415515790538}},
    {{0.5, 3, 2000, 5000, 3, 2, 365, 10, 0.2, 1},
     {-6.160852105388, -154.25645067157, 2.45352283321699e-69, 2.5329395291019e-69, 0.409193876881086,
      1.68886149832403e-69, 2.38900737518729e-69, 0.129842172312474}},
    {{8.71, 7.12, 2.73, 18, 918, 0.053762, 0.05916, 35.2, 0.0232, 0},
     {3582.12884754145, 6.74180888227778, 0.0521453324120638, 1138.66804295892, 10.7757734773256, 976.237350336428,
      0.0023482291158119, 0.11633829390682}},
    {{0.174, 72.8, 9.42, 3.17, 15, 0.029119, 0.06552, 1200, 0.00276, 432},
     {-40.4288101149401, 2.18123101222968, 5.49937261379714e-25, 0.0719039759845465, 0.000899839471692203,
      0.0718175590902696, 4.18950398339703e-28, 5.36597293680647e-39}},
    {{5790, 0.0286, 15.8, 55.9, 132, 4.6168e-05, 0.2819, 45.3, 3.87, 5000},
     {1591.23471545548, -14099.6754190527, 0, 0, 764532.79631928, 0, 0, 1.38606352580744e-6}},
    {{190, 0.0855, 0.0631, 2.75, 1347, 2.9948, 16.08, 395, 0.029, 0},
     {6725.70014316785, -2537.47035604085, 0, 0, 682749.765626795, 0, 1, 1.03782622570287e-5}},
    {{162, 5630, 7.4, 0.475, 5, 0.051325, 0.106, 0.33, 0.0123, 1},
     {-18.4421133489352, -0.0759330851239234, 0.017243912122427, 0.00122247525100383, 0.0020626112909333,
      0.00129357102902726, 0.00121634611385234, 0.00205378563013168}},
    {{5980, 0.00122, 65.3, 2.95, 1227, 36.629, 129.6, 0.387, 0.0676, 0},
     {-55456.9121828604, -9180.81914455736, 0, 0, 224799.582070189, 0, 1, 4.51669173189692e-6}},
    {{29.2, 25, 0.236, 4.01, 134, 0.03787, 0.1389, 0.122, 1.25, 1},
     {165.878285134955, 4.79592286716166, 0.985043958774716, 0.782831330510758, 0.141990741140018, 4.95699826991885,
      0.353928138360185, 0.122599621521725}},
    {{1.25, 0.111, 5.93, 13.2, 1, 0.048839, 0.09657, 0.0601, 3.19e-05, 0},
     {0.998370946044769, 3.54039749613157, 0.946170788878327, 0.624708885442119, 0.667760391208297, 28.4084563653245,
      0.581444492477232, 0.586912140188459}},
    {{0.157, 144, 1.78, 75.7, 27, 0.024171, 16.33, 4150, 0.00052, 2},
     {-76.1402263028545, -0.999272329164694, 0.000294172334339034, 5.10663843167279, 0.101220534809392,
      4.40742973053059, 0.0198640543814997, 0.00881974231624036}},
    {{0.795, 0.731, 5.9, 0.0663, 46, 1.2971, 143.5, 0.0274, 2.4, 1},
     {78.9794828578972, -225.171125211525, 1.61783361411707e-98, 1.4390297106953e-100, 0.012013395759205,
      2.15277956405852e-99, 1.4260264687358e-100, 0.011489614468865}},
    {{7.21, 104, 8.57, 0.0222, 259, 93.897, 154.7, 0.0358, 0.00294, 0},
     {-236.95142202369, -72.8417812514156, 2.31395690792362e-32, 8.5329033520715e-34, 0.000203168583935458,
      4.56392183969799e-31, 1, 0.999796885131395}},
    {{0.929, 0.0952, 0.186, 0.0102, 9, 1.9268, 3.576, 0.0567, 0.331, 0},
     {-1.39656397165831, -2.07644598199549, 0.111082726827768, 0.0170592188118253, 0.442983634640641, 0.826914029274582,
      0.984295696223105, 0.711040532764232}},
    {{2.42, 250, 0.0442, 0.0143, 1178, 0.005759, 0.02786, 1.53, 0.000499, 1},
     {662.155804310342, 3.34060298765325, 0.823039631783948, 6.19031313225398, 0.0125715669682026, 5833.06966284971,
      0.0321601893595189, 0.0123173591240003}},
    {{111, 2.18, 39.9, 4.76, 1871, 202.4, 217.4, 4080, 0.0459, 1},
     {2037.74419943855, -139.093000239285, 1.74001079322829e-112, 2.01792332126942e-59, 6.230513431287,
      1.59200025761665e-59, 7.48429280055187e-63, 0.12123388312704}},
    {{6640, 0.905, 0.00189, 0.721, 7, 0.032706, 3.342, 0.0262, 0.00582, 111},
     {-188.525437157077, -10025.6524474798, 0, 0, 192.223311802489, 0, 0, 3.50004751301273e-7}},
    {{0.636, 93.4, 0.0027, 9.99, 4, 0.020096, 0.02965, 0.561, 1.98e-06, 6},
     {-15.8491979638197, 12.8691317032913, 0.999850342359745, 0.0278348071942319, 0.00381980133710257, 24376.6979481548,
      6.72858308201172e-12, 1.63295367013283e-14}},
    {{15.4, 13.9, 5.87, 2.98, 6152, 0.00024569, 0.04018, 13.2, 0.000235, 0},
     {31429.0781490779, -12.34888960004, 2.24755031784818e-10, 0.00118894057876719, 0.677764046698472,
      0.00118905370946344, 0.999995684402912, 0.620958925592654}},
    {{3.66, 21.6, 143, 35.3, 1, 120.72, 559.5, 18.5, 3.69, 1},
     {-223.108679141856, -197.889282544768, 1.43083604192855e-88, 3.78746386918425e-88, 0.0421224569640063,
      2.33068904487062e-89, 3.5117250679781e-88, 0.0379808741468619}},
    {{0.0835, 21, 4160, 0.358, 0, 0, 992.2, 3.85, 0.00102, 26},
     {-3.42262589713427e-7, -32978.7558801544, 0, 0, 3.42264051569173e-7, 0, 0, 1.62430638533616e-116}},
    {{1.29, 11.9, 2.58, 4.41, 47, 34.764, 1305, 3680, 6e-06, 24},
     {-52.8074507594367, -167.526082633856, 5.56461349326481e-75, 4.68984074268482e-72, 0.302561561299505,
      5.26983513394205e-72, 2.16312521930922e-75, 1.25640094957537e-5}},
    {{2.82, 0.521, 0.112, 0.0687, 4, 0.0098111, 0.01111, 0.039, 0.00101, 0},
     {8.16024358577673, 6.28990761671466, 0.954645309528172, 0.48726121211122, 0.205480368062107, 4752.50715758711,
      0.626188365883358, 0.820507266325913}},
    {{23.9, 0.922, 0.0685, 0.49, 1155, 0.0013758, 0.3633, 0.324, 6.54e-05, 1},
     {7187.68614691566, -380.78987264966, 4.12557269291168e-166, 1.23891561829606e-163, 8.24229220415684,
      3.1585205211832e-159, 3.68434010287379e-170, 0.00927899810424299}},
    {{0.00587, 128, 7.36, 2720, 567, 0.078533, 0.1047, 2030, 0.302, 1},
     {269.070331801731, 9.49710898137786, 0.0165189389170181, 1838.25227284566, 0.019047061560666, 14.5249231280183,
      0.000611503211005246, 0.00359159325807773}},
    {{467, 19, 0.0802, 2720, 75, 0.072673, 0.07516, 313, 8.06e-06, 3740},
     {243.651182443131, 16.3927818440981, 0.991302782299122, 8854.12267014112, 7659.09927544379, 2708553.07901493,
      9.87669346206389e-7, 1.13325294893713e-6}},
};

static void figures(size_t i, double got[FIGURES])
{
    const double *m = EXACT[i].of;
    static struct family_value v;
    static double count[10001];
    double x = m[4], t_x = m[5], T = m[6], t = m[7];
    size_t n = (size_t)m[9];
    likelihood(m, x, t_x, T, &v);
    got[LN_L] = v.value;
    got[LOG_ODDS] = F->log_odds_alive(m, x, t_x, T);
    F->alive_in(m, x, t_x, T, &t, 1, &got[ALIVE_IN]);
    F->expected(m, x, t_x, T, &t, 1, &got[EXPECT]);
    F->expected(m, 0, 0, 0, &t, 1, &got[EXPECT_NEW]);
    got[RESIDUAL] = F->dert(m, x, t_x, T, m[8]);
    F->pmf(m, x, t_x, T, t, n + 1, count);
    got[COUNT] = count[n];
    F->pmf(m, 0, 0, 0, t, n + 1, count);
    got[COUNT_NEW] = count[n];
}

Test(paretonbd, right_to_twelve_digits)
{
    for (size_t i = 0; i < sizeof EXACT / sizeof *EXACT; i++) {
        double got[FIGURES];
        figures(i, got);
        for (int k = 0; k < FIGURES; k++) {
            double want = EXACT[i].want[k], error = want == 0 ? got[k] / 1e-300 : off(got[k], want);
            if (k == LN_L && fabs(want) < 0.01)
                error = 100 * fabs(got[k] - want);
            cr_assert_leq(error, k <= LOG_ODDS ? 1e-12 : 1e-11, "row %zu, figure %d: %.17g, not %.17g", i, k, got[k],
                          want);
        }
    }
}

/* By central differences of ln L, evaluated as above with 50 digits. */
static const struct {
    double of[7], gradient[4], hessian[10]; /* of parameters, x, t_x, T */
} SLOPES[] = {
    {{0.553, 10.578, 0.606, 11.669, 2, 30.43, 38.86},
     {0.5108074969731, -0.0010807501185482, -0.74938763861796, 0.43065389462738},
     {-0.61550899656608, 0.43247117902903, 0.0069604208926464, -0.0018267577996936, -0.43307197534444,
      -0.0073504989806866, 0.0019308990819256, -0.75215134127712, 0.43137322793878, -0.12510601636189}},
    {{0.553, 10.578, 0.606, 10.578, 0, 0, 38.86},
     {-0.45761072296399, 0.27184158642407, 0.22073642797183, -0.15109036794051},
     {-0.36000345244395, 0.22693715049939, 0.21671434187209, -0.15389277606632, -0.078058113725472, -0.094443090102756,
      0.071884203065478, 0.05691191855329, -0.045043148184767, 0.0038784439528665}},
    {{3, 40, 0.2, 3, 60, 11, 50},
     {8.8629292125728, -45.674995477398, 0.68128757835775, -0.044153021353563},
     {5.4545902412899, 0.64905076068222, 0.00046739258277039, -0.00054422568658073, -10.530399599838,
      -0.0074732718058654, 0.0087076571829199, -0.31860680328623, 0.1591846617611, -0.19421357311525}},
    {{1568, 0.0019, 0.0476, 8262, 0, 0, 0.101},
     {-1.0006381619391, 0.99999999984616, 0.99999999999301, -0.99999999984616},
     {0.00063856918959788, 1.540374932935e-10, 6.9990308160811e-12, -1.540374932935e-10, -1.5384101689904e-10,
      -6.9901034808591e-12, 1.5384101689905e-10, -6.9901034829036e-12, 6.9901034808591e-12, -1.5384101689906e-10}},
    {{0.03, 17.4, 524, 17.4, 0, 0, 206},
     {-5.724863080358e-5, 5.7139592023313e-5, 5.724863080358e-5, -5.7139592023313e-5},
     {-5.7245353397851e-5, 5.7136327090336e-5, 5.7245353397851e-5, -5.7136327090336e-5, -5.6919091088244e-5,
      -5.7027495991117e-5, 5.6919091088244e-5, -5.7245353397851e-5, 5.7027495991117e-5, -5.6919091088244e-5}},
    {{25, 2, 7, 1000, 900, 3, 40},
     {67.828441264453, -344.60001728199, 0.97899363257534, -0.97602870888855},
     {42.998549744809, 15.000000468068, 1.0239090209152e-6, -1.1666690711234e-6, -221.76001728162, -1.512108992821e-5,
      1.7229370660872e-5, -0.021006365992391, 0.020974878090549, -0.023899461169808}},
    {{0.9, 200, 5000, 800, 1, 300, 900},
     {0.17494276675137, 0.14033389402072, -1592.2678206909, 1363.6357565563},
     {-0.82505707684428, 0.54015802836679, 0.00039514978037602, -0.00028732430325092, -0.45593299258848,
      -0.00033338901033633, 0.00024241636529659, -1592.2694893983, 1363.6369697982, -991.73614351439}},
};

Test(paretonbd, gradient_and_hessian)
{
    static struct family_value v;
    for (size_t i = 0; i < sizeof SLOPES / sizeof *SLOPES; i++) {
        const double *m = SLOPES[i].of;
        likelihood(m, m[4], m[5], m[6], &v);
        for (int a = 0, k = 0; a < 4; a++) {
            cr_assert_lt(fabs(v.gradient[a] - SLOPES[i].gradient[a]), 1e-12 + 1e-11 * fabs(SLOPES[i].gradient[a]),
                         "row %zu, gradient %d: %.17g", i, a, v.gradient[a]);
            for (int b = a; b < 4; b++, k++) {
                cr_assert_lt(fabs(v.hessian[a][b] - SLOPES[i].hessian[k]), 1e-12 + 1e-11 * fabs(SLOPES[i].hessian[k]),
                             "row %zu, Hessian %d %d: %.17g", i, a, b, v.hessian[a][b]);
                cr_assert_eq(v.hessian[a][b], v.hessian[b][a]);
            }
        }
    }
}

/* ---- against published figures ---- */

/* REL rows: 30-digit evaluations of the closed forms, and of quadratures over the time of loss. ABS rows: as printed in
 * the BTYD walkthrough, and in the tests of the lifetimes package. */
static const double PAPER[] = {0.553, 10.578, 0.606, 11.669};
static const double CDNOW[] = {0.55327704685318, 10.577683463302, 0.60623998912783, 11.668735288855};
static const double BTYD[] = {0.55337103, 10.57951963, 0.60590738, 11.65811618};
static const double BTYD_ALL[] = {0.55337102522882, 10.57951963453136, 0.60590738184374, 11.65811618438842};
static const double EXAMPLE[] = {0.5629966, 12.559037, 0.4081095, 10.5148048};
static const double SHARP[] = {10.465, 0.00798565181, 3.0516, 2.820};
static const double FREQUENT[] = {0.5143, 2.8845, 0.2856, 14.1087};
enum { REL, ABS };
enum { LOGLIK, ALIVE, EXPECTED, EXPECTED_NEW, DERT, PMF, PMF_NEW };
static const struct {
    int what;
    const double *parameter;
    double x, t_x, T, arg; /* t, or delta */
    size_t n;
    double want, tolerance;
    int kind;
} PUBLISHED[] = {
    {LOGLIK, PAPER, 2, 30.43, 38.86, 0, 0, -9.55428324515, 1e-11, REL},
    {EXPECTED, PAPER, 2, 30.43, 38.86, 39, 0, 1.455123193258, 1e-10, REL},
    {EXPECTED, PAPER, 2, 30.43, 38.86, 52, 0, 1.850826720702, 1e-10, REL},
    {LOGLIK, PAPER, 1, 1.71, 38.86, 0, 0, -4.450194333881, 1e-11, REL},
    {EXPECTED, PAPER, 1, 1.71, 38.86, 39, 0, 0.1710929805538, 1e-10, REL},
    {EXPECTED, PAPER, 1, 1.71, 38.86, 52, 0, 0.2176196913091, 1e-10, REL},
    {LOGLIK, PAPER, 0, 0, 38.86, 0, 0, -0.5210462940809, 1e-11, REL},
    {EXPECTED, PAPER, 0, 0, 38.86, 39, 0, 0.1070814682153, 1e-10, REL},
    {EXPECTED, PAPER, 0, 0, 38.86, 52, 0, 0.1362010059239, 1e-10, REL},
    {LOGLIK, PAPER, 7, 29.43, 38.86, 0, 0, -21.59464321811, 1e-11, REL},
    {ALIVE, PAPER, 7, 29.43, 38.86, 0, 0, 0.749501407667, 1e-11, REL},
    {LOGLIK, PAPER, 1, 5, 38.86, 0, 0, -4.868673050786, 1e-11, REL},
    {ALIVE, PAPER, 1, 5, 38.86, 0, 0, 0.2553043966904, 1e-11, REL},
    {EXPECTED, PAPER, 1, 5, 38.86, 39, 0, 0.2600011025438, 1e-10, REL},
    {EXPECTED, PAPER, 1, 5, 38.86, 52, 0, 0.330705324628, 1e-10, REL},
    {LOGLIK, PAPER, 3, 28.29, 38.71, 0, 0, -12.43105293065, 1e-11, REL},
    {LOGLIK, PAPER, 1, 0.29, 38.14, 0, 0, -4.221263783503, 1e-11, REL},
    {EXPECTED, PAPER, 1, 0.29, 38.14, 39, 0, 0.1422055797585, 1e-10, REL},
    {EXPECTED, PAPER, 1, 0.29, 38.14, 52, 0, 0.1808005746032, 1e-10, REL},
    {ALIVE, PAPER, 29, 37.71, 38, 0, 0, 0.9961260449723, 1e-11, REL},
    {EXPECTED, PAPER, 29, 37.71, 38, 39, 0, 19.5957701741, 1e-10, REL},
    {EXPECTED, PAPER, 29, 37.71, 38, 52, 0, 24.91205558935, 1e-10, REL},
    {LOGLIK, PAPER, 26, 30.86, 31, 0, 0, -39.1316715403, 1e-11, REL},
    {EXPECTED_NEW, PAPER, 0, 0, 0, 1, 0, 0.05097984324599, 1e-11, REL},
    {EXPECTED_NEW, PAPER, 0, 0, 0, 10, 0, 0.4276011428324, 1e-11, REL},
    {EXPECTED_NEW, PAPER, 0, 0, 0, 39, 0, 1.213002844281, 1e-11, REL},
    {EXPECTED_NEW, PAPER, 0, 0, 0, 52, 0, 1.472996803375, 1e-11, REL},
    {EXPECTED_NEW, PAPER, 0, 0, 0, 78, 0, 1.909398129314, 1e-11, REL},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 0, 0, 0.00000000, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 1, 0, 0.05077821, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 2, 0, 0.09916088, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 3, 0, 0.14542507, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 4, 0, 0.18979930, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 5, 0, 0.23247466, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 6, 0, 0.27361274, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 7, 0, 0.31335159, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 8, 0, 0.35181024, 1e-2, ABS},
    {EXPECTED_NEW, CDNOW, 0, 0, 0, 9, 0, 0.38909211, 1e-2, ABS},
    {PMF_NEW, PAPER, 0, 0, 0, 39, 4, 0.03169570674429, 1e-9, REL},
    {PMF_NEW, PAPER, 0, 0, 0, 39, 5, 0.02148482836182, 1e-9, REL},
    {PMF_NEW, PAPER, 0, 0, 0, 39, 6, 0.01501118375315, 1e-9, REL},
    {PMF_NEW, PAPER, 0, 0, 0, 39, 7, 0.01070775073351, 1e-9, REL},
    {PMF_NEW, PAPER, 0, 0, 0, 39, 10, 0.00419343933208, 1e-9, REL},
    {PMF, PAPER, 2, 30.43, 38.86, 39, 0, 0.4080627236065, 1e-9, REL},
    {PMF, PAPER, 2, 30.43, 38.86, 39, 1, 0.219287497901, 1e-9, REL},
    {PMF, PAPER, 2, 30.43, 38.86, 39, 2, 0.1517565207573, 1e-9, REL},
    {PMF, PAPER, 2, 30.43, 38.86, 39, 3, 0.09565534629635, 1e-9, REL},
    {EXPECTED, BTYD, 26, 216. / 7, 31, 52, 0, 25.45647, 5e-5, ABS},
    {ALIVE, BTYD, 26, 216. / 7, 31, 0, 0, 0.997874, 5e-6, ABS},
    {EXPECTED, BTYD, 10, 20, 39, 52, 0, 0.7062289, 5e-7, ABS},
    {EXPECTED, BTYD, 15, 20, 39, 52, 0, 0.1442396, 5e-7, ABS},
    {EXPECTED, BTYD, 20, 20, 39, 52, 0, 0.02250658, 5e-8, ABS},
    {EXPECTED, BTYD, 25, 20, 39, 52, 0, 0.00309267, 5e-8, ABS},
    {EXPECTED_NEW, BTYD, 0, 0, 0, 52, 0, 1.473434, 5e-6, ABS},
    {EXPECTED, BTYD_ALL, 26, 216. / 7, 31, 52, 0, 25.45646831782, 1e-10, REL},
    {ALIVE, BTYD_ALL, 26, 216. / 7, 31, 0, 0, 0.9978740447599, 1e-10, REL},
    {DERT, PAPER, 0, 0, 39, 0.15 / 52, 0, 0.4561989330402, 1e-9, REL},
    {DERT, PAPER, 1, 1.71, 38.86, 0.15 / 52, 0, 0.7322202443846, 1e-9, REL},
    {DERT, EXAMPLE, 7, 35, 77.86, 0.0027, 0, 1.864183328071, 1e-9, REL},
    {DERT, EXAMPLE, 1, 30, 77.86, 0.0027, 0, 2.199155449705, 1e-9, REL},
    {DERT, EXAMPLE, 3, 30, 77.86, 0.0027, 0, 2.867128391206, 1e-9, REL},
    {DERT, EXAMPLE, 5, 30, 77.86, 0.0027, 0, 1.840501924477, 1e-9, REL},
    {DERT, EXAMPLE, 7, 30, 77.86, 0.0027, 0, 0.8096181194538, 1e-9, REL},
    {DERT, EXAMPLE, 9, 30, 77.86, 0.0027, 0, 0.2920247015698, 1e-9, REL},
    {DERT, EXAMPLE, 10, 30, 77.86, 0.0027, 0, 0.1679275085661, 1e-9, REL},
    {LOGLIK, SHARP, 500, 4, 37, 0, 0, 1888.821249739, 1e-9, REL},
    {LOGLIK, SHARP, 40, 5, 6, 0, 0, -5.719021585223, 1e-9, REL},
    {ALIVE, SHARP, 40, 5, 6, 0, 0, 0.001885128187361, 1e-9, REL},
    {ALIVE, FREQUENT, 254, 97.14286, 97.28571, 0, 0, 0.999558226123, 1e-9, REL},
    {ALIVE, FREQUENT, 204, 98.57143, 99.42857, 0, 0, 0.9942550796379, 1e-9, REL},
    {EXPECTED, (double[]){0.553, 10.578, 1, 11.669}, 2, 30.43, 38.86, 39, 0, 1.186052282279, 1e-10, REL},
    {LOGLIK, (double[]){0.553, 10.578, 0.606, 10.578}, 2, 30.43, 38.86, 0, 0, -9.59715018668, 1e-11, REL},
    {LOGLIK, (double[]){0.553, 10.578, 0.606, 1000000}, 2, 30.43, 38.86, 0, 0, -8.806358973517, 1e-11, REL},
    {DERT, (double[]){0.553, 10.578, 3.7, 5000}, 2, 30.43, 38.86, 0.15 / 52, 0, 14.30425744214, 1e-9, REL},
    {DERT, (double[]){0.553, 10.578, 3.7, 5000000}, 2, 30.43, 38.86, 0.15 / 52, 0, 17.89728572753, 1e-9, REL},
};

static double published(size_t i)
{
    const double *m = PUBLISHED[i].parameter;
    static struct family_value v;
    double x = PUBLISHED[i].x, t_x = PUBLISHED[i].t_x, T = PUBLISHED[i].T, t = PUBLISHED[i].arg, out[20];
    switch (PUBLISHED[i].what) {
    case LOGLIK:
        likelihood(m, x, t_x, T, &v);
        return v.value;
    case ALIVE:
        F->alive_in(m, x, t_x, T, &(double){0}, 1, out);
        return *out;
    case EXPECTED:
        F->expected(m, x, t_x, T, &t, 1, out);
        return *out;
    case EXPECTED_NEW:
        F->expected(m, 0, 0, 0, &t, 1, out);
        return *out;
    case DERT:
        return F->dert(m, x, t_x, T, t);
    case PMF:
        F->pmf(m, x, t_x, T, t, 20, out);
        return out[PUBLISHED[i].n];
    default:
        F->pmf(m, 0, 0, 0, t, 20, out);
        return out[PUBLISHED[i].n];
    }
}

Test(paretonbd, published_figures)
{
    for (size_t i = 0; i < sizeof PUBLISHED / sizeof *PUBLISHED; i++) {
        double want = PUBLISHED[i].want, got = published(i);
        double error = PUBLISHED[i].kind == REL ? off(got, want) : fabs(got - want);
        cr_assert_leq(error, PUBLISHED[i].tolerance, "row %zu: %.17g, not %.13g", i, got, want);
    }
}

Test(paretonbd, chance_of_1e_493_to_be_alive)
{
    double log_odds = F->log_odds_alive(SHARP, 500, 4, 37);
    cr_assert_lt(off(exp(log_odds + 493 * log(10)), 2.136706794923), 1e-9);
}

/* ---- properties for all parameters ---- */

static double between(struct rng *r, double low, double high)
{
    return low * exp(rng_unit(r) * log(high / low));
}

/* Parameters, x, t_x and T of the whole domain, with its edges. */
static void draw_customer(struct rng *r, double m[4], double *x, double *t_x, double *T)
{
    for (int k = 0; k < 4; k++)
        m[k] = between(r, 1e-3, 1e4);
    if (rng_below(r, 8) == 0)
        m[PARETONBD_BETA] = m[PARETONBD_ALPHA];
    *x = rng_below(r, 6) == 0 ? 0 : floor(between(r, 1, 10001));
    *T = between(r, 0.01, 1e4);
    *t_x = *x == 0 ? 0 : rng_below(r, 8) == 0 ? *T : *T * (rng_below(r, 2) ? rng_unit(r) : between(r, 1e-9, 1));
}

Test(paretonbd, bounds)
{
    static struct family_value v;
    struct rng r;
    rng_seed(&r, 11, 0);
    for (int i = 0; i < 3000; i++) {
        double m[4], x, t_x, T, t[3], alive[3], expected[3], counts[30], sum = 0;
        draw_customer(&r, m, &x, &t_x, &T);
        t[0] = between(&r, 0.01, 1e4);
        t[1] = t[0] * (1 + rng_unit(&r));
        t[2] = 2 * t[1] - t[0];
        likelihood(m, x, t_x, T, &v);
        cr_assert(isfinite(v.value));
        for (int a = 0; a < 4; a++)
            for (int b = 0; b < 4; b++)
                cr_assert(isfinite(v.gradient[a]) && isfinite(v.hessian[a][b]));
        F->alive_in(m, x, t_x, T, t, 3, alive);
        cr_assert(0 <= alive[2] && alive[2] <= alive[1] && alive[1] <= alive[0] && alive[0] <= 1);
        F->expected(m, x, t_x, T, t, 3, expected);
        double slack = expected[1] * 1e-13 + 1e-320, less = expected[1] - expected[0], more = expected[2] - expected[1];
        cr_assert(expected[0] >= 0 && less >= -slack && more >= -slack && more <= less + slack, "concave in t");
        cr_assert_leq(expected[0], (m[0] + x) / (m[1] + T) * t[0] * (1 + 1e-13));
        F->pmf(m, x, t_x, T, t[0], 30, counts);
        for (int n = 0; n < 30; n++) {
            cr_assert(counts[n] >= 0 && isfinite(counts[n]));
            sum += counts[n];
        }
        cr_assert_leq(sum, 1 + 1e-12);
        double dert = F->dert(m, x, t_x, T, 0.01);
        cr_assert(dert >= 0 && dert <= (m[0] + x) / (m[1] + T) / 0.01 * (1 + 1e-12));
    }
}

Test(paretonbd, counts_sum_to_one_and_to_the_mean)
{
    static const double m[][4] = {{0.55, 10.6, 0.61, 11.7}, {3, 7, 2, 0.4}, {40, 9, 0.02, 30}, {0.02, 5, 30, 900}};
    for (size_t i = 0; i < sizeof m / sizeof *m; i++) {
        static double out[2000];
        double sum = 0, mean = 0, t = 30, expected;
        F->pmf(m[i], 2, 5, 9, t, 2000, out);
        F->expected(m[i], 2, 5, 9, &t, 1, &expected);
        for (int n = 0; n < 2000; n++) {
            sum += out[n];
            mean += n * out[n];
        }
        cr_assert_float_eq(sum, 1, 1e-13, "%zu: %.17g", i, sum);
        cr_assert_lt(off(mean, expected), 1e-12, "%zu: %.17g, not %.17g", i, mean, expected);
    }
}

Test(paretonbd, no_time_left)
{
    double t = 0, out[3];
    F->pmf(PAPER, 2, 30, 40, 0, 3, out);
    cr_assert_float_eq(out[0], 1, 1e-15);
    cr_assert(out[1] == 0 && out[2] == 0);
    F->expected(PAPER, 2, 30, 40, &t, 1, out);
    cr_assert_eq(out[0], 0);
    F->pmf(PAPER, 2, 30, 40, 5, 0, out);
    cr_assert_eq(F->log_odds_alive(PAPER, 2, 40, 40), INFINITY);
    cr_assert_eq(F->log_odds_alive(PAPER, 0, 0, 0), INFINITY);
}

/* ---- the integral ---- */

/* A rule of n nodes is exact up to the power 2n - 1. */
Test(paretonbd, rules_are_gauss_and_legendre_s)
{
    unsigned last = 0;
    for (int k = 1; k < 120; k++) {
        const struct paretonbd_rule *rule = paretonbd_rule(k / 25.0, 0);
        for (unsigned power = 0; power < 4 * rule->half; power += 2) {
            double sum = 0;
            for (unsigned i = 0; i < rule->half; i++)
                sum += 2 * rule->weight[i] * pow(rule->node[i], power);
            cr_assert_float_eq(sum, 2. / (power + 1), 1e-14, "%u nodes, power %u", 2 * rule->half, power);
        }
        cr_assert_geq(rule->half, last);
        last = rule->half;
    }
}

/* The short steps use rules of few nodes, the long one that of 32 nodes on several parts. */
Test(paretonbd, integral_in_one_go_and_in_steps)
{
    struct rng r;
    rng_seed(&r, 12, 0);
    for (int i = 0; i < 3000; i++) {
        double m[4], x, t_x, T;
        struct paretonbd_loss once, steps;
        draw_customer(&r, m, &x, &t_x, &T);
        paretonbd_begin(&once, m, x, T);
        steps = once;
        paretonbd_reach(&once, t_x, true);
        double from = m[rng_below(&r, 2) ? PARETONBD_ALPHA : PARETONBD_BETA];
        for (int k = 1; k < 40; k++) {
            double t = (from + T) * pow((from + t_x) / (from + T), k / 40.0) - from;
            paretonbd_reach(&steps, fmin(fmax(t, t_x), steps.t_x), true);
        }
        paretonbd_reach(&steps, t_x, true);
        cr_assert_leq(off(steps.sum, once.sum), 1e-13);
        for (int a = 0; a < 4; a++) {
            cr_assert_leq(off(steps.first[a], once.first[a]), 1e-12);
            for (int b = a; b < 4; b++)
                cr_assert_leq(off(steps.second[a][b], once.second[a][b]), 1e-10);
        }
    }
}

/* ---- fitting ---- */

enum { CUSTOMERS = 1500 };
struct sample {
    struct patterns p;
    double x[CUSTOMERS], t_x[CUSTOMERS], T[CUSTOMERS], weight[CUSTOMERS];
};

static int by_time(const void *a, const void *b)
{
    const double *p = a, *q = b;
    return (p[0] > q[0]) - (p[0] < q[0]);
}

/* A third of the customers with one repeat purchase get the same T, so that groups are long. */
static void draw_sample(struct sample *o)
{
    const struct buyer_model m = {.family = BUYER_PARETONBD, .r = 0.9, .alpha = 8, .s = 0.7, .beta = 12};
    struct rng r;
    rng_seed(&r, 13, 0);
    double one[CUSTOMERS];
    size_t ones = 0;
    o->p = (struct patterns){.x = o->x, .t_x = o->t_x, .T = o->T, .weight = o->weight};
    while (o->p.n + ones < CUSTOMERS) {
        struct buyer b;
        double t = 0, last = 0, x = 0, T = rng_below(&r, 3) ? 40 + 10 * rng_unit(&r) : 45;
        buyer_draw(&r, &m, 0, &b);
        while ((t = buyer_next(&r, &m, &b, t, x == 0)) <= T) {
            last = t;
            x++;
        }
        if (x == 1 && T == 45) {
            one[ones++] = last;
            continue;
        }
        o->x[o->p.n] = x;
        o->t_x[o->p.n] = last;
        o->T[o->p.n++] = T;
    }
    qsort(one, ones, sizeof *one, by_time);
    for (size_t i = 0; i < ones; i++, o->p.n++) {
        o->x[o->p.n] = 1;
        o->t_x[o->p.n] = one[i];
        o->T[o->p.n] = 45;
    }
    for (size_t i = 0; i < CUSTOMERS; i++)
        o->weight[i] = (double)(i % 3);
    o->p.total = CUSTOMERS;
}

Test(paretonbd, patterns_together_are_the_sum_of_each)
{
    static struct sample s;
    static struct family_value all, sum, v;
    draw_sample(&s);
    F->loglik(PAPER, &s.p, 0, 700, &all);
    F->loglik(PAPER, &s.p, 700, s.p.n, &all);
    for (size_t i = 0; i < s.p.n; i++) {
        likelihood(PAPER, s.x[i], s.t_x[i], s.T[i], &v);
        sum.value += s.weight[i] * v.value;
        for (int a = 0; a < 4; a++) {
            sum.gradient[a] += s.weight[i] * v.gradient[a];
            for (int b = 0; b < 4; b++)
                sum.hessian[a][b] += s.weight[i] * v.hessian[a][b];
        }
    }
    cr_assert_lt(off(all.value, sum.value), 1e-13);
    for (int a = 0; a < 4; a++) {
        cr_assert_lt(off(all.gradient[a], sum.gradient[a]), 1e-11);
        for (int b = 0; b < 4; b++)
            cr_assert_lt(off(all.hessian[a][b], sum.hessian[a][b]), 1e-11);
    }
}

static void objective(const void *patterns, const double *theta, struct newton_value *v)
{
    const struct patterns *p = patterns;
    double parameter[4];
    for (int i = 0; i < 4; i++)
        parameter[i] = exp(theta[i]);
    struct family_value sum = {0};
    F->loglik(parameter, p, 0, p->n, &sum);
    family_value_copy(&sum, 4, v);
}

/* The truth is within 4 standard errors. */
Test(paretonbd, all_starts_lead_to_the_maximum)
{
    static const double truth[] = {0.9, 8, 0.7, 12};
    static struct sample s;
    struct newton_result r, first = {0};
    static double covariance[16];
    double start[FAMILY_STARTS][FAMILY_PARAMETERS];
    draw_sample(&s);
    for (size_t i = 0; i < CUSTOMERS; i++)
        s.weight[i] = 1;
    unsigned n = F->starts(&s.p, start);
    cr_assert(n >= 2 && n <= FAMILY_STARTS);
    for (unsigned i = 0; i < n; i++) {
        for (int k = 0; k < 4; k++)
            start[i][k] = log(start[i][k]);
        newton_maximise(objective, &s.p, 4, start[i], &r);
        cr_assert_eq(r.verdict, NEWTON_OPTIMUM, "start %u", i);
        cr_assert_leq(r.steps, 20);
        if (i == 0)
            first = r;
        for (int k = 0; k < 4; k++)
            cr_assert_float_eq(r.theta[k], first.theta[k], 1e-9, "start %u", i);
        if (i > 0)
            newton_free(&r);
    }
    cr_assert(newton_covariance(first.at, 4, covariance));
    for (int k = 0; k < 4; k++)
        cr_assert_leq(fabs(first.theta[k] - log(truth[k])), 4 * sqrt(covariance[5 * k]));
    newton_free(&first);
}

Test(paretonbd, starts_of_odd_data)
{
    static const double odd[][3] = {{0, 0, 30}, {0, 0, 0}, {10000, 30, 30}, {1, 1e-3, 1e4}, {3, 0.01, 0.01}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        double x = odd[i][0], t_x = odd[i][1], T = odd[i][2], start[FAMILY_STARTS][FAMILY_PARAMETERS];
        struct patterns p = one_pattern(&x, &t_x, &T);
        unsigned n = F->starts(&p, start);
        for (unsigned k = 0; k < n; k++)
            for (int a = 0; a < 4; a++)
                cr_assert(start[k][a] > 0 && isfinite(start[k][a]), "row %zu", i);
    }
}
