"""The roles, channels and blocks of an archetype with those of a file that extends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.references import unknown
from retrosheet.archetype.composing.changing import changed
from retrosheet.archetype.format.fields import ARCHETYPE, BLOCK
from retrosheet.archetype.source.filled import Reference
from retrosheet.archetype.source.nodes import Mapping
from retrosheet.archetype.source.problems import RawProblem, line_of
from retrosheet.archetype.source.reading import Reader, is_empty
from retrosheet.archetype.source.trees import entries_of, value_of, with_value
from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.archetype.format.shapes import IdKind
    from retrosheet.archetype.source.nodes import Node, Scalar

_TABLES: tuple[tuple[str, IdKind], ...] = (
    ("roles", "role"),
    ("channels", "channel"),
    ("blocks", "block"),
)


def with_tables(root: Mapping, extension: Mapping) -> tuple[Mapping, list[RawProblem]]:
    """``root`` with the ids that ``extension`` adds, changes or, by an empty value, removes.

    An id that something still names is not removed but complained about.
    """
    complaints: list[RawProblem] = []
    for key, kind in _TABLES:
        changes = value_of(extension, key)
        if not isinstance(changes, Mapping):
            continue
        table = {name.text.strip(): (name, value) for name, value in entries_of(root, key)}
        gone: list[Reference] = []
        for name, value in changes.entries:
            text = name.text.strip()
            if is_empty(value):
                gone.append(Reference(kind, text, name.place))
            else:
                old = table.get(text)
                table[text] = _changed(key, old, name, value)
        known = tuple(table)
        complaints.extend(
            RawProblem(reference.place, unknown(reference, known))
            for reference in gone
            if reference.id not in table
        )
        named = _named(root) if gone else {}
        for reference in gone:
            use = named.get(reference[:2])
            if use is not None:
                complaints.append(RawProblem(reference.place, _still_named(reference, use)))
            else:
                table.pop(reference.id, None)
        own = value_of(root, key)
        place = changes.place if own is None else own.place
        if table or own is not None:
            root = with_value(root, key, Mapping(list(table.values()), place))
    return root, complaints


def _changed(
    key: str, old: tuple[Scalar, Node] | None, name: Scalar, value: Node
) -> tuple[Scalar, Node]:
    """An entry with another value; of a block, only the keys given change."""
    if old is None:
        return name, value
    if key == "blocks" and isinstance(old[1], Mapping) and isinstance(value, Mapping):
        return old[0], changed(old[1], value, BLOCK)
    return old[0], value


def _named(root: Mapping) -> dict[tuple[str, str], Reference]:
    """The first mention of each id."""
    reader = Reader()
    reader.record(root, ARCHETYPE)
    found: dict[tuple[str, str], Reference] = {}
    for reference in reader.named:
        found.setdefault(reference[:2], reference)
    return found


def _still_named(reference: Reference, use: Reference) -> Text:
    name, line = quoted(reference.id), line_of(use.place, reference.place)
    return Text(
        "« {name} » sert encore, {line} : changez ou retirez d’abord ce qui le nomme",
        '"{name}" is still used, {line}: change or remove first what names it',
    ).format(name=name, line=line)
