# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by statistics.sh: the topic of experiments. Several of its rows differ in their inputs alone, so its lines hold
# the inputs after the value.

# shellcheck disable=SC2154 # so is $statistics
# The rows of a topic whose case begins with a text: case, quantity, inputs.
rows_of() { awk -F'\t' -v OFS='\t' -v topic="$1" -v begin="$2" '$1 == topic && index($2, begin) == 1 { print $2, $3, $4 }' "$statistics"; }

# Inputs such as "p1=0.05 n=2000 per group" as options of absize.
plan_options() {
  awk '{ sub(/;.*/, "")
    for (i = 1; i <= NF; i++) if (split($i, part, "=") > 1) given[part[1]] = part[split($i, part, "=")] }
    END { if ("p1" in given) printf " --rate %s", given["p1"]
      if ("p2" in given) printf " --effect %.10g", given["p2"] - given["p1"]
      n = split("delta --effect sd --sd n -n power --power alpha --alpha k --ratio", option, " ")
      for (i = 1; i < n; i += 2) if (option[i] in given) printf " %s %s", option[i + 1], given[option[i]] }' <<<"$1"
}

# What absize calls a quantity.
plan_names() {
  case $1 in
    *strict*'not rounded'*) echo n_a_both_tails ;;
    'power, strict'*) echo power_both_tails ;;
    'n1, n2'*normal*) echo n_a_normal n_b_normal ;;
    'n1, n2'*) echo n_a_exact n_b_exact ;;
    *'normal formula'*) echo n_a_normal ;;
    *'not rounded'*) echo n_a_exact ;;
    *'rounded up'*) echo n_a ;;
    *p2*) echo rate_b ;;
    *delta*) echo effect ;;
    *) echo power ;;
  esac
}

plans() {
  local case quantity inputs
  while IFS=$'\t' read -r case quantity inputs; do
    # shellcheck disable=SC2046 # options are words
    absize $(plan_options "$inputs") 2>err | awk -F'\t' -v OFS='\t' -v names="$(plan_names "$quantity")" \
      -v title="$case" -v quantity="$quantity" -v inputs="$inputs" '
      { value[$1] = $2 }
      END { n = split(names, name, " ")
        for (i = 1; i <= n; i++) text = text (i > 1 ? " " : "") value[name[i]]
        print title, quantity, text, inputs }'
  done < <(rows_of experiments power && rows_of experiments unequal)
}

topic_experiments() {
  plans
}
