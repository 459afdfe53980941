"""One is said in the singular, wherever people read a count."""

from __future__ import annotations

import pytest

from retrosheet.language import LANGS, Lang, Text, and_more, counted

_DAYS = (Text("{n} jour {what}", "{n} day {what}"), Text("{n} jours {what}", "{n} days {what}"))


@pytest.mark.parametrize(
    ("n", "lang", "said"),
    [
        (0, "fr", "0 jour {what}"),
        (0, "en", "0 days {what}"),
        (1, "fr", "1 jour {what}"),
        (1, "en", "1 day {what}"),
        (2, "fr", "2 jours {what}"),
        (2, "en", "2 days {what}"),
    ],
)
def test_none_one_and_two(n: int, lang: Lang, said: str) -> None:
    """None is in the singular in French alone; what else is to be filled in stays."""
    assert counted(n, _DAYS, lang) == said


def test_every_language_counts() -> None:
    """Whichever languages there are."""
    assert {counted(1, _DAYS, lang)[:2] for lang in LANGS} == {"1 "}


def test_what_is_left_of_a_list() -> None:
    """One more is said in the singular."""
    assert [and_more(n, "fr") for n in (1, 2)] == ["et 1 autre", "et 2 autres"]
    assert and_more(2, "en") == "and 2 more"
