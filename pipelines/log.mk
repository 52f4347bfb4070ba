# SPDX-License-Identifier: GPL-3.0-or-later
#
# log.mk: the first steps of all pipelines, from a shop's log to its lines, orders and customers. A pipeline includes it
# instead of common.mk. Several pipelines may use the same OUT; then these steps run once.
#
# POLICY=sales keeps what customers bought: sale and charge lines that name a customer. POLICY=signed keeps every line
# except void ones, returns and credits with their sign; guests are in all tables but those of customers. POLICY=net
# keeps what customers kept: lines.tsv has the lines of POLICY=signed, and in net-lines.tsv each return is subtracted
# from its sale, tillroll-netreturns(1). If the log has discounts and refunds as lines or columns (Shopify, WooCommerce,
# Stripe), take POLICY=signed: with POLICY=sales the revenue is too high. A warning shows what is left out then.
# SHARDS=64 distributes the customers over 64 files, folds each file separately, JOBS at once, and merges the results; the
# output is the same.
# report.tsv shows what to check in the log, see clean --report; a warning is printed for what is probably wrong.

INPUT.is       = files            the log: text, or packed by gzip, zstd, bzip2 or xz; several names separated by blanks, or one name per line (for names with blanks)
SCHEMA.is      = shipped:schemas  how its columns map to lines, tillroll-schema(5)
AS_OF.is       = day              the last day of the data, YYYY-MM-DD; newest: that of the log's newest line
POLICY.is      = $(POLICIES)  which lines count; sales: without returns, credits and guests; signed: all, for a log with discounts and refunds
ON_BAD.is      = stop|skip        what to do with malformed records; skip puts it into refused.csv, the reason into refused.csv.why
MAX_BAD.is     = count            how many malformed records may be skipped
DUPLICATES.is  = keep|drop        what to do with lines that occur twice
ROUND_MONEY.is = none|0|1|2|3|4|5|6  number of decimal places that amounts are rounded to
SHARDS.is      = count            how many files to spread the customers over; 0 for none
MEMORY.is      = size             memory limit for folding orders, 512M, 2G; 0 for no limit (the output is the same)

POLICY      = sales
POLICIES   ?= sales|signed|net
ON_BAD      = stop
MAX_BAD     = 100
DUPLICATES  = keep
ROUND_MONEY = none
SHARDS      = 0
MEMORY      = 0

GROUP_TABLES = days.tsv weeks.tsv months.tsv countries.tsv products.tsv
REFUSED = $(if $(filter skip,$(ON_BAD)),$(addprefix $(OUT)/,refused.csv refused.csv.why))

TOOLS    += clean aggregate $(if $(filter-out 0,$(SHARDS)),shard) $(if $(filter net,$(POLICY)),netreturns)
PROGRAMS += $(if $(filter-out 0,$(SHARDS)),parallel)
OUTPUTS  += $(addprefix $(OUT)/,lines.tsv left-out.tsv report.tsv orders.tsv customers.tsv) $(REFUSED) \
    $(if $(filter net,$(POLICY)),$(OUT)/net-lines.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))common.mk

# The contents of these files are in "from". Their names, and options that do not change the output, must not be in a
# command.
export schema = $(call shipped,schemas,$(SCHEMA))
export bound  = $(if $(filter-out 0,$(MEMORY)),--memory $(MEMORY))

# The lines of the log.

clean.sales  = --guests drop --kinds sale,charge
clean.signed =
clean.net    =
clean = clean --schema "$$schema" $(1) --require-newline $(if $(filter drop,$(DUPLICATES)),--duplicates drop) \
    $(if $(filter-out none,$(ROUND_MONEY)),--round-money $(ROUND_MONEY)) \
    $(if $(REFUSED),--on-bad skip --bad $(2)/refused.csv --max-bad $(MAX_BAD))

# If the schema makes lines of discounts or refunds, the revenue without them is not what was paid.
left_out = ! grep -qE '^[[:blank:]]*(order|line)[.](credit|return)[.]' "$$schema" || awk -F '\t' ' \
    $$1 == "kind" { amount[$$2] = $$5 } \
    END { if (("return" in amount) || ("credit" in amount)) \
        printf "POLICY=sales leaves out returns (%s), credits such as discounts (%s) and guests: %s\n", \
            "return" in amount ? amount["return"] : "0.00", "credit" in amount ? amount["credit"] : "0.00", \
            "the revenue is not what was paid (POLICY=signed counts them)" }' $(1) >&2

