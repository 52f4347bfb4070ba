# SPDX-License-Identifier: GPL-3.0-or-later
#
# retail.mk: a shop's log to scored customers, and a table for each way to group its orders.
#
#     make -f pipelines/retail.mk INPUT=online-retail.csv.gz SCHEMA=online-retail AS_OF=2011-12-10 OUT=out/retail JOBS=2
#
# POLICY=sales keeps what customers bought: sale and charge lines that name a customer. POLICY=signed keeps every line,
# returns and credits with their sign, guests in all but the customers' tables.
# SHARDS=64 spreads the customers over 64 files, folds each alone, JOBS at once, and merges: the same bytes.
# PARTS="groups rfm" leaves the other parts out. The same OUT may serve the other pipelines: what they share is made once.
# A run that goes well prints nothing but warnings; report.tsv says what to check of the log; V=1 shows the steps.
# OUT/retail.manifest is there while the tables are one whole run (make verify looks at them), and make status prints how
# the run before ended: 0, 1 for wrong data, 3 to try again.
# The tables and their columns are described in tillroll-tsv(5).

SEGMENTS.is = shipped:segments            how scores map to segments, tillroll-rfm(1)
LIMITS.is   = file                        limits of the scores, as rfm-limits.tsv of another day; without it they are found
BINS.is     = count                       how many scores, 1 to BINS, if no LIMITS are given
WEIGHTS.is  = counts                      what recency, frequency and money count in rfm_score
CLUSTERS.is = count                       how many clusters to part the customers into; 0 for as many as the scan suggests
SCAN.is     = range                       the numbers of clusters that cluster-scan.tsv compares
PARTS.is    = some:groups|rfm|clusters    what to make of the customers and orders, with blanks between

SEGMENTS = eleven
BINS     = 5
WEIGHTS  = 1,1,1
CLUSTERS = 4
SCAN     = 2..10
PARTS    = groups rfm clusters

TOOLS   = rfm cluster tocsv
OUTPUTS = $(call part,groups,$(GROUP_TABLES)) \
    $(call part,rfm,rfm.tsv rfm-limits.tsv segments.csv) \
    $(call part,clusters,clusters.tsv cluster-model.tsv cluster-scan.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))log.mk

# Groups of orders.

$(OUT)/days.tsv:      by = day
$(OUT)/weeks.tsv:     by = week
$(OUT)/months.tsv:    by = month
$(OUT)/countries.tsv: by = country
$(OUT)/products.tsv:  by = product

ifeq ($(SHARDS),0)

$(addprefix $(OUT)/,$(filter-out products.tsv,$(GROUP_TABLES))): $(call from,orders.tsv $(newest),aggregate AS_OF)
	$(step)
	$(fold) $(by) --stats $$stats $< > $$new/$(@F)
	deliver

$(OUT)/products.tsv: $(call from,lines.tsv $(newest),aggregate AS_OF)
	$(step)
	$(fold) $(by) --stats $$stats $< > $$new/$(@F)
	deliver

else

$(addprefix $(OUT)/,$(GROUP_TABLES)): $(call from,.run/folds.list,aggregate)
	$(step)
	aggregate --by $(by) --merge --stats $$stats $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

endif

# Who the customers are.

export segments = $(call shipped,segments,$(SEGMENTS))
scores = $(if $(LIMITS),--limits "$$LIMITS",--bins $(BINS)) --weights $(WEIGHTS)

$(OUT)/rfm.tsv $(OUT)/rfm-limits.tsv &: $(call from,customers.tsv,rfm SEGMENTS LIMITS BINS WEIGHTS)
	$(step)
	rfm --segments "$$segments" $(scores) --limits-out $$new/rfm-limits.tsv --stats $$stats $< > $$new/rfm.tsv
	deliver

$(OUT)/segments.csv: $(call from,rfm.tsv,tocsv)
	$(step)
	tocsv --only customer_id=CustomerID,segment=Segment --stats $$stats $< > $$new/segments.csv
	deliver

# Clusters by recency, orders and money, from those who spent least. All three have long tails, which log1p takes in;
# gross, since returns can make revenue negative, which has no logarithm.

cluster_by = --columns recency_days,orders,gross --log1p all --scale zscore

$(OUT)/clusters.tsv $(OUT)/cluster-model.tsv &: $(call from,rfm.tsv,cluster CLUSTERS)
	$(step)
	cluster $(cluster_by) -k $(if $(filter 0,$(CLUSTERS)),auto,$(CLUSTERS)) --order-by gross --threads $$JOBS \
	    --model-out $$new/cluster-model.tsv --stats $$stats $< > $$new/clusters.tsv
	deliver

$(OUT)/cluster-scan.tsv: $(call from,rfm.tsv,cluster SCAN)
	$(step)
	cluster $(cluster_by) --scan $(SCAN) --threads $$JOBS --stats $$stats $< > $$new/cluster-scan.tsv
	deliver
