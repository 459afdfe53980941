"""Our conditional formats and our checks on a tab, in the place of those that are there.

What is ours is told by its formula, or by what it asks and says; people's stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing import rules
from retrosheet.google.drawing.limits import for_any_locale
from retrosheet.google.drawing.rectangles import rectangles
from retrosheet.google.rewrite.cells import moved_box
from retrosheet.google.rewrite.look import boxes
from retrosheet.workbook.moves import moved_formula
from retrosheet.workbook.rewriting import looks_at, skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from retrosheet.google.drawing.tabs import Request, Tabs
    from retrosheet.google.rewrite.cells import Ground
    from retrosheet.google.rewrite.look import Box, Spot
    from retrosheet.workbook.moves import Moves

Json = dict[str, Any]


def conditional_formats(
    ground: Ground, names: Collection[str], helpers: Collection[int], every: Mapping[str, Moves]
) -> Iterator[Request]:
    """Our rules in the place of those of ours that are there, unless they are the same."""
    wanted = list(rules.conditional_formats(ground.tab, names))
    if ground.look is None:
        yield from wanted
        return
    known = {skeleton(_formula(one["addConditionalFormatRule"]["rule"])) for one in wanted}
    ours, before = [], []
    for index, rule in enumerate(ground.look.rules):
        formula = _formula(rule)
        looks = formula.startswith("=") and looks_at(formula, helpers)
        if skeleton(formula) in known or looks:
            ours.append(index)
            moved = moved_formula(formula, ground.look.title, every) if every else formula
            areas = [moved_box(box, ground.moves) for box in boxes(rule.get("ranges", ()))]
            before.append((for_any_locale(moved), areas))
    if before == [_asks(one["addConditionalFormatRule"]["rule"]) for one in wanted]:
        return
    for index in reversed(ours):
        where = {"sheetId": ground.tab.id, "index": index}
        yield {"deleteConditionalFormatRule": where}
    # people's rules keep their places before ours, or behind them
    first = ours[0] if ours else len(ground.look.rules)
    for number, one in enumerate(wanted, first):
        rule = one["addConditionalFormatRule"]["rule"]
        yield {"addConditionalFormatRule": {"rule": rule, "index": number}}


def _formula(rule: Json) -> str:
    values = rule.get("booleanRule", {}).get("condition", {}).get("values", [{}])
    return for_any_locale(str(values[0].get("userEnteredValue", "")))


def _asks(rule: Json) -> tuple[str, list[Box | None]]:
    return _formula(rule), [*boxes(rule["ranges"])]


def validations(ground: Ground, made: Tabs, every: Mapping[str, Moves]) -> Iterator[Request]:
    """Our checks where they are not yet, but for cells to which people have given another."""
    wanted = list(rules.validations(ground.tab, made))
    if ground.look is None:
        yield from wanted
        return
    kinds = {_kind(one["setDataValidation"]["rule"]) for one in wanted}
    chosen: dict[Spot, int] = {}
    for number, one in enumerate(wanted):
        request = one["setDataValidation"]
        (box,) = boxes([request["range"]])
        for row in range(box[0], box[2] + 1):
            for column in range(box[1], box[3] + 1):
                held = ground.cells.get((row, column))
                check = held.check if held is not None else None
                if check is not None and not ground.is_new((row, column)):
                    if _kind(check) not in kinds:
                        continue
                    if _said(check, ground, every) == _said(request["rule"], ground, {}):
                        continue
                chosen[row, column] = number
    for area in rectangles(chosen):
        rule = wanted[area.key]["setDataValidation"]["rule"]
        yield {"setDataValidation": {"range": ground.tab.range(area[1:]), "rule": rule}}


def _kind(check: Json) -> tuple[str, str]:
    """What sort of check it is, by which ours are known: what it asks and what it says."""
    return check.get("condition", {}).get("type", ""), check.get("inputMessage", "")


def _said(check: Json, ground: Ground, every: Mapping[str, Moves]) -> Any:
    values = [
        str(value.get("userEnteredValue", ""))
        for value in check.get("condition", {}).get("values", ())
    ]
    assert ground.look is not None
    if every:
        values = [
            moved_formula(value, ground.look.title, every) if value.startswith("=") else value
            for value in values
        ]
    asked = [for_any_locale(value).replace("$", "").replace("'", "") for value in values]
    return _kind(check), asked, bool(check.get("strict")), bool(check.get("showCustomUi"))
