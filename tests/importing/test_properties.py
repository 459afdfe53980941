"""Whatever is pasted: no crash, a file that ``check`` accepts, and the dates that were typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.archetype.load import read
from retrosheet.archetype.writing.document import written
from retrosheet.calendars import Calendar
from retrosheet.campaign import Options, plan
from retrosheet.importing.imported import Asked, Imported, of_grids, of_text
from retrosheet.importing.raw import Grid
from retrosheet.importing.remarks import listed, problem_lines
from retrosheet.importing.words import folded
from retrosheet.language import LANGS
from retrosheet.schedule import compute

LAUNCH = dt.date(2027, 3, 15)
PIECES = st.sampled_from(
    "Tâche|Task|Date limite|Due|Début|End|Durée|Owner|Phase|Dépend de|Budget|Jalon|N°|Note|Période"
    "|J-90|J|J+1 à J+30|D-3000|03/04/2027|15/03/2027|31/02/2027|15 mars|début mars|46461|-30|30"
    "|2 semaines|5|0|9999 j|2,5 j|1 mois|A|B|A, B / C|oui|x|1|2|1;2|2FD+3j|Total|JAN1|1E5|TRUE"
    "|1 500,50 €|1,500|**|-|? |#|:|---|→|«|é|\u202e|\x00|🙂|null|~|'|\"|- |J-|le|et".split("|")
)
CELLS = st.one_of(PIECES, st.text(max_size=12), st.just(""))
SERIALS = st.integers(-99, 50000).map(float)
HEADINGS = st.lists(PIECES, min_size=1, max_size=7).map(lambda more: ["Tâche", "Date", *more])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Texts that look like tables and lists."""
    separator = draw(st.sampled_from(["|", ";", ",", "\t", " : ", " "]))
    rows = [draw(HEADINGS)] if draw(st.booleans()) else []
    rows += draw(st.lists(st.lists(CELLS, max_size=8), max_size=8))
    before = draw(st.sampled_from(["", "- ", "1. ", "# "]))
    lines = [before + separator.join(row) for row in rows]
    if draw(st.booleans()):
        lines.insert(1, "---|---|---")
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def asked(lang: str = "fr", launch: dt.date | None = LAUNCH) -> Asked:
    return Asked("plan.md", "Plan", "fr" if lang == "fr" else "en", Calendar(), "", launch)


def check(found: Imported) -> None:
    """Either problems that can be said, or a file without any."""
    assert (found.archetype is None) == bool(found.problems)
    for lang in LANGS:
        lines = [*listed(found.doubts, lang), *problem_lines(found.problems, "plan.md", lang)]
        assert all("\n" not in line for line in lines)
    if found.archetype is not None:
        text = written(found.archetype, "fr")
        archetype, problems = read(text, "plan.yaml")
        assert not problems, text
        assert archetype is not None
        compute(plan(archetype, Options(LAUNCH)))


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts(), st.text()), st.sampled_from(["fr", "en"]), st.booleans())
def test_any_text_gives_a_good_file_or_says_why(text: str, lang: str, launched: bool) -> None:
    """Whatever is pasted, people get an archetype that loads, or a reason."""
    check(of_text(text, asked(lang, LAUNCH if launched else None)))


@settings(max_examples=100, deadline=None)
@given(
    HEADINGS,
    st.lists(
        st.lists(
            st.one_of(
                CELLS, st.none(), st.booleans(), st.floats(), st.integers(-99, 50000).map(float)
            ),
            max_size=9,
        ),
        max_size=8,
    ),
)
def test_any_grid_gives_a_good_file_or_says_why(
    headings: list[str], rows: list[list[str | float | bool | None]]
) -> None:
    """Whatever a sheet holds, people get an archetype that loads, or a reason."""
    cells = [tuple(headings), *map(tuple, rows)]
    check(of_grids([Grid(tuple(enumerate(cells, 1)), sheet="Feuil1")], asked()))


OFFSETS = st.lists(st.integers(-400, 400), min_size=1, max_size=12)
STYLES = {
    "markdown": ("Tâche | Date limite |\n---|---|\n", "{title} | J{offset:+d} |\n"),
    "csv": ("Task;Due\n", "{title};D{offset:+d}\n"),
    "pasted": ("Action\tÉchéance\n", "{title}\tJ {offset:+d}\n"),
    "list": ("", "- {title} : J{offset:+d}\n"),
    "days": ("", "- J{offset:+d} : {title}\n"),
}


