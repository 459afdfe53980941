"""``retrosheet archetype``: campaign types of a person's own, written and shown."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from retrosheet.archetype import library
from retrosheet.archetype.format.fields import ARCHETYPE
from retrosheet.archetype.format.shapes import Listing, Record, Table
from retrosheet.archetype.load import load
from tests.cli.test_program import HERE, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Answer

LANGS = ("fr", "en")


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a person who has no archetype yet; the current folder lies beside it."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "own"))
    return tmp_path / "own"


CREATED = {
    "fr": """\
Fichier créé : salon.yaml

Changez-le dans un éditeur de texte, puis :
  retrosheet check salon.yaml
  retrosheet schedule salon.yaml --launch DATE
""",
    "en": """\
File created: salon.yaml

Change it in a text editor, then:
  retrosheet check salon.yaml
  retrosheet schedule salon.yaml --launch DATE
""",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_file_is_right_and_makes_a_workbook(run: Callable[..., Answer], lang: str) -> None:
    """The two commands that it announces work, and so does the one after them."""
    assert run("archetype", "new", "salon", "--lang", lang) == (0, CREATED[lang], "")
    assert run("check", "salon.yaml") == (0, "", "")
    planned = run(
        "schedule", "salon.yaml", "--launch=2027-03-15", "--today=2026-11-02", "--lang=en"
    )
    assert planned.code == 0
    assert "Feasible" in planned.out
    assert "onflict" not in planned.out
    line = ("new", "salon.yaml", "--launch=2027-03-15", "-o", "plan.xlsx", "--lang", lang)
    assert run(*line).code == 0
    book = openpyxl.load_workbook("plan.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    book.close()
    once = {task.title.to("fr") for task in load("salon.yaml").tasks if task.repeat is None}
    assert len(once) == 10
    assert once <= cells


def test_the_comments_of_a_new_file_are_in_the_persons_language(run: Callable[..., Answer]) -> None:
    """Each key is explained in French or English, in lines that fit an editor."""
    for lang, words in (("fr", "l’échéance"), ("en", "calendar days before launch")):
        run("archetype", "new", lang, "--lang", lang)
        text = Path(f"{lang}.yaml").read_text("utf-8")
        assert words in text
        assert f"retrosheet check {lang}.yaml" in text
        assert all(len(line) <= 100 for line in text.splitlines())


def test_the_new_files_of_both_languages_are_one_campaign(run: Callable[..., Answer]) -> None:
    """Whatever language one begins in, the example has the same tasks, roles, money and blocks."""
    shapes: list[Any] = []
    for lang in LANGS:
        run("archetype", "new", lang, "--lang", lang)
        found = load(f"{lang}.yaml")
        tasks = [
            (task.id, task.owner, task.kind, task.duration, task.needs, task.due, task.period,
             task.margin, task.block, task.channel, task.raci, task.repeat)
            for task in found.tasks
        ]  # fmt: skip
        titled = (found.title, found.roles, found.channels, found.blocks)
        money = [(kpi.target, kpi.better) for kpi in found.kpis], [b.amount for b in found.budget]
        shapes.append((tasks, titled, money))
    assert shapes[0] == shapes[1]
    assert len(load("fr.yaml").phases) == 3


def keys_of(shape: object) -> Iterator[str]:
    """Every key that may stand somewhere in a file."""
    if isinstance(shape, Record):
        for field in shape.fields:
            yield field.key
            yield from keys_of(field.shape)
    elif isinstance(shape, Listing):
        yield from keys_of(shape.item)
    elif isinstance(shape, Table):
        yield from keys_of(shape.value)
    elif hasattr(shape, "otherwise"):
        yield from keys_of(shape.otherwise)


@pytest.mark.parametrize("lang", LANGS)
def test_a_new_file_shows_every_key(run: Callable[..., Answer], lang: str) -> None:
    """Of a task and of all the rest, ``use`` included; what cannot stand is in a comment."""
    run("archetype", "new", "salon", "--lang", lang)
    text = Path("salon.yaml").read_text("utf-8")
    wanted = {*keys_of(ARCHETYPE), "use"}
    assert {"deliverable", "better", "time_bound", "after"} <= wanted
    assert {key for key in wanted if not re.search(rf"\b{key}:", text)} == set()


@pytest.mark.parametrize(("base", "lang"), list(zip(library.names(), cycle(LANGS), strict=False)))
def test_a_file_that_starts_from_another(run: Callable[..., Answer], base: str, lang: str) -> None:
    """It is the other, but for its title, until something is changed; each hint holds."""
    assert run("archetype", "new", "ours", "--from", base, "--lang", lang).code == 0
    text = Path("ours.yaml").read_text("utf-8")
    assert f"\nextends: {base}\n" in text
    assert run("check", "ours.yaml") == (0, "", "")
    ours, theirs = load("ours.yaml"), load(library.find(base))
    assert [task.id for task in ours.tasks] == [task.id for task in theirs.tasks]
    assert (ours.roles, ours.kpis, ours.budget) == (theirs.roles, theirs.kpis, theirs.budget)
    assert ours.title.en == f"{theirs.title.en} (ours)"

    hints = re.compile(r"^#(?=\S|  )", re.MULTILINE)
    assert len(hints.findall(text)) >= 10
    Path("all.yaml").write_text(hints.sub("", text), encoding="utf-8")
    assert run("check", "all.yaml") == (0, "", "")
    changed = load("all.yaml")
    assert len(changed.tasks) == len(theirs.tasks)  # one more, and one removed
    assert {task.id for task in changed.tasks} != {task.id for task in theirs.tasks}
    assert len(changed.roles) == len(theirs.roles) + 1


def test_a_file_names_another_so_that_it_is_found_from_everywhere(
    run: Callable[..., Answer], evening: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """By its name where they are neighbours, else by the way from one to the other."""
    (tmp_path / "plans").mkdir()
    assert run("archetype", "new", "far", "--from", str(evening), "-o", "../plans").code == 0
    assert run("archetype", "new", "near", "--from", "../evening.yaml", "-o", "..").code == 0
    far, near = tmp_path / "plans" / "far.yaml", tmp_path / "near.yaml"
    assert '\nextends: "../evening.yaml"\n' in far.read_text("utf-8")
    assert "\nextends: evening\n" in near.read_text("utf-8")
    monkeypatch.chdir("/")
    assert run("check", str(far), str(near)) == (0, "", "")


def test_a_persons_own_folder(run: Callable[..., Answer], own: Path) -> None:
    """What lies there has a name in every command, and stands in for the library's."""
    answer = run("archetype", "new", "salon", "--user", "--lang=en")
    assert answer.out.startswith(f"File created: {own / 'salon.yaml'}\n\n")
    assert answer.out.endswith("  retrosheet schedule salon --launch DATE\n")
    assert run("schedule", "salon", "--launch=2027-03-15").code == 0
    words = ("archetype", "new", "product-launch", "--user", "--from=product-launch")
    assert 'stands in for "product-launch" of the library.' in run(*words, "--lang=en").out
    shown = run("archetype", "show", "product-launch", "--lang=fr").out.splitlines()
    assert shown[:2] == ["Lancement de produit (product-launch)", str(own / "product-launch.yaml")]
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("journée-portes-ouvertes", "journee-portes-ouvertes"),
        ("Journée portes ouvertes.yaml", "journee-portes-ouvertes"),
        ("Noël à l’œuvre", "noel-a-l-oeuvre"),
        ("Salon_2027", "Salon_2027"),
        ("日本", "日本"),
    ],
)
@pytest.mark.parametrize(("lang", "said"), [("fr", "sans accents"), ("en", "no accents")])
def test_accents_become_a_clean_name(
    typed: str, name: str, lang: str, said: str, run: Callable[..., Answer]
) -> None:
    """A name that is typed the same on every keyboard, found by the commands that are shown."""
    answer = run("archetype", "new", typed, f"--lang={lang}")
    assert answer.code == 0, answer.err
    assert [path.name for path in Path().iterdir()] == [f"{name}.yaml"]
    assert (said in answer.out) == (name not in typed)
    assert f"{name}.yaml" in answer.out
    assert run("check", f"{name}.yaml").code == 0


