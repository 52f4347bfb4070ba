# SPDX-License-Identifier: GPL-3.0-or-later
# needs: customer-concentration.tsv:statistic,percent,value product-concentration.tsv:statistic,percent,value
# title: How concentrated revenue is
# desc: Customers and products, those with the least revenue first, against the share of all revenue that they have together. If all had the same, the line would be straight.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

curve(x) = strcol('statistic') eq 'lorenz' ? 100 * column('value') : NaN
seen = 0
stats 'customer-concentration.tsv' using (take(curve(0))) nooutput
if (!seen) { exit gnuplot }
stats 'product-concentration.tsv' using (take(curve(0))) nooutput
top(name, x) = strcol('statistic') eq 'lorenz' && column('percent') == 80 ? 100 * (1 - column('value')) : x
customers = NaN
products = NaN
stats 'customer-concentration.tsv' using (customers = top(0, customers), 0) nooutput
stats 'product-concentration.tsv' using (products = top(0, products), 0) nooutput

set terminal svg size width,400 dynamic noenhanced font font rounded
set margins screen 0.11, screen 0.95, screen 0.16, screen 0.92
call here.'/percents.gp' least 100
set yrange [least < 0 ? least : 0:100]
set xrange [0:100]
set xtics 0, 20 format '%g %%'
set xlabel 'customers, or products, from the least revenue to the most' offset 0,0.4
set label 1 'Share of the revenue'
set label 3 (customers == customers ? sprintf('Of the customers, the top fifth have %.0f %%', customers) : '') at graph 0.04, graph 0.92 textcolor rgb blue
set label 4 (products == products ? sprintf('Of the products, the top fifth have %.0f %%', products) : '') at graph 0.04, graph 0.84 textcolor rgb orange
plot x with lines lc rgb pale lw 1.5, \
  'product-concentration.tsv' using 'percent':(curve(0)) with lines lc rgb orange lw 2.5 dt (8,4), \
  'customer-concentration.tsv' using 'percent':(curve(0)) with lines lc rgb blue lw 2.5
unset output
