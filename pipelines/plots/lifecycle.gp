# SPDX-License-Identifier: GPL-3.0-or-later
# needs: lifecycle-months.tsv:month,complete,new,reengaged,star,active,churn
# title: Stages of the customers
# desc: How many customers were at each stage at the end of each month: new, active, star (they buy most often), reengaged (they came back), churn (silent for too long). The last bar of a part of a month is paler.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
begin(x) = strptime('%Y-%m', strcol('month'))
end(x) = month_start(month(begin(0)) + 1)
call here.'/months.gp' 'lifecycle-months.tsv'

array stage[5] = ['active', 'star', 'new', 'reengaged', 'churn']
array hue[5] = [blue, green, orange, purple, pale]
level(n) = n == 0 ? 0 : level(n - 1) + column(stage[n])
seen = 0
stats 'lifecycle-months.tsv' using (take(level(5))) nooutput
array ends[6]
stats 'lifecycle-months.tsv' using (sum [i = 0:5] (ends[i + 1] = level(i)), 0) nooutput
call here.'/amounts.gp' 0 most
set margins screen 0.11, screen 0.83, screen 0.16, screen 0.90
set label 1 'Customers'
place = 0
do for [i = 1:5] {
  middle = (ends[i] + ends[i + 1]) / 2.0
  place = i > 1 && middle < place + most / 15.0 ? place + most / 15.0 : middle
  set label 10 + i stage[i] at graph 1.01, first place textcolor rgb (i < 5 ? hue[i] : grey)
}
faint(hue) = hue + (column('complete') == 1 ? 0 : 0x60000000)
plot for [i = 1:5] 'lifecycle-months.tsv' using (middle(0)):(level(i)):(left(0)):(right(0)):(level(i - 1)):(level(i)):(faint(hue[i])) with boxxyerror fc rgb variable
unset output
