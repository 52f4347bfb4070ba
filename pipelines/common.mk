# SPDX-License-Identifier: GPL-3.0-or-later
#
# common.mk: what the pipelines share. A pipeline lists its variables and its outputs,
#
#     AS_OF.is = date    the last observed day    (for each variable: its kind, and its meaning)
#     TOOLS    = aggregate                        (the tools that it runs; PROGRAMS: other programs)
#     OUTPUTS  = $(OUT)/orders.tsv                (the files that it makes)
#
# includes this file, and lists its steps:
#
#     $(OUT)/orders.tsv: $(call from,lines.tsv,aggregate AS_OF)
#         $(step)
#         aggregate --by order --as-of $(AS_OF) --stats $$stats $< > $$new/orders.tsv
#         deliver
#
# Facts. Beside each output there is NAME.prov, which records what the output was made from: the text of the command,
# and the bytes and XXH3 of the inputs, of the tools, of files that variables name, and of the output itself. A step has
# nothing to do if all of this is unchanged; otherwise it runs, and so do the steps that need its output. No clock is
# used: for make, a step that has nothing to do has no prerequisites, and every other one has FORCE among them ("from",
# below). Before anything is made, make -n prints the plan, with all steps forced, and the commands in it are compared
# with the .prov files (plan.sh, decide.awk). A step compares once more when it runs, since its inputs may have been
# made again with the same bytes: then nothing is done (common.sh). A file that was edited by hand is made again.
#
# from: the first list has files in OUT, the second the other facts: the tools and the variables. (A variable in the
# command counts anyway. If it is in this list, it is in .prov too, and "why" can print its old value. A variable whose
# value is names of files must be in the list.) A value that does not change the result must not be in the command: write
# $$JOBS, not $(JOBS).
#
# step: the recipe writes into the folder $new. deliver moves its files to the target's folder, each with its .prov.
# A recipe that fails or is killed before that changes nothing. $tmp is a folder for scratch, $stats a name for --stats
# (with several tools: $stats.clean, ...). Standard error goes to the terminal and to $(STATE)/log, time to
# $(STATE)/timing.tsv. A recipe is one shell, bash -eu -o pipefail; the functions that it may call are in common.sh.
#
# Adding a step: 1. its files into OUTPUTS, as $(call part,NAME,its.tsv) if PARTS may leave it out, with NAME in PARTS.is
# and PARTS; 2. its tool into TOOLS; 3. its rule, as above. Two files at once: $(OUT)/a.tsv $(OUT)/b.tsv &: ...
#
# The last step writes $(OUT)/PIPELINE.manifest: name, bytes and XXH3 of every table. While this file is there, the tables
# are those of one whole run ("make verify" checks all of them): it is removed before one of its tables is replaced.
# $(STATE)/history.tsv has a row for each run. $(STATE)/lock is held from the first check to the end of make.
#
# Values are data: they are never expanded, and variables of the environment are ignored, except with make -e.

ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error GNU make 4.3 or later is needed, this is $(MAKE_VERSION))
endif

SHELL := $(firstword $(wildcard /bin/bash /usr/bin/bash /usr/local/bin/bash) bash)
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.SILENT:
.SUFFIXES:
.SECONDEXPANSION:
.PHONY: all help clean dag history status timing verify why FORCE
.DEFAULT_GOAL := all

HERE := $(dir $(lastword $(MAKEFILE_LIST)))
PIPELINE := $(firstword $(MAKEFILE_LIST))

JOBS := 1
V    := 0
BIN  := $(or $(firstword $(wildcard $(HERE)../.build/bin $(HERE)../../libexec/tillroll)),$(shell tillroll path 2>/dev/null))
JOBS.is = jobs     how many processes at once
OUT.is  = folder   where the tables go; it is made if it is not there
BIN.is  = text     where the tools are
T.is    = name     a file to ask about: why T=orders.tsv
TITLE.is = text    the title of the report
CURRENCY.is = text  the sign before its amounts of money, as £
V.is    = 0|1      1 shows each step and its time; without it a run that goes well prints warnings alone

