"""What was understood of a foreign sheet, as a file that a person corrects and gives back."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple, get_args

from retrosheet.adopting.legend import Kind, Meaning
from retrosheet.archetype.source import nodes
from retrosheet.archetype.source.problems import RawProblem, problems_of
from retrosheet.errors import InvalidInput
from retrosheet.importing.raw import Field
from retrosheet.language import Text
from retrosheet.workbook.refs import column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Mapping as Map

    from retrosheet.archetype.source.problems import Mark
    from retrosheet.language import Lang

_NOT_COLUMNS = ("left", "mark")
FIELDS: tuple[Field, ...] = tuple(name for name in get_args(Field) if name not in _NOT_COLUMNS)
_KINDS: tuple[Kind, ...] = get_args(Kind)
_KEYS = ("tab", "headings", "launch", "columns", "colors")
_HEAD = Text(
    "Ce que retrosheet adopt a compris de {called}. Corrigez, puis : retrosheet adopt … --mapping\n"
    "ce fichier. Colonnes possibles : {fields}. Une colonne qui n’est pas nommée va dans les\n"
    "commentaires. Couleurs : {kinds}, avec le mot qui vient derrière.",
    "What retrosheet adopt understood of {called}. Correct it, then: retrosheet adopt … --mapping\n"
    "this file. Columns may be: {fields}. A column that is not named goes into the comments.\n"
    "Colours: {kinds}, with the word that follows.",
)


class Mapping(NamedTuple):
    """The tab, the row of headings and the columns (both from 0), launch, and the colours."""

    tab: str
    headings: int
    columns: Map[int, Field]
    launch: dt.date | None = None
    colors: Map[str, Meaning] = {}


def written(mapping: Mapping, called: str, titles: Map[int, str], lang: Lang) -> str:
    """The file's text; ``titles`` are the headings of the columns, for whoever reads it."""
    head = _HEAD.to(lang).format(called=called, fields=", ".join(FIELDS), kinds=", ".join(_KINDS))
    lines = [f"# {line}" for line in head.split("\n")]
    lines += [f"tab: {_quoted(mapping.tab)}", f"headings: {mapping.headings + 1}"]
    if mapping.launch is not None:
        lines.append(f"launch: {mapping.launch}")
    lines.append("columns:")
    for at, name in sorted(mapping.columns.items()):
        title = " ".join(titles.get(at, "").split())
        lines.append(f"  {column_letters(at)}: {name}" + (f"  # {title}" if title else ""))
    if mapping.colors:
        lines.append("colors:")
        for color, (kind, label) in sorted(mapping.colors.items()):
            lines.append(f"  {_quoted(color)}: {_quoted(f'{kind} {label}')}")
    return "\n".join(lines) + "\n"


def read(data: bytes, path: str, lang: Lang) -> Mapping:
    """The mapping in a file; raises InvalidInput with all that is wrong in it."""
    text = nodes.decoded(data)
    complaints: list[RawProblem] = []
    found: Mapping | None = None
    if isinstance(text, RawProblem):
        complaints = [text]
    else:
        root, complaints = nodes.parse(text)
        if not complaints and root is not None:
            found = _mapping(root, complaints)
    if complaints or found is None:
        raise InvalidInput("\n".join(str(p) for p in problems_of(complaints, path, lang)))
    return found


def _mapping(root: nodes.Node, complaints: list[RawProblem]) -> Mapping | None:
    if not isinstance(root, nodes.Mapping):
        complaints.append(RawProblem(root.place, _NO_MAPPING))
        return None
    entries = {key.text: node for key, node in root.entries}
    for key, _ in root.entries:
        if key.text not in _KEYS:
            complaints.append(RawProblem(key.place, _UNKNOWN_KEY))
    missing = [key for key in ("tab", "headings", "columns") if key not in entries]
    if missing:
        names = ", ".join(missing)
        complaints.append(
            RawProblem(
                root.place,
                Text("il manque : {names}", "missing: {names}").format(names=names),
            )
        )
        return None
    headings = _scalar(entries["headings"])
    number = int(headings) if headings.isdecimal() and len(headings) < 7 else 0
    if number < 1:
        complaints.append(RawProblem(entries["headings"].place, _ROW))
    launch = _launch(entries.get("launch"), complaints)
    columns = _columns(entries["columns"], complaints)
    colors = _colors(entries.get("colors"), complaints)
    return Mapping(_scalar(entries["tab"]), number - 1, columns, launch, colors)


def _launch(node: nodes.Node | None, complaints: list[RawProblem]) -> dt.date | None:
    if node is None:
        return None
    try:
        return dt.date.fromisoformat(_scalar(node))
    except ValueError:
        complaints.append(RawProblem(node.place, _DATE))
        return None


def _columns(node: nodes.Node, complaints: list[RawProblem]) -> dict[int, Field]:
    found: dict[int, Field] = {}
    for key, value, place in _pairs(node, complaints):
        at = _column(key)
        if at is None:
            complaints.append(RawProblem(place, _LETTERS))
        elif value not in FIELDS:
            complaints.append(RawProblem(place, _FIELD))
        elif value in found.values() and value != "status":
            complaints.append(RawProblem(place, _TWICE))
        else:
            found[at] = value
    if not complaints and "title" not in found.values():
        complaints.append(RawProblem(node.place, _NO_TITLE))
    return found


def _colors(node: nodes.Node | None, complaints: list[RawProblem]) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for key, value, place in _pairs(node, complaints) if node is not None else ():
        kind, _, label = value.partition(" ")
        if kind not in _KINDS or not label.strip():
            complaints.append(RawProblem(place, _COLOR))
        else:
            found[key.upper()] = Meaning(kind, label.strip())
    return found


def _pairs(node: nodes.Node, complaints: list[RawProblem]) -> list[tuple[str, str, Mark]]:
    if not isinstance(node, nodes.Mapping):
        complaints.append(RawProblem(node.place, _NO_MAPPING))
        return []
    return [(key.text, _scalar(value), key.place) for key, value in node.entries]


def _scalar(node: nodes.Node) -> str:
    return node.text.strip() if isinstance(node, nodes.Scalar) else ""


def _column(letters: str) -> int | None:
    if not letters.isalpha() or not letters.isascii() or len(letters) > 3:
        return None
    return column_number(letters.upper())


def _quoted(text: str) -> str:
    """A text in quotes as YAML and JSON both have them."""
    return json.dumps(text, ensure_ascii=False)


_NO_MAPPING = Text(
    "des clés et leurs valeurs sont attendues ici, comme « A: title »",
    'keys and their values are expected here, like "A: title"',
)
_UNKNOWN_KEY = Text("clé inconnue : il y a {keys}", "an unknown key: there are {keys}").format(
    keys=", ".join(_KEYS)
)
_ROW = Text(
    "le numéro de la ligne des titres, à partir de 1", "the number of the row of headings, from 1"
)
_DATE = Text("une date comme 2027-03-15", "a date like 2027-03-15")
_LETTERS = Text("une colonne s’écrit A, B … AA", "a column is written A, B … AA")
_FIELD = Text("sens inconnu : il y a {fields}", "an unknown meaning: there are {fields}").format(
    fields=", ".join(FIELDS)
)
_TWICE = Text(
    "ce sens est déjà donné à une autre colonne", "another column has this meaning already"
)
_NO_TITLE = Text(
    "il faut une colonne « title », celle des tâches", 'a column "title" is needed, the tasks\''
)
_COLOR = Text(
    "écrivez l’un de {kinds}, puis le mot : « owner Agence »",
    'write one of {kinds}, then the word: "owner Agency"',
).format(kinds=", ".join(_KINDS))
