# SPDX-License-Identifier: GPL-3.0-or-later
#
# clv.mk: a shop's log to the value of its customers, by the model that predicts them best.
#
#     make -f pipelines/clv.mk INPUT=online-retail.csv.gz SCHEMA=online-retail CALIBRATION_END=2011-09-10 \
#         AS_OF=2011-12-10 OUT=out/clv
#
# NBD, BG/NBD, MBG/NBD and Pareto/NBD are fitted to the customers as they were on CALIBRATION_END. What they bought after
# that day is compared with what each model expected (check-*.tsv, scores.tsv). One model is chosen (chosen.tsv has the
# reason). It is fitted again to all data, together with Gamma-Gamma, and predicts (clv.tsv).
#
# FAMILY=best chooses between MBG/NBD and Pareto/NBD by the log score, the sum of the logarithms of the probabilities
# that a model gave to what each customer then did. The other two are compared, but are only chosen if FAMILY names them:
# in BG/NBD a customer who bought once cannot have left, and in NBD no customer can, so P(alive) of such customers is 1.
#
# The same lines count as in retail.mk, and OUT may be the same: lines, orders and customers are then made once.
# The tables and their columns are described in tillroll-clvcheck(1), tillroll-clvfit(1) and tillroll-clvpredict(1).

CALIBRATION_END.is = date              the last day that the models which are compared may see, YYYY-MM-DD
FAMILY.is          = best|nbd|bgnbd|mbgnbd|paretonbd  the model that predicts
HORIZON.is         = lengths           what to predict, as 90d,1y
UNIT.is            = day|week          unit of time of the models
DISCOUNT.is        = number            discount rate per year
MARGIN.is          = number            profit, as a share of what is bought
LEVEL.is           = number            probability of the intervals

FAMILY   = best
HORIZON  = 90d,1y
UNIT     = week
DISCOUNT = 0.1
MARGIN   = 1
LEVEL    = 0.9

families = nbd,bgnbd,mbgnbd,paretonbd
CHECKS   = $(addprefix check-,by-x.tsv by-alive.tsv matrix.tsv tracking.tsv)
TOOLS    = clvfit clvcheck clvpredict
OUTPUTS  = $(addprefix $(OUT)/,calibration.tsv calibration-models.tsv calibration-compare.tsv check-counts.tsv $(CHECKS) \
    scores.tsv chosen.tsv models.tsv clv.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))log.mk

# The customers as they were on CALIBRATION_END, the models of them, and the checks of the models.

$(OUT)/calibration.tsv: $(call from,orders.tsv,aggregate CALIBRATION_END)
	$(step)
	aggregate --by customer --as-of $(CALIBRATION_END) $$bound --stats $$stats $< > $$new/calibration.tsv
	deliver

$(OUT)/calibration-models.tsv $(OUT)/calibration-compare.tsv &: $(call from,calibration.tsv,clvfit UNIT)
	$(step)
	clvfit --family $(families) --unit $(UNIT) --compare $$new/calibration-compare.tsv --stats $$stats $< \
	    > $$new/calibration-models.tsv
	deliver

$(OUT)/check-counts.tsv: $(call from,calibration.tsv calibration-models.tsv,clvcheck)
	$(step)
	clvcheck --model $(OUT)/calibration-models.tsv --table counts --stats $$stats $< > $$new/$(@F)
	deliver

$(addprefix $(OUT)/,$(CHECKS) scores.tsv): $(call from,calibration.tsv calibration-models.tsv orders.tsv $(newest),clvcheck AS_OF)
	$(step)
	table=$(patsubst check-%.tsv,%,$(@F))
	clvcheck --model $(OUT)/calibration-models.tsv --table $${table/scores.tsv/score} --orders $(OUT)/orders.tsv \
	    --until $(as_of) --stats $$stats $< > $$new/$(@F)
	deliver

# If scores differ only by rounding, for example if no model finds dropout, the simpler model is chosen: MBG/NBD.

$(OUT)/chosen.tsv: $(call from,scores.tsv,FAMILY)
	$(step)
	awk -F '\t' -v OFS='\t' -v family=$(FAMILY) '
	    NR == 1 { for (i = 1; i <= NF; i++) at[$$i] = i; next }
	    { score[$$1] = $$(at["log_score"]); if (best == "" || score[$$1] > score[best]) best = $$1 }
	    END {
	        if (best == "") exit 1
	        chosen = family
	        if (family == "best") chosen = score["paretonbd"] > score["mbgnbd"] + 0.01 ? "paretonbd" : "mbgnbd"
	        reason = "the best log score of those in which every customer can leave"
	        if (family != "best") reason = "FAMILY names it"
	        print "family", "log_score", "best_family", "best_log_score", "reason"
	        print chosen, score[chosen], best, score[best], reason
	    }' $< > $$new/chosen.tsv
	deliver

# The model of all data, and its predictions.

$(OUT)/models.tsv: $(call from,customers.tsv chosen.tsv,clvfit UNIT)
	$(step)
	clvfit --family "$$(tail -n 1 $(OUT)/chosen.tsv | cut -f 1),gammagamma" --unit $(UNIT) --stats $$stats $< \
	    > $$new/models.tsv
	deliver

$(OUT)/clv.tsv: $(call from,customers.tsv models.tsv,clvpredict HORIZON DISCOUNT MARGIN LEVEL)
	$(step)
	clvpredict --model $(OUT)/models.tsv --spend $(OUT)/models.tsv --horizon $(HORIZON) --discount $(DISCOUNT) \
	    --margin $(MARGIN) --interval $(LEVEL) --stats $$stats $< > $$new/clv.tsv
	deliver
