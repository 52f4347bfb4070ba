#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# uninstall.sh DESTDIR PREFIX: removes what install.sh put there.
set -eu

to=$1$2
rm -rf "$to/libexec/tillroll" "$to/share/tillroll"
rm -f "$to/bin/tillroll" "$to"/share/man/man[1-9]/tillroll.[1-9] "$to"/share/man/man[1-9]/tillroll-*.[1-9] \
  "$to/share/bash-completion/completions/tillroll" "$to/share/zsh/site-functions/_tillroll" \
  "$to/share/fish/vendor_completions.d/tillroll.fish"
[ "$2" != /usr/local ] || rm -f "$1/etc/fish/completions/tillroll.fish"
echo "uninstalled: $2/bin/tillroll"
