# SPDX-License-Identifier: GPL-3.0-or-later
# matrix.awk TABLE: of moves between labels, those of its last month, as cells of a matrix: row, column, share, customers.
# Then, in a second block, the labels with their places, the 24 of the highest mean revenue, the highest first.
BEGIN { FS = OFS = "\t" }

FNR == 1 {
  for (i = 1; i <= NF; i++)
    at[$i] = i
  next
}

{
  if ($at["month"] != month) {
    month = $at["month"]
    n = cells = 0
    split("", known)
    split("", customers)
    split("", revenue)
  }
  note($at["from"], $at["customers"], $at["revenue_from"])
  note($at["to"], $at["customers"], $at["revenue_to"])
  cells++
  from[cells] = $at["from"]
  to[cells] = $at["to"]
  share[cells] = $at["share"]
  count[cells] = $at["customers"]
}

END {
  for (i = 1; i <= n; i++)
    for (j = i; j > 1 && before(label[j], label[j - 1]); j--) {
      swap = label[j]
      label[j] = label[j - 1]
      label[j - 1] = swap
    }
  if (n > 24)
    n = 24
  for (i = 1; i <= n; i++)
    place[label[i]] = i
  print "from", "to", "share", "customers"
  for (i = 1; i <= cells; i++)
    if ((from[i] in place) && (to[i] in place))
      print place[from[i]], place[to[i]], share[i], count[i]
  printf "\n\n"
  print "place", "label"
  for (i = 1; i <= n; i++)
    print i, label[i]
}

function note(name, number, money) {
  if (!(name in known)) {
    known[name] = 1
    label[++n] = name
  }
  customers[name] += number
  revenue[name] += money
}

function before(a, b,   x, y) {
  x = customers[a] ? revenue[a] / customers[a] : 0
  y = customers[b] ? revenue[b] / customers[b] : 0
  return x != y ? x > y : a < b
}
