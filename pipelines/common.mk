# SPDX-License-Identifier: GPL-3.0-or-later
#
# common.mk: what the pipelines share. A pipeline says what may be given and what it makes,
#
#     AS_OF.is = date    the last day seen        (for each variable: what it has to be, and what it is)
#     TOOLS    = aggregate                        (the tools that it runs; PROGRAMS: those from elsewhere)
#     OUTPUTS  = $(OUT)/orders.tsv                (the files that it makes)
#
# includes this file, and lists its targets:
#
#     $(OUT)/orders.tsv: $(OUT)/lines.tsv $(call uses,aggregate AS_OF)
#         $(step)
#         aggregate --by order --as-of $(AS_OF) --stats $$stats $< > $$new/orders.tsv
#         deliver
#
# uses: a target depends on the content of the tools that it runs and on the value of the variables that it names (for
# a variable of files: on their names, sizes and hashes, so that clocks do not matter). Each has a stamp in
# $(STATE)/uses, which is rewritten before anything is made, and only when its text differs.
#
# step: the recipe writes into the folder $new. deliver moves what is there to the target's folder, the target last, each
# with its .prov; a recipe that fails or is killed before it delivers nothing. $tmp is a folder for scratch, $stats a name
# for --stats (with several tools: $stats.clean, ...). Standard error goes to $(STATE)/log, time to $(STATE)/timing.tsv.
# A recipe is one shell, bash -eu -o pipefail; the functions that it may call are in common.sh.
#
# What makes two files at once is a pattern, %/a.tsv %/b.tsv: with &: make 4.3 -n forgets what hangs on them.

ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error GNU make 4.3 or later is needed, this is $(MAKE_VERSION))
endif

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.SILENT:
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: all help clean dag timing why
.DEFAULT_GOAL := all

HERE := $(dir $(lastword $(MAKEFILE_LIST)))
PIPELINE := $(firstword $(MAKEFILE_LIST))

# As make itself writes the names of files: without ./ before them. This folder has its full name.
override OUT := $(patsubst ./%,%,$(patsubst %/,%,$(subst //,/,$(OUT))))
override OUT := $(if $(filter .,$(OUT)),$(CURDIR),$(OUT))
STATE := $(OUT)/.run

JOBS := 1
BIN := $(firstword $(wildcard $(HERE)../.build/bin $(HERE)../../libexec/tillroll) $(shell tillroll path 2>/dev/null))
JOBS.is = jobs     how many processes at once
OUT.is  = folder   where the tables go; it is made where it is not there
BIN.is  = text     where the tools are
T.is    = text     a file to ask about: why T=orders.tsv

export LC_ALL := C
export TZ := UTC
override BIN := $(abspath $(BIN))
export PATH := $(BIN):$(PATH)
export here := $(HERE)
export pipeline := $(basename $(notdir $(PIPELINE)))
export state := $(STATE)

# What was asked for decides what is checked (all variables, OUT alone, none) and whether anything is written.
flags := $(firstword -$(MAKEFLAGS))
goals := $(or $(MAKECMDGOALS),all)
mode := $(if $(filter why,$(goals)),why,$(if $(findstring n,$(flags))$(findstring q,$(flags)),look,make))
ifeq ($(filter-out help dag clean timing,$(goals)),)
mode := $(if $(filter-out help dag,$(goals)),check)
endif

quote = '$(subst ','\'',$(1))'
known := $(sort $(patsubst %.is,%,$(filter %.is,$(.VARIABLES))))
given := $(sort $(foreach v,$(.VARIABLES),$(if $(filter command%,$(origin $v)),$v)))
described = $(foreach v,$(1),$v $(call quote,$(firstword $($v.is))) $(call quote,$($v)))

# (The variables of a make that calls this one come along: they are not ours to judge.)
unknown := $(if $(filter 0,$(MAKELEVEL)),$(filter-out $(known),$(given)))
ifneq ($(unknown),)
$(error $(pipeline): there is no variable $(unknown) (there are: $(known)))
endif

ifneq ($(mode),)
changed := $(shell here=$(HERE) pipeline=$(pipeline) state=$(call quote,$(STATE)); . $(HERE)common.sh; \
    prepare $(mode) "$(PIPELINE) $(HERE)common.mk $(HERE)common.sh" "$(PROGRAMS)" "$(TOOLS)" $(call quote,$(BIN)) \
    $(call described,$(if $(filter check,$(mode)),OUT,$(known))))
ifneq ($(.SHELLSTATUS),0)
$(error $(pipeline): nothing was done)
endif
endif
ifeq ($(mode),make)
export scratch := $(shell mktemp -d $(STATE)/tmp/XXXXXX)
else
.PHONY: $(changed:%=$(STATE)/uses/%)
endif

MAKEFLAGS += --no-builtin-rules --no-builtin-variables
ifeq ($(findstring jobserver,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(JOBS)
endif

uses = $(addprefix $(STATE)/uses/,pipeline $(1))
step = . $(HERE)common.sh; step $@ $^
shipped = $(if $(findstring /,$(2)),$(2),$(HERE)$(1)/$(2))
say = $(if $(filter make,$(mode)),$(shell echo $(call quote,$(pipeline): $(1)) >&2))

all: $(OUTPUTS)

help:
	sed -n '1,2d; /^$$/q; s/^# \{0,1\}//p' $(PIPELINE)
	echo
	echo Variables:
	{ $(foreach v,$(known),printf '%s\t%s\n' $v $(call quote,$(wordlist 2,99,$($v.is))$(if $($v), [$($v)]));) } |
	    awk -F '\t' '{ name[NR] = $$1; text[NR] = $$2; if (length($$1) > width) width = length($$1) }
	        END { for (i = 1; i <= NR; i++) printf "  %-" width "s %s\n", name[i], text[i] }'
	echo 'Targets: all clean dag timing why help, and the files in OUT: $(notdir $(OUTPUTS))'

clean:
	rm -rf $(OUTPUTS) $(OUTPUTS:=.prov) $(STATE)
	if [ -d $(OUT) ]; then rmdir --ignore-fail-on-non-empty $(OUT); fi

dag:
	. $(HERE)common.sh
	($(MAKE) -f $(PIPELINE) --no-print-directory -pnq help || true) | graph

timing:
	awk '{ seconds[$$1] = $$2 } END { for (file in seconds) print seconds[file], file }' $(STATE)/timing.tsv | sort -nr

why:
	$(if $(T),,$(error $(pipeline): T is missing (expected: a file in OUT, as in why T=orders.tsv)))
	. $(HERE)common.sh
	why=$$($(MAKE) -f $(PIPELINE) --no-print-directory -n --debug=basic $(OUT)/$(T) | reasons)
	echo "$${why:-$(T): up to date}"
