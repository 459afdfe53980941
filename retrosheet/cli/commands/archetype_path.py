"""Where ``archetype new`` writes, and how the new file names the one that it starts from."""

from __future__ import annotations

import os
import re
from pathlib import Path

from retrosheet.archetype import library
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.slugs import slug

_SUFFIXES = (".yaml", ".yml")
_LONGEST = 80
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
# Signs that a path, a system or a command line takes for something else.
_FORBIDDEN = frozenset('<>:"/\\|?*')
_TAKEN = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)

_NO_NAME = Text(
    "il manque le nom ; écrivez par exemple : retrosheet archetype new salon-pro",
    "the name is missing; write for example: retrosheet archetype new trade-show",
)
_BAD_NAME = Text(
    "NAME : « {name} » ne peut pas être un nom de fichier ; écrivez des lettres, des chiffres et "
    "des tirets, comme salon-pro. Pour un autre dossier : -o DOSSIER.",
    'NAME: "{name}" cannot be the name of a file; write letters, digits and hyphens, like '
    "trade-show. For another folder: -o FOLDER.",
)
_WRITE_YAML = Text(
    "--output : « {path} » ; donnez un nom qui finit par .yaml, par exemple {better}, ou un "
    "dossier qui existe.",
    '--output: "{path}"; give a name that ends in .yaml, for example {better}, or a folder that '
    "exists.",
)
_ONE_PLACE = Text(
    "--user et --output ensemble : gardez l’un des deux.",
    "--user and --output together: keep one of the two.",
)


def asked_path(name: str | None, output: str | None, lang: Lang, *, user: bool) -> Path:
    """The file of a new archetype; raises InvalidInput with all that is wrong with the request."""
    problems = []
    file = Path()
    if not name:
        problems.append(_NO_NAME.to(lang))
    elif not _is_file_name(stem := stem_of(name)):
        problems.append(_BAD_NAME.to(lang).format(name=_shown(name)))
    else:
        file = Path(f"{clean_name(stem)}{_SUFFIXES[0]}")
    if user and output is not None:
        problems.append(_ONE_PLACE.to(lang))
    elif output is not None and not Path(output).is_dir():
        given = Path(output)
        if given.suffix.casefold() not in _SUFFIXES or not _is_file_name(given.stem):
            better = file.name or f"trade-show{_SUFFIXES[0]}"
            problems.append(_WRITE_YAML.to(lang).format(path=_shown(output), better=better))
        return _or_raise(given, problems)
    folder = library.user_folder() if user else Path(output or ".")
    return _or_raise(folder / file, problems)


def clean_name(stem: str) -> str:
    """The name as it is easily typed: journée portes ouvertes becomes journee-portes-ouvertes.

    A name without a Latin letter in it, or with none but plain ones, stays as it is.
    """
    return stem if _PLAIN.fullmatch(stem) else slug(stem) or stem


def stem_of(name: str) -> str:
    """The name without the suffix that somebody may have typed."""
    suffix = next((known for known in _SUFFIXES if name.casefold().endswith(known)), "")
    return name[: len(name) - len(suffix)]


def reference_to(base: Path, path: Path) -> str:
    """How the file ``path`` names ``base``: by its name wherever that says which one is meant."""
    homes = (library.folder(), library.user_folder(), path.parent)
    if any(base.resolve().parent == home.resolve() for home in homes):
        try:
            found = library.find(base.stem, beside=path.parent, but=path)
        except InvalidInput:
            found = None
        if found is not None and found.resolve() == base.resolve():
            return base.stem
    try:
        return Path(os.path.relpath(base.resolve(), path.parent.resolve())).as_posix()
    except ValueError:  # on another drive of Windows
        return base.resolve().as_posix()


def _or_raise(path: Path, problems: list[str]) -> Path:
    if problems:
        raise InvalidInput("\n".join(problems))
    return path


def _is_file_name(stem: str) -> bool:
    """Whether every system can hold a file of this name, and a person can type it."""
    return (
        0 < len(stem) <= _LONGEST
        and stem.isprintable()
        and not _FORBIDDEN.intersection(stem)
        and stem[0] not in ".-~ "
        and stem[-1] not in ". "
        and stem.casefold() not in _TAKEN
    )


def _shown(typed: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in typed[:_LONGEST])
