"""What is wrong with a request, by Google's own discovery documents of Sheets v4 and Drive v3.

The documents ship with google-api-python-client. They know fields, types and enums; what else
Google asks for stands in ``unwritten.py`` and is checked on the same walk.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.google.fake import unwritten
from tests.google.fake.masks import BadMask, Mask, parse

_DOCUMENTS = "discovery_cache/documents"
_INT32 = range(-(2**31), 2**31)
_INT64 = re.compile(r"-?[0-9]{1,19}")


@cache
def document(api: str) -> dict[str, Any]:
    """A discovery document: ``sheets.v4`` or ``drive.v3``."""
    found = find_spec("googleapiclient")
    assert found is not None, "google-api-python-client is missing: pip install -e .[dev]"
    assert found.origin is not None
    path = Path(found.origin).parent / _DOCUMENTS / f"{api}.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


@cache
def _fields(schema: str) -> dict[str, dict[str, Any]]:
    for api in ("sheets.v4", "drive.v3"):
        if schema in document(api)["schemas"]:
            return dict(document(api)["schemas"][schema].get("properties", {}))
    raise KeyError(f"no schema {schema} in the discovery documents")


@cache
def _enum(schema: str, field: str) -> frozenset[str]:
    values = _fields(schema)[field].get("enum", ())
    return frozenset(value for value in values if not value.endswith("_UNSPECIFIED"))


def validate(body: Any, schema_name: str, at: str = "") -> list[str]:
    """Every problem of a request body, each with its place; none where Google would take it."""
    problems: list[str] = []
    _object(body, schema_name, at, problems)
    return problems


def validate_mask(mask: str, schema_name: str) -> list[str]:
    """Every problem of a field mask whose root is the schema."""
    try:
        tree = parse(mask)
    except BadMask as problem:
        return [str(problem)]
    return [f"Invalid field selection {path}" for path in _unknown(tree, schema_name, "")]


def method_problems(api: str, names: str, params: list[tuple[str, str]]) -> list[str]:
    """Unknown or malformed query parameters of a method, as ``spreadsheets.values.batchGet``."""
    *resources, name = names.split(".")
    node = document(api)
    for resource in resources:
        node = node["resources"][resource]
    known = node["methods"][name].get("parameters", {}) | document(api)["parameters"]
    problems = []
    seen: set[str] = set()
    for key, value in params:
        spec = known.get(key)
        if spec is None or spec.get("location") == "path":
            problems.append(f'Invalid query parameter "{key}": Cannot bind query parameter.')
        elif key in seen and not spec.get("repeated"):
            problems.append(f'"{key}" is given twice')
        elif "enum" in spec and value not in spec["enum"]:
            problems.append(f"Invalid value at '{key}', \"{value}\"")
        elif spec["type"] == "boolean" and value.lower() not in {"true", "false"}:
            problems.append(f"Invalid value at '{key}' (TYPE_BOOL), \"{value}\"")
        seen.add(key)
    return problems


def _unknown(mask: Mask, schema: str | None, at: str) -> list[str]:
    found: list[str] = []
    for name, inner in mask.items():
        path = f"{at}.{name}" if at else name
        if name == "*":
            found += [path] if inner else []
            continue
        spec = _fields(schema).get(name) if schema is not None else None
        if spec is None:
            found.append(path)
        elif inner:
            found += _unknown(inner, _inside(spec), path)
    return found


def _inside(spec: dict[str, Any]) -> str | None:
    spec = spec.get("items", spec)
    return spec.get("$ref")


def _object(value: Any, schema: str, at: str, problems: list[str]) -> None:
    if not isinstance(value, dict):
        problems.append(f"{at or schema}: expected a {schema}, not {_shown(value)}")
        return
    fields = _fields(schema)
    for name, item in value.items():
        spec = fields.get(name)
        if spec is None:
            problems.append(
                f"Invalid JSON payload received. Unknown name \"{name}\" at '{at}': "
                "Cannot find field."
            )
        elif item is not None:  # null is what an unset field is
            _value(item, spec, (schema, name), f"{at}.{name}" if at else name, problems)
    place = f"{at}: " if at else ""
    problems += [f"{place}{problem}" for problem in unwritten.problems(schema, value)]
    root = unwritten.MASK_ROOTS.get(schema)
    if root is not None and isinstance(mask := value.get("fields"), str) and mask:
        problems += [f"{at}.fields: {problem}" for problem in validate_mask(mask, root)]


def _value(
    value: Any, spec: dict[str, Any], owner: tuple[str, str], at: str, problems: list[str]
) -> None:
    if "$ref" in spec:
        _object(value, spec["$ref"], at, problems)
        return
    match spec["type"]:
        case "array":
            if not isinstance(value, list):
                problems.append(f"{at}: expected a list, not {_shown(value)}")
                return
            for number, item in enumerate(value):
                if item is None and "$ref" in spec["items"]:
                    problems.append(f"{at}[{number}]: null in a list")
                elif item is not None or spec["items"].get("type") != "any":
                    _value(item, spec["items"], owner, f"{at}[{number}]", problems)
        case "object":
            if not isinstance(value, dict):
                problems.append(f"{at}: expected an object, not {_shown(value)}")
        case "string":
            _text(value, spec, owner, at, problems)
        case "integer":
            whole = isinstance(value, int) and not isinstance(value, bool)
            if not whole or value not in _INT32:
                problems.append(f"Invalid value at '{at}' (TYPE_INT32), {_shown(value)}")
        case "number":
            number_ok = isinstance(value, int | float) and not isinstance(value, bool)
            if not number_ok or not math.isfinite(value):
                problems.append(f"Invalid value at '{at}' (TYPE_DOUBLE), {_shown(value)}")
        case "boolean":
            if not isinstance(value, bool):
                problems.append(f"Invalid value at '{at}' (TYPE_BOOL), {_shown(value)}")
        case _:  # "any"
            pass


def _text(
    value: Any, spec: dict[str, Any], owner: tuple[str, str], at: str, problems: list[str]
) -> None:
    if spec.get("format") == "int64":
        if not _INT64.fullmatch(str(value)):
            problems.append(f"Invalid value at '{at}' (TYPE_INT64), {_shown(value)}")
    elif not isinstance(value, str):
        problems.append(f"Invalid value at '{at}' (TYPE_STRING), {_shown(value)}")
    elif "enum" in spec:
        allowed = _enum(*owner) if "enum" in _fields(owner[0])[owner[1]] else spec["enum"]
        if value not in allowed:
            problems.append(f"Invalid value at '{at}' (TYPE_ENUM), {_shown(value)}")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) < 80 else f"{text[:77]}…"
