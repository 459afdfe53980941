"""The engines that the tests stand on: what opens, recalculates, renders or lints a workbook.

cell_reference       A1 references and areas, rows and columns counted from 1
grid                 what every engine answers: values by (row, column), errors and dates
whitelist            the functions that Excel 2010, Google Sheets and LibreOffice share
package_lint         everything Excel could repair, refuse or show wrong in an .xlsx; its rules
                     lie in opc_, workbook_, worksheet_, sheet_rules_ and drawing_lint, and in
                     formula_rules on top of formula_tokens, and in
                     number_format_lint
ironcalc_engine      fast recalculation in this process
libreoffice_engine   one long-lived LibreOffice; libreoffice_document, what a person does there;
                     libreoffice_bridge, _calls and _process run under the Python that has `uno`
looks                how LibreOffice shows cells, conditional formats applied
rendered_page        the pixels of a printed page

Nothing here imports retrosheet, so that the tests' judgement never rests on the code they judge.
"""
