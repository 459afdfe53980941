"""``retrosheet schedule``: the chart in the terminal, the sentences under it, and the JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

FRENCH = """\
Soirée portes ouvertes
J = samedi 20 mars 2027 · 7 tâches, du 15/02/2027 au 24/03/2027

                                              15/02       01/03        15/03
Tâche                                   Dû le ┬───────────┬────────────┬───J────
PRÉPARATION                                                                │
PRE1 Rédiger le brief de la soirée      16/02 ▐▌                           │
PRE2 Dessiner l’affiche                 05/03  ▐████████████···            │
PRE3 Imprimer l’affiche et les cartons… 17/03                  ▒▒▒▒▒▒▒▒▒▒▒ │
PRE4 Choisir le traiteur                26/02 ━━━━━━━····                  │
SOIRÉE                                                                     │
EVE1 Installer l’atelier                19/03                            ▐█▌
EVE2 Ouvrir les portes                  19/03                              ◆
EVE3 Remercier les invités              24/03                              │ ━━━

██ critique  ━━ tâche  ▒ attente  · marge  ◆ jalon  │ jour J

! Jour J : samedi 20 mars 2027 tombe un week-end ; ce qui demande un jour
  travaillé se place avant, le vendredi 19 mars 2027.
Chemin critique : PRE1 → PRE2 → PRE3 → EVE1 → EVE2.
Faisable : le travail commence le lundi 15 février 2027, dans 10 jours ouvrés ;
  J tient, avec 11 jours ouvrés de marge.
Première échéance : mardi 16 février 2027 (J-32), « Rédiger le brief de la
  soirée », Chef de projet.
"""

ENGLISH = """\
Spring evening
Launch day D = Friday 19 March 2027 · 8 tasks, 15 Feb 2027 to 24 Mar 2027

                                              15 Feb      1 Mar        15 Mar
Task                                      Due ┬────────┆──┬────────────┬───D────
PREPARATION                                            ┆                   │
PRE1 Write the brief of the evening    16 Feb ▐▌       ┆                   │
PRE2 Design the poster                  5 Mar  ▐████████████···            │
PRE3 Print the poster and the invitat… 17 Mar          ┆       ▒▒▒▒▒▒▒▒▒▒▒ │
PRE4 Choose the caterer                26 Feb ━━━━━━━····                  │
PRE5 Invite the press                  17 Feb ╺━╸      ┆                   │
EVENING                                                ┆                   │
EVE1 Set up the workshop               19 Mar          ┆                 ▐█▌
EVE2 Open the doors                    19 Mar          ┆                   ◆
EVE3 Thank the guests                  24 Mar          ┆                   │ ━━━

██ critical  ━━ task  ▒ wait  · margin  ◆ milestone  │ launch day  ┆ today

Critical path: PRE1 → PRE2 → PRE3 → EVE1 → EVE2.
! Too late: work should have begun 8 working days ago, on Monday 15 February
  2027. For launch to hold, shorten PRE2 “Design the poster” by 4 days, or move
  it to Thursday 25 March 2027.
First due: Tuesday 16 February 2027 (D-31), “Write the brief of the evening”,
  Ada Lovelace (Project lead).
