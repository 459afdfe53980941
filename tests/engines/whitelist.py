"""The functions a workbook may use: those of Excel 2010, Google Sheets and LibreOffice alike.

All of them also work in IronCalc, so that one workbook can be judged by two engines; a test
calculates each in both. Left out although all three programs have them: TEXT, whose format codes
depend on the language (number formats are used instead), and INDIRECT, OFFSET, NOW and RAND, which
recalculate at every change and hide what they refer to.
"""

from __future__ import annotations

from typing import Final

LOGIC: Final = frozenset({"AND", "FALSE", "IF", "IFERROR", "NOT", "OR", "TRUE"})
KIND: Final = frozenset({"ISBLANK", "ISERROR", "ISNUMBER", "ISTEXT", "N", "NA"})
LOOKUP: Final = frozenset(
    {"CHOOSE", "COLUMN", "HYPERLINK", "INDEX", "MATCH", "ROW", "SUBTOTAL", "VLOOKUP"}
)
NUMBERS: Final = frozenset(
    {"ABS", "AVERAGE", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "INT", "LARGE", "MAX", "MIN"}
    | {"MOD", "ROUND", "ROUNDDOWN", "ROUNDUP", "SMALL", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT"}
)
DATES: Final = frozenset(
    {"DATE", "DAY", "EDATE", "EOMONTH", "MONTH", "NETWORKDAYS.INTL", "TODAY", "WEEKDAY"}
    | {"WORKDAY.INTL", "YEAR"}
)
WORDS: Final = frozenset(
    {"CHAR", "FIND", "LEFT", "LEN", "LOWER", "MID", "REPT", "RIGHT", "SUBSTITUTE", "TRIM", "UPPER"}
)

WHITELIST: Final = LOGIC | KIND | LOOKUP | NUMBERS | DATES | WORDS

# TODAY is volatile too, and the one that a living plan cannot do without.
VOLATILE: Final = frozenset(
    {"CELL", "INDIRECT", "INFO", "NOW", "OFFSET", "RAND", "RANDARRAY", "RANDBETWEEN"}
)
