# SPDX-License-Identifier: GPL-3.0-or-later
#
# churn.mk: a shop's log to the customers who will not come again soon, those first whose loss would cost most.
#
#     make -f pipelines/churn.mk INPUT=online-retail.csv.gz SCHEMA=online-retail AS_OF=2011-12-10 \
#         CUTS=2011-03-14,2011-06-12,2011-09-10 OUT=out/churn
#
# A customer has churned at a cut if they buy nothing in the DAYS from it on. A logit of FEATURES (or trees,
# LEARNER=gbt) learns this from the customers at the first cut. Its scores are turned into probabilities by what came
# after the second cut (a logit of the score), since the first cut is long ago, and a model always looks better on what
# it has learned from. The third cut is the test. For the customers of today the same is done one cut later: the second
# cut trains, and the third one calibrates.
#
# One of the FEATURES is made here: p_none, the probability of no purchase in the DAYS by MBG/NBD, fitted to what was
# known at the same cut. A log without products needs FEATURES without products.
#
# churn-verdicts.tsv compares the probabilities at the test cut with three simple scores: a logit of recency, orders,
# revenue and tenure that was learned at the second cut (reference), recency alone, and P(alive) of MBG/NBD. A difference
# counts only if its interval excludes 0; the result is written there, even if the model is worse.
#
#     churn.tsv                   the customers of today, by at_risk = p_churn * value, the largest first
#     churn-model.tsv             the model that is tested; churn-calibration.tsv: of its score
#     churn-now-model.tsv         the model for today; churn-now-calibration.tsv; churn-value-model.tsv: of value
#     churn-rows.tsv              the examples with p_alive and p_none
#     churn-scores.tsv            the customers at the test cut: scores, and what came
#     churn-check.tsv             all measures, tillroll-evaluate(1); churn-verdicts.tsv: the comparison
#
# value is what a customer who stays is expected to bring in a year, by MBG/NBD and Gamma-Gamma: clv_1y / p_alive of
# tillroll-clvpredict(1), without discount. With POLICY=sales a large order counts in it even if it was cancelled minutes
# later; POLICY=signed subtracts what came back. OUT may be that of other pipelines.

DAYS     = 90
LEARNER  = logit
FEATURES = p_none,recency_days,tenure_days,orders,purchase_days,gross,products,share_90d,overdue_ratio

what    = churn
roles   = train calibrate test
targets = churn,revenue

MODELS  = churn-model.tsv churn-calibration.tsv churn-now-model.tsv churn-now-calibration.tsv
TOOLS   = clvfit clvpredict
OUTPUTS = $(addprefix $(OUT)/,$(MODELS) churn-rows.tsv churn-scores.tsv churn-check.tsv churn-verdicts.tsv \
    churn-value-model.tsv churn.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))cuts.mk

# The examples with the predictions of MBG/NBD for the customers at each cut.

define with_chances
with_chances() {
    clvpredict --model $$1 --horizon $(DAYS)d --pmf 1 $$2 | pick --add 'p_none = p0_$(DAYS)d' \
        --drop expected_$(DAYS)d,p0_$(DAYS)d,next_date,again_date
}
endef

$(OUT)/churn-rows.tsv: $(call from,churn-examples.tsv,pick clvfit clvpredict DAYS)
	$(step)
	$(with_chances)
	for role in $(roles); do
	    pick --where "role = \"$$role\"" $< > $$tmp/known.tsv
	    clvfit --family mbgnbd --unit week $$tmp/known.tsv > $$tmp/model.tsv
	    with_chances $$tmp/model.tsv $$tmp/known.tsv > $$tmp/rows-$$role.tsv
	done
	awk 'NR == 1 || FNR > 1' $(roles:%=$$tmp/rows-%.tsv) > $$new/$(@F)
	deliver

# The models.

rows_of = rows_of() { pick --where "role = \"$$1\"" $(OUT)/churn-rows.tsv; }
churn   = learn --target churned --family logit
scored  = predict --model $(1) --explain --only $(2),margin

