"""A new version of a workbook in the place of the one that was read, whole or not at all.

What is written and how is the business of whoever calls: a sync edits cells, an update and a
repair put parts into the place of others. That nobody's work is written over, is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from retrosheet.files.fingerprint import fingerprint, open_plain
from retrosheet.files.in_use import refuse_in_use
from retrosheet.files.replacing import clear_leftovers, replacing
from retrosheet.xlsx.read import unchanged
from retrosheet.xlsx.reading.package import Package
from retrosheet.xlsx.reading.refusals import CHANGED, Unfit, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from retrosheet.files.backup import Why
    from retrosheet.files.fingerprint import Fingerprint
    from retrosheet.language import Lang

Plan = TypeVar("Plan")


class Written(NamedTuple):
    """A workbook that was written to; ``backup`` is the version before, None where none is kept."""

    backup: Path | None


class Way(NamedTuple, Generic[Plan]):
    """How a new version is made: what is to change, None for nothing; written; and read back.

    Each raises refusals.Unfit for a workbook that it cannot serve.
    """

    planned: Callable[[Package], Plan | None]
    write: Callable[[Package, Plan, BinaryIO], None]
    verify: Callable[[Package, Package, Plan], None]


def written_in_place(
    path: Path, read: Fingerprint, way: Way[Plan], lang: Lang, why: Why = "sync"
) -> Written | None:
    """Write into the workbook that was ``read``; None where there was nothing to write.

    The new file is made beside the old one, read back and compared with it, and moved over it only
    if the old one has not changed since it was read. One backup of the version before stays beside
    it, named after ``why`` (see ``replacing``). Where nothing would change, nothing is opened for
    writing.

    Raises, in ``lang`` and with the file untouched: NoAccess for a file that is open elsewhere,
    changed since it was read, being written by another run, write-protected, or has no room on its
    disk; InvalidInput for one that ``way`` refuses.
    """
    with told(path, lang):
        refuse_in_use(path, lang)
        target = path.resolve()
        with open_plain(target) as file:
            if fingerprint(file) != read:
                raise Unfit(CHANGED)
            with unchanged(file, read):
                package = Package(file)
                plan = way.planned(package)
            if plan is None:
                clear_leftovers(target)
                return None
            with replacing(path, lang, why) as (new_file, move):
                with unchanged(file, read):
                    way.write(package, plan, new_file)
                    new_file.flush()
                    way.verify(package, Package(new_file), plan)
                refuse_in_use(path, lang)
                with open_plain(target) as again:
                    if fingerprint(again) != read:
                        raise Unfit(CHANGED)
                file.close()  # Windows moves no file over one that is open
                return Written(move())
