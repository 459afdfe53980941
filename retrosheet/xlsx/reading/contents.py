"""What a workbook says about itself: its tabs in order, its defined names, where its parts lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.workbook.plan_tab import COPY_OF
from retrosheet.workbook.refs import Area, column_number
from retrosheet.xlsx.reading.foreign import other_archive
from retrosheet.xlsx.reading.markup import walk
from retrosheet.xlsx.reading.refusals import damaged

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from retrosheet.xlsx.reading.package import Member, Package

_MAX_SMALL = 16 << 20
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
_RELATION_ID = "/relationships id"

_CELL = r"\$?(?P<c{0}>[A-Z]{{1,3}})\$?(?P<r{0}>[1-9]\d{{0,6}})"
_REFERENCE = re.compile(
    r"=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]]+))!(?:"
    f"{_CELL.format(1)}(?::{_CELL.format(2)})?"
    r"|\$?(?P<cfrom>[A-Z]{1,3}):\$?(?P<cto>[A-Z]{1,3})"
    r"|\$?(?P<rfrom>[1-9]\d{0,6}):\$?(?P<rto>[1-9]\d{0,6}))"
)


class Tab(NamedTuple):
    """A tab; ``part`` is None for one that is no grid of cells, such as a chart."""

    title: str
    part: Member | None


class Contents(NamedTuple):
    """A workbook; ``names`` are in small letters, each with its text and its tab, -1 for none."""

    tabs: tuple[Tab, ...]
    names: tuple[tuple[str, int, str], ...]
    date1904: bool
    texts: Member | None
    styles: Member | None
    signed: bool
    calculation_chain: bool

    def tab(self, title: str) -> Tab | None:
        """The tab of that title, in whatever case."""
        wanted = title.casefold()
        return next((tab for tab in self.tabs if tab.title.casefold() == wanted), None)

    def areas(self, names: Collection[str]) -> tuple[dict[str, Area], frozenset[str]]:
        """Where each name that is one rectangle of a tab lies; those that are something else.

        A name of the whole workbook counts before a tab's own of the same letters, which comes
        from duplicating the tab.
        """
        wanted = {name.casefold(): name for name in names}
        found: dict[str, Area] = {}
        seen: set[str] = set()
        for name, _, text in sorted(self.names, key=lambda name: name[1]):
            asked = wanted.get(name)
            if asked is not None:
                seen.add(asked)
                area = self._area(text) if asked not in found else None
                if area is not None:
                    found[asked] = area
        return found, frozenset(seen - found.keys())

    def copies(self, name: str, found: Mapping[str, Area]) -> dict[str, Area]:
        """What a name of duplicated tabs' own covers, by ``COPY_OF`` and the tab's title.

        Nothing where the workbook's own name is not among those ``found``.
        """
        there = found.get(name)
        if there is None:
            return {}
        areas = (self._area(text) for own, scope, text in self.names if own == name and scope >= 0)
        return {
            f"{COPY_OF}{area.title}": area
            for area in areas
            if area is not None and area.title != there.title
        }

    def _area(self, text: str) -> Area | None:
        match = _REFERENCE.fullmatch(text.strip())
        if match is None:
            return None
        title = match["plain"] or match["quoted"].replace("''", "'")
        tab = self.tab(title)
        if tab is None or tab.part is None:
            return None
        if match["c1"]:
            rows = [int(match["r1"]) - 1, int(match["r2"] or match["r1"]) - 1]
            columns = [column_number(match["c1"]), column_number(match["c2"] or match["c1"])]
        elif match["cfrom"]:
            rows = [0, LAST_ROW]
            columns = [column_number(match["cfrom"]), column_number(match["cto"])]
        else:
            rows = [int(match["rfrom"]) - 1, int(match["rto"]) - 1]
            columns = [0, LAST_COLUMN]
        if max(rows) > LAST_ROW or max(columns) > LAST_COLUMN:
            return None
        return Area(tab.title, min(rows), min(columns), max(rows), max(columns))


def read_contents(package: Package) -> Contents:
    """Read the workbook's own part and its relations; Unfit where there is no workbook."""
    names = {member.name for member in package.members}
    book_name = next(
        (target for kind, target in relations(package, "").values() if kind == "officeDocument"),
        "",
    )
    book = package.find(book_name)
    if book is None or not book_name.endswith(".xml") or not _is_book(book_name):
        raise other_archive(names, book_name)
    related = relations(package, book_name)
    tabs: list[Tab] = []
    defined: list[tuple[str, int, list[str]]] = []
    flags = {"date1904": False}
    in_name = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal in_name
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(_RELATION_ID)), "")
            kind, target = related.get(relation, ("", ""))
            part = package.find(target) if kind == "worksheet" else None
            tabs.append(Tab(attributes.get("name", ""), part))
        elif name == "definedName":
            in_name = True
            scope = int(attributes.get("localSheetId", "-1"))
            defined.append((attributes.get("name", "").casefold(), scope, []))
        elif name == "workbookPr":
            flags["date1904"] = attributes.get("date1904") in {"1", "true"}

    def text(content: str) -> None:
        if in_name:
            defined[-1][2].append(content)

    def end(_: str) -> None:
        nonlocal in_name
        in_name = False

    walk([package.content(book, _MAX_SMALL)], start, end=end, text=text)
    if not tabs:
        raise damaged(Text("aucun onglet", "no tab in it"))
    grids = [tab.part.name for tab in tabs if tab.part is not None]
    if len({*grids}) < len(grids) or len({tab.title.casefold() for tab in tabs}) < len(tabs):
        # Writing to the tool's own tab would write to the other one too.
        raise damaged(Text("deux onglets n’en font qu’un", "two tabs are one and the same"))
    parts = {kind: package.find(target) for kind, target in related.values()}
    return Contents(
        tabs=tuple(tabs),
        names=tuple((name, scope, "".join(text)) for name, scope, text in defined),
        date1904=flags["date1904"],
        texts=parts.get("sharedStrings"),
        styles=parts.get("styles"),
        signed=any(name.lower().startswith("_xmlsignatures/") for name in names),
        calculation_chain=parts.get("calcChain") is not None,
    )


def _is_book(name: str) -> bool:
    return not name.startswith(("word/", "ppt/"))


def relations(package: Package, source: str) -> dict[str, tuple[str, str]]:
    """The relations of a part, "" for the package: kind and target's name by their ids."""
    folder = source.rpartition("/")[0]
    member = package.find(relations_of(source))
    found: dict[str, tuple[str, str]] = {}
    if member is None:
        return found

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = kind, _resolved(folder, attributes.get("Target", ""))

    walk([package.content(member, _MAX_SMALL)], start)
    return found


def relations_of(source: str) -> str:
    """The name of the part that has the relations of a part, "" for the package's own."""
    folder, _, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _resolved(folder: str, target: str) -> str:
    """A target's full name: relative to the source's folder, or from the root with a ``/``."""
    parts = [] if target.startswith("/") else folder.split("/")
    for part in target.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(part for part in parts if part)
