"""An archetype made of several files as one tree: what it extends, and the blocks that it uses.

The trees are put together before anything is read, so that the rules of the format see one
archetype, and every problem keeps its own file, line and column.
"""

from __future__ import annotations

from pathlib import Path

from retrosheet.archetype.checking import references
from retrosheet.archetype.composing.extending import extended
from retrosheet.archetype.composing.sharing import with_shared
from retrosheet.archetype.format.extension_fields import EXTENSION, SHARED
from retrosheet.archetype.format.fields import ARCHETYPE
from retrosheet.archetype.library import looked_for
from retrosheet.archetype.source.nodes import Mapping, Scalar, Sequence
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.archetype.source.reading import Reader
from retrosheet.archetype.source.sources import Sources
from retrosheet.archetype.source.trees import uses_shared, value_of, with_value, without_keys
from retrosheet.language import Text

MOST_EXTENDS = 8


def assembled(root: Mapping, path: str) -> tuple[Mapping | None, list[RawProblem]]:
    """The whole archetype whose own tree is ``root`` and whose file is ``path``.

    None where what it extends cannot be had. A shared block on its own is an archetype of a
    single phase.
    """
    sources = Sources()
    if value_of(root, "phases") is None and value_of(root, "extends") is None:
        return _alone(root, sources), sources.complaints
    return _whole(root, (Path(path),), sources), sources.complaints


def _whole(root: Mapping, chain: tuple[Path, ...], sources: Sources) -> Mapping | None:
    """An archetype with all that it is made of; ``chain`` leads to it, its own file the last."""
    if value_of(root, "extends") is not None:
        base = _base(root, chain, sources)
        if base is None:
            return None
        root, complaints = extended(base, root)
        sources.complaints.extend(complaints)
    if uses_shared(root):
        root = with_shared(root, chain[-1].parent, sources)
    return root


def _base(root: Mapping, chain: tuple[Path, ...], sources: Sources) -> Mapping | None:
    """The archetype that another extends, itself put together."""
    reader = Reader()
    filled = reader.record(root, EXTENSION)
    sources.complaints.extend(reader.complaints)
    sources.complaints.extend(references.check(reader.declared, ()))
    name = filled.get("extends", str) if filled else None
    if filled is None or name is None:
        return None
    place = filled.places["extends"]
    path = _found(name, chain[-1])
    message = path if isinstance(path, Text) else _unending(path, chain)
    if message is not None:
        sources.complaints.append(RawProblem(place, message))
    if isinstance(path, Text) or message is not None:
        return None
    tree = sources.tree(path, place)
    whole = _whole(tree, (*chain, path), sources) if isinstance(tree, Mapping) else tree
    if whole is not None:
        base = Reader()
        base.record(whole, ARCHETYPE)
        sources.complaints.extend(base.complaints)
    return whole if isinstance(whole, Mapping) else None


def _found(name: str, own: Path) -> Path | Text:
    """The file that a name or a path stands for in the file ``own``; what to say if none."""
    found = looked_for(name, beside=own.parent, but=own)
    if isinstance(found, Path):
        return found
    if (own.parent / name).resolve() == own.resolve():
        return _ITSELF
    return Text.by(lambda lang: _lowered(found.to(lang)))


_ITSELF = Text(
    "c’est ce fichier-ci : donnez le nom ou le chemin d’un autre",
    "this is the file itself: give the name or the path of another",
)


def _lowered(sentence: str) -> str:
    """A sentence as a problem says it: without its capital and its full stop."""
    return (sentence[:1].lower() + sentence[1:]).removesuffix(".")


def _unending(path: Path, chain: tuple[Path, ...]) -> Text | None:
    """What to say of a file that extends itself through others, or others without end."""
    known = [one.resolve() for one in chain]
    if path.resolve() in known:
        circle = [*chain[known.index(path.resolve()) :], path]
        shown = " → ".join(one.name for one in circle)
        return Text(
            "archétypes en cercle : {shown} (chacun étend le suivant) ; supprimez l’un de "
            "ces extends",
            "circular extends: {shown} (each extends the next); delete one of them",
        ).format(shown=shown)
    if len(chain) > MOST_EXTENDS:
        return Text(
            "plus de {most_extends} archétypes étendus l’un par l’autre : réunissez-en plusieurs",
            "more than {most_extends} archetypes extend one another: join some of them",
        ).format(most_extends=MOST_EXTENDS)
    return None


def _alone(root: Mapping, sources: Sources) -> Mapping:
    reader = Reader()
    reader.record(root, SHARED)
    sources.complaints.extend(reader.complaints)
    tasks = value_of(root, "tasks")
    assert tasks is not None
    phase = [(Scalar("id", True, tasks.place), Scalar("block", True, tasks.place))]
    entries = [*phase, *(entry for entry in root.entries if entry[0].text in ("title", "tasks"))]
    known = {field.key for field in SHARED.fields} - {"tasks"}
    rest = without_keys(root, {key.text for key, _ in root.entries} - known)
    return with_value(rest, "phases", Sequence([Mapping(entries, root.place)], tasks.place))
