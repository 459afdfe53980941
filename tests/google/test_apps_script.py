"""The script to paste into a sheet, run under node on the cells of a real plan."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.language import Lang
from retrosheet.owners import BETWEEN, spelled
from tests.google.drawn import campaign as of_library

PROJECT = Path(__file__).parent.parent.parent
MONDAY, SATURDAY = 1, 6
ME = "me@example.com"
NAMES = ("rs_plan", "rs_team", "rs_weekend")


def script() -> str:
    """The one block of code in the document, as a person copies it."""
    text = (PROJECT / "docs" / "apps-script.md").read_text("utf-8")
    (block,) = re.findall(r"```js\n(.*?)```", text, re.DOTALL)
    return str(block)


def ran(*call: str, spell: tuple[str, ...] = (), **sheet: Any) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail("CI must run the script to paste, but node is missing", pytrace=False)
        pytest.skip("APPS SCRIPT NOT TESTED: node is missing")
    what = {"names": {}, "locale": "fr_FR", "quota": 100, "today": MONDAY, **sheet}
    done = subprocess.run(
        [node, str(Path(__file__).with_name("apps_script.js"))],
        input=json.dumps({"script": script(), "call": call, "spell": spell, **what}),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def shown(value: object) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


@cache
def cells(lang: Lang) -> dict[str, list[list[str]]]:
    """What stands under the names that the script reads, in a plan that began months ago."""
    book = of_library("event", lang)
    found = {}
    for name in NAMES:
        area = next(item.area for item in book.names if item.name == name)
        (sheet,) = (sheet for sheet in book.sheets if sheet.title == area.title)
        there = {(cell.row, cell.column): shown(cell.value) for cell in sheet.cells}
        found[name] = [
            [there.get((row, column), "") for column in range(area.first_column,
                                                              area.last_column + 1)]
            for row in range(area.first_row, area.last_row + 1)
        ]  # fmt: skip
    return found


class Plan:
    """The cells, in which a test types."""

    def __init__(self, lang: Lang = "fr") -> None:
        self.names = json.loads(json.dumps(cells(lang)))
        keys, _, *self.rows = self.names["rs_plan"]
        self.at = {key: column for column, key in enumerate(keys)}
        for row in self.rows:
            row[self.at["flag"]] = row[self.at["alert"]] = ""

    def late(self, row: int, owner: str, flag: str = "late") -> str:
        """Makes a task late, and gives its title."""
        for key, text in (("flag", flag), ("alert", "En retard · 3 j"), ("owner", owner)):
            self.rows[row][self.at[key]] = text
        return str(self.rows[row][self.at["title"]])

    def member(self, row: int, *typed: str) -> None:
        """A line of the team: role, person, address, what is shown, language."""
        self.names["rs_team"][row] = list(typed)


def test_each_owner_gets_one_mail() -> None:
    """With their own tasks only, by role or by name, in their language; others get none."""
    sheet = Plan()
    sheet.member(1, "Cheffe", "Ada", "ada@example.com", "Ada", "")
    sheet.member(2, "Imprimeur", "Bo", "bo@example.com", "Bo", "en")
    sheet.member(3, "Traiteur", "Cy", "cy@example.com", "Cy", "")
    both = sheet.late(0, "Ada et Bo")
    hers = sheet.late(1, "cheffe", "blocked")
    sheet.late(2, "Cy", "soon")
    mails = {to: (subject, text) for to, subject, text in ran(
        "mailWhatIsLate", names=sheet.names)["mails"]}  # fmt: skip
    assert set(mails) == {"ada@example.com", "bo@example.com"}
    assert mails["ada@example.com"][0] == "En retard (2) – Plan"
    assert both in mails["ada@example.com"][1]
    assert hers in mails["ada@example.com"][1]
    assert mails["bo@example.com"][0] == "Late (1) – Plan"
    assert mails["bo@example.com"][1].startswith(f"En retard · 3 j – {both}, due ")
    assert hers not in mails["bo@example.com"][1]


def test_nobody_is_left_out() -> None:
    """A task whose owner has no address comes to whoever set the script up, with that name."""
    sheet = Plan()
    title = sheet.late(0, "Zoé")
    ((to, _, text),) = ran("mailWhatIsLate", names=sheet.names)["mails"]
    assert to == ME
    assert title in text
    assert "(Zoé\u00a0: sans adresse)" in text


def test_all_is_well() -> None:
    """A plan in which nothing is late sends no mail."""
    assert ran("mailWhatIsLate", names=Plan().names)["mails"] == []


def test_columns_may_stand_in_any_order() -> None:
    """The script finds them by their keys, like sync."""
    sheet = Plan()
    sheet.member(1, "Cheffe", "Ada", "ada@example.com", "Ada", "")
    title = sheet.late(0, "Ada")
    sheet.names["rs_plan"] = [row[::-1] for row in sheet.names["rs_plan"]]
    ((to, _, text),) = ran("mailWhatIsLate", names=sheet.names)["mails"]
    assert (to, title in text) == ("ada@example.com", True)


@pytest.mark.parametrize("quota", [0, 1, 2, 3])
def test_when_the_days_mails_run_out(quota: int) -> None:
    """Who could not be told is named to whoever set it up; nothing stops halfway."""
    sheet = Plan()
    people = ("ada", "bo", "cy")
    for row, name in enumerate(people):
        sheet.member(row + 1, name, name, f"{name}@example.com", name, "")
        sheet.late(row, name)
    mails = ran("mailWhatIsLate", names=sheet.names, quota=quota)["mails"]
    told = [to for to, *_ in mails]
    assert told == {0: [], 1: [ME], 2: ["ada@example.com", ME],
                    3: [f"{name}@example.com" for name in people]}[quota]  # fmt: skip
    if told and told[-1] == ME:
        assert mails[-1][1].startswith("Limite d’envoi atteinte")
        left = [name for name in people if f"{name}@example.com" not in told]
        assert all(f"{name}@example.com" in mails[-1][2] for name in left)


@pytest.mark.parametrize(("today", "weekend", "mails"), [
    (MONDAY, "0000011", 1), (SATURDAY, "0000011", 0), (SATURDAY, "0000110", 0), (7, "0000110", 1),
    (MONDAY, "1000000", 0), (SATURDAY, "samedi et dimanche", 0),
    (SATURDAY, "Friday and Saturday", 0), (7, "vendredi et samedi", 1), (MONDAY, "lundi", 0),
    (SATURDAY, "aucun", 1),
])  # fmt: skip
def test_days_off_are_quiet(today: int, weekend: str, mails: int) -> None:
    """Those of the campaign's own weekend."""
    sheet = Plan()
    sheet.names["rs_weekend"] = [[weekend]]
    sheet.late(0, "Ada")
    assert len(ran("morning", names=sheet.names, today=today)["mails"]) == mails


