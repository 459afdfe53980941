"""What is refused, and how: one paragraph on stderr, exit 2, nothing written, no traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.thorough import covering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

GOOD = ("schedule", "evening.yaml", "--launch=2027-03-19", "--today=2027-02-01")

DATES_FR = {
    "2027-02-30": "le 2027-02-30 n’existe pas ; vérifiez le jour et le mois.",
    "30 février 2027": "le 30 février 2027 n’existe pas ; vérifiez le jour et le mois.",
    "demain": "« demain » n’est pas une date ; écrivez-la comme 15/03/2027.",
    "": "«  » n’est pas une date ; écrivez-la comme 15/03/2027.",
    "22/05": "il manque l’année à « 22/05 » ; ajoutez-la.",
    "1er mars": "il manque l’année à « 1er mars » ; ajoutez-la.",
    "lundi 6 mars 2027": "« lundi 6 mars 2027 » ; le 06/03/2027 est un samedi. Corrigez l’un ou "
    "l’autre.",
    "27-03-05": "« 27-03-05 » ; écrivez 27/03/2005 (dimanche 27 mars 2005) ou 05/03/2027 (vendredi "
    "5 mars 2027).",
    "1999-03-15": "l’année de « 1999-03-15 » n’est pas entre 2000 et 2100 ; corrigez-la.",
    "20/03/2027": "le 20/03/2027 vient après le jour J, le 19/03/2027 ; donnez un début plus tôt.",
}
DATES_EN = {
    "03/04/2027": '"03/04/2027"; write 2027-04-03 (Saturday 3 April 2027) or 2027-03-04 (Thursday '
    "4 March 2027).",
    "": '"" is not a date; write it like 2027-03-15 or 15 March 2027.',
    "March 15": 'the year is missing from "March 15"; add it.',
    "Friday 15 March 2027": '"Friday 15 March 2027"; 15 Mar 2027 is a Monday. Correct one or the '
    "other.",
}


@pytest.mark.parametrize("typed", DATES_FR)
def test_dates_in_french(run: Callable[..., Answer], evening: Path, typed: str) -> None:
    """What is no date, or not one day only, is refused, and the refusal says what to write."""
    assert evening.exists()
    said = f"Erreur : --start : {DATES_FR[typed]}\n"
    assert run(*GOOD, f"--start={typed}", "--lang=fr") == (2, "", said)


@pytest.mark.parametrize("typed", DATES_EN)
def test_dates_in_english(run: Callable[..., Answer], evening: Path, typed: str) -> None:
    """In English the order of day and month is anybody's guess, so both are named."""
    assert evening.exists()
    said = f"Error: --start: {DATES_EN[typed]}\n"
    assert run(*GOOD, f"--start={typed}") == (2, "", said)


SPELLINGS = {
    "fr": [
        *"2027-05-22 22/05/2027 22.05.2027 22-05-2027 22/5/27 20270522 2027/05/22".split(),
        *"22-mai-2027 22/mai/2027".split(),
        "22 mai 2027",
        "le samedi 22 mai 2027",
        "Sam. 22 MAI 27",
        "22 05 2027",
    ],
    "en": [
        *"2027-05-22 22/05/2027 05/22/2027 22.05.2027 20270522 22-May-2027".split(),
        "22 May 2027",
        "May 22, 2027",
        "Saturday, May 22nd, 2027",
        "the 22nd of May 2027",
    ],
}


@pytest.mark.parametrize(
    ("lang", "typed"), [(lang, typed) for lang, many in SPELLINGS.items() for typed in many]
)
def test_a_date_as_people_write_it(
    run: Callable[..., Answer], evening: Path, lang: str, typed: str
) -> None:
    """One day in many spellings, in every option that takes one."""
    same = ("schedule", evening.name, f"--lang={lang}", "--country=none", "--json")
    iso = run(*same, "--launch=2027-05-22", "--today=2027-05-22", "--start=2027-05-22",
              "--closed=2027-05-22..2027-05-22")  # fmt: skip
    assert iso.code == 0, iso.err
    assert iso == run(*same, f"--launch={typed}", f"--today={typed}", f"--start={typed}",
                      f"--closed={typed}..{typed}")  # fmt: skip


def test_a_date_that_only_french_decides_is_said(run: Callable[..., Answer], evening: Path) -> None:
    """03/04 is read as French people mean it, and said, as an American may have typed it."""
    line = ("schedule", evening.name, "--lang=fr", "--today=2027-01-04", "--json")
    answer = run(*line, "--launch=03/04/2027")
    assert (answer.code, json.loads(answer.out)["launch"]) == (0, "2027-04-03")
    assert answer.err == (
        "Remarque : --launch : « 03/04/2027 » est lu jour puis mois : samedi 3 avril 2027.\n"
    )
    assert run(*line, "--launch=03/03/2027").err == ""


