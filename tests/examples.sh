#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# examples.sh [BUILD [PAGE...]]: runs the examples of the manual as they are printed, all or those of some pages such as
# tillroll-rfm.1. The examples of a page run in order and in one folder, which holds the tables that pages use without
# making them. If a block has prompts, the lines after a command must be what it prints. A block that is a schema becomes
# the file shop. Blocks for other programs (SQL, Python) are left out.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
export PATH=$bin:$PATH

# A small log, and all tables that pages use without making them.
tables() {
  set -eu -o pipefail
  mkdir "$W/tables"
  cp -r pipelines "$W/tables/"
  ln -s "$PWD/sample-data" "$W/tables/" # what the cookbook begins with
  ln -s "$build" "$W/tables/.build" # where the pipelines look for the tools
  cd "$W/tables"
  simulate --layout online-retail --customers 300 --to 2011-12-09 >online-retail.csv
  gzip -k online-retail.csv
  cp online-retail.csv log.csv
  clean --schema online-retail log.csv >lines.tsv
  aggregate --by order lines.tsv >orders.tsv
  aggregate --by month orders.tsv >months.tsv
  aggregate --by customer orders.tsv | tee customers.tsv >customers-next.tsv
  rfm customers.tsv | tee rfm.tsv rfm-tomorrow.tsv >rfm-next.tsv
  aggregate --by customer --as-of 2011-06-30 orders.tsv | rfm >t0.tsv
  aggregate --by customer --as-of 2011-09-30 orders.tsv | rfm >t1.tsv
  cp rfm.tsv t2.tsv
  clvfit --family bgnbd customers.tsv >models.tsv
  awk -F '\t' '{ print $1 "\t" (NR == 1 ? "name" : "J. Smith") }' customers.tsv >names.tsv
  mkdir log shards
  simulate --layout online-retail --customers 50 --to 2011-06-30 >log/1.csv
  simulate --layout online-retail --customers 50 --from 2011-07-01 >log/2.csv
  shard -n 3 --out 'shards/{}.tsv' lines.tsv
  printf '%s\n' 'id;name' '7;"Smith; Ann"' >users.csv
  printf '%s\n' '7  2011-12-09  5' '8  2011-12-10  4' >ratings.txt
  cat >shop.csv <<'END'
order;client;when;item;count;price;state;shipping;total;shop
1001;K017;03.02.2024 09:15;Tea pot;2;12,50;paid;4,90;29,90;web
1002;K018;04.02.2024 10:00;Tea pot;1;12,50;refunded;4,90;17,40;app
1003;;05.02.2024 11:30;Cup;1;9,00;failed;0,00;9,00;web
END
  tail -n +2 "$W/blocks/tillroll-schema.5.05" >till.csv
  cp "$W/blocks/tillroll-schema.5.06" till
  cp "$W/blocks/tillroll-schema.5.02" shop
  shown tillroll-lookup.1 sold.tsv costs.tsv olist_customers_dataset.csv olist_orders_dataset.csv \
    olist_order_items_dataset.csv toy_orders.csv toy_items.csv toy_refunds.csv users.tsv order_items.tsv
  shown tillroll-latest.1 sent.tsv
  shown tillroll-abassign.1 asked.tsv
  shown tillroll-price.1 sold-at.tsv cost-of.tsv
  awk -v OFS='\t' 'BEGIN { print "customer_id", "group", "converted"
    for (i = 1; i <= 4338; i++) print i, i <= 2150 ? "A" : "B", i <= 108 || (i > 2150 && i <= 2303) ? 1 : 0 }' >mails.tsv
  abassign --salt spring --groups A:1,B:1 customers.tsv >groups.tsv
  pick --only customer_id,revenue customers.tsv >spent.tsv
  {
    printf 'customer_id\torder_id\tdate\ttime\tproduct_id\tquantity\tunit_price\tamount\tkind\n'
    printf 'K7\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
      1001 2024-03-01 09:10:00 mug 12 2.50 30.00 sale \
      1002 2024-03-02 10:00:00 pot 1000 12.00 12000.00 sale \
      1003 2024-03-02 10:04:00 pot -1000 12.00 -12000.00 return \
      1004 2024-03-02 10:05:00 pot 100 12.00 1200.00 sale \
      1005 2024-03-09 16:20:00 mug -1 2.50 -2.50 return
  } >till.tsv
  shown tillroll-csat.1 stars.tsv
  shown tillroll-forecast.1 quarters.tsv
  printf 'product_id\tstars\np1\t5\n' >ratings.tsv
  printf '%s\n' id,order_id,user_id,status,created_at,sale_price,exported \
    1,1,7,Processing,2022-04-12,49.50,2022-04-12 2,2,8,Complete,2022-04-12,30.00,2022-04-12 >items-1.csv
  printf '%s\n' id,order_id,user_id,status,created_at,sale_price,exported \
    1,1,7,Complete,2022-04-12,49.50,2022-04-13 >items-2.csv
}

