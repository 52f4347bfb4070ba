#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# completions.sh bash|zsh|fish FOLDER: the shell's completions for `tillroll TOOL --OPTION VALUE`, made from what each
# tool in FOLDER says of itself with --spec.
set -eu

shell=$1
folder=$2
for tool in "$folder"/*; do
  "$tool" --spec
done | awk -F '\t' -v shell="$shell" '
  $1 == "tool" { tool[++tools] = $2 }
  $1 == "purpose" { purpose[tools] = $2 }
  $1 == "option" || $1 == "shared" { n = ++options[tools]; name[tools, n] = $2; kind[tools, n] = $3; arg[tools, n] = $4; help[tools, n] = $5 }

  function words(t, o) { return kind[t, o] == "choice" ? arg[t, o] : "" }
  function spaced(s) { gsub(/[|]/, " ", s); return s }
  function quoted(s) { gsub(/\047/, "\047\\\047\047", s); return "\047" s "\047" }
  function is_file(t, o) { return kind[t, o] == "outfile" || kind[t, o] == "infile" }

  function bash(t, o) {
    print "# bash completion of tillroll, made from the tools\047 --spec"
    print "_tillroll() {"
    print "  local word=${COMP_WORDS[COMP_CWORD]} words=\"help path\""
    print "  ((COMP_CWORD < 2)) || words="
    print "  case $COMP_CWORD:${COMP_WORDS[1]-}:${COMP_WORDS[COMP_CWORD - 1]-} in"
    print "    1:*) words=\"$words " all_tools() "\" ;;"
    print "    2:help:*) words=\"" all_tools() "\" ;;"
    for (t = 1; t <= tools; t++) {
      for (o = 1; o <= options[t]; o++)
        if (words(t, o))
          print "    *:" tool[t] ":" name[t, o] ") words=\"" spaced(words(t, o)) "\" ;;"
        else if (kind[t, o] != "flag")
          print "    *:" tool[t] ":" name[t, o] ") return ;;"
    }
    for (t = 1; t <= tools; t++)
      print "    *:" tool[t] ":*) [[ $word != -* ]] || words=\"" all_options(t) "\" ;;"
    print "  esac"
    print "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")"
    print "}"
    print "complete -o default -F _tillroll tillroll"
  }
  function all_tools(    t, s) { for (t = 1; t <= tools; t++) s = s (t > 1 ? " " : "") tool[t]; return s }
  function all_options(t,    o, s) { for (o = 1; o <= options[t]; o++) s = s (o > 1 ? " " : "") name[t, o]; return s }

  function zsh(t, o) {
    print "#compdef tillroll"
    print "# zsh completion of tillroll, made from the tools\047 --spec"
    print "local -a tools=("
    print "  " quoted("help:lists the tools, or says what one of them does")
    print "  " quoted("path:the folder of the tools")
    for (t = 1; t <= tools; t++) print "  " quoted(tool[t] ":" purpose[t])
    print ")"
    print "if ((CURRENT == 2)); then"
    print "  _describe tool tools"
    print "  return"
    print "fi"
    print "local tool=$words[2]"
    print "shift words"
    print "((CURRENT--))"
    print "case $tool in"
    print "  help) _describe tool tools ;;"
    for (t = 1; t <= tools; t++) {
      print "  " tool[t] ")"
      print "    _arguments \\"
      for (o = 1; o <= options[t]; o++) print "      " quoted(zsh_option(t, o)) " \\"
      print "      \047*:file:_files\047"
      print "    ;;"
    }
    print "esac"
  }
  function zsh_option(t, o,    s) {
    s = help[t, o]
    gsub(/\\/, "\\\\&", s)
    gsub(/\[/, "\\\\&", s)
    gsub(/\]/, "\\\\&", s)
    gsub(/:/, "\\\\&", s)
    s = name[t, o] "[" s "]"
    if (kind[t, o] == "flag") return s
    if (words(t, o)) return s ":" name[t, o] ":(" spaced(words(t, o)) ")"
    return s ":" (is_file(t, o) ? "file:_files" : tolower(kind[t, o]) ": ")
  }

  function fish(t, o, when) {
    print "# fish completion of tillroll, made from the tools\047 --spec"
    print "complete -c tillroll -n __fish_use_subcommand -f -a help -d " quoted("lists the tools, or says what one of them does")
    print "complete -c tillroll -n __fish_use_subcommand -f -a path -d " quoted("the folder of the tools")
    print "complete -c tillroll -n " quoted("__fish_seen_subcommand_from help") " -f -a " quoted(all_tools())
    for (t = 1; t <= tools; t++) {
      print "complete -c tillroll -n __fish_use_subcommand -f -a " tool[t] " -d " quoted(purpose[t])
      when = "complete -c tillroll -n " quoted("__fish_seen_subcommand_from " tool[t])
      for (o = 1; o <= options[t]; o++)
        print when (name[t, o] ~ /^--/ ? " -l " substr(name[t, o], 3) : " -s " substr(name[t, o], 2)) \
          (kind[t, o] == "flag" ? "" : words(t, o) ? " -x -a " quoted(spaced(words(t, o))) : is_file(t, o) ? " -r" : " -x") \
          " -d " quoted(help[t, o])
    }
  }
  END {
    if (shell == "bash") bash()
    else if (shell == "zsh") zsh()
    else fish()
  }'
