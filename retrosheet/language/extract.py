"""Gather the texts of the code for translators, and bring every catalogue up to date.

``python -m retrosheet.language.extract [TEMPLATE.pot]``, or ``make catalogue``: each registered
language beyond French and English gets ``catalogues/<code>.po``, with what is new in the code and
without what is gone, and the compiled ``.mo`` beside it, which ``text`` reads. Says what is still
to be translated; the exit code is 1 while anything is. Needs Babel, of the development extra.
"""

from __future__ import annotations

import ast
import datetime as dt
import sys
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from retrosheet.language.registry import LANGS, SOURCES, Lang

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOT = Path(__file__).parents[1]
_PAGES = _ROOT.parent / "website"
"""The web page, which stands beside the package where there is the whole source."""
_CATALOGUES = Path(__file__).parent / "catalogues"
_WIDTH = 100
_NO_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The day in a catalogue's head: the same texts give the same bytes."""


class Source(NamedTuple):
    """A text of the code as it is written there, and the files that say it."""

    fr: str
    en: str
    files: tuple[str, ...]


def sources(*roots: Path) -> tuple[Source, ...]:
    """Every ``Text`` below the folders, by its English words and then its French ones.

    Without a folder those of the package and of the web page.

    Raises ValueError with all that are not two literals: no translator would ever see them.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    wrong: list[str] = []
    paths = [
        (path, path.relative_to(root.parent).as_posix())
        for root in roots or (_ROOT, _PAGES)
        for path in sorted(root.rglob("*.py"))
        if "node_modules" not in path.parts
    ]
    for path, file in paths:
        for call in _texts(path):
            match call:
                case ast.Call(args=[ast.Constant(value=str(fr)), ast.Constant(value=str(en))]):
                    found.setdefault((en, fr), {})[file] = None
                case _:
                    wrong.append(f"{file}:{call.lineno}: {ast.unparse(call)}")
    if wrong:
        raise ValueError("a Text takes two literals:\n" + "\n".join(wrong))
    return tuple(
        Source(fr, en, tuple(files)) for (en, fr), files in sorted(found.items()) if _has_words(en)
    )


def _texts(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Text")):
                yield node


def _has_words(text: str) -> bool:
    """Whether there is anything to translate: not in "{name} ({id})"."""
    return any(char.isalpha() for said, _, _, _ in Formatter().parse(text) for char in said)


def template(*roots: Path) -> Catalog:
    """What translators are given: the English text, with the French one as a comment.

    Where two texts share their English words, the French ones are also the context that keeps them
    apart.
    """
    made = _empty(None)
    texts = sources(*roots)
    shared = {one.en for one, other in pairwise(texts) if one.en == other.en}
    for text in texts:
        made.add(
            text.en,
            locations=[(file, 0) for file in text.files],
            auto_comments=[text.fr],
            context=text.fr if text.en in shared else None,
        )
    return made


def brought_up_to_date(catalogue: Catalog, new: Catalog) -> None:
    """The catalogue with the texts of the code; what is gone is left out, nothing is guessed."""
    catalogue.update(new, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()


def gaps(catalogue: Catalog, new: Catalog) -> list[str]:
    """What is still to be done: texts without a translation, or with other parts in it."""
    found = []
    for text in new:
        said = catalogue.get(str(text.id), text.context) if text.id else text
        if said is None or not said.string or said.fuzzy:
            found.append(f"not translated: {text.id}")
        elif text.id and parts(str(said.string)) != parts(str(text.id)):
            found.append(f"other parts: {text.id} → {said.string}")
    return found


def parts(text: str) -> set[str]:
    """The ``{parts}`` of a template."""
    return {part for _, part, _, _ in Formatter().parse(text) if part is not None}


def read(lang: Lang, folder: Path = _CATALOGUES) -> Catalog:
    """The catalogue of a language; an empty one for a language that has none yet."""
    path = folder / f"{lang}.po"
    if not path.exists():
        return _empty(lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang)


def write(lang: Lang, catalogue: Catalog, folder: Path = _CATALOGUES) -> None:
    """The catalogue as text for people and compiled for the program."""
    folder.mkdir(exist_ok=True)
    with (folder / f"{lang}.po").open("wb") as text:
        _write_po(text, catalogue)
    with (folder / f"{lang}.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


def main(arguments: Sequence[str] = ()) -> int:
    new = template()
    for path in map(Path, arguments):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            _write_po(file, new)
        print(f"{path}: {len(new)} texts")
    missing = 0
    for lang in LANGS:
        if lang not in SOURCES:
            catalogue = read(lang)
            brought_up_to_date(catalogue, new)
            write(lang, catalogue)
            left = gaps(catalogue, new)
            print(f"{lang}: {len(new)} texts, {len(left)} to do", *left, sep="\n  ")
            missing += len(left)
    return 1 if missing else 0


def _empty(lang: Lang | None) -> Catalog:
    return Catalog(
        lang,
        header_comment="# The texts of retrosheet; the French ones stand beside them as comments.",
        project="retrosheet",
        version="in development",
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
        fuzzy=False,
    )


def _write_po(file: BinaryIO, catalogue: Catalog) -> None:
    for text in catalogue:
        text.flags.discard("python-format")  # "60% done" is no format of anybody's
    write_po(file, catalogue, width=_WIDTH, ignore_obsolete=True, include_lineno=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