EVERYTHING_WRONG = """\
Erreur : 10 problèmes :
  --today : le 31/02/2027 n’existe pas ; vérifiez le jour et le mois.
  --launch : il manque l’année à « 19/03 » ; ajoutez-la.
  --closed : « 2027-03-05..2027-03-01 » finit avant de commencer ; écrivez 01/03/2027..05/03/2027.
  --owner : « Ada » ; écrivez FONCTION=NOM, par exemple : \
--owner "Directeur marketing=Nadia Roux".
  « press » : à la fois --with et --without ; gardez l’un des deux.
  --weekend : « 1111111 » ; écrivez sept chiffres du lundi au dimanche, 1 pour un jour de repos \
et au moins un 0 : 0000011 pour samedi et dimanche.
"""


def test_all_problems_at_once(run: Callable[..., Answer], evening: Path) -> None:
    """Options, roles, country and blocks: whatever is wrong with the line is said in one go."""
    answer = run(
        "schedule",
        evening.name,
        "--lang=fr",
        "--launch=19/03",
        "--today=31/02/2027",
        "--closed=2027-03-05..2027-03-01",
        "--owner=Ada",
        "--owner=lead=Ada",
        "--owner=lead=Bob",
        "--owner=cook=Eve",
        "--with=press",
        "--without=press",
        "--with=radio",
        "--weekend=1111111",
        "--country=ZZ",
    )
    said = answer.err.splitlines(keepends=True)
    assert (answer.code, answer.out) == (2, "")
    assert "".join(said[:7]) == EVERYTHING_WRONG
    for word, line in zip(("« cook »", "Ada et Bob", "« ZZ »", "« radio »"), said[7:], strict=True):
        assert word in line


def test_what_is_missing(run: Callable[..., Answer]) -> None:
    """In a pipe nothing is asked: the line is refused, with what to add to it."""
    for command in ("schedule", "new"):
        answer = run(command, "--lang=fr")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == (
            "Erreur : 2 problèmes :\n"
            "  il manque le type de campagne ; écrivez par exemple : "
            f"retrosheet {command} product-launch (retrosheet list les montre tous).\n"
            "  il manque le jour J ; ajoutez par exemple : --launch 15/03/2027.\n"
        )


def test_an_archetype_with_problems(run: Callable[..., Answer], evening: Path) -> None:
    """The problems of the file and those of the line are one list."""
    text = evening.read_text("utf-8").replace("duration: 6d", "duration: six")
    evening.write_text(text, "utf-8")
    answer = run(*GOOD, "--weekend=x")
    first, *problems = answer.err.splitlines()
    assert (answer.code, first) == (2, "Error: 2 problems:")
    assert problems[0].startswith("  evening.yaml:37:19: ")


def test_no_task_left(run: Callable[..., Answer], evening: Path) -> None:
    """Blocks that leave nothing to plan are refused, by the file's name."""
    text = evening.read_text("utf-8").replace("        block: press\n", "")
    blocked = text.replace("        owner:", "        block: press\n        owner:")
    evening.write_text(blocked, "utf-8")
    answer = run(*GOOD, "--without=press")
    assert answer.code == 2
    assert answer.err.startswith("Error: No task of evening.yaml is left with these blocks;")


HOSTILE = (
    "",
    " ",
    "\x00",
    "\n",
    "\udcff",
    "=cmd|' /C calc'!A0",
    "=",
    "==",
    "-1",
    "--",
    "0" * 5000,
    "9" * 400 + "-01-01",
    "9999-12-31",
    "0001-01-01",
    "2027-03-15..",
    "..2027-03-15",
    "..",
    "2000-01-01..2100-12-31",
    "2027-03-15..2027-03-15..2027-03-15",
    "２０２７-０３-１５",
    "1²/03/2027",
    "{0}",
    "%s",
    "{lang}",
    "lead={x}",
    "lead=\x1b[31m",
    "🎉",
    "../../../etc/passwd",
    "/dev/null",
    "x" * 300,
)
VALUES = (
    "launch",
    "start",
    "today",
    "closed",
    "weekend",
    "country",
    "name",
    "owner",
    "with",
    "without",
    "lang",
)


@pytest.mark.parametrize("option", VALUES)
@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_hostile_values(run: Callable[..., Answer], evening: Path, option: str, value: str) -> None:
    """Whatever a value holds, it is used or refused in a paragraph: never a traceback."""
    assert evening.exists()
    answer = run(*GOOD, f"--{option}={value}")
    assert answer.code in (0, 2)
    assert "Traceback" not in answer.err
    assert (answer.code == 0) == (answer.err == "")


@pytest.mark.parametrize(
    ("value", "command"),
    covering(
        [value for value in HOSTILE if value != "\x00"], ("schedule --launch=2027-03-19", "check")
    ),
    ids=ascii,
)
def test_hostile_archetypes(run: Callable[..., Answer], value: str, command: str) -> None:
    """Whatever is given for an archetype, a file or a type, it is refused without a traceback."""
    answer = run(*command.split(), "--", value)
    assert answer.code in (2, 3)
    assert "Traceback" not in answer.err