def test_nothing_is_replaced_unasked(run: Callable[..., Answer]) -> None:
    """A file that is there is kept; with --force it is backed up first, and never its own base."""
    assert run("archetype", "new", "salon.yaml").code == 0
    Path("salon.yaml").write_text("mine", encoding="utf-8")
    refused = run("archetype", "new", "salon", "--lang=en")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        'Error: "salon.yaml" exists already: add --force to replace it, or choose another name.\n'
    )
    assert Path("salon.yaml").read_text("utf-8") == "mine"
    replaced = run("archetype", "new", "salon", "--force", "--lang=fr")
    assert replaced.code == 0
    assert "\nLa version d’avant : salon.yaml.before-new.bak\n" in replaced.out
    assert Path("salon.yaml.before-new.bak").read_text("utf-8") == "mine"
    assert run("check", "salon.yaml").code == 0
    itself = run("archetype", "new", "salon", "--from=salon.yaml", "--force", "--lang=fr")
    assert itself.code == 2
    assert "ne peut pas partir de lui-même" in itself.err
    assert len(list(Path().iterdir())) == 2


@pytest.mark.parametrize(
    "name",
    ["", "..", ".salon", "-", "a/b", "a\\b", "a:b", "a*", "nul", "a\nb", "a.", " a", "x" * 99],
)
def test_a_name_that_is_no_file_name(run: Callable[..., Answer], name: str) -> None:
    """Also one that only another system refuses; nothing is written."""
    for lang, words in (("fr", "retrosheet archetype new salon-pro|fichier"), ("en", "trade-show")):
        answer = run("archetype", "new", "--lang", lang, "--", name)
        assert (answer.code, answer.out) == (2, "")
        assert re.search(words, answer.err)
    assert not list(Path().iterdir())


