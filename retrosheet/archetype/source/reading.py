"""Reads nodes by their shapes: the values that can be read, and a complaint for each that cannot.

What cannot be read is left out, so that everything else is still read and checked.
"""

from __future__ import annotations

import re

from retrosheet.archetype.format.french_keys import meant
from retrosheet.archetype.format.shapes import Either, Listing, Prose, Record, Shape, Table, Word
from retrosheet.archetype.source.filled import Entry, Filled, Located, Reference
from retrosheet.archetype.source.nearest import suggestion
from retrosheet.archetype.source.nodes import (
    Mapping,
    Node,
    Refused,
    Scalar,
    Sequence,
    control_character,
)
from retrosheet.archetype.source.problems import Mark, RawProblem
from retrosheet.archetype.source.trees import without_keys
from retrosheet.archetype.source.unfit import Unfit, quoted
from retrosheet.archetype.terms import Part
from retrosheet.language import LANGS, SOURCES, Text

LONGEST_TEXT = 300

_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EMPTY_WORDS = frozenset(("", "~", "null", "Null", "NULL"))


class Reader:
    """Reads one file; gathers the complaints, and the ids that it declares and names."""

    def __init__(self) -> None:
        self.complaints: list[RawProblem] = []
        self.declared: list[Reference] = []
        self.named: list[Reference] = []

    def read(self, node: Node, shape: Shape) -> object | None:
        """The node's value; None, after a complaint, if it has none of this shape."""
        if isinstance(node, Refused):
            return None
        if is_empty(node):
            self._complain(node.place, _NO_VALUE)
            return None
        match shape:
            case Word():
                return self._word(node, shape)
            case Prose():
                return self._prose(node, shape)
            case Listing():
                return self._listing(node, shape)
            case Table():
                return self._table(node, shape)
            case Record():
                return self.record(node, shape)
            case Either():
                given = isinstance(node, Mapping) and any(
                    key.text == shape.key for key, _ in node.entries
                )
                return self.record(node, shape.given if given else shape.otherwise)

    def record(self, node: Node, shape: Record) -> Filled | None:
        """A mapping with known keys."""
        if not isinstance(node, Mapping):
            keys = ", ".join(f.key for f in shape.fields if f.required) or shape.fields[0].key
            self._complain(
                node.place,
                Text(
                    "attendu un groupe de clés ({keys}), pas {node}",
                    "expected a mapping ({keys}), not {node}",
                ).format(keys=keys, node=_found(node)),
            )
            return None
        filled = Filled(node.place)
        fields = {f.key: f for f in shape.fields}
        for key, value_node in node.entries:
            known = fields.get(key.text)
            if known is None:
                self._complain(key.place, _unknown_key(key.text, tuple(fields)))
                continue
            if known.removable and is_empty(value_node):
                continue
            filled.keys[key.text] = key.place
            filled.places[key.text] = value_node.place
            value = self.read(value_node, known.shape)
            if value is not None:
                filled.values[key.text] = value
        for missing in shape.fields:
            if missing.required and missing.key not in filled.keys:
                self._complain(node.place, _missing(missing.key))
        self._combinations(filled, shape)
        return filled

    def _combinations(self, filled: Filled, shape: Record) -> None:
        for apart in shape.apart:
            given = [key for key in filled.keys if key in apart.keys]
            for key in given[1:]:
                self._complain(
                    filled.keys[key],
                    Text(
                        "« {given} » et « {key} » ensemble : {why} ; gardez l’un des deux",
                        '"{given}" and "{key}" together: {why}; keep one of the two',
                    ).format(given=given[0], key=key, why=apart.why),
                )
        for key, other in shape.along:
            if key in filled.keys and other not in filled.keys:
                self._complain(
                    filled.keys[key],
                    Text(
                        "« {key} » demande « {other} » : ajoutez-le",
                        '"{key}" requires "{other}": add it',
                    ).format(key=key, other=other),
                )

    def _word(self, node: Node, shape: Word) -> object | None:
        if not isinstance(node, Scalar):
            self._complain(
                node.place,
                Text(
                    "attendu une seule valeur, pas {node}", "expected a single value, not {node}"
                ).format(node=_found(node)),
            )
            return None
        value: object | None
        try:
            value = shape.parse(node.text)
        except Unfit as unfit:
            self._complain(node.place, unfit.message)
            value = None
        if shape.declares is not None:
            self.declared.append(Reference(shape.declares, node.text.strip(), node.place))
        if shape.names is not None and value is not None:
            name = str(getattr(value, "id", value))
            self.named.append(Reference(shape.names, name, node.place))
        return value

    def _prose(self, node: Node, shape: Prose) -> Text | Part | None:
        if shape.block is None:
            return self._both(node, shape)
        block = None
        if isinstance(node, Mapping):
            named = [value for key, value in node.entries if key.text == "block"]
            if named:
                block = self.read(named[0], shape.block)
                node = without_keys(node, ("block",))
        text = self._both(node, shape)
        return None if text is None else Part(text, block if isinstance(block, str) else None)

    def _both(self, node: Node, shape: Prose) -> Text | None:
        if isinstance(node, Scalar):
            text = self._text(node, shape)
            return None if text is None else Text.same(text)
        if not isinstance(node, Mapping):
            self._complain(node.place, _NOT_PROSE)
            return None
        found: dict[str, str | None] = {}
        for key, value in node.entries:
            if key.text not in LANGS:
                known = LANGS if shape.block is None else (*LANGS, "block")
                self._complain(key.place, _unknown_key(key.text, known))
            elif isinstance(value, Scalar):
                found[key.text] = self._text(value, shape)
            else:
                found[key.text] = None
                if not isinstance(value, Refused):
                    self._complain(value.place, _NOT_PROSE)
        for lang in SOURCES:
            if lang not in found:
                self._complain(node.place, _missing(lang))
        words = {lang: text for lang, text in found.items() if text is not None}
        whole = len(words) == len(found) and words.keys() >= set(SOURCES)
        return Text.of(words) if whole else None

    def _text(self, node: Scalar, shape: Prose) -> str | None:
        text = node.text.strip()
        if not text or (node.plain and text in _EMPTY_WORDS):
            self._complain(node.place, _NO_TEXT)
            return None
        if len(text) > LONGEST_TEXT:
            self._complain(node.place, _too_long(len(text)))
            return None
        unwanted = _UNWANTED.search(text.replace("\n", "") if shape.lines else text)
        if unwanted is not None:
            character = unwanted.group()
            wrong = _NO_LINES if character == "\n" else control_character(character)
            self._complain(node.place, wrong)
            return None
        return text

    def _listing(self, node: Node, shape: Listing) -> tuple[Located, ...] | None:
        if isinstance(node, Sequence):
            items = node.items
        elif shape.single:
            items = [node]
        else:
            self._complain(
                node.place,
                Text(
                    "attendu une liste (« - » devant chaque élément), pas {node}",
                    'expected a list ("- " before each item), not {node}',
                ).format(node=_found(node)),
            )
            return None
        if len(items) < shape.at_least:
            self._complain(node.place, _NO_ITEMS)
        read = [(self.read(item, shape.item), item.place) for item in items]
        return tuple(Located(value, place) for value, place in read if value is not None)

    def _table(self, node: Node, shape: Table) -> tuple[Entry, ...] | None:
        if not isinstance(node, Mapping):
            self._complain(
                node.place,
                Text(
                    "attendu « identifiant: valeur » à chaque ligne, pas {node}",
                    'expected "id: value" on each line, not {node}',
                ).format(node=_found(node)),
            )
            return None
        if len(node.entries) < shape.at_least:
            self._complain(node.place, _NO_ITEMS)
        return tuple(
            Entry(Located(self.read(key, shape.key), key.place), self.read(value, shape.value))
            for key, value in node.entries
            if not (shape.removable and is_empty(value))
        )

    def _complain(self, place: Mark, message: Text) -> None:
        self.complaints.append(RawProblem(place, message))


