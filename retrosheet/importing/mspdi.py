"""A plan that Microsoft Project, or a program that speaks its XML, has saved."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from retrosheet.importing.raw import Cell, Place, RawTask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.importing.raw import Field

_NAMESPACE = "http://schemas.microsoft.com/project"
_LINKS = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
# A lag counts tenths of a minute, of which a working day has eight hours.
_LAG_OF_A_DAY = 4800


def is_project(text: str) -> bool:
    """Whether a text is such a file."""
    return text.lstrip("\ufeff \r\n\t").startswith("<") and _NAMESPACE in text[:2000]


def tasks_of(text: str) -> list[RawTask] | None:
    """Its tasks, outline numbers included; None for XML that cannot be read.

    Where a file declares entities of its own, it is not read.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.opened
    parser.EndElementHandler = reader.closed
    parser.CharacterDataHandler = reader.said
    parser.StartDoctypeDeclHandler = reader.refuse
    reader.parser = parser
    try:
        parser.Parse(text.lstrip("\ufeff").encode(), True)
    except (expat.ExpatError, _DeclaresEntities):
        return None
    return reader.tasks()


class _DeclaresEntities(Exception):
    pass


class _Reader:
    """The records of a file, each with its own fields by name."""

    parser: expat.XMLParserType

    def __init__(self) -> None:
        self._path: list[str] = []
        self._text: list[str] = []
        self._records: dict[str, list[dict[str, str]]] = {}
        self._links: list[tuple[int, dict[str, str]]] = []

    def refuse(self, *_: object) -> None:
        raise _DeclaresEntities

    def opened(self, name: str, _: Mapping[str, str]) -> None:
        self._path.append(name)
        self._text = []
        if name in ("Task", "Resource", "Assignment"):
            line = str(self.parser.CurrentLineNumber)
            self._records.setdefault(name, []).append({"line": line})
        elif name == "PredecessorLink":
            self._links.append((len(self._records.get("Task", ())) - 1, {}))

    def said(self, text: str) -> None:
        self._text.append(text)

    def closed(self, name: str) -> None:
        self._path.pop()
        text = "".join(self._text).strip()
        self._text = []
        above = self._path[-1] if self._path else ""
        if above == "PredecessorLink":
            self._links[-1][1][name] = text
        elif above in ("Task", "Resource", "Assignment"):
            self._records[above][-1].setdefault(name, text)

    def tasks(self) -> list[RawTask]:
        resources = self._records.get("Resource", ())
        names = {found.get("UID"): found.get("Name", "") for found in resources}
        owners: dict[str, list[str]] = {}
        for found in self._records.get("Assignment", ()):
            if name := names.get(found.get("ResourceUID"), ""):
                owners.setdefault(found.get("TaskUID", ""), []).append(name)
        needs: dict[int, list[str]] = {}
        for number, link in self._links:
            needs.setdefault(number, []).append(_link(link))
        return [
            _task(found, owners.get(found.get("UID", ""), []), needs.get(number, []))
            for number, found in enumerate(self._records.get("Task", ()))
            if found.get("Name") and found.get("UID") != "0"
        ]


def _link(said: Mapping[str, str]) -> str:
    """A predecessor as a table would name it: 2FS+3d."""
    lag = said.get("LinkLag", "0")
    days = round(int(lag) / _LAG_OF_A_DAY) if lag.lstrip("-").isdigit() else 0
    after = f"{days:+d}d" if days else ""
    return f"{said.get('PredecessorUID', '')}{_LINKS.get(said.get('Type', '1'), 'FS')}{after}"


def _task(found: Mapping[str, str], owners: list[str], needs: list[str]) -> RawTask:
    place = Place(int(found["line"]))
    said: dict[Field, str] = {
        "title": found["Name"],
        "outline": found.get("OutlineNumber", ""),
        "start": found.get("Start", "")[:10],
        "end": found.get("Finish", "")[:10],
        "duration": "0" if found.get("Milestone") == "1" else "",
        "owner": ", ".join(owners),
        "needs": ", ".join(needs),
        "note": found.get("Notes", ""),
    }
    uid = found.get("UID", "")
    task = RawTask(place, {}, number=int(uid) if uid.isdecimal() else 0)
    for name, text in said.items():
        if text:
            task.cells[name] = Cell(text, place)
    return task
