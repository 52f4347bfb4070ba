-- A log to lines in DuckDB, the same bytes as clean's but for the header: money as a decimal, which is faster than DOUBLE
-- here. @INPUT@ and @OUTPUT@ are replaced.
COPY (
  SELECT CustomerID, InvoiceNo, moment::DATE, moment::TIME, StockCode, trim(Description), Quantity, UnitPrice,
         Quantity * UnitPrice, Country, 'sale'
  FROM (SELECT *, strptime(InvoiceDate, '%m/%d/%Y %H:%M') AS moment
        FROM read_csv('@INPUT@', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
             columns = {'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR', 'Quantity': 'INTEGER',
                        'InvoiceDate': 'VARCHAR', 'UnitPrice': 'DECIMAL(12,2)', 'CustomerID': 'VARCHAR',
                        'Country': 'VARCHAR'})
        WHERE CustomerID IS NOT NULL AND InvoiceNo NOT LIKE 'C%' AND Quantity > 0 AND UnitPrice > 0))
TO '@OUTPUT@' (HEADER, DELIMITER E'\t', QUOTE '');
