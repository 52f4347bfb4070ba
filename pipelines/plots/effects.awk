# SPDX-License-Identifier: GPL-3.0-or-later
# effects.awk TABLE: of a logit, the terms that have a spread: by what the odds are multiplied, as a power of two, if the
# term is one standard deviation higher, with the interval.
BEGIN { FS = OFS = "\t" }

$1 == "term" {
  if (!($2 in known)) {
    known[$2] = 1
    terms[++n] = $2
  }
  value[$2, $3] = $4
}

END {
  print "term", "effect", "low", "high"
  for (i = 1; i <= n; i++) {
    term = terms[i]
    scale = value[term, "sd"] / log(2)
    if (scale > 0 && value[term, "low"] != "")
      print term, scale * value[term, "coef"], scale * value[term, "low"], scale * value[term, "high"]
  }
}
