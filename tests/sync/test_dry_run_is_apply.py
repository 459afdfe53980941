"""The plan of changes is what happens: cell for cell, in hundreds of workbooks edited at random.

The edits and the comparison are made on the XML, with nothing of the project in between.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from retrosheet import layout
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.layout.frame import Frame
from retrosheet.schedule import compute
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import Changes, plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.refs import column_letters
from retrosheet.xlsx.patch import patched
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.write import render
from tests.schedule.case_files import campaign_of
from tests.sync.test_assess import PLAN
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.tables import Value

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPED = {
    "status": ("Done", "FAIT ✔", "in progress", "Blocked", "nearly", "Awaiting approval", "x", ""),
    "progress": ("0.5", "50 %", "1", "half", ""),
    "imposed": ("46458", "12/03/2027", "mid-March", ""),
    "actual_end": ("46450", "8 March 2027", ""),
    "duration": ("2", "five", "0"),
    "margin": ("1", "2 d"),
    "title": ("Another", ""),
    "id": ("", "PROOF", "XX"),
}
_NOBODY = Fingerprint(0, 0, 0, 0)


@pytest.fixture(scope="module")
def made() -> tuple[bytes, Frame]:
    campaign = campaign_of(PLAN)
    schedule = compute(campaign)
    today = dt.date(2027, 3, 1)
    content = render(layout.build(campaign, schedule, today))
    return content, Frame(campaign, schedule, today)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def typed(xml: str, cell: str, text: str) -> str:
    """The sheet with a text or number typed into a cell that is there."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        kind, inner = "", f"<v>{text}</v>"
    else:
        kind, inner = ' t="inlineStr"', f"<is><t>{text}</t></is>"
    if not text:
        kind, inner = "", ""
    pattern = rf'<c r="{cell}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
    new, count = re.subn(pattern, rf'<c r="{cell}"\g<1>{kind}>{inner}</c>', xml, count=1)
    assert count, cell
    return new


def shown(parts: Mapping[str, bytes], name: str, texts: list[str]) -> dict[str, object]:
    """What each cell of a tab shows, by reference."""
    found: dict[str, object] = {}
    for cell in ET.fromstring(parts[name]).iter(f"{_NS}c"):
        value = cell.findtext(f"{_NS}v")
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            found[cell.attrib["r"]] = "".join(t.text or "" for t in cell.iter(f"{_NS}t"))
        elif kind == "s":
            found[cell.attrib["r"]] = texts[int(value or 0)]
        elif kind == "str" or value is None:
            found[cell.attrib["r"]] = value or ""
        else:
            found[cell.attrib["r"]] = float(value)
    return found


def planned(content: bytes, today: dt.date) -> Changes:
    tables = read_book(io.BytesIO(content), NAMES, _NOBODY).tables
    snapshot = read_snapshot(tables)
    return plan_changes(tables, snapshot, assess(snapshot, today))


def differences(before: bytes, after: bytes, titles: list[str]) -> dict[str, tuple[object, object]]:
    old, new = members(before), members(after)
    assert list(old) == list(new)
    texts = [
        "".join(t.text or "" for t in entry.iter(f"{_NS}t"))
        for entry in ET.fromstring(old["xl/sharedStrings.xml"])
    ]
    found: dict[str, tuple[object, object]] = {}
    for number, title in enumerate(titles, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        one, two = shown(old, name, texts), shown(new, name, texts)
        for cell in {*one, *two}:
            if one.get(cell, "") != two.get(cell, ""):
                found[f"{title}!{cell}"] = one.get(cell, ""), two.get(cell, "")
    tabs = {f"xl/worksheets/sheet{number}.xml" for number in range(1, len(titles) + 1)}
    assert all(old[name] == new[name] for name in old if name not in tabs)
    return found


def plain(value: Value) -> object:
    return "" if value is None else value


@pytest.mark.parametrize("part", range(tries(1, 20)))
def test_the_list_of_changes_is_what_happens(made: tuple[bytes, Frame], part: int) -> None:
    """Each part is 25 workbooks, at another day, synced before or not; then nothing is left to do.

    One part; twenty in a thorough run.
    """
    content, frame = made
    titles = [sheet.title for sheet in layout.build(frame.campaign, frame.schedule,
                                                    frame.today).sheets]  # fmt: skip
    plan_tab = f"xl/worksheets/sheet{titles.index(frame.titles['plan']) + 1}.xml"
    for number in range(25 * part, 25 * part + 25):
        rng = random.Random(number)
        edited = content
        if rng.random() < 0.6:
            day = dt.date(2027, 2, 1) + dt.timedelta(days=rng.randrange(40))
            edited = patched(edited, planned(edited, day).writing)
        parts = members(edited)
        xml = parts[plan_tab].decode()
        for _ in range(rng.randrange(6)):
            key = rng.choice(list(_TYPED))
            row = frame.plan.first_row + rng.randrange(frame.task_count)
            letters = column_letters(frame.plan.column(key))
            xml = typed(xml, f"{letters}{row + 1}", rng.choice(_TYPED[key]))
        edited = zipped({**parts, plan_tab: xml.encode()})
        day = dt.date(2027, 2, 20) + dt.timedelta(days=rng.randrange(60))
        changes = planned(edited, day)
        after = patched(edited, changes.writing)
        said = {c.where: (plain(c.before), plain(c.after)) for c in changes.cells}
        real = differences(edited, after, titles)
        assert {where: pair for where, pair in said.items() if pair[0] != pair[1]} == real, number
        assert planned(after, day).cells == (), number


def test_a_tab_that_somebody_emptied_is_written_anew(made: tuple[bytes, Frame]) -> None:
    """Every cell of it is in the list of changes, as before the first sync."""
    content, frame = made
    tables = dict(read_book(io.BytesIO(content), NAMES, _NOBODY).tables)
    for name in ("rs_sync_summary", "rs_sync", "rs_sync_log", "rs_sync_read", "rs_moves"):
        tables[name] = tables[name]._replace(rows=())
    snapshot = read_snapshot(tables)
    changes = plan_changes(tables, snapshot, assess(snapshot, frame.today))
    listed = {change.place[1:] for change in changes.cells if change.place.title == "_sync"}
    assert listed == {
        (row, column)
        for row, values in enumerate(changes.writing.rows)
        for column, value in enumerate(values)
        if value not in (None, "")
    }
