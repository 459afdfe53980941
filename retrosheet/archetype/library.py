"""Where archetypes and shared blocks lie, and how one is found by its name or its path.

A name is looked for in three folders, and the first that has it wins: ``./templates`` of the
current folder, the user's own folder, then the library that ships with retrosheet. So a person's
archetype of the same name stands in for the shipped one. Blocks that several archetypes share are
the files ``shared/NAME.yaml`` of the same folders, and of the folder of the archetype that uses
them.
"""

from __future__ import annotations

import atexit
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from retrosheet.archetype.source.nearest import suggestion
from retrosheet.archetype.source.unfit import quoted
from retrosheet.errors import InvalidInput
from retrosheet.language import DEFAULT, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from retrosheet.language import Lang

Where = Literal["folder", "user", "library"]

# Names the user's own folder in place of the system's.
VARIABLE = "RETROSHEET_TEMPLATES"
_SUFFIXES = (".yaml", ".yml")
# Other programs too keep YAML in a folder called templates.
_OURS = re.compile(rb"^(\xef\xbb\xbf)?(format|extends|phases)[ \t]*:", re.MULTILINE)
_ENOUGH = 100_000


class Found(NamedTuple):
    """An archetype's file, and whose folder it lies in."""

    name: str
    path: Path
    where: Where


def folder() -> Path:
    """Where the shipped archetypes lie: in the package, or beside it in a source tree.

    From an archive that Python runs, as ``python -m zipapp`` makes one, they are unpacked.
    """
    package = Path(__file__).resolve().parents[1]
    if not package.is_dir():
        return _unpacked()
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


@cache
def _unpacked() -> Path:
    """A copy of the archive's archetypes, for as long as the process lives."""
    from importlib.resources import files
    from shutil import rmtree
    from tempfile import mkdtemp

    package: Any = files("retrosheet")
    inside, beside = package / "templates", package.parent / "templates"
    copy = Path(mkdtemp(prefix="retrosheet-"))
    atexit.register(rmtree, copy, ignore_errors=True)
    _copy(inside if inside.is_dir() else beside, copy)
    return copy


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for found in source.iterdir():
        if found.is_dir():
            _copy(found, target / found.name)
        else:
            (target / found.name).write_bytes(found.read_bytes())


def user_folder() -> Path:
    """A person's own archetypes, for all their campaigns; it need not exist.

    RETROSHEET_TEMPLATES if it is set; else where the system keeps settings: ``~/.config`` on Linux,
    ``~/Library/Application Support`` on macOS, ``%APPDATA%`` on Windows.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(os.path.expanduser(chosen))  # noqa: PTH111 (Path's fails where there is no home)
    from platformdirs import user_config_path

    return user_config_path("retrosheet", appauthor=False, roaming=True) / "templates"


def names() -> tuple[str, ...]:
    """The names of the shipped archetypes, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.yaml")))


def available() -> tuple[Found, ...]:
    """Every archetype that can be named here, by name; of several of one name, the one meant."""
    found: dict[str, Found] = {}
    for place, where in _places():
        for name, path in _files(place, where).items():
            found.setdefault(name, Found(name, path, where))
    return tuple(found[name] for name in sorted(found))


def find(
    name_or_path: str, lang: Lang = DEFAULT, *, beside: Path | None = None, but: Path | None = None
) -> Path:
    """The file of an archetype, by its name or its path.

    ``beside`` is the folder of the file that names it: names and relative paths are looked for
    there first. ``but`` is a file that is not meant, so that an archetype may extend the shipped
    one of its own name. Raises InvalidInput, with the nearest names, where there is none.
    """
    found = looked_for(name_or_path, beside=beside, but=but)
    if isinstance(found, Path):
        return found
    raise InvalidInput(found.to(lang))


def looked_for(
    name_or_path: str, *, beside: Path | None = None, but: Path | None = None
) -> Path | Text:
    """What ``find`` finds, or what to say where there is none."""
    for path in _candidates(name_or_path, beside):
        if _is_file(path) and not (but is not None and _same(path, but)):
            return path
    return _unknown(name_or_path, beside)


