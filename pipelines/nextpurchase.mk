# SPDX-License-Identifier: GPL-3.0-or-later
#
# nextpurchase.mk: a shop's log to when each customer buys next: the probabilities of a few ranges of days, and a date.
#
#     make -f pipelines/nextpurchase.mk INPUT=online-retail.csv.gz SCHEMA=online-retail AS_OF=2011-12-10 OUT=out/next
#
# Days are counted from the last day that is known, so that a purchase tomorrow is 1 day ahead. LIMITS=20,50 makes the
# classes 1-20, 21-50, 51-DAYS and none: no purchase in the DAYS from the cut on. "none" is a class of its own, never a
# large number of days. The classes are learned at the first cut, each against the others, by trees, or if learn was
# built without XGBoost by a logit; their probabilities are divided by their sum, and the predicted class is the
# likeliest. The second cut is the test. For the customers of today it trains.
#
# next-verdicts.tsv compares the predicted classes at the test cut with the likeliest class of MBG/NBD, and with always
# predicting the commonest class. A difference counts only if its interval excludes 0. The accuracy of several classes is
# low if most customers are in one of them: next-check.tsv has the recall of each.
#
#     next-purchases.tsv   the customers of today: the chance of each class, the likeliest, and the date by which they buy
#                          again with a probability of one half, with both ends of an interval (LEVEL), by MBG/NBD; it is
#                          empty if that is never reached
#     next-scores.tsv      the customers at the test cut: the chances, the class of each method, and what came; next_days
#                          is counted from the last purchase, days_ahead from the last known day
#     next-check.tsv       all measures, tillroll-evaluate(1); next-verdicts.tsv: the comparison
#     next-model-1.tsv ... the model of each class, that is tested; next-now-model-1.tsv ...: the models for today
#
# OUT may be that of other pipelines.

LIMITS.is = counts  the last day of each class but the last two, ascending
LEVEL.is  = number  probability of the intervals of dates

DAYS     = 91
LEARNER  = any
LIMITS   = 20,50
LEVEL    = 0.9
FEATURES = recency_days,tenure_days,orders,purchase_days,gross,products,share_90d,overdue_ratio

what    = next
roles   = train test
targets = next_days

# (The numbers of the classes: two more than there are limits.)
limits  = $(subst $(,), ,$(LIMITS))
numbers = $(wordlist 1,$(words . . $(limits)),1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)

TOOLS   = clvfit clvpredict segment
OUTPUTS = $(foreach m,model now-model,$(numbers:%=$(OUT)/next-$m-%.tsv)) \
    $(addprefix $(OUT)/,next-scores.tsv next-check.tsv next-verdicts.tsv next-purchases.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))cuts.mk

# The classes: "labels" prints them, "classes" adds the columns days_ahead and next_class.

chances = $(limits:%=p_to_%) p_to_$(DAYS) p_none

define classes
labels() {
    local low=1 limit
    for limit in $(limits) $(DAYS); do
        if ((low > limit)); then
            echo "LIMITS=$(LIMITS): numbers of days, ascending and below $(DAYS), are needed" >&2
            exit 2
        fi
        echo $$low-$$limit
        low=$$((limit + 1))
    done
    echo none
}
classes() {
    pick --add 'days_ahead = next_days - recency_days' |
        segment --measure days_ahead --bins $(LIMITS) --labels "$$(labels | sed '$$d' | paste -sd ,)" --as next_class |
        awk -F '\t' -v OFS='\t' '$$NF == "" { $$NF = "none" } { print }'
}
labels > $$tmp/labels
endef

# The models of each class, from the customers at one cut; all that they know ends before another.

define fitted
$(step)
$(day_of)
$(rows_of)
$(classes)
$(by_class)
rows_of $(2) | classes > $$tmp/rows.tsv
learned_each $$tmp/rows.tsv next_class $$new/$(1) $$(day_of $(3))
deliver
endef

$(numbers:%=$(OUT)/next-model-%.tsv) &: $(call from,next-cuts.tsv next-examples.tsv,learn pick segment FEATURES LEARNER LIMITS DAYS)
	$(call fitted,next-model,train,test)

$(numbers:%=$(OUT)/next-now-model-%.tsv) &: $(call from,next-cuts.tsv next-examples.tsv,learn pick segment FEATURES LEARNER LIMITS DAYS)
	$(call fitted,next-now-model,test,now)

# The test. MBG/NBD is fitted to what was known at the test cut, and its chance of no purchase within each limit gives
# those of the classes.

within = $(call list,$(limits:%=%d) $(DAYS)d)
by_nbd = $(foreach l,$(limits),p0_$ld) p0_$(DAYS)d

$(OUT)/next-scores.tsv: $(call from,next-cuts.tsv next-examples.tsv $(numbers:%=next-model-%.tsv),\
    predict pick segment clvfit clvpredict LIMITS DAYS)
	$(step)
	$(rows_of)
	$(classes)
	$(by_class)
	rows_of test > $$tmp/test.tsv
	chances_of $(OUT)/next-model $$tmp/test.tsv > $$tmp/chances.tsv
	clvfit --family mbgnbd --unit week --stats $$stats $$tmp/test.tsv > $$tmp/model.tsv
	clvpredict --model $$tmp/model.tsv --horizon $(within) --pmf 1 $$tmp/test.tsv | pick --only $(call list,$(by_nbd)) |
	    awk -F '\t' -v OFS='\t' '
	        NR > 1 { none = 1; for (i = 1; i <= NF; i++) { p = $$i; $$i = none - p; none = p } $$(NF + 1) = none }
	        { print }' |
	    likeliest clv_class | awk -F '\t' '{ print $$NF }' > $$tmp/clv.tsv
	classes < $$tmp/test.tsv | pick --only customer_id,cut,label_end,recency_days,next_days,days_ahead,next_class |
	    paste - $$tmp/chances.tsv $$tmp/clv.tsv > $$new/$(@F)
	deliver

$(OUT)/next-check.tsv $(OUT)/next-verdicts.tsv &: $(call from,next-scores.tsv,evaluate BOOTSTRAP)
	$(step)
	evaluate --truth next_class --class class --baseline clv_class \
	    $(if $(filter-out 0,$(BOOTSTRAP)),--bootstrap $(BOOTSTRAP)) --threads $$JOBS --stats $$stats $< > $$new/next-check.tsv
	$(call verdicts,accuracy balanced_accuracy macro_f1 kappa) $$new/next-check.tsv > $$new/next-verdicts.tsv
	deliver

# The customers of today.

$(OUT)/next-purchases.tsv: $(call from,next-now.tsv $(numbers:%=next-now-model-%.tsv),predict pick clvfit clvpredict LIMITS DAYS)
	$(step)
	$(classes)
	$(by_class)
	chances_of $(OUT)/next-now-model $< > $$tmp/chances.tsv
	clvfit --family mbgnbd --unit week --stats $$stats $< > $$tmp/model.tsv
	clvpredict --model $$tmp/model.tsv --interval $(LEVEL) $< |
	    pick --only customer_id,cut,country,recency_days,orders,p_alive,again_date,again_date_low,again_date_high |
	    paste - $$tmp/chances.tsv > $$new/$(@F)
	deliver
