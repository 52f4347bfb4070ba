# SPDX-License-Identifier: GPL-3.0-or-later
# tally.awk by=COLUMN,COLUMN... of=COLUMN TABLE: for each value of these columns: the values, the number of rows, and the sum
# of the other column, the largest sum first. Large tables become small ones, before anything is drawn.
BEGIN { FS = OFS = "\t" }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  n = split(by, column, ",")
  head = column[1]
  for (i = 2; i <= n; i++)
    head = head OFS column[i]
  print head, "rows", "sum"
  next
}

{
  key = $at[column[1]]
  for (i = 2; i <= n; i++)
    key = key OFS $at[column[i]]
  if (!(key in rows))
    keys[++count] = key
  rows[key]++
  sum[key] += $at[of]
}

END {
  for (i = 2; i <= count; i++)
    for (j = i; j > 1 && sum[keys[j]] > sum[keys[j - 1]]; j--) {
      key = keys[j]
      keys[j] = keys[j - 1]
      keys[j - 1] = key
    }
  for (i = 1; i <= count; i++)
    printf "%s\t%d\t%.9g\n", keys[i], rows[keys[i]], sum[keys[i]]
}
