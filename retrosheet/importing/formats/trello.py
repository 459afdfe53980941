"""A board that Trello has exported as JSON: its lists are phases, its open cards are tasks.

The format is that of Trello's REST API (developer.atlassian.com/cloud/trello): lists, cards and
members by id, positions as numbers, moments in UTC.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.importing.raw import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEADINGS = (
    "List name", "Card name", "Start date", "Due date", "Members", "Due complete", "Labels",
    "Card description",
)  # fmt: skip


class Board(NamedTuple):
    """The cards as a table, and what the board is called."""

    grid: Grid
    title: str


def board_in(text: str) -> Board | None:
    """The board of a text; None for any other text. Archived lists and cards are left out."""
    if not text.lstrip("\ufeff \r\n\t").startswith("{"):
        return None
    try:
        board = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(board, dict) or not isinstance(board.get("cards"), list):
        return None
    lists = {found.get("id"): found for found in _open(board.get("lists"))}
    members = {found.get("id"): found for found in _records(board.get("members"))}
    checklists: dict[object, list[str]] = {}
    for found in _records(board.get("checklists")):
        items = [_text(item, "name") for item in _records(found.get("checkItems"))]
        checklists.setdefault(found.get("idCard"), []).extend(items)
    cards = [card for card in _open(board["cards"]) if card.get("idList") in lists]
    cards.sort(key=lambda card: (_position(lists[card["idList"]]), _position(card)))
    rows = [_HEADINGS]
    for card in cards:
        people = [members[one] for one in card.get("idMembers") or () if one in members]
        rows.append((
            _text(lists[card["idList"]], "name"),
            _text(card, "name"),
            _text(card, "start")[:10],
            _text(card, "due")[:10],
            _joined(_text(person, "fullName") for person in people),
            "yes" if card.get("dueComplete") else "",
            _joined(_text(label, "name") for label in _records(card.get("labels"))),
            "\n".join(filter(None, (_text(card, "desc"), *checklists.get(card.get("id"), ())))),
        ))  # fmt: skip
    return Board(Grid(tuple(enumerate(rows, 1))), _text(board, "name"))


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(filter(None, texts))


def _records(found: Any) -> list[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _open(found: Any) -> list[Mapping[str, Any]]:
    return [one for one in _records(found) if not one.get("closed")]


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return value.strip() if isinstance(value, str) else ""


def _position(found: Mapping[str, Any]) -> float:
    value = found.get("pos")
    return float(value) if isinstance(value, int | float) else 0.0
