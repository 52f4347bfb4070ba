-- Orders to cohorts by month, as cohort has them. @INPUT@ and @OUTPUT@ are replaced.
COPY (
  WITH orders AS (
    SELECT customer_id AS c, date_trunc('month', date) AS m, date, revenue, sale_lines > 0 AS sells
    FROM read_csv('@INPUT@', header = true, delim = E'\t', quote = '', escape = '', auto_detect = false,
           columns = {'customer_id': 'VARCHAR', 'order_id': 'VARCHAR', 'date': 'DATE', 'time': 'TIME', 'country': 'VARCHAR',
                      'sale_lines': 'INTEGER', 'return_lines': 'INTEGER', 'lines': 'INTEGER', 'units': 'DECIMAL(18,3)',
                      'returned_units': 'DECIMAL(18,3)', 'gross': 'DECIMAL(18,3)', 'returned': 'DECIMAL(18,3)',
                      'revenue': 'DECIMAL(18,3)'})),
  visits AS (
    SELECT c, m, count(*) FILTER (sells) AS orders, sum(revenue) AS revenue FROM orders GROUP BY c, m),
  aged AS (
    SELECT *, min(m) FILTER (orders > 0) OVER (PARTITION BY c) AS cohort, max(m) FILTER (orders > 0) OVER (PARTITION BY c) AS last
    FROM visits),
  ages AS (
    SELECT cohort, datediff('month', cohort, m) AS age, count(*) FILTER (orders > 0) AS active, sum(orders) AS orders,
           sum(revenue) AS revenue, count(*) FILTER (m = last) AS leave
    FROM aged GROUP BY ALL),
  sizes AS (SELECT cohort, sum(active) FILTER (age = 0) AS customers FROM ages GROUP BY cohort)
  SELECT strftime(cohort, '%Y-%m') AS cohort, age, customers, active, active / customers AS retention,
         sum(leave) OVER (PARTITION BY cohort ORDER BY age DESC) AS active_or_later, orders, revenue,
         sum(revenue) OVER (PARTITION BY cohort ORDER BY age) / customers AS cumulative
  FROM ages JOIN sizes USING (cohort) ORDER BY 1, 2)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t', QUOTE '');