# ---- The variables ----

known := $(sort $(patsubst %.is,%,$(filter %.is,$(.VARIABLES))))
given := $(foreach v,$(known),$(if $(filter command override,$(origin $v)),$v))
$(foreach v,$(given),$(eval override $v := $$(value $v)))
$(foreach v,$(filter-out $(given),$(known)),$(if $(filter environment,$(origin $v)),$(eval undefine $v)))

# (Variables that come from a make that calls this one are not checked.)
unknown := $(if $(filter 0,$(MAKELEVEL)),$(filter-out $(known) planning,$(foreach v,$(.VARIABLES),$(if $(filter command%,$(origin $v)),$v))))
ifneq ($(unknown),)
$(error $(basename $(notdir $(PIPELINE))): there is no variable $(unknown) (there are: $(known)))
endif

# The names of files are written as make writes them, without ./ at the beginning. This folder has its full name.
override OUT := $(patsubst ./%,%,$(patsubst %/,%,$(subst //,/,$(OUT))))
override OUT := $(if $(filter .,$(OUT)),$(CURDIR),$(OUT))
override BIN := $(abspath $(BIN))
override STATE := $(OUT)/.run

override export LC_ALL := C
override export TZ := UTC
override export PATH := $(BIN):$(or $(PATH),/usr/local/bin:/usr/bin:/bin)
override export here := $(HERE)
override export pipeline := $(basename $(notdir $(PIPELINE)))
override export out := $(OUT)
export $(filter-out BIN OUT,$(known))
unexport BASH_ENV CDPATH POSIXLY_CORRECT
override MANIFEST := $(OUT)/$(pipeline).manifest
REPORT := $(OUT)/report.html

part = $(if $(filter $(1),$(PARTS)),$(addprefix $(OUT)/,$(2)))
shipped = $(if $(findstring /,$(2)),$(2),$(HERE)$(1)/$(2))

# ---- The goals ----

# The goal may be the plain name of a file, or any path to it.
COMMANDS := all help clean dag history status timing verify why
made = $(OUTPUTS) $(REPORT)
file_of = $(or $(if $(filter report,$(1)),$(REPORT)),$(filter $(1),$(made)),$(filter $(OUT)/$(1),$(made)),$(strip $(foreach o,$(made),$(if \
    $(filter $(abspath $(1)),$(abspath $o)),$o))),$(1))
TOOLS += $(if $(filter report report.html %/report.html,$(MAKECMDGOALS) $(T)),report)
flags := $(filter-out -%,$(firstword $(MAKEFLAGS)))
goals := $(or $(MAKECMDGOALS),all)
files := $(foreach g,$(filter-out $(COMMANDS),$(goals)),$(call file_of,$g))
wanted := $(strip $(if $(filter why,$(goals)),$(call file_of,$(T)),$(if $(filter all,$(goals)),$(MANIFEST)) $(files)))
look := $(findstring n,$(flags))$(findstring q,$(flags))
mode := $(if $(filter why,$(goals)),,$(if $(wanted)$(filter clean,$(goals)),$(if $(look),look,make),$(if \
    $(filter history status timing verify,$(goals)),check)))
override export force := $(findstring B,$(flags))$(filter clean,$(goals))

ifneq ($(findstring t,$(flags)),)
$(error $(pipeline): make -t has nothing to touch: what decides is content, no clock)
endif
$(foreach g,$(filter-out $(COMMANDS) $(files),$(goals)),$(eval .PHONY: $g)$(eval $g: $(call file_of,$g)))

# ---- What has to be made ----

define newline


endef
quote = $$'$(subst $(newline),\n,$(subst ','\'',$(subst \,\\,$(1))))'
described = $(foreach v,$(1),$v $(call quote,$(firstword $($v.is))) $(call quote,$($v)))
planner = env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL $(MAKE) -f $(PIPELINE) --no-print-directory -n planning=yes \
    $(foreach v,$(given),$v=$(call quote,$($v))) $(1)

look_into = export here=$(HERE) pipeline=$(pipeline) out=$(call quote,$(OUT)) force=$(force); . $(HERE)plan.sh; \
    given=$(call quote,$(if $(findstring e,$(flags)),$(known),$(given))); wanted=$(call quote,$(wanted)); \
    variables=($(call described,$(if $(wanted),$(known),OUT))); planner=($(call planner,$(wanted))); \
    prepare $(1) $(call quote,$(BIN)) $(call quote,$(if $(wanted),$(TOOLS))) $(call quote,$(PROGRAMS))

ifneq ($(origin planning),command line)
ifneq ($(mode),)
answer := $(shell $(call look_into,$(mode)))
ifneq ($(.SHELLSTATUS),0)
$(error $(pipeline): nothing was done)
endif
override export scratch := $(firstword $(answer))
fresh := $(wordlist 2,$(words $(answer)),$(answer))
endif
# (If a make that calls this one has a job server, that is used. It is not in MAKEFLAGS yet, but in the environment.)
ifeq ($(findstring jobserver,$(shell echo "$${MAKEFLAGS-}")),)
MAKEFLAGS += -j$(JOBS)
endif
endif

MAKEFLAGS += -s --no-builtin-rules --no-builtin-variables

uses = $(addprefix $(STATE)/uses/,common.sh $(1))
from = $$(if $$(filter $$@,$$(fresh)),,$(addprefix $(OUT)/,$(1)) $(call uses,$(2)) FORCE)
step = . $(HERE)common.sh; step $@ $(filter-out FORCE,$^)
.PHONY: $(call uses,$(TOOLS) $(known))
.PRECIOUS: $(OUTPUTS) $(MANIFEST)

all: $(MANIFEST)

$(MANIFEST): $(call from,$(OUTPUTS:$(OUT)/%=%))
	$(step)
	manifest > $$new/$(@F)
	deliver

# The page that presents the tables (make report), tillroll-report(1). It is no part of `all`, and when a table is replaced it
# is removed, as the manifest is.

$(REPORT): $(call from,$(pipeline).manifest,report TITLE CURRENCY)
	$(step)
	report --title "$${TITLE:-$$pipeline}" --currency "$$CURRENCY" --home $(OUT) --stats $$stats $(OUT) > $$new/$(@F)
	deliver
	echo "$(REPORT)"

# ---- Other goals ----

help:
	sed -n '1,2d; /^$$/q; s/^# \{0,1\}//p' $(PIPELINE)
	echo
	echo Variables:
	{ $(foreach v,$(known),printf '%s\t%s\n' $v $(call quote,$(wordlist 2,99,$($v.is))$(if $($v), [$($v)]));) } |
	    awk -F '\t' '{ name[NR] = $$1; text[NR] = $$2; if (length($$1) > width) width = length($$1) }
	        END { for (i = 1; i <= NR; i++) printf "  %-" width "s %s\n", name[i], text[i] }'
	echo 'Targets: $(COMMANDS) report, and the files in OUT: $(notdir $(OUTPUTS))'

# With other goals (make clean all) it comes first.
clean:
	. $(HERE)plan.sh
	sweep $(OUTPUTS) $(REPORT)
ifneq ($(filter clean,$(goals)),)
$(filter-out clean,$(goals)) $(OUTPUTS) $(call uses,$(TOOLS) $(known)): | clean
endif

dag:
	. $(HERE)plan.sh
	$(call planner,$(MANIFEST)) | graph

history:
	cat $(STATE)/history.tsv

# How the last run ended: 0, 1, 2 or 3 as for a tool (see tillroll(7)), or interrupted. The status of make itself is 2 for
# every failure.
status:
	. $(HERE)plan.sh
	last_status

timing:
	awk '{ seconds[$$1] = $$2 } END { for (file in seconds) print seconds[file], file }' $(STATE)/timing.tsv | sort -nr

verify:
	. $(HERE)plan.sh
	verify

why:
	$(if $(T),,$(error $(pipeline): T is missing (expected: a file in OUT, as in why T=orders.tsv)))
	$(call look_into,why)
