"""Archetypes written as YAML: read again they are the same, and a person can edit them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.archetype import library, model
from retrosheet.archetype.load import load, read
from retrosheet.archetype.model import (
    Archetype,
    Duration,
    FollowUp,
    MonthDay,
    Need,
    Part,
    Repeat,
    Task,
    Yearly,
)
from retrosheet.archetype.writing.document import written
from retrosheet.language import LANGS, Lang, Text
from tests.campaigns import archetypes, text
from tests.thorough import tries

GOOD = sorted((Path(__file__).parent / "good").glob("*.yaml"))
FILES = [*GOOD, *(library.find(name) for name in library.names())]
HOSTILE = (
    "a: b", "a #b", "# a", "- a", "-", "? a", "!a", "&a", "*a", "%a", "@a", "`a", "|", ">", ">-",
    "{a}", "[a]", "a, b]", "'", '"', '""', 'a "b" c', "l'a", "\\", "\\n", "a\\", "---", "...", "~",
    "null", "NO", "yes", "12:30", "0x1f", "1e3", "2027-01-15", "=A1", "<<", "a:", ": a", "« é »",
    "👩‍👧 ⚠️", "a\u00a0b", "\ufeffa", "a\u200bb",
)  # fmt: skip
ROLES = ("boss", "no", "null", "12e3", "printer")
CHANNELS = ("press", "on", "007")
T = TypeVar("T")

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs"),
            exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
            "\u2066\u2067\u2068\u2069\ufffe\uffff",
        ),
        max_size=90,
    ),
).map(str.strip).filter(bool)  # fmt: skip
paragraphs = (
    st.lists(st.one_of(words, st.sampled_from(("", "  ", "  a", "a  "))), min_size=1, max_size=4)
    .map("\n".join)
    .map(str.strip)
    .filter(lambda prose: 0 < len(prose) <= 300)
)


def in_both(one: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    """A text a language, or one for both."""
    return st.one_of(one.map(text), st.builds(Text, one, one))


def maybe(one: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), one)


def some(one: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=most).map(tuple)


titles, prose = in_both(words), in_both(paragraphs)
month_days = st.builds(MonthDay, st.integers(1, 12), st.integers(1, 28))
spans = st.builds(Yearly, month_days, month_days)
in_blocks = st.sampled_from((None, "off"))
parts = st.builds(Part, titles, in_blocks)
numbers = st.one_of(
    st.integers(-999_999_999, 999_999_999).map(float),
    st.integers(-(10**9), 10**9).map(lambda n: n / 1000),
    st.sampled_from((0.000000001, 1.125, 1234.125, 1e12)),
)
lengths = st.builds(Duration, st.integers(1, 60), st.sampled_from(("d", "cd")))
role_ids = st.sampled_from(ROLES)


@st.composite
def rich(draw: st.DrawFn) -> Archetype:
    """A random archetype in which every key of the format may stand."""
    archetype = draw(archetypes(5))
    ids = dict(
        zip(
            [task.id for task in archetype.tasks],
            draw(st.permutations(("NO", "ON", "Y", "null", "9Z", "A.b", "C-1", "D"))),
            strict=False,
        )
    )
    free = {task.id for task in archetype.tasks if not (_dated(task) or task.needs)}
    tasks = [_dressed(draw, _possible(task, free), ids) for task in archetype.tasks]
    cut = draw(st.integers(1, len(tasks)))
    named = draw(st.lists(words, min_size=2, max_size=2, unique_by=str.casefold))
    phases = [
        model.Phase(phase_id, text(title), tuple(part))
        for phase_id, title, part in zip(
            ("2027", "true"), named, (tasks[:cut], tasks[cut:]), strict=True
        )
        if part
    ]
    owner, task_id = role_ids, st.sampled_from(sorted(ids.values()))
    return replace(
        archetype,
        title=draw(titles),
        summary=draw(prose),
        roles=tuple(model.Role(role, draw(titles)) for role in ROLES),
        channels=tuple(model.Channel(channel, draw(titles)) for channel in CHANNELS),
        blocks=(model.Block("off", draw(titles), default=draw(st.booleans())),),
        phases=tuple(phases),
        closed=draw(some(spans, 2)),
        objectives=draw(some(st.builds(model.Objective, *[prose] * 6, in_blocks))),
        kpis=draw(
            some(
                st.builds(
                    model.Kpi, title=titles, target=numbers, unit=titles,
                    measured=st.integers(-400, 400), owner=owner, source=maybe(titles),
                    better=st.sampled_from(("higher", "lower")), block=in_blocks,
                )
            )
        ),
        budget=draw(
            some(
                st.builds(
                    model.BudgetLine, titles, titles, numbers.map(abs), maybe(task_id), in_blocks
                )
            )
        ),
    )  # fmt: skip


def _dated(task: Task) -> bool:
    return task.due is not None or task.period is not None or task.fixed is not None


def _possible(task: Task, free: set[str]) -> Task:
    """A dated task keeps the needs that leave its date possible for every launch day."""
    if not _dated(task):
        return task
    return replace(task, needs=tuple(need for need in task.needs if need.id in free))


def _dressed(draw: st.DrawFn, task: Task, ids: dict[str, str]) -> Task:
    owner = draw(role_ids)
    wait = task.period is None and task.incompressible
    repeats = task.due is not None and task.due != 0 and draw(st.booleans())
    due = task.due or 0
    chasers = st.builds(FollowUp, lengths, maybe(titles), maybe(role_ids))
    return replace(
        task,
        id=ids[task.id],
        needs=tuple(Need(ids[need.id], need.lag) for need in task.needs),
        title=draw(titles),
        owner=owner,
        incompressible=wait,
        margin=task.margin if task.period is None else 0,
        deliverable=draw(some(parts, 2)),
        channel=draw(maybe(st.sampled_from(CHANNELS))),
        block=None if task.due == 0 else draw(st.sampled_from((None, "off"))),
        note=draw(maybe(prose)),
        checklist=draw(some(parts, 3)),
        raci=_raci(draw, owner),
        follow_ups=draw(some(chasers)) if not repeats else (),
        repeat=Repeat(draw(st.integers(2, 70)), due + draw(st.integers(1, 80)))
        if repeats
        else None,
    )


def _raci(draw: st.DrawFn, owner: str) -> tuple[tuple[str, model.RaciLetter], ...]:
    """Somebody is R; one at most is A; each role has one letter."""
    others = draw(st.permutations([role for role in ROLES if role != owner]))
    doers = draw(st.sampled_from(((), (owner,), (others[0],), (owner, others[0]))))
    if not doers:
        return ()
    given: list[tuple[str, model.RaciLetter]] = [(role, "R") for role in doers]
    if owner not in doers:
        given += [(owner, "A")] if draw(st.booleans()) else []
    elif draw(st.booleans()):
        given.append((others[1], "A"))
    given += [(others[2], "C")] if draw(st.booleans()) else []
    return (*given, (others[3], "I")) if draw(st.booleans()) else tuple(given)


def bare(archetype: Archetype) -> Archetype:
    """Without what a file is called and where its lines stand."""
    phases = tuple(
        replace(phase, tasks=tuple(replace(task, line=0) for task in phase.tasks))
        for phase in archetype.phases
    )
    return replace(archetype, name="", path="", phases=phases)


def reread(yaml: str) -> Archetype:
    archetype, problems = read(yaml, "written.yaml")
    assert archetype is not None, "\n".join([*map(str, problems), yaml])
    return bare(archetype)


@settings(max_examples=tries(25, 60))
@given(rich(), st.sampled_from(LANGS), st.one_of(st.just(""), words, paragraphs))
def test_what_is_written_reads_as_the_same(archetype: Archetype, lang: Lang, header: str) -> None:
    """An archetype written as YAML and loaded again is the archetype."""
    assert reread(written(archetype, lang, header)) == bare(archetype)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_archetypes_written_again_are_the_same(path: Path) -> None:
    """And none of their lines grows so long that an editor must scroll far."""
    archetype = load(path)
    yaml = written(archetype, "fr", path.stem)
    assert reread(yaml) == bare(archetype)
    assert written(reread(yaml), "fr", path.stem) == yaml
    assert not [line for line in yaml.splitlines() if len(line) > 320 or line != line.rstrip()]


EXAMPLE = """\
# My own
#
# campaign

