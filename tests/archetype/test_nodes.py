"""YAML as a tree: positions, nothing resolved, and hostile files refused quickly."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.archetype.load import read
from retrosheet.archetype.source import nodes
from retrosheet.archetype.source.nodes import Mapping, Scalar, Sequence, parse
from retrosheet.archetype.source.problems import Mark

LOADERS: list[Any] = [yaml.SafeLoader]
if yaml.__with_libyaml__:
    LOADERS.append(yaml.CSafeLoader)


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest) -> object:
    """Both of PyYAML's parsers: the one on libyaml is not everywhere."""
    return request.param


def test_nodes_know_their_places(loader: object) -> None:
    """Lines and columns count characters from 1, accents and emoji included."""
    root, complaints = parse("é: 🎉 x\nb:\n  - {c: d}\n  - 'e'\n", loader=loader)
    assert complaints == []
    assert root == Mapping(
        [
            (Scalar("é", True, Mark(1, 1)), Scalar("🎉 x", True, Mark(1, 4))),
            (
                Scalar("b", True, Mark(2, 1)),
                Sequence(
                    [
                        Mapping(
                            [(Scalar("c", True, Mark(3, 6)), Scalar("d", True, Mark(3, 9)))],
                            Mark(3, 5),
                        ),
                        Scalar("e", False, Mark(4, 5)),
                    ],
                    Mark(3, 3),
                ),
            ),
        ],
        Mark(1, 1),
    )


@pytest.mark.parametrize("text", ["NO", "12:30", "017", "0x1F", "1e3", "2027-01-15", "~", "+33"])
def test_nothing_is_resolved(text: str, loader: object) -> None:
    """A telephone number is not octal, a time is not a number of minutes, Norway is not false."""
    root, _ = parse(f"- {text}\n", loader=loader)
    assert isinstance(root, Sequence)
    (item,) = root.items
    assert isinstance(item, Scalar)
    assert (item.text, item.plain) == (text, True)


