"""The format as a JSON Schema (draft 2020-12), made from the very tables that the loader reads by.

Editors use it to complete and explain keys. It admits every file that the loader admits; what only
the loader can see (unknown ids, circles, dates that cannot hold) it leaves to ``retrosheet check``.
``python -m retrosheet.archetype.format.schema`` renews the copy that ships with the package.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrosheet.archetype.format.extension_fields import EXTENSION, SHARED
from retrosheet.archetype.format.fields import ARCHETYPE
from retrosheet.archetype.format.shapes import Either, Listing, Prose, Record, Table, Word
from retrosheet.archetype.source.reading import LONGEST_TEXT
from retrosheet.language import LANGS, SOURCES, Text

if TYPE_CHECKING:
    from retrosheet.archetype.format.shapes import Shape

_PART_BLOCK = Text(
    "Bloc facultatif dont ce texte relève", "Optional block that this text belongs to"
)
SHIPPED = Path(__file__).parent.with_name("archetype.schema.json")

# A number or a date without quotes is a text to the loader, but not to an editor.
_PROSE = {
    "anyOf": [
        {"type": "string", "pattern": rf"^\s*\S[\s\S]{{0,{LONGEST_TEXT - 1}}}\s*$"},
        {"type": ["number", "boolean"]},
    ]
}


def schema() -> dict[str, Any]:
    """The whole schema; the records of the format are its definitions."""
    definitions: dict[str, Any] = {"text": _text()}
    archetype, extension, shared = (
        _schema(record, definitions) for record in (ARCHETYPE, EXTENSION, SHARED)
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:retrosheet:archetype:1",
        "title": "retrosheet archetype",
        "if": {"type": "object", "required": ["extends"]},
        "then": extension,
        "else": {
            "if": {"type": "object", "required": ["tasks"], "not": {"required": ["phases"]}},
            "then": shared,
            "else": archetype,
        },
        "$defs": dict(sorted(definitions.items())),
    }


def as_json() -> str:
    """The schema as the shipped file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _text(**more: dict[str, Any]) -> dict[str, Any]:
    """A text, whose mapping may have ``more`` keys."""
    return {
        "anyOf": [
            *_PROSE["anyOf"],
            {
                "type": "object",
                "properties": {**dict.fromkeys(LANGS, _PROSE), **more},
                "required": list(SOURCES),
                "additionalProperties": False,
            },
        ]
    }


def _record(record: Record, definitions: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "properties": {
            field.key: {
                "description": _both(field.about),
                **_or_null(_schema(field.shape, definitions), removable=field.removable),
            }
            for field in record.fields
        },
        "additionalProperties": False,
    }
    required = [field.key for field in record.fields if field.required]
    if required:
        made["required"] = required
    if record.along:
        made["dependentRequired"] = {key: [other] for key, other in record.along}
    pairs = [
        [one, other]
        for apart in record.apart
        for number, one in enumerate(apart.keys)
        for other in apart.keys[number + 1 :]
    ]
    if pairs:
        removable = {field.key for field in record.fields if field.removable}
        made["allOf"] = [{"not": _together(pair, removable)} for pair in pairs]
    return made


def _schema(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case Word():
            return dict(shape.schema)
        case Prose():
            if shape.block is None:
                return {"$ref": "#/$defs/text"}
            block = {"description": _both(_PART_BLOCK), **shape.block.schema}
            definitions["part"] = _text(block=block)
            return {"$ref": "#/$defs/part"}
        case Record():
            if shape.name not in definitions:
                definitions[shape.name] = _record(shape, definitions)
            return {"$ref": f"#/$defs/{shape.name}"}
        case Either():
            return {
                "if": {"type": "object", "required": [shape.key]},
                "then": _schema(shape.given, definitions),
                "else": _schema(shape.otherwise, definitions),
            }
        case Listing():
            item = _schema(shape.item, definitions)
            listing: dict[str, Any] = {"type": "array", "items": item}
            if shape.at_least:
                listing["minItems"] = shape.at_least
            return {"anyOf": [listing, item]} if shape.single else listing
        case Table():
            return {
                "type": "object",
                "propertyNames": _schema(shape.key, definitions),
                "additionalProperties": _or_null(
                    _schema(shape.value, definitions), removable=shape.removable
                ),
                "minProperties": shape.at_least,
            }


def _together(pair: list[str], removable: set[str]) -> dict[str, Any]:
    """Both keys given; without a value, one that is removable is not."""
    given = {key: {"not": {"type": "null"}} for key in pair if key in removable}
    return {"required": pair, "properties": given} if given else {"required": pair}


def _or_null(made: dict[str, Any], *, removable: bool) -> dict[str, Any]:
    return {"anyOf": [made, {"type": "null"}]} if removable else made


def _both(about: Text) -> str:
    return " / ".join(about.everywhere())


if __name__ == "__main__":
    SHIPPED.write_text(as_json(), encoding="utf-8", newline="\n")
