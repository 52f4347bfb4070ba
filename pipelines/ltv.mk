# SPDX-License-Identifier: GPL-3.0-or-later
#
# ltv.mk: a shop's log to what each customer brings in the next DAYS, and the class of that: Low, Mid or High.
#
#     make -f pipelines/ltv.mk INPUT=CDNOW_master.txt SCHEMA=cdnow AS_OF=1998-06-30 DAYS=180 \
#         CUTS=1997-06-30,1997-12-31 OUT=out/ltv
#
# Value is the revenue of the DAYS from a cut on. With COSTS, a table of product_id and cost, it is the margin: revenue -
# quantity * cost; what has no cost there counts as costing nothing, and a warning counts its lines.
#
# All is learned from the training rows alone: the limit above which a value is an outlier, the quantile KEEP of their
# values (they are not learned from, but are tested); the three clusters of value, found exactly (tillroll-cluster(1));
# the value by least squares; and a logit (or trees, LEARNER=gbt) for each class, whose probabilities are divided by
# their sum. Two of the FEATURES are made here: clv, the revenue of the DAYS that MBG/NBD and Gamma-Gamma expect of what
# was known at the cut, and pace, gross / (tenure_days + 1).
#
# With two cuts the customers at the first one train, and those at the second one are the test, of days that come after
# all that was learned. With one cut (CUTS=DATE) 3 of 10 customers, chosen by a hash of their id, are the test. They
# live in the same days as those that train, so this does not test forecasting; ltv-verdicts.tsv names the test.
# The model for the customers of today is learned from the last cut, with one cut from all of its customers.
#
#     ltv.tsv           the customers of today: value (never below 0), the chance of each class, the likeliest, and clv
#     ltv-scores.tsv    the test rows: the same, and what came; clv_class and past_class are the clusters of clv and gross
#     ltv-verdicts.tsv  the value compared with clv, with gross, what was spent so far, and with the mean; the class with
#                       clv_class and the commonest class. A difference counts only if its interval excludes 0.
#                       (With COSTS, clv and gross are still of revenue.)
#     ltv-check.tsv, ltv-class-check.tsv     all measures, tillroll-evaluate(1)
#     ltv-limits.tsv, ltv-clusters.tsv, ltv-value-model.tsv, ltv-model-1.tsv ...   what was learned for the test, and the
#                       same with ltv-now- for today
#
# OUT may be that of other pipelines.

COSTS.is = file    product_id and cost, for the margin; without it value is revenue
KEEP.is  = number  the quantile of the values up to which rows are learned from

DAYS     = 183
LEARNER  = logit
KEEP     = 0.99
FEATURES = clv,pace,recency_days,gross,aov

what     = ltv
held_out = $(filter 1,$(words $(subst $(,), ,$(CUTS))))
roles    = $(if $(held_out),train,train test)
targets  = revenue

# (Later spend grows in proportion to earlier spend, so no logarithms are taken.)
long    =
numbers = 1 2 3
chances = p_low p_mid p_high
labels  = labels() { printf '%s\n' Low Mid High; }
MODELS  = limits clusters value-model $(numbers:%=model-%)
TOOLS   = clvfit clvpredict cluster segment $(if $(held_out),abassign)
OUTPUTS = $(foreach m,$(MODELS),$(OUT)/ltv-$m.tsv $(OUT)/ltv-now-$m.tsv) \
    $(addprefix $(OUT)/ltv-,rows.tsv scores.tsv check.tsv class-check.tsv verdicts.tsv) $(OUT)/ltv.tsv

include $(dir $(lastword $(MAKEFILE_LIST)))cuts.mk

# The rows that are learned from and tested: with clv, of a model of what was known at the same cut, with what came as
# future_value, and with part, train or test.

define with_clv
with_clv() {
    clvfit --family mbgnbd,gammagamma --unit week $$1 > $$tmp/model.tsv
    clvpredict --model $$tmp/model.tsv --spend $$tmp/model.tsv --horizon $(DAYS)d --discount 0 $$1 |
        pick --add 'clv = clv_$(DAYS)d; pace = gross / (tenure_days + 1)' --drop p_alive,expected_$(DAYS)d,next_date,again_date,expected_value,clv_$(DAYS)d
}
endef

future = $(if $(COSTS),lookup --key customer_id$(,)cut --from $$tmp/costs.tsv --only cost=future_revenue --where-missing stop | \
    pick --add 'future_value = future_revenue - cost',pick --add 'future_value = future_revenue')

$(OUT)/ltv-rows.tsv: $(call from,lines.tsv ltv-cuts.tsv ltv-examples.tsv $(newest),\
    features lookup pick clvfit clvpredict $(if $(held_out),abassign) COSTS DAYS WINDOW AS_OF)
	$(step)
	$(rows_of)
	$(with_clv)
ifneq ($(COSTS),)
	lookup --key product_id --from "$$COSTS" --only cost $< |
	    awk -F '\t' -v OFS='\t' '$$NF == "" { $$NF = 0 } { print }' |
	    pick --add 'costs = round(quantity * cost, 6)' --only customer_id,order_id,date,time,country,quantity,costs,kind |
	    sed '1s/costs/amount/' > $$tmp/cost-lines.tsv
	features --cut "$$(sed '1d; $$d' $(OUT)/ltv-cuts.tsv | cut -f 2 | paste -sd ,)" --horizon $(DAYS)d --target revenue \
	    $(window) --as-of $(as_of) --only customer_id,cut,future_revenue $$tmp/cost-lines.tsv > $$tmp/costs.tsv
