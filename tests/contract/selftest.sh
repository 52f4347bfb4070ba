#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# selftest.sh [BUILD]: can the contract suite fail? A tool that keeps the contract is wrapped so that it breaks one line
# of it; the section about that line has to notice, and the wrapper that breaks nothing has to pass everything. The
# wrappers are quoted: their variables are their own.
# shellcheck disable=SC2016
set -u
here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
real=$(realpath "${1:-.build}")/bin/between
W=$(mktemp -d "${TMPDIR:-/tmp}/tillroll-selftest.XXXXXX")
trap 'rm -rf "$W"' EXIT
shopt -s lastpipe # so that a function at the end of a pipe sets variables of this shell
passed=0
failed=0

# wrap: the wrapper's body from standard input. $real is the tool, $last the last argument, often a file;
# `said SCRIPT ARGUMENT...` edits its messages. Its --spec is unchanged, except for the sections about that.
wrap() {
  {
    printf '#!/bin/bash\nreal=%q\nlast=${@: -1}\n' "$real"
    [[ ${1-} == @(spec|manual|own) ]] || echo '[[ $1 != --spec ]] || exec "$real" --spec'
    echo 'said() { { "$real" "${@:2}" 2>&1 >&3 | sed "$1" >&2; exit "${PIPESTATUS[0]}"; } 3>&1; }'
    cat
  } >"$W/between"
  chmod +x "$W/between"
}
# A wrapper that states a shape or relations of its own: `stated SCRIPT` edits the tool's --spec.
stated() { printf '[[ $1 != --spec ]] || { "$real" --spec | sed %q; exit; }\n' "$1"; }
# kept NAME SECTION, broken_own NAME SECTION: as broken, of such a wrapper; kept has to pass.
kept() {
  wrap own
  if "$here/tool.sh" "$W" between "$2" >"$W/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    cat "$W/log"
    echo "FAILED selftest: \"$1\" does not pass the section $2"
  fi
}
broken_own() {
  wrap own
  if "$here/tool.sh" "$W" between "$2" >"$W/log" 2>&1; then
    failed=$((failed + 1))
    echo "FAILED selftest: \"$1\" was not noticed by the section $2"
  else
    passed=$((passed + 1))
  fi
}
# broken NAME SECTION: with the wrapper of standard input, SECTION has to fail
broken() {
  wrap "$2"
  if "$here/tool.sh" "$W" between "$2" >"$W/log" 2>&1; then
    failed=$((failed + 1))
    echo "FAILED selftest: \"$1\" was not noticed by the section $2"
  else
    passed=$((passed + 1))
  fi
}

wrap <<<'exec "$real" "$@"'
if "$here/tool.sh" "$W" between >"$W/log" 2>&1; then
  passed=$((passed + 1))
else
  failed=$((failed + 1))
  cat "$W/log"
  echo "FAILED selftest: an unbroken tool does not pass"
fi