def is_empty(node: Node) -> bool:
    """Whether nothing stands here, or the word for it."""
    return isinstance(node, Scalar) and node.plain and node.text in _EMPTY_WORDS


def _found(node: Node) -> Text:
    if isinstance(node, Sequence):
        return Text("une liste", "a list")
    if isinstance(node, Mapping):
        return Text("un groupe de clés", "a mapping")
    return Text("une seule valeur", "a single value")


def _unknown_key(key: str, known: tuple[str, ...]) -> Text:
    listed = ", ".join(known)
    otherwise = Text("connues : {listed}", "known: {listed}").format(listed=listed)
    hint = suggestion(meant(key, known), known, otherwise)
    return Text("clé inconnue « {key} » ; {hint}", 'unknown key "{key}"; {hint}').format(
        key=quoted(key), hint=hint
    )


def _missing(key: str) -> Text:
    return Text("il manque la clé « {key} »", 'the key "{key}" is missing').format(key=key)


def _too_long(length: int) -> Text:
    return Text(
        "texte de {length} caractères : {longest_text} au plus",
        "a text of {length} characters: {longest_text} at most",
    ).format(length=length, longest_text=LONGEST_TEXT)


_NO_VALUE = Text(
    "il n’y a pas de valeur ici : écrivez-en une, ou supprimez la clé",
    "there is no value here: write one, or delete the key",
)
_NO_TEXT = Text("le texte est vide : écrivez-le", "the text is empty: write it")
_NO_LINES = Text("ce texte tient sur une seule ligne", "this text has a single line")
_NO_ITEMS = Text("il faut ici au moins un élément", "there must be at least one item here")
_NOT_PROSE = Text(
    "attendu un texte, ou un texte par langue : {fr: …, en: …}",
    "expected a text, or one a language: {fr: …, en: …}",
)
