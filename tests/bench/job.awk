# SPDX-License-Identifier: GPL-3.0-or-later
# The main job in awk: a log to customers. Lines with a quote mark are read value by value, the others by split.
function split_quoted(line, f,   n, value, more) {
  n = 0
  do {
    if (substr(line, 1, 1) == "\"") {
      match(line, /^"([^"]|"")*"/)
      value = substr(line, 2, RLENGTH - 2)
      gsub(/""/, "\"", value)
    } else {
      match(line, /^[^,]*/)
      value = substr(line, 1, RLENGTH)
    }
    f[++n] = value
    more = substr(line, RLENGTH + 1, 1) == ","
    line = substr(line, RLENGTH + 2)
  } while (more)
}
NR > 1 {
  if (index($0, "\""))
    split_quoted($0, f)
  else
    split($0, f, ",")
  if (f[7] == "" || substr(f[1], 1, 1) == "C" || f[4] <= 0 || f[6] <= 0)
    next
  if (f[5] != text) {
    text = f[5]
    split(text, d, /[\/ ]/)
    day = sprintf("%04d-%02d-%02d", d[3], d[1], d[2])
  }
  customer = f[7]
  if (!((customer, f[1]) in order)) {
    order[customer, f[1]]
    orders[customer]++
  }
  if (!(customer in first) || day < first[customer])
    first[customer] = day
  if (day > last[customer])
    last[customer] = day
  revenue[customer] += f[4] * f[6]
  lines[customer]++
}
END {
  print "customer_id\torders\tfirst_date\tlast_date\trevenue\tlines"
  for (c in orders)
    printf "%s\t%d\t%s\t%s\t%.2f\t%d\n", c, orders[c], first[c], last[c], revenue[c], lines[c]
}
