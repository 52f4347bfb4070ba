# SPDX-License-Identifier: GPL-3.0-or-later
# needs.awk folder=FOLDER NAME.gp: has FOLDER the tables and columns that "# needs:" names? Prints nothing if so, "empty" if
# one of them has no rows, otherwise what is missing.
BEGIN { FS = "\t" }

/^# needs:/ {
  n = split(substr($0, 10), needs, " ")
  for (i = 1; i <= n; i++) {
    split(needs[i], part, ":")
    need(part[1], part[2])
  }
  exit
}

END { print missing != "" ? missing : state }

function need(table, columns,   path, header, row, name, has, k, m) {
  path = folder "/" table
  if ((getline header < path) < 1)
    return complain("there is no table " table " in " folder)
  if ((getline row < path) < 1)
    state = "empty"
  close(path)
  m = split(header, name, "\t")
  for (k = 1; k <= m; k++)
    has[name[k]] = 1
  m = split(columns, name, ",")
  for (k = 1; k <= m; k++)
    if (!(name[k] in has))
      return complain(path ": no column \"" name[k] "\"")
}

function complain(what) {
  if (missing == "")
    missing = what
}
