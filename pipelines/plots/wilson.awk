# SPDX-License-Identifier: GPL-3.0-or-later
# wilson.awk TABLE: of an evaluation, the bins of equal width of its first score that have rows: the mean score, the share
# that came with its interval, and the rows. The interval is that of E. B. Wilson (1927), at 95 %.
BEGIN { FS = OFS = "\t" }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  next
}

$at["against"] == "" && $at["measure"] ~ /^bin_/ && (score == "" || $at["score"] == score) {
  score = $at["score"]
  value[$at["measure"], $at["at"]] = $at["value"]
  if ($at["at"] + 0 > bins)
    bins = $at["at"] + 0
}

END {
  print "mean", "share", "low", "high", "rows"
  z = 1.959964
  for (i = 1; i <= bins; i++) {
    n = value["bin_rows", i]
    if (n == 0)
      continue
    p = value["bin_positives", i] / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    print value["bin_mean", i], p, middle - half, middle + half, n
  }
}
