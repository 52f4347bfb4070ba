# SPDX-License-Identifier: GPL-3.0-or-later
# needs: cohorts.tsv:cohort,age,cumulative_revenue_per_customer,complete
# title: What a customer has spent, by months after the first order
# desc: A line for the customers who first bought in a month: their revenue until then, by customer. Two are named: the oldest, and the newest that is half as long. At most the newest 36 are shown, and only whole months.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

cohort(x) = month(strptime('%Y-%m', strcol('cohort')))
name_of(m) = strftime('%b %Y', month_start(m))
seen = 0
stats 'cohorts.tsv' using (take(cohort(0))) nooutput
last = most
first = last - least > 35 ? last - 35 : least

# (A month without new customers has no revenue by customer.)
so_far = 'cumulative_revenue_per_customer'
whole(x) = cohort(0) >= first && column('complete') == 1 && column(so_far) == column(so_far) ? x : NaN
seen = 0
stats 'cohorts.tsv' using (take(whole(column('age')))) nooutput
if (!seen || most == 0) { exit gnuplot }
longest = int(most)
old = last
stats 'cohorts.tsv' using (whole(column('age')) == longest && cohort(0) < old ? (old = cohort(0)) : 0) nooutput
new = old
stats 'cohorts.tsv' using (whole(column('age')) == longest / 2 && cohort(0) > new ? (new = cohort(0)) : 0) nooutput
spent(m) = cohort(0) == m ? whole(column(so_far)) : NaN
stats 'cohorts.tsv' using (spent(old) == spent(old) ? (old_age = column('age'), old_spent = spent(old)) : 0) nooutput
stats 'cohorts.tsv' using (spent(new) == spent(new) ? (new_age = column('age'), new_spent = spent(new)) : 0) nooutput

seen = 0
stats 'cohorts.tsv' using (take(whole(column(so_far)))) nooutput
call here.'/amounts.gp' least most
set margins screen 0.11, screen 0.84, screen 0.19, screen 0.90
set xrange [0:longest]
set xtics 0, (longest <= 14 ? 1 : longest <= 40 ? 3 : 12) format '%g'
set xlabel 'months after the first order' offset 0,0.4
set label 1 'Revenue by customer so far, in the currency of the log'
set label 3 '  '.name_of(old) at old_age, old_spent textcolor rgb blue
if (new > old) { set label 4 name_of(new) at new_age, new_spent right offset 0,0.7 textcolor rgb orange }
plot for [m = first:last] 'cohorts.tsv' using (column('age')):(spent(m)) with lines lc rgb pale lw 1.5, \
  '' using (column('age')):(spent(old)) with lines lc rgb blue lw 2.5, \
  '' using (column('age')):(new > old ? spent(new) : NaN) with lines lc rgb orange lw 2.5
unset output
