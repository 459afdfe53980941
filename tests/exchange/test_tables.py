"""Asana, Notion, Trello, monday and plain CSV: each by the rules that its maker documents."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings

from retrosheet.exchange.targets import exported
from retrosheet.language import LANGS, Lang
from retrosheet.standing.model import Standing
from retrosheet.workbook.model import Workbook
from retrosheet.xlsx.write import render
from tests.exchange.plans import PLANS, standings
from tests.exchange.rows import rows_of
from tests.standing.told import standing

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def table(target: str, found: Standing, lang: Lang = "fr") -> list[dict[str, str]]:
    """The rows of a target's CSV by their heads; no file but plain CSV has a byte order mark."""
    files = exported(target, found, lang).files
    content = next(file.content for file in files if file.name.endswith(".csv"))
    assert isinstance(content, bytes)
    assert not content.startswith(b"\xef\xbb\xbf")
    head, *rows = rows_of(content)
    assert all(len(row) == len(head) for row in rows)
    assert not CONTROL.search(content.decode())
    return [dict(zip(head, row, strict=True)) for row in rows]


# Asana


@settings(max_examples=PLANS)
@given(standings())
def test_asana_takes_every_plan(found: Standing) -> None:
    """Its importer's rules: names that are keys come once and before those who name them."""
    rows = table("asana", found)
    assert len(rows) == len(found.items)
    assert list(rows[0])[:4] == ["Name", "Description", "Section", "Assignee"]
    seen: set[str] = set()
    for row in rows:
        name = row["Name"]
        assert name
        assert name.casefold() not in {other.casefold() for other in seen}
        assert "\n" not in name + row["Section"]
        for before in filter(None, row["Dependencies"].split(",")):
            assert before in seen
        seen.add(name)
        for day in (row["Start Date"], row["Due Date"]):
            if day:
                assert re.fullmatch(r"(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/20\d\d", day)
        assert row["Type"] in ("", "milestone")
        assert " " not in row["Assignee"] + row["Collaborators"]
        assert not row["Assignee"] or re.fullmatch(r"[^@\s,]+@[^@\s,]+", row["Assignee"])


def test_asana_says_once_what_it_cannot_carry() -> None:
    """A comma in a name, with how many, and every dependency still arrives."""
    found = standing()
    remarks = exported("asana", found, "fr").remarks
    (comma,) = (remark for remark in remarks if "virgule" in remark)
    assert comma.startswith("Asana ne prend pas de virgule dans le nom d’une tâche dont d’autres ")
    assert comma.endswith(" dépendent : remplacé dans 1 texte.")
    assert any("adresse e-mail" in remark for remark in remarks)
    rows = table("asana", found)
    links = sum(len(row["Dependencies"].split(",")) for row in rows if row["Dependencies"])
    assert links == sum(len(item.needs) for item in found.items)


def test_asana_gives_a_member_the_task() -> None:
    """The first address is the assignee, the others collaborate."""
    found = standing()
    first = replace(found.items[0], owner="a@b.fr, c@d.fr", owners=("a@b.fr", "c@d.fr"))
    rows = table("asana", replace(found, items=(first, *found.items[1:])))
    assert (rows[0]["Assignee"], rows[0]["Collaborators"]) == ("a@b.fr", "c@d.fr")


# Notion


@settings(max_examples=PLANS)
@given(standings())
def test_notion_takes_every_plan(found: Standing) -> None:
    """The first column is the title; dates are ISO; what becomes a tag has no comma."""
    rows = table("notion", found, "en")
    assert next(iter(rows[0])) == "Name"
    assert [row["ID"] for row in rows] == [
        item.id for _, items in found.in_phases() for item in items
    ]
    for row, item in zip(rows, (i for _, items in found.in_phases() for i in items), strict=True):
        assert row["Name"].strip()
        assert "\n" not in row["Name"]
        if item.cancelled:
            assert (row["Start"], row["Due"]) == ("", "")
        else:
            assert dt.date.fromisoformat(row["Start"]) == item.start
            assert dt.date.fromisoformat(row["Due"]) == item.due
        assert "," not in row["Phase"] + row["Type"] + row["Channel"] + row["Status"]
        assert 0 <= float(row["Progress"] or 0) <= 1


# Trello


@settings(max_examples=PLANS)
@given(standings())
def test_trello_makes_one_card_of_each_line(found: Standing) -> None:
    """What is pasted has a line a card, in the order of the list, and none is empty or too long."""
    files = exported("trello", found, "fr").files
    texts = [file for file in files if file.name.endswith(".txt")]
    cards = table("trello", found)
    pasted = []
    for file in texts:
        assert isinstance(file.content, bytes)
        text = file.content.decode()
        assert text.endswith("\n")
        pasted += text.split("\n")[:-1]
    assert pasted == [card["Card Name"] for card in cards]
    assert len(pasted) == len(found.items)
    assert all(line.strip() and len(line) <= 16_384 for line in pasted)
    assert len({file.name for file in files}) == len(files)
    assert all(re.fullmatch(r"[\w-]+\.(txt|csv)", file.name) for file in files)
    for card in cards:
        dt.datetime.fromisoformat(card["Due Date"])
        assert card["Due Complete"] in ("TRUE", "FALSE")
        assert card["List Name"]


# monday


@settings(max_examples=PLANS)
@given(standings())
def test_monday_opens_a_flat_sheet(found: Standing) -> None:
    """One sheet, heads in the first row, real dates, and no cell that calculates."""
    (file,) = exported("monday", found, "en").files
    assert isinstance(file.content, Workbook)
    book = openpyxl.load_workbook(BytesIO(render(file.content)))
    assert len(book.worksheets) == 1
    head, *rows = book.worksheets[0].iter_rows()
    assert [cell.value for cell in head][:4] == ["Name", "Group", "Owner", "Status"]
    assert len(rows) == len(found.items)
    for row in rows:
        assert row[0].value
        assert len(str(row[0].value)) <= 255
        assert isinstance(row[5].value, dt.datetime) or row[3].value == "Cancelled"
        assert not any(cell.data_type == "f" for cell in row)


# a spreadsheet


@settings(max_examples=PLANS)
@given(standings())
def test_a_spreadsheet_opens_the_csv_and_calculates_nothing(found: Standing) -> None:
    """Semicolons and a byte order mark in French; no cell begins like a formula."""
    for lang in LANGS:
        (file,) = exported("csv", found, lang).files
        assert isinstance(file.content, bytes)
        assert file.content.startswith(b"\xef\xbb\xbf")
        head, *rows = rows_of(file.content[3:], ";" if lang == "fr" else ",")
        assert len(rows) == len(found.items)
        for row in rows:
            assert len(row) == len(head)
            assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in row)


def test_a_spreadsheets_dates_are_dates() -> None:
    """ISO dates, offsets and lengths as people read them."""
    (file,) = exported("csv", standing(), "fr").files
    assert isinstance(file.content, bytes)
    head, first, *_ = rows_of(file.content[3:], ";")
    row = dict(zip(head, first, strict=True))
    assert row["Échéance"] == "2026-12-01"
    assert row["J±"] == "J-104"
    assert row["Durée"] == "1 j"


@pytest.mark.parametrize("target", ["asana", "notion", "trello", "csv", "json", "mermaid"])
def test_the_same_plan_gives_the_same_bytes(target: str) -> None:
    """In each format, so that files can be compared."""
    assert exported(target, standing(), "fr") == exported(target, standing(), "fr")
