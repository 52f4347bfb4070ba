-- Orders to stages, as lifecycle has them where all orders sell. @INPUT@ and @OUTPUT@ are replaced.
COPY (
  WITH orders AS (
    SELECT customer_id AS c, date, revenue
    FROM read_csv('@INPUT@', header = true, delim = E'\t', quote = '', escape = '', auto_detect = false,
           columns = {'customer_id': 'VARCHAR', 'order_id': 'VARCHAR', 'date': 'DATE', 'time': 'TIME', 'country': 'VARCHAR',
                      'sale_lines': 'INTEGER', 'return_lines': 'INTEGER', 'lines': 'INTEGER', 'units': 'DECIMAL(18,3)',
                      'returned_units': 'DECIMAL(18,3)', 'gross': 'DECIMAL(18,3)', 'returned': 'DECIMAL(18,3)',
                      'revenue': 'DECIMAL(18,3)'})),
  days AS (SELECT c, date, sum(revenue) AS revenue FROM orders GROUP BY c, date),
  gaps AS (SELECT *, date - lag(date) OVER (PARTITION BY c ORDER BY date) AS gap FROM days),
  customers AS (
    SELECT c, min(date) AS first, max(date) AS last, count(*) AS purchase_days, sum(revenue) AS revenue,
           bool_or(gap > 90 AND DATE '2011-12-31' - date < 90) AS back
    FROM gaps GROUP BY c),
  ranked AS (
    SELECT *, DATE '2011-12-31' - last < 90 AS within,
           row_number() OVER (PARTITION BY DATE '2011-12-31' - last < 90 ORDER BY revenue DESC, c) AS place,
           count(*) OVER (PARTITION BY DATE '2011-12-31' - last < 90) AS n
    FROM customers)
  SELECT c AS customer_id, first AS first_date, last AS last_date, purchase_days, revenue,
         CASE WHEN DATE '2011-12-31' - first < 30 THEN 'new' WHEN NOT within THEN 'churn' WHEN back THEN 'reengaged'
              WHEN purchase_days >= 4 AND place <= ceil(0.2 * n) THEN 'star' ELSE 'active' END AS stage
  FROM ranked ORDER BY c)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t', QUOTE '');
