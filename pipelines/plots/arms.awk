# SPDX-License-Identifier: GPL-3.0-or-later
# arms.awk TABLE: of an experiment, the difference of each group to the baseline with its interval, by segment (the first
# column), one row each, and "rate" if they are of rates. A second block names the baseline.
BEGIN { FS = OFS = "\t" }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  next
}

$at["group"] != "" {
  name = $at["name"]
  arm = $at["group"]
  key = $1 OFS arm
  if (name == "customers" && !(arm in arms))
    arms[arm] = ++n
  if (name == "rate")
    kind = "rate"
  if (name == "difference") {
    keys[++rows] = key
    compared[arm] = 1
  }
  value[key, name] = $at["value"]
}

END {
  print "segment", "group", "difference", "low", "high"
  for (i = 1; i <= rows; i++)
    if ((keys[i], "difference_low") in value)
      print keys[i], value[keys[i], "difference"], value[keys[i], "difference_low"], value[keys[i], "difference_high"]
  printf "\n\n"
  print "baseline", "kind"
  for (arm in arms)
    if (!(arm in compared))
      print arm, kind
}
