# SPDX-License-Identifier: GPL-3.0-or-later
# decades.awk of=COLUMN TABLE: the histogram of an amount, five bins to a power of ten: each bin's begin and end, as powers
# of ten, its rows, and their sum. Amounts of 0 or less have a bin of their own, left of the others.
BEGIN { FS = OFS = "\t" }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  next
}

$at[of] != "" {
  amount = $at[of] + 0
  bin = amount > 0 ? floor(5 * log(amount) / log(10) + 1e-9) : "none"
  rows[bin]++
  sum[bin] += amount
  if (bin != "none") {
    if (low == "" || bin < low) low = bin
    if (high == "" || bin > high) high = bin
  }
}

END {
  print "begin", "end", "rows", "sum", "none"
  if (low == "") low = high = 0
  if ("none" in rows) print (low - 2) / 5, (low - 1) / 5, rows["none"], sum["none"], 1
  for (bin = low; bin <= high; bin++)
    print bin / 5, (bin + 1) / 5, rows[bin] + 0, sum[bin] + 0, 0
}

function floor(x) { return int(x) - (x < int(x)) }
