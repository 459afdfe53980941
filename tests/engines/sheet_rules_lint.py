"""What lies over a sheet's cells: conditional formats, validations, merges, links, filter, view."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from xml.etree.ElementTree import Element

from tests.engines.cell_reference import Area, parse_area, parse_areas, parse_cell
from tests.engines.opc_lint import RELATIONSHIP_ID
from tests.engines.workbook_lint import MAIN, Book, Sheet, children, scope_of

LONGEST_LIST = 255
LONGEST_MESSAGE = 255
LONGEST_TITLE = 32
LONGEST_LINK = 2079
MOST_LINKS = 65_530
LONGEST_HEADER = 255

_EXTENSION = "{http://schemas.microsoft.com/office/excel/2006/main}"

# How many formulas a rule of a type has; types that are not here hold colours, not formulas.
_RULE_FORMULAS = {"expression": (1,), "cellIs": (1, 2), "containsText": (1,)}
_TWO_BOUNDS = {"between", "notBetween"}


def lint_sheet_rules(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    """Every problem of what lies over the cells."""
    yield from _conditional_formats(book, sheet, tree)
    yield from _validations(book, sheet, tree)
    yield from _merges(tree)
    yield from _links(book, sheet, tree)
    yield from _filter(book, sheet, tree)
    yield from _views(tree)
    yield from _extensions(book, sheet, tree)
    for part in children(tree, "headerFooter"):
        for text in part:
            if len(text.text or "") > LONGEST_HEADER:
                yield f"{text.tag.removeprefix(MAIN)} has {len(text.text or '')} characters"


def areas_of(element: Element, attribute: str, problems: list[str]) -> list[Area]:
    """The areas an attribute lists; what cannot be read goes to ``problems``."""
    try:
        return parse_areas(element.get(attribute, ""))
    except ValueError as error:
        problems.append(f"{element.tag.rpartition('}')[2]}: {attribute}: {error}")
        return []


def _overlapping(areas: list[Area], what: str) -> Iterator[str]:
    for first, second in combinations(areas, 2):
        if first.overlaps(second):
            yield f"{what} {first} and {second} overlap"


def _conditional_formats(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    priorities: set[str] = set()
    for element in children(tree, "conditionalFormatting"):
        problems: list[str] = []
        areas_of(element, "sqref", problems)
        for rule in children(element, "cfRule"):
            priority = rule.get("priority", "")
            if priority in priorities or not priority.isdigit() or int(priority) < 1:
                problems.append(f"priority {priority!r} is taken or no priority")
            priorities.add(priority)
            if int(rule.get("dxfId", 0)) >= book.rule_styles and "dxfId" in rule.attrib:
                problems.append(f"dxfId {rule.get('dxfId')} of {book.rule_styles} rule styles")
            problems += _rule_formulas(book, sheet, rule)
        for problem in problems:
            yield f"conditional format {element.get('sqref')}: {problem}"


def _rule_formulas(book: Book, sheet: Sheet, rule: Element) -> Iterator[str]:
    kind = rule.get("type", "")
    texts = [formula.text or "" for formula in children(rule, "formula")]
    allowed = _RULE_FORMULAS.get(kind)
    if kind == "cellIs":
        allowed = (2,) if rule.get("operator") in _TWO_BOUNDS else (1,)
    if allowed and len(texts) not in allowed:
        yield f"{kind} with {len(texts)} formulas"
    for text in texts:
        formula = book.rules.formula(text)
        yield from book.rules.problems(text, sheet.title.casefold())
        if formula.sheets:
            yield f"refers to the sheet {formula.sheets[0]!r}, which a rule may not"
        if formula.has_array or formula.has_union or formula.has_intersection:
            yield f"{text!r} holds an array, union or intersection, which a rule may not"


def _validations(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    everywhere: list[Area] = []
    for element in children(tree, "dataValidations/dataValidation"):
        problems: list[str] = []
        everywhere += areas_of(element, "sqref", problems)
        for attribute, most in (
            ("promptTitle", LONGEST_TITLE),
            ("errorTitle", LONGEST_TITLE),
            ("prompt", LONGEST_MESSAGE),
            ("error", LONGEST_MESSAGE),
        ):
            if len(element.get(attribute, "")) > most:
                problems.append(f"{attribute} has more than {most} characters")
        kinds = ("formula1", "formula2")
        texts = [part.text or "" for kind in kinds for part in element.iter(MAIN + kind)]
        if element.get("type", "none") != "none" and not texts:
            problems.append(f"{element.get('type')} without a formula")
        for text in texts:
            if element.get("type") == "list" and text.startswith('"'):
                if len(text) - 2 > LONGEST_LIST or not text.endswith('"'):
                    problems.append(f"a list of {len(text) - 2} characters")
            else:
                problems += book.rules.problems(text, sheet.title.casefold())
        for problem in problems:
            yield f"validation {element.get('sqref')}: {problem}"
    yield from _overlapping(everywhere, "the validations")


def _merges(tree: Element) -> Iterator[str]:
    problems: list[str] = []
    areas = []
    for element in children(tree, "mergeCells/mergeCell"):
        areas += areas_of(element, "ref", problems)
        if ":" not in element.get("ref", ""):
            problems.append(f"{element.get('ref')} merges one cell")
    yield from problems
    yield from _overlapping(areas, "the merges")


def _links(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    links = children(tree, "hyperlinks/hyperlink")
    if len(links) > MOST_LINKS:
        yield f"{len(links)} links, more than {MOST_LINKS}"
    problems: list[str] = []
    areas = [area for link in links for area in areas_of(link, "ref", problems)]
    yield from problems
    yield from _overlapping(areas, "the links")
    for link in links:
        identifier, place = link.get(f"{RELATIONSHIP_ID}id"), link.get("location", "")
        address = book.package.target(sheet.part, identifier) if identifier else None
        if not address and not place:
            yield f"the link {link.get('ref')} leads nowhere"
        if len(address or "") > LONGEST_LINK:
            yield f"the link {link.get('ref')} has {len(address or '')} characters"
        if place and not address:
            for problem in book.rules.problems(place, sheet.title.casefold()):
                yield f"the link {link.get('ref')}: {problem}"


def _filter(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    problems: list[str] = []
    for element in children(tree, "autoFilter"):
        for area in areas_of(element, "ref", problems):
            width = area.right - area.left + 1
            problems.extend(
                f"autoFilter: column {column.get('colId')} of {width}"
                for column in children(element, "filterColumn")
                if int(column.get("colId", 0)) >= width
            )
            wanted = {area}
            for name in children(book.package.trees[book.part], "definedNames/definedName"):
                here = scope_of(book, name) == sheet.title.casefold()
                if name.get("name") == "_xlnm._FilterDatabase" and here:
                    wanted.add(parse_area((name.text or "").rpartition("!")[2]))
            if len(wanted) > 1:
                problems.append("autoFilter and its hidden name disagree")
    yield from problems


def _views(tree: Element) -> Iterator[str]:
    for view in children(tree, "sheetViews/sheetView"):
        problems: list[str] = []
        for pane in children(view, "pane"):
            areas_of(pane, "topLeftCell", problems)
        for selection in children(view, "selection"):
            if "sqref" not in selection.attrib:
                continue
            areas = areas_of(selection, "sqref", problems)
            active = selection.get("activeCell", "A1")
            if not any(area.contains(*parse_cell(active)) for area in areas):
                problems.append(f"the active cell {active} is not selected")
        yield from problems


def _extensions(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    """Sparklines and the rules of Excel 2010: their formulas may name other sheets."""
    for formula in tree.iter(f"{_EXTENSION}f"):
        for problem in book.rules.problems(formula.text or "", sheet.title.casefold()):
            yield f"extension {formula.text}: {problem}"