# Each with the words that its first problem must contain.
HOSTILE = {
    "brackets": ("[" * 1_000_000, "50 levels"),
    "brackets, a line each": ("[\n" * 500_000, "50 levels"),
    "braces": ("{" * 1_000_000, "50 levels"),
    "questions": ("? " * 500_000, "50 levels"),
    "dashes": ("- " * 500_000, "50 levels"),
    "one long quote": ('"' + "a" * 1_000_000, "never closed"),
    "one long key": ("a" * 1_000_000 + ": b", ""),
    "as many values as fit": ("- a\n" * 260_000, "at most 5000 tasks, and 100000 values"),
    "too large": ("#" * (nodes.LARGEST + 1), "1 MiB"),
    "too large in bytes": ("#" + "é" * (nodes.LARGEST // 2), "1 MiB"),
    "laughs": (
        "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi")),
        "anchors and aliases",
    ),
    "aliases without end": ("a: &a x\nb: [" + "*a, " * 200_000 + "]\n", "anchors and aliases"),
    "an alias to itself": ("&a [*a]", "anchors and aliases"),
    "tags": ("!!python/object/apply:os.system ['true']", "tags"),
    "null bytes": ("\0" * 1_000_000, "U+0000"),
    "directive": ("%YAML 3.0\n---\na: b\n", "not YAML"),
    "half a surrogate": ('"\\ud800"', ""),
    "line separators": ("a: b\u2028c: d\n", "U+2028"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_quickly(name: str) -> None:
    """A problem with a position, no crash, no long wait, no endless list."""
    text, words = HOSTILE[name]
    start = time.process_time()
    archetype, problems = read(text, "x.yaml")
    assert time.process_time() - start < 20
    assert archetype is None
    assert any(words in problem.message for problem in problems)
    assert all(p.line >= 1 and p.column >= 1 and len(p.message) < 600 for p in problems)
    assert len(problems) <= 201


@pytest.mark.parametrize("name", ["brackets", "braces", "laughs", "aliases without end"])
def test_the_parser_in_python_refuses_them_too(name: str) -> None:
    """Where the fast parser is missing, hostile files are refused all the same."""
    text, words = HOSTILE[name]
    root, complaints = parse(text, loader=yaml.SafeLoader)
    assert root is None or name == "laughs"
    assert any(words in complaint.message.en for complaint in complaints)


def test_no_message_carries_a_terminal_code() -> None:
    """What a file hides in its ids, keys and values comes out as plain text, and cut short."""
    strange = '"\\e[31m\\u202E' + "x" * 500 + '"'
    text = (
        f"format: {strange}\n{strange}: 1\n{strange}: 2\nroles: {{{strange}: x, {strange}: y}}\n"
        f"phases:\n- id: {strange}\n  title: {strange}\n  tasks:\n"
        f"  - {{id: {strange}, owner: {strange}, duration: {strange}, needs: {strange}}}\n"
        f"  - {{id: {strange}, owner: {strange}, raci: {{A: {strange}, C: {strange}}}}}\n"
        f"  - {{id: A, owner: other, due: {strange}, needs: '{'y, ' * 50}', kind: {strange}}}\n"
    )
    _, problems = read(text, "x.yaml")
    assert len(problems) > 15
    for problem in problems:
        assert problem.message.isprintable()
        assert len(problem.message) < 400


@pytest.mark.parametrize(
    "needs",
    [
        ", ".join(f"X{n}" for n in range(20_000)),
        ", ".join(["A"] * 20_000),
    ],
    ids=["unknown", "repeated"],
)
def test_a_flood_of_problems_does_not_drown_the_reader(needs: str) -> None:
    """Two hundred problems are told, and that there are more, in bearable time."""
    text = (
        "format: 1\ntitle: x\nsummary: x\nroles: {c: C}\nphases:\n- id: p\n  title: P\n  tasks:\n"
        f"  - id: A\n    title: x\n    owner: c\n    needs: [{needs}]\n"
    )
    start = time.process_time()
    assert len(read(text, "x.yaml")[1]) == 201
    assert time.process_time() - start < 20


@pytest.mark.parametrize("shape", ["chain", "circle", "every need both ways"])
def test_thousands_of_tasks_are_checked_in_seconds(shape: str) -> None:
    """Long chains neither exhaust the stack nor take the square of their length."""
    count = 5_000
    needs = [f"[T{n - 1}]" for n in range(count)]
    needs[0] = f"[T{count - 1}]" if shape == "circle" else "[]"
    if shape == "every need both ways":
        needs = [f"[T{(n - 1) % count}, T{(n + 1) % count}]" for n in range(count)]
    text = (
        "format: 1\ntitle: x\nsummary: x\nroles: {c: C}\nphases:\n- id: p\n  title: P\n  tasks:\n"
    )
    text += "".join(
        f"  - {{id: T{n}, title: x, owner: c, needs: {need}}}\n" for n, need in enumerate(needs)
    )
    start = time.process_time()
    archetype, problems = read(text, "x.yaml")
    assert time.process_time() - start < 60
    assert (archetype is not None) == (shape == "chain")
    assert len(problems) == {"chain": 0, "circle": 1}.get(shape, 50)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    """Whatever the text, there is an answer: an archetype or problems with positions."""
    archetype, problems = read(text, "x.yaml")
    assert archetype is None
    assert problems
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= problem.line <= lines + 1 for problem in problems)


YAML_BITS = st.sampled_from(
    ["a", ": ", "\n", "\n  ", "- ", "? ", *"[]{},|>#%@'\"\t\ufeff", "&a", "*a", "!t", "---", "..."]
)


@given(st.lists(YAML_BITS, max_size=40).map("".join))
def test_neither_parser_fails_on_a_heap_of_signs(text: str) -> None:
    """With libyaml or without, there is a tree or a complaint, never an exception."""
    for loader in LOADERS:
        root, complaints = parse(text, loader=loader)
        assert root is not None or complaints
