"""Google Sheets: the sister of the .xlsx file, and how sync reads and writes it."""
