"""Translations: every text of the code reaches translators, and theirs reach people."""

from __future__ import annotations

import datetime as dt
import gettext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrosheet.language import LANGS, SOURCES, Text, date_text, extract, text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

TRANSLATIONS = {
    ("", "Late"): "Verspätet",
    ("", "{n} tasks"): "{n} Aufgaben",
    ("Fait", "Done"): "Erledigt",
    ("Avanc.", "Done"): "Fortschritt",
}
CODE = """\
LATE = Text("En retard", "Late")
TASKS = Text("{n} tâches", "{n} tasks")
DONE, PROGRESS = Text("Fait", "Done"), Text("Avanc.", "Done")
BOTH = Text("{name} ({id})", "{name} ({id})")
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of one module that says four things."""
    root = tmp_path / "package"
    root.mkdir()
    (root / "said.py").write_text(CODE, "utf-8")
    return root


@pytest.fixture
def german(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """Its translation, compiled, in the place of the program's own catalogues."""
    made = extract.template(package)
    for (context, words), said in TRANSLATIONS.items():
        message(made, words, context or None).string = said
    extract.write("de", made, tmp_path)
    with (tmp_path / "de.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    monkeypatch.setattr(text, "_catalogue", lambda lang: {"de": compiled}[lang])
    return made


def message(catalogue: Catalog, words: str, context: str | None = None) -> Message:
    found = catalogue.get(words, context)
    assert found is not None
    return found


def test_every_text_of_the_code_is_gathered() -> None:
    """All of them are two literals: what is put together from pieces no translator ever sees."""
    assert len(extract.sources()) > 2000


@pytest.mark.parametrize("said", ['Text(f"{n} tâches", "tasks")', "Text(*words)", 'Text("a", b)'])
def test_a_text_that_is_no_literal_is_refused(package: Path, said: str) -> None:
    """A text that no translator would be given is named with its file and line."""
    (package / "wrong.py").write_text(f"x = {said}\n", "utf-8")
    with pytest.raises(ValueError, match=r"wrong\.py:1"):
        extract.sources(package)


@pytest.mark.parametrize("lang", [lang for lang in LANGS if lang not in SOURCES] or [None])
def test_every_language_is_complete(lang: str | None) -> None:
    """Every text is translated, with the parts of its English words."""
    new = extract.template()
    catalogue = new if lang is None else extract.read(lang)
    left = extract.gaps(catalogue, new)
    assert left == [] if lang else len(left) == len(new)


@pytest.mark.usefixtures("german")
def test_a_further_language_is_read_from_its_catalogue() -> None:
    """The catalogue gives the sentence, whose parts are filled in as in any language."""
    assert Text("En retard", "Late").to("de") == "Verspätet"
    assert Text("{n} tâches", "{n} tasks").format(n=3).to("de") == "3 Aufgaben"


@pytest.mark.usefixtures("german")
def test_two_french_texts_keep_apart_what_is_one_in_english() -> None:
    """One English word can have two translations where French has two."""
    assert Text("Fait", "Done").to("de") == "Erledigt"
    assert Text("Avanc.", "Done").to("de") == "Fortschritt"


@pytest.mark.usefixtures("german")
def test_what_is_not_translated_stays_english() -> None:
    """A sentence that a catalogue lacks is shown in English, never left blank."""
    assert Text("Inconnu", "Unknown").to("de") == "Unknown"
    assert Text("", "").to("de") == ""


@pytest.mark.usefixtures("german")
def test_what_people_typed_is_never_translated() -> None:
    """A task that somebody called "Late" keeps its name."""
    assert Text.same("Late").to("de") == "Late"
    assert Text("« {name} »", '"{name}"').format(name="Late").to("de") == '"Late"'


@pytest.mark.usefixtures("german")
def test_the_parts_of_a_text_are_in_its_language() -> None:
    """A text inside another one is translated with it."""
    said = Text("{what} : {why}", "{what}: {why}").format(
        what=Text("En retard", "Late"), why=Text.of({"fr": "oui", "en": "yes", "de": "ja"})
    )
    assert (said.to("fr"), said.to("en"), said.to("de")) == (
        "En retard : oui",
        "Late: yes",
        "Verspätet: ja",
    )


def test_gaps_are_named(german: Catalog, package: Path) -> None:
    """What is missing, and what has other parts than the text that it translates."""
    new = extract.template(package)
    assert extract.gaps(german, new) == []
    message(german, "Late").string = ""
    message(german, "{n} tasks").string = "{count} Aufgaben"
    assert extract.gaps(german, new) == [
        "not translated: Late",
        "other parts: {n} tasks → {count} Aufgaben",
    ]


@pytest.mark.usefixtures("german")
def test_a_catalogue_follows_the_code(package: Path, tmp_path: Path) -> None:
    """New texts come in, those that are gone leave, translations stay; nothing is guessed."""
    (package / "said.py").write_text(CODE.replace('"Late"', '"Overdue"'), "utf-8")
    new = extract.template(package)
    catalogue = extract.read("de", tmp_path)
    extract.brought_up_to_date(catalogue, new)
    extract.write("de", catalogue, tmp_path)
    again = extract.read("de", tmp_path)
    assert again.get("Late") is None
    assert extract.gaps(again, new) == ["not translated: Overdue"]
    written = (tmp_path / "de.po").read_bytes(), (tmp_path / "de.mo").read_bytes()
    extract.write("de", again, tmp_path)
    assert written == ((tmp_path / "de.po").read_bytes(), (tmp_path / "de.mo").read_bytes())


def test_an_unknown_language_is_an_error_at_once() -> None:
    """Not English without a word: a mistyped code is a bug of ours."""
    with pytest.raises(KeyError):
        Text("En retard", "Late").to("xx")
    with pytest.raises(KeyError):
        date_text(dt.date(2027, 3, 15), "xx")
