"""What a formula in a given workbook may use, wherever it stands: cell, rule, name or chart."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from tests.engines.formula_tokens import Formula, read_formula
from tests.engines.whitelist import VOLATILE

_CALENDAR = re.compile(r"\b(?:WORKDAY|NETWORKDAYS)\.INTL\(", re.IGNORECASE)
_STEP = re.compile(r'"(?:[^"]|"")*"|.', re.DOTALL)
_WEEKEND = 2


@dataclass
class FormulaRules:
    """The sheets, names and functions that exist; titles and names in casefolded form.

    ``functions`` None allows every function. ``names`` maps a name to the sheets it is valid on,
    None among them for the whole workbook.
    """

    sheets: frozenset[str]
    names: dict[str, set[str | None]]
    functions: Container[str] | None
    read: dict[str, Formula] = field(default_factory=dict)

    def problems(self, text: str, sheet: str | None) -> Iterator[str]:
        """What is wrong with a formula that stands on ``sheet``, or on none."""
        formula = self.formula(text)
        yield from formula.problems
        for error in formula.errors:
            yield f"holds {error}"
        for title in formula.sheets:
            if title.casefold() not in self.sheets:
                yield f"refers to the sheet {title!r}, which is not there"
        for name in formula.names:
            scopes = self.names.get(name.casefold(), set())
            # After `Sheet!` a name may be another sheet's own.
            if not scopes or (sheet and not formula.sheets and not scopes & {None, sheet}):
                yield f"uses the name {name!r}, which is not defined"
        for function in dict.fromkeys(formula.functions):
            yield from self.function_problems(function)
        for weekend in weekends(text):
            if not weekend.endswith('"'):
                yield f"takes the weekend from {weekend}, which OnlyOffice reads only as text"

    def function_problems(self, function: str) -> Iterator[str]:
        """Why a function may not be used."""
        upper = function.upper()
        if upper.startswith("_XL"):
            yield f"uses {function}, which older programs do not know"
        elif upper in VOLATILE:
            yield f"uses {function}, which is volatile"
        elif self.functions is not None and upper not in self.functions:
            yield f"uses {function}, which is not on the list"

    def formula(self, text: str) -> Formula:
        """The formula taken apart, once for all places where it stands."""
        if text not in self.read:
            self.read[text] = read_formula(text)
        return self.read[text]


def weekends(text: str) -> Iterator[str]:
    """The weekend argument of each call of a working-day function, where one is given."""
    for call in _CALENDAR.finditer(text):
        arguments, depth = [""], 0
        for step in _STEP.findall(text[call.end() :]):
            depth += (step == "(") - (step == ")")
            if depth < 0:
                break
            if step == "," and depth == 0:
                arguments.append("")
            else:
                arguments[-1] += step
        if len(arguments) > _WEEKEND:
            yield arguments[_WEEKEND].strip()
