"""The targets of an export, by the names that a command line takes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

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


def exported(target: str, standing: Standing, lang: Lang, *, fixed: bool = False) -> Exported:
    """The files for one of ``TARGETS``; ``fixed`` is for Microsoft Project alone."""
    module = import_module(f"retrosheet.exchange.{TARGETS[target].module}")
    own = {"fixed": True} if fixed else {}
    found: Exported = module.export(standing, lang, **own)
    return found
