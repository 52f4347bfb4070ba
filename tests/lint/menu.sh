#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# menu.sh [--write]: lib/README.md lists every module by the first lines of its header, and its example compiles.
# --write makes the list again.
set -u
page=lib/README.md
mark='<!-- made by menu.sh -->'

# "name: what it is.", the words up to the first full stop or empty line after the licence.
menu() {
  local room header
  for room in lib/*/; do
    compgen -G "$room*.h" >/dev/null || continue
    printf '\n### %s\n\n' "${room%/}"
    for header in "$room"*.h; do
      awk -v module="$(basename "$header" .h)" '
        NR <= 2 { next }
        /^ \*\// { exit }
        { line = $0; end = line ~ /\*\//; sub(/^ \* ?/, "", line); sub(/ *\*\/.*/, "", line) }
        line == "" { exit }
        { text = text (text == "" ? "" : " ") line }
        match(text, /[.:]( |$)/) && RSTART > length(module) + 2 { text = substr(text, 1, RSTART - 1); exit }
        end { exit }
        END {
          sub(/^[a-z0-9, ]*: /, "", text)
          print "- `" module "`: " text
        }' "$header"
    done
  done
}

if [[ ${1-} == --write ]]; then
  { sed "/^$mark\$/q" "$page"; menu; } >"$page.new" && mv "$page.new" "$page"
  exit
fi
found=0
diff <(sed "1,/^$mark\$/d" "$page") <(menu) || { echo "$page: its list is out of date: tests/lint/menu.sh --write"; found=1; }
awk '/^```/ { code = $0 == "```c"; next } code' "$page" |
  ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -Ilib -Wall -Wextra -Wconversion -Werror -fsyntax-only -x c - || found=1
exit "$found"
