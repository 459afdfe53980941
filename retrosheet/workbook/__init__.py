"""The neutral description of a workbook: tabs, cells, formulas, rules; no file format in it."""
