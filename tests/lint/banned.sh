#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Functions that are not used: they write without bounds, fail silently, or depend on the locale, the clock or chance.
set -u
found=0

# ban WHY FUNCTION...: in the code of tools and lib, comments and texts apart
ban() {
  local why=$1 names
  shift
  names=$(IFS='|'; echo "$*")
  if (cd "$scratch" && grep -nE "(^|[^a-zA-Z0-9_.>\"])($names)[[:space:]]*\(" -- *) | grep -vE "${except:-^$}"; then
    echo "  $why"
    found=1
  fi
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
while read -r file; do # without comments, line by line; texts become ""
  cc -fpreprocessed -dD -E "$file" 2>/dev/null | sed -E 's/"([^"\\]|\\.)*"/""/g; /^# [0-9]/d' >"$scratch/${file//\//:}"
done < <(find tools lib -name '*.[ch]')

ban "no length: snprintf, memcpy, a buf" sprintf vsprintf strcpy strcat stpcpy strncpy strncat gets scanf fscanf sscanf alloca
# num is the one strict parser: it may call these, since it checks what they do not.
except='^lib:base:num\.c:' ban "no error: num_uint, num_double, decimal_parse" atoi atol atoll atof strtol strtoul strtod strtof strtold strtoll strtoull
ban "unchecked memory: mem_str" strdup strndup
ban "hidden state" strtok asctime ctime gmtime localtime rand srand random srandom drand48 tmpnam mktemp tempnam
ban "the locale" setlocale localeconv strcoll strxfrm newlocale uselocale
ban "the clock" time gettimeofday strftime mktime
ban "another program" system popen
cd "$scratch" || exit 1
if grep -nE 'getenv\(' -- * | grep -vE 'getenv\(""\)'; then
  echo "  the environment is TMPDIR, NO_COLOR and TZDIR alone"
  found=1
fi
exit "$found"
