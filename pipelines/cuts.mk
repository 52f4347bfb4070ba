# SPDX-License-Identifier: GPL-3.0-or-later
#
# cuts.mk: what the pipelines that predict share. Each of them lists before it includes this file instead of log.mk
#
#     what    = churn                    the first word of the names of its tables
#     roles   = train calibrate test     what its days in the past are for, the earliest first
#     targets = churn,revenue            what features computes of the days after them
#
# A cut is the first day that is not known. A model learns from what was known before an earlier cut and what came after
# it, and predicts from what was known before a later one. The DAYS after each cut, in which customers do what is to be
# predicted, end before the next cut, so no model has seen what it is tested on.
#
#     WHAT-cuts.tsv      role, cut, label_end; the last row is now, the day after the last day of the data
#     WHAT-examples.tsv  the customers at each cut but the last: what was known, and what came, tillroll-features(1)
#     WHAT-now.tsv       the customers of today, whose future is to be predicted
#
# The features are computed from lines, each known from its own day. POLICY=net is refused: it subtracts a return from
# the earlier sale, so that the sale would reveal the return before it comes.

CUTS.is      = dates    the cuts, $(roles), with commas between them; without it the last that leave room for DAYS
DAYS.is      = count    how many days after each cut are predicted
FEATURES.is  = columns  of tillroll-features(1), what models are made of
LEARNER.is   = logit|gbt|any   what learns a chance: a logit; trees; trees if learn was built with XGBoost, else a logit
WINDOW.is    = count    of how many days before a cut customers are known; 0 for all
BOOTSTRAP.is = count    how many samples the intervals of the comparison are made of

WINDOW    = 0
BOOTSTRAP = 1000
POLICIES  = sales|signed

# (For lists in the functions of make.)
, := ,
list = $(subst $() ,$(,),$(strip $(1)))

TOOLS   += features learn lookup pick predict evaluate
OUTPUTS += $(addprefix $(OUT)/$(what)-,cuts.tsv examples.tsv now.tsv)

include $(dir $(lastword $(MAKEFILE_LIST)))log.mk

# Of a recipe: "day_of test" prints that cut, and "rows_of test" the customers at it.
day_of  = day_of() { awk -F '\t' -v role="$$1" '$$1 == role { print $$2 }' $(OUT)/$(what)-cuts.tsv; }
rows_of = rows_of() { pick --where "role = \"$$1\"" $(OUT)/$(what)-examples.tsv; }

# The columns of a model, and the options of learn for them. Counts, days and money have long tails, which log1p shortens;
# a missing gap has a term of its own.
long   ?= recency_days tenure_days orders purchase_days gross x t_x T gap_mean gap_1 gap_2 gap_3 overdue_ratio products \
    lines_per_order items_per_order price_per_item aov
logs    = $(filter $(long),$(subst $(,), ,$(FEATURES)))
made_of = --columns $(FEATURES) $(if $(logs),--log1p $(call list,$(logs))) --impute median

# chance OPTION... <ROWS: learns it. Small trees, since customers of one cut are few.
logit = learn "$$@" --family logit $(made_of)
trees = learn "$$@" --family gbt --depth 3 --trees 50 --rate 0.1 --columns $(FEATURES)
chance.logit = $(logit)
chance.gbt   = $(trees)
chance.any   = $(trees) || { (($$? == 2)); echo "a logit is learned instead" >&2; $(logit); }
chance       = chance() { $(chance.$(LEARNER)); }

