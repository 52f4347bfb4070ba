# SPDX-License-Identifier: GPL-3.0-or-later
#
# campaign.mk: a shop's log to the next campaign: which customers are contacted with what, at which price, and which are
# held out.
#
#     make -f pipelines/campaign.mk INPUT=online-retail.csv.gz SCHEMA=online-retail AS_OF=2011-12-10 OUT=out/campaign
#
# Five files are in the form that others exchange, each with the ids of the log:
#
#     customer_segments.csv   CustomerID, Segment: the tier, or with SEGMENTS=rfm the named segment
#     customer_clv.csv        CustomerID, CLV: what the model expects within HORIZON
#     ab_test_groups.csv      CustomerID, TestGroup: equal shares of each segment
#     dynamic_pricing.csv     CustomerID, DynamicPrice: the factor on the list price by PRICES, from FLOOR to CAP
#     top_products.csv        Description, Quantity: the products most sold, net of returns
#
# The tables they are made from, and more:
#
#     campaign-customers.tsv  one row per customer: tier, segment, P(alive), value, price factor, group
#     campaign-actions.tsv    the action list: what to do for whom, why, and what it is worth, the most valuable first
#     campaign-balance.tsv    how alike the groups are, tillroll-abassign(1)
#     campaign-products.tsv   the products most sold, net of returns
#     campaign-prices.tsv, campaign-price-effect.tsv    what PRICES change, tillroll-price(1)
#     campaign-model.tsv      the model of purchases and spend
#     campaign-last.tsv       with OUTCOMES: what the last campaign has shown, tillroll-abtest(1)
#
# On the action list, expected_value = p_alive * value - COST: what the customer is expected to bring within HORIZON, not
# what the action adds. That is only seen in the group HOLDOUT, which must not be contacted: holdout is 1.
#
# OUTCOMES is what came of the last campaign: customer_id, and OUTCOME (0 or 1, or an amount) of the customers who did
# something. ASSIGNED is the campaign-customers.tsv of that campaign, of all customers. The list then has the outcome in
# the customer's segment: last_outcome of those who were contacted, and last_holdout of those who were held out.
#
# Other pipelines may use the same OUT; what they share is made once.

FAMILY.is    = nbd|bgnbd|mbgnbd|paretonbd the model of purchases; clv.mk finds the best
HORIZON.is   = length              the time of the value of a customer: 90d, 1y
DISCOUNT.is  = number              discount rate per year
MARGIN.is    = number              profit, as a share of what is bought
COST.is      = number              what it costs to address a customer
TIERS.is     = shipped:rules       rules that give each customer a tier, tillroll-segment(1)
SEGMENTS.is  = tiers|rfm           which segment counts: the tier, or the name by recency, orders and money
PRICES.is    = shipped:rules       changes of the list price in per cent, by columns of campaign-customers.tsv
FLOOR.is     = number              the least factor on the list price
CAP.is       = number              the largest factor on the list price
BREAKS.is    = counts              the units from which quantity breaks hold, as a control of elasticities
ACTIONS.is   = shipped:rules       what to do for whom, by columns of campaign-customers.tsv
ARMS.is      = shares              the groups and their shares
HOLDOUT.is   = word                the group that is not addressed
SALT.is      = word                the name of the campaign: another one gives other groups
TOP.is       = count               how many products top_products.csv has
OUTCOMES.is  = file                what came of the last campaign: customer_id, OUTCOME
OUTCOME.is   = word                its column: 0 or 1, or an amount
ASSIGNED.is  = file                campaign-customers.tsv of the last campaign; without it OUTCOMES has the groups and segments
LAST_ARMS.is = shares              the groups of the last campaign and their shares

HORIZON   = 90d
DISCOUNT  = 0.1
MARGIN    = 1
COST      = 0
TIERS     = value-tiers
SEGMENTS  = tiers
PRICES    = tier-prices
FLOOR     = 0.8
CAP       = 1.2
BREAKS    = 12,48
ACTIONS   = actions
ARMS      = A:0.45,B:0.45,holdout:0.1
HOLDOUT   = holdout
SALT      = campaign
TOP       = 10
OUTCOME   = converted
FAMILY    = mbgnbd
LAST_ARMS = $(ARMS)

