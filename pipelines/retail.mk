# SPDX-License-Identifier: GPL-3.0-or-later
#
# retail.mk: a shop's log to scored customers, how the shop does, who its customers are and how they move.
#
#     make -f pipelines/retail.mk INPUT=online-retail.csv.gz SCHEMA=online-retail AS_OF=2011-12-10 OUT=out/retail JOBS=2
#
# POLICY=sales keeps what customers bought: sale and charge lines that name a customer. POLICY=signed keeps every line,
# returns and credits with their sign; guests are in all tables but those of customers. POLICY=net keeps every line too,
# but each return is taken from its sale, tillroll-netreturns(1). If the log has discounts and refunds as lines or columns
# (Shopify, WooCommerce, Stripe), take POLICY=signed: with POLICY=sales the revenue is too high.
# SHARDS=64 distributes the customers over 64 files, folds each file separately, JOBS at once, and merges the results; the
# output is the same.
# PARTS="groups rfm" leaves out the other parts. The parts and their tables:
#
#     groups         days, weeks, months, countries, products
#     rfm            rfm, rfm-limits, segments.csv
#     clusters       clusters, cluster-model, cluster-scan
#     kpi            kpi-months, kpi-weeks, kpi-28d: the shop's figures by month, by week, and in the 28 days to each day
#     cohorts        cohorts, second-orders: the later orders of each month's new customers, and the time to the second order
#     lifecycle      lifecycle, lifecycle-months, lifecycle-moves: each customer's stage, and the counts month by month
#     segments       labels: each customer's segment, value tier, and the labels of other rules
#     transitions    segment-moves, segment-drift, segment-history: between the ends of the last two complete months
#     profiles       segment-profiles, segment-opportunity, cluster-profiles: what distinguishes each segment and cluster
#     products       top-products by gross, top-products-net by what is left after returns
#     concentration  customer-concentration, product-concentration: how much the largest make of the total
#     forecast       forecast, forecast-seasons, forecast-errors: the revenue of the months to come
#     correlations   correlations: of the customers' measures, and with segment and country
#
# If the log has only a part of a month, this month is marked, complete = 0, and is never compared as a whole month.
# Other pipelines may use the same OUT; what they share is made once.
# A successful run prints only warnings; report.tsv shows what to check in the log; V=1 shows the steps.
# OUT/retail.manifest is there while the tables are those of one whole run (make verify checks them). make status prints how
# the last run ended: 0, 1 for wrong data, 3 to try again.
# The tables and their columns are described in tillroll-tsv(5).

# (For lists in the functions of make.)
, := ,

parts = groups rfm clusters kpi cohorts lifecycle segments transitions profiles products concentration forecast correlations

SEGMENTS.is = shipped:segments            how scores map to segments, tillroll-rfm(1)
LIMITS.is   = file                        limits of the scores, as rfm-limits.tsv of another day; without it they are found
BINS.is     = count                       how many scores, 1 to BINS, if no LIMITS are given
WEIGHTS.is  = counts                      what recency, frequency and money count in rfm_score
CLUSTERS.is = count                       how many clusters to part the customers into; 0 for as many as the scan suggests
SCAN.is     = range                       the numbers of clusters that cluster-scan.tsv compares
RULES.is    = every:rules                 rules that give each customer a label, tillroll-segment(1), a column of labels.tsv each
TOP.is      = count                       how many products top-products.tsv has
AHEAD.is    = count                       how many months to forecast
PARTS.is    = some:$(subst $() ,|,$(parts))    what to make of the customers and orders, with blanks between

SEGMENTS = eleven
BINS     = 5
WEIGHTS  = 1,1,1
CLUSTERS = 4
SCAN     = 2..10
TOP      = 20
AHEAD    = 6
RULES    = value-tiers $(if $(filter 5/1$(,)1$(,)1,$(BINS)/$(WEIGHTS)),five-names) big-and-silent
PARTS    = $(parts)

# The tools that each part needs. (Tools that no part needs are not checked.)
tools.kpi           = kpi
tools.cohorts       = cohort
tools.lifecycle     = kpi lifecycle pick transitions
tools.segments      = pick segment
tools.transitions   = kpi pick transitions
tools.profiles      = profile
tools.products      = $(if $(filter net,$(POLICY)),,netreturns) pick topn
tools.concentration = topn
tools.forecast      = forecast kpi pick
tools.correlations  = corr

KPI_TABLES = kpi-months.tsv kpi-weeks.tsv kpi-28d.tsv

