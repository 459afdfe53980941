"""One small campaign type, and the command line as a person at a pipe sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from retrosheet.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENING = """\
format: 1
title: { fr: "Soirée portes ouvertes", en: "Open evening" }
summary:
  fr: "Une soirée pour faire visiter l’atelier : affiche, traiteur et, au choix, presse."
  en: "An evening to show the workshop: poster, caterer and, if you want it, press."
roles:
  lead: { fr: "Chef de projet", en: "Project lead" }
  printer: { fr: "Imprimeur", en: "Printer" }
blocks:
  press:
    title: { fr: "Relations presse", en: "Press relations" }
    default: false
phases:
  - id: preparation
    title: { fr: "Préparation", en: "Preparation" }
    tasks:
      - id: PRE1
        title: { fr: "Rédiger le brief de la soirée", en: "Write the brief of the evening" }
        owner: lead
        kind: meeting
      - id: PRE2
        title: { fr: "Dessiner l’affiche", en: "Design the poster" }
        owner: lead
        duration: 2w
        needs: [PRE1]
        margin: 3d
      - id: PRE3
        title:
          fr: "Imprimer l’affiche et les cartons d’invitation pour tous les invités"
          en: "Print the poster and the invitation cards for all the guests"
        owner: printer
        wait: 12cd
        needs: [PRE2]
      - id: PRE4
        title: { fr: "Choisir le traiteur", en: "Choose the caterer" }
        owner: lead
        duration: 6d
        due: J-20
        margin: 4d
      - id: PRE5
        title: { fr: "Inviter la presse", en: "Invite the press" }
        owner: lead
        duration: 2d
        due: J-30
        block: press
  - id: evening
    title: { fr: "Soirée", en: "Evening" }
    tasks:
      - id: EVE1
        title: { fr: "Installer l’atelier", en: "Set up the workshop" }
        owner: lead
        duration: 2d
        needs: [PRE3, PRE4]
      - id: EVE2
        title: { fr: "Ouvrir les portes", en: "Open the doors" }
        owner: lead
        kind: milestone
        due: J
        needs: [EVE1]
      - id: EVE3
        title: { fr: "Remercier les invités", en: "Thank the guests" }
        owner: lead
        duration: 3d
        needs: [EVE2]
"""


class Answer(NamedTuple):
    """What a command line gave: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine reaches a test, and what a test writes stays in its folder."""
    for name in ("RETROSHEET_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("RETROSHEET_TEMPLATES", str(tmp_path / "of-the-user"))
    monkeypatch.setenv("RETROSHEET_LOGIN", str(tmp_path / "login-of-the-user.json"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    """A file ``evening.yaml`` in the current folder: eight tasks in two phases."""
    path = tmp_path / "evening.yaml"
    path.write_text(EVENING, encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Runs one command line in this process, through a pipe, and gives what it answered."""

    def run(*words: str) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main(words)
        code = ended.value.code
        assert isinstance(code, int)
        return Answer(code, *capsys.readouterr())

    return run


_MADE: dict[tuple[str, ...], bytes] = {}


@pytest.fixture
def make(run: Callable[..., Answer], evening: Path) -> Callable[..., Path]:
    """Makes the evening's workbook ``plan.xlsx`` with options of ``new``.

    Each line is run once a test run; another test with the same one begins with a copy.
    """

    def make(*options: str) -> Path:
        path = evening.with_name("plan.xlsx")
        if options not in _MADE:
            done = run("new", evening.name, *options, "-o", path.name)
            assert done.code == 0, done.err
            _MADE[options] = path.read_bytes()
        path.write_bytes(_MADE[options])
        return path

    return make
