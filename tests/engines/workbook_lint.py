"""The workbook part and what all sheets share: names, styles, texts, the calculation chain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tests.engines.formula_rules import FormulaRules
from tests.engines.number_format_lint import number_format_problems
from tests.engines.opc_lint import RELATIONSHIP_ID, Package

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LONGEST_CELL_TEXT = 32_767
LONGEST_TITLE = 31

_TITLE = re.compile(r"(?!')[^\[\]:*?/\\\x00-\x1f]+(?<!')")
_R1C1 = re.compile(r"[Rr]\d*(?:[Cc]\d*)?|[Cc]\d*")
_ORDER = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst"
)
_STYLES_ORDER = (
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
)
_LAST_BUILT_IN_FORMAT = 163


class Sheet(NamedTuple):
    """A tab: its title, its part, whether people see it, and the id other parts call it by."""

    title: str
    part: str
    state: str
    id: int


@dataclass
class Book:
    """What the sheets are checked against."""

    package: Package
    part: str
    rules: FormulaRules
    sheets: list[Sheet] = field(default_factory=list)
    cell_styles: int = 0
    rule_styles: int = 0
    texts: list[str] = field(default_factory=list)


def children(tree: Element | None, path: str) -> list[Element]:
    """The elements of the main namespace at ``a/b`` below ``tree``; none below None."""
    if tree is None:
        return []
    return tree.findall("/".join(MAIN + step for step in path.split("/")))


def out_of_order(tree: Element, names: str) -> Iterator[str]:
    """The children that stand after one they should stand before, or are not among ``names``."""
    order = names.split()
    furthest = 0
    for element in tree:
        name = element.tag.removeprefix(MAIN)
        if name not in order:
            yield f"{name} is unknown here"
        elif order.index(name) < furthest:
            yield f"{name} stands after {order[furthest]}"
        else:
            furthest = order.index(name)


def miscounted(tree: Element) -> Iterator[str]:
    """Lists whose ``count`` is not the number of what they hold."""
    for element in tree.iter():
        if element.tag.startswith(MAIN) and len(element) and "count" in element.attrib:
            name = element.tag.removeprefix(MAIN)
            if name != "sst" and element.get("count") != str(len(element)):
                yield f"{name} says {element.get('count')} and holds {len(element)}"


def read_book(package: Package, functions: Container[str] | None) -> Book | None:
    """The workbook, as far as it can be read; None where there is none."""
    parts = package.related("", "officeDocument")
    if not parts:
        return None
    tree = package.trees[parts[0]]
    rules = FormulaRules(frozenset(), {}, functions)
    book = Book(package, parts[0], rules)
    for element in children(tree, "sheets/sheet"):
        part = package.target(book.part, element.get(f"{RELATIONSHIP_ID}id", "")) or ""
        state = element.get("state", "visible")
        identifier = int(element.get("sheetId", 0))
        book.sheets.append(Sheet(element.get("name", ""), part, state, identifier))
    rules.sheets = frozenset(sheet.title.casefold() for sheet in book.sheets)
    for element in children(tree, "definedNames/definedName"):
        scopes = rules.names.setdefault(element.get("name", "").casefold(), set())
        scopes.add(scope_of(book, element))
    styles = _shared(book, "styles")
    book.cell_styles = len(children(styles, "cellXfs/xf"))
    book.rule_styles = len(children(styles, "dxfs/dxf"))
    book.texts = [
        "".join(text.text or "" for text in item.iter(f"{MAIN}t"))
        for item in children(_shared(book, "sharedStrings"), "si")
    ]
    return book


def _shared(book: Book, kind: str) -> Element | None:
    parts = book.package.related(book.part, kind)
    return book.package.trees[parts[0]] if parts else None


def scope_of(book: Book, name: Element) -> str | None:
    """The casefolded title of the sheet that a defined name belongs to; None for all sheets."""
    index = name.get("localSheetId")
    if index is None or not index.isdigit() or int(index) >= len(book.sheets):
        return None
    return book.sheets[int(index)].title.casefold()


def lint_book(book: Book) -> Iterator[str]:
    """Every problem of the workbook part, the names, the styles and the shared texts."""
    tree = book.package.trees[book.part]
    for problem in (
        *out_of_order(tree, _ORDER),
        *_sheets(book, tree),
        *_names(book, tree),
    ):
        yield problem
    for problem in _styles(_shared(book, "styles")):
        yield f"styles: {problem}"
    for problem in _texts(book, _shared(book, "sharedStrings")):
        yield f"shared texts: {problem}"


def _sheets(book: Book, tree: Element) -> Iterator[str]:
    titles = Counter(sheet.title.casefold() for sheet in book.sheets)
    for title, times in titles.items():
        if times > 1:
            yield f"{times} sheets are called {title!r}"
    for sheet in book.sheets:
        reserved = sheet.title.casefold() == "history"
        if reserved or not _TITLE.fullmatch(sheet.title) or _utf16(sheet.title) > LONGEST_TITLE:
            yield f"{sheet.title!r} is no sheet name"
        if sheet.part not in book.package.related(book.part, "worksheet"):
            yield f"the sheet {sheet.title!r} has no worksheet part"
    identifiers = [element.get("sheetId") for element in children(tree, "sheets/sheet")]
    if len(set(identifiers)) < len(identifiers):
        yield "two sheets share a sheetId"
    visible = [index for index, sheet in enumerate(book.sheets) if sheet.state == "visible"]
    if not visible:
        yield "no sheet is visible"
    for view in children(tree, "bookViews/workbookView"):
        if int(view.get("activeTab", 0)) not in visible:
            yield f"the active tab {view.get('activeTab', 0)} is not a visible sheet"


def _utf16(text: str) -> int:
    """The length that Excel counts."""
    return len(text.encode("utf-16-le")) // 2


def _names(book: Book, tree: Element) -> Iterator[str]:
    seen: set[tuple[str, str | None]] = set()
    for element in children(tree, "definedNames/definedName"):
        name, text = element.get("name", ""), element.text or ""
        scope = scope_of(book, element)
        if (name.casefold(), scope) in seen:
            yield f"the name {name} is defined twice"
        seen.add((name.casefold(), scope))
        if "localSheetId" in element.attrib and scope is None:
            yield f"the name {name} belongs to sheet {element.get('localSheetId')}, not there"
        if book.rules.formula(name).names != [name] or _R1C1.fullmatch(name) or len(name) > 255:
            yield f"{name!r} is no name"
        if name.startswith("_xlnm.") and name != "_xlnm.Database" and scope is None:
            yield f"the name {name} must belong to a sheet"
        for problem in book.rules.problems(text, scope):
            yield f"the name {name}: {problem}"


def _styles(tree: Element | None) -> Iterator[str]:
    if tree is None:
        yield "missing"
        return
    yield from out_of_order(tree, _STYLES_ORDER)
    yield from miscounted(tree)
    limits = {
        "fontId": len(children(tree, "fonts/font")),
        "fillId": len(children(tree, "fills/fill")),
        "borderId": len(children(tree, "borders/border")),
        "xfId": len(children(tree, "cellStyleXfs/xf")),
    }
    for element in tree.iter(f"{MAIN}numFmt"):
        yield from number_format_problems(element.get("formatCode", ""))
    formats = [int(number.get("numFmtId", -1)) for number in children(tree, "numFmts/numFmt")]
    if len(set(formats)) < len(formats):
        yield "two number formats share an id"
    for kind in ("cellStyleXfs", "cellXfs"):
        for index, style in enumerate(children(tree, f"{kind}/xf")):
            for attribute, limit in limits.items():
                if int(style.get(attribute, 0)) >= limit and attribute in style.attrib:
                    yield f"{kind} {index}: {attribute} {style.get(attribute)} of {limit}"
            number = int(style.get("numFmtId", 0))
            if number > _LAST_BUILT_IN_FORMAT and number not in formats:
                yield f"{kind} {index}: the number format {number} is not defined"
    for style in children(tree, "cellStyles/cellStyle"):
        if int(style.get("xfId", 0)) >= limits["xfId"]:
            yield f"the style {style.get('name')} has xfId {style.get('xfId')} of {limits['xfId']}"


def _texts(book: Book, tree: Element | None) -> Iterator[str]:
    if tree is None:
        return
    if tree.get("uniqueCount", str(len(book.texts))) != str(len(book.texts)):
        yield f"uniqueCount says {tree.get('uniqueCount')} of {len(book.texts)}"
    for index, text in enumerate(book.texts):
        if len(text) > LONGEST_CELL_TEXT:
            yield f"text {index} has {len(text)} characters"
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for element in tree.iter(f"{MAIN}t"):
        text = element.text or ""
        if text != text.strip() and element.get(space) != "preserve":
            yield f"{text[:20]!r} loses its outer blanks"


def lint_calculation_chain(book: Book, formulas: set[tuple[int, str]]) -> Iterator[str]:
    """Where the chain names a cell without formula. ``formulas`` holds (sheetId, cell)."""
    tree = _shared(book, "calcChain")
    sheet = "0"
    for element in children(tree, "c"):
        sheet = element.get("i", sheet)
        if (int(sheet), element.get("r", "")) not in formulas:
            yield f"{element.get('r')} of sheet {sheet} holds no formula"
