# SPDX-License-Identifier: GPL-3.0-or-later
# grid.awk x=COLUMN y=COLUMN by=COLUMN TABLE: the rows in the cells of a grid over log(1 + x) and log(1 + y), by group: the
# cell's middle, its rows, and the group. Then, in a second block, the mean of each group. Values below 0 count as 0.
BEGIN { FS = OFS = "\t"; wide = 0.2; high = 0.3 }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  print "x", "y", "rows", "group"
  next
}

$at[by] != "" {
  group = $at[by]
  u = log(1 + ($at[x] > 0 ? $at[x] : 0))
  v = log(1 + ($at[y] > 0 ? $at[y] : 0))
  cell = (int(u / wide) + 0.5) * wide OFS (int(v / high) + 0.5) * high OFS group
  if (!(cell in rows))
    cells[++n] = cell
  rows[cell]++
  if (!(group in count))
    groups[++m] = group
  count[group]++
  sum_u[group] += u
  sum_v[group] += v
}

END {
  for (i = 1; i <= n; i++) {
    split(cells[i], part, OFS)
    print part[1], part[2], rows[cells[i]], part[3]
  }
  printf "\n\n"
  print "x", "y", "rows", "group"
  for (i = 1; i <= m; i++)
    print sum_u[groups[i]] / count[groups[i]], sum_v[groups[i]] / count[groups[i]], count[groups[i]], groups[i]
}
