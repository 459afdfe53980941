"""``doctor --live`` as each account runs it: every question asked, answered, and cleared away."""

from __future__ import annotations

import copy
import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from retrosheet import live
from retrosheet.cli.answer import answer
from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.google.signing_in.sources import chosen
from retrosheet.google.speaking.transport import Transport
from retrosheet.language import LANGS, Lang, Text
from retrosheet.live import OF_A_PLAN, probes, settled
from retrosheet.live.comparing import spelled, unlike
from retrosheet.live.ground import Own
from retrosheet.live.probes import Scratch
from retrosheet.live.questions import Found, Question
from retrosheet.live.report import bare, report
from retrosheet.live.trial import Sample, Trial
from tests.contract.places import connection, workbook
from tests.google.test_faults import CONCERT
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from retrosheet.google.doctor import Check
    from tests.google.fake.google import FakeGoogle
    from tests.google.fake.state import Json, Spreadsheet

DOCS = Path(__file__).parents[2] / "docs" / "google.md"
TODAY = dt.date(2027, 3, 10)
ALL: tuple[Question[Any], ...] = (*probes.QUESTIONS, *OF_A_PLAN)


@cache
def samples() -> tuple[Sample, ...]:
    """A plan of few tasks, nine days before launch, when some of it is late."""
    return tuple(small(lang, TODAY) for lang in LANGS)


def small(lang: Lang, today: dt.date) -> Sample:
    return Sample(workbook(lang, CONCERT, spare=0), lang, today)


def asked(google: FakeGoogle, into: str | None = None, **more: Any) -> list[Check]:
    """All answers; what is left behind, if anything, goes to ``left``."""
    google.today = TODAY
    left: list[str] = more.get("left", [])
    with connection(drive=into is None, sleep=google.sleep) as transport:
        return list(settled(transport, more.get("of", samples()), "en", into, left=left.append))


def said(checks: list[Check], state: str) -> list[str]:
    return [check.said for check in checks if check.state == state]


def binned(google: FakeGoogle) -> list[bool]:
    """Of each spreadsheet, the oldest first: whether it is in the bin."""
    return [book.trashed for book in google.service.books.values()]


def looked(book: Spreadsheet) -> Json:
    """All that can be seen of a spreadsheet, and what programs left in it."""
    return copy.deepcopy(
        {
            "properties": book.properties,
            "names": book.named,
            "marks": book.metadata,
            "tabs": [(tab.properties, tab.cells, tab.rules, tab.charts) for tab in book.sheets],
        }
    )


def test_a_person_asks_in_sheets_that_go_to_the_bin(google: FakeGoogle) -> None:
    """One for the small questions, one a language for the plan; the fake says yes to all.

    What the plan's questions find, the report in the docs shows in every run.
    """
    google.allow_creation()
    tried = samples() if THOROUGH else ()
    answers = asked(google, of=tried)
    assert said(answers, "bad") == []
    assert len(said(answers, "good")) == len(probes.QUESTIONS) + len(tried) * len(OF_A_PLAN)
    assert binned(google) == [True] * (1 + len(tried))
    assert answers[-1].said == "Scratch sheet moved to the bin."


def test_a_service_account_leaves_the_blank_sheet_blank(google: FakeGoogle) -> None:
    """It is asked the same, and its tabs, title, locale and time zone are as before."""
    blank = google.blank("Essai", "fr_CA", time_zone="Europe/Paris")
    before = looked(google.service.books[blank])
    tried = samples() if THOROUGH else ()
    answers = asked(google, blank, of=tried)
    assert said(answers, "bad") == []
    assert len(said(answers, "good")) == len(probes.QUESTIONS) + len(tried) * len(OF_A_PLAN)
    assert answers[-1].said == "The sheet is blank, as it was before."
    assert looked(google.service.books[blank]) == before
    assert binned(google) == [False]


def test_nothing_that_somebody_has_written_is_touched(google: FakeGoogle) -> None:
    """A sheet with one word in it is refused, by that cell."""
    theirs = google.blank("Budget")
    google.person(theirs).set("Sheet1!C7", "Rent")
    before = google.service.books[theirs].changes
    with pytest.raises(InvalidInput, match="something in Sheet1!C7"):
        asked(google, theirs)
    assert google.service.books[theirs].changes == before


