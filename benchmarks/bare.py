"""The least that XlsxWriter must do to write given cells: the floor of ``retrosheet new``.

``python bare.py CELLS.json OUT.xlsx``: no dates to compute, no rules, no names, no charts.
"""

import json
import sys

import xlsxwriter

with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 (pathlib's import is not its job)
    cells = json.load(file)

workbook = xlsxwriter.Workbook(sys.argv[2])
formats = [workbook.add_format(style) for style in cells["styles"]]
for title, rows in cells["sheets"]:
    sheet = workbook.add_worksheet(title)
    for row, column, kind, content, result, style in rows:
        if kind == "formula":
            sheet.write_formula(row, column, content, formats[style], result)
        elif kind == "number":
            sheet.write_number(row, column, content, formats[style])
        elif kind == "string":
            sheet.write_string(row, column, content, formats[style])
        elif kind == "boolean":
            sheet.write_boolean(row, column, content, formats[style])
        else:
            sheet.write_blank(row, column, None, formats[style])
workbook.close()
