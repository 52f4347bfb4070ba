# SPDX-License-Identifier: GPL-3.0-or-later
# ranked.awk by=COLUMN most=N [positive=1] [has=COLUMN] TABLE: the rows with the largest values of a column, the largest
# first; if asked for, only of those above 0, or only of those that have a value in another column.
BEGIN { FS = "\t" }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  print
  next
}

$at[by] != "" && (!positive || $at[by] > 0) && (has == "" || $at[has] != "") {
  if (n < most)
    n++
  else if ($at[by] + 0 <= value[n])
    next
  for (i = n; i > 1 && value[i - 1] < $at[by] + 0; i--) {
    value[i] = value[i - 1]
    row[i] = row[i - 1]
  }
  value[i] = $at[by] + 0
  row[i] = $0
}

END {
  for (i = 1; i <= n; i++)
    print row[i]
}