CSVS    = customer_segments.csv customer_clv.csv ab_test_groups.csv dynamic_pricing.csv top_products.csv
TOOLS   = abassign between clvfit clvpredict lookup netreturns pick price rfm segment tocsv topn $(if $(OUTCOMES),abtest)
OUTPUTS = $(addprefix $(OUT)/,$(CSVS) $(addprefix campaign-,model.tsv customers.tsv balance.tsv prices.tsv price-effect.tsv \
    products.tsv actions.tsv) $(if $(OUTCOMES),campaign-last.tsv))

include $(dir $(lastword $(MAKEFILE_LIST)))log.mk

export tiers   = $(call shipped,rules,$(TIERS))
export prices  = $(call shipped,rules,$(PRICES))
export actions = $(call shipped,rules,$(ACTIONS))
label = $(if $(filter rfm,$(SEGMENTS)),segment,tier)

# The customers: what they are worth, in which group they are, and what they pay; the list price if no rule says
# otherwise. Customers who have not bought anything are left out.

$(OUT)/campaign-model.tsv: $(call from,customers.tsv,clvfit)
	$(step)
	clvfit --family $(FAMILY),gammagamma --unit week --stats $$stats $< > $$new/$(@F)
	deliver

columns = customer_id,as_of,country,tier,segment,recency_days,orders,gross,revenue,p_alive,value,clv,price_factor,group

$(OUT)/campaign-customers.tsv $(OUT)/campaign-balance.tsv &: \
    $(call from,customers.tsv campaign-model.tsv,segment rfm clvpredict pick abassign TIERS PRICES)
	$(step)
	if [[ ,$(ARMS) != *,$(HOLDOUT):* ]]; then
	    echo "HOLDOUT=$(HOLDOUT): is not one of ARMS=$(ARMS)" >&2
	    exit 2
	fi
	pick --where 'orders > 0' $< |
	    segment --rules "$$tiers" --as tier |
	    rfm |
	    clvpredict --model $(OUT)/campaign-model.tsv --spend $(OUT)/campaign-model.tsv --horizon $(HORIZON) \
	        --discount $(DISCOUNT) --margin $(MARGIN) |
	    pick --add 'value = round(clv_$(HORIZON) / p_alive, 2); clv = round(clv_$(HORIZON), 2)' |
	    abassign --salt $(SALT) --groups $(ARMS) --strata $(label) --columns recency_days,orders,revenue,p_alive \
	        --balance $$new/campaign-balance.tsv --stats $$stats |
	    segment --rules "$$prices" --as change |
	    awk -F '\t' -v OFS='\t' '$$NF == "" { $$NF = 0 } { print }' |
	    pick --add 'price_factor = max($(FLOOR), min($(CAP), round(1 + change / 100, 6)))' --only $(columns) \
	        > $$new/campaign-customers.tsv
	deliver

# The files for other programs.

csv = tocsv --only customer_id=CustomerID,$(1) --stats $$stats $< > $$new/$(@F)

$(OUT)/customer_segments.csv: $(call from,campaign-customers.tsv,tocsv)
	$(step)
	$(call csv,$(label)=Segment)
	deliver

$(OUT)/customer_clv.csv: $(call from,campaign-customers.tsv,tocsv)
	$(step)
	$(call csv,clv=CLV)
	deliver

$(OUT)/ab_test_groups.csv: $(call from,campaign-customers.tsv,tocsv)
	$(step)
	$(call csv,group=TestGroup)
	deliver

$(OUT)/dynamic_pricing.csv: $(call from,campaign-customers.tsv,tocsv)
	$(step)
	$(call csv,price_factor=DynamicPrice)
	deliver

$(OUT)/campaign-products.tsv: $(call from,net-lines.tsv $(newest),pick aggregate topn AS_OF)
	$(step)
	pick --where 'kind in ("sale", "return")' $< | $(fold) product --carry last:description |
	    topn --measure units -n $(TOP) --key product_id --stats $$stats \
	        --only rank,product_id,description,units,share,cumulated_share,revenue,orders,customers > $$new/$(@F)
	deliver

$(OUT)/top_products.csv: $(call from,campaign-products.tsv,tocsv)
	$(step)
	tocsv --only description=Description,units=Quantity --stats $$stats $< > $$new/$(@F)
	deliver

# What the prices would have changed on the lines that were sold.

