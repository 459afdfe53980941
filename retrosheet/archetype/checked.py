"""The library's archetypes as they were last checked, beside the YAML that people read.

Reading YAML with the line of every value takes longer than all that a command does with it: in a
browser, seconds for a list. What was read is kept as plain data, with the checksum of every file
that it came from; where one byte of them differs, the YAML is read. ``python -m
retrosheet.archetype.checked`` writes it anew, and a test holds it equal to the YAML.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zlib import crc32

from retrosheet.archetype.library import folder
from retrosheet.archetype.model import Archetype
from retrosheet.archetype.writing.values import by_language
from retrosheet.language import SOURCES, Lang, Text

__all__ = ["checked", "kept_in"]

_Made = Callable[[Any], Any]


def kept_in() -> Path:
    """The folder of the files, one an archetype."""
    return Path(__file__).with_name("kept")


def checked(path: Path) -> Archetype | None:
    """The archetype of a file as it was checked; None where its YAML must be read.

    That is: where it is none of the library's, or no longer what was checked.
    """
    library = folder()
    if path.parent != library:
        return None
    try:
        found = json.loads((kept_in() / f"{path.stem}.json").read_bytes())
        for name, checksum in found["sources"].items():
            if crc32((library / name).read_bytes()) != checksum:
                return None
    except (OSError, ValueError, KeyError):
        return None
    archetype: Archetype = _maker(Archetype)(found["archetype"])
    return replace(archetype, path=str(path))


def _plain(value: Any) -> Any:
    """A value of the model as JSON: records without their defaults, tuples as lists.

    A text is the list of its words in the languages of all archetypes, or all of them by language.
    """
    if isinstance(value, Text):
        said = by_language(value)
        return list(said.values()) if tuple(said) == SOURCES else said
    if is_dataclass(value):
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        usual = {field.name: field.default for field in fields(value)}
        return {
            name: _plain(given)
            for name, given in own.items()
            if usual[name] is MISSING or given != usual[name]
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@cache
def _maker(kind: Any) -> _Made:
    """What makes a value of a type of the model out of its JSON."""
    if kind is Text:
        return _text
    if is_dataclass(kind):
        return _record(kind)
    if get_origin(kind) in (Union, UnionType):
        return _one_of([_maker(part) for part in get_args(kind) if part is not NoneType], kind)
    if get_origin(kind) is tuple:
        item, *others = get_args(kind)
        if others == [...]:
            return _each(_maker(item))
        return _each_by(tuple, [_maker(part) for part in (item, *others)])
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _each_by(lambda parts: kind(*parts), map(_maker, get_type_hints(kind).values()))
    return dt.date.fromisoformat if kind is dt.date else _as_it_is


def _text(value: list[str] | dict[Lang, str]) -> Text:
    return Text.of(value if isinstance(value, dict) else dict(zip(SOURCES, value, strict=True)))


def _as_it_is(value: Any) -> Any:
    return value


def _each(made: _Made) -> _Made:
    return lambda values: tuple(map(made, values))


def _each_by(whole: _Made, parts: Any) -> _Made:
    makers = tuple(parts)
    return lambda values: whole(made(value) for made, value in zip(makers, values, strict=True))


def _one_of(makers: list[_Made], kind: Any) -> _Made:
    """Of several types the first whose JSON looks alike: a date is a text, a tuple a list."""
    if len(makers) == 1:
        return lambda value: None if value is None else makers[0](value)
    assert set(get_args(kind)) > {dt.date, NoneType}
    a_date = makers[[part for part in get_args(kind) if part is not NoneType].index(dt.date)]
    (other,) = (made for made in makers if made is not a_date)

    def made(value: Any) -> Any:
        return None if value is None else (a_date if isinstance(value, str) else other)(value)

    return made


def _record(kind: Any) -> _Made:
    makers: dict[str, _Made] = {}

    def made(value: dict[str, Any]) -> Any:
        if not makers:
            # Only now: a record may hold records of its own kind.
            makers.update({name: _maker(part) for name, part in get_type_hints(kind).items()})
        return kind(**{name: makers[name](given) for name, given in value.items()})

    return made


def _write() -> None:
    """Check the library and keep what was read."""
    from retrosheet.archetype.load import read

    kept_in().mkdir(exist_ok=True)
    for old in kept_in().glob("*.json"):
        old.unlink()
    for path in sorted(folder().glob("*.yaml")):
        archetype, problems = read(path.read_text("utf-8"), str(path))
        assert archetype is not None, problems
        sources = (path.name, *map("shared/{}.yaml".format, _uses(path)))
        checksums = {name: crc32((folder() / name).read_bytes()) for name in sources}
        kept = {"sources": checksums, "archetype": _plain(replace(archetype, path=""))}
        text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        (kept_in() / f"{path.stem}.json").write_text(text + "\n", "utf-8")


def _uses(path: Path) -> list[str]:
    """The shared blocks of an archetype; in the library none extends another."""
    import yaml

    tree = yaml.safe_load(path.read_text("utf-8"))
    assert "extends" not in tree
    items = [item for phase in tree["phases"] for item in phase["tasks"]]
    return sorted({item["use"] for item in items if "use" in item})


if __name__ == "__main__":
    _write()
