"""The description of a workbook as an .xlsx file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.files.atomic import replace_file
from retrosheet.files.in_use import refuse_in_use

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.workbook.model import Workbook


def render(workbook: Workbook) -> bytes:
    """The .xlsx file; equal workbooks give equal bytes.

    Raises RenderingError when the description asks for what the format cannot hold.
    """
    # Loading XlsxWriter takes as long as drawing a campaign with it: not before it is needed.
    from retrosheet.xlsx.writing.book import build

    return build(workbook)


def save(workbook: Workbook, path: Path, *, keep_before: bool = True) -> Path | None:
    """Write the workbook to ``path``, replacing what is there; all of it, or nothing.

    With ``keep_before``, a version before stays beside it as a backup, which is returned. Raises
    NoAccess, in the workbook's language, when the file cannot be written, or is open elsewhere.
    """
    refuse_in_use(path, workbook.lang)
    return replace_file(path, render(workbook), workbook.lang, keep_before=keep_before)