TOOLS   = rfm cluster tocsv $(sort $(foreach p,$(PARTS),$(tools.$p)))
OUTPUTS = $(call part,groups,$(GROUP_TABLES)) \
    $(call part,rfm,rfm.tsv rfm-limits.tsv segments.csv) \
    $(call part,clusters,clusters.tsv cluster-model.tsv cluster-scan.tsv) \
    $(call part,kpi,$(KPI_TABLES)) \
    $(call part,cohorts,cohorts.tsv second-orders.tsv) \
    $(call part,lifecycle,lifecycle.tsv lifecycle-months.tsv lifecycle-moves.tsv) \
    $(call part,segments,labels.tsv) \
    $(call part,transitions,segment-moves.tsv segment-drift.tsv segment-history.tsv) \
    $(call part,profiles,segment-profiles.tsv segment-opportunity.tsv cluster-profiles.tsv) \
    $(call part,products,top-products.tsv top-products-net.tsv) \
    $(call part,concentration,customer-concentration.tsv product-concentration.tsv) \
    $(call part,forecast,forecast.tsv forecast-seasons.tsv forecast-errors.tsv) \
    $(call part,correlations,correlations.tsv)

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

$(OUT)/products.tsv: $(call from,$(folded) $(newest),aggregate AS_OF)
	$(step)
	$(fold) $(by) --stats $$stats $< > $$new/$(@F)
	deliver

else

