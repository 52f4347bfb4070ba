#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C file is as clang-format leaves it.
find lib tools tests -name '*.[ch]' -exec clang-format --dry-run -Werror {} + && exit
echo "remedy: clang-format -i FILE"
exit 1
