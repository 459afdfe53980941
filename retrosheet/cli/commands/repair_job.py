"""A workbook judged and mended in memory, before anything of it is written."""

from __future__ import annotations

import io
import shlex
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text, counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from retrosheet.archetype.model import Archetype
    from retrosheet.files.fingerprint import Fingerprint
    from retrosheet.repairing.damages import Damage
    from retrosheet.repairing.diagnosis import Diagnosis
    from retrosheet.workbook.foreign import ForeignBook
    from retrosheet.xlsx.changing.mending import Mending
    from retrosheet.xlsx.reading.package import Package

_NOT_OURS = Text(
    "« {path} » n’est pas un classeur de retrosheet : rien ne permet de le réparer. Pour en faire "
    "un : retrosheet adopt {word}",
    '"{path}" is not a workbook of retrosheet: nothing says how to mend it. To make one of it: '
    "retrosheet adopt {word}",
)
_1904 = Text(
    "« {path} » compte ses jours depuis 1904 : enregistrez-le avec le calendrier depuis 1900.",
    '"{path}" counts its days from 1904: save it with the 1900 date system.',
)
_RULES = Text(
    "{title} : mises en forme conditionnelles morcelées ou répétées ({pieces}) : réunies",
    "{title}: conditional formats torn apart or repeated ({pieces}): put together",
)
_CHECKS = Text(
    "{title} : listes de choix et contrôles morcelés ou répétés ({pieces}) : réunis",
    "{title}: drop-down lists and checks torn apart or repeated ({pieces}): put together",
)
_PIECES = (
    Text("{n} morceau de trop", "{n} piece too many"),
    Text("{n} morceaux de trop", "{n} pieces too many"),
)


class Job(NamedTuple):
    """What was read, what is wrong with it, and the parts of the file that are to change."""

    read: Fingerprint
    faults: tuple[Damage, ...]
    parts: Mapping[str, bytes | None]


class Asked(NamedTuple):
    """The workbook, the day, and what a person says of launch day."""

    path: Path
    today: dt.date
    lang: Lang
    launch: dt.date | None = None


def judged(asked: Asked) -> Job:
    """Reads the workbook and judges it; raises InvalidInput or NoAccess."""
    from retrosheet.files.fingerprint import fingerprint, open_plain
    from retrosheet.xlsx.reading.package import Package
    from retrosheet.xlsx.reading.refusals import told

    path, lang = asked.path, asked.lang
    with told(path, lang), open_plain(path) as file:
        read = fingerprint(file)
        package = Package(file)
        book, found = _diagnosed(package, asked)
        if not found.lost.anything or found.plan is None:
            faults, parts = _mended(package, found)
            return Job(read, faults, parts)
        restored, guesses = _restored(file, package, book, found, asked)
        content = _content(package, restored)
        package = Package(content)
        _, left = _diagnosed(package, asked)
        faults, parts = _mended(package, left)
    return Job(read, (*found.faults, *guesses, *faults), {**restored, **parts})


def _diagnosed(package: Package, asked: Asked) -> tuple[ForeignBook, Diagnosis]:
    from retrosheet.repairing.diagnosis import diagnosed
    from retrosheet.workbook.foreign import ForeignBook
    from retrosheet.xlsx.changing.mending import live_names
    from retrosheet.xlsx.our_tabs import our_tabs
    from retrosheet.xlsx.reading.contents import read_contents

    contents = read_contents(package)
    book = ForeignBook(asked.path.name, our_tabs(package, contents))
    found = diagnosed(book, live_names(contents), asked.today)
    if found is None:
        word = shlex.quote(str(asked.path))
        raise InvalidInput(_NOT_OURS.to(asked.lang).format(path=asked.path, word=word))
    return book, found


def _mended(
    package: Package, found: Diagnosis
) -> tuple[tuple[Damage, ...], dict[str, bytes | None]]:
    from retrosheet.xlsx.changing.mending import mended

    done = mended(package, _mending(found))
    return (*found.faults, *_torn(done.rules, done.checks)), done.parts


def _restored(
    file: BinaryIO, package: Package, book: ForeignBook, found: Diagnosis, asked: Asked
) -> tuple[dict[str, bytes | None], tuple[Damage, ...]]:
    """The parts of a workbook whose lost tabs are given back, and what was guessed for them."""
    from retrosheet.repairing.damages import Damage
    from retrosheet.repairing.restored import Left, restored
    from retrosheet.update.plan import rewriting_of
    from retrosheet.update.reading import NAMES
    from retrosheet.xlsx.hand_made import read_looks
    from retrosheet.xlsx.read import read_areas
    from retrosheet.xlsx.reading.contents import read_contents
    from retrosheet.xlsx.rewrite import planned_parts

    contents = read_contents(package)
    if contents.date1904:
        raise InvalidInput(_1904.to(asked.lang).format(path=asked.path))
    areas = {**contents.areas(NAMES)[0], **found.areas}
    known = {name: area for name, area in areas.items() if name in NAMES}
    tables = dict(zip(known, read_areas(package, contents, list(known.values())), strict=True))
    assert found.plan is not None
    title = found.plan.title
    left = Left(
        tables, found.plan, lambda: read_looks(file, asked.path, title, asked.lang),
        [tab.title for tab in book.tabs], found.columns,
    )  # fmt: skip
    done = restored(
        left, found.lost, asked.today, asked.path.name, asked.lang, asked.launch,
        lambda: _library(asked.lang),
    )  # fmt: skip
    guesses = tuple(Damage("guess", "", text, mended=True) for text in done.guesses)
    guesses += tuple(Damage("update", "", text, mended=True) for text in done.changes)
    return planned_parts(package, rewriting_of(done.update)), guesses


def _library(lang: Lang) -> Iterator[Archetype]:
    from retrosheet.archetype import library
    from retrosheet.archetype.load import load

    for found in library.available():
        yield load(library.find(found.name, lang), lang)


def _content(package: Package, parts: Mapping[str, bytes | None]) -> BinaryIO:
    from retrosheet.xlsx.changing.new_archive import write_archive

    content = io.BytesIO()
    write_archive(package, parts, content)
    content.seek(0)
    return content


def _mending(found: Diagnosis) -> Mending:
    from retrosheet.workbook.plan_tab import ROWS_BELOW
    from retrosheet.xlsx.changing.mending import Formulas, Mending

    formulas: Formulas = {}
    for one in found.formulas:
        rows = formulas.setdefault(one.title, {})
        rows.setdefault(one.row, {})[one.column] = (one.formula, one.said)
    plan = found.areas.get("rs_plan")
    # Our rules also watch what is typed above the plan and below it.
    tabs = {plan.title: range(plan.last_row + ROWS_BELOW + 1)} if plan is not None else {}
    return Mending(found.names, formulas, tabs)


def _torn(rules: Mapping[str, int], checks: Mapping[str, int]) -> Iterator[Damage]:
    from retrosheet.repairing.damages import Damage

    for title, torn in rules.items():
        if torn:
            yield Damage("rules", title, _in_pieces(_RULES, title, torn), mended=True)
        if checks.get(title):
            text = _in_pieces(_CHECKS, title, checks[title])
            yield Damage("checks", title, text, mended=True)


def _in_pieces(text: Text, title: str, n: int) -> Text:
    return text.format(title=title, pieces=Text.by(lambda lang: counted(n, _PIECES, lang)))
