#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh BUILD DESTDIR PREFIX: what uninstall.sh removes again.
set -eu

build=$1
to=$2$3
here=$(dirname "$0")
root=$here/../..

install -d "$to/bin" "$to/libexec/tillroll" "$to/share/tillroll"
install -m 755 "$here/tillroll.sh" "$to/bin/tillroll"
for source in "$root"/tools/*.c; do
  install -m 755 "$build/bin/$(basename "$source" .c)" "$to/libexec/tillroll/"
done
(cd "$root/pipelines" && find . -type f) | while read -r file; do
  install -D -m 644 "$root/pipelines/$file" "$to/share/tillroll/$file"
done
for page in "$root"/man/tillroll*.[1-9]; do
  install -D -m 644 "$page" "$to/share/man/man${page##*.}/${page##*/}"
done

# completion SHELL FILE
completion() {
  install -d "$(dirname "$2")"
  "$here/completions.sh" "$1" "$to/libexec/tillroll" "$root/pipelines" >"$2"
}
completion bash "$to/share/bash-completion/completions/tillroll"
completion zsh "$to/share/zsh/site-functions/_tillroll"
# fish does not look into /usr/local.
if [ "$3" = /usr/local ]; then
  completion fish "$2/etc/fish/completions/tillroll.fish"
else
  completion fish "$to/share/fish/vendor_completions.d/tillroll.fish"
fi
echo "installed: $3/bin/tillroll"
