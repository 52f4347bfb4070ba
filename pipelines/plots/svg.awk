# SPDX-License-Identifier: GPL-3.0-or-later
# svg.awk prefix=PREFIX style.gp NAME.gp -: what gnuplot prints on stdin, as style.gp says that it must be: title and
# description, colours that follow the page, ids with the prefix, and no element that draws nothing.
FILENAME ~ /style\.gp$/ {
  if ($2 == "=" && $3 ~ /^0x/ && $5 == "dark") {
    name[substr($3, 3)] = $1
    light = light "--plot-" $1 ":#" substr($3, 3) ";"
    dark = dark "--plot-" $1 ":#" substr($6, 3) ";"
  }
  next
}
FILENAME != "-" {
  if (sub(/^# title: /, "")) title = $0
  if (sub(/^# desc: /, "")) desc = $0
  next
}

/ viewBox=/ { head($1 " " $2 " " $3 " " $4); next }
/<defs>/ { skip = 1 }
skip { if (/<\/defs>/) skip = 0; next }
!body { next }
/<\/svg>/ { whole = 1; next }
/<title>|<desc>|<rect .*fill="none"\/>/ && !/<g id=/ { next }

# A group is written only when its first element is.
/^[ \t]*<text/ { sub(/<text> +/, "<text>"); text($0); next }
!/^[ \t]*$/ {
  rest = rest $0
  if (rest !~ />[ \t]*$/) { rest = rest " "; next } # a long path, a part to a line
  line = colours(rest)
  rest = ""
  while (match(line, /<[^>]*>/)) {
    tag = substr(line, RSTART, RLENGTH)
    line = substr(line, RSTART + RLENGTH)
    if (tag ~ /^<g[ >]/) groups[++depth] = group(tag)
    else if (tag == "</g>") close_group()
    else if (tag ~ /^<use/) shape(dot(tag))
    else if (tag ~ /^<path/ && tag !~ / L| C|Z/) continue
    else if (tag ~ /^<(path|polygon|circle|rect|ellipse)/) shape(tidy(tag))
    if (tag ~ /^<title/) line = ""
  }
}

END {
  if (!whole) exit
  printf "%s", out
  print "</svg>"
}

function head(box) {
  out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" " box " role=\"img\"" \
    " aria-labelledby=\"" prefix "title " prefix "desc\" font-family=\"system-ui, sans-serif\">\n" \
    "<title id=\"" prefix "title\">" title "</title>\n<desc id=\"" prefix "desc\">" desc "</desc>\n" \
    "<style>:where(:root){" light "}@media(prefers-color-scheme:dark){:where(:root){" dark "}}</style>\n"
  body = 1
}

function text(line,   name, most) {
  if (line ~ /<text><\/text>/)
    return
  if (match(line, /\001[0-9]+<\/text>/)) {
    name = substr(line, 1, RSTART - 1)
    most = substr(line, RSTART + 1) + 0
    sub(/^[ \t]*<text>/, "", name)
    line = "<text>" shorten(name, most) "</text>"
  }
  gsub(/\002/, "\"", line)
  gsub(/\003/, "\\", line)
  gsub(/[\001-\010\013-\037\177]/, "?", line)
  sub(/^[ \t]*/, "", line)
  shape(line)
}

# The first characters of UTF-8 text, in which an entity is one character too.
function shorten(name, most,   n, i, c, last) {
  for (i = 1; i <= length(name); i++) {
    c = substr(name, i, 1)
    if (c ~ /[\200-\277]/)
      continue
    if (++n > most)
      return substr(name, 1, last - 1) "\342\200\246"
    if (n == most)
      last = i
    if (c == "&")
      i += index(substr(name, i), ";") - 1
  }
  return name
}

function shape(what,   i) {
  for (i = 1; i <= depth; i++)
    if (groups[i] != "") {
      out = out groups[i] "\n"
      groups[i] = ""
      open[i] = 1
    }
  out = out what "\n"
}

function close_group() {
  if (open[depth]) out = out "</g>\n"
  open[depth] = 0
  depth--
}

# The colour of a group is also that of its strokes.
function group(tag,   color) {
  if (match(tag, / color="[^"]*"/)) {
    color = substr(tag, RSTART + 8, RLENGTH - 9)
    sub(/ color="[^"]*"/, "", tag)
    sub(/stroke="currentColor"/, "stroke=\"" color "\"", tag)
  }
  sub(/ id="[^"]*"/, "", tag)
  sub(/ shape-rendering='crispEdges'/, "", tag) # with it, a bar narrower than a pixel may not be drawn
  sub(/ stroke-linecap="butt"/, "", tag)
  sub(/ stroke-linejoin="miter"/, "", tag)
  sub(/ font-family="[^"]*"/, "", tag)
  return tidy(tag)
}

# A point is a reference to its shape; plots use only the filled circle.
function dot(tag,   at, size, color, more) {
  match(tag, /translate\([^)]*/)
  split(substr(tag, RSTART + 10, RLENGTH - 10), at, ",")
  match(tag, /scale\([^)]*/)
  size = substr(tag, RSTART + 6, RLENGTH - 6)
  match(tag, / color='[^']*'/)
  color = substr(tag, RSTART + 8, RLENGTH - 9)
  if (match(tag, / opacity='[^']*'/))
    more = " fill-opacity=\"" substr(tag, RSTART + 10, RLENGTH - 11) "\""
  return "<circle cx=\"" at[1] "\" cy=\"" at[2] "\" r=\"" size "\" fill=\"" color "\"" more " stroke=\"none\"/>"
}

function tidy(tag) {
  gsub(/ = /, "=", tag)
  gsub(/  +/, " ", tag)
  gsub(/ '/, "'", tag)
  gsub(/'/, "\"", tag)
  sub(/ >$/, ">", tag)
  return tag
}

function colours(line,   done, key, part) {
  while (match(line, /rgb\([ 0-9,]*\)/)) {
    split(substr(line, RSTART + 4, RLENGTH - 5), part, ",")
    key = sprintf("%02x%02x%02x", part[1], part[2], part[3])
    done = done substr(line, 1, RSTART - 1) (key == "000000" ? "currentColor" : key in name ? "var(--plot-" name[key] ")" : "#" key)
    line = substr(line, RSTART + RLENGTH)
  }
  line = done line
  gsub(/'black'/, "'currentColor'", line)
  gsub(/"black"/, "\"currentColor\"", line)
  return line
}
