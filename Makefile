# SPDX-License-Identifier: GPL-3.0-or-later
#
# tillroll: `make help` lists the targets. tools/*.c is the list of tools: each becomes one program, linked with
# the library made of lib/*/*.c. Everything built goes to $(BUILD); variants live side by side:
#
#     make BUILD=.build/asan SANITIZE=1 test
#     make BUILD=.build/clang CC=clang CFLAGS=-Werror

ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error GNU make 4.3 or later is needed, this is $(MAKE_VERSION))
endif

VERSION = 0.1.0
BUILD = .build
PREFIX = /usr/local
DEMO = out/demo

# Debian packages: to build, to run the pipelines, to test.
DEPS_BUILD = gcc libc6-dev libcsv-dev libgsl-dev libxxhash-dev $(if $(WITHOUT_XGBOOST),,libxgboost-dev)
DEPS_RUN = bash gnuplot-nox gzip parallel tzdata xxhash
DEPS_TEST = libcriterion-dev mandoc $(if $(WITHOUT_XGBOOST),,xgboost)

TOOLS := $(sort $(patsubst tools/%.c,%,$(wildcard tools/*.c)))
LIB_SRC := $(sort $(wildcard lib/*/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/*.c))
CLI_SRC := $(sort $(wildcard tests/cli/*.c))

ALL_CPPFLAGS = -D_GNU_SOURCE -DTILLROLL_VERSION='"$(VERSION)"' -Ilib $(WITHOUT_XGBOOST) $(CPPFLAGS)
ALL_CFLAGS = -std=gnu11 -O2 -g -ffp-contract=off -Wall -Wextra -Wshadow -Wconversion $(SANITIZER) $(CFLAGS)
ALL_LDFLAGS = -Wl,--as-needed $(SANITIZER) $(if $(SANITIZER),$(STATIC_SANITIZER)) $(LDFLAGS)
LIBS = -lcsv -lgsl -lgslcblas $(if $(WITHOUT_XGBOOST),,-lxgboost) -lm
SANITIZER = $(if $(filter 1,$(SANITIZE)),-fsanitize=address$(,)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
, := ,

# Only tools that call it are linked with it (--as-needed): it takes some milliseconds to load.
WITHOUT_XGBOOST = $(if $(filter 0,$(WITH_XGBOOST)),-DWITHOUT_XGBOOST)

# As shared libraries gcc's two run times ignore one another's options: reports then go astray.
STATIC_SANITIZER = $(if $(findstring clang,$(CC)),,-static-libasan -static-libubsan)

PROGRAMS = $(TOOLS:%=$(BUILD)/bin/%)
TESTS = $(BUILD)/tests/unit $(BUILD)/tests/cli
LIB = $(BUILD)/libtillroll.a
quiet = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@echo '  $(1)';)
objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

.PHONY: all deps demo test check browser report-shots bench bench-deps soak install uninstall clean help FORCE
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(PROGRAMS)

help:
	@sed -n 's/^#: //p' Makefile

#: make            builds the tools into .build/bin
#: make deps       installs the Debian packages that building, running and testing need
#: make demo       runs the main job on the sample data and shows what comes out
#: make test       runs the tests (closing line: N passed, N failed); V=1 shows what each of them prints
#: make check      runs the lints: layers, banned functions, formatting, manual pages, scripts
#: make browser    tries the page of report in chromium (needs chromium, npm, poppler-utils)
#: make report-shots  renders the page of the demo in chromium, for README and for the eye
#: make bench      measures the tools against those of their peers that are here (ROWS=2000000 for a quick look)
#: make bench-deps installs the peers: Debian packages; DuckDB and lifetimes into the folder of the bench
#: make soak       long runs: random logs and splits, 10 M nasty records, 200 M lines in bounded memory, 1 M draws of
#:                 each customer model, how often its intervals hold the truth, and each call of the machine failing once
#: make install    installs (PREFIX, DESTDIR); make uninstall removes it again
#: make clean      removes what was built
#: Variables: CC CFLAGS LDFLAGS BUILD, V=1 to see each command, SANITIZE=1 for address and undefined behaviour sanitizers,
#:            WITH_XGBOOST=0 for a build without XGBoost, and so without learn --family gbt

deps:
	@lib/install/deps.sh $(DEPS_BUILD) $(DEPS_RUN) $(DEPS_TEST)

demo: all
	@sample-data/demo.sh $(BUILD)/bin $(DEMO)

test: all $(TESTS)
	@V=$(V) tests/run $(BUILD)

check:
	@tests/lint/run

browser: all
	@tests/browser/check.sh $(BUILD)

report-shots: demo
	@tests/browser/shots.sh $(BUILD) $(DEMO)

bench: all
	@tests/bench/run $(BUILD)

bench-deps:
	@tests/bench/deps.sh $(BUILD)

soak: all
	@tests/soak/run $(BUILD)

install: all
	@lib/install/install.sh $(BUILD) "$(DESTDIR)" "$(PREFIX)"

uninstall:
	@lib/install/uninstall.sh "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf $(BUILD) $(DEMO)

# Two stamps, made again only where their text differs: other flags build all anew, other files the library and the tests.
FLAGS = $(strip $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS))
SOURCES = $(strip made of: $(LIB_SRC) $(UNIT_SRC) $(CLI_SRC))
unless_same = $(if $(and $(findstring $(1),$(2)),$(findstring $(2),$(1))),,FORCE)

$(BUILD)/flags: $(call unless_same,$(FLAGS),$(file <$(BUILD)/flags))
	@mkdir -p $(@D); echo '$(subst ','\'',$(FLAGS))' > $@
$(BUILD)/sources: $(call unless_same,$(SOURCES),$(file <$(BUILD)/sources))
	@mkdir -p $(@D); echo '$(SOURCES)' > $@

# Says once, in one line, which packages are missing. In `make -j deps demo` it waits for deps.
$(BUILD)/needs: $(BUILD)/flags | $(filter deps,$(MAKECMDGOALS))
	@lib/install/needs.sh "$(CC)" csv.h=libcsv-dev gsl/gsl_version.h=libgsl-dev xxhash.h=libxxhash-dev \
	  $(if $(WITHOUT_XGBOOST),,xgboost/c_api.h=libxgboost-dev)
	@touch $@
$(BUILD)/test-needs: $(BUILD)/needs
	@lib/install/needs.sh "$(CC)" criterion/criterion.h=libcriterion-dev
	@touch $@

$(BUILD)/obj/%.o: %.c $(BUILD)/flags | $(BUILD)/needs
	@mkdir -p $(@D)
	$(call quiet,cc $<)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(call objects,$(LIB_SRC)) $(BUILD)/sources
	@rm -f $@
	$(call quiet,ar $@)ar rcs $@ $(filter %.o,$^)

$(PROGRAMS): $(BUILD)/bin/%: $(BUILD)/obj/tools/%.o $(LIB)
	@mkdir -p $(@D)
	$(call quiet,link $@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(call objects,$(UNIT_SRC) $(CLI_SRC)): | $(BUILD)/test-needs
$(BUILD)/tests/unit: $(call objects,$(UNIT_SRC)) $(LIB) $(BUILD)/sources
$(BUILD)/tests/cli: $(call objects,$(CLI_SRC)) $(BUILD)/sources
$(BUILD)/tests/unit $(BUILD)/tests/cli: LIBS += -lcriterion
$(TESTS):
	@mkdir -p $(@D)
	$(call quiet,link $@)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o %.a,$^) $(LIBS)

.SECONDARY:
-include $(patsubst %.c,$(BUILD)/obj/%.d,$(wildcard tools/*.c) $(LIB_SRC) $(UNIT_SRC) $(CLI_SRC))
