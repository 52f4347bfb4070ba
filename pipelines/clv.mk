# SPDX-License-Identifier: GPL-3.0-or-later
#
# clv.mk: a shop's log to the value of its customers, by the model that foretells them best.
#
#     make -f pipelines/clv.mk INPUT=online-retail.csv.gz SCHEMA=online-retail CALIBRATION_END=2011-09-10 OUT=out/clv
#
# The customers as they were on CALIBRATION_END are fitted by NBD, BG/NBD, MBG/NBD and Pareto/NBD. What they bought after
# it is held against what each model expected (check-*.tsv, scores.tsv). The model with the highest log score, the sum of
# the logarithms of the chances that it gave to what each customer then did, is chosen (chosen.tsv), fitted again to all
# there is, together with Gamma-Gamma, and predicts (clv.tsv). All lines of customers count, returns too: an order that
# came back the same day is no purchase, and its value would outweigh a year of others.
# The tables and their columns are described in tillroll-clvcheck(1), tillroll-clvfit(1) and tillroll-clvpredict(1).

INPUT.is           = files             the log: .csv or .txt, plain or .gz or .zst, several names separated by blanks
SCHEMA.is          = shipped:schemas   how its columns map to lines, tillroll-schema(5)
CALIBRATION_END.is = date              the last day that the models which are compared may see, YYYY-MM-DD
AS_OF.is           = date              the last day seen; 9999-12-31 is the newest of the log
HORIZON.is         = lengths           what to predict, as 90d,1y
UNIT.is            = day|week          unit of time of the models
DISCOUNT.is        = number            rate of discount a year
MARGIN.is          = number            profit, as a share of what is bought
LEVEL.is           = number            chance of the intervals

AS_OF    = 9999-12-31
HORIZON  = 90d,1y
UNIT     = week
DISCOUNT = 0.1
MARGIN   = 1
LEVEL    = 0.9

families = nbd,bgnbd,mbgnbd,paretonbd
as_of    = $(if $(filter-out 9999-12-31,$(AS_OF)),--as-of $(AS_OF))
until    = $(if $(as_of),--until $(AS_OF))
CHECKS   = $(addprefix check-,by-x.tsv by-alive.tsv matrix.tsv tracking.tsv)
TOOLS    = clean aggregate clvfit clvcheck clvpredict
PROGRAMS = $(if $(filter %.gz,$(INPUT)),gzip) $(if $(filter %.zst,$(INPUT)),zstd)
OUTPUTS  = $(addprefix $(OUT)/,lines.tsv left-out.tsv orders.tsv calibration.tsv calibration-models.tsv \
    calibration-compare.tsv check-counts.tsv $(CHECKS) scores.tsv chosen.tsv customers.tsv models.tsv clv.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))common.mk

# The log to orders.

%/lines.tsv %/left-out.tsv: $(call uses,clean INPUT SCHEMA)
	$(step)
	unpack $(INPUT)
	clean --schema $(call shipped,schemas,$(SCHEMA)) --guests drop --dropped $$new/left-out.tsv \
	    --stats $$stats "$${files[@]}" > $$new/lines.tsv
	deliver

$(OUT)/orders.tsv: $(OUT)/lines.tsv $(call uses,aggregate AS_OF)
	$(step)
	aggregate --by order $(as_of) --stats $$stats $< > $$new/orders.tsv
	deliver

# The customers as they were, the models of them, and what became of both.

$(OUT)/calibration.tsv: $(OUT)/orders.tsv $(call uses,aggregate CALIBRATION_END)
	$(step)
	aggregate --by customer --as-of $(CALIBRATION_END) --stats $$stats $< > $$new/calibration.tsv
	deliver

%/calibration-models.tsv %/calibration-compare.tsv: %/calibration.tsv $(call uses,clvfit UNIT)
	$(step)
	clvfit --family $(families) --unit $(UNIT) --compare $$new/calibration-compare.tsv --stats $$stats $< \
	    > $$new/calibration-models.tsv
	deliver

$(OUT)/check-counts.tsv: $(OUT)/calibration.tsv $(OUT)/calibration-models.tsv $(call uses,clvcheck)
	$(step)
	clvcheck --model $(OUT)/calibration-models.tsv --table counts --stats $$stats $< > $$new/$(@F)
	deliver

$(addprefix $(OUT)/,$(CHECKS) scores.tsv): $(OUT)/calibration.tsv $(OUT)/calibration-models.tsv $(OUT)/orders.tsv \
    $(call uses,clvcheck AS_OF)
	$(step)
	table=$(patsubst check-%.tsv,%,$(@F))
	clvcheck --model $(OUT)/calibration-models.tsv --table $${table/scores.tsv/score} --orders $(OUT)/orders.tsv $(until) \
	    --stats $$stats $< > $$new/$(@F)
	deliver

# Of scores that are the same but for rounding, as where no model finds dropout, the first: the NBD has none.

$(OUT)/chosen.tsv: $(OUT)/scores.tsv $(call uses,)
	$(step)
	awk -F '\t' -v OFS='\t' '
	    NR == 1 { for (i = 1; i <= NF; i++) at[$$i] = i; next }
	    { family[NR] = $$1; score[NR] = $$(at["log_score"]); if (best == "" || score[NR] + 0 > best) best = score[NR] + 0 }
	    END {
	        if (best == "") exit 1
	        for (i = 2; score[i] < best - 0.01;) i++
	        print "family", "log_score"
	        print family[i], score[i]
	    }' $< > $$new/chosen.tsv
	deliver

# All there is, and what comes.

$(OUT)/customers.tsv: $(OUT)/orders.tsv $(call uses,aggregate AS_OF)
	$(step)
	aggregate --by customer $(as_of) --stats $$stats $< > $$new/customers.tsv
	deliver

$(OUT)/models.tsv: $(OUT)/customers.tsv $(OUT)/chosen.tsv $(call uses,clvfit UNIT)
	$(step)
	clvfit --family "$$(tail -n 1 $(OUT)/chosen.tsv | cut -f 1),gammagamma" --unit $(UNIT) --stats $$stats $< \
	    > $$new/models.tsv
	deliver

$(OUT)/clv.tsv: $(OUT)/customers.tsv $(OUT)/models.tsv $(call uses,clvpredict HORIZON DISCOUNT MARGIN LEVEL)
	$(step)
	clvpredict --model $(OUT)/models.tsv --spend $(OUT)/models.tsv --horizon $(HORIZON) --discount $(DISCOUNT) \
	    --margin $(MARGIN) --interval $(LEVEL) --stats $$stats $< > $$new/clv.tsv
	deliver