def test_all_that_is_wrong_is_said_at_once(run: Callable[..., Answer]) -> None:
    """Name, options and base are each refused with what would be right."""
    words = ("a/b", "--user", "-o", "plan.txt", "--from", "product-lunch", "--lang=en")
    answer = run("archetype", "new", *words)
    assert answer.code == 2
    assert answer.err.startswith("Error: 3 problems:\n")
    for said in ("NAME:", "--user and --output", 'did you mean "product-launch"'):
        assert said in answer.err


def test_where_a_new_file_may_not_lie(run: Callable[..., Answer]) -> None:
    """Not as a workbook, nor in a folder that is missing; a folder that is there takes the name."""
    assert run("archetype", "new", "salon", "-o", "plan.xlsx").code == 2
    missing = run("archetype", "new", "salon", "-o", "nowhere/salon.yaml", "--lang=en")
    assert missing.code == 3
    assert 'there is no folder "nowhere"' in missing.err
    Path("folder").mkdir()
    assert run("archetype", "new", "salon", "-o", "folder").code == 0
    assert Path("folder/salon.yaml").is_file()


def test_a_base_with_problems_is_refused_with_all_of_them(
    run: Callable[..., Answer], evening: Path
) -> None:
    """They are listed as check lists them, and no file is begun."""
    evening.write_text(evening.read_text("utf-8").replace("owner: lead", "owner: nobody"), "utf-8")
    answer = run("archetype", "new", "ours", "--from", str(evening), "--lang=en")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("evening.yaml:") == 7
    assert not list(Path().iterdir())


OUTLINE = {
    "en": """\
Open evening
../evening.yaml

An evening to show the workshop: poster, caterer and, if you want it, press.

8 tasks in the file, 7 in the plan with its repetitions, its follow-ups and the
blocks that are on; the work begins on D-34 (calendar days without public
holidays, for a launch on Monday 15 March 2027).

Optional blocks
  press  Press relations (1 task), off unless --with

Roles
  lead     Project lead
  printer  Printer

ID    TASK                                                       TIME       DUE

PREPARATION
PRE1  Write the brief of the evening                             1d
      lead
PRE2  Design the poster                                          2w
      lead · needs PRE1
PRE3  Print the poster and the invitation cards for all the gu…  wait 12cd
      printer · needs PRE2
PRE4  Choose the caterer                                         6d         D-20
      lead
PRE5  Invite the press                                           2d         D-30
      lead · block press

EVENING
EVE1  Set up the workshop                                        2d
      lead · needs PRE3, PRE4
EVE2  Open the doors                                             milestone  D
      lead · needs EVE1
EVE3  Thank the guests                                           3d
      lead · needs EVE2
""",
    "fr": """\
Soirée portes ouvertes
../evening.yaml

Une soirée pour faire visiter l’atelier : affiche, traiteur et, au choix,
presse.

8 tâches dans le fichier, 7 au plan avec ses répétitions, ses relances et les
blocs présents ; le travail commence à J-34 (jours calendaires sans jours
fériés, pour un lancement le lundi 15 mars 2027).

Blocs facultatifs
  press  Relations presse (1 tâche), absent sauf --with

Rôles
  lead     Chef de projet
  printer  Imprimeur

ID    TÂCHE                                                      DURÉE      DÛ

PRÉPARATION
PRE1  Rédiger le brief de la soirée                              1d
      lead
PRE2  Dessiner l’affiche                                         2w
      lead · attend PRE1
PRE3  Imprimer l’affiche et les cartons d’invitation pour tous…  att. 12cd
      printer · attend PRE2
PRE4  Choisir le traiteur                                        6d         J-20
      lead
PRE5  Inviter la presse                                          2d         J-30
      lead · bloc press

SOIRÉE
EVE1  Installer l’atelier                                        2d
      lead · attend PRE3, PRE4
EVE2  Ouvrir les portes                                          jalon      J
      lead · attend EVE1
EVE3  Remercier les invités                                      3d
      lead · attend EVE2
""",
}


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize("lang", LANGS)
def test_show(run: Callable[..., Answer], lang: str) -> None:
    """The outline of a campaign type, word for word, in either language."""
    assert run("archetype", "show", "../evening.yaml", "--lang", lang) == (0, OUTLINE[lang], "")


