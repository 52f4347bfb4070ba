# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Options and files that exclude each other: bounds, relations that the table of options states, shared options that
# could do nothing, outputs that would replace a file. Sourced by tool.sh.
# shellcheck disable=SC2034,SC2094,SC2154

# sample INDEX: the option with a value that it takes, in $sample.
sample() {
  local bounds=${option_bounds[$1]} value=x
  case ${option_kinds[$1]} in
    flag) sample=("${options[$1]}") && return ;;
    uint | number | size | span)
      value=$(awk -v b="$bounds" 'BEGIN { n = split(b, end, /\.\./); lo = end[1] + 0; hi = end[2]
        if (n < 2) print 1; else if (hi == "") print lo + 1; else if (hi - lo > 1) print lo + 1; else print (lo + hi) / 2 }')
      [[ ${option_kinds[$1]} == span ]] && value+=d
      ;;
    date) value=2011-12-01 ;;
    choice) value=${option_args[$1]%%|*} ;;
    outfile) value=side.file ;;
    infile) value=in ;;
  esac
  sample=("${options[$1]}" "$value")
}

option_index() { # option_index NAME, without its dashes: in $index
  column_index "--$1" "${options[@]}" || column_index "-$1" "${options[@]}"
}

section_bounds() {
  local i option bounds unit value
  for i in "${!options[@]}"; do
    [[ ${option_kinds[i]} =~ ^(uint|number|size|span)$ ]] || continue
    option=${options[i]} bounds=${option_bounds[i]} unit=
    [[ ${option_kinds[i]} == span ]] && unit=d
    last="$tool --spec"
    [[ $bounds == *..* ]]; check $? "bounds of $option" "LEAST..MOST" "${bounds:-none}"
    while read -r value; do
      run "$option" "$value$unit" </dev/null; expect "$option $value$unit, out of $bounds" 2 "$option $value$unit"
    done < <(awk -v b="$bounds" 'BEGIN { split(b, end, /\.\./)
      if (end[2] != "") printf "%.0f\n", end[2] + 1
      if (end[1] > 0) printf "%.0f\n", end[1] < 1 ? 0 : end[1] - 1 }')
  done
}

# The condition is one of: NAME, NAME=WORD,WORD.
section_relations() {
  local i condition
  for i in "${!options[@]}"; do
    sample "$i"
    [[ -z ${option_goes_with[i]} ]] || alone "$i"
    for condition in ${option_excludes[i]//|/ }; do
      fulfil "$condition"
      run "${sample[@]}" "${fulfilled[@]}" </dev/null
      expect "${options[i]} with $condition" 2
    done
    for condition in ${option_needed_by[i]//|/ }; do
      local kept=("${plain[@]}")
      without_option "${options[i]##*-}"
      fulfil "$condition"
      run_bare ${kept[@]+"${kept[@]}"} "${fulfilled[@]}" </dev/null
      expect "$condition without ${options[i]}" 2
    done
  done
}

# fulfil CONDITION: options that make it hold, in $fulfilled.
fulfil() {
  local sample
  option_index "${1%%=*}" || { bad "condition $1" "an option of the tool" "none" && fulfilled=(--help) && return; }
  sample "$index"
  [[ $1 == *=* ]] && sample[1]=${1#*=} && sample[1]=${sample[1]%%,*}
  fulfilled=("${sample[@]}")
}

# The option without any of those that it goes with; for a choice, with another word.
alone() {
  local condition word kept=("${plain[@]}") other=()
  for condition in ${option_goes_with[$1]//|/ }; do
    without_option "${condition%%=*}"
    [[ $condition == *=* ]] || continue
    option_index "${condition%%=*}"
    for word in ${option_args[index]//|/ }; do
      [[ ,${condition#*=}, == *",$word,"* ]] || { other+=("${options[index]}" "$word") && break; }
    done
  done
  run_bare ${kept[@]+"${kept[@]}"} ${other[@]+"${other[@]}"} "${sample[@]}" </dev/null
  expect "${sample[*]} without what it goes with" 2
}

# A shared option that could do nothing is refused, and --help does not show it.
section_idle() {
  local idle=() option
  [[ $drops == yes ]] || idle+=(--dropped)
  [[ $shape =~ ^(source|page)$ ]] && idle+=(--on-bad --max-bad --progress)
  for option in ${idle[@]+"${idle[@]}"}; do
    case $option in
      --on-bad) run "$option" skip <in ;;
      --max-bad) run --on-bad skip "$option" 1 <in ;;
      --progress) run "$option" <in ;;
      *) run "$option" left <in ;;
    esac
    expect "$option, which has no effect" 2 effect
    [[ " ${all_options[*]} " != *" $option "* ]]; check $? "$option" "no word of it in --spec" "${all_options[*]}"
  done
}

# No file that is written replaces an input or another one, whatever it is called.
section_meetings() {
  local option path
  for path in - /dev/stdout; do
    run --stats "$path" <in; expect "--stats $path" 2 --stats
  done
  for option in ${outfiles[@]+"${outfiles[@]}"}; do
    run --stats meets "$option" ./meets <in; expect "--stats and $option in one place" 2
    [[ ! -e meets ]]; check $? "--stats and $option in one place" "no file" "meets"
  done
  [[ $shape == source ]] && return
  ln -sf in link
  for path in in ./in link; do
    run --stats "$path" in; expect "--stats $path over the input" 2 --stats
  done
  cp in meets.why
  run --on-bad skip --bad meets meets.why; expect "FILE.why over the input" 2 meets.why
  run --on-bad skip --bad other --stats other.why in; expect "FILE.why and --stats in one place" 2 other.why
  cmp -s in meets.why; check $? "the input" "as it was" "$(cat meets.why)"
  rm -rf side; mkdir side
  run --on-bad skip --bad side/bad --stats side/none/stats in; expect "one side file that cannot be" 3
  [[ -z $(ls -A side) ]]; check $? "one side file that cannot be" "none of the others" "$(ls -A side)"
  [[ $shape == sink ]] && return
  cp in grows
  last="$tool ${plain[*]} grows >>grows"; fresh
  err=$("$bin/$tool" "${plain[@]}" grows 2>&1 >>grows); status=$?; look
  expect "output onto the input" 2 input
  cmp -s in grows; check $? "output onto the input" "as it was" "$(tail -n 3 grows)"
}