@pytest.mark.parametrize(
    ("locale", "labels"),
    [("fr_FR", ["Chaque matin", "Maintenant", "Arrêter"]), ("en_GB", ["Every morning", "Now",
                                                                      "Stop"])],
)  # fmt: skip
def test_the_menu(locale: str, labels: list[str]) -> None:
    """Its entries are functions that there are, and the document names them."""
    title, *items = ran("onOpen", locale=locale)["menu"]
    assert title == "retrosheet"
    assert [label for label, _ in items] == labels
    assert all(f"function {called}()" in script() for _, called in items)
    text = (PROJECT / "docs" / "apps-script.md").read_text("utf-8")
    assert f"**{labels[0]}**" in text


def test_the_clock_is_set_once() -> None:
    """Running it twice leaves one morning run, and stopping leaves none."""
    every = {"called": "morning", "days": 1, "hour": 8}
    assert ran("everyMorning", "everyMorning")["triggers"] == [every]
    assert ran("everyMorning", "stop")["triggers"] == []


PIECES = ["a", "É", "B", " ", "\u00a0", "\u202f", *BETWEEN]
OWNERS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@settings(max_examples=5)
@given(st.lists(OWNERS, min_size=40, max_size=60))
def test_names_are_spelled_as_the_plan_spells_them(examples: list[str]) -> None:
    """The script tells people apart exactly as Python does."""
    assert ran(spell=tuple(examples))["spelled"] == [spelled(text) for text in examples]


def test_the_flags_it_mails_are_the_plans() -> None:
    """A plan in the making says them itself: what it calculates is mailed."""
    names = cells("en")
    keys = names["rs_plan"][0]
    flags = {row[keys.index("flag")] for row in names["rs_plan"][2:]}
    late = [row for row in names["rs_plan"][2:] if row[keys.index("flag")] == "late"]
    assert late, flags
    ((to, subject, _),) = ran("mailWhatIsLate", names=names, locale="en_GB")["mails"]
    assert to == ME
    assert subject.startswith("Late (")
