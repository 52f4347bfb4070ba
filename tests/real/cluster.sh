# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run: clusters of the Online Retail customers, compared with figures found by exact dynamic programming (one
# column) and by scikit-learn (three columns). The tables id.tsv, rfm.tsv and kmeans.tsv and the functions that compare
# figures come from run.
# shellcheck disable=SC2154 # so is $exact

# ---- One column: the exact optimum ----

# ranges FILE COLUMN [LABEL]: of each cluster lowest-highest rows mean
ranges() {
  awk -F'\t' -v name="$2" -v label="${3:-cluster}" '
    NR == 1 { for (i = 1; i <= NF; i++) { if ($i == name) col = i; if ($i == label) at = i } next }
    { v = $col + 0; c = $at; n[c]++; total[c] += v; if (c > k) k = c
      if (n[c] == 1 || v < low[c]) { low[c] = v; low_text[c] = $col }
      if (n[c] == 1 || v > high[c]) { high[c] = v; high_text[c] = $col } }
    END { for (c = 1; c <= k; c++) {
      mean = sprintf("%.3f", total[c] / n[c]); sub(/\.?0+$/, "", mean)
      print low_text[c] "-" high_text[c], n[c], mean } }' "$1"
}
# parted FILE COLUMN: into four clusters, by that column alone
parted() { cluster --columns "$2" -k 4 "$1" 2>/dev/null >parted.tsv && ranges parted.tsv "$2"; }

figures "customers' purchases, recency in four" parted kmeans.tsv recency_days <<'END'
0-52 2231 20.164
53-138 1012 84.61
140-250 598 193.018
252-373 497 308.487
END
figures "customers' purchases, orders in four" parted kmeans.tsv orders <<'END'
1-8 3879 2.647
9-32 423 14.31
33-97 33 50.879
124-209 3 178
END
figures "customers' purchases, revenue in four" parted kmeans.tsv revenue <<'END'
3.75-21429.39 4300 1438.19
25977.16-91062.38 31 46393.014
117379.63-194550.79 5 149828.502
259657.30-280206.02 2 269931.66
END

# All lines of customers, returns too: days since the last line, number of lines, money.
awk -F'\t' "$exact"'
  function day(text, d, y, m) { # a day number in the Gregorian calendar
    split(text, d, "-"); m = (d[2] + 9) % 12; y = d[1] - int(m / 10)
    return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((m * 306 + 5) / 10) + d[3] }
  NR == 1 { next }
  { lines[$1]++; money[$1] += micro($9); if ($3 > last[$1]) last[$1] = $3 }
  END { print "customer\trecency\tlines\tmoney"
    for (id in lines) print id "\t" day("2011-12-09") - day(last[id]) "\t" lines[id] "\t" plain(money[id]) }' id.tsv >all-lines.tsv
figures "all lines, recency in four" parted all-lines.tsv recency <<'END'
0-47 2157 17.917
49-134 1080 79.452
135-249 629 189.812
250-373 506 309.381
END
figures "all lines, lines in four" parted all-lines.tsv lines <<'END'
1-189 3862 49.754
190-803 482 329.108
872-2782 24 1349.75
4642-7983 4 5914
END
figures "all lines, money in four" parted all-lines.tsv money <<'END'
-4287.63-8124.40 4249 1155.75
8221.09-40340.78 105 15185.934
50415.49-132572.62 15 71423.516
187482.17-279489.02 3 241136.56
END
sums() { cluster --columns "$1" --scan "$2" --only k,inertia all-lines.tsv | awk 'NR > 1 { printf "%d %.5e\n", $1, $2 }'; }
figures "all lines, sum of squares of the recency" sums recency 1..5 <<'END'
1 4.43876e+07
2 9.12492e+06
3 4.31476e+06
4 2.45126e+06
5 1.51395e+06
END