$(addprefix $(OUT)/,$(GROUP_TABLES)): $(call from,.run/folds.list,aggregate)
	$(step)
	aggregate --by $(by) --merge --stats $$stats $(STATE)/folds/*/$(@F) > $$new/$(@F)
	deliver

endif

# Scores and segments of the customers.

export segments = $(call shipped,segments,$(SEGMENTS))
scores = $(if $(LIMITS),--limits "$$LIMITS",--bins $(BINS)) --weights $(WEIGHTS) $(if $(LIMITS),,--limits-out $(1))

$(OUT)/rfm.tsv $(OUT)/rfm-limits.tsv &: $(call from,customers.tsv,rfm SEGMENTS LIMITS BINS WEIGHTS)
	$(step)
	rfm --segments "$$segments" $(call scores,$$new/rfm-limits.tsv) --stats $$stats $< > $$new/rfm.tsv
	$(if $(LIMITS),cp "$$LIMITS" $$new/rfm-limits.tsv)
	deliver

$(OUT)/segments.csv: $(call from,rfm.tsv,tocsv)
	$(step)
	tocsv --only customer_id=CustomerID,segment=Segment --stats $$stats $< > $$new/segments.csv
	deliver

# Clusters by recency, orders and money; number 1 is that of the lowest spend. All three columns have long tails, which
# log1p shortens. Money is gross, since returns can make revenue negative, and that has no logarithm.

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

# The shop's figures, and how its customers stay. The orders are the same with and without shards, and so are these tables.

observed = --as-of $(as_of) $$bound
paths = $(addprefix $(OUT)/,$(1))

$(call paths,$(KPI_TABLES)) &: $(call from,orders.tsv $(newest),kpi AS_OF)
	$(step)
	kpi --period month $(observed) --stats $$stats $< > $$new/kpi-months.tsv
	kpi --period week $(observed) $< > $$new/kpi-weeks.tsv
	kpi --rolling 28d $(observed) $< > $$new/kpi-28d.tsv
	deliver

$(call paths,cohorts.tsv second-orders.tsv) &: $(call from,orders.tsv $(newest),cohort AS_OF)
	$(step)
	cohort $(observed) --stats $$stats $< > $$new/cohorts.tsv
	cohort --second $(observed) $< > $$new/second-orders.tsv
	deliver

# Each customer's stage at the end of each month; in the last month, as of the last day of the data. Only two of these
# tables exist at a time.

stages = new reengaged star active churn
moves  = month from to customers share revenue_from revenue_to

$(call paths,lifecycle.tsv lifecycle-months.tsv lifecycle-moves.tsv) &: \
    $(call from,orders.tsv kpi-months.tsv $(newest),lifecycle pick transitions AS_OF)
	$(step)
	last=$(as_of) before=$$tmp/before.tsv at=$$tmp/at.tsv
	lifecycle $(observed) --stats $$stats $< > $$new/lifecycle.tsv
	printf '%s\n' month as_of complete $(stages) | paste -s > $$new/lifecycle-months.tsv
	printf '%s\n' $(moves) | paste -s > $$new/lifecycle-moves.tsv
	while read -r month day complete; do
	    [[ $$day < $$last ]] || day=$$last
	    lifecycle --as-of $$day $$bound --stats $$tmp/count $< > $$at
	    { printf '%s\n' $$month $$day $$complete
	        for stage in $(stages); do sed -n "s/^stage_$$stage\t//p" $$tmp/count; done; } | paste -s >> $$new/lifecycle-months.tsv
	    [ ! -e $$before ] || transitions --label stage $$before $$at | pick --add "month = \"$$month\"" |
	        pick --only $(call list,$(moves)) | sed 1d >> $$new/lifecycle-moves.tsv
	    mv $$at $$before
	done < <(pick --only period,end,complete $(OUT)/kpi-months.tsv | sed 1d)
	deliver

# Labels by rules, in addition to the segment of the scores: a column for each file of rules.

export rules = $(foreach r,$(RULES),$(call shipped,rules,$r))
list = $(subst $() ,$(,),$(strip $(1)))
labels = $(subst -,_,$(basename $(notdir $(RULES))))

$(OUT)/labels.tsv: $(call from,rfm.tsv,segment pick RULES)
	$(step)
	labels=($(labels)) labelled=$$tmp/labelled.tsv
	cp $< $$labelled
	for file in $$rules; do
	    segment --rules $$file --as $$labels $$labelled > $$tmp/more.tsv
	    mv $$tmp/more.tsv $$labelled
	    labels=("$${labels[@]:1}")
	done
	pick --only $(call list,customer_id as_of segment $(labels)) --stats $$stats $$labelled > $$new/labels.tsv
	deliver

# How customers moved between the ends of the last two complete months. Both days have the same limits, those of the first
# day if no LIMITS are given: a customer moves only if their own values have changed, not if those of others have.

drift   = month customers_before customers_after in_both moved share_moved adjusted_rand psi
history = customer_id as_of country recency_days orders revenue segment previous_segment

$(call paths,segment-moves.tsv segment-drift.tsv segment-history.tsv) &: \
    $(call from,orders.tsv kpi-months.tsv,aggregate rfm pick transitions SEGMENTS LIMITS BINS WEIGHTS)
	$(step)
	days=($$(pick --where 'complete = 1' --only end $(OUT)/kpi-months.tsv | sed 1d | tail -n 2)) both=()
	if (($${#days[@]} < 2)); then
	    echo "segment-moves.tsv is empty: there are no two complete months" >&2
	    printf '%s\n' $(moves) | paste -s > $$new/segment-moves.tsv
	    printf '%s\n' $(drift) | paste -s > $$new/segment-drift.tsv
	    printf '%s\n' $(history) | paste -s > $$new/segment-history.tsv
	else
	    scores=($(call scores,$$tmp/limits.tsv))
	    for day in $${days[@]}; do
	        both+=($$tmp/$$day.tsv)
	        aggregate --by customer --as-of $$day $$bound $< |
	            rfm --segments "$$segments" "$${scores[@]}" > $$tmp/$$day.tsv
	        scores=(--weights $(WEIGHTS) --limits $(if $(LIMITS),"$$LIMITS",$$tmp/limits.tsv))
	    done
	    moved() { transitions --label segment "$$@" $${both[@]} | pick --add "month = \"$${days[1]%-*}\""; }
	    moved --stats $$stats | pick --only $(call list,$(moves)) > $$new/segment-moves.tsv
	    moved --drift | pick --only $(call list,$(drift)) > $$new/segment-drift.tsv
	    moved --previous | pick --only $(call list,$(history)) > $$new/segment-history.tsv
	fi
	deliver

# What distinguishes each segment and cluster, and the correlations.

measures = recency_days,T,orders,units,revenue

$(call paths,segment-profiles.tsv segment-opportunity.tsv): $(call from,rfm.tsv,profile)
	$(step)
	profile --by segment $(if $(filter %-opportunity.tsv,$@),--opportunity,--columns $(measures)) --stats $$stats $< > $$new/$(@F)
	deliver

$(OUT)/cluster-profiles.tsv: $(call from,clusters.tsv,profile)
	$(step)
	profile --by cluster --columns $(measures) --stats $$stats $< > $$new/$(@F)
	deliver

$(OUT)/correlations.tsv: $(call from,rfm.tsv,corr)
	$(step)
	corr --columns $(measures) --by segment,country --stats $$stats $< > $$new/$(@F)
	deliver

# The products that were sold most, and the concentration of products and customers.

$(OUT)/top-products.tsv:     measure = gross
$(OUT)/top-products-net.tsv: measure = revenue
best = pick --where 'kind in ("sale", "return")' $< | $(fold) product --carry last:description | \
    topn --measure $(measure) -n $(TOP) --key product_id --stats $$stats

$(OUT)/top-products.tsv: $(call from,lines.tsv $(newest),pick aggregate topn AS_OF)
	$(step)
	$(best) > $$new/$(@F)
	deliver

$(OUT)/top-products-net.tsv: $(call from,net-lines.tsv $(newest),pick aggregate topn AS_OF)
	$(step)
	$(best) > $$new/$(@F)
	deliver

$(OUT)/customer-concentration.tsv: $(call from,customers.tsv,topn)
	$(step)
	topn --concentration --measure revenue --stats $$stats $< > $$new/$(@F)
	deliver

$(OUT)/product-concentration.tsv: $(call from,products.tsv,topn)
	$(step)
	topn --concentration --measure revenue --stats $$stats $< > $$new/$(@F)
	deliver

# The forecast. A month that is not over is forecast as a whole.

$(call paths,forecast.tsv forecast-seasons.tsv forecast-errors.tsv) &: $(call from,kpi-months.tsv,forecast pick)
	$(step)
	pick --where 'complete = 1' --only period,complete,revenue $< |
	    forecast --measure revenue --horizon $(AHEAD) --seasons $$new/forecast-seasons.tsv --errors $$new/forecast-errors.tsv \
	        --stats $$stats > $$new/forecast.tsv
	deliver
