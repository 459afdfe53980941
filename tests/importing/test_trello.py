"""A board that Trello exported as JSON becomes a campaign type."""

from __future__ import annotations

import datetime as dt
import json

from retrosheet.calendars import Calendar
from retrosheet.importing.formats.trello import board_in
from retrosheet.importing.imported import Asked, Imported, of_text

LAUNCH = dt.date(2027, 3, 15)
BOARD = {
    "name": "Portes ouvertes",
    "lists": [
        {"id": "l2", "name": "Jour J", "pos": 200, "closed": False},
        {"id": "l1", "name": "Préparer", "pos": 100, "closed": False},
        {"id": "l3", "name": "Archives", "pos": 50, "closed": True},
    ],
    "members": [{"id": "m1", "fullName": "Nadia Roux"}],
    "labels": [{"id": "x", "name": "Print"}],
    "checklists": [{"idCard": "c1", "checkItems": [{"name": "Format A2"}, {"name": "Logo"}]}],
    "cards": [
        {"id": "c2", "idList": "l2", "name": "Ouvrir les portes", "pos": 1, "closed": False,
         "due": "2027-03-15T09:00:00.000Z", "start": None, "idMembers": [], "labels": []},
        {"id": "c1", "idList": "l1", "name": "Dessiner l’affiche", "pos": 2, "closed": False,
         "due": "2027-03-05T16:00:00.000Z", "start": "2027-03-01T08:00:00.000Z",
         "idMembers": ["m1"], "labels": [{"name": "Print"}], "desc": "En couleurs",
         "dueComplete": True},
        {"id": "c3", "idList": "l1", "name": "Ancienne idée", "pos": 3, "closed": True},
        {"id": "c4", "idList": "l3", "name": "Oubliée", "pos": 4, "closed": False},
    ],
}  # fmt: skip


def imported(board: object) -> Imported:
    asked = Asked("board.json", "Board", "fr", Calendar(), launch=LAUNCH)
    return of_text(json.dumps(board), asked)


def test_lists_are_phases_and_open_cards_are_tasks() -> None:
    """In the order of the board; what is archived there stays out."""
    found = imported(BOARD).archetype
    assert found is not None
    assert found.title.fr == "Portes ouvertes"
    assert [phase.title.fr for phase in found.phases] == ["Préparer", "Jour J"]
    first, last = found.tasks
    assert (first.title.fr, last.title.fr) == ("Dessiner l’affiche", "Ouvrir les portes")
    assert first.due == -10
    assert (first.duration.amount, first.duration.unit) == (5, "d")
    roles = {role.id: role.title.fr for role in found.roles}
    assert roles[first.owner] == "Nadia Roux"
    assert first.note is not None
    assert "En couleurs" in first.note.fr
    assert "Format A2" in first.note.fr


def test_other_json_is_no_board() -> None:
    """JSON that is no board is left to the other readers."""
    for text in ("{}", '{"cards": 3}', "[1, 2]", "{not json", '{"cards": []', "plain text"):
        assert board_in(text) is None


def test_a_board_with_odd_records_is_read_as_far_as_it_goes() -> None:
    """Missing lists, names that are numbers, members that are gone: nothing fails."""
    odd = {
        "cards": [None, 3, {"idList": "l9", "name": "x"}, {"idList": "l1", "name": 5, "pos": "top"},
                  {"idList": "l1", "name": "Écrire", "due": 12, "idMembers": ["gone"]}],
        "lists": [{"id": "l1"}, "no"],
        "members": None,
    }  # fmt: skip
    found = board_in(json.dumps(odd))
    assert found is not None
    assert [row[1] for _, row in found.grid.rows[1:]] == ["", "Écrire"]
