# SPDX-License-Identifier: GPL-3.0-or-later
# needs: clv.tsv:clv_1y
# title: What customers are expected to bring in a year
# desc: How many customers have what expected value in the next year. The axis is logarithmic: each step from a figure to the next is ten times as much.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
call here.'/histogram.gp' 'clv.tsv' 'clv_1y' 'expected value of a customer'
unset output
