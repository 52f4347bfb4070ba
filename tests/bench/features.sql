-- Orders to features of six cuts, all columns of the filter, for orders that all sell and take nothing back: then each day
-- with an order is a purchase day. Of the orders of a day, the one with the highest number gives the country. @INPUT@ and
-- @OUTPUT@ are replaced.
COPY (
  WITH orders AS (
    SELECT customer_id AS c, order_id, date, country, lines, units - returned_units AS sold, gross, returned, revenue
    FROM read_csv('@INPUT@', header = true, delim = E'\t', quote = '', escape = '', auto_detect = false,
           columns = {'customer_id': 'VARCHAR', 'order_id': 'BIGINT', 'date': 'DATE', 'time': 'TIME', 'country': 'VARCHAR',
                      'sale_lines': 'INTEGER', 'return_lines': 'INTEGER', 'lines': 'INTEGER', 'units': 'DECIMAL(18,3)',
                      'returned_units': 'DECIMAL(18,3)', 'gross': 'DECIMAL(18,3)', 'returned': 'DECIMAL(18,3)',
                      'revenue': 'DECIMAL(18,3)'})),
  sums AS (
    SELECT c, date, arg_max(country, order_id) AS country, count(*) AS n, sum(lines) AS lines, sum(sold) AS sold, sum(gross) AS gross,
           sum(returned) AS returned, sum(revenue) AS revenue
    FROM orders GROUP BY c, date),
  days AS (
    SELECT *, date - lag(date) OVER w AS gap, first_value(date) OVER w AS first FROM sums
    WINDOW w AS (PARTITION BY c ORDER BY date)),
  cuts AS (SELECT unnest([DATE '2011-04-01', DATE '2011-05-01', DATE '2011-06-01', DATE '2011-07-01', DATE '2011-08-01',
                          DATE '2011-09-01']) AS cut),
  known AS (
    SELECT c, cut, arg_max(country, date) AS country, min(date) AS first, max(date) AS last, count(*) AS days, sum(n) AS orders,
           sum(lines) AS lines, sum(sold) AS sold, sum(gross) AS gross, sum(returned) AS returned, sum(revenue) AS revenue,
           arg_min(revenue, date) AS first_revenue, stddev_samp(gap) AS gap_sd, arg_max(gap, date, 3) AS gaps,
           sum(CASE WHEN cut - date <= 30 THEN gross ELSE 0 END) AS gross_30d,
           sum(CASE WHEN cut - date <= 90 THEN gross ELSE 0 END) AS gross_90d,
           sum(CASE WHEN date > first THEN sign((date - first) - (cut - 1 - date)) END) AS later,
           count(CASE WHEN quarter(date) = quarter(cut) THEN 1 END) AS same_quarter
    FROM days JOIN cuts ON date < cut GROUP BY c, cut),
  came AS (
    SELECT c, cut, sum(revenue) AS revenue FROM days JOIN cuts ON date >= cut AND date < cut + 90 GROUP BY c, cut)
  SELECT k.c AS customer_id, k.cut, k.cut - 1 AS as_of, NULL AS window_start, k.cut + 90 AS label_end, country,
         k.cut - 1 - last AS recency_days, k.cut - 1 - first AS tenure_days, orders, days AS purchase_days, k.revenue, gross,
         days - 1 AS x, last - first AS t_x, k.cut - 1 - first AS "T",
         CASE WHEN days > 1 THEN (k.revenue - first_revenue)::DOUBLE / (days - 1) END AS m_x,
         CASE WHEN days > 1 THEN (last - first)::DOUBLE / (days - 1) END AS gap_mean, gap_sd, gaps[1] AS gap_1, gaps[2] AS gap_2,
         gaps[3] AS gap_3, CASE WHEN days > 1 THEN ((k.cut - 1 - last) * (days - 1))::DOUBLE / (last - first) END AS overdue_ratio,
         CASE WHEN gross > 0 THEN gross_30d::DOUBLE / gross::DOUBLE END AS share_30d,
         CASE WHEN gross > 0 THEN gross_90d::DOUBLE / gross::DOUBLE END AS share_90d,
         CASE WHEN days > 1 THEN later::DOUBLE / (days - 1) END AS trend, month(k.cut) AS cut_month,
         same_quarter::DOUBLE / days AS season_share, lines::DOUBLE / orders AS lines_per_order,
         sold::DOUBLE / orders AS items_per_order, CASE WHEN sold > 0 THEN gross::DOUBLE / sold::DOUBLE END AS price_per_item,
         CASE WHEN gross > 0 THEN -returned::DOUBLE / gross::DOUBLE END AS return_share, gross::DOUBLE / orders AS aov,
         CASE WHEN k.cut - 1 > first THEN k.revenue::DOUBLE / (k.cut - 1 - first) END AS revenue_per_day,
         CASE WHEN f.c IS NULL THEN 1 ELSE 0 END AS churned, coalesce(f.revenue, 0) AS future_revenue
  FROM known k LEFT JOIN came f ON f.c = k.c AND f.cut = k.cut ORDER BY k.c, k.cut)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t', QUOTE '');