broken "an option missing in --help" help <<<'"$real" "$@" | grep -v -e --column'
broken "a line of --help that is too wide" help <<<'"$real" "$@" && printf "%081d\n" 0 2>/dev/null || exit 3'
broken "--help on standard error" help <<<'"$real" "$@" >&2'
broken "--version of two lines" version <<<'"$real" "$@"; echo more'
broken "an unknown option ignored" options <<<'exec "$real" "${@/--zzz-unknown/--version}"'
broken "status 1 for a wrong option" options <<<'"$real" "$@" || exit 1'
broken "no nearest spelling" options <<<'said "s/ (did you mean.*//" "$@"'
broken "any date is a date" options <<<'exec "$real" "${@/2011-02-30/2011-03-01}"'
broken "a page that lists too little" manual <<<'"$real" "$@"; printf "option\t--more\tflag\t\tmore\n"'
broken "a purpose with a full stop" spec <<<'"$real" "$@" | sed "/^purpose/s/$/./"'
broken "noise on success" output <<<'"$real" "$@" && echo "between: done" >&2'
broken "another output each time" output <<<'"$real" "$@" | sed "2s/$/ $RANDOM/"'
broken "a decimal comma where the locale has one" output <<<'[[ $LC_ALL == C ]] || set -- --from 2011-03-01; exec "$real" "$@"'
broken "something from the environment" output <<<'[[ ${TZ-} ]] || set -- --from 2011-03-01; exec "$real" "$@"'
broken "a full disk ignored" output <<<'"$real" "$@" | cat 2>/dev/null; exit 0'
broken "a closed pipe complained about" output <<<'trap "" PIPE; exec "$real" "$@"'
broken "no --stats" output <<<'exec "$real" --from 2000-01-01 --to 2029-12-31'
broken "half a side file left behind" output <<<'"$real" "$@"; s=$?; ((s == 0)) || [[ $last != side/* ]] || : >"$last"; exit $s'
broken "a ragged table" output <<<'"$real" "$@" | sed "2s/$/\tmore/"'
broken "no LF at the end" output <<<'printf %s "$("$real" "$@")"'
broken "status 1 for an unreadable file" files <<<'"$real" "$@"; s=$?; ((s == 3)) && exit 1; exit $s'
broken "a short read taken for the end" files <<<'dd bs=4096 count=1 2>/dev/null | "$real" "$@"'
broken "the second file forgotten" files <<<'n=$#; [[ $last == second ]] && n=$((n - 1)); exec "$real" "${@:1:n}"'
broken "another header accepted" files <<<'[[ $last != other ]] || set -- "${@:1:$#-1}"; exec "$real" "$@"'
broken "zero bytes accepted" header <<<'"$real" "$@"; s=$?; [[ $last == 2029* ]] && exit 0; exit $s'
broken "a byte-order mark carried along" header <<<'[[ $last != bom ]] || { sed "1s/^...//" bom >b; set -- "${@:1:$#-1}" b; }; exec "$real" "$@"'
broken "CRLF accepted" header <<<'[[ $last != crlf ]] || { tr -d "\r" <crlf >c; set -- "${@:1:$#-1}" c; }; exec "$real" "$@"'
broken "the names not listed" header <<<'said "s/; have: .*//" "$@"'
broken "a repeated column accepted" header <<<'[[ $last != repeated ]] || set -- in; exec "$real" "$@"'
broken "no header of nothing" header <<<'[[ $last == 2029* ]] || exec "$real" "$@"; "$real" "$@" | { read -r h; read -r r && echo "$h" && echo "$r" && cat; }'
broken "a short row padded" rows <<<'[[ $last != wrong ]] || { awk -F "\t" -v OFS="\t" "NR == 1 { n = NF } { \$n = \$n; print }" wrong >w; set -- "${@:1:$#-1}" w; }; exec "$real" "$@"'
broken "the last row forgotten without LF" rows <<<'[[ $last != whole.cut ]] || { sed \$d whole.cut >c; set -- "${@:1:$#-1}" c; }; exec "$real" "$@"'
broken "long fields cut" rows <<<'"$real" "$@" | cut -c 1-1000; exit "${PIPESTATUS[0]}"'
broken "NUL accepted" rows <<<'[[ $last != nul ]] || { tr -d "\0" <nul >n; set -- "${@:1:$#-1}" n; }; exec "$real" "$@"'
broken "no line number" rows <<<'said "s/:[0-9]*:/:/" "$@"'
broken "a row lost" rows <<<'"$real" "$@" | sed 3d; exit "${PIPESTATUS[0]}"'
broken "an empty --bad file" rows <<<'"$real" "$@"; s=$?; [[ ! -s aside ]] || : >aside; exit $s'
broken "rows not counted" rows <<<'"$real" "$@"; s=$?; [[ ! -s stats ]] || sed -i "s/^rows_bad.*/rows_bad\t0/" stats; exit $s'
broken "a day that does not exist" values <<<'[[ $last != value ]] || sed -i s/2011-02-29/2011-03-01/ value; exec "$real" "$@"'
broken "the value not quoted" values <<<'said "s/\"//g" "$@"'
broken "control characters shown" values <<<'said "s/?/\x1b/" "$@"'
broken "a column not carried" columns <<<'"$real" "$@" | cut -f 1'
broken "a value changed" columns <<<'"$real" "$@" | sed "3s/extra 2/Extra 2/"'
broken "an input column numbered" columns <<<'[[ $last != turned ]] || set -- in; exec "$real" "$@"'

{ stated 's/^example.*/example\t--from 2011-06-01/'; echo '"$real" "$@"; s=$?; [[ ! -s dropped.rows ]] || sed -i 1q dropped.rows; exit $s'; } |
  broken_own "dropped rows not written" rows
