"""The targets of an export, by the names that a command line takes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text, counted

if TYPE_CHECKING:
    from retrosheet.exchange.files import Exported
    from retrosheet.language import Lang
    from retrosheet.standing.model import Standing


class Target(NamedTuple):
    """Where a plan can go: the module that writes it, and the ending of its only file.

    ``ending`` is "" for a target of several files, which go into a folder.
    """

    module: str
    ending: str


TARGETS = {
    "asana": Target("asana", ".csv"),
    "trello": Target("trello", ""),
    "monday": Target("monday", ".xlsx"),
    "notion": Target("notion", ".csv"),
    "msproject": Target("msproject", ".xml"),
    "mermaid": Target("mermaid", ".mmd"),
    "hootsuite": Target("hootsuite", ""),
    "buffer": Target("buffer", ""),
    "json": Target("json_document", ".json"),
    "csv": Target("csv_table", ".csv"),
}


_WITH_PARTS = ("msproject", "json", "csv")
"""The targets in which a task can be split."""
_IN_PARTS = (
    Text(
        "{n} tâche découpée n’y est pas : ses sous-tâches y sont, chacune comme une tâche.",
        "{n} task that is split is left out: its sub-tasks are there, each as a task.",
    ),
    Text(
        "{n} tâches découpées n’y sont pas : leurs sous-tâches y sont, chacune comme une tâche.",
        "{n} tasks that are split are left out: their sub-tasks are there, each as a task.",
    ),
)


def exported(target: str, standing: Standing, lang: Lang, *, fixed: bool = False) -> Exported:
    """The files for one of ``TARGETS``; ``fixed`` is for Microsoft Project alone."""
    module = import_module(f"retrosheet.exchange.{TARGETS[target].module}")
    own = {"fixed": True} if fixed else {}
    split = sum(item.split for item in standing.items)
    if target in _WITH_PARTS or not split:
        found: Exported = module.export(standing, lang, **own)
        return found
    found = module.export(standing.in_parts, lang, **own)
    return found._replace(remarks=(*found.remarks, counted(split, _IN_PARTS, lang)))
