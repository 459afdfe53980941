"""``retrosheet new --google``: the sheet, what is said about it, and what is refused."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.contract.places import TINY
from tests.google.conftest import google
from tests.google.fake.google import OWNER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer
    from tests.google.fake.google import FakeGoogle

__all__ = ["google"]

GOOD = ("new", "evening.yaml", "--launch=2027-03-20", "--today=2027-02-01", "--country=none")
GOOGLE = (*GOOD, "--google")

CONCERT = ("new", "concert.yaml", *GOOD[2:], "--spare=0", "--google")

SAID = """\
Feuille Google créée : https://docs.google.com/spreadsheets/d/{id}/edit

! Jour J : samedi 20 mars 2027 tombe un week-end ; ce qui demande un jour
  travaillé se place avant, le vendredi 19 mars 2027.
Faisable : le travail commence le lundi 15 février 2027, dans 10 jours ouvrés ;
  J tient, avec 11 jours ouvrés de marge.
Première échéance : mardi 16 février 2027 (J-32), « Rédiger le brief de la
  soirée », Ada (Chef de projet).
Chemin critique : Préparation → Soirée (5 tâches, 24 jours ouvrés).

Ouvrez le lien. Changez J dans les réglages, une durée ou un statut dans le
plan : dates, barres et alertes suivent. La feuille peut aussi écrire chaque
matin à chacun ce qui est en retard, par un script à coller :
docs/apps-script.md. Pour savoir ce qui est en retard et le marquer dans la
feuille :
  retrosheet sync https://docs.google.com/spreadsheets/d/{id}/edit
"""


@pytest.fixture
def person(google: FakeGoogle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeGoogle:
    """Google as a person meets it who has signed in with their own account."""
    monkeypatch.setenv("RETROSHEET_CREDENTIALS", str(google.user_file(tmp_path)))
    return google


@pytest.fixture
def concert(tmp_path: Path) -> Path:
    """A file ``concert.yaml`` in the current folder, of one task: its sheet is quickly drawn."""
    path = tmp_path / "concert.yaml"
    path.write_text(TINY, "utf-8")
    return path


def test_what_is_said(run: Callable[..., Answer], evening: Path, person: FakeGoogle) -> None:
    """The link, what is odd, who owes what first, what drives launch, and what to run next."""
    assert evening.exists()
    answer = run(*GOOGLE, "--lang=fr", "--owner=lead=Ada")
    (made,) = person.spreadsheets
    assert answer == (0, SAID.format(id=made.id), "")
    assert made.properties["title"] == "Soirée portes ouvertes"
    assert made.properties["locale"] == "fr_FR"
    assert made.properties["timeZone"] == "Europe/Paris"
    assert [path.name for path in evening.parent.iterdir() if path.suffix == ".xlsx"] == []


def test_in_english(run: Callable[..., Answer], concert: Path, person: FakeGoogle) -> None:
    """The sheet's address, its locale and time zone, and the next command for it."""
    assert concert.exists()
    answer = run(*CONCERT, "--time-zone=America/New_York")
    (made,) = person.spreadsheets
    assert answer.code == 0
    assert answer.out.startswith(
        f"Google sheet created: https://docs.google.com/spreadsheets/d/{made.id}/edit\n"
    )
    assert answer.out.endswith(
        f"\n  retrosheet sync https://docs.google.com/spreadsheets/d/{made.id}/edit\n"
    )
    assert made.properties["locale"] == "en_GB"
    assert made.properties["timeZone"] == "America/New_York"


def test_then_sync_reads_it(run: Callable[..., Answer], concert: Path, person: FakeGoogle) -> None:
    """The line that it tells to run next does run."""
    assert concert.exists()
    line = run(*CONCERT).out.splitlines()[-1].split()
    assert line[:2] == ["retrosheet", "sync"]
    assert run(*line[1:], "--today=2027-02-02").code == 0
    assert len(person.spreadsheets) == 1


def test_shared(run: Callable[..., Answer], concert: Path, person: FakeGoogle) -> None:
    """Each person gets the right that was asked for, and Google's invitation is announced."""
    assert concert.exists()
    answer = run(*CONCERT, "--share=ada@exemple.fr", "--share=bo@exemple.fr:viewer",
                 "--share=cy@exemple.fr:commenter")  # fmt: skip
    assert answer.code == 0, answer.err
    (made,) = person.spreadsheets
    assert made.roles == {
        OWNER: "owner",
        "ada@exemple.fr": "writer",
        "bo@exemple.fr": "reader",
        "cy@exemple.fr": "commenter",
    }
    said = " ".join(answer.out.split())
    assert "Google has invited ada@exemple.fr, bo@exemple.fr and cy@exemple.fr." in said


