"""YAML text as a tree of nodes that know their line and column.

Nothing is resolved: ``NO``, ``12:30`` and ``017`` stay the text that the person wrote, and what
they mean is decided by the key that they stand under. The tree is built from the parser's events,
one at a time and without recursion, so that no file can exhaust the stack or the memory. YAML that
an archetype has no use for is refused where it stands: anchors, aliases, tags, several documents,
keys given twice, nesting deeper than ``DEEPEST``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.archetype.source.problems import MOST_SHOWN, Mark, RawProblem
from retrosheet.archetype.source.syntax import DEEPEST, TOO_DEEP, syntax_complaint
from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 1024 * 1024
MOST_NODES = 100_000
MOST_TASKS = 5_000
"""How many tasks an archetype may have, those included that others give rise to."""


class Scalar(NamedTuple):
    """One value as it is written; ``plain`` when it is without quotes."""

    text: str
    plain: bool
    place: Mark


class Sequence(NamedTuple):
    """A list of nodes."""

    items: list[Node]
    place: Mark


class Mapping(NamedTuple):
    """Keys and their nodes, in the order of the file, each key once."""

    entries: list[tuple[Scalar, Node]]
    place: Mark


class Refused(NamedTuple):
    """Something that has been complained about already; readers pass over it in silence."""

    place: Mark


Node = Scalar | Sequence | Mapping | Refused

# What XML, and so a workbook, cannot hold, or what YAML would take for a line break that no editor
# counts.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


def decoded(data: bytes, file: str = "") -> str | RawProblem:
    """The text of a file's bytes: UTF-8, with or without a byte order mark, at most 1 MiB."""
    if len(data) > LARGEST:
        return RawProblem(Mark(1, 1, file), _TOO_LARGE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        bad = data[error.start]
        return RawProblem(
            _place_in(before, len(before), file),
            Text(
                "le fichier n’est pas en UTF-8 (octet 0x{bad:02X}) : enregistrez-le avec "
                "l’encodage UTF-8",
                "the file is not UTF-8 (byte 0x{bad:02X}): save it with the UTF-8 encoding",
            ).format(bad=bad),
        )


def parse(text: str, *, file: str = "", loader: Any = None) -> tuple[Node | None, list[RawProblem]]:
    """The file's tree, and what is wrong with it as YAML; None when there is no tree to read.

    ``file`` is what its places name as their file, ``loader`` a PyYAML loader class; by default the
    one on libyaml if this PyYAML has it.
    """
    import yaml

    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        return None, [RawProblem(Mark(1, 1, file), _TOO_LARGE)]
    unwritable = [
        RawProblem(_place_in(text, match.start(), file), control_character(match.group()))
        for match, _ in zip(_UNWRITABLE.finditer(text), range(MOST_SHOWN), strict=False)
    ]
    if unwritable:
        return None, unwritable
    builder = _Builder(file)
    events: Any = yaml.parse(text, Loader=loader or getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        builder.feed(events)
    except yaml.YAMLError as error:
        complaint = syntax_complaint(error, text)
        place = complaint.place._replace(file=file)
        builder.complaints.append(complaint._replace(place=place))
        return None, builder.complaints
    except _Hopeless as hopeless:
        builder.complaints.append(hopeless.complaint)
        return None, builder.complaints
    finally:
        events.close()
    if builder.root is None and not builder.complaints:
        builder.complaints.append(RawProblem(Mark(1, 1, file), _EMPTY))
    return builder.root, builder.complaints


def control_character(character: str) -> Text:
    """What to say of a character that no workbook can hold."""
    code = f"U+{ord(character):04X}"
    return Text(
        "caractère de contrôle invisible {code} : supprimez-le",
        "invisible control character {code}: delete it",
    ).format(code=code)


class _Hopeless(Exception):
    """The file cannot be read any further."""

    def __init__(self, place: Mark, message: Text) -> None:
        self.complaint = RawProblem(place, message)


class _Builder:
    """Puts the nodes together; ``_open`` holds the collections that are not yet closed."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.complaints: list[RawProblem] = []
        self._file = file
        self._open: list[_Collection] = []
        self._nodes = 0

    def feed(self, events: Iterable[Any]) -> None:
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "ScalarEvent":
                self._put(Scalar(event.value, not event.style, self._node(event)))
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                place = self._node(event)
                if len(self._open) == DEEPEST:
                    raise _Hopeless(place, TOO_DEEP)
                self._open.append(_Collection(place, mapping=kind == "MappingStartEvent"))
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._put(self._open.pop().node())
            elif kind == "AliasEvent":
                # Its name stands where other events have their anchor.
                self._put(Refused(self._node(event)))
            elif kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _Hopeless(self._place(event), _DOCUMENTS)

    def _place(self, event: Any) -> Mark:
        mark = event.start_mark
        return Mark(mark.line + 1, mark.column + 1, self._file)

    def _node(self, event: Any) -> Mark:
        """Count a node, and complain about what it carries."""
        place = self._place(event)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _Hopeless(place, _TOO_MANY)
        if event.anchor is not None:
            self._complain(place, _ALIAS)
        if getattr(event, "tag", None) is not None:
            self._complain(place, _TAG)
        return place

    def _put(self, node: Node) -> None:
        if self._open:
            complaint = self._open[-1].put(node)
            if complaint is not None:
                self._complain(*complaint)
        else:
            self.root = node

    def _complain(self, place: Mark, message: Text) -> None:
        if len(self.complaints) >= MOST_SHOWN:
            raise _Hopeless(place, message)
        self.complaints.append(RawProblem(place, message))


class _Collection:
    """A list or a mapping that is still being filled."""

    def __init__(self, place: Mark, *, mapping: bool) -> None:
        self._place = place
        self._mapping = mapping
        self._items: list[Node] = []
        self._entries: list[tuple[Scalar, Node]] = []
        self._lines: dict[str, int] = {}
        self._key: Node | None = None

    def put(self, node: Node) -> RawProblem | None:
        """Take the next node; a complaint if it is a key that cannot stand here."""
        if not self._mapping:
            self._items.append(node)
            return None
        if self._key is None:
            self._key = node
            if isinstance(node, Refused):
                return None
            if not isinstance(node, Scalar):
                return RawProblem(node.place, _KEY)
            if node.text in self._lines:
                self._key = Refused(node.place)
                return RawProblem(node.place, _key_twice(node.text, self._lines[node.text]))
            self._lines[node.text] = node.place.line
            return None
        if isinstance(self._key, Scalar):
            self._entries.append((self._key, node))
        self._key = None
        return None

    def node(self) -> Node:
        if self._mapping:
            return Mapping(self._entries, self._place)
        return Sequence(self._items, self._place)


def _place_in(text: str, index: int, file: str = "") -> Mark:
    """Where a character of the text stands, lines ending as YAML ends them."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Mark(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1, file)


def _key_twice(key: str, line: int) -> Text:
    key = quoted(key)
    if key == "id":
        return Text(
            "la clé « id » est déjà donnée ligne {line} : pour une tâche de plus, écrivez « "
            "- » devant ; sinon, gardez une seule des deux",
            'the key "id" is already given on line {line}: for one more task, write "- " '
            "before it; else keep one of the two",
        ).format(line=line)
    return Text(
        "la clé « {key} » est déjà donnée ligne {line} : gardez une seule des deux",
        'the key "{key}" is already given on line {line}: keep one of the two',
    ).format(key=key, line=line)


_TAG = Text(
    "les étiquettes YAML (« ! ») ne sont pas admises : écrivez la valeur sans étiquette, "
    "ou mettez le texte entre guillemets",
    'YAML tags ("!") are not allowed: write the value without the tag, or put the text in quotes',
)
_ALIAS = Text(
    "les ancres et renvois YAML (« & », « * ») ne sont pas admis : répétez la valeur, "
    "ou mettez le texte entre guillemets",
    'YAML anchors and aliases ("&", "*") are not allowed: repeat the value, '
    "or put the text in quotes",
)
_DOCUMENTS = Text(
    "un second document commence ici (« --- ») : un archétype par fichier",
    'a second document begins here ("---"): one archetype a file',
)
_EMPTY = Text("le fichier est vide", "the file is empty")
_KEY = Text(
    "une clé est un simple mot suivi de « : », ni une liste ni un groupe",
    'a key is a plain word followed by ":", not a list or a mapping',
)
_TOO_LARGE = Text(
    "le fichier dépasse 1 Mio : un archétype pèse quelques dizaines de Kio",
    "the file is larger than 1 MiB: an archetype has some tens of KiB",
)
_TOO_MANY = Text(
    "le fichier est trop long : un archétype a au plus {most_tasks} tâches, et {most_nodes} "
    "valeurs en tout ; faites-en plusieurs campagnes",
    "the file is too long: an archetype has at most {most_tasks} tasks, and {most_nodes} "
    "values in all; make it several campaigns",
).format(most_tasks=MOST_TASKS, most_nodes=MOST_NODES)