# least COLUMN: the least sums of squares in 1..9 clusters, by trying every limit: n values, 9 n^2 steps
least() {
  columns all-lines.tsv "$1" | sort -n | uniq -c | awk '
    { n++; s0[n] = s0[n - 1] + $1; s1[n] = s1[n - 1] + $1 * $2; s2[n] = s2[n - 1] + $1 * $2 * $2 }
    function cost(i, j, w, s) { w = s0[j] - s0[i - 1]; s = s1[j] - s1[i - 1]; return s2[j] - s2[i - 1] - s * s / w }
    END {
      for (k = 1; k <= 9; k++) {
        for (j = n; j >= k; j--) {
          best = k == 1 ? cost(1, j) : -1
          for (i = k; i <= j && k > 1; i++) {
            sum = before[i - 1] + cost(i, j)
            if (best < 0 || sum < best) best = sum
          }
          now[j] = best
        }
        for (j = k; j <= n; j++) before[j] = now[j]
        printf "%d %.5e\n", k, now[n]
      }
    }'
}
for column in recency lines; do
  least $column >least.txt
  figures "all lines, least sum of squares of the $column" sums $column 1..9 <least.txt
done

# ---- The sum of three ranks ----

ranked() {
  cluster --columns recency_days -k 4 --as r kmeans.tsv | cluster --columns orders -k 4 --as f 2>/dev/null |
    cluster --columns revenue -k 4 --as m 2>/dev/null >ranked.tsv
  columns ranked.tsv r f m | awk '{ s = 4 - $1 + $2 - 1 + $3 - 1; n[s]++; tier[s > 4 ? "High" : s > 2 ? "Mid" : "Low"]++ }
    END { for (s = 0; s < 9; s++) printf "%d%s", n[s], s < 8 ? " " : "\n"; print tier["Low"] "/" tier["Mid"] "/" tier["High"] }'
}
figures "sum of ranks 0 to 8, Low/Mid/High" ranked <<'END'
495 591 1001 1818 383 29 14 4 3
2087/2201/50
END

# ---- Three columns ----

three() { cluster --columns recency_days,orders,revenue --log1p all --scale zscore --starts 30 "$@"; }
# Reached by the best of 30 starts of scikit-learn. With five clusters ours is a different clustering with a lower sum,
# 3267.998; its measures are those that scikit-learn computes for it.
inertia() {
  three --scan 2..5 --only k,inertia rfm.tsv | awk '
    BEGIN { split("0 6474.1350 4856.3225 3924.3787 3268.0384", known, " ") }
    NR > 1 { print $1, $2 <= known[$1] * (1 + 1e-6) ? "not above " known[$1] : $2 }'
}
figures "clusters of three columns, sum of squares" inertia <<'END'
2 not above 6474.1350
3 not above 4856.3225
4 not above 3924.3787
5 not above 3268.0384
END
quality() {
  three --scan 2..5 --only k,silhouette,calinski_harabasz,davies_bouldin rfm.tsv |
    awk 'NR > 1 { printf "%d %.5f %.3f %.5f\n", $1, $2, $3, $4 }'
}
figures "clusters of three columns, silhouette, Calinski-Harabasz, Davies-Bouldin" quality <<'END'
2 0.43266 4380.022 0.89080
3 0.33725 3640.979 1.04299
4 0.33521 3346.128 1.01587
5 0.31845 3230.527 0.98385
END

three -k 4 --threads 1 --model-out model.tsv rfm.tsv >clusters.tsv
for threads in 2 3; do
  three -k 4 --threads $threads rfm.tsv >clusters-$threads.tsv
  same "clusters by $threads threads" clusters.tsv clusters-$threads.tsv
done
cluster --model model.tsv rfm.tsv >clusters-again.tsv
same "the model labels its own customers the same" clusters.tsv clusters-again.tsv
aggregate --by customer --as-of 2011-11-30 <orders.tsv | rfm >november.tsv
cluster --init model.tsv --stats drift november.tsv 2>/dev/null >refit.tsv
cluster --model model.tsv november.tsv >applied.tsv
said() { awk '$1 == "moved" { moved = $2 } $1 == "ari" { printf "moved %.6f, ARI %.6f\n", moved, $2 }' drift; }
counted() { # from the two tables of labels (Hubert and Arabie 1985)
  paste <(columns applied.tsv cluster) <(columns refit.tsv cluster) | awk '
    function pairs(n) { return n * (n - 1) / 2 }
    { cell[$1 " " $2]++; was[$1]++; is[$2]++; moved += $1 != $2 }
    END {
      for (c in cell) both += pairs(cell[c])
      for (c in was) a += pairs(was[c])
      for (c in is) b += pairs(is[c])
      chance = a * b / pairs(NR)
      printf "moved %.6f, ARI %.6f\n", moved / NR, (both - chance) / ((a + b) / 2 - chance)
    }'
}
counted >counted.txt
figures "a refit on November's customers" said <counted.txt
