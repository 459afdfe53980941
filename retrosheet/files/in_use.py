"""Who has a workbook open, as spreadsheet programs say it with a file beside it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from retrosheet.errors import NoAccess
from retrosheet.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.language import Lang

_OPEN_ELSEWHERE = Text(
    "« {path} » est ouvert ailleurs ({who}) : rien n’a été écrit. Enregistrez-le et fermez-le, "
    "puis recommencez. Si personne ne l’a ouvert, supprimez « {mark} ».",
    '"{path}" is open elsewhere ({who}): nothing was written. Save and close it, then try again. '
    'If nobody has it open, delete "{mark}".',
)
_NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")


def in_use(path: Path) -> str | None:
    """Who has the workbook open: a name, or the program where there is none; None for nobody.

    A program that crashed leaves its file behind: that looks as if it still had the workbook open.
    """
    target = path.resolve()
    for mark, program, owner in (
        (lock_file(target), "LibreOffice", _libreoffice_owner),
        (target.with_name(f"~${target.name}"), "Excel", _excel_owner),
    ):
        try:
            with mark.open("rb") as file:
                content = file.read(4096)
        except PermissionError:
            if not os.path.lexists(mark):
                continue
            return program  # Excel on Windows keeps its own file to itself
        except OSError:
            continue  # no file, or a name that is too long for any program to make it
        return _NOT_PRINTABLE.sub(" ", owner(content)).strip()[:80] or program
    return None


def refuse_in_use(path: Path, lang: Lang) -> None:
    """Raise NoAccess, with the name of whoever has the workbook open, if anyone has."""
    who = in_use(path)
    if who is not None:
        mark = next(iter(marks(path)), path)
        raise NoAccess(_OPEN_ELSEWHERE.to(lang).format(path=path, who=who, mark=mark.name))


def marks(path: Path) -> tuple[Path, ...]:
    """The files beside the workbook that say so, for a person who knows better."""
    target = path.resolve()
    both = (lock_file(target), target.with_name(f"~${target.name}"))
    return tuple(mark for mark in both if os.path.lexists(mark))


def lock_file(target: Path) -> Path:
    return target.with_name(f".~lock.{target.name}#")


def _libreoffice_owner(content: bytes) -> str:
    r"""``name,login,host,date,folder;`` with ``\,`` for a comma within."""
    fields = re.split(r"(?<!\\),", content.decode("utf-8", "replace"))
    names = [field.replace("\\", "").strip() for field in fields[:3]]
    name = next((name for name in names[:2] if name), "")
    host = names[2] if len(names) == 3 else ""
    return f"{name} ({host})" if name and host else name or host


def _excel_owner(content: bytes) -> str:
    """One byte of length and the name, then the same in two-byte letters from byte 55 on."""
    if len(content) >= 57:
        length = int.from_bytes(content[55:57], "little")
        name = content[57 : 57 + 2 * length].decode("utf-16-le", "replace").strip("\0 ")
        if name and length <= 54:
            return name
    length = content[0] if content else 0
    return content[1 : 1 + length].decode("cp1252", "replace").strip("\0 ")
