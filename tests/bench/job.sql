-- The main job in DuckDB: a log to customers. @INPUT@, @OUTPUT@ and @ID@, the type of customer ids, are replaced.
COPY (
  SELECT CustomerID AS customer_id, count(*) AS orders, strftime(min(first), '%Y-%m-%d') AS first_date,
         strftime(max(last), '%Y-%m-%d') AS last_date, round(sum(amount), 2) AS revenue, sum(n)::BIGINT AS lines
  FROM (SELECT CustomerID, InvoiceNo, min(strptime(InvoiceDate, '%m/%d/%Y %H:%M')::DATE) AS first,
               max(strptime(InvoiceDate, '%m/%d/%Y %H:%M')::DATE) AS last, sum(Quantity * UnitPrice) AS amount, count(*) AS n
        FROM read_csv('@INPUT@', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
             columns = {'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR', 'Quantity': 'INTEGER',
                        'InvoiceDate': 'VARCHAR', 'UnitPrice': 'DOUBLE', 'CustomerID': '@ID@', 'Country': 'VARCHAR'})
        WHERE CustomerID IS NOT NULL AND InvoiceNo NOT LIKE 'C%' AND Quantity > 0 AND UnitPrice > 0
        GROUP BY 1, 2)
  GROUP BY 1 ORDER BY 1)
TO '@OUTPUT@' (HEADER, DELIMITER E'\t');
