"""The single values of the format: each grammar paired with what an editor can check of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.archetype.format import amounts, choices, grammar, ids
from retrosheet.archetype.format.shapes import Prose, Word

if TYPE_CHECKING:
    from retrosheet.archetype.format.shapes import IdKind


def _matching(pattern: str, *examples: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "examples": list(examples)}


def _or_number(pattern: str, number: dict[str, Any], *examples: str) -> dict[str, Any]:
    return {"anyOf": [_matching(pattern, *examples), number]}


def _any_case(words: tuple[str, ...]) -> str:
    spelled = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words)
    return rf"^\s*({'|'.join(spelled)})\s*$"


def _named(kind: IdKind) -> Word:
    pattern = ids.TASK_ID_PATTERN if kind == "task" else ids.SLUG_PATTERN
    return Word(str.strip, {"type": "string", "pattern": pattern}, names=kind)


def _declared_slug(kind: IdKind) -> Word:
    schema = {"type": "string", "pattern": ids.SLUG_PATTERN, "maxLength": ids.LONGEST_SLUG}
    return Word(ids.slug, schema, declares=kind)


_ZERO = {"const": 0}

TEXT = Prose()
LINES = Prose(lines=True)

ROLE_ID = _declared_slug("role")
CHANNEL_ID = _declared_slug("channel")
BLOCK_ID = _declared_slug("block")
SHARED = Word(
    ids.slug, {"type": "string", "pattern": ids.SLUG_PATTERN, "maxLength": ids.LONGEST_SLUG}
)
EXTENDED = Word(choices.reference, {"type": "string", "pattern": r"\S"})
PHASE_ID = Word(ids.phase_id, _matching(ids.PHASE_ID_PATTERN, "preparation"), declares="phase")
TASK_ID = Word(ids.safe_task_id, _matching(ids.TASK_ID_PATTERN, "CRE2"), declares="task")

ROLE = _named("role")
CHANNEL = _named("channel")
BLOCK = _named("block")
PART = Prose(block=BLOCK)
A_TASK = _named("task")
A_PHASE = Word(str.strip, {"type": "string", "pattern": ids.PHASE_ID_PATTERN}, names="phase")
NEED = Word(
    grammar.need,
    _matching(grammar.NEED_PATTERN, "CRE2", "CRE2 + 3d", "CRE2 + 5cd"),
    names="task",
)

DURATION = Word(grammar.duration, _or_number(grammar.DURATION_PATTERN, _ZERO, "5d", "2w", "3cd"))
MARGIN = Word(grammar.margin, _or_number(grammar.DURATION_PATTERN, _ZERO, "2d", "1w"))
DELAY = Word(grammar.delay, _matching(grammar.DURATION_PATTERN, "5d", "2w", "14cd"))
INTERVAL = Word(grammar.interval, _matching(grammar.DURATION_PATTERN, "1w", "10cd"))
OFFSET = Word(grammar.offset, _matching(grammar.OFFSET_PATTERN, "J-30", "J", "J+15"))
PERIOD = Word(grammar.period, _matching(grammar.PERIOD_PATTERN, "J+1 → J+30", "J+1..J+30"))
FIXED = Word(grammar.fixed, _matching(grammar.FIXED_PATTERN, "2027-01-15", "12-20"))

YEARLY = Word(grammar.yearly, _matching(grammar.YEARLY_PATTERN, "12-24 → 01-01"))

KIND = Word(choices.kind, {"enum": list(choices.KINDS)})
TRUTH = Word(
    choices.truth,
    {
        "anyOf": [
            {"type": "boolean"},
            {"type": "string", "pattern": _any_case(choices.TRUE_WORDS + choices.FALSE_WORDS)},
        ]
    },
)
DIRECTION = Word(choices.direction, {"enum": list(choices.DIRECTIONS)})
FORMAT = Word(choices.format_number, {"enum": [choices.FORMAT, str(choices.FORMAT)]})

TARGET = Word(amounts.number, _or_number(amounts.NUMBER_PATTERN, {"type": "number"}))
AMOUNT = Word(amounts.amount, _or_number(amounts.AMOUNT_PATTERN, {"type": "number", "minimum": 0}))
