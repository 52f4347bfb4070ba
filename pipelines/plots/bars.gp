# SPDX-License-Identifier: GPL-3.0-or-later
# bars.gp BARS HEIGHT LEFT LOW TOP: axes for that many horizontal bars from 0, of that height: the first at the top, at 0,
# the next at -1. LEFT of the width is for their names. There is no x axis, since each bar has its figure.
height = 50 + ARG1 * ARG2
set terminal svg size width,height dynamic noenhanced font font rounded
set margins screen ARG3, screen 0.91, screen 0.01, screen 1 - 40.0 / height
# (Macros, since call writes a million as 1e+06, which gnuplot cannot convert from a text.)
set xrange [(@ARG4 < 0 ? @ARG4 : 0):(@ARG5 > 0 ? @ARG5 : 1)]
set yrange [-ARG1 + 0.5:0.5]
unset xtics
unset ytics
unset grid