endif
	for role in $(roles); do
	    rows_of $$role > $$tmp/known.tsv
	    with_clv $$tmp/known.tsv | $(future) > $$tmp/rows-$$role.tsv
	done
	awk 'NR == 1 || FNR > 1' $(roles:%=$$tmp/rows-%.tsv) |
	    $(if $(held_out),abassign --salt ltv --groups train:0.7$(,)test:0.3 --as part,pick --add 'part = role') > $$new/$(@F)
	deliver

# Models learned from the rows of one or both parts; all that they know ends before another cut.

define fitted
$(step)
$(day_of)
$(labels)
$(by_class)
pick --where 'part in ($(2))' $< > $$tmp/all.tsv
segment --measure future_value --quantiles $(KEEP) --limits-out $$new/ltv-$(1)limits.tsv $$tmp/all.tsv > /dev/null
most=$$(sed -n 2p $$new/ltv-$(1)limits.tsv | cut -f 3)
pick --where "future_value <= $$most" $$tmp/all.tsv |
    cluster --columns future_value -k 3 --labels Low,Mid,High --as future_class --model-out $$new/ltv-$(1)clusters.tsv > $$tmp/kept.tsv
learn --target future_value --family ols $(made_of) --cut $$(day_of $(3)) --stats $$stats $$tmp/kept.tsv > $$new/ltv-$(1)value-model.tsv
learned_each $$tmp/kept.tsv future_class $$new/ltv-$(1)model $$(day_of $(3))
deliver
endef

uses_of = learn pick segment cluster FEATURES LEARNER KEEP

$(MODELS:%=$(OUT)/ltv-%.tsv) &: $(call from,ltv-rows.tsv ltv-cuts.tsv,$(uses_of))
	$(call fitted,,"train",$(if $(held_out),now,test))

$(MODELS:%=$(OUT)/ltv-now-%.tsv) &: $(call from,ltv-rows.tsv ltv-cuts.tsv,$(uses_of))
	$(call fitted,now-,$(if $(held_out),"train"$(,) "test","test"),now)

# The test. The customers held out have the same cut as those learned from, which predict allows only with an option.

in_sample = $(if $(filter $(OUT)/ltv-scores.tsv,$@),$(if $(held_out),--in-sample))
predicted = predict --model $(1) $(in_sample)
clusters_of = pick --only $(1) $$tmp/test.tsv | sed '1s/.*/future_value/' | \
    cluster --model $(OUT)/ltv-clusters.tsv --as $(2) | pick --only $(2)

$(OUT)/ltv-scores.tsv: $(call from,ltv-rows.tsv $(MODELS:%=ltv-%.tsv),predict pick cluster)
	$(step)
	$(labels)
	$(by_class)
	pick --where 'part = "test"' $< > $$tmp/test.tsv
	chances_of $(OUT)/ltv-model $$tmp/test.tsv > $$tmp/chances.tsv
	$(call clusters_of,future_value,future_class) > $$tmp/future.tsv
	$(call clusters_of,clv,clv_class) > $$tmp/clv.tsv
	$(call clusters_of,gross,past_class) > $$tmp/past.tsv
	$(call predicted,$(OUT)/ltv-value-model.tsv) --stats $$stats $$tmp/test.tsv | pick --add 'expected = max(value, 0)' \
	    --only customer_id,cut,label_end,recency_days,orders,gross,clv,expected,future_value |
	    sed '1s/expected/value/' | paste - $$tmp/future.tsv $$tmp/chances.tsv $$tmp/clv.tsv $$tmp/past.tsv > $$new/$(@F)
	deliver

kind_of_test = $(if $(held_out),customers held out at the same cut: no test of forecasting,a later cut)
sampled = $(if $(filter-out 0,$(BOOTSTRAP)),--bootstrap $(BOOTSTRAP)) --threads $$JOBS

$(addprefix $(OUT)/ltv-,check.tsv class-check.tsv verdicts.tsv) &: $(call from,ltv-scores.tsv,evaluate BOOTSTRAP)
	$(step)
	evaluate --truth future_value --value value --baseline clv,gross $(sampled) --stats $$stats $< > $$new/ltv-check.tsv
	evaluate --truth future_class --class class --baseline clv_class,past_class $(sampled) $< > $$new/ltv-class-check.tsv
	{
	    $(call verdicts,mae:lower rmse:lower spearman top_share) $$new/ltv-check.tsv
	    $(call verdicts,accuracy balanced_accuracy macro_f1) $$new/ltv-class-check.tsv | sed 1d
	} | sed '1s/$$/\ttest/; 1!s/$$/\t$(kind_of_test)/' > $$new/ltv-verdicts.tsv
	$(if $(held_out),echo "customers were held out at the same cut: this is no test of forecasting (two CUTS are)" >&2)
	deliver

# The customers of today.

$(OUT)/ltv.tsv: $(call from,ltv-now.tsv $(MODELS:%=ltv-now-%.tsv),predict pick clvfit clvpredict DAYS)
	$(step)
	$(labels)
	$(by_class)
	$(with_clv)
	with_clv $< > $$tmp/now.tsv
	chances_of $(OUT)/ltv-now-model $$tmp/now.tsv > $$tmp/chances.tsv
	$(call predicted,$(OUT)/ltv-now-value-model.tsv) --stats $$stats $$tmp/now.tsv | pick --add 'expected = max(value, 0)' \
	    --only customer_id,cut,country,recency_days,orders,gross,clv,expected |
	    sed '1s/expected/value/' | paste - $$tmp/chances.tsv > $$new/$(@F)
	deliver
