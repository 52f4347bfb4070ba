# SPDX-License-Identifier: GPL-3.0-or-later
#
# decide.awk: what a step is made from, and whether that has changed. Reads these files, distinguished by the variable
# "reading":
#
#     uses     NAME, then a fact: the tools, variables and common.sh, as they are now
#     hashes   name, bytes, hash: the files in OUT, as they are now
#     plan     the recipes of make -n, each from "step TARGET PREREQUISITE..." to "deliver", in the order of making
#
# Writes by "mode": fresh  the outputs of the steps that have nothing to do, a line each
#                   why    "TARGET: REASON" for every other step
#                   facts  what the one step of the plan is made from, as its .prov has it; status 1 if it is to be made
# and to the file "targets", if there is this variable, the targets of the plan.
#
# A step that needs a file which is not fresh is not fresh itself, except in mode facts, in which all that it needs exists,
# with the hashes in its .prov. In folder[] "" and ".run/" stand for OUT and the folder in it. In the environment "out" and
# "here" are the names of OUT and of the folder of this file: they do not count in a command, and are left out.

BEGIN {
    FS = OFS = "\t"
    OUT = ENVIRON["out"] "/"
}

reading == "uses" {
    name = $1
    use[name] = use[name] substr($0, length(name) + 2) "\n"
    next
}
reading == "hashes" { hash[$1] = $2 FS $3; next }

{
    gsub(/\t/, " ")
    sub(/^ +/, "")
    $0 = without(without($0, OUT), ENVIRON["here"])
}
/^\. .*common\.sh; step / {
    needs = split(substr($0, index($0, "; step ") + 7), need, " ")
    target = need[1]
    if (targets != "") print target > targets
    command = ""
    next
}
$0 == "deliver" && target != "" { judge(); target = ""; next }
target != "" { command = command "command\t\t" $0 "\t\t\n" }

END { exit mode == "facts" && stale }

function judge(    facts, i, reason) {
    for (i = 2; i <= needs; i++)
        facts = facts fact(need[i])
    facts = facts command
    reason = force != "" ? "is forced" : because(facts)
    if (mode == "facts") { printf "%s", facts; stale = reason != "" }
    if (mode == "why" && reason != "") print base(target) ": " reason
    if (reason == "")
        for (i = 1; i <= outputs; i++) {
            fresh[output[i]] = 1
            if (mode == "fresh") print OUT output[i]
        }
}

# NAME: the facts of something needed.
function fact(name) {
    if (name ~ /(^|\/)uses\/[^\/]*$/)
        return use[base(name)]
    if (mode == "facts" && !(name in hash))
        hash[name] = made(name)
    return "input\t" base(name) "\t\t" (name in hash ? hash[name] : FS) "\n"
}

# NAME: bytes and hash that the step which made it has recorded.
function made(name,    file, line, f, known) {
    file = OUT name ".prov"
    known = FS
    while ((getline line < file) > 0) {
        split(line, f, FS)
        if (f[1] == "output" && f[2] == base(name)) known = f[4] FS f[5]
    }
    close(file)
    return known
}

# FACTS: why the step has to be made; "" if it does not.
function because(facts,    i) {
    if (!(target in hash)) return "is not there"
    for (i = 2; mode != "facts" && i <= needs; i++)
        if (need[i] !~ /(^|\/)uses\/[^\/]*$/ && !(need[i] in fresh)) return base(need[i]) " is made again"
    recorded()
    for (i = 1; i <= outputs; i++)
        if (hash[output[i]] != written[i]) return base(output[i]) " is not as it was made"
    return difference(facts)
}

# Reads the target's .prov: before[] gets its facts, output[] and written[] its outputs.
function recorded(    file, line, f, folder) {
    file = OUT target ".prov"
    folder = substr(target, 1, length(target) - length(base(target)))
    befores = outputs = 0
    while ((getline line < file) > 0) {
        split(line, f, FS)
        if (f[1] == "output") { output[++outputs] = folder f[2]; written[outputs] = f[4] FS f[5] }
        else if (f[1] != "stat" && f[1] != "fact") before[++befores] = line
    }
    close(file)
}

# FACTS: how they differ from before[]; names of files and versions of tools do not count, what is in them does.
function difference(facts,    n, now, i, a, b, both) {
    n = split(facts, now, "\n") - 1
    if (!befores) return "has no .prov"
    for (i = 1; i <= n || i <= befores; i++) {
        split(i <= n ? now[i] : before[i], a, FS)
        split(i <= befores ? before[i] : now[i], b, FS)
        both = i <= n && i <= befores
        if (both && plain(a) == plain(b)) continue
        if (a[1] == "command" || a[1] != b[1]) return "its command has changed"
        if (both && a[2] == b[2] && a[1] == "variable" && a[5] == "") return a[2] " was " b[3] ", is " a[3]
        return a[2] " has changed"
    }
    return ""
}

# TEXT NAME: the text without the name, wherever it is.
function without(text, name,    at, kept) {
    while (name != "" && (at = index(text, name))) {
        kept = kept substr(text, 1, at - 1)
        text = substr(text, at + length(name))
    }
    return kept text
}

function plain(f) { return f[1] FS f[2] FS (f[5] == "" ? f[3] : "") FS f[4] FS f[5] }
function base(path) { sub(/.*\//, "", path); return path }
