#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# No path of one machine, no unfinished mark, no blank at the end of a line (tables apart).
set -u
found=0
mapfile -t files < <(if [[ -e .git ]]; then git ls-files -co --exclude-standard; else find . -type f; fi |
  grep -vE '^(\./)?(\.git|\.build|\.ci|out|sample-data/.*csv|LICENSE)(/|$)')
grep -nIE '(^|[^.A-Za-z])/(work|home|farm)/|\.\./shared/[a-z]*\.md' "${files[@]}" && found=1
grep -nIE '\b(TO''DO|FIX''ME|XX''X|HA''CK)\b|not (yet )?imple''mented|place''holder' "${files[@]}" && found=1
printf '%s\n' "${files[@]}" | grep -vE '\.(tsv|md)$' | xargs -d '\n' grep -nIE '[[:blank:]]+$' && found=1

# Words that are out of use (lib/README.md names others for them).
mapfile -t prose < <(printf '%s\n' "${files[@]}" | grep -E '^(README\.md|(man|lib|tools|pipelines)/.*)$' | grep -v '^lib/README\.md$')
grep -nIiwE 'wherein|thereof|therein|thereby|whereof|whilst|amongst|hitherto|henceforth|heretofore|aforesaid|wherefore|albeit|nought|betwixt|ere|shall|nobody who|foretells?|at a step|dealt out|given out|of use to others|nobody knows|a row a|one row a|is there twice|stands? there twice|is not what it takes|matches nobody|rate of discount' \
  "${prose[@]}" && found=1
# A condition is "if": not NULL where there is none.
grep -nIE '\b(NULL|NaN|[Ff]alse|[A-Z]+_NONE|[Ee]nds the tool(, status [0-9],)?) where\b' "${prose[@]}" && found=1
exit "$found"
