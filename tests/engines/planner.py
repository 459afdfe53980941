"""GNOME Planner reads a Project XML file without a window: by its own style sheet and its library.

Its import turns the file into one of its own by ``msp2planner.xsl``, then its scheduler places
every task anew, from the start. Both are asked here. That import knows one calendar, Monday to
Friday from 8 to 12 and from 13 to 17, and no task that is scheduled as late as possible.
"""

from __future__ import annotations

import ctypes
import datetime as dt
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHEET = Path("/usr/share/planner/stylesheets/msp2planner.xsl")
_FOLDERS = ("/usr/lib/*/planner", "/usr/lib/planner", "/usr/lib64/planner")
_LIBRARY = "libplanner-1.so.1"


class Days(NamedTuple):
    """A task's first moment and its last, in the clock of the file."""

    start: dt.datetime
    end: dt.datetime


class _Chain(ctypes.Structure):
    """GLib's list."""


_Link = ctypes.POINTER(_Chain)
_Chain._fields_ = [("data", ctypes.c_void_p), ("next", _Link), ("before", ctypes.c_void_p)]


def missing() -> str | None:
    """What this machine lacks, in words."""
    if find_spec("lxml") is None:
        return "lxml is missing (pip install '.[judges]')"
    if not _SHEET.exists() or _library_file() is None:
        return "GNOME Planner is missing (apt-get install planner)"
    return None


def imported(content: bytes) -> Mapping[str, Days]:
    """The dates that its import takes over, by the number of the task in the file."""
    return {
        task.get("id"): Days(_moment(task.get("start")), _moment(task.get("end")))
        for task in _converted(content).iter("task")
    }


def scheduled(content: bytes) -> Mapping[str, Days]:
    """The dates that its window shows: placed anew by its own scheduler."""
    from lxml import etree

    project, library = _converted(content), _library()
    loaded = library.mrp_project_new(_application())
    if not library.mrp_project_load_from_xml(loaded, etree.tostring(project), None):
        raise ValueError("GNOME Planner refuses the file")
    found = [
        Days(_shown(library.mrp_task_get_start(task)), _shown(library.mrp_task_get_finish(task)))
        for task in _every(library.mrp_project_get_all_tasks(loaded))
    ]
    numbers = [task.get("id") for task in project.iter("task")]
    return dict(zip(numbers, found, strict=True))


@cache
def _style() -> Any:
    from lxml import etree

    return etree.XSLT(etree.parse(_SHEET))


def _converted(content: bytes) -> Any:
    from lxml import etree

    return _style()(etree.fromstring(content)).getroot()


def _library_file() -> Path | None:
    root = Path("/")
    found = (path for folder in _FOLDERS for path in sorted(root.glob(folder[1:])))
    return next((path / _LIBRARY for path in found if (path / _LIBRARY).exists()), None)


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(str(_library_file()))
    pointer, number = ctypes.c_void_p, ctypes.c_long
    for name, result, arguments in (
        ("mrp_application_new", pointer, ()),
        ("mrp_project_new", pointer, (pointer,)),
        ("mrp_project_load_from_xml", ctypes.c_int, (pointer, ctypes.c_char_p, pointer)),
        ("mrp_project_get_all_tasks", _Link, (pointer,)),
        ("mrp_task_get_start", number, (pointer,)),
        ("mrp_task_get_finish", number, (pointer,)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, list(arguments)
    return library


@cache
def _application() -> int:
    """A process may have one."""
    made: int = _library().mrp_application_new()
    return made


def _every(link: Any) -> Iterator[int]:
    while link:
        yield link.contents.data
        link = link.contents.next


def _moment(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007 (the file's own clock)


def _shown(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)