def shared_folders(beside: Path | None = None) -> tuple[Path, ...]:
    """The folders of shared blocks, first the one that wins; ``beside`` is an archetype's."""
    places = [] if beside is None else [beside]
    places += [place for place, _ in _places()]
    found: dict[Path, Path] = {}
    for place in places:
        shared = place / "shared"
        if _is_folder(shared):
            found.setdefault(shared.resolve(), shared)
    return tuple(found.values())


def find_shared(name: str, beside: Path | None = None) -> Path | None:
    """The file of a shared block, by its name; None if there is none."""
    if not _is_name(name):
        return None
    files = (place / f"{name}{suffix}" for place in shared_folders(beside) for suffix in _SUFFIXES)
    return next(filter(_is_file, files), None)


def shared_names(beside: Path | None = None) -> tuple[str, ...]:
    """The names of the shared blocks, in alphabetical order."""
    return tuple(sorted({name for place in shared_folders(beside) for name in _yaml(place)}))


def _places() -> Iterator[tuple[Path, Where]]:
    """The folders of archetypes, first the one that wins.

    Where a folder is the library itself, as ``./templates`` is in a source tree, it is that only.
    """
    shipped = folder()
    ours = (shipped, Path(__file__).resolve().parents[2] / "templates")
    owned: tuple[tuple[Path, Where], ...] = ((Path("templates"), "folder"), (user_folder(), "user"))
    for place, where in owned:
        if _is_folder(place) and not any(_same(place, our) for our in ours):
            yield place, where
    yield shipped, "library"


def _files(place: Path, where: Where) -> dict[str, Path]:
    files = _yaml(place)
    if where == "folder":
        files = {name: path for name, path in files.items() if _is_ours(path)}
    return files


def _yaml(place: Path) -> dict[str, Path]:
    """The YAML files of a folder by name; ``.yaml`` wins over ``.yml``."""
    files = sorted(place.glob("*.y*ml"), key=lambda path: path.suffix, reverse=True)
    return {path.stem: path for path in files if path.suffix in _SUFFIXES}


def _is_ours(path: Path) -> bool:
    """Whether a file looks like an archetype; one that cannot be opened is given the benefit."""
    try:
        with path.open("rb") as file:
            return _OURS.search(file.read(_ENOUGH)) is not None
    except OSError:
        return True


def _candidates(name: str, beside: Path | None) -> Iterator[Path]:
    if _is_name(name):
        if beside is not None:
            yield from (beside / f"{name}{suffix}" for suffix in _SUFFIXES)
        for place, where in _places():
            path = _files(place, where).get(name)
            if path is not None:
                yield path
    if beside is not None:
        yield beside / name
    yield Path(name)


def _is_name(name: str) -> bool:
    return bool(name) and Path(name).name == name and "\\" not in name and name != ".."


def _is_file(path: Path) -> bool:
    """False also of a name that no file can have, and where it may not be known."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _unknown(name: str, beside: Path | None) -> Text:
    path = Path(name)
    if _is_folder(path):
        return Text(
            "{path} est un dossier : donnez un fichier YAML.",
            "{path} is a folder: give a YAML file.",
        ).format(path=path)
    if path.suffix in _SUFFIXES or path.name != name:
        return Text(
            "Le fichier {name} n’existe pas. Vérifiez le chemin, ou donnez un nom de la "
            "bibliothèque ; retrosheet list les montre.",
            "There is no file {name}. Check the path, or give a name from the library; "
            "retrosheet list shows them.",
        ).format(name=quoted(name))
    known = {found.name for found in available()}
    if beside is not None:
        known.update(_yaml(beside))
    ask = Text("retrosheet list les montre", "retrosheet list shows them")
    hint = suggestion(name, sorted(known), ask)
    return Text(
        "Type de campagne inconnu : « {name} » ; {hint}", 'Unknown campaign type: "{name}"; {hint}'
    ).format(name=quoted(name), hint=hint)