$(OUT)/lines.tsv $(OUT)/left-out.tsv $(OUT)/report.tsv $(REFUSED) &: $(call from,,clean INPUT SCHEMA POLICY)
	$(step)
	unpack INPUT
	fed $(call clean,$(clean.$(POLICY)),$$new) --dropped $$new/left-out.tsv --report $$new/report.tsv --stats $$stats > $$new/lines.tsv
	without_pipes $$new/report.tsv $$new/refused.csv.why
	$(if $(filter sales,$(POLICY)),$(call left_out,$$new/report.tsv))
	deliver

# The lines without what was returned. A return is taken from the lines above it, so all lines of the customers are needed;
# with POLICY=sales they are read from the log once more.

netreturns = netreturns --any-price --credits --stats $$stats

ifeq ($(POLICY),sales)
$(OUT)/net-lines.tsv: $(call from,,clean netreturns INPUT SCHEMA)
	$(step)
	unpack INPUT
	fed $(call clean,--guests drop,$$tmp) > $$tmp/lines.tsv
	$(netreturns) $$tmp/lines.tsv > $$new/$(@F)
	deliver
else
$(OUT)/net-lines.tsv: $(call from,lines.tsv,netreturns)
	$(step)
	$(netreturns) $< > $$new/$(@F)
	deliver
endif

# The lines that are folded into orders.
folded = $(if $(filter net,$(POLICY)),net-lines.tsv,lines.tsv)

# The last day of the data.

ifeq ($(AS_OF),newest)
newest = newest-day.txt
as_of  = $$(< $(OUT)/newest-day.txt)

$(OUT)/newest-day.txt: $(call from,lines.tsv)
	$(step)
	awk -F '\t' '$$2 == "last_date" { print $$3 }' $<.prov > $$new/$(@F)
	deliver
else
as_of = $(AS_OF)
endif

# Orders and customers, and what groups of orders are made from.

fold = aggregate --as-of $(as_of) $$bound --by

ifeq ($(SHARDS),0)

$(OUT)/orders.tsv: $(call from,$(folded) $(newest),aggregate AS_OF)
	$(step)
	$(fold) order --stats $$stats $< > $$new/orders.tsv
	deliver

$(OUT)/customers.tsv: $(call from,orders.tsv $(newest),aggregate AS_OF)
	$(step)
	$(fold) customer --stats $$stats $< > $$new/customers.tsv
	deliver

else

# All lines of a customer are in one shard, so each shard is folded separately, and the results are merged. Each list has
# the contents of the folder of the same name.

$(STATE)/shards.list: $(call from,$(folded),shard SHARDS)
	$(step)
	mkdir $$new/shards
	shard --key customer_id -n $(SHARDS) --out "$$new/shards/{}.tsv" --stats $$stats $<
	inventory $$new/shards > $$new/shards.list
	deliver

$(STATE)/folds.list: $(call from,.run/shards.list $(newest),aggregate AS_OF)
	$(step)
	fold() {
	    set -eu -o pipefail
	    folder=$$new/folds/$${1%.tsv} orders=$$new/folds/$${1%.tsv}/orders.tsv lines=$(STATE)/shards/$$1
	    mkdir -p $$folder
	    $(fold) order $$lines > $$orders
	    $(fold) product $$lines > $$folder/products.tsv
	    $(fold) customer $$orders > $$folder/customers.tsv
	    $(fold) day $$orders > $$folder/days.tsv
	    $(fold) week $$orders > $$folder/weeks.tsv
	    $(fold) month $$orders > $$folder/months.tsv
	    $(fold) country $$orders > $$folder/countries.tsv
	}
	export -f fold
	cut -f 1 $< | PARALLEL_SHELL=$$BASH parallel --will-cite -j $$JOBS --halt now,fail=1 fold
	inventory $$new/folds > $$new/folds.list
	deliver

$(OUT)/orders.tsv: $(call from,.run/folds.list)
	$(step)
	merge -k1,1 -k3,3 -k4,4 -k2,2 $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

$(OUT)/customers.tsv: $(call from,.run/folds.list)
	$(step)
	merge -k1,1 $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

endif
