"""The parts of an Excel formula, as a file stores it: English names, commas, no leading ``=``.

Enough grammar to say which functions, names and sheets a formula uses and whether Excel would
take it for a formula at all; it calculates nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.engines.cell_reference import parse_area

MOST_ARGUMENTS = 255
MOST_LEVELS = 64
LONGEST = 8192
LONGEST_TEXT = 255

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!))
    | (?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)
    | (?P<reference>\$?[A-Za-z]{1,3}\$?0*[1-9][0-9]{0,6}(?![\w.(!])
        | \$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(!])
        | \$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6}(?![\w.(!]))
    | (?P<function>[^\W\d][\w.]*\()
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>(?:[^\W\d]|\\)[\w.\\?]*)
    | (?P<columns>\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])
    | (?P<operator><=|>=|<>|[-+*/^&=<>%:])
    | (?P<separator>,)
    | (?P<row_separator>;)
    | (?P<opening>[({])
    | (?P<closing>[)}])
    """,
    re.VERBOSE,
)
# Two letters and six digits are always inside the grid: most references need no closer look.
_INSIDE = re.compile(r"\$?[A-Za-z]{1,2}\$?[1-9][0-9]{0,5}")
_ENDS_OPERAND = frozenset({"text", "error", "reference", "number", "name", "columns", "closing"})
_STARTS_OPERAND = frozenset({"text", "error", "sheet", "reference", "function", "number", "name"})
_PREFIX = frozenset("+-")


@dataclass
class Formula:
    """What a formula uses, in the order of use; ``problems`` say why Excel would refuse it."""

    functions: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    has_array: bool = False
    has_union: bool = False
    has_intersection: bool = False


def read_formula(text: str) -> Formula:
    """The formula without its leading ``=``, taken apart; never raises."""
    formula = Formula()
    if len(text) > LONGEST:
        formula.problems.append(f"{len(text)} characters, more than {LONGEST}")
    if text.startswith("="):
        formula.problems.append("begins with =")
        text = text[1:]
    _Reading(formula).tokens(text)
    return formula


class _Reading:
    """One pass from left to right; ``open`` holds each open bracket and its separators so far."""

    def __init__(self, formula: Formula) -> None:
        self.formula = formula
        self.open: list[tuple[str, int]] = []
        self.before = ("start", "")
        self.spaced = False

    def tokens(self, text: str) -> None:
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None or match.lastgroup is None:
                self.problem(f"cannot read {text[position : position + 12]!r}")
                return
            position = match.end()
            if match.lastgroup == "space":
                self.spaced = True
                continue
            self.token(match.lastgroup, match.group())
            self.before = (match.lastgroup, match.group())
            self.spaced = False
        if self.open:
            self.problem(f"{len(self.open)} brackets left open")
        if not self.ends_operand():
            self.problem("ends too early")

    def problem(self, message: str) -> None:
        self.formula.problems.append(message)

    def ends_operand(self) -> bool:
        kind, text = self.before
        return kind in _ENDS_OPERAND or text == "%"

    def token(self, kind: str, text: str) -> None:
        if kind in _STARTS_OPERAND or kind == "opening":
            self.operand_starts(kind, text)
        getattr(self, f"read_{kind}", lambda _: None)(text)

    def operand_starts(self, kind: str, text: str) -> None:
        if not self.ends_operand():
            return
        references = {"reference", "name", "sheet"}
        if self.spaced and self.before[0] in references and kind in references:
            self.formula.has_intersection = True
        else:
            self.problem(f"no operator before {text!r}")

    def read_text(self, text: str) -> None:
        if len(text) - 2 > LONGEST_TEXT:
            self.problem(f"a text of {len(text) - 2} characters, more than {LONGEST_TEXT}")

    def read_error(self, text: str) -> None:
        self.formula.errors.append(text)

    def read_sheet(self, text: str) -> None:
        title = text[:-1]
        if title.startswith("'"):
            title = title[1:-1].replace("''", "'")
        elif _reads_as_area(title):
            self.problem(f"the sheet {title} needs quotes")
        self.formula.sheets.append(title)

    def read_reference(self, text: str) -> None:
        if not _reads_as_area(text):
            self.formula.names.append(text)

    def read_name(self, text: str) -> None:
        if text.upper() not in {"TRUE", "FALSE"}:
            self.formula.names.append(text)

    def read_function(self, text: str) -> None:
        self.formula.functions.append(text[:-1])
        self.opens("(")

    def read_opening(self, text: str) -> None:
        self.formula.has_array |= text == "{"
        self.opens(text if text == "{" else "group")

    def opens(self, bracket: str) -> None:
        self.open.append((bracket, 0))
        if len(self.open) == MOST_LEVELS + 1:
            self.problem(f"more than {MOST_LEVELS} levels")

    def read_closing(self, text: str) -> None:
        if not self.open or (self.open[-1][0] == "{") != (text == "}"):
            self.problem(f"{text} without its other half")
            return
        bracket, separators = self.open.pop()
        # f() and f(1,) have empty arguments; () and {} are nothing at all.
        if not self.ends_operand() and (bracket != "(" or self.before[0] == "operator"):
            self.problem(f"nothing before {text}")
        if separators >= MOST_ARGUMENTS:
            self.problem(f"{separators + 1} arguments, more than {MOST_ARGUMENTS}")

    def read_separator(self, text: str) -> None:
        if not self.open or self.open[-1][0] == "group":
            self.formula.has_union = True
        else:
            bracket, separators = self.open[-1]
            self.open[-1] = (bracket, separators + 1)
        if self.before[0] == "operator" and self.before[1] != "%":
            self.problem(f"nothing before {text}")

    def read_row_separator(self, text: str) -> None:
        if not self.open or self.open[-1][0] != "{":
            self.problem(f"{text} separates no arguments in a file")

    def read_operator(self, text: str) -> None:
        if text not in _PREFIX and not self.ends_operand():
            self.problem(f"nothing before {text}")


def _reads_as_area(text: str) -> bool:
    if _INSIDE.fullmatch(text):
        return True
    # To Excel, T01 is the cell T1.
    try:
        parse_area(re.sub(r"(?<=[A-Za-z$])0+", "", text))
    except ValueError:
        return False
    return True
