"""What hangs on a sheet: charts, comments and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.engines.cell_reference import Area, parse_area, parse_cell, parse_qualified
from tests.engines.number_format_lint import number_format_problems
from tests.engines.opc_lint import RELATIONSHIP_ID
from tests.engines.workbook_lint import MAIN, Book, Sheet, children

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def lint_drawings(book: Book, sheet: Sheet, tree: Element) -> Iterator[str]:
    """Every problem of the parts that belong to one sheet."""
    package = book.package
    for drawing in package.related(sheet.part, "drawing"):
        if tree.find(f"{MAIN}drawing") is None:
            yield f"{drawing} is not shown on {sheet.title}"
        for frame in package.trees[drawing].iter(f"{_PLACED}graphicFrame"):
            for problem in _unheard(book, drawing, frame):
                yield f"{drawing}: {problem}"
        for chart in package.related(drawing, "chart"):
            for problem in _chart(book, package.trees[chart]):
                yield f"{chart}: {problem}"
    for comments in package.related(sheet.part, "comments"):
        if tree.find(f"{MAIN}legacyDrawing") is None:
            yield f"{comments} has no boxes on {sheet.title}"
        for problem in _comments(package.trees[comments]):
            yield f"{comments}: {problem}"


def _unheard(book: Book, drawing: str, frame: Element) -> Iterator[str]:
    """A chart that has neither a title to be seen nor a text to be heard."""
    named = next(frame.iter(f"{_PLACED}cNvPr"))
    for drawn in frame.iter(f"{_CHART}chart"):
        part = book.package.target(drawing, drawn.get(f"{RELATIONSHIP_ID}id", "")) or ""
        titles = book.package.trees[part].iter(f"{_CHART}title") if part else ()
        if not named.get("descr") and not list(titles):
            yield f"{named.get('name')} has neither a title nor an alternative text"


def _chart(book: Book, tree: Element) -> Iterator[str]:
    if not list(tree.iter(f"{_CHART}ser")):
        yield "no series"
    for number in tree.iter(f"{_CHART}numFmt"):
        yield from number_format_problems(number.get("formatCode", ""))
    for holder in tree.iter():
        formula = holder.find(f"{_CHART}f")
        if formula is None:
            continue
        text = formula.text or ""
        yield from book.rules.problems(text, None)
        try:
            title, area = parse_qualified(text)
        except ValueError:
            if not book.rules.formula(text).names:
                yield f"{text!r} is no range"
            continue
        yield from _unseen(book, title, area)
        for count in holder.iter(f"{_CHART}ptCount"):
            if int(count.get("val", 0)) != _size(area):
                yield f"{text} has {_size(area)} cells and {count.get('val')} stored points"
    defined = {
        axis.get("val")
        for kind in ("catAx", "valAx", "dateAx", "serAx")
        for element in tree.iter(_CHART + kind)
        for axis in element.findall(f"{_CHART}axId")
    }
    used = {axis.get("val") for axis in tree.iter(f"{_CHART}axId")}
    for axis in sorted(str(axis) for axis in used - defined):
        yield f"the axis {axis} is used and not defined"


def _unseen(book: Book, title: str, area: Area) -> Iterator[str]:
    """Columns that OnlyOffice leaves out of a chart: hidden ones, on a tab that can be seen."""
    for sheet in book.sheets:
        if sheet.title.casefold() != title.casefold() or sheet.state != "visible":
            continue
        for column in children(book.package.trees.get(sheet.part), "cols/col"):
            first, last = int(column.get("min", 0)), int(column.get("max", 0))
            if column.get("hidden") == "1" and first <= area.right and last >= area.left:
                yield f"draws the hidden column {max(first, area.left)} of {title!r}"


def _size(area: Area) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)


def _comments(tree: Element) -> Iterator[str]:
    authors = len(children(tree, "authors/author"))
    comments = children(tree, "commentList/comment")
    for cell, times in Counter(comment.get("ref", "") for comment in comments).items():
        parse_cell(cell)
        if times > 1:
            yield f"{times} comments on {cell}"
    for comment in comments:
        if int(comment.get("authorId", 0)) >= authors:
            yield f"{comment.get('ref')}: author {comment.get('authorId')} of {authors}"


def lint_tables(book: Book) -> Iterator[str]:
    """Every problem of the tables of all sheets, whose names and ids are the workbook's."""
    taken = Counter(book.rules.names.keys())
    identifiers: Counter[str] = Counter()
    for sheet in book.sheets:
        areas: list[Area] = []
        for part in book.package.related(sheet.part, "table"):
            tree = book.package.trees[part]
            taken[tree.get("displayName", "").casefold()] += 1
            identifiers[tree.get("id", "")] += 1
            area = parse_area(tree.get("ref", ""))
            columns = len(children(tree, "tableColumns/tableColumn"))
            if columns != area.right - area.left + 1:
                yield f"{part}: {columns} columns over {area}"
            if any(area.overlaps(other) for other in areas):
                yield f"{part}: overlaps another table"
            areas.append(area)
    for name, times in (*taken.items(), *identifiers.items()):
        if times > 1:
            yield f"{times} tables or names are called {name}"
