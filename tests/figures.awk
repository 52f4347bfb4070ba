# SPDX-License-Identifier: GPL-3.0-or-later
# awk -v folder=FOLDER -f figures.awk PAGE: compares each cell of a report's tables, and each figure in its sentences
# that names its place, with the file: the value, byte for byte, and the text that is shown. Prints what differs, and at
# the end how many were compared.
function attribute(tag, name,   at, rest) {
  at = index(tag, " " name "=\"")
  if (!at) return "\001"
  rest = substr(tag, at + length(name) + 3)
  return plain(substr(rest, 1, index(rest, "\"") - 1))
}
function plain(s) {
  gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&#39;/, "\047", s); gsub(/&amp;/, "\\&", s)
  return s
}
function load(file,   line, n, i, name, part, row) {
  if (loaded[file]++) return
  while ((getline line < (folder "/" file)) > 0) {
    n = split(line, part, "\t")
    row++
    for (i = 1; i <= n; i++) if (row == 1) name[i] = part[i]; else cell[file, row, name[i]] = part[i]
  }
  close(folder "/" file)
  if (!row) print file ": cannot be read"
}
# What is shown is the value, rounded to the places that are shown: 118.8k, 38.0%, -£1,234
function agrees(text, value,   unit, sign, s, places, off) {
  s = text
  unit = sub(/bn$/, "", s) ? 1e9 : sub(/M$/, "", s) ? 1e6 : sub(/k$/, "", s) ? 1e3 : sub(/%$/, "", s) ? .01 : 1
  sub(/^\+/, "", s)
  sign = sub(/^\342\210\222/, "", s) ? -1 : 1
  gsub(/,|\302\243/, "", s)
  if (s !~ /^[0-9.]+$/) return 0
  places = index(s, ".") ? length(s) - index(s, ".") : 0
  off = sign * s * unit - value
  if (off < 0) off = -off
  return off <= (0.5 * 10 ^ -places + 1e-9) * unit + 1e-9 * (value < 0 ? -value : value)
}
function compare(file, line, column, value, text) {
  load(file)
  compared++
  if (cell[file, line, column] != value || !((file, line, column) in cell))
    print file ":" line ": " column ": the page has " value ", the file " cell[file, line, column]
  else if (value ~ /^[-+]?[0-9]*\.?[0-9]+(e[-+]?[0-9]+)?$/ && text != value && text !~ /[a-z] ?[0-9]*$/ && !agrees(text, value))
    print file ":" line ": " column ": the page shows " text " for " value
}
# TAG TEXT of each element of this name in the line
function each(line, name, in_table,   at, end, tag, text, n) {
  while ((at = match(line, "<" name "[ >]"))) {
    line = substr(line, at)
    end = index(line, ">")
    tag = substr(line, 1, end)
    line = substr(line, end + 1)
    text = line
    sub(/<.*/, "", text)
    if (attribute(tag, "data-line") == "\001") { n++; continue }
    if (in_table) compare(table, attribute(tag, "data-line"), column_of(++n), attribute(tag, "data-v"), plain(text))
    else compare(attribute(tag, "data-t"), attribute(tag, "data-line"), attribute(tag, "data-c"), attribute(tag, "value"), plain(text))
  }
}
function column_of(n) {
  if (form == "long") return n == 1 ? "label" : "value"
  return head[n]
}
/<table / { table = attribute($0, "data-t"); form = attribute($0, "data-form"); heads = 0 }
/<th[^>]* scope="col"/ && table != "\001" {
  rest = $0
  while ((at = match(rest, /<th[^>]* scope="col"[^>]*>/))) {
    head[++heads] = attribute(substr(rest, at, RLENGTH), "data-c")
    rest = substr(rest, at + RLENGTH)
  }
}
/^<tr/ && table != "\001" && table != "" { gsub(/<th scope="row"/, "<td"); each($0, "td", 1) }
{ each($0, "data", 0) }
/<\/table>/ { table = "" }
END { print compared + 0 " figures" }
