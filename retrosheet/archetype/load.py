"""An archetype file read and checked: the archetype, or all its problems at once."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.archetype.building import archetype
from retrosheet.archetype.checking import circles, due_dates, expansions, references, rules, split
from retrosheet.archetype.checking.drafts import drafts
from retrosheet.archetype.composing.nested import flattened
from retrosheet.archetype.format.fields import ARCHETYPE
from retrosheet.archetype.source import nodes
from retrosheet.archetype.source.problems import Problem, RawProblem, problems_of
from retrosheet.archetype.source.reading import Reader
from retrosheet.archetype.source.trees import uses_shared
from retrosheet.archetype.source.versions import newer
from retrosheet.errors import InvalidArchetype, InvalidInput, NoAccess
from retrosheet.language import DEFAULT, Text

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype
    from retrosheet.archetype.source.filled import Filled
    from retrosheet.language import Lang

# Files of tables, which people give where a campaign type is wanted.
_FAR_ENOUGH = 1_000_000
_TABLES = (".csv", ".tsv", ".md", ".xlsx", ".xlsm")
_A_TABLE = Text(
    "« {path} » n’est pas un type de campagne en YAML. Si c’est un tableau de tâches : retrosheet "
    "import {word} -o {better}",
    '"{path}" is not a campaign type in YAML. If it is a table of tasks: retrosheet import {word} '
    "-o {better}",
)


# How archives, PDF and the documents of an old Office begin; no text does.
_BEGINNINGS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
_A_DOCUMENT = Text(
    "« {path} » est le document d’un autre programme, pas un type de campagne, qui est un texte en "
    "YAML. Si c’est le tableau d’un tableur, enregistrez-le au format .xlsx",
    '"{path}" is a document of another program, not a campaign type, which is a text in YAML. If '
    "it is a spreadsheet, save it as .xlsx",
)
_A_WORKBOOK = Text(
    "« {path} » est un classeur, pas un type de campagne. Où il en est : retrosheet sync {word}",
    '"{path}" is a workbook, not a campaign type. Where it stands: retrosheet sync {word}',
)


def _is_workbook(path: Path) -> bool:
    """Whether a file is a workbook of ours, by a name that only ours define."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as book, book.open("xl/workbook.xml") as part:
            return b"rs_plan" in part.read(_FAR_ENOUGH)
    except (OSError, KeyError, RuntimeError, zipfile.BadZipFile, NotImplementedError, EOFError):
        return False


def load(path: str | Path, lang: Lang = DEFAULT, launch: str = "") -> Archetype:
    """The archetype in a YAML file.

    ``launch`` is launch day as somebody typed it, for the command that would import a table.
    Raises InvalidArchetype with all the file's problems, messages in ``lang``; InvalidInput where
    there is no such file, NoAccess where it may not be read.
    """
    data = _bytes(Path(path), lang)
    text = nodes.decoded(data)
    found: Archetype | None = None
    if isinstance(text, RawProblem):
        problems = problems_of([text], str(path), lang)
    else:
        found, problems = read(text, str(path), lang)
    if found is None and _is_workbook(Path(path)):
        raise InvalidInput(_A_WORKBOOK.to(lang).format(path=path, word=shlex.quote(str(path))))
    if found is None and Path(path).suffix.casefold() in _TABLES:
        better = shlex.quote(Path(path).stem + ".yaml")
        if launch:
            better += f" --launch {shlex.quote(launch)}"
        word = shlex.quote(str(path))
        raise InvalidInput(_A_TABLE.to(lang).format(path=path, word=word, better=better))
    if found is None and data.startswith(_BEGINNINGS):
        raise InvalidInput(_A_DOCUMENT.to(lang).format(path=path))
    if found is None:
        raise InvalidArchetype(problems)
    return found


def read(text: str, path: str, lang: Lang = DEFAULT) -> tuple[Archetype | None, list[Problem]]:
    """The archetype in a text, or None and what is wrong with it, sorted by position.

    ``path`` is what the problems and the archetype name as their file, and where the files that it
    extends or uses are looked for; nothing is opened but these.
    """
    root, complaints = _checked(text, path)
    problems = problems_of(complaints, path, lang)
    if problems or root is None:
        return None, problems
    return archetype(root, Path(path).stem, path), []


def _checked(text: str, path: str) -> tuple[Filled | None, list[RawProblem]]:
    root, complaints = nodes.parse(text)
    if root is None:
        return None, complaints
    later = newer(root)
    if later is not None:
        return None, [later]
    root, deep = flattened(root)
    complaints.extend(deep)
    if isinstance(root, nodes.Mapping) and _is_composed(root):
        from retrosheet.archetype.composing.assembling import assembled

        root, more = assembled(root, path)
        complaints.extend(more)
        if root is None:
            return None, complaints
    reader = Reader()
    filled = reader.record(root, ARCHETYPE)
    complaints.extend(reader.complaints)
    complaints.extend(references.check(reader.declared, reader.named))
    if filled is not None:
        found = drafts(filled)
        complaints.extend(rules.check(filled))
        complaints.extend(split.check(filled, found))
        tasks = split.linked(found)
        complaints.extend(circles.check(tasks))
        complaints.extend(due_dates.check(tasks))
        complaints.extend(expansions.check(tasks))
    return filled, complaints


def _is_composed(root: nodes.Mapping) -> bool:
    """Whether the file extends another, uses shared blocks or is one."""
    keys = {key.text for key, _ in root.entries}
    return "extends" in keys or ("tasks" in keys and "phases" not in keys) or uses_shared(root)


def _bytes(path: Path, lang: Lang) -> bytes:
    """The beginning of a file, long enough to tell that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(nodes.LARGEST + 1)
    except FileNotFoundError:
        text = Text("Le fichier {path} n’existe pas.", "There is no file {path}").format(path=path)
        raise InvalidInput(text.to(lang)) from None
    except IsADirectoryError:
        text = Text(
            "{path} est un dossier : donnez un fichier YAML.",
            "{path} is a folder: give a YAML file.",
        ).format(path=path)
        raise InvalidInput(text.to(lang)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        text = Text(
            "Le fichier {path} ne peut pas être lu ({reason}) : vérifiez vos droits sur lui.",
            "The file {path} cannot be read ({reason}): check your permissions on it.",
        ).format(path=path, reason=reason)
        raise NoAccess(text.to(lang)) from error
