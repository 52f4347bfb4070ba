-- Orders to sums, rates and the bridge of each month, as kpi has them. @INPUT@ and @OUTPUT@ are replaced.
COPY (
  WITH orders AS (
    SELECT customer_id AS c, date_trunc('month', date) AS m, gross, revenue, lines, units, sale_lines > 0 AS sells
    FROM read_csv('@INPUT@', header = true, delim = E'\t', quote = '', escape = '', auto_detect = false,
           columns = {'customer_id': 'VARCHAR', 'order_id': 'VARCHAR', 'date': 'DATE', 'time': 'TIME', 'country': 'VARCHAR',
                      'sale_lines': 'INTEGER', 'return_lines': 'INTEGER', 'lines': 'INTEGER', 'units': 'DECIMAL(18,3)',
                      'returned_units': 'DECIMAL(18,3)', 'gross': 'DECIMAL(18,3)', 'returned': 'DECIMAL(18,3)',
                      'revenue': 'DECIMAL(18,3)'})),
  visits AS (
    SELECT c, m, count(*) FILTER (sells) AS orders, sum(gross) AS gross, sum(revenue) AS revenue, sum(lines) AS lines,
           sum(units) AS units
    FROM orders GROUP BY c, m),
  active AS (
    SELECT *, lag(m) OVER w AS last, lag(revenue) OVER w AS last_revenue, lead(m) OVER w AS next, min(m) OVER (PARTITION BY c) AS first
    FROM visits WHERE orders > 0 WINDOW w AS (PARTITION BY c ORDER BY m)),
  customers AS (
    SELECT m, count(*) AS active_customers, count(*) FILTER (m = first) AS new_customers,
           sum(revenue) FILTER (m = first) AS new_revenue, count(*) FILTER (m <> first OR orders > 1) AS repeat_customers,
           count(*) FILTER (last = m - INTERVAL 1 MONTH) AS retained,
           sum(revenue - last_revenue) FILTER (last = m - INTERVAL 1 MONTH) AS bridge_kept,
           sum(revenue) FILTER (m <> first AND last <> m - INTERVAL 1 MONTH) AS bridge_reactivated,
           sum(revenue) FILTER (next IS NULL OR next <> m + INTERVAL 1 MONTH) AS lost_later
    FROM active GROUP BY m)
  SELECT strftime(v.m, '%Y-%m') AS period, sum(v.revenue) AS revenue, sum(v.gross) AS gross, sum(v.lines) AS lines,
         sum(v.orders) AS orders, any_value(k.active_customers) AS active_customers, any_value(k.new_customers) AS new_customers,
         any_value(k.new_revenue) AS new_revenue, any_value(k.repeat_customers) AS repeat_customers,
         any_value(k.retained) AS retained, any_value(k.bridge_kept) AS bridge_kept,
         any_value(k.bridge_reactivated) AS bridge_reactivated, any_value(b.lost_later) AS revenue_lost
  FROM visits v LEFT JOIN customers k ON k.m = v.m LEFT JOIN customers b ON b.m = v.m - INTERVAL 1 MONTH
  GROUP BY v.m ORDER BY v.m)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t', QUOTE '');
