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

# run TOOL ARGUMENT...
run() {
  name=$1
  shift
  case $name in
    '' | */* | .*) ;;
    *) [ ! -x "$tools/$name" ] || exec "$tools/$name" "$@" ;;
  esac
  echo "tillroll: no tool \"$name\" (tillroll help lists them)" >&2
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
