#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# completions.sh bash|zsh|fish FOLDER PIPELINES: the shell's completions for `tillroll TOOL --OPTION VALUE` and for the plain
# names of the tools, made from what each tool in FOLDER says of itself with --spec. The values are an option's choices, the
# words that its text lists, or the schemas and segment maps in PIPELINES.
set -eu

shell=$1
folder=$2
shipped() { find "$1" -type f | sed 's,.*/,,' | sort | paste -sd '|' -; }
for tool in "$folder"/*; do
  "$tool" --spec
done | awk -F '\t' -v shell="$shell" -v schemas="$(shipped "$3/schemas")" -v segments="$(shipped "$3/segments")|none" '
  $1 == "tool" { tool[++tools] = $2 }
  $1 == "purpose" { purpose[tools] = $2 }
  $1 == "option" || $1 == "shared" { n = ++options[tools]; name[tools, n] = $2; kind[tools, n] = $3; arg[tools, n] = $4; help[tools, n] = $5 }

  function words(t, o) {
    if (kind[t, o] == "choice") return arg[t, o]
    if (name[t, o] == "--schema") return schemas
    if (name[t, o] == "--segments") return segments
    if (kind[t, o] !~ /^(text|list)$/ || arg[t, o] ~ /=/) return ""
    if (name[t, o] == "--family") return families
    return listed(help[t, o])
  }
  # Words that a text lists: at least three, with commas between them.
  function listed(text,    n, part, s, i, most) {
    while (match(text, /[a-z_]+(, ?[a-z_]+)+/)) {
      n = split(substr(text, RSTART, RLENGTH), part, /, ?/)
      text = substr(text, RSTART + RLENGTH)
      if (part[n] == "or") n--
      for (i = 1; i <= n; i++) s = s (s == "" ? "" : "|") part[i]
      most = n > most ? n : most
    }
    return most > 2 ? s : ""
  }
  $1 == "option" && $2 == "--family" && families == "" { families = listed($5) }
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
    print "# By its plain name, if it is ours and not another program of that name."
    print "_tillroll_plain() {"
    print "  [[ $(type -P \"$1\") == \"$(tillroll path 2>/dev/null)/$1\" ]] || return 0"
    print "  COMP_WORDS=(tillroll \"${COMP_WORDS[@]}\")"
    print "  COMP_CWORD=$((COMP_CWORD + 1))"
    print "  _tillroll"
    print "}"
    print "complete -o default -F _tillroll_plain " all_tools()
  }
  function all_tools(    t, s) { for (t = 1; t <= tools; t++) s = s (t > 1 ? " " : "") tool[t]; return s }
  function all_options(t,    o, s) { for (o = 1; o <= options[t]; o++) s = s (o > 1 ? " " : "") name[t, o]; return s }

  function zsh(t, o) {
    print "#compdef tillroll " all_tools()
    print "# zsh completion of tillroll, made from the tools\047 --spec"
    print "local -a tools=("
    print "  " quoted("help:lists the tools, or says what one of them does")
    print "  " quoted("path:the folder of the tools")
    for (t = 1; t <= tools; t++) print "  " quoted(tool[t] ":" purpose[t])
    print ")"
    print "local tool=$service"
    print "if [[ $service == tillroll ]]; then"
    print "  if ((CURRENT == 2)); then"
    print "    _describe tool tools"
    print "    return"
    print "  fi"
    print "  tool=$words[2]"
    print "  shift words"
    print "  ((CURRENT--))"
    print "elif [[ ${commands[$service]-} != $(tillroll path 2>/dev/null)/$service ]]; then"
    print "  _default"
    print "  return"
    print "fi"
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

  function fish(t, o) {
    print "# fish completion of tillroll, made from the tools\047 --spec"
    print "function __tillroll_plain # TOOL: is it ours, and not another program of that name?"
    print "    test (command -v $argv[1]) = (tillroll path 2>/dev/null)/$argv[1] 2>/dev/null"
    print "end"
    print "complete -c tillroll -n __fish_use_subcommand -f -a help -d " quoted("lists the tools, or says what one of them does")
    print "complete -c tillroll -n __fish_use_subcommand -f -a path -d " quoted("the folder of the tools")
    print "complete -c tillroll -n " quoted("__fish_seen_subcommand_from help") " -f -a " quoted(all_tools())
    for (t = 1; t <= tools; t++) {
      print "complete -c tillroll -n __fish_use_subcommand -f -a " tool[t] " -d " quoted(purpose[t])
      fish_options(t, "complete -c tillroll -n " quoted("__fish_seen_subcommand_from " tool[t]))
      fish_options(t, "complete -c " tool[t] " -n " quoted("__tillroll_plain " tool[t]))
    }
  }
  function fish_options(t, when,    o) {
      for (o = 1; o <= options[t]; o++)
        print when (name[t, o] ~ /^--/ ? " -l " substr(name[t, o], 3) : " -s " substr(name[t, o], 2)) \
          (kind[t, o] == "flag" ? "" : words(t, o) ? " -x -a " quoted(spaced(words(t, o))) : is_file(t, o) ? " -r" : " -x") \
          " -d " quoted(help[t, o])
  }
  END {
    if (shell == "bash") bash()
    else if (shell == "zsh") zsh()
    else fish()
  }'
