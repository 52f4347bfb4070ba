-- Orders to features of six cuts, as features has them where all orders sell. @INPUT@ and @OUTPUT@ are replaced.
COPY (
  WITH orders AS (
    SELECT customer_id AS c, date, revenue
    FROM read_csv('@INPUT@', header = true, delim = E'\t', quote = '', escape = '', auto_detect = false,
           columns = {'customer_id': 'VARCHAR', 'order_id': 'VARCHAR', 'date': 'DATE', 'time': 'TIME', 'country': 'VARCHAR',
                      'sale_lines': 'INTEGER', 'return_lines': 'INTEGER', 'lines': 'INTEGER', 'units': 'DECIMAL(18,3)',
                      'returned_units': 'DECIMAL(18,3)', 'gross': 'DECIMAL(18,3)', 'returned': 'DECIMAL(18,3)',
                      'revenue': 'DECIMAL(18,3)'})),
  days AS (SELECT c, date, count(*) AS n, sum(revenue) AS revenue FROM orders GROUP BY c, date),
  cuts AS (SELECT unnest([DATE '2011-04-01', DATE '2011-05-01', DATE '2011-06-01', DATE '2011-07-01', DATE '2011-08-01',
                          DATE '2011-09-01']) AS cut),
  known AS (
    SELECT c, cut, min(date) AS first, max(date) AS last, count(*) AS days, sum(n) AS orders, sum(revenue) AS revenue,
           arg_min(revenue, date) AS first_revenue, sum(CASE WHEN cut - date <= 90 THEN revenue ELSE 0 END) AS recent
    FROM days JOIN cuts ON date < cut GROUP BY c, cut),
  came AS (
    SELECT c, cut, sum(revenue) AS revenue FROM days JOIN cuts ON date >= cut AND date < cut + 90 GROUP BY c, cut)
  SELECT k.c AS customer_id, k.cut, k.cut - 1 - last AS recency_days, k.cut - 1 - first AS tenure_days, orders,
         days AS purchase_days, k.revenue, last - first AS t_x,
         CASE WHEN days > 1 THEN (k.revenue - first_revenue)::DOUBLE / (days - 1) END AS m_x,
         CASE WHEN days > 1 THEN (last - first)::DOUBLE / (days - 1) END AS gap_mean,
         CASE WHEN k.revenue > 0 THEN recent::DOUBLE / k.revenue::DOUBLE END AS share_90d,
         k.revenue::DOUBLE / orders AS aov, CASE WHEN f.c IS NULL THEN 1 ELSE 0 END AS churned,
         coalesce(f.revenue, 0) AS future_revenue
  FROM known k LEFT JOIN came f ON f.c = k.c AND f.cut = k.cut ORDER BY k.c, k.cut)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t', QUOTE '');