def test_sharing_that_is_refused(
    run: Callable[..., Answer], concert: Path, person: FakeGoogle
) -> None:
    """The sheet is made all the same: its link is said, and the line that shares that very one."""
    assert concert.exists()
    person.fault(path="/permissions", nth=2, status=403)
    answer = run(*CONCERT, "--share=ada@exemple.fr", "--share=bo@exemple.fr:viewer")
    (made,) = person.spreadsheets
    assert (answer.code, answer.out) == (3, "")
    assert f"spreadsheets/d/{made.id}/edit), but not shared with bo@exemple.fr" in answer.err
    assert "ada@exemple.fr" in made.roles
    line = answer.err.partition("a second one: ")[2]
    again = run(*shlex.split(line)[1:])
    assert again.code == 0, again.err
    assert len(person.spreadsheets) == 1
    assert made.roles["bo@exemple.fr"] == "reader"


def test_a_service_account_fills_a_blank_sheet(
    run: Callable[..., Answer], concert: Path, google: FakeGoogle
) -> None:
    """It cannot create one: it is told how, and that way works."""
    assert concert.exists()
    answer = run(*CONCERT, "--lang=fr")
    assert (answer.code, answer.out) == (3, "")
    assert "https://sheets.new" in answer.err
    assert "retro@retro-test.iam.gserviceaccount.com" in answer.err
    assert "--into" in answer.err
    blank = google.blank("Soirée 2027", "fr_FR")
    link = f"https://docs.google.com/spreadsheets/d/{blank}/edit#gid=0"
    answer = run(*CONCERT, "--lang=fr", f"--into={link}")
    assert answer.code == 0, answer.err
    assert (
        f"Feuille Google créée : https://docs.google.com/spreadsheets/d/{blank}/edit" in answer.out
    )
    assert google.spreadsheet(blank).tab("_sync").properties["hidden"]


def test_the_line_that_finishes_a_half_made_sheet(
    run: Callable[..., Answer], concert: Path, person: FakeGoogle
) -> None:
    """What the message says to run is run as it stands, with all that the first line asked for."""
    assert concert.exists()
    person.fault(path=":batchUpdate", nth=1, status=403, times=9)
    answer = run(*CONCERT, "--name=Le {bal} d’Ada", "--share=bo@exemple.fr:viewer")
    (made,) = person.spreadsheets
    assert (answer.code, answer.out) == (3, "")
    person.faults.waiting.clear()
    line = answer.err[answer.err.index("retrosheet new") :].strip()
    assert "--share bo@exemple.fr:viewer" in line
    finished = run(*shlex.split(line)[1:])
    assert finished.code == 0, finished.err
    assert len(person.spreadsheets) == 1
    assert made.properties["title"] == "Le {bal} d’Ada"
    assert made.roles["bo@exemple.fr"] == "reader"
    assert list(made.errors()) == []


def test_all_that_is_wrong_at_once(
    run: Callable[..., Answer], evening: Path, google: FakeGoogle
) -> None:
    """Seven wrong options are seven lines, before Google is asked anything."""
    assert evening.exists()
    answer = run(
        *GOOGLE, "-o", "plan.xlsx", "--into=https://example.com/x", "--folder=nowhere!",
        "--share=ada", "--share=bo@exemple.fr:boss", "--time-zone=Paris",
    )  # fmt: skip
    assert (answer.code, answer.out) == (2, "")
    said = answer.err.splitlines()
    assert said[0] == "Error: 7 problems:"
    for start, line in zip(
        ("--google: ", '"https://example.com/x" is not', '--folder: "nowhere!"',
         "--into and --folder", '--time-zone: "Paris"',
         '--share: "ada"', '--share: "bo@exemple.fr:boss"'),
        said[1:], strict=True,
    ):  # fmt: skip
        assert line.startswith(f"  {start}"), line
    assert google.calls == []


@pytest.mark.parametrize(
    "words",
    [
        ("--into=1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms",),
        ("--share=ada@exemple.fr",),
        ("--folder=1BxiMVs0XRA5nFMdKvBdBZjgmUUq",),
        ("--time-zone=Europe/Paris",),
    ],
)
def test_only_with_google(
    run: Callable[..., Answer], evening: Path, words: tuple[str, ...]
) -> None:
    """Without --google no file is written for a line that meant a sheet."""
    answer = run(*GOOD, *words, "--lang=fr")
    assert (answer.code, answer.out) == (2, "")
    option = words[0].partition("=")[0]
    assert answer.err.startswith(f"Erreur : {option} : seulement avec --google")
    assert not list(evening.parent.glob("*.xlsx"))