@settings(max_examples=60, deadline=None)
@given(OFFSETS, st.sampled_from(sorted(STYLES)))
def test_the_days_of_a_table_come_back_from_the_schedule(offsets: list[int], style: str) -> None:
    """However the table is written, each row is due on its day where no day is off."""
    top, row = STYLES[style]
    titles = [f"tâche {chr(97 + n)}" for n in range(len(offsets))]
    lines = [row.format(title=t, offset=o) for t, o in zip(titles, offsets, strict=True)]
    found = of_text(top + "".join(lines), asked(launch=None))
    assert found.archetype is not None, found.problems
    placed = compute(plan(found.archetype, Options(LAUNCH, weekend="0000000"))).tasks
    due = {line.task.title: (line.due - LAUNCH).days for line in placed}
    assert {title: due[title] for title in titles} == dict(zip(titles, offsets, strict=True))


ROWS = st.lists(
    st.tuples(
        st.integers(-120, 60),  # due, in days from launch
        st.integers(0, 20) | st.none(),  # days from the start to it; None for a due date alone
        st.lists(st.tuples(st.integers(0, 11), st.integers(0, 4)), max_size=3),  # needs and lags
        st.sampled_from(["", "1 d", "3 d", "2 w", "4 calendar days"]),
    ),
    min_size=1,
    max_size=12,
)
WRITTEN = ["%Y-%m-%d", "%d %B %Y", "%A %d %B %Y", "%B %d, %Y 9:00 AM", "%d %b %Y at the latest"]


@settings(max_examples=120, deadline=None)
@given(
    ROWS,
    st.dates(dt.date(2027, 1, 1), dt.date(2028, 12, 31)),
    st.frozensets(st.integers(-120, 60), max_size=9),
    st.sampled_from(WRITTEN),
)
def test_what_is_dated_keeps_its_date(
    rows: list[tuple[int, int | None, list[tuple[int, int]], str]],
    launch: dt.date,
    off: frozenset[int],
    written_as: str,
) -> None:
    """Weekends, holidays, lengths, dependencies and lags move no date that a table gives."""
    calendar = Calendar(days_off=frozenset(launch + dt.timedelta(days=n) for n in off))
    lines = ["ID,Task,Start,Due,After,Length"]
    wanted: dict[str, tuple[dt.date | None, dt.date]] = {}
    for number, (offset, before, needs, length) in enumerate(rows, 1):
        due = launch + dt.timedelta(days=offset)
        start = None if before is None else due - dt.timedelta(days=before)
        said = ";".join(
            f"{need + 1}FS+{lag}d" for need, lag in needs if need + 1 < number and need < len(rows)
        )
        shown = [f'"{day.strftime(written_as)}"' if day else "" for day in (start, due)]
        lasting = "" if start else length
        lines.append(f"{number},task {chr(96 + number)},{','.join(shown)},{said},{lasting}")
        wanted[f"task {chr(96 + number)}"] = (start, due)
    found = of_text("\n".join(lines), Asked("plan.csv", "Plan", "en", calendar, "", launch))
    assert found.archetype is not None, found.problems
    campaign = replace(plan(found.archetype, Options(launch)), calendar=calendar)
    placed = {line.task.title: line for line in compute(campaign).tasks}
    for title, (start, due) in wanted.items():
        assert placed[title].due == due, title
        assert start is None or placed[title].start == start, title


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=12), st.sampled_from(["fr", "en"]))
def test_no_line_of_a_list_is_lost_in_silence(lines: list[str], lang: str) -> None:
    """Each line of a text with a dated one is a task, a heading, or named by its number."""
    text = "Écrire : J-9\n" + "\n".join(line.replace("\n", " ") for line in lines)
    found = of_text(text, asked(lang))
    if found.archetype is None:
        return
    said = {doubt.place.row for doubt in found.doubts if doubt.place}
    titles = [task.title.fr for task in found.archetype.tasks]
    titles += [phase.title.fr for phase in found.archetype.phases]
    kept = folded(" ".join(titles))
    for number, line in enumerate(text.splitlines(), 1):
        if len(folded(line)) > 1:
            assert number in said or any(word in kept for word in folded(line).split()), line
