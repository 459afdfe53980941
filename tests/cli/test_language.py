"""Which language is spoken: the option, the variable, the locale, English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retrosheet.cli.options.language_choice import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.language import Lang
    from tests.cli.conftest import Answer


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ((), {"LANG": "fr_FR.UTF-8"}, "fr"),
        ((), {"LANG": "fr_CA"}, "fr"),
        ((), {"LANG": "en_GB.UTF-8"}, "en"),
        ((), {"LANG": "de_DE.UTF-8"}, "en"),
        ((), {"LANG": "C"}, "en"),
        ((), {"LANG": "en_GB", "LC_MESSAGES": "fr_FR"}, "fr"),
        ((), {"LANG": "fr_FR", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
        ((), {"LANG": "fr_FR", "RETROSHEET_LANG": "en"}, "en"),
        ((), {"LANG": "C", "RETROSHEET_LANG": "FR"}, "fr"),
        ((), {"LANG": "fr_FR", "RETROSHEET_LANG": "klingon"}, "fr"),
        (("list", "--lang", "fr"), {"RETROSHEET_LANG": "en"}, "fr"),
        (("list", "--lang=en"), {"RETROSHEET_LANG": "fr"}, "en"),
        (("list", "--lang=xx"), {"RETROSHEET_LANG": "fr"}, "fr"),
        (("check", "--", "--lang=fr"), {"LANG": "C"}, "en"),
        (("list", "--lang"), {"LANG": "fr_FR"}, "fr"),
    ],
)
def test_order(
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    environment: dict[str, str],
    lang: Lang,
) -> None:
    """An option before the environment, RETROSHEET_LANG before the locale; what cannot be read is
    passed over."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_of(words) == lang


def test_windows_has_no_locale_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the system's own setting decides, and English where it has none."""
    monkeypatch.delenv("LANG")
    monkeypatch.setattr("locale.getlocale", lambda: ("French_France", "1252"))
    assert language_of(()) == "fr"
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert language_of(()) == "en"


def test_unknown_languages_are_refused(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not passed over: whoever asks for German is not to get English without a word."""
    assert run("list", "--lang=de") == (
        2,
        "",
        'Error: --lang: unknown language "de"; write fr or en.\n',
    )
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("RETROSHEET_LANG", "german")
    assert run("list") == (
        2,
        "",
        "Erreur : RETROSHEET_LANG : langue inconnue « german » ; écrivez fr ou en.\n",
    )
    assert run("list", "--lang=en").code == 0, "the option speaks before the variable"
    assert run("--help").code == 0, "help never depends on it"
