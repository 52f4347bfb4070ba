#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# readme.sh [BUILD]: checks README.md. Its table of tools must be the one made from --spec (readme.sh --table prints
# it); each block of commands (```sh) runs, in order, in one scratch folder that holds links to the source tree; the block
# of output (```text) after it must be what it prints. Set-up commands (git clone, cd, make deps ...) are tried by .ci/run.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
[[ ${1-} == --table ]] && table_only=yes && shift
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

table() {
  local source
  echo '| tool | what it does | reads | writes | memory |'
  echo '|---|---|---|---|---|'
  for source in tools/*.c; do
    "$bin/$(basename "$source" .c)" --spec
  done | awk -F '\t' '
    { say[$1] = $2 }
    $1 == "memory" { printf "| [%s](man/tillroll-%s.1) | %s | %s | %s | %s |\n",
      say["tool"], say["tool"], say["purpose"], say["reads"], say["writes"], say["memory"] }'
}
if [[ ${table_only-} ]]; then
  table
  exit
fi

mkdir "$W/tree" "$W/block"
for entry in *; do
  [[ $entry == out || $entry == pipelines ]] || ln -s "$PWD/$entry" "$W/tree/$entry"
done
cp -r pipelines "$W/tree/" # not a link: pipelines look for the tools of this build beside themselves
ln -s "$build" "$W/tree/.build"

sed -n '/^<!-- tools -->$/,/^<!-- end of tools -->$/p' README.md | sed '1d;$d' | diff - <(table)
check $? "the table of tools is not that of tests/readme.sh --table"

# Blocks become files: 001.sh, 001.text, 002.sh ...
awk -v to="$W/block/" '
  !kind && /^```(sh|text)$/ { kind = substr($0, 4); if (kind == "sh") n++; file = sprintf("%s%03d.%s", to, n, kind); printf "" > file; next }
  kind && /^```$/ { close(file); kind = ""; next }
  kind { print > file }' README.md
for block in "$W"/block/*.sh; do
  [[ -e $block ]] || break
  grep -vE '^(git clone|cd|sudo|make( deps| demo| test| install|$))( |$)?' "$block" >"$W/commands"
  [[ -s $W/commands ]] || continue
  # The scan for clusters, which would take most of the time, is in the demo, and short here.
  flags=
  ! grep -q 'retail\.mk' "$W/commands" || flags="-- SCAN=2..3"
  (cd "$W/tree" && MAKEFLAGS=$flags PATH=$bin:$PATH LC_ALL=C timeout 300 bash -eu -o pipefail "$W/commands") >"$W/out" 2>"$W/err" </dev/null
  check $? "$(cat "$W/commands" "$W/err")"
  if [[ -e ${block%.sh}.text ]]; then
    diff "${block%.sh}.text" "$W/out"
    check $? "what it prints differs: $(cat "$W/commands")"
  fi
done
((passed + failed > 3)) || { echo "FAILED readme: fewer than three blocks were found"; failed=$((failed + 1)); }
finish
