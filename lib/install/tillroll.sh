#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tillroll: the one command on the PATH. The tools' plain names stay off it, since other packages own some of them.
set -eu

here=$(dirname "$(readlink -f "$0")")
tools=$(readlink -m "$here/../libexec/tillroll")
share=$(readlink -m "$here/../share/tillroll")

usage() {
  cat <<TEXT
usage: tillroll TOOL [OPTION]... [FILE]...
       tillroll help [TOOL]   lists the tools, or says what one of them does
       tillroll path          the tools' folder: PATH=\$(tillroll path):\$PATH gives them their plain names
       tillroll --version

TEXT
  for tool in "$tools"/*; do
    "$tool" --spec | awk -F '\t' '{ say[$1] = $2 } END { printf "  %-12s %s\n", say["tool"], say["purpose"] }'
  done
  printf '\nPipelines, schemas and segment maps: %s\n' "$share"
}

# nearest NAME: the tool whose name is at most two edits away, or that NAME begins.
nearest() {
  find "$tools/" -type f | sed 's,.*/,,' | sort | LC_ALL=C awk -v word="$1" '
    function least(a, b) { return a < b ? a : b }
    function edits(a, b,    i, j, d) {
      for (i = 0; i <= length(a); i++) d[i, 0] = i
      for (j = 0; j <= length(b); j++) d[0, j] = j
      for (i = 1; i <= length(a); i++)
        for (j = 1; j <= length(b); j++)
          d[i, j] = least(least(d[i - 1, j], d[i, j - 1]) + 1,
            d[i - 1, j - 1] + (substr(a, i, 1) != substr(b, j, 1)))
      return d[length(a), length(b)]
    }
    BEGIN { best = length(word) < 3 ? 1 : 2 }
    length(word) < 40 && length(word) > 1 {
      d = edits(word, $0)
      if (d < best || (d == best && near == "")) { best = d; near = $0 }
      if (length(word) > 2 && index($0, word) == 1 && begun == "") begun = $0
    }
    END { print near != "" ? near : begun }'
}

# run TOOL ARGUMENT...
run() {
  name=$1
  shift
  case $name in
    '' | */* | .*) ;;
    *) [ ! -x "$tools/$name" ] || exec "$tools/$name" "$@" ;;
  esac
  near=$(nearest "$name")
  echo "tillroll: no tool \"$name\" (${near:+did you mean $near? }tillroll help lists them)" >&2
  exit 2
}

case ${1-} in
  '') usage >&2 && exit 2 ;;
  help) if [ $# -gt 1 ]; then run "$2" --help; else usage; fi ;;
  path) echo "$tools" ;;
  --help) usage ;;
  --version) "$tools/clean" --version | sed 's/.*(tillroll)/tillroll/' ;;
  *) run "$@" ;;
esac