$(OUT)/$(what)-cuts.tsv: $(call from,lines.tsv $(newest),CUTS DAYS AS_OF)
	$(step)
	roles=($(roles)) cuts=($(subst $(,), ,$(CUTS)))
	now=$$(date -d "$(as_of) + 1 day" +%F)
	for ((i = $(if $(CUTS),0,$${#roles[@]}); i > 0; i--)); do
	    cuts+=($$(date -d "$$now - $$((i * $(DAYS))) days" +%F))
	done
	if (($${#cuts[@]} != $${#roles[@]})); then
	    echo "CUTS=$(CUTS): $${#roles[@]} days are needed: $(roles)" >&2
	    exit 2
	fi
	{
	    printf 'role\tcut\tlabel_end\n'
	    for ((i = 0; i < $${#roles[@]}; i++)); do
	        end=$$(date -d "$${cuts[i]} + $(DAYS) days" +%F) next=$${cuts[i + 1]-$$now}
	        if [[ $$end > $$next ]]; then
	            echo "CUTS=$(CUTS): the $(DAYS) days from $${cuts[i]} on are not over on $$next: labels end before the next cut" >&2
	            exit 2
	        fi
	        printf '%s\t%s\t%s\n' $${roles[i]} $${cuts[i]} $$end
	    done
	    printf 'now\t%s\t\n' $$now
	} > $$new/$(@F)
	first=$$(awk -F '\t' '$$2 == "first_date" { print $$3 }' $<.prov)
	if [[ -n $$first && $$(date -d "$$first + $$(($(DAYS) / 2)) days" +%F) > $${cuts[0]} ]]; then
	    echo "the log begins on $$first, and the first cut is $${cuts[0]}: its customers are hardly known (CUTS)" >&2
	fi
	deliver

window    = $(if $(filter-out 0,$(WINDOW)),--window $(WINDOW)d)
customers = features --lines $< --as-of $(as_of) $(window) $$bound --stats $$stats

$(OUT)/$(what)-examples.tsv: $(call from,lines.tsv $(what)-cuts.tsv $(newest),features lookup DAYS WINDOW AS_OF)
	$(step)
	$(customers) --cut "$$(sed '1d; $$d' $(OUT)/$(what)-cuts.tsv | cut -f 2 | paste -sd ,)" --horizon $(DAYS)d \
	    --target $(targets) $< | lookup --key cut --from $(OUT)/$(what)-cuts.tsv --only role > $$new/$(@F)
	deliver

$(OUT)/$(what)-now.tsv: $(call from,lines.tsv $(what)-cuts.tsv $(newest),features WINDOW AS_OF)
	$(step)
	$(day_of)
	$(customers) --cut $$(day_of now) $< > $$new/$(@F)
	deliver

# Several classes: a model for each. A pipeline says with "labels" (of the shell) and with "numbers" which classes there are,
# and with "chances" the names of the columns of their probabilities.
#
# learned_each ROWS COLUMN MODELS CUT: MODELS-1.tsv ..., each of the chance of one label in COLUMN.
# chances_of MODELS ROWS: the chance of each label, which are divided by their sum, and the column class, the likeliest;
# likeliest NAME adds such a column to rows of numbers alone.

define by_class
$(chance)
learned_each() {
    local n=0 label
    while read -r label; do
        n=$$((n + 1))
        pick --add "target = $$2 = \"$$label\"" $$1 | chance --target target --cut $$4 > $$3-$$n.tsv
    done <<< "$$(labels)"
}
likeliest() {
    awk -F '\t' -v OFS='\t' -v as="$$1" -v labels="$$(labels | paste -sd ' ')" '
        NR == 1 { k = split(labels, label, " "); print $$0, as; next }
        {
            for (sum = i = 0; i++ < k;) { sum += $$i; if (i == 1 || $$i > $$best) best = i }
            for (i = 0; i++ < k;) $$i = sprintf("%.6f", $$i / sum)
            print $$0, label[best]
        }'
}
chances_of() {
    local n part=()
    for n in $(numbers); do
        part+=($$tmp/part-$$n)
        predict --model $$1-$$n.tsv --only probability $(in_sample) $$2 > $$tmp/part-$$n
    done
    { printf '%s\n' $(chances) | paste -s; paste $${part[@]} | sed 1d; } | likeliest class
}
endef

# The verdict from the interval of each difference. Measures that are better if they are lower are marked "lower".
# verdicts: of "auc log_loss:lower", in the table of evaluate.

define verdicts
awk -F '\t' -v OFS='\t' -v measures="$(1)" '
    BEGIN {
        for (n = split(measures, word, " "); n > 0; n--) { split(word[n], w, ":"); sign[w[1]] = w[2] == "lower" ? -1 : 1 }
        print "score", "against", "measure", "score_value", "against_value", "difference", "low", "high", "verdict"
    }
    NR == 1 || !($$3 in sign) || $$4 != "" { next }
    $$2 == "" { value[$$1, $$3] = $$6; next }
    {
        low = sign[$$3] * $$7; high = sign[$$3] * $$8
        verdict = low > 0 && high > 0 ? "better" : low < 0 && high < 0 ? "worse" : "no difference shown"
        print $$1, $$2, $$3, value[$$1, $$3], value[$$2, $$3], $$6, $$7, $$8, $$7 == "" ? "" : verdict
    }'
endef
