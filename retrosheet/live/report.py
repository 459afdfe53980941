"""The answers as text for an issue: nothing in it says who asked, or where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrosheet.google.doctor import Check
    from retrosheet.language import Lang

_ADDRESS = re.compile(r"[^\s@<>()\"']+@[^\s@<>()\"',;]+")
_LINK = re.compile(r"https?://[^\s<>()\"',;]+")
_ID = re.compile(r"(?<![\w-])(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{25,}|(?<![\w.])[0-9]{9,}(?![\w.])")

_HEAD = Text(
    "retrosheet doctor --live : {good} réponses sur {all} comme prévu",
    "retrosheet doctor --live: {good} of {all} answers as expected",
)
_PERSON = Text("Compte d’une personne, feuilles à elle", "A person's account, sheets of its own")
_SERVICE = Text("Compte de service, dans une feuille vide", "A service account, in a blank sheet")


def report(
    checks: Sequence[Check], versions: Iterable[str], lang: Lang, *, lent: bool
) -> list[str]:
    """The lines of the report; ``lent`` where it was asked in somebody's blank sheet."""
    answers = [check for check in checks if check.state != "note"]
    good = sum(check.state == "good" for check in answers)
    head = _HEAD.to(lang).format(good=good, all=len(answers))
    return [*_lines(head, (_SERVICE if lent else _PERSON).to(lang), versions, answers)]


def _lines(
    head: str, account: str, versions: Iterable[str], answers: Iterable[Check]
) -> Iterator[str]:
    yield head
    yield f"{account}; {', '.join(versions)}"
    for check in answers:
        yield f"- {bare(check.said)}"


def bare(text: str) -> str:
    """A text without links, addresses, IDs and numbers of projects."""
    for found, instead in ((_LINK, "<link>"), (_ADDRESS, "<address>"), (_ID, "<id>")):
        text = found.sub(instead, text)
    return text