@pytest.mark.parametrize(("name", "lang"), list(zip(library.names(), cycle(LANGS), strict=False)))
def test_shown_archetypes_fit_the_page(run: Callable[..., Answer], name: str, lang: str) -> None:
    """Every task of the library is there, no line is wider than 80 columns but the file's."""
    answer = run("archetype", "show", name, "--lang", lang)
    assert answer.code == 0
    title, path, *lines = answer.out.splitlines()
    assert Path(path).stem == name
    assert all(len(line) <= 80 for line in (title, *lines))
    begun = {line.partition(" ")[0] for line in lines}
    assert {task.id for task in load(library.find(name)).tasks} <= begun


@pytest.mark.parametrize("lang", LANGS)
def test_show_as_yaml_is_a_file_on_its_own(run: Callable[..., Answer], lang: str) -> None:
    """What a file extends and uses is written out: the same tasks without either."""
    run("archetype", "new", "ours", "--from=lead-generation")
    answer = run("archetype", "show", "ours.yaml", "--yaml", "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.partition("\n\n")[0].endswith("archetype show ours.yaml --yaml")
    Path("whole.yaml").write_text(answer.out, encoding="utf-8")
    assert run("check", "whole.yaml") == (0, "", "")
    assert not re.search(r"^\s*(- use|extends):", answer.out, re.MULTILINE)
    whole, ours = load("whole.yaml"), load("ours.yaml")
    assert [task.id for task in whole.tasks] == [task.id for task in ours.tasks]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show",), "the campaign type is missing"),
        (("show", "product-lunch"), 'did you mean "product-launch"'),
        (("show", "product-launch", "music-release"), "not expected on the line: music-release"),
        (("new",), "the name is missing"),
        (("shwo",), "unknown command: shwo (did you mean show?)"),
        (("--lang=xx", "show", "product-launch"), "--lang: unknown language"),
        (("new", "a", "--lang=xx"), "--lang: unknown language"),
    ],
)
def test_refusals(
    run: Callable[..., Answer], words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One paragraph, exit code 2, and nothing written."""
    monkeypatch.setenv("RETROSHEET_LANG", "en")
    answer = run("archetype", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: ")
    assert said in answer.err
    assert not list(Path().iterdir())


@pytest.mark.parametrize("name", ["new", "show"])
def test_every_command_has_help_and_an_example(run: Callable[..., Answer], name: str) -> None:
    """In both languages, within 80 columns, every option translated."""
    pages = {lang: run("archetype", name, "--help", "--lang", lang) for lang in LANGS}
    for answer in pages.values():
        assert (answer.code, answer.err) == (0, "")
        assert all(len(line) <= 80 for line in answer.out.splitlines())
        assert f"\n  retrosheet archetype {name} " in answer.out
    french, english = (pages[lang].out.splitlines() for lang in LANGS)
    assert french[0].startswith(f"Utilisation : retrosheet archetype {name} ")
    explained = [line for line in english if line.startswith("  -")]
    assert explained
    assert not set(explained) & set(french), "an option is not translated"


def test_alone_it_shows_its_help_as_a_wrong_usage(run: Callable[..., Answer]) -> None:
    """Without new or show there is nothing to do but to name them."""
    answer = run("archetype")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == run("archetype", "--help").out
    assert all(f"\n  {name} " in answer.err for name in ("new", "show"))


@pytest.mark.parametrize("name", ["new", "show"])
def test_help_loads_no_heavy_library(name: str) -> None:
    """Help of a subcommand is as quick as that of the program."""
    command = [*PROGRAM[:1], "-X", "importtime", *PROGRAM[1:], "archetype", name, "--help"]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=HERE, check=True
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert sys.executable == command[0]
    assert "click" in loaded
    assert not loaded & {"yaml", "xlsxwriter", "holidays", "platformdirs"}


def test_the_command_that_a_new_file_names_shows_what_it_starts_from(
    run: Callable[..., Answer],
) -> None:
    """A file beside the new one is found by its file name only, the library's by their names."""
    assert run("archetype", "new", "near", "--lang=en").code == 0
    for base in ("near.yaml", "product-launch"):
        assert run("archetype", "new", "ours", "--from", base, "--force", "--lang=en").code == 0
        text = Path("ours.yaml").read_text("utf-8")
        found = re.search(r"retrosheet (archetype show \S+)\. Check", text)
        assert found is not None
        shown = run(*found[1].split())
        assert (shown.code, shown.err) == (0, "")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_type_is_named_by_its_title_too(run: Callable[..., Answer], lang: str) -> None:
    """Whoever has read « Événement » in the list need not know that it is called event."""
    assert run("archetype", "show", "Événement", f"--lang={lang}") == run(
        "archetype", "show", "event", f"--lang={lang}"
    )
    assert run("archetype", "new", "salon", "--from=evenement", f"--lang={lang}").code == 0
    assert "extends: event\n" in Path("salon.yaml").read_text("utf-8")
