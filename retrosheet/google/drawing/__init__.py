"""A workbook's description as the requests that draw it in Google Sheets."""
