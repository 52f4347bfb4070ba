#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# mandoc finds nothing in the manual; each tool has a page, and each page of a tool has a tool.
set -u
found=0
for page in man/*.[1-9]; do
  mandoc -T lint -W warning "$page" || found=1
done
diff <(basename -s .c tools/*.c | sort) <(basename -s .1 man/tillroll-*.1 | sed 's/^tillroll-//' | sort) || found=1
# The line after the name is the purpose that --help prints.
for source in tools/*.c; do
  tool=$(basename -s .c "$source")
  purpose=$(sed -n 's/^    \.purpose = "\(.*\)",$/\1/p' "$source")
  [[ -z $purpose ]] || grep -qxF ".Nd $purpose" "man/tillroll-$tool.1" || { echo "man/tillroll-$tool.1: .Nd is not \"$purpose\""; found=1; }
done
# A terminal has 80 columns; a table that is shown may be a little wider.
for page in man/*.[1-9]; do
  mandoc -T ascii "$page" | sed 's/.\x08//g' | awk -v page="$page" '
    length > 86 { print page ": more than 86 columns: " $0; wide = 1 } END { exit wide }' || found=1
done
exit "$found"
