"""Field masks, ``a,b.c,d(e,f/g)`` or ``*``: read, applied to an answer, laid over an object."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# What is selected under each name; an empty one selects all of it.
Mask = dict[str, "Mask"]

_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|\*|[,./()]")


class BadMask(Exception):
    """The mask is none; the text is what Google would say."""


@lru_cache(256)
def parse(text: str) -> Mask:
    """The mask as a tree; BadMask where it is empty or not a mask. The tree is shared: read it."""
    tokens: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadMask(f"Invalid field selection {text[at:]}")
        tokens.append(match[0])
        at = match.end()
    if not tokens:
        raise BadMask("Invalid field selection: the mask is empty")
    mask, rest = _items(tokens, text)
    if rest:
        raise BadMask(f"Invalid field selection {text}")
    return mask


def _items(tokens: list[str], text: str) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while True:
        here = mask
        while True:
            if not tokens or tokens[0] in ",./()":
                raise BadMask(f"Invalid field selection {text}")
            name = tokens[0]
            tokens = tokens[1:]
            if not tokens or tokens[0] not in "./(":
                here[name] = {}
                break
            # A name selected as a whole stays so, whatever is asked of its parts.
            here = {} if here.get(name) == {} else here.setdefault(name, {})
            if tokens[0] == "(":
                inner, tokens = _items(tokens[1:], text)
                if not tokens or tokens[0] != ")":
                    raise BadMask(f"Invalid field selection {text}")
                tokens = tokens[1:]
                _merge(here, inner)
                break
            tokens = tokens[1:]
        if not tokens or tokens[0] != ",":
            return mask, tokens
        tokens = tokens[1:]


def _merge(into: Mask, other: Mask) -> None:
    for name, inner in other.items():
        if name not in into:
            into[name] = inner
        elif inner == {} or into[name] == {}:
            into[name] = {}
        else:
            _merge(into[name], inner)


def apply(value: Any, mask: Mask, done: str = "") -> Any:
    """What the mask selects of an answer; lists are passed through, as Google does.

    ``done`` names fields of which only what it selects is there to begin with.
    """
    if mask == {} or ("*" in mask and mask["*"] == {}):
        return value
    if isinstance(value, list):
        return [apply(item, mask, done) if item else item for item in value]
    if not isinstance(value, dict):
        return value
    every = mask.get("*")
    found = {}
    for name, item in value.items():
        inner = mask.get(name, every)
        if inner is not None:
            found[name] = item if name == done else apply(item, inner, done)
    return found


def overlay(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """``old`` with the fields of the mask as in ``new``; one that is missing there is cleared.

    Neither is changed. ``*`` stands for every field of both.
    """
    if mask == {}:
        return new
    names = mask if "*" not in mask else dict.fromkeys([*old, *new], mask["*"]) | mask
    result = dict(old)
    for name, inner in names.items():
        if name == "*":
            continue
        if name not in new:
            if inner == {} or not isinstance(result.get(name), dict):
                result.pop(name, None)
            else:
                result[name] = overlay(result[name], {}, inner)
        elif inner == {} or not isinstance(new[name], dict):
            result[name] = new[name]
        else:
            before = result.get(name)
            result[name] = overlay(before if isinstance(before, dict) else {}, new[name], inner)
        if result.get(name) == {}:
            del result[name]
    return result
