-- Lines to customers in DuckDB. @INPUT@ and @OUTPUT@ are replaced.
COPY (
  SELECT customer_id, count(*) AS orders, strftime(min(first), '%Y-%m-%d') AS first_date,
         strftime(max(last), '%Y-%m-%d') AS last_date, round(sum(amount), 2) AS revenue, sum(n)::BIGINT AS lines
  FROM (SELECT customer_id, order_id, min(date) AS first, max(date) AS last, sum(amount) AS amount, count(*) AS n
        FROM read_csv('@INPUT@', header = true, delim = E'\t', quote = '', escape = '', auto_detect = false,
             columns = {'customer_id': 'INTEGER', 'order_id': 'VARCHAR', 'date': 'DATE', 'time': 'VARCHAR',
                        'country': 'VARCHAR', 'quantity': 'INTEGER', 'amount': 'DOUBLE', 'kind': 'VARCHAR'})
        GROUP BY 1, 2)
  GROUP BY 1 ORDER BY 1)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t');
