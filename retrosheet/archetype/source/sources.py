"""The other files that an archetype is made of, each opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.composing.nested import flattened
from retrosheet.archetype.source import nodes
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.archetype.source.unfit import quoted
from retrosheet.archetype.source.versions import newer
from retrosheet.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.archetype.source.problems import Mark


class Sources:
    """Opens files; ``complaints`` gathers what is wrong with them and with what names them."""

    def __init__(self) -> None:
        self.complaints: list[RawProblem] = []
        self._trees: dict[Path, nodes.Node | None] = {}

    def tree(self, path: Path, named: Mark) -> nodes.Node | None:
        """The tree of a file that is named at a place; None, after a complaint, if it has none."""
        key = path.resolve()
        if key not in self._trees:
            self._trees[key] = self._read(path, named)
        return self._trees[key]

    def _read(self, path: Path, named: Mark) -> nodes.Node | None:
        try:
            with path.open("rb") as file:
                data = file.read(nodes.LARGEST + 1)
        except OSError as error:
            self.complaints.append(RawProblem(named, _unreadable(path, error)))
            return None
        text = nodes.decoded(data, str(path))
        if isinstance(text, RawProblem):
            self.complaints.append(text)
            return None
        root, complaints = nodes.parse(text, file=str(path))
        self.complaints.extend(complaints)
        if root is not None:
            root, deep = flattened(root)
            self.complaints.extend(deep)
        later = None if root is None else newer(root)
        if later is not None:
            self.complaints.append(later)
            return None
        return root


def _unreadable(path: Path, error: OSError) -> Text:
    reason = error.strerror or str(error)
    name = quoted(str(path))
    return Text(
        "le fichier {name} ne peut pas être lu ({reason}) : vérifiez vos droits sur lui",
        "the file {name} cannot be read ({reason}): check your permissions on it",
    ).format(name=name, reason=reason)
