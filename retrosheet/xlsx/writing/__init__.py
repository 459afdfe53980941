"""A workbook's description as the parts of an .xlsx file, by XlsxWriter."""
