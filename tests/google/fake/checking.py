"""Requests of Sheets held against the discovery document; what it does not know is refused."""

from __future__ import annotations

from typing import Any

from tests.google.fake.discovery import method_problems, validate, validate_mask
from tests.google.fake.masks import Mask, parse
from tests.google.fake.state import Refused


def asked(method: str, params: list[tuple[str, str]], schema: str) -> Mask | None:
    """The mask of the answer; Refused where a parameter is wrong."""
    problems = method_problems("sheets.v4", method, params)
    fields = dict(params).get("fields")
    if fields is not None:
        problems += validate_mask(fields, schema)
    if problems:
        raise Refused("\n".join(problems))
    return None if fields is None else parse(fields)


def check(body: Any, schema: str) -> None:
    """Refused where a body is none of the schema."""
    if problems := validate(body, schema):
        raise Refused("\n".join(problems))
