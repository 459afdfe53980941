"""A plan that Microsoft Project, or a program that speaks its XML, has saved."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from retrosheet.importing.raw import Cell, Location, RawTask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.importing.raw import Field

_NAMESPACE = "http://schemas.microsoft.com/project"
_LINKS = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
# A lag counts tenths of a minute, of which a working day has eight hours.
_LAG_OF_A_DAY, _LAG_OF_AN_ELAPSED_DAY = 4800, 14400
_ELAPSED_DAYS, _ELAPSED = "8", ("4", "6", "8", "10", "12")
# Where retrosheet's own export keeps a task's target, such as J-90, and launch's own J, which
# older exports wrote J-0.
_TARGET_FIELD = "188743734"
_LAUNCH_TARGETS = ("J", "D", "J-0", "D-0")


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
        self._field = ""

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
        elif above == "ExtendedAttribute" and "Task" in self._path:
            self._field = text if name == "FieldID" else self._field
            if name == "Value" and self._field == _TARGET_FIELD:
                self._records["Task"][-1].setdefault("target", text)

    def tasks(self) -> list[RawTask]:
        resources = self._records.get("Resource", ())
        names = {found.get("UID"): found.get("Name", "") for found in resources}
        owners: dict[str, list[str]] = {}
        for found in self._records.get("Assignment", ()):
            if name := names.get(found.get("ResourceUID"), ""):
                owners.setdefault(found.get("TaskUID", ""), []).append(name)
        needs: dict[int, list[str]] = {}
        found_tasks = self._records.get("Task", [])
        targets = {found.get("UID"): found.get("target", "") for found in found_tasks}
        for number, link in self._links:
            before = targets.get(link.get("PredecessorUID"), "")
            after = found_tasks[number].get("target", "")
            if _is_target(link, before, after):
                continue
            # its lag comes from the target, which the date says already
            placed = bool(before) and after in _LAUNCH_TARGETS
            needs.setdefault(number, []).append(_link({**link, "LinkLag": "0"} if placed else link))
        return [
            _task(found, owners.get(found.get("UID", ""), []), needs.get(number, []))
            for number, found in enumerate(found_tasks)
            if found.get("Name") and found.get("UID") != "0"
        ]


def _is_target(link: Mapping[str, str], before: str, after: str) -> bool:
    """Whether a link only says where a task lies from launch, as retrosheet's own export does.

    That is a lag on the clock to launch, or from launch to a task that has a target.
    """
    if link.get("LagFormat") != _ELAPSED_DAYS:
        return False
    return after in _LAUNCH_TARGETS or (before in _LAUNCH_TARGETS and bool(after))


def _link(said: Mapping[str, str]) -> str:
    """A predecessor as a table would name it: 2FS+3d."""
    lag = said.get("LinkLag", "0")
    elapsed = said.get("LagFormat") in _ELAPSED
    day = _LAG_OF_AN_ELAPSED_DAY if elapsed else _LAG_OF_A_DAY
    days = round(int(lag) / day) if lag.lstrip("-").isdigit() else 0
    after = f"{days:+d}{'cd' if elapsed else 'd'}" if days else ""
    return f"{said.get('PredecessorUID', '')}{_LINKS.get(said.get('Type', '1'), 'FS')}{after}"


def _task(found: Mapping[str, str], owners: list[str], needs: list[str]) -> RawTask:
    place = Location(int(found["line"]))
    said: dict[Field, str] = {
        "title": found["Name"],
        "outline": found.get("OutlineNumber", ""),
        "start": found.get("Start", "")[:10],
        "end": found.get("Finish", "")[:10],
        "duration": "0" if _is_point(found) else "",
        "kind": "milestone" if found.get("Milestone") == "1" else "",
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


def _is_point(found: Mapping[str, str]) -> bool:
    """A milestone without a length; one that takes a day is work, too."""
    length = found.get("Duration", "PT0H0M0S")
    return found.get("Milestone") == "1" and not any(digit in length for digit in "123456789")