USAGE_FR = {
    ("schedule", "--lauch=2027-03-19"): "Erreur : option inconnue : --lauch (vouliez-vous dire "
    "--launch ?). Voir : retrosheet schedule --help\n",
    ("schedule", "--launch"): "Erreur : l’option --launch attend une valeur. Voir : retrosheet "
    "schedule --help\n",
    ("list", "--json=yes"): "Erreur : l’option --json s’écrit sans valeur. Voir : retrosheet list "
    "--help\n",
    ("list", "new", "things"): "Erreur : en trop sur la ligne : new things. Une valeur qui "
    "contient des espaces se met entre guillemets. Voir : retrosheet list --help\n",
    ("shedule",): "Erreur : commande inconnue : shedule (vouliez-vous dire schedule ?). Voir : "
    "retrosheet --help\n",
    ("--nope",): "Erreur : option inconnue : --nope. Voir : retrosheet --help\n",
}


@pytest.mark.parametrize("words", USAGE_FR, ids=" ".join)
def test_usage(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """A line that cannot be understood: what is wrong, in the person's language, and the help."""
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == USAGE_FR[words]


CLOSURES = (
    "01/08/2027..20/08/2027",
    "01/08/2027 .. 20/08/2027",
    "01/08/2027…20/08/2027",
    "1er août 2027 - 20 août 2027",
    "01/08/2027-20/08/2027",
    "du 1er août 2027 au 20 août 2027",
    "2027-08-01..2027-08-20",
)


@pytest.mark.parametrize("typed", CLOSURES)
def test_a_closure_as_people_write_it(
    run: Callable[..., Answer], evening: Path, typed: str
) -> None:
    """French dates, dashes, dots and words give the plan that ISO dates give."""
    assert evening.exists()
    line = ("schedule", "evening.yaml", "--launch=2027-09-17", "--json", "--lang=fr")
    asked = run(*line, "--closed=2027-08-01..2027-08-20")
    assert run(*line, f"--closed={typed}").out == asked.out != run(*line).out


def test_a_closure_that_is_none(run: Callable[..., Answer], evening: Path) -> None:
    """The words are repeated, with two ways to write one."""
    assert evening.exists()
    assert run(*GOOD, "--closed=cet été", "--lang=fr").err == (
        "Erreur : --closed : « cet été » ; écrivez un jour, ou deux comme 02/08/2027..20/08/2027.\n"
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Lancement de produit", "product-launch"),
        ("evenement", "event"),
        ("WEBSITE REDESIGN", "website-redesign"),
    ],
)
def test_a_campaign_type_by_the_title_that_people_see(
    run: Callable[..., Answer], name: str, meant: str
) -> None:
    """A title in either language, without accents or in capitals, is as good as the name."""
    line = ("--launch=2028-03-15", "--today=2027-02-01", "--json")
    assert run("schedule", name, *line) == run("schedule", meant, *line)


def test_an_optional_part_by_the_title_that_people_see(
    run: Callable[..., Answer], evening: Path
) -> None:
    """In any spelling; an unknown one is told what there is, title and id; both ways, neither."""
    assert evening.exists()
    assert run(*GOOD, "--with=relations presse") == run(*GOOD, "--with=press")
    assert run(*GOOD, "--with=radio", "--lang=fr").err == (
        "Erreur : Bloc facultatif inconnu : « radio ». Cette campagne connaît : Relations presse "
        "(press).\n"
    )
    both = run(*GOOD, "--with=Press relations", "--without=press", "--lang=fr")
    assert both.err == "Erreur : « press » : à la fois demandé et retiré ; gardez l’un des deux.\n"


@pytest.mark.parametrize(
    ("name", "code"), [("France", "FR"), ("Belgique", "BE"), ("suisse", "CH"), ("Germany", "DE")]
)
def test_a_country_by_its_name(
    run: Callable[..., Answer], evening: Path, name: str, code: str
) -> None:
    """France and Germany are as good as FR and DE."""
    assert evening.exists()
    assert run(*GOOD, f"--country={name}") == run(*GOOD, f"--country={code}")


@pytest.mark.parametrize("name", ["français", "Francais", "French"])
def test_a_language_by_its_name(run: Callable[..., Answer], evening: Path, name: str) -> None:
    """French in either language, with or without its cedilla, is fr."""
    assert evening.exists()
    assert run(*GOOD, f"--lang={name}").out == run(*GOOD, "--lang=fr").out


def test_a_workbook_without_its_ending(run: Callable[..., Answer], tmp_path: Path) -> None:
    """The file that was meant is named."""
    (tmp_path / "plan.xlsx").touch()
    assert run("sync", "plan", "--lang=fr").err == (
        "Erreur : « plan » n’existe pas (vouliez-vous dire « plan.xlsx » ?).\n"
    )
