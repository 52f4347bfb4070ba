#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh [BUILD]: installs into a scratch folder, works from there, and removes all of it again.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

# What make install and uninstall call; make itself would build again if this build has other flags.
lib/install/install.sh "$build" "$W/root" /usr >/dev/null
check $? "install.sh"
export PATH=$W/root/usr/bin:$PATH
share=$W/root/usr/share

for source in tools/*.c; do
  tool=$(basename "$source" .c)
  gives 0 "tillroll $tool --version" tillroll "$tool" --version
  tillroll help | grep -q "^  $tool  *[a-z]"
  check $? "tillroll help names $tool"
  gives 0 "tillroll help $tool" tillroll help "$tool"
  grep -q "^usage: $tool" "$W/out"
  check $? "tillroll help $tool shows its usage"
  [[ -f $share/man/man1/tillroll-$tool.1 ]]
  check $? "page of $tool"
done
for file in $(cd pipelines && find . -type f) ; do
  cmp -s "pipelines/$file" "$share/tillroll/$file"
  check $? "share/tillroll/$file"
done

gives 2 "no arguments" tillroll
gives 2 "no such tool" tillroll nonsense
grep -q '"nonsense"' "$W/err"
check $? "the message names what is not there"
! grep -q 'did you mean' "$W/err"
check $? "nothing is near it"
for slip in rfmm:rfm agregate:aggregate clvpred:clvpredict; do
  gives 2 "tillroll ${slip%:*}" tillroll "${slip%:*}"
  grep -q "did you mean ${slip#*:}?" "$W/err"
  check $? "$slip: the nearest tool: $(cat "$W/err")"
done
gives 2 "a path is no tool" tillroll ../../bin/sh
gives 0 "tillroll path" tillroll path
[[ $(cat "$W/out") == "$W/root/usr/libexec/tillroll" ]]
check $? "tillroll path: $(cat "$W/out")"
[[ $(tillroll --version) =~ ^tillroll\ [0-9]+\.[0-9]+ ]]
check $? "tillroll --version: $(tillroll --version)"

# An installed tool finds its schemas and segment maps beside itself, from any folder, and through a symbolic link.
tr '\t' ',' <tests/contract/lines.tsv >"$W/lines.csv"
(cd "$W" && tillroll clean --schema generic lines.csv >lines.tsv) &&
  cmp -s <(cut -f 1-10 tests/contract/lines.tsv) <(cut -f 1-10 "$W/lines.tsv")
check $? "tillroll clean --schema generic"
ln -s "$W/root/usr/bin/tillroll" "$W/linked"
gives 0 "through a symbolic link" "$W/linked" help

# complete WORD...: what bash offers for the last word
complete_with() {
  bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tillroll; printf "%s\n" "${COMPREPLY[@]}"' - \
    "$share/bash-completion/completions/tillroll" "$@"
}
gives 0 "bash reads its completions" bash -n "$share/bash-completion/completions/tillroll"
[[ $(complete_with tillroll cle) == clean ]]
check $? "bash completes a tool"
[[ $(complete_with tillroll clean --stat) == --stats ]]
check $? "bash completes an option"
[[ $(complete_with tillroll clean --on-bad s) == $'stop\nskip' ]]
check $? "bash completes a choice"
[[ $(complete_with tillroll clean --schema online-retail) == $'online-retail\nonline-retail-ii' ]]
check $? "bash completes a schema"
[[ $(complete_with tillroll rfm --segments t) == ten && $(complete_with tillroll rfm --segments no) == none ]]
check $? "bash completes a segment map"
[[ $(complete_with tillroll clvfit --family bg) == $'bgnbd\nbgbb' && $(complete_with tillroll clvpredict --family sb) == sbg ]]
check $? "bash completes a family"
# plain NAME WORD...: what bash offers after a tool's plain name
plain() {
  # shellcheck disable=SC2016
  PATH=$(tillroll path):$PATH bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _tillroll_plain "$1"; printf "%s\n" "${COMPREPLY[@]}"' - "$share/bash-completion/completions/tillroll" "$@"
}
[[ $(plain rfm --segments te) == ten ]]
check $? "bash completes after a plain name"
[[ -z $(plain ls --segments te) ]]
check $? "bash completes after another program's name"
for shell in zsh:zsh/site-functions/_tillroll fish:fish/vendor_completions.d/tillroll.fish; do
  [[ -s $share/${shell#*:} ]]
  check $? "${shell#*:}"
  ! command -v "${shell%%:*}" >/dev/null || gives 0 "${shell%%:*} reads its completions" "${shell%%:*}" -n "$share/${shell#*:}"
done

lib/install/uninstall.sh "$W/root" /usr >/dev/null
check $? "uninstall.sh"
[[ -z $(find "$W/root" -type f) ]]
check $? "uninstall.sh leaves nothing: $(find "$W/root" -type f | head -n 3)"
lib/install/install.sh "$build" "$W/root" /usr/local >/dev/null && [[ -s $W/root/etc/fish/completions/tillroll.fish ]]
check $? "fish finds its completions with the default PREFIX"
lib/install/uninstall.sh "$W/root" /usr/local >/dev/null && [[ -z $(find "$W/root" -type f) ]]
check $? "uninstall.sh leaves nothing with the default PREFIX: $(find "$W/root" -type f | head -n 3)"
finish