def only(monkeypatch: pytest.MonkeyPatch, *questions: Question[Any]) -> None:
    """Ask these of the scratch sheet and no others of anything."""
    monkeypatch.setattr(probes, "QUESTIONS", questions)
    monkeypatch.setattr(live, "OF_A_PLAN", ())


def otherwise(answer: Callable[[Scratch], Found]) -> Question[Scratch]:
    return Question(Text("Demandé", "Asked"), Text("ainsi", "so"), answer)


def test_an_unexpected_answer_is_shown(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what came in its place, and where to report it."""
    google.allow_creation()
    only(monkeypatch, otherwise(lambda _: Found("7", Text("2 essais", "2 tries"))))
    (bad,) = [check for check in asked(google, of=()) if check.state == "bad"]
    assert bad.said == "Asked: no (2 tries): 7"
    assert "please report" in bad.remedy
    assert binned(google) == [True]


def broken(_: Scratch) -> Found:
    raise KeyError("rs_plan")


def test_one_question_that_breaks_leaves_the_others(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Google may answer with what no plan is made of."""
    google.allow_creation()
    only(monkeypatch, otherwise(broken), probes.QUESTIONS[0])
    answers = asked(google, of=())
    assert said(answers, "bad") == ["Asked: no: 'rs_plan'"]
    assert len(said(answers, "good")) == 1


def stopped(_: Scratch) -> Found:
    raise KeyboardInterrupt


@pytest.mark.parametrize("lent", [False, True])
def test_interrupted_it_clears_up(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, lent: bool
) -> None:
    """Nothing is left in the Drive, nor in a sheet that was lent."""
    blank = google.blank("Essai")
    before = looked(google.service.books[blank])
    google.allow_creation()
    only(monkeypatch, otherwise(stopped))
    left: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        asked(google, blank if lent else None, left=left)
    assert left == []
    assert binned(google) == ([False] if lent else [False, True])
    assert looked(google.service.books[blank]) == before


@pytest.mark.parametrize("lent", [False, True])
def test_interrupted_and_unable_to_clear_up_it_says_what_is_left(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, lent: bool
) -> None:
    """With its address."""
    blank = google.blank("Essai")
    google.allow_creation()
    last = list(google.service.books)

    def gone(_: Scratch) -> Found:
        last[:] = google.service.books
        google.deny("no permission", last[-1])
        raise KeyboardInterrupt

    only(monkeypatch, otherwise(gone))
    left: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        asked(google, blank if lent else None, left=left)
    (line,) = left
    assert line.startswith("The scratch sheet is still there.")
    assert f"https://docs.google.com/spreadsheets/d/{last[-1]}/edit" in line


def test_a_plan_that_cannot_be_written_is_cleared_away(google: FakeGoogle) -> None:
    """What was begun goes to the bin, and nobody is told to finish it."""
    google.allow_creation()
    google.fault(path="batchUpdate", status=403, times=9, body={"error": {"message": "No."}})
    with pytest.raises(NoAccess) as refused:
        asked(google)
    assert "finish" not in str(refused.value)
    assert all(binned(google))


@pytest.fixture
def trial(google: FakeGoogle) -> Iterator[tuple[Trial, Spreadsheet]]:
    """The French plan as it lies there, and the book behind it; laid out once a test run."""
    google.allow_creation()
    google.today = TODAY
    with connection(drive=True) as transport:
        if not _LAID:
            made = Own(transport, "en").plan(samples()[0])
            assert made.errors == ()
            _LAID.append(google.service.books.pop(made.id))
        book = _LAID[0].copied()
        google.service.books[book.id] = book
        yield Trial(transport, book.id, samples()[0], ()), book


_LAID: list[Spreadsheet] = []


def answer_of(name: str, trial: Trial) -> str:
    (question,) = [one for one in OF_A_PLAN if one.answer.__name__ == name]
    return question.answer(trial).wrong


def test_each_thing_that_is_not_as_it_was_is_named(trial: tuple[Trial, Spreadsheet]) -> None:
    """A value, a formula, a rule, a validation, a name, a merge, a chart: each by its place."""
    made, book = trial
    names = ("_calculated", "_entered", "_rules", "_validations", "_names", "_around", "_charts")
    assert [answer_of(name, made) for name in names] == [""] * len(names)
    plan = next(sheet for sheet in book.sheets if sheet.rules and sheet.merges)
    ruled = plan.title
    place, cell = next(
        (place, cell)
        for place, cell in plan.cells.items()
        if "formulaValue" in cell.get("userEnteredValue", {})
    )
    plan.cells[place] = cell | {"userEnteredValue": {"formulaValue": '="other"'}}
    plan.rules = plan.rules[1:]
    other, checked = next(
        (sheet, at)
        for sheet in book.sheets
        for at, cell in sheet.cells.items()
        if "dataValidation" in cell
    )
    other.cells[checked] = {
        key: value for key, value in other.cells[checked].items() if key != "dataValidation"
    }
    book.named = book.named[1:]
    plan.merges = plan.merges[1:]
    drawn = next(sheet for sheet in book.sheets if sheet.charts)
    drawn.charts = drawn.charts[1:]
    book.changes += 1
    made = Trial(made.transport, made.id, made.sample, ())
    wrong = {name: answer_of(name, made) for name in names}
    assert "'other'" in wrong["_calculated"]
    assert '="other"' in wrong["_entered"]
    assert wrong["_rules"].startswith(f"{ruled}: {len(plan.rules)} ≠ {len(plan.rules) + 1}")
    assert f"{other.title}!" in wrong["_validations"]
    assert "namedRanges: {" in wrong["_names"]
    assert "merges: {" in wrong["_around"]
    assert "charts: {" in wrong["_charts"]


def test_unchanged_it_is_looked_at_once(trial: tuple[Trial, Spreadsheet]) -> None:
    """Sixty reads a minute are all that Google grants: questions about the same state share one."""
    made, _ = trial
    before = made.transport.sent
    for name in ("_calculated", "_entered", "_rules", "_validations", "_names", "_around"):
        assert answer_of(name, made) == ""
    assert made.transport.sent == before + 1
    assert answer_of("_renamed", made) == ""
    assert made.transport.sent == before + 4


def test_waiting_for_a_quota_is_not_calculating(
    trial: tuple[Trial, Spreadsheet], google: FakeGoogle
) -> None:
    """The time that Google takes to calculate is without the minute that it made us wait."""
    made, _ = trial
    with Transport(
        sign_in.from_source(chosen("en"), (sign_in.SHEETS,), "en"), "en",
        sleep=google.sleep, rng=lambda: 0.0, clock=lambda: google.service.now,
    ) as transport:  # fmt: skip
        timed = Trial(transport, made.id, made.sample, (), clock=lambda: google.service.now)
        google.fault(path="/v4/", method="GET", status=429, retry_after=30)
        (question,) = [one for one in OF_A_PLAN if one.answer.__name__ == "_recalculated"]
        found = question.answer(timed)
    assert google.service.now >= 30
    assert not found.wrong
    assert found.told is not None
    assert found.told.en.endswith(" cells in 0.0 s")


@pytest.mark.parametrize(
    ("status", "said"), [(429, "Quota exceeded"), (503, "The service"), (403, "")]
)
def test_a_quota_or_an_outage_is_no_answer(
    google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, status: int, said: str
) -> None:
    """Only what Google answers is to be reported; what it could not answer is asked again."""
    google.allow_creation()

    def asks(scratch: Scratch) -> Found:
        google.fault(path="values", status=status, times=99)
        scratch.transport.get(f"v4/spreadsheets/{scratch.id}/values/A1")
        return Found()

    only(monkeypatch, otherwise(asks))
    (bad,) = [check for check in asked(google, of=()) if check.state == "bad"]
    if said:
        assert bad.said.startswith(f"Asked: no answer: {said}")
        assert "run it again in a few minutes" in bad.remedy
    else:
        assert bad.said.startswith("Asked: no: ")
        assert "please report" in bad.remedy


def test_a_sync_that_marks_a_wrong_row_is_seen(
    trial: tuple[Trial, Spreadsheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question is not answered with yes whatever happens."""
    made, _ = trial
    monkeypatch.setattr("retrosheet.google.document.write", lambda *_: None)
    assert "≠" in answer_of("_edited_meanwhile", made)


def test_errors_after_a_deleted_row_are_seen(trial: tuple[Trial, Spreadsheet]) -> None:
    """An error in any cell is no good answer."""
    made, book = trial
    guide = book.sheets[0]
    guide.cells[0, 0] = {"userEnteredValue": {"formulaValue": "=1/0"}}
    book.changes += 1
    assert "DIVIDE_BY_ZERO" in answer_of("_deleted", made)


def test_what_counts_as_the_same() -> None:
    """Google adds, leaves out zeros, rounds colours and translates separators; no more."""
    assert not unlike({"a": 0, "red": 0.5}, {"red": 0.5019608, "b": 1})
    assert not unlike("=IF(A1;B1)", "=if(A1, B1)")
    assert unlike({"a": [1, 2]}, {"a": [1]}) == ".a: 1 ≠ 2"
    assert unlike({"a": {"b": "x"}}, {}) == ".a.b: None"
    assert unlike({"red": 0.5}, {"red": 0.6}) == ".red: 0.6"
    assert spelled("=IF(A1;\"a, b\";'x, y'!B2)") == "=IF(A1;\"a, b\";'x, y'!B2)"


def test_the_report_names_nobody() -> None:
    """What is pasted in public holds no address, no file and no project."""
    text = bare(
        "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit, "
        "ana@example.com, 1AbCdEfGhIjKlMnOpQrStUvWxYz012345, project 581234567890: "
        "Rétroplanning!B7, 5,870 cells"
    )
    assert text == ("<link>, <address>, <id>, project <id>: Rétroplanning!B7, 5,870 cells")


def table() -> list[tuple[str, str]]:
    """What docs/google.md says is not verified live, and how it is settled."""
    text = DOCS.read_text("utf-8").partition("## Not verified live")[2]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return [row for row in rows if row[0] != "we count on"]


def test_each_line_of_the_docs_is_one_check() -> None:
    """No more and no less, in the same order."""
    assert table() == [
        (question.asked.en[0].lower() + question.asked.en[1:]
         if question.asked.en[1:2].islower() or question.asked.en[1:2] == " "
         else question.asked.en, question.how.en)
        for question in ALL
    ]  # fmt: skip


FIGURE = re.compile(r"[0-9][0-9.,]*")


@pytest.mark.parametrize("lent", [False, True] if THOROUGH else [True])
def test_the_report_in_the_docs(
    google: FakeGoogle, tmp_path: Path, capsys: pytest.CaptureFixture[str], lent: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The command itself, to its end, for both accounts: the docs show this, figures apart.

    In a thorough run with the plan of the library that it takes; else with one of two tasks.
    """
    monkeypatch.setenv("RETROSHEET_LANG", "en")
    monkeypatch.setattr("retrosheet.google.speaking.transport.time.sleep", google.sleep)
    if not THOROUGH:
        sample = "retrosheet.cli.commands.doctor._sample"
        monkeypatch.setattr(sample, small)
    line = ["doctor", "--live"]
    if lent:
        blank = google.blank("Essai")
        line += ["--into", f"https://docs.google.com/spreadsheets/d/{blank}/edit"]
    else:
        monkeypatch.setenv("RETROSHEET_CREDENTIALS", str(google.user_file(tmp_path)))
    assert answer(line) == 0
    told = capsys.readouterr().out
    shown = [part for part in told.partition("To paste into an issue")[2].splitlines() if part]
    got = [one for one in shown if one.startswith(("retrosheet doctor", "- "))]
    example = DOCS.read_text("utf-8").partition("retrosheet doctor --live: ")
    lines = (example[1] + example[2].partition("```")[0]).splitlines()
    wanted = [one for one in lines if one.startswith(("retrosheet doctor", "- "))]
    assert [FIGURE.sub("n", one) for one in got] == [FIGURE.sub("n", one) for one in wanted]
    account = "A service account, in a blank sheet" if lent else "A person's account"
    assert any(one.startswith(account) for one in shown)
    assert "docs.google.com" not in "\n".join(shown)


def test_a_report_counts_what_was_as_expected() -> None:
    """Its head says of how many, and for which account."""
    lines = report([], ["Python 3"], "en", lent=True)
    assert lines == [
        "retrosheet doctor --live: 0 of 0 answers as expected",
        "A service account, in a blank sheet; Python 3",
    ]