# MODEL CALIBRATION TRAIN CALIBRATE NEXT
define fitted
$(step)
$(day_of)
$(rows_of)
$(chance)
rows_of $(3) | chance --target churned --cut $$(day_of $(4)) --stats $$stats > $$new/$(1)
rows_of $(4) | $(call scored,$$new/$(1),as_of$(,)cut$(,)label_end$(,)churned) |
    $(churn) --columns margin --cut $$(day_of $(5)) > $$new/$(2)
deliver
endef

$(OUT)/churn-model.tsv $(OUT)/churn-calibration.tsv &: $(call from,churn-cuts.tsv churn-rows.tsv,learn predict pick FEATURES LEARNER)
	$(call fitted,churn-model.tsv,churn-calibration.tsv,train,calibrate,test)

$(OUT)/churn-now-model.tsv $(OUT)/churn-now-calibration.tsv &: \
    $(call from,churn-cuts.tsv churn-rows.tsv,learn predict pick FEATURES LEARNER)
	$(call fitted,churn-now-model.tsv,churn-now-calibration.tsv,calibrate,test,now)

# The test.

# (Net of returns, revenue may be below 0, and is left as it is.)
reference = recency_days,orders,revenue,tenure_days \
    --log1p $(if $(filter signed,$(POLICY)),recency_days$(,)orders$(,)tenure_days,all)
compared  = customer_id,cut,label_end,recency_days,p_alive,reference
came      = churned,future_revenue

$(OUT)/churn-scores.tsv: $(call from,churn-cuts.tsv churn-rows.tsv churn-model.tsv churn-calibration.tsv,learn predict pick)
	$(step)
	$(day_of)
	$(rows_of)
	rows_of calibrate | $(churn) --columns $(reference) --cut $$(day_of test) > $$tmp/reference.tsv
	rows_of test | predict --model $$tmp/reference.tsv |
	    pick --add 'reference = probability' --drop probability,class |
	    $(call scored,$(OUT)/churn-model.tsv,$(compared)$(,)$(came)) |
	    predict --model $(OUT)/churn-calibration.tsv --only $(compared),probability,$(came) --stats $$stats > $$new/$(@F)
	deliver

$(OUT)/churn-check.tsv $(OUT)/churn-verdicts.tsv &: $(call from,churn-scores.tsv,evaluate BOOTSTRAP)
	$(step)
	evaluate --truth churned --score probability --baseline reference,recency_days,-p_alive \
	    $(if $(filter-out 0,$(BOOTSTRAP)),--bootstrap $(BOOTSTRAP)) --threads $$JOBS --stats $$stats $< > $$new/churn-check.tsv
	$(call verdicts,auc log_loss:lower brier:lower) $$new/churn-check.tsv > $$new/churn-verdicts.tsv
	deliver

# The customers of today.

$(OUT)/churn-value-model.tsv: $(call from,churn-now.tsv,clvfit)
	$(step)
	clvfit --family mbgnbd,gammagamma --unit week --stats $$stats $< > $$new/$(@F)
	deliver

shown = customer_id,cut,country,recency_days,orders,revenue,p_alive

$(OUT)/churn.tsv: $(call from,churn-now.tsv churn-now-model.tsv churn-now-calibration.tsv churn-value-model.tsv,\
    clvpredict predict pick DAYS)
	$(step)
	$(with_chances)
	with_chances $(OUT)/churn-value-model.tsv $< |
	    pick --drop p_alive |
	    clvpredict --model $(OUT)/churn-value-model.tsv --spend $(OUT)/churn-value-model.tsv --horizon 1y --discount 0 |
	    pick --add 'value = round(clv_1y / p_alive, 2)' |
	    $(call scored,$(OUT)/churn-now-model.tsv,$(shown)$(,)value) |
	    predict --model $(OUT)/churn-now-calibration.tsv |
	    pick --add 'p_churn = round(probability, 6); at_risk = round(probability * value, 2)' \
	        --only $(shown),p_churn,value,at_risk --stats $$stats > $$tmp/churn.tsv
	head -n 1 $$tmp/churn.tsv > $$new/$(@F)
	tail -n +2 $$tmp/churn.tsv | sort -t $$'\t' -k 10,10gr -k 1,1 >> $$new/$(@F)
	deliver
