"""Where a workbook lies, a file or a Google sheet, and one sync of it wherever it lies."""
