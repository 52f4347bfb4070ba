# SPDX-License-Identifier: GPL-3.0-or-later
# amounts.gp LOW TOP [UNIT]: a y axis of amounts or counts from 0, or from LOW if that is below 0, to TOP, with some room.
# UNIT (as " %") follows each number; without it they are in thousands (k) or millions (M) if TOP is.
# (Macros, since call writes a million as 1e+06, which gnuplot cannot convert from a text.)
low = @ARG1
top = @ARG2
low = low < 0 ? low : 0
top = top > 0 ? top : low < 0 ? 0 : 1
size = step(top - low)
scale = ARG3 ne '' || (top - low) < 2000 ? 1 : 1000.0**floor(log10((top - low) / 2) / 3)
unit = ARG3 ne '' ? ARG3 : scale < 1e3 ? '' : scale < 1e6 ? 'k' : scale < 1e9 ? 'M' : 'bn'
set ytics ()
do for [i = ceil(low / size):floor(top / size)] { set ytics add (sprintf('%g%s', i * size / scale, i || ARG3 ne '' ? unit : '') i * size) }
set yrange [low - (low < 0) * size / 3:top + (top > 0) * size / 3]
