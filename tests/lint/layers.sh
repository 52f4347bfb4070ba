#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Includes go downward only: tools -> table -> model -> base. A model is pure: it neither reads, writes nor ends the
# program. Each foreign library is behind one module.
set -u
found=0

# forbid WHY PATTERN FILE...
forbid() {
  local why=$1 pattern=$2
  shift 2
  if grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)[>\"]" "$@" /dev/null; then
    echo "  $why"
    found=1
  fi
}
mapfile -t all < <(find lib tools -name '*.[ch]' | sort)
mapfile -t base < <(printf '%s\n' "${all[@]}" | grep '^lib/base/')
mapfile -t model < <(printf '%s\n' "${all[@]}" | grep '^lib/model/')
mapfile -t table < <(printf '%s\n' "${all[@]}" | grep '^lib/table/')
mapfile -t no_csv < <(printf '%s\n' "${all[@]}" | grep -v '^lib/table/csvsplit')
mapfile -t no_hash < <(printf '%s\n' "${all[@]}" | grep -v '^lib/base/hash\.c$')

forbid "lib/base includes lib/base alone" '(model|table)/.*' "${base[@]}"
forbid "lib/model includes lib/base and lib/model alone" 'table/.*' "${model[@]}"
forbid "a model is pure: arrays in, status out" 'stdio\.h|base/(die|out|tool|opt|shipped)\.h|unistd\.h|fcntl\.h' "${model[@]}"
forbid "lib includes nothing of tools" '.*tools/.*' "${all[@]}"
forbid "no source file is included" '.*\.c' "${all[@]}"
forbid "libcsv is behind table/csvsplit" 'csv\.h' "${no_csv[@]}"
forbid "xxHash is behind base/hash" 'xxhash\.h' "${no_hash[@]}"

# What is quoted in an include is of ours, and named from lib/.
while IFS=: read -r file line text; do
  name=${text#*\"}
  name=${name%%\"*}
  [[ -e lib/$name && $name == */* ]] && continue
  echo "$file:$line: \"$name\" is no header of lib/, named with its folder"
  found=1
done < <(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "${all[@]}")
((${#base[@]} > 10 && ${#table[@]} > 2)) || { echo "found too few sources to believe it"; found=1; }
exit "$found"