$(OUT)/campaign-prices.tsv $(OUT)/campaign-price-effect.tsv &: \
    $(call from,lines.tsv campaign-customers.tsv $(newest),between pick lookup price PRICES AS_OF)
	$(step)
	between --to $(as_of) $< |
	    pick --where 'kind in ("sale", "charge") and customer_id is not empty' |
	    lookup --key customer_id --from $(OUT)/campaign-customers.tsv --where-missing drop \
	        --only tier,segment,recency_days,orders,gross,revenue,p_alive,value,clv,group |
	    price --rules "$$prices" --floor $(FLOOR) --cap $(CAP) --controls tier --tiers $(BREAKS) \
	        --effect $$new/campaign-price-effect.tsv --stats $$stats > $$new/campaign-prices.tsv
	deliver

# What the last campaign has shown.

ifneq ($(OUTCOMES),)
last = campaign-last.tsv

$(OUT)/campaign-last.tsv: $(call from,,abtest OUTCOMES ASSIGNED)
	$(step)
	abtest $(if $(ASSIGNED),--assigned "$$ASSIGNED") --outcome $(OUTCOME) --by $(label) --groups $(LAST_ARMS) \
	    --baseline $(HOLDOUT) --stats $$stats "$$OUTCOMES" > $$new/$(@F)
	deliver
endif

# The next list. The reason of a row has the values of the columns that its rule names; of a tier, those that the rule of
# the tier names, and of a segment by rfm its measures.

listed = customer_id segment reason action p_alive value cost expected_value group holdout last_outcome last_holdout

$(OUT)/campaign-actions.tsv: $(call from,campaign-customers.tsv $(last),segment pick ACTIONS TIERS)
	$(step)
	segment --rules "$$actions" --as action $< |
	    pick --where 'action is not empty' --add 'holdout = group = "$(HOLDOUT)"' \
	        --add 'expected_value = round(p_alive * value - $(COST), 2)' --stats $$stats > $$tmp/listed.tsv
	printf '%s\n' $(listed) | paste -s > $$new/$(@F)
	awk -F '\t' -v OFS='\t' -v label=$(label) -v holdout=$(HOLDOUT) '
	    reading == "actions" || reading == "tiers" {
	        colon = index($$0, ":")
	        if ($$0 ~ /^[ \t]*(#|$$)/ || !colon) next
	        name = substr($$0, 1, colon - 1); condition = substr($$0, colon + 1)
	        gsub(/^[ \t]+|[ \t]+$$/, "", name)
	        gsub(/"[^"]*"/, " ", condition)
	        names[reading, name] = names[reading, name] " " condition
	        next
	    }
	    # The outcomes in each segment, of customers who were held out and of the others.
	    reading == "last" {
	        if ($$2 == "" || $$1 == "(all)") next
	        group = $$1 FS ($$2 == holdout)
	        if ($$3 == "customers") n[group] += customers = $$4
	        if ($$3 == "rate" || $$3 == "mean") sum[group] += customers * $$4
	        next
	    }
	    FNR == 1 { for (i = 1; i <= NF; i++) at[$$i] = i; next }
	    {
	        segment = $$at[label]; why = figures(names["actions", $$at["action"]], 1)
	        print $$1, segment, why == "" ? "no other rule" : why, $$at["action"], $$at["p_alive"], $$at["value"], $(COST), \
	            $$at["expected_value"], $$at["group"], $$at["holdout"], came(segment FS 0), came(segment FS 1)
	    }
	    function came(group) { return group in sum ? sprintf("%.6g", sum[group] / n[group]) : "" }
	    # The values of the columns that are named in a text.
	    function figures(text, deep, word, seen, count, i, all) {
	        count = split(text, word, /[^A-Za-z0-9_.]+/)
	        for (i = 1; i <= count; i++)
	            if (word[i] in at && !(word[i] in seen)) {
	                seen[word[i]]
	                all = all (all == "" ? "" : ", ") word[i] " " $$at[word[i]] (deep ? within(word[i]) : "")
	            }
	        return all
	    }
	    function within(column, all) {
	        if (column == "tier") all = figures(names["tiers", $$at["tier"]], 0)
	        if (column == "segment") all = figures("recency_days orders revenue", 0)
	        return all == "" ? "" : " (" all ")"
	    }' reading=actions "$$actions" reading=tiers "$$tiers" $(if $(last),reading=last $(OUT)/$(last)) \
	    reading=listed $$tmp/listed.tsv | sort -t $$'\t' -k 8,8gr -k 1,1 >> $$new/$(@F)
	deliver
