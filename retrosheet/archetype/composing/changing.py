"""A mapping changed key by key, as a file that extends another or uses a block says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.source.nodes import Mapping, Refused
from retrosheet.archetype.source.reading import is_empty

if TYPE_CHECKING:
    from retrosheet.archetype.format.shapes import Record


def changed(node: Mapping, change: Mapping, record: Record) -> Mapping:
    """``node`` with the keys of ``change`` in place of its own; an empty one takes its key away.

    A key also takes away those that cannot stand beside it, such as ``due`` the ``period``, and
    those that cannot stand without what went away. The id and what ``record`` requires stay; what
    is wrong with ``change`` is passed over, as somebody else complains of it.
    """
    known = {field.key: field for field in record.fields if field.key != "id"}
    given = {
        key.text: (key, value)
        for key, value in change.entries
        if key.text in known
        and not isinstance(value, Refused)
        and not (known[key.text].required and is_empty(value))
    }
    gone = {key for key, (_, value) in given.items() if is_empty(value)}
    stay = given.keys() - gone
    for apart in record.apart:
        strong = apart.keys[:1] if apart.first else apart.keys
        if stay & set(strong):
            gone |= set(apart.keys) - stay
    for key, other in record.along:
        if other in gone and key not in stay:
            gone.add(key)
    entries = [given.get(key.text, (key, old)) for key, old in node.entries if key.text not in gone]
    own = {key.text for key, _ in node.entries}
    entries += [given[key] for key in given if key not in own | gone]
    return Mapping(entries, node.place)