# shown PAGE FILE...: the page's output of `cat FILE` becomes the file.
shown() {
  local page=$1 file
  shift
  for file; do
    awk -v cat="\$ cat $file" '/^\$ / { on = $0 == cat; next } on' "$W/blocks/$page".* >"$file"
    [[ -s $file ]]
  done
}

# folder FOLDER: the folder of a page, with the tables. It lacks the tables that the examples make, and has the mistakes that
# they mend.
folder() {
  cp -r "$W/tables" "$1"
  case $1 in
    *-shard.*) rm -r "$1/shards" ;;
    *-clean.*) echo 'broken' >>"$1/shop.csv" ;;
  esac
}

# Each block of EXAMPLES, and each block elsewhere that begins with a command, becomes a file: PAGE.01, PAGE.02 ...
mkdir "$W/blocks"
for page in man/*; do
  awk -v to="$W/blocks/${page##*/}" '
    /^\.Sh / { examples = $2 == "EXAMPLES" }
    /^\.(Bd|Ed)/ { block = $1 == ".Bd"; file = ""; next }
    block && file == "" && (examples || /^(make|set) /) { file = sprintf("%s.%02d", to, ++n) }
    file != "" { gsub(/\\e/, "\\"); gsub(/\\&/, ""); print > file }' "$page"
done
(tables)
check $? "the tables that the pages use without making them"

# prompts FILE: a script that compares what each command prints with the lines after it
prompts() {
  awk -v printed="$W/printed" '
    function put() {
      if (text == "") print command
      else print "{ " command "\n} >" printed " || (($? == 141))\ndiff - " printed " <<\"END\"\n" text "END" }
    /^\$ / { if (NR > 1) put(); command = substr($0, 3); text = ""; next }
    /^> / { command = command "\n" substr($0, 3); next }
    { text = text $0 "\n" }
    END { put() }' "$1"
}

pages=" ${*:2} "
run=0
for block in "$W"/blocks/*; do
  page=${block%.*}.run
  name=${block##*/}
  [[ $pages == '  ' || $pages == *" ${name%.*} "* ]] || continue
  [[ -e $page ]] || folder "$page"
  first=$(head -n 1 "$block")
  cp "$block" "$W/script"
  if [[ $first =~ ^(CREATE|import)\  ]] || { [[ $first =~ ^mlr\  ]] && ! command -v mlr >/dev/null; } ||
    { grep -q '| column ' "$block" && ! command -v column >/dev/null; }; then
    continue
  elif [[ $first == '$ '* ]]; then
    prompts "$block" >"$W/script"
  elif [[ $first =~ ^(#|[a-z_-]+\ *=\ ) ]]; then
    cp "$block" "$page/shop"
    echo 'clean --schema ./shop /dev/null || (($? == 1))' >"$W/script" # 1: no header
  fi
  (cd "$page" && timeout 120 bash -eu -o pipefail "$W/script") >"$W/out" 2>"$W/err" </dev/null
  status=$?
  ((status == 0 || status == 141)) # 141: head has seen enough
  check $? "${block##*/}: status $status: $(cat "$W/script" "$W/err") $(head -n 5 "$W/out")"
  run=$((run + 1))
done
[[ $pages != '  ' ]] || ((run > 40))
check $? "no more than $run blocks were found"
finish