format: 1

title: { fr: "Soirée", en: "Party" }
summary: "Both"

roles:
  boss: { fr: "Chef", en: "Boss" }
  "no": "Norway"

phases:
  # 1. Before -------------------------------------------------------------------------------------
  - id: before
    title: { fr: "Avant", en: "Before" }
    tasks:
      - id: A
        title: "Say \\"yes\\""
        owner: "no"
        duration: 2w
        note: |
          One
          Two
      - id: B
        title: "Print"
        owner: boss
        wait: 12cd
        needs: [A + 3d]
        margin: 1d
        raci: { A: "no" }

  # 2. Day ----------------------------------------------------------------------------------------
  - id: day
    title: { fr: "Jour", en: "Day" }
    tasks:
      - id: J
        title: "Open"
        owner: boss
        kind: milestone
        needs: [B]
        due: J

kpis:
  - title: "Guests"
    target: 1.1250
    unit: "%"
    measured: J+30
    owner: boss
"""


def test_the_whole_of_a_small_file() -> None:
    """Keys in the order of the library, defaults left out, ids quoted only where they must be."""
    archetype, problems = read(EXAMPLE, "x.yaml")
    assert problems == []
    assert archetype is not None
    ruled = re.compile("-{9,}")
    assert ruled.sub("--", written(archetype, "en", "My own\n\ncampaign")) == ruled.sub(
        "--", EXAMPLE
    )


def test_comments_are_in_the_language_asked_for() -> None:
    """The comments that structure the file speak the language of its reader."""
    archetype, _ = read(EXAMPLE, "x.yaml")
    assert archetype is not None
    assert "# 1. Avant ---" in written(archetype, "fr")


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("{ R: boss }", "raci: { R: boss }"),
        ("{ R: boss, I: [no] }", 'raci: { I: ["no"] }'),
        ("{ R: [boss, no] }", 'raci: { R: [boss, "no"] }'),
    ],
)
def test_the_owner_is_r_unasked(given: str, line: str) -> None:
    """As in the library's files; but a matrix of nothing else is not left empty."""
    archetype, _ = read(EXAMPLE.replace('{ A: "no" }', given), "x.yaml")
    assert archetype is not None
    assert f"        {line}\n" in written(archetype, "en")
