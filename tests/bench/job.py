# SPDX-License-Identifier: GPL-3.0-or-later
# job.py INPUT OUTPUT: the main job in pandas, a log to customers.
import sys

import pandas as pd

log = pd.read_csv(
    sys.argv[1],
    usecols=["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"],
    dtype={"InvoiceNo": str, "Quantity": "int32", "InvoiceDate": str, "UnitPrice": float, "CustomerID": "Int64"},
)
log = log[log.CustomerID.notna() & ~log.InvoiceNo.str.startswith("C") & (log.Quantity > 0) & (log.UnitPrice > 0)]
day = pd.to_datetime(log.InvoiceDate, format="%m/%d/%Y %H:%M").dt.normalize()
log = log.assign(day=day, amount=log.Quantity * log.UnitPrice)
orders = log.groupby(["CustomerID", "InvoiceNo"], sort=False).agg(
    first=("day", "min"), last=("day", "max"), amount=("amount", "sum"), lines=("amount", "size")
)
customers = orders.groupby("CustomerID").agg(
    orders=("lines", "size"), first_date=("first", "min"), last_date=("last", "max"), revenue=("amount", "sum"), lines=("lines", "sum")
)
customers.to_csv(sys.argv[2], sep="\t", float_format="%.2f", index_label="customer_id")