broken "no word on dropped rows" spec <<<'"$real" "$@" | sed "/^drops/d"'
{ stated '/^drops/s/yes/no/'; echo 'exec "$real" "$@"'; } | broken_own "--dropped without rows to drop" idle
{ stated 's/^option\t--column.*/option\t--column\tuint\tN\thelp\t\t\t\t/'; echo 'exec "$real" "$@"'; } | broken_own "a number without bounds" bounds
{ stated 's/^option\t--column.*/option\t--column\tuint\tN\thelp\t1..9\t\t\t/'; echo 'exec "$real" "$@"'; } | broken_own "bounds that do not hold" bounds
{ stated 's/^option\t--column.*/option\t--column\ttext\tN\thelp\t\tfrom\t\t/'; echo '[[ $1 == --column ]] && exit 0; exec "$real" "$@"'; } | broken_own "what it goes with is not asked for" relations
{ stated 's/^option\t--column.*/option\t--column\ttext\tN\thelp\t\t\t\tto/'; echo 'exec "$real" "$@" <<<date'; } | broken_own "what it excludes is taken" relations
{ stated 's/^option\t--column.*/option\t--column\ttext\tN\thelp\t\t\tto\t/'; echo 'exec "$real" "$@" <<<date'; } | broken_own "what a word needs is not asked for" relations
broken "a side file over the input" meetings <<<'[[ $* != *"--stats link"* ]] || exit 0; exec "$real" "$@"'
broken "FILE.why over the input" meetings <<<'[[ $last != meets.why ]] || { cp in in.copy; : >meets.why; set -- "${@:1:$#-1}" in.copy; }; exec "$real" "$@"'
broken "two side files in one place" meetings <<<'[[ $* != *other.why* ]] || exit 0; exec "$real" "$@"'
broken "one side file without the other" meetings <<<'"$real" "$@"; s=$?; [[ ! -d side ]] || : >side/bad; exit $s'
broken "the output onto the input" meetings <<<'[[ $last != grows ]] || { cp grows g; set -- "${@:1:$#-1}" g; }; exec "$real" "$@"'
broken "a dash taken for a file" meetings <<<'[[ $* != *"--stats -"* ]] || set -- "${@:1:4}"; exec "$real" "$@"'
broken "CSV taken for a table" wrong <<<'said "s/CSV/text/g" "$@"'
{ stated 's/^\(reads\t\).*/\1customers/; s/^column.*/column\tx\tcount/'; echo 'said "s/this is.*//" "$@"'; } | broken_own "a wrong table is not named" wrong
{ stated 's/^example.*/&\nexample\t--to 2029-12-31/'; echo 'exec "$real" "$@"'; } | kept "a second example" examples
{ stated 's/^example.*/&\nexample\t--to 2029-12-31/'; echo '"$real" "$@"; s=$?; [[ $1 != --to ]] || echo more; exit $s'; } | broken_own "a ragged table in the second example" examples
{ stated 's/^\(reads\t\).*/\1lines or orders/'; echo 'exec "$real" "$@"'; } | kept "two kinds of tables" kinds
{ stated 's/^\(reads\t\).*/\1lines or orders/'; echo '"$real" "$@"; s=$?; ! grep -q sale_lines in || echo more >&2; exit $s'; } | broken_own "noise of the second kind" kinds
{ stated '/^shape/s/map/pick/'; echo 'exec "$real" "$@"'; } | kept "rows that are picked" pick
{ stated '/^shape/s/map/pick/'; echo '"$real" "$@" | sed "2s/.*/&x/"'; } | broken_own "a picked row that is no row of the input" pick
{ stated '/^shape/s/map/pick/'; echo '"$real" "$@" | sed 2p'; } | broken_own "a row picked twice" pick
{ stated '/^shape/s/map/snapshots/'; echo 'exec "$real" "$@"'; } | kept "snapshots" snapshots
{ stated '/^shape/s/map/snapshots/'; echo 'n=$#; [[ $last == wrong ]] && n=$((n - 1)); exec "$real" "${@:1:n}"'; } | broken_own "the second snapshot forgotten" snapshots
{ stated '/^shape/s/map/fold/'; echo 'exec "$real" "$@" --column date'; } | broken_own "a fold that is a pick" pick
{ stated 's/^example.*/example\t--from 2000-01-01 --column date/'; echo '[[ $* == *--column* || $1 != --from ]] || { echo "between: --column is needed" >&2; exit 2; }; exec "$real" "$@"'; } | broken_own "an option that is needed and not stated" options
swallow='if [[ $last == value && $(sed -n 3p value) == $'"'\t'"'* ]]; then sed 3d value >v; set -- "${@:1:$#-1}" v; fi'
{ stated '/^shape/s/map/fold/'; echo 'exec "$real" "$@"'; } | kept "a fold of dates" values
{ stated '/^shape/s/map/fold/'; echo "$swallow"; echo 'exec "$real" "$@"'; } | broken_own "an empty key left out without a count" values
{ echo "$swallow"; echo '"$real" "$@"; s=$?; [[ ! -e v ]] || sed -i "/^rows_bad/s/0/1/" stats; exit $s'; } | broken "an empty key set aside without --on-bad skip" values
{ stated 's/^column.*/column\tdate\tcount/'; echo 'exec "$real" "$@"'; } | kept "a day taken for a count" values
{ stated 's/^column.*/column\tdate\tcount/'; echo '"$real" "$@"; s=$?; [[ $last != value || ! -s aside ]] || sed -i 1q aside; exit $s'; } | broken_own "a record set aside and not written to --bad" values
page='[[ $last != */* && -d $last ]] || { [[ $last == 2029* ]] && { echo "between: no folder" >&2; exit 2; }; echo "between: $last: cannot read" >&2; exit 3; }
[[ -e $last/lines.tsv ]] || { echo "between: $last: no tables" >&2; exit 1; }
! grep -qx more "$last"/*.tsv || { echo "between: $last/lines.tsv:14: a short row" >&2; exit 1; }
printf "<!DOCTYPE html>\n<p>page</p>\n</html>\n" 2>/dev/null || { echo "between: full" >&2; exit 3; }'
{ stated '/^shape/s/map/page/'; echo "$page"; } | kept "a page" page
{ stated '/^shape/s/map/page/'; echo "${page/<p>/<img src=\\\"https:\/\/a.example\/b\\\">}"; } | broken_own "a page with something from the network" page
{ stated '/^shape/s/map/page/'; echo "${page/<!DOCTYPE html>/}"; } | broken_own "no page" page
echo "selftest: $passed passed, $failed failed"
((failed == 0))
