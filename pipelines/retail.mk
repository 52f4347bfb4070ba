# SPDX-License-Identifier: GPL-3.0-or-later
#
# retail.mk: a shop's log to scored customers, and a table for each way to group its orders.
#
#     make -f pipelines/retail.mk INPUT=online-retail.csv.gz SCHEMA=online-retail AS_OF=2011-12-10 OUT=out/retail JOBS=2
#
# POLICY=sales keeps what customers bought: sale and charge lines that name a customer. POLICY=signed keeps every line,
# returns and credits with their sign, guests in all but the customers' tables.
# SHARDS=64 spreads the customers over 64 files, folds each alone, JOBS at once, and merges: the same bytes.
# The tables and their columns are described in tillroll-tsv(5).

INPUT.is    = files             the log: .csv or .txt, plain or .gz or .zst, several names separated by blanks
SCHEMA.is   = shipped:schemas   how its columns map to lines, tillroll-schema(5)
AS_OF.is    = date              the last day seen, YYYY-MM-DD
POLICY.is   = sales|signed      which lines count
SEGMENTS.is = shipped:segments  how scores map to segments, tillroll-rfm(1)
CLUSTERS.is = count             how many clusters to part the customers into; 0 for as many as the scan suggests
SHARDS.is   = count             how many files to spread the customers over; 0 for none
MEMORY.is   = size              what a fold of orders may take, 512M, 2G; 0 for what it needs (the same bytes)

POLICY   = sales
SEGMENTS = eleven
CLUSTERS = 4
SHARDS   = 0
MEMORY   = 0

clean.sales  = --guests drop --kinds sale,charge
clean.signed =

fold = aggregate$(if $(filter-out 0,$(MEMORY)), --memory $(MEMORY)) --as-of $(AS_OF)

GROUP_TABLES = days.tsv weeks.tsv months.tsv countries.tsv products.tsv
TOOLS    = clean aggregate rfm cluster shard tocsv
PROGRAMS = $(if $(filter 0,$(SHARDS)),,parallel) $(if $(filter %.gz,$(INPUT)),gzip) $(if $(filter %.zst,$(INPUT)),zstd)
OUTPUTS  = $(addprefix $(OUT)/,lines.tsv left-out.tsv orders.tsv customers.tsv $(GROUP_TABLES) rfm.tsv rfm-limits.tsv \
    segments.csv clusters.tsv cluster-model.tsv cluster-scan.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))common.mk

$(call say,POLICY=$(POLICY)$(if $(filter sales,$(POLICY)),: customers' sale and charge lines,: lines of all kinds, guests too))

# The log, line by line.

%/lines.tsv %/left-out.tsv: $(call uses,clean INPUT SCHEMA POLICY)
	$(step)
	unpack $(INPUT)
	clean --schema $(call shipped,schemas,$(SCHEMA)) $(clean.$(POLICY)) --dropped $$new/left-out.tsv --stats $$stats \
	    "$${files[@]}" > $$new/lines.tsv
	deliver

# Orders, customers and groups of orders.

$(OUT)/days.tsv:      by = day
$(OUT)/weeks.tsv:     by = week
$(OUT)/months.tsv:    by = month
$(OUT)/countries.tsv: by = country
$(OUT)/products.tsv:  by = product

ifeq ($(SHARDS),0)

$(OUT)/orders.tsv: $(OUT)/lines.tsv $(call uses,aggregate AS_OF)
	$(step)
	$(fold) --by order --stats $$stats $< > $$new/orders.tsv
	deliver

$(OUT)/customers.tsv: $(OUT)/orders.tsv $(call uses,aggregate AS_OF)
	$(step)
	$(fold) --by customer --stats $$stats $< > $$new/customers.tsv
	deliver

$(addprefix $(OUT)/,$(filter-out products.tsv,$(GROUP_TABLES))): $(OUT)/orders.tsv $(call uses,aggregate AS_OF)
	$(step)
	$(fold) --by $(by) --stats $$stats $< > $$new/$(@F)
	deliver

$(OUT)/products.tsv: $(OUT)/lines.tsv $(call uses,aggregate AS_OF)
	$(step)
	$(fold) --by $(by) --stats $$stats $< > $$new/$(@F)
	deliver

else

# A customer is whole in a shard, so that each is folded alone; what is folded is merged.

$(STATE)/shards.list: $(OUT)/lines.tsv $(call uses,shard SHARDS)
	$(step)
	mkdir $$new/shards
	shard --key customer_id -n $(SHARDS) --out "$$new/shards/{}.tsv" --stats $$stats $<
	ls $$new/shards > $$new/shards.list
	deliver

$(STATE)/folds.list: $(STATE)/shards.list $(call uses,aggregate AS_OF)
	$(step)
	fold() {
	    set -eu -o pipefail
	    folder=$$new/folds/$${1%.tsv} orders=$$new/folds/$${1%.tsv}/orders.tsv lines=$(STATE)/shards/$$1
	    mkdir -p $$folder
	    $(fold) --by order $$lines > $$orders
	    $(fold) --by product $$lines > $$folder/products.tsv
	    $(fold) --by customer $$orders > $$folder/customers.tsv
	    $(fold) --by day $$orders > $$folder/days.tsv
	    $(fold) --by week $$orders > $$folder/weeks.tsv
	    $(fold) --by month $$orders > $$folder/months.tsv
	    $(fold) --by country $$orders > $$folder/countries.tsv
	}
	export -f fold
	PARALLEL_SHELL=$$BASH parallel --will-cite -j $(JOBS) --halt now,fail=1 fold :::: $<
	cp $< $$new/folds.list
	deliver

$(OUT)/orders.tsv: $(STATE)/folds.list $(call uses,)
	$(step)
	merge -k1,1 -k3,3 -k4,4 -k2,2 $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

$(OUT)/customers.tsv: $(STATE)/folds.list $(call uses,)
	$(step)
	merge -k1,1 $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

$(addprefix $(OUT)/,$(GROUP_TABLES)): $(STATE)/folds.list $(call uses,aggregate)
	$(step)
	aggregate --by $(by) --merge --stats $$stats $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

endif

# Who the customers are.

%/rfm.tsv %/rfm-limits.tsv: $(OUT)/customers.tsv $(call uses,rfm SEGMENTS)
	$(step)
	rfm --segments $(call shipped,segments,$(SEGMENTS)) --limits-out $$new/rfm-limits.tsv --stats $$stats $< > $$new/rfm.tsv
	deliver

$(OUT)/segments.csv: $(OUT)/rfm.tsv $(call uses,tocsv)
	$(step)
	tocsv --only customer_id=CustomerID,segment=Segment --stats $$stats $< > $$new/segments.csv
	deliver

# Clusters by recency, orders and money, from those who spent least. All three have long tails, which log1p takes in;
# gross, since returns can make revenue negative, which has no logarithm.

cluster_by = --columns recency_days,orders,gross --log1p all --scale zscore

%/clusters.tsv %/cluster-model.tsv: $(OUT)/rfm.tsv $(call uses,cluster CLUSTERS)
	$(step)
	cluster $(cluster_by) -k $(if $(filter 0,$(CLUSTERS)),auto,$(CLUSTERS)) --order-by gross --threads $(JOBS) \
	    --model-out $$new/cluster-model.tsv --stats $$stats $< > $$new/clusters.tsv
	deliver

$(OUT)/cluster-scan.tsv: $(OUT)/rfm.tsv $(call uses,cluster)
	$(step)
	cluster $(cluster_by) --scan 2..10 --threads $(JOBS) --stats $$stats $< > $$new/cluster-scan.tsv
	deliver