"""


def test_french_chart(run: Callable[..., Answer], evening: Path) -> None:
    """The whole answer at 80 columns: a launch on a Saturday, with time to spare."""
    line = ("schedule", evening.name, "--launch=2027-03-20", "--lang=fr", "--country=none")
    assert run(*line, "--today=2027-02-01") == (0, FRENCH, "")


def test_english_chart(run: Callable[..., Answer], evening: Path) -> None:
    """The whole answer at 80 columns: today stands in the chart, and there is no time left."""
    answer = run(
        "schedule",
        evening.name,
        "--launch=2027-03-19",
        "--lang=en",
        "--today=2027-02-25",
        "--with=press",
        "--name=Spring evening",
        "--owner=lead=Ada Lovelace",
    )
    assert answer == (0, ENGLISH, "")


def test_json_keeps_the_contract(run: Callable[..., Answer], evening: Path) -> None:
    """One document on stdout; names, types and units as the contract has them."""
    line = ("schedule", evening.name, "--launch=2027-03-19", "--lang=fr", "--country=none")
    answer = run(*line, "--today=2027-02-01", "--json")
    assert (answer.code, answer.err) == (0, "")
    document: dict[str, Any] = json.loads(answer.out)
    tasks = {task["id"]: task for task in document["tasks"]}
    assert document["archetype"] == "evening"
    assert document["title"] == "Soirée portes ouvertes"
    assert document["launch"] == "2027-03-19"
    assert document["lang"] == "fr"
    assert (document["start"], document["end"]) == ("2027-02-15", "2027-03-24")
    assert (document["feasible"], document["missing_working_days"]) == (True, 0)
    assert list(tasks) == ["PRE1", "PRE2", "PRE3", "PRE4", "EVE1", "EVE2", "EVE3"]
    assert tasks["PRE2"] == {
        "id": "PRE2",
        "phase": "Préparation",
        "title": "Dessiner l’affiche",
        "owner": "Chef de projet",
        "kind": "task",
        "duration": 10,
        "start": "2027-02-17",
        "due": "2027-03-05",
        "offset": -14,
        "float": tasks["PRE1"]["float"],
        "critical": True,
        "needs": ["PRE1"],
        "parent": None,
        "split": False,
        "wbs": "1.2",
    }
    assert tasks["PRE1"]["kind"] == "meeting"
    assert (tasks["EVE2"]["kind"], tasks["EVE2"]["duration"]) == ("milestone", 0)
    assert tasks["EVE1"]["needs"] == ["PRE3", "PRE4"]
    assert tasks["PRE3"]["duration"] == 8, "twelve calendar days are eight working days here"


def test_json_says_what_is_missing(run: Callable[..., Answer], evening: Path) -> None:
    """Whether launch holds, and by how many working days it does not."""
    line = ("schedule", evening.name, "--launch=2027-03-19", "--today=2027-02-25", "--json")
    document = json.loads(run(*line).out)
    assert (document["feasible"], document["missing_working_days"]) == (False, 8)


def test_blocks_and_people_reach_the_plan(run: Callable[..., Answer], evening: Path) -> None:
    """A role is named by its id or by its title in either language."""
    line = ("schedule", evening.name, "--launch=2027-03-19", "--json", "--with=press")
    answer = run(*line, "--owner=Imprimeur=Ets Moreau", "--owner=lead=Ada")
    tasks = {task["id"]: task for task in json.loads(answer.out)["tasks"]}
    assert tasks["PRE5"]["owner"] == "Ada"
    assert tasks["PRE3"]["owner"] == "Ets Moreau"


def test_days_off_move_the_dates(run: Callable[..., Answer], evening: Path) -> None:
    """Holidays of a country, a weekend of one day and closures all count."""
    line = ("schedule", evening.name, "--launch=2027-05-28", "--json", "--lang=fr")

    def start(*options: str) -> str:
        found = json.loads(run(*line, *options).out)["start"]
        assert isinstance(found, str)
        return found

    usual = start("--country=none")
    assert start("--country=FR") < usual, "Ascension Day and Whit Monday are off"
    assert start("--country=none", "--weekend=0000001") > usual, "Saturdays are worked"
    assert start("--country=none", "--closed=2027-05-03..2027-05-07") < usual
    assert start("--country=none", "--closed=2027-05-07") < usual


REMARKS = {
    "launch on a public holiday": (
        ("--launch=2027-03-29", "--lang=fr", "--today=2027-02-01"),
        "! Jour J : lundi 29 mars 2027 est férié",
    ),
    "launch in a closure": (
        ("--launch=2027-03-19", "--closed=2027-03-18..2027-03-20", "--today=2027-02-01"),
        "! Launch day: Friday 19 March 2027 falls into a closure;",
    ),
    "launch has passed": (
        ("--launch=2027-03-19", "--today=2027-03-20"),
        "! Too late: launch day, Friday 19 March 2027, has passed already;",
    ),
    "work begins today": (
        ("--launch=2027-03-19", "--today=2027-02-15"),
        "on Monday 15 February 2027; launch holds, with\n  1 working day to spare.",
    ),
    "a start is imposed": (
        ("--launch=2027-03-19", "--today=2027-01-15", "--start=2027-02-19"),
        "! Tight: work would have to begin 4 working days before 19 Feb 2027, on Monday",
    ),
    "a start lies too late for launch": (
        ("--launch=2027-03-19", "--today=2027-01-15", "--start=2027-02-22"),
        "! Too late: work would have to begin 5 working days before 22 Feb 2027,",
    ),
}


def test_the_days_that_a_campaign_closes_every_year_can_be_worked(
    run: Callable[..., Answer],
) -> None:
    """Nobody is planned between Christmas and New Year, unless somebody says ``none``."""

    def days(*options: str) -> set[str]:
        line = ("schedule", "event", "--launch=2027-06-10", "--today=2026-11-28", "--json")
        tasks = json.loads(run(*line, *options).out)["tasks"]
        return {day for task in tasks for day in (task["start"], task["due"])}

    at_rest = {f"2026-12-{day}" for day in range(24, 32)}
    assert not days() & at_rest
    assert days("--closed=none") & at_rest
    assert days("--closed=none", "--closed=2026-12-24..2026-12-31") & at_rest == set()


@pytest.mark.parametrize("case", REMARKS)
def test_remarks(run: Callable[..., Answer], evening: Path, case: str) -> None:
    """What is odd about the dates, or about the time that is left, is said in a sentence."""
    options, said = REMARKS[case]
    answer = run("schedule", evening.name, *options)
    assert answer.code == 0
    assert said in answer.out


def test_launch_holds_by_its_slack(run: Callable[..., Answer], evening: Path) -> None:
    """Late for the J-offsets, but not for launch: the days of slack that this takes are said."""
    text = evening.read_text("utf-8").replace("        duration: 2w\n", "        due: J-40\n")
    evening.write_text(text, "utf-8")
    answer = run("schedule", evening.name, "--launch=2027-04-30", "--today=2027-03-17")
    said = answer.out.replace("\n  ", " ")
    assert "! Tight: work should have begun 2 working days ago," in said
    assert "Launch still holds, by using 2 working days of slack (" in said


def test_fixed_dates_in_conflict(run: Callable[..., Answer], evening: Path) -> None:
    """A date too late for what follows is named, with the latest that would do."""
    text = evening.read_text("utf-8").replace("wait: 12cd", "wait: 12cd\n        fixed: 03-18")
    evening.write_text(text, "utf-8")
    answer = run("schedule", evening.name, "--launch=2027-03-19", "--today=2027-02-01")
    said = answer.out.replace("\n  ", " ")
    assert "! Conflict: PRE3 “Print the poster" in said
    assert "is fixed on 18 Mar 2027, too late for what follows (17 Mar 2027 at the latest)." in said


def test_the_launch_that_is_proposed_holds(run: Callable[..., Answer], evening: Path) -> None:
    """Whoever moves launch to the day that a refusal of time names, is in time."""
    for day in range(22, 29):
        today = f"--today=2027-02-{day}"
        first = run("schedule", evening.name, "--launch=2027-03-19", today, "--lang=fr").out
        *_, later = first.replace("\n  ", " ").partition("J au ")
        number, month = later.split()[1:3]
        launch = f"2027-{'03' if month == 'mars' else '04'}-{number.removesuffix('er'):0>2}"
        again = run("schedule", evening.name, f"--launch={launch}", today, "--json")
        assert json.loads(again.out)["slack_working_days"] >= 0
