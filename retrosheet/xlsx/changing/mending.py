"""The parts of a damaged workbook with what is proven put right, everything else as it lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.xlsx.changing.fragments import gathered
from retrosheet.xlsx.changing.new_charts import related
from retrosheet.xlsx.changing.patch_values import formula_edits
from retrosheet.xlsx.changing.pieces import pieces_of, spelled
from retrosheet.xlsx.read import styles_of_dates
from retrosheet.xlsx.reading.contents import read_contents
from retrosheet.xlsx.reading.refusals import SIGNED, Unfit
from retrosheet.xlsx.reading.texts import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.workbook.refs import Area
    from retrosheet.workbook.tables import Value
    from retrosheet.xlsx.reading.contents import Contents
    from retrosheet.xlsx.reading.package import Package

_LARGEST = 256 << 20
_NAMED = re.compile(
    rb"<((?:[\w.\-]+:)?definedName)\b([^>]*?)(?:/>|>(.*?)</(?:[\w.\-]+:)?definedName\s*>)",
    re.DOTALL,
)
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")

Formulas = dict[str, dict[int, dict[int, tuple[str, "Value"]]]]


class Mending(NamedTuple):
    """What to mend: names by their areas, formulas by tab, row and column, and torn rules.

    ``tabs`` has, for each tab whose rules are ours, the rows that these may span, from 0.
    """

    names: Mapping[str, Area]
    formulas: Formulas
    tabs: Mapping[str, range]


class Mended(NamedTuple):
    """The new content of each part that changes; by tab, how many pieces of rules and checks."""

    parts: dict[str, bytes | None]
    rules: Mapping[str, int]
    checks: Mapping[str, int]


def live_names(contents: Contents) -> dict[str, Area]:
    """The names of ours that still lead to cells, each with its area."""
    wanted = [name for name, _, _ in contents.names if name.startswith("rs_")]
    return dict(contents.areas(wanted)[0])


def mended(package: Package, mending: Mending) -> Mended:
    """The mended parts of a workbook; raises Unfit for one that cannot be patched."""
    contents = read_contents(package)
    parts: dict[str, bytes | None] = {}
    rules: dict[str, int] = {}
    checks: dict[str, int] = {}
    if mending.names:
        name = next(iter(related(package, "", "officeDocument").values()))
        member = package.find(name)
        assert member is not None
        parts[member.name] = _with_names(package.content(member, _LARGEST), mending.names)
    styles = package.content(contents.styles, _LARGEST) if contents.styles else b""
    dates = styles_of_dates(package, contents)
    for tab in contents.tabs:
        if tab.part is None:
            continue
        content = before = package.content(tab.part, _LARGEST)
        if tab.title in mending.formulas:
            content = _with_formulas(content, tab.title, mending.formulas[tab.title], dates)
        if tab.title in mending.tabs and styles:
            whole = gathered(content, styles, mending.tabs[tab.title])
            content = whole.content
            rules[tab.title], checks[tab.title] = whole.rules, whole.checks
        if content != before:
            parts[tab.part.name] = content
    if parts and contents.signed:
        raise Unfit(SIGNED)
    return Mended(parts, rules, checks)


def _with_formulas(
    content: bytes,
    title: str,
    formulas: Mapping[int, Mapping[int, tuple[str, Value]]],
    dates: frozenset[int],
) -> bytes:
    edits = formula_edits([content], title, formulas, dates)
    pieces, end = [], 0
    for edit in sorted(edits):
        pieces += [content[end : edit.start], edit.new]
        end = edit.end
    return b"".join([*pieces, content[end:]])


def _with_names(content: bytes, names: Mapping[str, Area]) -> bytes:
    """The workbook's own part with these names, in the place of what stood under them."""
    part = pieces_of(content)
    added = [
        spelled(
            part,
            b'<definedName name="%b">%b</definedName>' % (name.encode(), encoded(area.ref)),
        )
        for name, area in sorted(names.items())
    ]
    found = next((piece for piece in part.children if piece.name == "definedNames"), None)
    if found is not None:
        text = _NAMED.sub(lambda match: b"" if _is_one_of(match, names) else match[0],
                          part.text(found))  # fmt: skip
        if text.rstrip().endswith(b"/>"):
            text = spelled(part, b"<definedNames></definedNames>")
        at = text.rindex(b"</")
        text = text[:at] + b"".join(added) + text[at:]
        return part.content[: found.start] + text + part.content[found.end :]
    behind = [piece for piece in part.children if piece.name in _BEFORE_NAMES][-1]
    new = spelled(part, b"<definedNames>") + b"".join(added) + b"</definedNames>"
    return part.content[: behind.end] + new + part.content[behind.end :]


def _is_one_of(match: re.Match[bytes], names: Iterable[str]) -> bool:
    said = re.search(rb'\sname="([^"]*)"', match[2])
    scoped = re.search(rb"\slocalSheetId=", match[2])
    return said is not None and scoped is None and said[1].decode().casefold() in names
